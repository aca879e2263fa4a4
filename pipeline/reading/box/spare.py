"""Gives unused memory of a worker back to the system.

Nothing is kept from one page to the next, but the C library keeps freed memory in fragments: a
worker grew by a quarter over its pages.
"""

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Give back free memory; takes a few milliseconds. Does nothing if the C library cannot."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """The function malloc_trim, which only glibc has."""
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
