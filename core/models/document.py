"""Documents: the content of a packet's pages, each value with its evidence."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from core.models.base import Model
from core.models.geometry import Box
from core.models.page import Oddity, PageKey, Seal
from core.models.signature import Signature

Kind = Literal[
    "text",
    "date",
    "month",
    "amount",
    "id_number",
    "credit_code",
    "phone",
    "address",
    "company",
    "person",
]


NOTE = "annotation"  # the field with a copy of the document's first note
SIGNATURE = "_signature"  # suffix of the names of signature fields
FOREIGN = "foreign"  # a guess that the paper is of no known type: a ticket, a résumé


class PageRef(Model):
    """A page of the packet and the rotation that makes it upright."""

    file: str
    page: int
    rotation: Literal[0, 90, 180, 270] = 0

    @property
    def key(self) -> PageKey:
        """The key of the page itself."""
        return self.file, self.page, self.rotation


# "second" is the former name of that engine, kept in old reports and in the desk's database.
RENAMED = {"tesseract": "second"}
Source = Annotated[
    Literal["page", "layer", "again", "second", "code", "fit", "sum", "person"],
    BeforeValidator(lambda word: RENAMED.get(word, word)),
]


class Reading(Model):
    """One independent reading of a value: its method, text and confidence.

    again: by the same engine on an enlarged crop; second: by the independent engine; sum: by the
    total of its column.
    """

    source: Source
    value: str | None
    confidence: float


class Field(Model):
    """A value with its evidence, from reading to report.

    `value` is normalised as in the report, or None with the reason in `trouble`.
    `confidence` is the probability that `value` is what the paper says. `box` is upright.
    `presence`: "absent" means the place for it was found and is empty (then
    `confidence` is how sure that is); "present" without a value means that something is
    written there but was not readable; "unclear" means its place was not found. A signature is
    a field too: present with its reading, present unread, or absent.
    """

    name: str
    kind: Kind
    value: str | None
    raw: str
    confidence: float
    page: PageRef | None = None
    box: Box | None = None
    readings: tuple[Reading, ...] = ()
    presence: Literal["present", "absent", "unclear"] = "present"
    trouble: str | None = None
    placed: float = 1.0
    """How sure it is that the value is at its own place, not at another field's."""


class Annotation(Model):
    """A note written on the paper, such as 某某人工资由XXX单位发放, and who signed it."""

    text: str
    confidence: float
    page: PageRef
    box: Box
    signature: str | None = None
    """The handler's name as read beside the note; empty if ink is present but unread."""
    signature_confidence: float = 0.0
    signature_box: Box | None = None
    readings: tuple[Reading, ...] = ()
    """How well expected but unread names fit the ink."""


class PlacedSeal(Model):
    """A seal and its page."""

    seal: Seal
    page: PageRef
    open_class: bool = False
    """Ink in its middle was not recognised: it may be of another class."""


class PlacedCode(Model):
    """A decoded code and its page."""

    payload: str
    page: PageRef
    box: Box


class Leaf(Model):
    """One page of a document as a leaf of paper: its printed number, of how many, its size.

    `size` is width and height in millimetres as the file states them, upright; None if it does not.
    A number that is not printed, or was not read, is None.
    """

    page: PageRef
    number: int | None = None
    total: int | None = None
    size: tuple[float, float] | None = None


class TypeGuess(Model):
    """One of the possible types of a document, with its probability."""

    type: str
    """The id of a type, or `foreign`."""
    confidence: float


class PlacedLine(Model):
    """A line of a document as printed; `page` counts the document's pages from 0."""

    text: str
    page: int
    box: Box


class PlacedOddity(Model):
    """Hidden text or mixed fonts, and the page."""

    oddity: Oddity
    page: PageRef


class Signed(Model):
    """A signature and its file."""

    file: str
    signature: Signature


class Document(Model):
    """One document of the packet.

    `role` is the holder if the type has roles: applicant, handler, spouse, child, owner; empty if
    unknown. `part` names the side or the page kinds seen (front, back).
    """

    id: str
    type: str
    confidence: float
    pages: tuple[PageRef, ...]
    fields: dict[str, Field] = {}
    rows: tuple[dict[str, Field], ...] = ()
    seals: tuple[PlacedSeal, ...] = ()
    codes: tuple[PlacedCode, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    sides: tuple[str, ...] = ()
    guesses: tuple[TypeGuess, ...] = ()
    """All possible types, the likeliest first. Their sum is at most 1; the rest to 1 is the
    probability that it is none of these. The first is `type` if that is known. A surely foreign
    paper (`foreign` near 1) is of no other type; an unknown paper may be of any type listed here.
    """
    foreign: str = ""
    """The usual name of a foreign paper: 简历, 行程单; else empty."""
    role: str = ""
    grey: bool = False
    """Every page is a photocopy or a grey scan, except for coloured seals."""
    no_more_seals: bool = False
    """There is no further grey seal where the issuer seals it: the paper is blank there."""
    leaves: tuple[Leaf, ...] = ()
    """Its pages as leaves of paper, in reading order; empty if nothing is known about them."""
    layer: Literal["none", "agrees", "differs"] = "none"
    """Whether a PDF has its own text, and whether that is the text of these pages."""
    signed: tuple[Signed, ...] = ()
    """The electronic signatures of the files with its pages."""
    oddities: tuple[PlacedOddity, ...] = ()
    """Hidden text or mixed fonts on its pages, only for PDFs not made by a scanner."""
    leftovers: tuple[Field, ...] = ()
    """Words of the blank form that should have been replaced: XXX, （姓名）."""
    troubles: tuple[str, ...] = ()
    """Parts of this document that could not be read, for display."""
    lines: tuple[PlacedLine, ...] = ()
    """All printed text, row by row: if a field was read from the wrong place, the expected value is
    still here.
    """
    likeness: tuple[TypeGuess, ...] = ()
    """The types it resembles by words only, the most similar first: similarities, not
    probabilities. A second opinion besides `guesses`, for making sure that a paper is missing.
    """
