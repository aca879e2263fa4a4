"""What a case is made of; frozen."""

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


class Marks(Model):
    """What a submission is matched by. Empty is: not known."""

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


class Known(Model):
    """A case as it is matched with; the number of the application is `marks.number`."""

    key: str
    marks: Marks
    state: State
    closed: Closing | None = None

    @property
    def waits(self) -> bool:
        """It was sent back for more, and more has not come."""
        return self.closed == "supplement"

    @property
    def over(self) -> bool:
        """It was accepted or rejected."""
        return self.state == "closed" and not self.waits


class Guess(Model):
    """A case that a submission may be of, and why that is asked."""

    key: str
    reason: Reason


class Part(Model):
    """A submission as it was read, and what each page of `material.sheets` shows, as a hash."""

    number: int
    material: Material
    contents: tuple[str, ...]


class Paper(Model):
    """What became of a document of a case of several submissions."""

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
    papers: tuple[Paper, ...]
    """All of them, those that do not count too."""
    ids: dict[int, dict[str, str]]
    """Of each submission: what its documents are called in the case."""


Settled = Literal["done", "still", "unclear"]


class Point(Model):
    """A point of the last notice, and how it stands now."""

    finding: Finding
    state: Settled
    now: Finding | None = None
    """What the rule says now where it is not done."""
    came: tuple[str, ...] = ()
    """Of several papers that it said are missing those that are there now: ids of documents."""


class Progress(Model):
    """What the submissions since the last notice settled."""

    points: tuple[Point, ...]
    new: tuple[Finding, ...]
    """What is demanded now and was not."""

    @property
    def settled(self) -> int:
        """How many points are done, or have papers there that they said are missing."""
        return sum(point.state == "done" or bool(point.came) for point in self.points)

    def those(self, state: Settled) -> tuple[Point, ...]:
        """The points that stand so."""
        return tuple(point for point in self.points if point.state == state)
