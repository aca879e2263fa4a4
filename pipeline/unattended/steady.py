"""The current content of a packet, and whether it stayed the same.

A share may disappear during a check: its mount point is then an empty folder, or fails with
errors of its own. A reading counts only if the packet is the same before and after.
"""

import errno
from pathlib import Path

from pipeline.unattended.unsteady import changed, gone
from pipeline.unattended.watch.take import content_of
from pipeline.unattended.watch.walk import TooMuch, Unreadable, Vanished

AWAY = {
    errno.ENOENT, errno.ENOTDIR, errno.ENOTCONN, errno.ESTALE, errno.EIO, errno.ENXIO, errno.ENODEV,
    errno.ETIMEDOUT, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN, errno.ENETUNREACH,
    errno.ECONNRESET, errno.ECONNABORTED, errno.ECONNREFUSED, errno.ESHUTDOWN,
    getattr(errno, "EREMOTEIO", errno.EIO),  # missing on Windows
}  # fmt: skip
"""Errors of a share or disk that is no longer there."""
UNKNOWN = ""


def content_now(source: Path) -> str:
    """The hash of the packet's files and their names; UNKNOWN if one cannot be opened.

    Raises Unsteady if the packet, or its disk, is not there.
    """
    try:
        found = content_of(source)
    except TooMuch:
        return UNKNOWN
    except (Unreadable, Vanished, OSError) as error:
        cause = error if isinstance(error, OSError) else error.__cause__
        if isinstance(error, Vanished) or getattr(cause, "errno", None) in AWAY:
            raise gone() from error
        return UNKNOWN
    if not found:
        raise gone()
    return found


def hold_to(source: Path, before: str) -> None:
    """Raises Unsteady if the packet's content is no longer `before`."""
    if content_now(source) != before:
        raise changed()
