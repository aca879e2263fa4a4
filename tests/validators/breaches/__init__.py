"""What breaks each single criterion of the rules, alone, in a packet that is good."""

from tests.validators.breaches import (
    agreeing,
    completeness,
    forms,
    general,
    permit,
    process,
    record,
    completeness,
    forms,
    income,
    income_insurance,
    income_levels,
    permit,
    process,
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
)
