"""Looks at the content of a folder without following links or opening devices.

Every step starts from an open folder (`dir_fd`), never from a path that somebody may have
changed meanwhile. Everything but regular files and folders is skipped.
"""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from pipeline.reading.intake.names import is_noise

MAX_DEPTH = 32  # maximum depth of folders
MAX_FILES = 10_000  # maximum files and folders of one thing

BY_FOLDER = sys.platform != "win32"
"""Whether steps can start from open folders: Windows has only paths."""

if sys.platform != "win32":
    _NO_LINK = os.O_NOFOLLOW
    _FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    _FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # a fifo must not block
else:
    _NO_LINK = _FOLDER = _FILE = 0


class Vanished(Exception):
    """The thing disappeared, or became something else, while it was looked at."""


class Unreadable(Exception):
    """A file or folder exists but cannot be read; `reason` is the system's, without a path."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror or type(error).__name__)


class TooMuch(Exception):
    """More files or deeper folders than any packet has."""


@dataclass(frozen=True)
class WalkedFile:
    """A regular file; `open` works only while the walk is at it."""

    name: str
    """Its path inside the thing, with slashes; empty if the thing is the file itself."""
    info: os.stat_result
    open: Callable[[], int]


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """A folder, open. Raises Unreadable if it cannot be opened."""
    try:
        handle = os.open(path, _FOLDER & ~_NO_LINK)  # the drop folder itself may be a link
    except OSError as error:
        raise Unreadable(error) from error
    try:
        yield handle
    finally:
        os.close(handle)


def kind(folder: int, name: str) -> str:
    """The kind: "file", "folder", or empty for anything never touched."""
    try:
        mode = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
    except OSError:
        return ""
    return "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else ""


class WalkedFolder(Protocol):
    """A folder during the walk. Its methods raise Vanished or Unreadable."""

    def names(self) -> list[str]:
        """Names of its content, in a fixed order, without files that systems leave behind."""

    def info(self, name: str) -> os.stat_result:
        """Of the item itself, not of a link's target."""

    def is_folder(self, info: os.stat_result) -> bool:
        """Whether it may be entered."""

    def entered(self, name: str) -> "AbstractContextManager[WalkedFolder]":
        """A folder inside this one."""

    def open(self, name: str) -> int:
        """A file inside this one, opened for reading."""


def names_in(folder: int | Path) -> list[str]:
    """Names in an open folder or at a path, sorted, without files that systems leave behind."""
    with translated(), os.scandir(folder) as listed:
        return sorted(child.name for child in listed if not is_noise(child.name))


@dataclass(frozen=True)
class Opened:
    """A folder by its descriptor: still the same folder if its path changes."""

    handle: int

    def names(self) -> list[str]:
        return names_in(self.handle)

    def info(self, name: str) -> os.stat_result:
        with translated():
            return os.stat(name, dir_fd=self.handle, follow_symlinks=False)

    def is_folder(self, info: os.stat_result) -> bool:
        return stat.S_ISDIR(info.st_mode)

    @contextmanager
    def entered(self, name: str) -> Iterator["Opened"]:
        with translated():
            handle = os.open(name, _FOLDER, dir_fd=self.handle)
        try:
            yield Opened(handle)
        finally:
            os.close(handle)

    def open(self, name: str) -> int:
        with translated():
            handle = os.open(name, _FILE, dir_fd=self.handle)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise Vanished(name)
        return handle


def files(folder: int, name: str) -> Iterator[WalkedFile]:
    """The regular files at or below a child of an open folder, in a fixed order.

    Raises Vanished, Unreadable or TooMuch.
    """
    return files_in(Opened(folder), name)


def files_in(place: WalkedFolder, name: str) -> Iterator[WalkedFile]:
    """The same for a child of any place."""
    info = place.info(name)
    if stat.S_ISREG(info.st_mode):
        yield WalkedFile("", info, partial(place.open, name))
    elif place.is_folder(info):
        with place.entered(name) as here:
            yield from _below(here, "", [0])
    else:
        raise Vanished(name)


def _below(place: WalkedFolder, prefix: str, count: list[int]) -> Iterator[WalkedFile]:
    if prefix.count("/") > MAX_DEPTH:
        raise TooMuch
    for name in place.names():
        count[0] += 1
        if count[0] > MAX_FILES:
            raise TooMuch
        info = place.info(name)
        if place.is_folder(info):
            with place.entered(name) as here:
                yield from _below(here, f"{prefix}{name}/", count)
        elif stat.S_ISREG(info.st_mode):
            yield WalkedFile(f"{prefix}{name}", info, partial(place.open, name))


@contextmanager
def translated() -> Iterator[None]:
    """System errors as our own: vanished (gone or changed), or unreadable."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Vanished from error
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ESTALE):  # became a link; gone from the share
            raise Vanished from error
        raise Unreadable(error) from error
