"""Memory that a worker no longer needs, given back to the system.

Between two pages nothing of the last one is held, but the C library keeps what it had for them in
pieces, and a worker grew by a quarter with the pages that it read.
"""

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Give back what lies free; a few milliseconds. Nothing where the C library cannot."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """None but glibc has one."""
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
