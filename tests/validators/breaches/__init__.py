"""What breaks each single criterion of the rules, alone, in a packet that is good."""

from tests.validators.breaches import (
    completeness,
    forms,
    material_copies,
    material_hands,
    material_notes,
    material_seals,
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
    *completeness.BREACHES,
    *material_seals.BREACHES,
    *material_notes.BREACHES,
    *material_copies.BREACHES,
    *material_hands.BREACHES,
)
