"""Views of what an application needs, with texts in one language."""

from dataclasses import dataclass
from datetime import date

from pipeline.reporting.names import Language


@dataclass(frozen=True)
class PaperLine:
    """A paper of the list."""

    number: int
    name: str
    clause: str
    quote: str
    notes: tuple[str, ...]
    there: bool
    short: bool
    """The applicant's paper does not reach far enough."""


@dataclass(frozen=True)
class PaperTable:
    """The papers under one heading."""

    title: str
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True)
class NeedItem:
    """A line of another part: its heading, the text below, its mark."""

    title: str
    notes: tuple[str, ...]
    mark: str = ""


@dataclass(frozen=True)
class NeedPart:
    """Ways, conditions or months under a heading."""

    title: str
    note: str
    clause: str
    items: tuple[NeedItem, ...]


@dataclass(frozen=True)
class DayView:
    """A day of the calendar."""

    day: date
    title: str
    detail: str
    clause: str


@dataclass(frozen=True)
class View:
    """The whole view in one language."""

    lang: Language
    title: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    against: tuple[NeedItem, ...]
    assumed: tuple[str, ...]
    count: int
    tables: tuple[PaperTable, ...]
    perhaps: tuple[PaperLine, ...]
    months: tuple[NeedPart, ...]
    choices: tuple[NeedPart, ...]
    conditions: NeedPart | None
    days: tuple[DayView, ...]
