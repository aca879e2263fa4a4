"""The register of rules: one explicit tuple, a module for each family."""

from validators import agreement, contract, identity, income, income_level, materials, unit
from validators.verdict import Rule

RULES: tuple[Rule, ...] = (
    *unit.RULES,
    *materials.RULES,
    *contract.RULES,
    *income.RULES,
    *income_level.RULES,
    *identity.RULES,
    *agreement.RULES,
)
