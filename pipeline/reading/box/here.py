"""Chooses the implementation of `System` for this machine; the only place that does so."""

import sys

from pipeline.reading.box.system import System


def here() -> System:
    """The implementation for this machine."""
    if sys.platform == "linux":
        from pipeline.reading.box import linux

        return linux
    else:
        from pipeline.reading.box import portable

        return portable
