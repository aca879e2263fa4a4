"""Parameters and results of the desk's functions; frozen models."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field as Default

from core.models.base import Model, Wording
from core.models.document import Document
from core.models.edit import Edit, Pages
from core.models.finding import Finding, Outcome, Severity, Status
from core.models.material import Material
from core.models.report import Report
from pipeline.edits.result import SetAside

State = Literal["open", "closed"]
Verdict = Literal["pass", "fail"]
Closing = Literal["accept", "supplement", "reject"]


class Role(StrEnum):
    """What a person may do; each role includes those before it."""

    VIEWER = "viewer"
    """May view, but not change anything."""
    REVIEWER = "reviewer"
    SUPERVISOR = "supervisor"
    """May also overrule definite results of rules, reopen closed packets, see the whole audit."""
    ADMIN = "admin"
    """May also manage users."""

    def may(self, needed: "Role") -> bool:
        """Whether this role includes the other."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


class DeskUser(Model):
    """A signed-in user, or the user who runs a command."""

    name: str
    role: Role
    disabled: bool = False
    created: datetime | None = None


class Correction(Model):
    """A person's value for a field of a document, or for the packet itself.

    `field` is an address within the document (see review.places): `name`, or `rows.2.income`
    for a cell of its table (rows from 0). With `document` "" it is `service`,
    `submission_date`, or `unread:NAME` for a file or page that could not be read (see
    `Material.unread`): the person has looked, and none of the required papers is in it. A
    `value` of None means that the place is empty.
    """

    document: str
    field: str
    value: str | None
    before: str | None = None
    """The reading there."""
    confidence: float = 0.0
    """The confidence of the reading."""
    why: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def confirms(self) -> bool:
        """Whether it only confirms the reading."""
        return self.value == self.before


class LapsedCorrection(Model):
    """A correction that does not apply now, and why; it applies again if the cause is undone."""

    correction: Correction
    why: Wording


class MadeEdit(Model):
    """An edit of the packet's pages, by whom and when."""

    id: int
    edit: Edit
    why: str = ""
    by: str = ""
    at: datetime | None = None


class Decision(Model):
    """A person's verdict that overrides a finding; `key` is the finding's (see FindingView).

    If the verdict is fail, `why` is the text in the notice to the applicant.
    """

    key: str
    rule: str
    verdict: Verdict
    why: str
    by: str = ""
    at: datetime | None = None


class OwnPoint(Model):
    """A point that a reviewer adds to the notice besides the rules' findings."""

    id: int
    text: str
    section: str = ""
    """The guide's clause, as given by the person."""
    by: str
    at: datetime


class Change(Model):
    """One entry of the audit."""

    id: int
    at: datetime
    who: str
    action: str
    """correct, confirm, withdraw, decide, undecide, close, undo, reopen, arrive, renew, unmask,
    export, sign-in, sign-in-failed, sign-out, user-add, user-role, ..."""
    packet: str | None = None
    version: int | None = None
    """The packet's version after the change."""
    target: str = ""
    """The field (D1.name), the finding's key, or the user it is about."""
    before: str | None = None
    after: str | None = None
    why: str = ""
    secret: bool = False
    """`before` and `after` are identity numbers: show and export them masked."""


class DeskFinding(Model):
    """A finding on the desk with a person's decision. `finding` is the unchanged original."""

    key: str
    """Stays the same as long as the finding says the same about the same documents."""
    finding: Finding
    decision: Decision | None = None

    @property
    def status(self) -> Status:
        """The person's verdict if there is one, else the rule's status."""
        return self.decision.verdict if self.decision else self.finding.status

    @property
    def severity(self) -> Severity:
        return self.finding.severity

    @property
    def open(self) -> bool:
        """Whether it is a doubt that nobody has decided yet."""
        return self.status == "review"


class Doubt(Model):
    """Something that must be decided before the packet can be accepted.

    `key` is the argument of `decide`: a finding's key, or `packet:record` if the system's record
    could not be used (look at it, then decide pass). `packet:service` is resolved by correcting the
    service; `packet:failed` (the packet could not be checked at all) cannot be resolved.
    """

    key: str
    message: str
    message_en: str = ""
    severity: Severity = "supplement"
    rule: str = ""


class PacketState(Model):
    """The computed state of a packet with all people's edits: nothing here is stored."""

    outcome: Outcome
    findings: tuple[DeskFinding, ...]
    doubts: tuple[Doubt, ...]
    report: Report
    """The report to show and print: findings with people's answers, corrected values."""
    documents: tuple[Document, ...] = ()
    """With corrections; their boxes are upright, see review.places."""
    doubtful: tuple[str, ...] = ()
    """Values that rules cannot rely on, as `D1.name`, to be checked first: in the order of
    the findings that depend on them, then of the documents."""
    lapsed: tuple[Decision, ...] = ()
    """Decisions whose finding no longer exists or has changed; they do not count."""
    lapsed_corrections: tuple[LapsedCorrection, ...] = ()
    """Corrections of documents or places that no longer exist."""


class FindingChange(Model):
    """A finding before and after a change; None if it did not or does not exist."""

    rule: str
    before: Finding | None
    after: Finding | None


class Submission(Model):
    """One submission of a case, and how the case was closed before the next one."""

    key: str
    number: int
    received: datetime
    by: str
    name: str
    batch: str
    closed: Closing | None = None
    closed_by: str | None = None
    closed_at: datetime | None = None
    closed_why: str = ""
    content: str = ""
    """The hash of all its files; empty if the case has only this submission."""


class DeskPacket(Model):
    """A packet on the desk at `version`: a case of one or several submissions."""

    key: str
    version: int
    name: str
    batch: str
    received: datetime
    state: State
    closed: Closing | None = None
    closed_by: str | None = None
    closed_at: datetime | None = None
    closed_why: str = ""
    material: Material | None
    """As read, with edits but without corrections; None if it could not be checked."""
    read: Material | None = None
    """As read, without edits."""
    edits: tuple[MadeEdit, ...] = ()
    """In the order they are applied."""
    papers: dict[str, Pages] = Default(default_factory=dict)
    """The pages of each document, by document id."""
    aside: tuple[SetAside, ...] = ()
    """Documents that were set aside."""
    first: Report
    """The program's own report."""
    corrections: tuple[Correction, ...] = ()
    decisions: tuple[Decision, ...] = ()
    own: tuple[OwnPoint, ...] = ()
    standing: PacketState
    submissions: tuple[Submission, ...] = ()
    """Its submissions, the first one first; empty in stores of earlier versions."""
    earlier: PacketState | None = None
    """The standing when it was last sent back, or else when the newest submission arrived."""

    @property
    def returned(self) -> Submission | None:
        """The last submission that was sent back, if another one has arrived since."""
        found = [one for one in self.submissions[:-1] if one.closed == "supplement"]
        return found[-1] if found else None


class Changed(Model):
    """The result of a change: the packet now, and the findings that changed."""

    packet: DeskPacket
    changes: tuple[FindingChange, ...] = ()
    note: str = ""
    """A problem that did not stop the change, safe to show."""
