"""Data models of a case; frozen."""

from typing import Literal

from core.models.base import Model
from core.models.finding import Finding
from core.models.material import Material
from review.models import Closing, State

Reason = Literal[
    "number", "open", "several", "service", "person", "name", "closed", "named", "stranger"
]
"""Why a submission may belong to a case without being certain; see `matching.proposed`."""
Fate = Literal["counts", "replaced", "same"]


class CaseKeys(Model):
    """The matching keys of a submission. An empty string means unknown."""

    number: str = ""
    """The application's number in the system's record."""
    person: str = ""
    """A hash of the applicant's identity number."""
    name: str = ""
    unit: str = ""
    """The employer's credit code."""
    unit_name: str = ""
    service: str = ""
    people: frozenset[str] = frozenset()
    """Hashes of all identity numbers read with certainty from its papers or its record."""


class KnownCase(Model):
    """A case to match; `marks.number` is the number of the application."""

    key: str
    marks: CaseKeys
    state: State
    closed: Closing | None = None

    @property
    def waits(self) -> bool:
        """Whether the case was sent back and nothing has arrived since."""
        return self.closed == "supplement"

    @property
    def over(self) -> bool:
        """Whether the case was accepted or rejected."""
        return self.state == "closed" and not self.waits


class CaseGuess(Model):
    """A case that a submission may belong to, and why."""

    key: str
    reason: Reason


class SubmissionMaterial(Model):
    """A submission as it was read, with a content hash for each page of `material.sheets`."""

    number: int
    material: Material
    contents: tuple[str, ...]


class CasePaper(Model):
    """Whether and why a document counts in a case of several submissions."""

    document: str
    """Its id in the case."""
    type: str
    number: int
    """The submission that brought it."""
    fate: Fate
    by: str = ""
    """The document that replaces it, or may replace it."""
    told: bool = False
    """Decided by a person."""


class Merged(Model):
    """The papers of all submissions as one material."""

    material: Material
    papers: tuple[CasePaper, ...]
    """All papers, including those that do not count."""
    ids: dict[int, dict[str, str]]
    """For each submission, the ids of its documents in the case."""


Settled = Literal["done", "still", "unclear"]


class NoticePoint(Model):
    """A point of the last notice, and its current state."""

    finding: Finding
    state: Settled
    now: Finding | None = None
    """What the rule says now if it is not done."""
    came: tuple[str, ...] = ()
    """If it listed several missing papers: the ids of the documents that have arrived since."""


class Progress(Model):
    """What the submissions since the last notice resolved."""

    points: tuple[NoticePoint, ...]
    new: tuple[Finding, ...]
    """What is required now and was not before."""

    @property
    def settled(self) -> int:
        """How many points are done, or now have the papers that were missing."""
        return sum(point.state == "done" or bool(point.came) for point in self.points)

    def those(self, state: Settled) -> tuple[NoticePoint, ...]:
        """The points in that state."""
        return tuple(point for point in self.points if point.state == state)
