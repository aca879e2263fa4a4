"""The guide's clauses and dated figures: data in TOML beside this file, and their loader."""

from validators.policy.asked import Requirement, ServicePapers
from validators.policy.figures import Parameter, Wage
from validators.policy.load import load_policy
from validators.policy.model import Policy
from validators.policy.tables import (
    DatedStep,
    District,
    DocumentType,
    HandNeed,
    RuleText,
    SealNeed,
)

__all__ = [
    "DatedStep",
    "District",
    "DocumentType",
    "HandNeed",
    "Parameter",
    "Policy",
    "Requirement",
    "RuleText",
    "SealNeed",
    "ServicePapers",
    "Wage",
    "load_policy",
]
