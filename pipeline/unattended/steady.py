"""The content of a packet at this moment, and whether it can be relied upon to stay.

A share may vanish in the middle of a check: its mount point is then an empty folder, or answers
with errors of its own. What was read of a packet counts only if it is the same before and after.
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
    getattr(errno, "EREMOTEIO", errno.EIO),  # Windows has no such
}  # fmt: skip
"""What a share or disk answers that is not there any more."""
UNKNOWN = ""


def content_now(source: Path) -> str:
    """The hash of the packet's files and their names; UNKNOWN where one cannot be opened.

    Raises Unsteady where the packet is not there, or what it lies on.
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
    """Raises Unsteady where the packet is not what it was `before`."""
    if content_now(source) != before:
        raise changed()
