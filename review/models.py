"""What the desk's functions take and give; frozen."""

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
from pipeline.edits.result import Laid

State = Literal["open", "closed"]
Verdict = Literal["pass", "fail"]
Closing = Literal["accept", "supplement", "reject"]


class Role(StrEnum):
    """What a person may do; each may all that those before it may."""

    VIEWER = "viewer"
    """May look, and change nothing."""
    REVIEWER = "reviewer"
    SUPERVISOR = "supervisor"
    """May also overrule what the rules say surely, open what was closed, see the whole audit."""
    ADMIN = "admin"
    """May also manage people."""

    def may(self, needed: "Role") -> bool:
        """Whether this role includes the other."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


class Person(Model):
    """Somebody signed in, or the one who runs a command."""

    name: str
    role: Role
    disabled: bool = False
    created: datetime | None = None


class Correction(Model):
    """A person's value for a field of a document, or for the packet itself.

    `field` is an address within the document (see review.places): `name`, or `rows.2.income`
    for a cell of its table (rows from 0). With `document` "" it is `service`,
    `submission_date`, or `unread:NAME` for a file or page that could not be read (see
    `Material.unread`): the person has looked and none of the papers asked for is on it. A
    `value` of None says that nothing stands there.
    """

    document: str
    field: str
    value: str | None
    before: str | None = None
    """What was read there."""
    confidence: float = 0.0
    """How sure the reading was."""
    why: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def confirms(self) -> bool:
        """Whether it only says that the reading is right."""
        return self.value == self.before


class LapsedCorrection(Model):
    """A correction that does not count now, and why; it does again once that is undone."""

    correction: Correction
    why: Wording


class MadeEdit(Model):
    """Something about the packet's pages that a person put right."""

    id: int
    edit: Edit
    why: str = ""
    by: str = ""
    at: datetime | None = None


class Decision(Model):
    """A person's answer in place of a finding's; `key` is the finding's (see FindingView).

    `why` is what a notice tells the applicant where the answer is fail.
    """

    key: str
    rule: str
    verdict: Verdict
    why: str
    by: str = ""
    at: datetime | None = None


class OwnPoint(Model):
    """Something that a person asks for beside what the rules found; it goes into the notice."""

    id: int
    text: str
    section: str = ""
    """The guide's clause that the person named."""
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
    """The packet's version that the change made."""
    target: str = ""
    """The field (D1.name), the finding's key, or the user it is about."""
    before: str | None = None
    after: str | None = None
    why: str = ""
    secret: bool = False
    """Before and after are identity numbers: show and export them masked."""


class FindingView(Model):
    """A finding as it stands on the desk. `finding` is the program's own, untouched."""

    key: str
    """The same as long as the finding says the same of the same documents."""
    finding: Finding
    decision: Decision | None = None

    @property
    def status(self) -> Status:
        """The person's answer where there is one."""
        return self.decision.verdict if self.decision else self.finding.status

    @property
    def severity(self) -> Severity:
        return self.finding.severity

    @property
    def open(self) -> bool:
        """Whether it is a doubt that nobody has decided."""
        return self.status == "review"


class Doubt(Model):
    """Something that must be decided before the packet can be accepted.

    `key` can be handed to `decide`: it is a finding's, or `packet:record` where the system's
    record could not be used (look at it, then decide pass). `packet:service` is settled by
    correcting the service, `packet:failed` (it could not be checked at all) not at all.
    """

    key: str
    message: str
    message_en: str = ""
    severity: Severity = "supplement"
    rule: str = ""


class Standing(Model):
    """How a packet stands with all that people did: nothing here is stored."""

    outcome: Outcome
    findings: tuple[FindingView, ...]
    doubts: tuple[Doubt, ...]
    report: Report
    """For papers and pages: the findings with people's answers, the corrected values."""
    documents: tuple[Document, ...] = ()
    """Corrected; their boxes are upright, see review.places."""
    doubtful: tuple[str, ...] = ()
    """Values a rule cannot rely on, as `D1.name`: where a person looks first, in the order of
    the findings that rest on them, then of the documents."""
    lapsed: tuple[Decision, ...] = ()
    """Decisions whose finding is gone or says something else since; they do not count."""
    lapsed_corrections: tuple[LapsedCorrection, ...] = ()
    """Corrections on what is no document now, or no place of it."""


class FindingChange(Model):
    """A finding before and after a change; None where there was or is none."""

    rule: str
    before: Finding | None
    after: Finding | None


class Submission(Model):
    """Something that came for a case, and how the case stood closed until the next came."""

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
    """The hash of all its files; empty for the one of a case that has no other."""


class Packet(Model):
    """A packet on the desk as it stands at `version`: a case, of one submission or several."""

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
    """As read and put right by edits, without corrections; None where it could not be checked."""
    read: Material | None = None
    """As read, without edits."""
    edits: tuple[MadeEdit, ...] = ()
    """In the order they are applied."""
    papers: dict[str, Pages] = Default(default_factory=dict)
    """Which pages the documents are of, by the documents' ids."""
    aside: tuple[Laid, ...] = ()
    """Documents that count for nothing."""
    first: Report
    """The program's own report."""
    corrections: tuple[Correction, ...] = ()
    decisions: tuple[Decision, ...] = ()
    own: tuple[OwnPoint, ...] = ()
    standing: Standing
    submissions: tuple[Submission, ...] = ()
    """What came for it, the first first; in stores of earlier versions none."""
    earlier: Standing | None = None
    """How it stood when it was last sent back, else when the newest submission came."""

    @property
    def returned(self) -> Submission | None:
        """The submission that was sent back last, where another came since."""
        found = [one for one in self.submissions[:-1] if one.closed == "supplement"]
        return found[-1] if found else None


class Changed(Model):
    """What a change made: the packet as it stands now, and what the rules answer otherwise."""

    packet: Packet
    changes: tuple[FindingChange, ...] = ()
    note: str = ""
    """What went wrong beside it, fit to be shown."""
