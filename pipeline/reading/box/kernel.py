"""System calls that Python does not provide (Linux only)."""

import ctypes
import os
import sys
from functools import cache

assert sys.platform == "linux"

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38


@cache
def library() -> ctypes.CDLL:
    """The C library."""
    return ctypes.CDLL(None, use_errno=True)


def checked(result: int) -> int:
    """The result of a call. Raises OSError if it failed."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def control(option: int, value: int) -> None:
    """prctl(2) with one argument. Raises OSError."""
    checked(library().prctl(option, ctypes.c_ulong(value), 0, 0, 0))


def system_call(number: int, *arguments: object) -> int:
    """syscall(2), for calls without a function in the C library. Raises OSError."""
    return checked(library().syscall(ctypes.c_long(number), *arguments))
