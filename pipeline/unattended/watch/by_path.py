"""The same look by paths, for systems that cannot walk from open folders, such as Windows.

Links and Windows mount points inside folders are skipped too, but somebody may create one
between two steps; so the watch itself does not run there.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.unattended.watch.walk import (
    BY_FOLDER,
    WalkedFile,
    files,
    files_in,
    names_in,
    opened,
    translated,
)

MOUNTED = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT


def files_at(path: Path) -> Iterator[WalkedFile]:
    """The regular files at or below a path, in a fixed order, by this system's safest means.

    Raises Vanished, Unreadable or TooMuch.
    """
    if not BY_FOLDER:
        yield from by_path(path)
        return
    with opened(path.parent) as folder:
        yield from files(folder, path.name)


def by_path(path: Path) -> Iterator[WalkedFile]:
    """The same, by paths alone."""
    return files_in(NamedFolder(path.parent), path.name)


@dataclass(frozen=True)
class NamedFolder:
    """A folder given by its path."""

    path: Path

    def names(self) -> list[str]:
        return names_in(self.path)

    def info(self, name: str) -> os.stat_result:
        with translated():
            return (self.path / name).lstat()

    def is_folder(self, info: os.stat_result) -> bool:
        return stat.S_ISDIR(info.st_mode) and getattr(info, "st_reparse_tag", 0) != MOUNTED

    @contextmanager
    def entered(self, name: str) -> Iterator["NamedFolder"]:
        yield NamedFolder(self.path / name)

    def open(self, name: str) -> int:
        with translated():
            return os.open(self.path / name, os.O_RDONLY | getattr(os, "O_BINARY", 0))
