"""What breaks each single criterion of the rules, alone, in a packet that is good."""

from tests.validators.breaches import (
    agreeing,
    completeness,
    education,
    evidence,
    family,
    family_children,
    forms,
    general,
    housing,
    income,
    income_insurance,
    income_levels,
    merits,
    permit,
    process,
    record,
    unit,
)
from tests.validators.breaches.breach import Breach

BREACHES: tuple[Breach, ...] = (
    *unit.BREACHES,
    *process.BREACHES,
    *forms.BREACHES,
    *permit.BREACHES,
    *income.BREACHES,
    *income_levels.BREACHES,
    *income_insurance.BREACHES,
    *completeness.BREACHES,
    *general.BREACHES,
    *agreeing.BREACHES,
    *record.BREACHES,
    *education.BREACHES,
    *family.BREACHES,
    *family_children.BREACHES,
    *housing.BREACHES,
    *evidence.BREACHES,
    *merits.BREACHES,
)
