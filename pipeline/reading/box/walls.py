"""The worker's sandbox ("walls"), which it sets up before it loads libraries or sees a file.

Each wall is set up if the kernel and the machine allow it; the caller is told which are in place.
`tests/pipeline/reading/box/test_walls.py` tests them from inside.
"""

import platform
import sys

from pipeline.reading.box.standing import WALLS, Wall, WallState
from pipeline.reading.box.start import Start


def raise_walls(start: Start) -> WallState:
    """Set up all walls this machine supports; must run in a single-threaded process, before
    reading.
    """
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
    return WallState(missing=missing)
