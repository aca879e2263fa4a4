"""A rule's answers on a packet (contract/report.md, "What the statuses promise")."""

from typing import Literal

from core.models.base import Model
from core.models.geometry import Box

Status = Literal["pass", "fail", "review", "not_checked", "not_applicable"]
Severity = Literal["reject", "supplement", "advisory"]
Outcome = Literal["accept", "supplement", "reject", "review"]
OWN = "DESK-OWN"
"""The rule id of a person's own request, in addition to the rules' findings."""
# The gravest first.
SEVERITIES: tuple[Severity, ...] = ("reject", "supplement", "advisory")
OUTCOMES: tuple[Outcome, ...] = ("reject", "supplement", "review", "accept")


class Clause(Model):
    """The guide's own words, with their section."""

    section: str
    quote: str


class Evidence(Model):
    """A place on a page that a finding is based on; `box` is in the stored frame."""

    document: str
    field: str | None
    file: str
    page: int
    box: Box | None
    text: str


class FindingPart(Model):
    """One of several facts in a finding."""

    message: str
    message_en: str
    guide: Clause


class Finding(Model):
    """One rule's answer about one subject."""

    rule: str
    status: Status
    severity: Severity
    message: str
    message_en: str
    guide: Clause
    documents: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    lacks: tuple[str, ...] = ()
    """The missing papers, if the finding says nothing else: types, with `:role` if any."""
    whole: bool = False
    """It lists everything missing in the packet; other findings are about one paper."""
    parts: tuple[FindingPart, ...] = ()
    """Its facts one by one, each with its clause, if there are several; else empty."""
    cause: str = ""
    """The fact behind it, if other rules may find the same: equal causes are one fact, reported
    once in a notice. Made of document ids and field names, never of their content.
    """
