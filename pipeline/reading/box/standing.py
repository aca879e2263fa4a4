"""Which walls stand around a worker, as it tells its caller."""

from typing import Literal, get_args

from pydantic import Field

from core.models.base import Model

Wall = Literal["privileges", "namespaces", "limits", "death", "landlock", "seccomp"]
WALLS: tuple[Wall, ...] = get_args(Wall)


class Standing(Model):
    """Why walls do not stand; those that are not named do."""

    missing: dict[Wall, str] = Field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether all stand."""
        return not self.missing
