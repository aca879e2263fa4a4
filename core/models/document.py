"""Documents: what the pages of a packet say, each value with its evidence."""

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


NOTE = "annotation"  # the field that repeats a document's first note
SIGNATURE = "_signature"  # how the names of signatures' fields end
FOREIGN = "foreign"  # a guess that the paper is of no type at all: a ticket, a résumé


class PageRef(Model):
    """A page of the packet and the turn that makes it upright."""

    file: str
    page: int
    rotation: Literal[0, 90, 180, 270] = 0

    @property
    def key(self) -> PageKey:
        """As of the page itself."""
        return self.file, self.page, self.rotation


# "second" once went by the name of the engine that was it: reports and the desk still hold that.
RENAMED = {"tesseract": "second"}
Source = Annotated[
    Literal["page", "layer", "again", "second", "code", "fit", "sum", "person"],
    BeforeValidator(lambda word: RENAMED.get(word, word)),
]


class Reading(Model):
    """One independent reading of a value: by which means, what, how sure.

    again: by the same engine on an enlarged crop; second: by the independent engine; sum: by the
    total of its column.
    """

    source: Source
    value: str | None
    confidence: float


class Field(Model):
    """A value with its evidence, from the pixel to the report.

    `value` is normalised as the report prints it, or None with the reason in `trouble`.
    `confidence` is the probability that `value` is what the paper says. `box` is upright.
    `presence`: "absent" means the place for it was found and nothing stands there (then
    `confidence` is how sure that is); "present" without a value means that something is
    there and could not be read; "unclear" means its place was not found. A signature is
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
    """How surely the value stands at its own place, not at another field's."""


class Annotation(Model):
    """A note written on the paper, such as 某某人工资由XXX单位发放, and who signed it."""

    text: str
    confidence: float
    page: PageRef
    box: Box
    signature: str | None = None
    """The handler's name as read beside the note; empty where ink is there but unread."""
    signature_confidence: float = 0.0
    signature_box: Box | None = None
    readings: tuple[Reading, ...] = ()
    """How well names that were expected and not read fit the ink."""


class PlacedSeal(Model):
    """A seal and the page it stands on."""

    seal: Seal
    page: PageRef
    open_class: bool = False
    """Ink in its middle was not made out: it may be of another class."""


class PlacedCode(Model):
    """A decoded code and the page it stands on."""

    payload: str
    page: PageRef
    box: Box


class Leaf(Model):
    """One page of a document as a leaf of paper: its printed number, of how many, its size.

    `size` is width and height in millimetres as the file states them, upright; None where
    it does not. A number that is not printed, or was not read, is None.
    """

    page: PageRef
    number: int | None = None
    total: int | None = None
    size: tuple[float, float] | None = None


class TypeGuess(Model):
    """One of the types a document may be, with the probability that it is."""

    type: str
    """The id of a type, or `foreign`."""
    confidence: float


class PlacedLine(Model):
    """A line of a document as printed; `page` counts the document's pages from 0."""

    text: str
    page: int
    box: Box


class PlacedOddity(Model):
    """What its page hides or mixes, and the page."""

    oddity: Oddity
    page: PageRef


class Signed(Model):
    """A signature, and the file that holds it."""

    file: str
    signature: Signature


class Document(Model):
    """One document of the packet.

    `role` says whose it is where a type has roles: applicant, handler, spouse, child,
    owner; empty while unknown. `part` names the side or the page kinds seen (front, back).
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
    """All it may be, the likeliest first. Together at most 1; what is left to 1 is that it is
    none of these. The first is `type` where that is known. Of a paper that is surely foreign
    (`foreign` near 1) no type needs to be feared; an unknown one may be any type named here."""
    foreign: str = ""
    """What it is where it is foreign, as people call it: 简历, 行程单; else empty."""
    role: str = ""
    grey: bool = False
    """Every page of it is a photocopy or a grey scan, coloured seals apart."""
    no_more_seals: bool = False
    """Where its issuer seals it no grey seal stands but those found: the paper is bare there."""
    leaves: tuple[Leaf, ...] = ()
    """Its pages as leaves of paper, in reading order; empty where nothing is known of them."""
    layer: Literal["none", "agrees", "differs"] = "none"
    """Whether a PDF's own text is there, and whether it is the text of these pages at all."""
    signed: tuple[Signed, ...] = ()
    """The electronic signatures of the files that its pages are in."""
    oddities: tuple[PlacedOddity, ...] = ()
    """What its pages hide or mix, of PDFs that no scanner made."""
    leftovers: tuple[Field, ...] = ()
    """Words of the blank form that should have been replaced: XXX, （姓名）."""
    troubles: tuple[str, ...] = ()
    """What of this document could not be read, fit to be shown."""
    lines: tuple[PlacedLine, ...] = ()
    """All that is printed on it, row by row: where a field's place was mistaken, the value that
    was expected still stands here."""
    likeness: tuple[TypeGuess, ...] = ()
    """The types it resembles by its words alone, the likest first: how alike, no probabilities.
    A second opinion beside `guesses`, for whoever must be sure that a paper is not there."""
