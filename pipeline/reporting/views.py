"""Data shown in report.html: texts unescaped, boxes upright."""

from dataclasses import dataclass, field

from core.models.geometry import Box
from core.small import SmallImage


@dataclass(frozen=True)
class PageMark:
    """A frame on a page; `row` is the anchor of the value read there, empty for none."""

    id: str
    kind: str
    box: Box
    label: str
    row: str = ""


@dataclass
class SheetView:
    """A page as part of one document. `image` names the picture, embedded once."""

    id: str
    image: str
    caption: str
    width: int
    height: int
    marks: list[PageMark] = field(default_factory=list)


@dataclass(frozen=True)
class Embedded:
    """A page picture, embedded once and reused."""

    id: str
    picture: SmallImage


@dataclass(frozen=True)
class Window:
    """Part of an embedded page, or all of it without `mark`; numbers in picture pixels."""

    image: str
    view: tuple[float, float, float, float]
    mark: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class FieldView:
    """A value that was read: `level` is high, middle, low, or none if there is no value."""

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
class ValueCell:
    """One value of a table."""

    id: str
    value: str
    level: str
    mark: str
    hint: str


@dataclass(frozen=True)
class TableView:
    """The rows of a document, with all columns that occur."""

    columns: tuple[str, ...]
    rows: tuple[tuple[ValueCell | None, ...], ...]


@dataclass(frozen=True)
class SealView:
    """A seal, a note or a code: a picture with a short text."""

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
    """A document with its pages and everything read on it."""

    id: str
    name: str
    title: str
    badges: tuple[str, ...]
    troubles: tuple[str, ...]
    sheets: tuple[SheetView, ...]
    fields: tuple[FieldView, ...]
    table: TableView | None
    seals: tuple[SealView, ...]
    annotations: tuple[SealView, ...]
    codes: tuple[SealView, ...]


@dataclass(frozen=True)
class EvidenceView:
    """Evidence of a finding: a sharp crop if a person must look, otherwise a window."""

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
    """How many facts it reports."""
    echo: bool = False
    """Another finding reports the same fact."""


@dataclass(frozen=True)
class FindingGroup:
    """Findings under a heading; `closed` groups are collapsed at first."""

    id: str
    title: str
    tone: str
    findings: tuple[FindingView, ...]
    facts: int = 0
    """Number of facts, each counted once."""
    closed: bool = False


@dataclass(frozen=True)
class Listed:
    """An item of the list of what to supply; `number` runs through the whole list."""

    number: int
    finding: FindingView


@dataclass(frozen=True)
class SupplyGroup:
    """What to supply for one document."""

    title: str
    items: tuple[Listed, ...]
