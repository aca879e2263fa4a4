"""The walls around a worker, raised by itself before it loads anything or sees a file.

Each stands where the kernel has it and the machine allows it; which do is told to the caller.
What they are worth is tried from the inside in `tests/pipeline/reading/box/test_walls.py`.
"""

import platform
import sys
from typing import Literal, get_args

from pydantic import Field

from core.models.base import Model
from pipeline.reading.box.start import Start

Wall = Literal["privileges", "namespaces", "limits", "death", "landlock", "seccomp"]
WALLS: tuple[Wall, ...] = get_args(Wall)


class Standing(Model):
    """Why walls do not stand; those that are not named do."""

    missing: dict[Wall, str] = Field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether all stand."""
        return not self.missing


def raise_walls(start: Start) -> Standing:
    """Raise all that this machine has; needs a process of one thread that has not read a thing."""
    missing: dict[Wall, str] = {}
    if sys.platform == "linux":
        from pipeline.reading.box.building import builders

        for wall, build in builders(start):
            try:
                build()
            except (OSError, ValueError) as error:
                missing[wall] = getattr(error, "strerror", None) or str(error)
    else:
        missing = dict.fromkeys(WALLS, f"not on {platform.system()}")
    return Standing(missing=missing)
