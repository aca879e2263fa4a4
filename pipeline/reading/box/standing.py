"""Which walls of a worker are in place, as it reports to its caller."""

from typing import Literal, get_args

from pydantic import Field

from core.models.base import Model

Wall = Literal["privileges", "namespaces", "limits", "death", "landlock", "seccomp"]
WALLS: tuple[Wall, ...] = get_args(Wall)


class WallState(Model):
    """The walls that are missing, with the reason; all others are in place."""

    missing: dict[Wall, str] = Field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether all walls are in place."""
        return not self.missing
