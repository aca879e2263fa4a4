"""The register of rules: one explicit tuple, a module for each family."""

from validators import (
    agreement,
    codes,
    completeness,
    conditions,
    contract,
    education,
    family,
    forms,
    identity,
    income,
    income_level,
    lodging,
    materials,
    papers,
    permits,
    record,
    residence,
    seals,
    system,
    unit,
)
from validators.policy import load_policy
from validators.verdict import Rule

RULES: tuple[Rule, ...] = (
    *unit.RULES,
    *conditions.RULES,
    *record.RULES,
    *materials.RULES,
    *completeness.rules(load_policy().packets),
    *forms.RULES,
    *education.RULES,
    *residence.RULES,
    *lodging.RULES,
    *contract.RULES,
    *income.RULES,
    *income_level.RULES,
    *family.RULES,
    *permits.RULES,
    *identity.RULES,
    *agreement.RULES,
    *codes.RULES,
    *seals.RULES,
    *system.RULES,
    *papers.RULES,
)
