"""Where the reading store keeps its files: a folder, or an object store shared by machines.

A file is either complete or absent; its name is a hash. What is missing or cannot be fetched is
read again.
"""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from core.files import FOLDER, private_folder, write_private
from core.objects import Objects

DAY = 86400.0


class StoredFile(NamedTuple):
    """A file of the store."""

    path: Path
    used: float
    """When it was last used, in seconds since the epoch, rounded to the day."""
    size: int


class Shelf(Protocol):
    """Files by name; safe for several processes at once. All may raise OSError."""

    @property
    def where(self) -> str:
        """The location as in `--cache`."""

    @property
    def disks(self) -> tuple[Path, ...]:
        """Local folders whose disks need free space for it."""

    def get(self, name: str) -> bytes | None:
        """The content of a file; None if there is none."""

    def put(self, name: str, data: bytes) -> None:
        """Store a file, replacing an existing one."""

    def drop(self, name: str) -> None:
        """Delete a file; it may be missing."""

    def has(self, name: str) -> bool:
        """Whether the file exists."""


class FolderShelf:
    """A private folder. A file's modification time is the day of its last use."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError."""
        self.folder = folder
        private_folder(folder).chmod(FOLDER)

    @property
    def where(self) -> str:
        return str(self.folder)

    @property
    def disks(self) -> tuple[Path, ...]:
        return (self.folder,)

    def get(self, name: str) -> bytes | None:
        path = self._path(name)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        _used(path)
        return data

    def put(self, name: str, data: bytes) -> None:
        write_private(self._path(name), data)

    def drop(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def has(self, name: str) -> bool:
        path = self._path(name)
        _used(path)
        return path.exists()

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name


class ObjectShelf:
    """A folder of an object store. The store's own rules decide how long files are kept."""

    disks: tuple[Path, ...] = ()

    def __init__(self, objects: Objects) -> None:
        self._objects = objects

    @property
    def where(self) -> str:
        return self._objects.where

    def get(self, name: str) -> bytes | None:
        return self._objects.get(_object(name))

    def put(self, name: str, data: bytes) -> None:
        self._objects.put(_object(name), data)

    def drop(self, name: str) -> None:
        self._objects.drop(_object(name))

    def has(self, name: str) -> bool:
        return self._objects.has(_object(name))


def entries(folder: Path, *suffixes: str) -> Iterator[StoredFile]:
    """The files of a folder with these suffixes; files deleted meanwhile are skipped."""
    for path in folder.glob("[0-9a-f][0-9a-f]/*"):
        with suppress(OSError):
            if path.suffix in suffixes:
                stat = path.stat()
                yield StoredFile(path, stat.st_mtime, stat.st_size)


def _object(name: str) -> str:
    return f"{name[:2]}/{name}"


def _used(path: Path) -> None:
    """Mark it as used today; once a day, otherwise each read would need a write."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > DAY:
            os.utime(path)
