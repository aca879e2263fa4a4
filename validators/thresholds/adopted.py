"""Thresholds that an office has adopted instead of ours, based on its own samples.

They are in a file of the state folder with who adopted them, when and why; reverted ones stay in it
with their end time. `yushen quality adopt` and `revert` write it, opening an edition reads it. An
invalid file is refused, as it may be stricter than ours.
"""

from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import PolicyError
from core.folders import state_folder
from validators.thresholds import Ours

NAME = "thresholds.json"


class Adopted(BaseModel):
    """A threshold for a kind of value, and its basis."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    threshold: Decimal = Field(gt=0, le=1)
    instead_of: Decimal
    less_careful: bool = False
    """Whether it may be lower than ours; without it the higher of the two holds."""
    number: int = Field(ge=0)
    """Number of answers behind the bound, and how many of them were wrong."""
    wrong: int = Field(ge=0)
    most: float
    """Upper bound of the error share at or above the threshold (review.quality.guarantee)."""
    by: str
    why: str
    since: datetime
    until: datetime | None = None
    until_by: str = ""
    until_why: str = ""


class Adoptions(BaseModel):
    """All thresholds ever adopted, in order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    adopted: tuple[Adopted, ...] = ()

    def of(self, kind: str) -> Adopted | None:
        """The adopted threshold of a kind that is in force."""
        held = (one for one in reversed(self.adopted) if one.kind == kind and one.until is None)
        return next(held, None)

    def over(self, own: Ours) -> Ours:
        """Our figures, replaced by the adopted ones in force."""
        held = {kind: self._of(kind, value) for kind, value in own.thresholds.items()}
        changed = {kind: value for kind, value in held.items() if value != own.thresholds[kind]}
        return own.model_copy(update={"thresholds": held, "adopted": changed}) if changed else own

    def _of(self, kind: str, ours: Decimal) -> Decimal:
        found = self.of(kind)
        if found is None:
            return ours
        return found.threshold if found.less_careful else max(found.threshold, ours)


def adoptions(folder: Path | None = None) -> Adoptions:
    """The current content of the file in the state folder. Raises PolicyError."""
    path = (folder or state_folder()) / NAME
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):  # there is no state folder yet
        return Adoptions()
    except OSError as error:
        raise _unusable(path) from error
    try:
        return _parsed(content)
    except ValidationError as error:
        raise _unusable(path) from error


@lru_cache(maxsize=8)
def _parsed(content: bytes) -> Adoptions:
    return Adoptions.model_validate_json(content)


def _unusable(path: Path) -> PolicyError:
    return PolicyError(
        f"本单位采用的阈值 {path} 无法使用；请恢复此文件，或移走它以按程序自带的阈值判断",
        f"the office's thresholds {path} cannot be used; put the file right, or away to judge by "
        "the program's own",
    )
