"""An explanation as plain data, for text, pictures and JSON."""

from typing import Literal

from core.models.base import Model
from core.models.document import Kind, Reading, TypeGuess
from core.models.geometry import Box

PageKey = tuple[str, int]
MARKS = "bc"  # other candidates named after a field's place
NEAR = 6.0  # candidates this far below the chosen score are not drawn


class ScorePart(Model):
    """Evidence for (above 0) or against something; `label` is the label it refers to."""

    what: str
    worth: float
    label: str = ""
    relation: str = ""
    """Position of the label: left, above, level, before, heading, behind."""


class PageLocation(Model):
    """A location: upright boxes as fractions of the page."""

    file: str
    page: int
    box: Box

    @property
    def key(self) -> PageKey:
        return self.file, self.page


class ExplainedCandidate(Model):
    """A possible place of a field; its score is the sum of its parts."""

    number: int
    """Its rank among the field's candidates, from 1."""
    value: str
    """Empty if a label has no value beside it."""
    place: PageLocation
    score: float
    parts: tuple[ScorePart, ...]
    blank: bool = False
    chosen: bool = False
    taken_by: str = ""
    """The field that got this place instead."""


class Explained(Model):
    """A field: its result, and every place compared for it."""

    name: str
    number: int
    """Its number in the pictures, from 1."""
    kind: Kind
    value: str | None
    confidence: float
    characters: float
    """Confidence of the characters; `confidence` is this times `placed`."""
    placed: float
    presence: Literal["present", "absent", "unclear"]
    trouble: str = ""
    readings: tuple[Reading, ...] = ()
    place: PageLocation | None = None
    """Location of the reported value."""
    candidates: tuple[ExplainedCandidate, ...] = ()

    @property
    def chosen(self) -> ExplainedCandidate | None:
        return next((one for one in self.candidates if one.chosen), None)

    @property
    def others(self) -> list[ExplainedCandidate]:
        """Candidates with a value other than the chosen one, likeliest first."""
        there = self.chosen.value if self.chosen is not None else self.value
        return [c for c in self.candidates if not c.chosen and c.value != there]

    @property
    def rivals(self) -> list[tuple[str, ExplainedCandidate]]:
        """The next best candidates with their marks in the pictures: 3b, 3c.

        Those not drawn have no mark: places of other fields, or unlikely ones.
        """
        chosen = self.chosen
        least = max(-NEAR, chosen.score - NEAR) if chosen is not None else -NEAR
        return [
            ("" if one.taken_by or one.score <= least else f"{self.number}{letter}", one)
            for letter, one in zip(MARKS, self.others, strict=False)
        ]


class Reasons(Model):
    """A possible type of a page, its probability, and the evidence on the page."""

    type: str
    confidence: float
    score: float
    heading: str
    parts: tuple[ScorePart, ...]
    phrases: tuple[tuple[str, float], ...]


class ExplainedCell(Model):
    """A run of text in a row; a label lists the fields it may stand for."""

    text: str
    label: bool = False
    fields: tuple[str, ...] = ()
    opens: bool = False
    """A gap comes before it."""
    box: Box


class ExplainedRow(Model):
    """A row of the page as the extractor sees it."""

    cells: tuple[ExplainedCell, ...]


class ExplainedPage(Model):
    """A page of the document, or the document's part of it."""

    file: str
    page: int
    types: tuple[Reasons, ...]
    """Best first; empty if there is evidence for none."""
    foreign: float
    called: str
    follows: bool
    """Joined because of the page before it, not by its own evidence."""
    rows: tuple[ExplainedRow, ...]

    @property
    def key(self) -> PageKey:
        return self.file, self.page


class ExplainedPaper(Model):
    """A document with its reasons."""

    id: str
    type: str
    confidence: float
    guesses: tuple[TypeGuess, ...]
    foreign: str
    troubles: tuple[str, ...]
    table_rows: int
    pages: tuple[ExplainedPage, ...]
    fields: tuple[Explained, ...]
