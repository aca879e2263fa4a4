"""An explanation as plain data: what is told in words, drawn, and printed as JSON."""

from typing import Literal

from core.models.base import Model
from core.models.document import Kind, Reading, TypeGuess
from core.models.geometry import Box

PageKey = tuple[str, int]
MARKS = "bc"  # so many others are named behind a field's place
NEAR = 6.0  # a candidate whose score is so much less than the chosen one's is not drawn


class Part(Model):
    """What speaks for something (above 0) or against it; `label` is the label behind it."""

    what: str
    worth: float
    label: str = ""
    relation: str = ""
    """Where the label stands: left, above, level, before, heading, behind."""


class Place(Model):
    """Where something stands: upright boxes as fractions of the page."""

    file: str
    page: int
    box: Box

    @property
    def key(self) -> PageKey:
        return self.file, self.page


class Candidate(Model):
    """A place that may be a field's, with its score as a sum of parts."""

    number: int
    """Its rank among the field's candidates, from 1."""
    value: str
    """Empty where a label stands with nothing at it."""
    place: Place
    score: float
    parts: tuple[Part, ...]
    blank: bool = False
    chosen: bool = False
    taken_by: str = ""
    """The field that was given this place instead."""


class Explained(Model):
    """A field: what became of it, and every place that was weighed for it."""

    name: str
    number: int
    """Under which it stands in the pictures, from 1."""
    kind: Kind
    value: str | None
    confidence: float
    characters: float
    """How surely the characters are read; `confidence` is this by `placed`."""
    placed: float
    presence: Literal["present", "absent", "unclear"]
    trouble: str = ""
    readings: tuple[Reading, ...] = ()
    place: Place | None = None
    """Where the value stands that is reported."""
    candidates: tuple[Candidate, ...] = ()

    @property
    def chosen(self) -> Candidate | None:
        return next((one for one in self.candidates if one.chosen), None)

    @property
    def others(self) -> list[Candidate]:
        """The candidates of another value than what is there, the likeliest first."""
        there = self.chosen.value if self.chosen is not None else self.value
        return [c for c in self.candidates if not c.chosen and c.value != there]

    @property
    def rivals(self) -> list[tuple[str, Candidate]]:
        """The next best others with their marks in the pictures: 3b, 3c.

        Without a mark is what is not drawn: another field's place, or one far from likely.
        """
        mine = self.chosen
        least = max(-NEAR, mine.score - NEAR) if mine is not None else -NEAR
        return [
            ("" if one.taken_by or one.score <= least else f"{self.number}{letter}", one)
            for letter, one in zip(MARKS, self.others, strict=False)
        ]


class Reasons(Model):
    """A type that a page may be: how probably, and what of the page says so."""

    type: str
    confidence: float
    score: float
    heading: str
    parts: tuple[Part, ...]
    phrases: tuple[tuple[str, float], ...]


class Cell(Model):
    """A run of a row; a label has the fields it may stand for."""

    text: str
    label: bool = False
    fields: tuple[str, ...] = ()
    opens: bool = False
    """A gap stands before it."""
    box: Box


class Row(Model):
    """A row of the page as the extractor sees it."""

    cells: tuple[Cell, ...]


class PageView(Model):
    """A page of the document, or the part of it that is this document's."""

    file: str
    page: int
    types: tuple[Reasons, ...]
    """Best first; none where nothing speaks for any type."""
    foreign: float
    called: str
    follows: bool
    """It is of this document because of the page before it, not by itself."""
    rows: tuple[Row, ...]

    @property
    def key(self) -> PageKey:
        return self.file, self.page


class Paper(Model):
    """A document with its reasons."""

    id: str
    type: str
    confidence: float
    guesses: tuple[TypeGuess, ...]
    foreign: str
    troubles: tuple[str, ...]
    table_rows: int
    pages: tuple[PageView, ...]
    fields: tuple[Explained, ...]
