"""The register of rules: one explicit tuple, a module for each family."""

from validators import (
    agreement,
    completeness,
    contract,
    identity,
    income,
    income_level,
    materials,
    residence,
    unit,
)
from validators.policy import load_policy
from validators.verdict import Rule

RULES: tuple[Rule, ...] = (
    *unit.RULES,
    *materials.RULES,
    *completeness.rules(load_policy().packets),
    *residence.RULES,
    *contract.RULES,
    *income.RULES,
    *income_level.RULES,
    *identity.RULES,
    *agreement.RULES,
)
