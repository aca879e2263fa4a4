"""The same look where steps cannot be made from open folders, as on Windows: by paths.

Links and what Windows mounts within folders are passed over too, but somebody may put one in the
way between two steps; so the watch itself does not run there.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from pipeline.reading.intake.names import is_noise
from pipeline.unattended.watch.walk import (
    BY_FOLDER,
    DEEPEST,
    MOST,
    Seen,
    TooMuch,
    Vanished,
    files,
    opened,
    translated,
)

MOUNTED = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT


def files_at(path: Path) -> Iterator[Seen]:
    """The regular files at or below a path, in a fixed order, as this system can look at them.

    Raises Vanished, Unreadable or TooMuch.
    """
    if not BY_FOLDER:
        yield from by_path(path)
        return
    with opened(path.parent) as folder:
        yield from files(folder, path.name)


def by_path(path: Path) -> Iterator[Seen]:
    """The same by paths alone."""
    with translated():
        info = path.lstat()
    if stat.S_ISREG(info.st_mode):
        yield _seen("", path, info)
    elif _is_folder(info):
        yield from _below(path, "", [0])
    else:
        raise Vanished(path.name)


def _below(folder: Path, prefix: str, count: list[int]) -> Iterator[Seen]:
    if prefix.count("/") > DEEPEST:
        raise TooMuch
    with translated(), os.scandir(folder) as listed:
        names = sorted(child.name for child in listed if not is_noise(child.name))
    for name in names:
        count[0] += 1
        if count[0] > MOST:
            raise TooMuch
        path = folder / name
        with translated():
            info = path.lstat()
        if _is_folder(info):
            yield from _below(path, f"{prefix}{name}/", count)
        elif stat.S_ISREG(info.st_mode):
            yield _seen(f"{prefix}{name}", path, info)


def _seen(name: str, path: Path, info: os.stat_result) -> Seen:
    return Seen(name, info, lambda: _open(path))


def _open(path: Path) -> int:
    with translated():
        return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))


def _is_folder(info: os.stat_result) -> bool:
    return stat.S_ISDIR(info.st_mode) and getattr(info, "st_reparse_tag", 0) != MOUNTED
