"""What a rule says of a packet (contract/report.md, "What the statuses promise")."""

from typing import Literal

from core.models.base import Model
from core.models.geometry import Box

Status = Literal["pass", "fail", "review", "not_checked", "not_applicable"]
Severity = Literal["reject", "supplement", "advisory"]
Outcome = Literal["accept", "supplement", "reject", "review"]
OWN = "DESK-OWN"
"""What stands for a rule where a person asks for something beside what the rules found."""
# The gravest first.
SEVERITIES: tuple[Severity, ...] = ("reject", "supplement", "advisory")
OUTCOMES: tuple[Outcome, ...] = ("reject", "supplement", "review", "accept")


class Clause(Model):
    """The guide's own words, with their section."""

    section: str
    quote: str


class Evidence(Model):
    """A place on a page that a finding rests on; `box` is in the stored frame."""

    document: str
    field: str | None
    file: str
    page: int
    box: Box | None
    text: str


class Part(Model):
    """One of several facts that a finding tells of."""

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
    """The papers that are not there, where the finding says nothing else: types, each with
    `:role` where it has one."""
    whole: bool = False
    """It lists everything that the packet lacks; other findings speak of one paper."""
    parts: tuple[Part, ...] = ()
    """Its facts one by one, each with its clause, where it tells of several; else empty."""
    cause: str = ""
    """The fact it rests on, where other rules may tell of the same: equal causes are one fact,
    told once in a notice. Made of ids of documents and names of fields, never of what they say."""
