"""Room on the disks: asked for before it is needed, and what is said where there is none."""

import errno
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from core.errors import InputError
from core.files import DISK_FULL_ERRORS
from core.store_trouble import StoreTrouble

LEAST = 200 * 2**20  # bytes that must be free where readings and unpacked files go


def need_room(folders: Sequence[Path], least: int | None = None) -> None:
    """Raises OSError where one of the folders has too little room left."""
    for folder in folders:
        if shutil.disk_usage(folder).free < (LEAST if least is None else least):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def without_room(error: Exception) -> Exception:
    """A full disk, a store that is away in our own words; any other error as it is."""
    if isinstance(error, StoreTrouble):
        return InputError(error.code, error.text.zh, error.text.en)
    return no_room() if isinstance(error, OSError) and error.errno in DISK_FULL_ERRORS else error


def no_room() -> InputError:
    """Said where a disk is full."""
    return InputError(
        "no_room",
        "磁盘空间不足，未能完成，请腾出空间后重新运行",
        "the disk is full; please make room and run again",
    )
