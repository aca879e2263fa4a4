"""A filter of system calls: those of `syscalls.toml` and no others.

By libseccomp, which knows the numbers of each architecture; Debian has it everywhere, for apt
needs it. What is not known fails as on a kernel that has no such call (ENOSYS), so that a newer
C library takes an older way; what is known to be asked for in vain fails as forbidden (EPERM).
"""

import ctypes
import errno
import os
import sys
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

assert sys.platform == "linux"

ALLOW = 0x7FFF0000
ERROR = 0x00050000
UNKNOWN_CALL = -1
EQUAL, MASKED_EQUAL = 4, 7

NEW_NAMESPACES = 0x7E020000  # the flags of clone(2) that make any
THREAD = 0x00010000  # CLONE_THREAD
LOCAL = 1  # AF_UNIX
NAMES = (15, 16, 0x53564D41)  # prctl: PR_SET_NAME, PR_GET_NAME, PR_SET_VMA
TERMINALS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
"""ioctl: TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX."""


class _Compare(ctypes.Structure):
    _fields_ = (
        ("arg", ctypes.c_uint),
        ("op", ctypes.c_int),
        ("datum_a", ctypes.c_uint64),
        ("datum_b", ctypes.c_uint64),
    )


def confine(*, programs: bool) -> None:
    """From here on no other system calls, in this thread and all that it starts.

    With `programs` new processes may be started too. Raises OSError where it cannot be done.
    """
    library = _library()
    lists = _lists()
    filter_ = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(ERROR | errno.ENOSYS)))
    if not filter_:
        raise OSError("seccomp_init")
    try:
        _add(filter_, ALLOW, lists["allowed"])
        _add(filter_, ERROR | errno.EPERM, lists["refused"])
        _conditional(filter_, programs)
        _add(filter_, ALLOW if programs else ERROR | errno.EPERM, lists["programs"])
        _done(library.seccomp_load(filter_))
    finally:
        library.seccomp_release(filter_)


def _conditional(filter_: ctypes.c_void_p, programs: bool) -> None:
    """The calls that are allowed with some arguments only."""
    me = os.getpid()
    clone = _masked(0, NEW_NAMESPACES, 0) if programs else _masked(0, THREAD, THREAD)
    _add(filter_, ALLOW, ["clone"], clone)
    _add(filter_, ALLOW, ["socketpair"], _equal(0, LOCAL))  # with itself alone, for asyncio
    _add(filter_, ALLOW, ["tgkill"], _equal(0, me))
    _add(filter_, ALLOW, ["prlimit64"], _equal(2, 0))  # to ask, not to set
    for name in NAMES:
        _add(filter_, ALLOW, ["prctl"], _equal(0, name))
    for request in TERMINALS:
        _add(filter_, ALLOW, ["ioctl"], _equal(1, request))


def _equal(argument: int, value: int) -> _Compare:
    return _Compare(argument, EQUAL, value, 0)


def _masked(argument: int, mask: int, value: int) -> _Compare:
    return _Compare(argument, MASKED_EQUAL, mask, value)


def _add(filter_: ctypes.c_void_p, action: int, names: Iterable[str], *compares: _Compare) -> None:
    library = _library()
    array = (_Compare * len(compares))(*compares)
    for name in names:
        number = library.seccomp_syscall_resolve_name(name.encode())
        if number == UNKNOWN_CALL:  # a newer call than this libseccomp
            continue
        _done(
            library.seccomp_rule_add_array(
                filter_,
                ctypes.c_uint32(action),
                ctypes.c_int(number),
                ctypes.c_uint(len(compares)),
                array,
            )
        )


def _done(result: int) -> None:
    if result < 0:
        raise OSError(-result, os.strerror(-result))


@cache
def _library() -> Any:
    """Libseccomp. Raises OSError where it is not installed."""
    library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
    library.seccomp_init.restype = ctypes.c_void_p
    return library


@cache
def _lists() -> dict[str, Sequence[str]]:
    content = files("pipeline.reading.box").joinpath("syscalls.toml").read_text("utf-8")
    return tomllib.loads(content)
