"""report.json: the result of a run for people and for other systems.

Names may be added, never renamed. Every `box` is in the *stored* frame: fractions 0..1 of the page
as the file holds it, after its own EXIF or PDF rotation and before `rotation`. Identity numbers are
here in full; everything passed on (page, notice, summary) masks them.
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
    """A file of the packet and its status."""

    name: str
    """Path relative to the packet."""
    sha256: str
    """Of the file's content, in hexadecimal."""
    pages: int
    """How many pages it holds; 0 if it could not be opened."""
    status: Literal["read", "skipped", "failed"]
    """skipped: not a document, such as the system's own record; failed: see error."""
    error: str | None = None
    """Why it was skipped or failed, for display."""
    error_code: str | None = None
    """The same for machines."""
    page_errors: dict[int, str] = Default(default_factory=dict)
    """Unreadable pages of a file that was read: number and reason."""
    signatures: tuple[Signature, ...] = ()
    """Its electronic signatures, in the order they were made."""
    active: tuple[str, ...] = ()
    """Active content: javascript, launch, media and the like. None of it was run."""


class ReportField(ReportPart):
    """A value read from the paper, with its evidence."""

    value: str | None
    """Normalised: dates YYYY-MM-DD, months YYYY-MM, amounts plain decimals in yuan, numbers and
    codes upper case without spaces. null: empty or unreadable, see presence.
    """
    raw: str = ""
    """As printed on the paper."""
    confidence: float
    """Probability, 0..1, that value is what the paper says."""
    file: str | None = None
    """The file with the value; null for values that are on no page."""
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
    """Why the value is missing or not certain, for display."""
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
    """The name beside the note; empty if ink is present but unread."""
    signature_confidence: float = 0.0
    signature_box: Box | None = None
    readings: tuple[Reading, ...] = ()
    """How well expected but unread names fit the ink."""


class ReportCode(ReportPart):
    """A decoded QR or bar code."""

    payload: str
    file: str
    page: int
    box: Box
    """[x0, y0, x1, y1] in the stored frame."""


class Readers(ReportPart):
    """The readers of the pages, and how reliable their results are."""

    engine: str
    """The engine that read every page, with versions and precision."""
    second: str | None = None
    """The engine that read unsure numbers again; null if no second reader was installed."""
    measured: bool = True
    """Whether confidence was measured with these readers; if not, no value is sure."""
    left_open: int = 0
    """The number of values that stay unsure only because there was no second reader."""
    thresholds: dict[str, float] = Default(default_factory=dict)
    """The office's own minimum confidence for kinds of values, instead of the program's; empty if
    it adopted none.
    """


class ReportDocument(ReportPart):
    """One document of the packet; several may share a file and one may span several."""

    id: str
    """Unique within the report, such as D1."""
    type: str
    """An id of `yushen types`, or unknown."""
    name: Wording | None = None
    """The guide's name of the type; null if unknown."""
    confidence: float
    """How surely it is of that type, 0..1."""
    guesses: tuple[TypeGuess, ...] = ()
    """All possible types, the likeliest first, with probabilities; the rest to 1 is the probability
    that it is none of these. `foreign` is a paper the guide never asks for.
    """
    foreign: str = ""
    """The name of a foreign paper, such as 简历; else empty."""
    pages: tuple[PageRef, ...]
    """In reading order; rotation is the clockwise turn that makes the page upright."""
    fields: dict[str, ReportField] = Default(default_factory=dict)
    """By field name, without fields whose place was not found."""
    rows: tuple[dict[str, ReportField], ...] = ()
    """The lines of its table, by column name."""
    seals: tuple[ReportSeal, ...] = ()
    annotations: tuple[ReportAnnotation, ...] = ()
    codes: tuple[ReportCode, ...] = ()
    role: str = ""
    """The holder: applicant, handler, spouse, child, owner; empty if unknown."""
    sides: tuple[str, ...] = ()
    """The sides or page kinds that were seen, such as front and back."""
    grey: bool = False
    """Every page is a photocopy or grey scan, except for coloured seals."""
    troubles: tuple[str, ...] = ()
    """Parts that could not be read, for display."""


class Report(ReportPart):
    """Everything found in one packet."""

    schema_version: Literal[1] = 1
    packet: str
    """Name of the folder or file that was checked."""
    service: str | None
    """The service applied for, such as new_permit; null if unknown."""
    service_name: Wording | None = None
    """What the guide calls the service."""
    submission_date: date | None
    """The day used for all time limits; null if unknown."""
    outcome: Outcome
    """reject before supplement before review before accept."""
    outcome_reason: Wording = Wording(zh="", en="")
    """The outcome's reason in one sentence."""
    held: tuple[Wording, ...] = ()
    """Reasons besides the findings that prevent acceptance of the whole packet."""
    assumptions: tuple[str, ...] = ()
    """Values that were not given and had to be assumed."""
    policy: str = ""
    """Version of the guide and figures that were applied."""
    district: Wording | None = None
    """The district of the guide."""
    engine: str = ""
    """The engine that read the pages, with versions."""
    readers: Readers | None = None
    """The readers in detail; null in reports of earlier versions."""
    files: tuple[ReportFile, ...] = ()
    documents: tuple[ReportDocument, ...] = ()
    findings: tuple[Finding, ...] = ()
    """One for each rule and subject."""
    outlook: Outlook | None = None
    """The outcome of the same papers on other days; null if the service is unknown."""
    deadlines: tuple[Deadline, ...] = ()
    """Dated steps of the guide with a start date in the packet, the earliest first."""
