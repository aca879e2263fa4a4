"""A filter of system calls: only those in `syscalls.toml` are allowed.

It uses libseccomp, which knows the call numbers of each architecture; every Debian has it, because
apt needs it. An unknown call fails as on a kernel without it (ENOSYS), so that a newer C library
falls back to an older call. Calls that are known to be tried and must not work fail as forbidden
(EPERM).
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

NEW_NAMESPACES = 0x7E020000  # the flags of clone(2) that create a namespace
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
    """Allow no other system calls from here on, in this thread and all that it starts.

    With `programs` new processes may be started too. Raises OSError if the filter cannot be set.
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
    """Calls that are allowed with certain arguments only."""
    me = os.getpid()
    clone = _masked(0, NEW_NAMESPACES, 0) if programs else _masked(0, THREAD, THREAD)
    _add(filter_, ALLOW, ["clone"], clone)
    _add(filter_, ALLOW, ["socketpair"], _equal(0, LOCAL))  # local sockets only, for asyncio
    _add(filter_, ALLOW, ["tgkill"], _equal(0, me))
    _add(filter_, ALLOW, ["prlimit64"], _equal(2, 0))  # read limits only, not set them
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
        if number == UNKNOWN_CALL:  # a call newer than this libseccomp
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
    """The libseccomp library. Raises OSError if it is not installed."""
    library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
    library.seccomp_init.restype = ctypes.c_void_p
    return library


@cache
def _lists() -> dict[str, Sequence[str]]:
    content = files("pipeline.reading.box").joinpath("syscalls.toml").read_text("utf-8")
    return tomllib.loads(content)
