"""Namespaces of a worker's own: no network, no memory of others, no power over their files."""

import os
import sys
from pathlib import Path

from pipeline.reading.box.kernel import checked, library

assert sys.platform == "linux"

NEW_USER, NEW_NETWORK, NEW_IPC = 0x10000000, 0x40000000, 0x08000000


def leave() -> None:
    """Leave those of the caller; the user stays the same by number. Raises OSError.

    A process with more than one thread cannot.
    """
    user, group = os.geteuid(), os.getegid()
    checked(library().unshare(NEW_USER | NEW_NETWORK | NEW_IPC))
    _write("setgroups", "deny")
    _write("uid_map", f"{user} {user} 1")
    _write("gid_map", f"{group} {group} 1")


def _write(name: str, content: str) -> None:
    Path(f"/proc/self/{name}").write_text(content, "ascii")
