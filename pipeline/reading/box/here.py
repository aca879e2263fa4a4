"""Which of the two systems a worker's caller has (`system.py`): chosen here, and nowhere else."""

import sys

from pipeline.reading.box.system import System


def here() -> System:
    """That of this machine."""
    if sys.platform == "linux":
        from pipeline.reading.box import linux

        return linux
    else:
        from pipeline.reading.box import portable

        return portable
