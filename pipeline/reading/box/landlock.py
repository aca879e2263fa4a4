"""Landlock: which files a process and its children may still open, whoever owns them.

The three calls and their structures are those of Linux's include/uapi/linux/landlock.h; a kernel
tells by its ABI number what it can restrict, and is asked for no more.
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
"""What may be allowed of a file; all else is about what lies in a folder."""

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
    """The ABI of this kernel. Raises OSError where it has no Landlock, or it is switched off."""
    return system_call(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(ASK_VERSION))


def restrict(allowed: Iterable[tuple[Path, int]]) -> int:
    """From here on only these paths, and what lies beneath them, may be used so; the ABI.

    A path that is not there is passed over. Only the thread that calls is restricted, with all
    that it starts: call it before any other is. Needs no_new_privs. Raises OSError.
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
