"""Free disk space: checked before it is needed, and the error when there is none."""

import errno
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from core.errors import InputError
from core.files import DISK_FULL_ERRORS
from core.store_trouble import StoreTrouble

MIN_FREE_BYTES = 200 * 2**20  # bytes that must be free for readings and unpacked files


def need_room(folders: Sequence[Path], min_bytes: int | None = None) -> None:
    """Raises OSError if one of the folders has too little free space."""
    for folder in folders:
        if shutil.disk_usage(folder).free < (MIN_FREE_BYTES if min_bytes is None else min_bytes):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def without_room(error: Exception) -> Exception:
    """Our own error for a full disk or an unavailable store; any other error unchanged."""
    if isinstance(error, StoreTrouble):
        return InputError(error.code, error.text.zh, error.text.en)
    return no_room() if isinstance(error, OSError) and error.errno in DISK_FULL_ERRORS else error


def no_room() -> InputError:
    """The error for a full disk."""
    return InputError(
        "no_room",
        "磁盘空间不足，未能完成，请腾出空间后重新运行",
        "the disk is full; please make room and run again",
    )
