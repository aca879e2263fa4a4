"""The walls around a worker, raised by itself before it loads anything or sees a file.

Each stands where the kernel has it and the machine allows it; which do is told to the caller.
What they are worth is tried from the inside in `tests/pipeline/reading/box/test_walls.py`.
"""

import platform
import sys

from pipeline.reading.box.standing import WALLS, Standing, Wall
from pipeline.reading.box.start import Start


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
