"""Landlock: limits the files that a process and its children may open, whatever their owner.

The three calls and their structures are those of Linux's include/uapi/linux/landlock.h. The
kernel's ABI number says what it can restrict; only that is requested.
"""

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from pipeline.reading.box.kernel import system_call

assert sys.platform == "linux"

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same on every architecture
ASK_VERSION = 1
PATH_BENEATH = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REFER, TRUNCATE, IOCTL_DEVICE = 1 << 13, 1 << 14, 1 << 15
SINCE_FIRST = (1 << 13) - 1
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEVICE
"""Rights that apply to files; the other rights apply to folders."""

READ = READ_FILE | READ_DIR
LIST = READ_DIR
RUN = READ_FILE | EXECUTE
CHANGE = (SINCE_FIRST | REFER | TRUNCATE) & ~EXECUTE

BIND_AND_CONNECT_TCP = 0b11  # ABI 4
ABSTRACT_SOCKETS_AND_SIGNALS = 0b11  # ABI 6


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def version() -> int:
    """The kernel's ABI version. Raises OSError if Landlock is missing or switched off."""
    return system_call(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(ASK_VERSION))


def restrict(allowed: Iterable[tuple[Path, int]]) -> int:
    """Allow only these paths and what is below them, with these rights; returns the ABI version.

    Missing paths are skipped. The restriction applies to the calling thread and all that it starts:
    call it before starting other threads. Needs no_new_privs. Raises OSError.
    """
    abi = version()
    handled = _handled(abi)
    ruleset = _Ruleset(
        handled,
        BIND_AND_CONNECT_TCP if abi >= 4 else 0,
        ABSTRACT_SOCKETS_AND_SIGNALS if abi >= 6 else 0,
    )
    size = ctypes.c_size_t(ctypes.sizeof(ruleset) if abi >= 6 else 16 if abi >= 4 else 8)
    rules = system_call(CREATE_RULESET, ctypes.byref(ruleset), size, ctypes.c_uint32(0))
    try:
        for path, access in allowed:
            _allow(rules, path, access & handled)
        system_call(RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint32(0))
    finally:
        os.close(rules)
    return abi


def _handled(abi: int) -> int:
    handled = SINCE_FIRST
    for since, right in ((2, REFER), (3, TRUNCATE), (5, IOCTL_DEVICE)):
        if abi >= since:
            handled |= right
    return handled


def _allow(rules: int, path: Path, access: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not path.is_dir():
            access &= OF_FILES
        rule = _PathBeneath(access, place)
        system_call(
            ADD_RULE,
            ctypes.c_int(rules),
            ctypes.c_int(PATH_BENEATH),
            ctypes.byref(rule),
            ctypes.c_uint32(0),
        )
    finally:
        os.close(place)
