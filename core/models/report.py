"""report.json: what a run leaves behind for people and for other systems.

Names may be added, never renamed. Every `box` is in the *stored* frame: fractions 0..1 of
the page as the file holds it, after its own EXIF or PDF rotation and before `rotation`.
Identity numbers stand here in full; whatever is passed on (page, notice, summary) masks
them.
"""

from datetime import date
from typing import Literal

from pydantic import Field as Default

from core.models.base import ReportPart as ReportPart
from core.models.base import Wording as Wording
from core.models.document import Kind, PageRef, Reading, TypeGuess
from core.models.finding import Finding, Outcome
from core.models.geometry import Box
from core.models.outlook import Deadline, Outlook
from core.models.page import Colour, SealKind
from core.models.signature import Signature


class ReportFile(ReportPart):
    """A file of the packet and what became of it."""

    name: str
    """Path relative to the packet."""
    sha256: str
    """Of the file's content, in hexadecimal."""
    pages: int
    """How many pages it holds; 0 where it could not be opened."""
    status: Literal["read", "skipped", "failed"]
    """skipped: not a document, such as the system's own record; failed: see error."""
    error: str | None = None
    """Why it was skipped or failed, fit to be shown."""
    error_code: str | None = None
    """The same for machines."""
    page_errors: dict[int, str] = Default(default_factory=dict)
    """Pages of a file that was read which could not be: number and why."""
    signatures: tuple[Signature, ...] = ()
    """Its electronic signatures, in the order they were made."""
    active: tuple[str, ...] = ()
    """What of it would act by itself in a viewer: javascript, launch, media and the like. None of
    it was run."""


class ReportField(ReportPart):
    """A value read from the paper, with its evidence."""

    value: str | None
    """Normalised: dates YYYY-MM-DD, months YYYY-MM, amounts plain decimals in yuan,
    numbers and codes upper case without spaces. null: nothing stands there or it could
    not be read, see presence."""
    raw: str = ""
    """As it stands on the paper."""
    confidence: float
    """Probability, 0..1, that value is what the paper says."""
    file: str | None = None
    """The file the value stands in; null for what no page holds."""
    page: int | None = None
    """Counted from 1 within the file."""
    box: Box | None = None
    """[x0, y0, x1, y1] in the stored frame."""
    kind: Kind = "text"
    """What sort of value it is."""
    presence: Literal["present", "absent", "unclear"] = "present"
    """absent: its place was found and is empty; present with a null value: something is
    there and could not be read; unclear: its place was not found for sure."""
    doubt: str | None = None
    """Why the value is missing or not certain, fit to be shown."""
    readings: tuple[Reading, ...] = ()
    """The independent readings that were weighed against each other."""


class ReportSeal(ReportPart):
    """A seal impression."""

    kind: SealKind
    text: str
    """The ring's words, then the centre's."""
    confidence: float
    """How surely the ring is read, 0..1."""
    file: str
    page: int
    box: Box
    """[x0, y0, x1, y1] in the stored frame."""
    ring: str = ""
    centre: str = ""
    code: str = ""
    """The number in the lower arc."""
    shape: Literal["round", "oval", "square", "rectangle"] | None = None
    colour: Colour | None = None


class ReportAnnotation(ReportPart):
    """A note written on the paper, and who signed it."""

    text: str
    confidence: float
    file: str
    page: int
    box: Box
    """[x0, y0, x1, y1] in the stored frame."""
    signature: str | None = None
    """The name beside the note; empty where ink is there but unread."""
    signature_confidence: float = 0.0
    signature_box: Box | None = None
    readings: tuple[Reading, ...] = ()
    """How well names that were expected and not read fit the ink."""


class ReportCode(ReportPart):
    """A decoded QR or bar code."""

    payload: str
    file: str
    page: int
    box: Box
    """[x0, y0, x1, y1] in the stored frame."""


class Readers(ReportPart):
    """What read the pages, and how far what it read may be relied on."""

    engine: str
    """What read every page, with versions and precision."""
    second: str | None = None
    """What read unsure numbers once more; null where no second reader was installed."""
    measured: bool = True
    """Whether confidence was measured with these readers; if not, no value is sure."""
    left_open: int = 0
    """Values that stay unsure only because there was no second reader."""
    thresholds: dict[str, float] = Default(default_factory=dict)
    """From which confidence on the office takes values of a kind as read, where that is not the
    program's own threshold; empty where it adopted none."""


class ReportDocument(ReportPart):
    """One document of the packet; several may share a file and one may span several."""

    id: str
    """Unique within the report, such as D1."""
    type: str
    """An id of `yushen types`, or unknown."""
    name: Wording | None = None
    """What the guide calls the type; null where it is unknown."""
    confidence: float
    """How surely it is of that type, 0..1."""
    guesses: tuple[TypeGuess, ...] = ()
    """All it may be, the likeliest first, with probabilities; what is left to 1 is that it is
    none of these. `foreign` is a paper the guide never asks for."""
    foreign: str = ""
    """What it is where it is foreign, such as 简历; else empty."""
    pages: tuple[PageRef, ...]
    """In reading order; rotation is the clockwise turn that makes the page upright."""
    fields: dict[str, ReportField] = Default(default_factory=dict)
    """By field name; a field whose place was not found is left out."""
    rows: tuple[dict[str, ReportField], ...] = ()
    """The lines of its table, by column name."""
    seals: tuple[ReportSeal, ...] = ()
    annotations: tuple[ReportAnnotation, ...] = ()
    codes: tuple[ReportCode, ...] = ()
    role: str = ""
    """Whose it is: applicant, handler, spouse, child, owner; empty while unknown."""
    sides: tuple[str, ...] = ()
    """The sides or page kinds that were seen, such as front and back."""
    grey: bool = False
    """Every page is a photocopy or grey scan, coloured seals apart."""
    troubles: tuple[str, ...] = ()
    """What of it could not be read, fit to be shown."""


class Report(ReportPart):
    """Everything found in one packet."""

    schema_version: Literal[1] = 1
    packet: str
    """Name of the folder or file that was checked."""
    service: str | None
    """The service applied for, such as new_permit; null where it could not be told."""
    service_name: Wording | None = None
    """What the guide calls the service."""
    submission_date: date | None
    """The day all time limits were worked out for; null where it was not known."""
    outcome: Outcome
    """reject before supplement before review before accept."""
    outcome_reason: Wording = Wording(zh="", en="")
    """The outcome's reason in one sentence."""
    held: tuple[Wording, ...] = ()
    """What keeps the packet as a whole from being accepted, beside its findings."""
    assumptions: tuple[str, ...] = ()
    """What was not given and had to be assumed."""
    policy: str = ""
    """Version of the guide and figures that were applied."""
    district: Wording | None = None
    """Whose guide it is."""
    engine: str = ""
    """What read the pages, with versions."""
    readers: Readers | None = None
    """The same one by one; null in reports of earlier versions."""
    files: tuple[ReportFile, ...] = ()
    documents: tuple[ReportDocument, ...] = ()
    findings: tuple[Finding, ...] = ()
    """One for each rule and subject."""
    outlook: Outlook | None = None
    """How the same papers fare on other days; null where the service is not known."""
    deadlines: tuple[Deadline, ...] = ()
    """Dated steps of the guide whose start the packet gives, the earliest first."""
