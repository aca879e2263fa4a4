"""The register of rules: one explicit tuple, a module for each family."""

from validators.verdict import Rule

RULES: tuple[Rule, ...] = ()
