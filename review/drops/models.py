"""Stored data of a drop, besides its pictures."""

import hashlib
from datetime import datetime

from pydantic import Field

from core.models.application import Application
from core.models.base import Model, Wording


class DropChoice(Model):
    """What the papers are for; unknown values are empty."""

    name: str = ""
    service: str = ""
    condition: int | None = None
    housing: str = ""

    @property
    def record(self) -> dict[str, object]:
        """The data in the form of application.json."""
        values = {"service": self.service, "condition": self.condition, "housing": self.housing}
        return {name: value for name, value in values.items() if value}

    @property
    def application(self) -> Application:
        """The same for the rules."""
        return Application.model_validate(self.record)


class Shot(Model):
    """One picture or other file as it was uploaded."""

    id: str
    file: str
    """Its name in the packet, which begins with its number."""
    name: str
    size: int
    sha256: str


class Drop(Model):
    """One person's pictures that are not submitted yet."""

    id: str
    by: str
    touched: datetime
    choice: DropChoice = DropChoice()
    case: str = ""
    """The case it is for; if empty, it is matched like any other packet."""
    shots: tuple[Shot, ...] = ()
    count: int = 0
    """How many were added, including deleted ones."""

    @property
    def size(self) -> int:
        """The total size in bytes."""
        return sum(shot.size for shot in self.shots)

    @property
    def mark(self) -> str:
        """A hash of everything that determines which papers are missing."""
        parts = [*(shot.id for shot in self.shots), *map(str, self.choice.record.values())]
        return hashlib.sha256("/".join(parts).encode()).hexdigest()


class ShotPaper(Model):
    """A document recognised in a picture or in the whole drop."""

    type: str
    confidence: float
    role: str = ""
    sides: tuple[str, ...] = ()


class ShotResult(Model):
    """The result of one picture: its papers, or why there are none."""

    papers: tuple[ShotPaper, ...] = ()
    pages: int = 1
    trouble: Wording | None = None
    """Why it was not recognised, or a problem although it was."""


class MissingPaper(Model):
    """A missing paper; not `sure` if it may be among the unrecognised ones."""

    text: Wording
    sure: bool


class DropResult(Model):
    """The recognition result of a drop so far."""

    alone: dict[str, ShotResult] = Field(default_factory=dict)
    """The result of each picture alone, by its id."""
    taken: dict[str, ShotResult] = Field(default_factory=dict)
    """The result of each picture in the context of the others, once available."""
    papers: tuple[ShotPaper, ...] = ()
    """The documents of all pictures together."""
    service: str | None = None
    lacks: tuple[MissingPaper, ...] = ()
    notes: tuple[Wording, ...] = ()
    unread: int = 0
    """How many files and pages may be any paper."""
    looked: str = ""
    """The mark of the drop for which the lists and papers were computed."""

    def settled(self, drop: Drop) -> bool:
        """Whether all pictures have been evaluated."""
        return self.looked == drop.mark and all(shot.id in self.alone for shot in drop.shots)

    def of(self, shot: Shot) -> ShotResult | None:
        """The result of a picture; None while it is being read."""
        return self.taken.get(shot.id) or self.alone.get(shot.id)
