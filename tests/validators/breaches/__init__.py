"""What breaks each single criterion of the rules, alone, in a packet that is good."""

from tests.validators.breaches import (
    completeness,
    evidence,
    forms,
    housing,
    merits,
    permit,
    process,
    tenancies,
    tomorrow,
    unit,
)
from tests.validators.breaches.breach import Breach

BREACHES: tuple[Breach, ...] = (
    *unit.BREACHES,
    *process.BREACHES,
    *forms.BREACHES,
    *permit.BREACHES,
    *completeness.BREACHES,
    *housing.BREACHES,
    *tenancies.BREACHES,
    *evidence.BREACHES,
    *merits.BREACHES,
    *tomorrow.BREACHES,
)
