"""Data models of a case; frozen."""

from typing import Literal

from core.models.base import Model
from core.models.finding import Finding
from core.models.material import Material
from review.models import Closing, State

Reason = Literal[
    "number", "open", "several", "service", "person", "name", "closed", "named", "stranger"
]
"""Why a submission may be of a case and is not surely so; see `matching.proposed`."""
Fate = Literal["counts", "replaced", "same"]


class CaseKeys(Model):
    """The keys that a submission is matched by. An empty string means unknown."""

    number: str = ""
    """Of the application, as the system's record has it."""
    person: str = ""
    """Of the applicant's identity number, a hash."""
    name: str = ""
    unit: str = ""
    """The employer's credit code."""
    unit_name: str = ""
    service: str = ""
    people: frozenset[str] = frozenset()
    """Hashes of all identity numbers that surely stand on its papers or in its record."""


class KnownCase(Model):
    """A case to match with; `marks.number` is the number of the application."""

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
    """Which document stands for it, or may."""
    told: bool = False
    """A person said so."""


class Merged(Model):
    """The papers of all submissions as one material."""

    material: Material
    papers: tuple[CasePaper, ...]
    """All of them, those that do not count too."""
    ids: dict[int, dict[str, str]]
    """Of each submission: what its documents are called in the case."""


Settled = Literal["done", "still", "unclear"]


class NoticePoint(Model):
    """A point of the last notice, and its current state."""

    finding: Finding
    state: Settled
    now: Finding | None = None
    """What the rule says now where it is not done."""
    came: tuple[str, ...] = ()
    """Of several papers that it said are missing those that are there now: ids of documents."""


class Progress(Model):
    """What the submissions since the last notice resolved."""

    points: tuple[NoticePoint, ...]
    new: tuple[Finding, ...]
    """What is demanded now and was not."""

    @property
    def settled(self) -> int:
        """How many points are done, or now have the papers that were missing."""
        return sum(point.state == "done" or bool(point.came) for point in self.points)

    def those(self, state: Settled) -> tuple[NoticePoint, ...]:
        """The points in that state."""
        return tuple(point for point in self.points if point.state == state)
