"""What report.html shows, as plain data: all its text unescaped, all its boxes upright."""

from dataclasses import dataclass, field

from core.models.geometry import Box
from core.small import SmallImage


@dataclass(frozen=True)
class Mark:
    """A frame on a page; `row` is the anchor of what was read there, empty for none."""

    id: str
    kind: str
    box: Box
    label: str
    row: str = ""


@dataclass
class Sheet:
    """A page as one document shows it. `image` names the picture, embedded once."""

    id: str
    image: str
    caption: str
    width: int
    height: int
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class Embedded:
    """A page picture, embedded once and shown wherever it is needed."""

    id: str
    picture: SmallImage


@dataclass(frozen=True)
class Window:
    """A part of an embedded page, or with no `mark` the whole; numbers in picture pixels."""

    image: str
    view: tuple[float, float, float, float]
    mark: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class FieldView:
    """One value read: `level` is high, middle, low, or none where there is no value."""

    id: str
    label: str
    value: str
    raw: str
    level: str
    percent: int
    doubt: str
    readings: tuple[str, ...]
    mark: str
    crop: SmallImage | None


@dataclass(frozen=True)
class Cell:
    """One value of a table."""

    id: str
    value: str
    level: str
    mark: str
    hint: str


@dataclass(frozen=True)
class TableView:
    """The rows of a document, under the union of their columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True)
class SealView:
    """A seal, a note or a code: a picture with a few words."""

    id: str
    kind: str
    text: str
    notes: tuple[str, ...]
    level: str
    percent: int
    mark: str
    crop: SmallImage | None


@dataclass(frozen=True)
class DocumentView:
    """One document with its pages and all that was read of it."""

    id: str
    name: str
    title: str
    badges: tuple[str, ...]
    troubles: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    fields: tuple[FieldView, ...]
    table: TableView | None
    seals: tuple[SealView, ...]
    annotations: tuple[SealView, ...]
    codes: tuple[SealView, ...]


@dataclass(frozen=True)
class EvidenceView:
    """A place a finding rests on: sharp where a person must look, a window otherwise."""

    title: str
    text: str
    place: str
    link: str
    crop: SmallImage | None
    window: Window | None


@dataclass(frozen=True)
class FindingView:
    """One finding."""

    id: str
    rule: str
    status: str
    severity: str
    message: str
    section: str
    quote: str
    documents: tuple[str, ...]
    evidence: tuple[EvidenceView, ...]
    facts: int = 1
    """How many it tells of."""
    echo: bool = False
    """Another finding tells of the same fact."""


@dataclass(frozen=True)
class Group:
    """Findings under a heading; `closed` ones are folded away at first."""

    id: str
    title: str
    tone: str
    findings: tuple[FindingView, ...]
    facts: int = 0
    """How many there are, each fact once."""
    closed: bool = False


@dataclass(frozen=True)
class Listed:
    """An item of the list of what to supply; `number` runs through the whole list."""

    number: int
    finding: FindingView


@dataclass(frozen=True)
class Heap:
    """What to supply of one document."""

    title: str
    items: tuple[Listed, ...]
