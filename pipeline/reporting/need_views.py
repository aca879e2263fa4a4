"""Views of what an application needs, with texts in one language."""

from dataclasses import dataclass
from datetime import date

from pipeline.reporting.names import Language


@dataclass(frozen=True)
class Line:
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
class Table:
    """The papers under one heading."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Item:
    """A line of another part: its heading, the text below, its mark."""

    title: str
    notes: tuple[str, ...]
    mark: str = ""


@dataclass(frozen=True)
class Part:
    """Ways, conditions or months under a heading."""

    title: str
    note: str
    clause: str
    items: tuple[Item, ...]


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
    against: tuple[Item, ...]
    assumed: tuple[str, ...]
    count: int
    tables: tuple[Table, ...]
    perhaps: tuple[Line, ...]
    months: tuple[Part, ...]
    choices: tuple[Part, ...]
    conditions: Part | None
    days: tuple[DayView, ...]
