"""The content of the drop folder, with a signature of each thing that changes with it."""

import hashlib
import os
import stat
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.reading.intake.names import is_noise
from pipeline.unattended.inbox import HEADS, OFFICE, SUFFIXES
from pipeline.unattended.watch.walk import (
    TooMuch,
    Unreadable,
    Vanished,
    WalkedFile,
    files,
    kind,
    opened,
)

UNFINISHED = (".part", ".partial", ".filepart", ".tmp", ".temp", ".crdownload", ".download", "~")
TAIL = 66_000  # bytes read at the end of a file; a zip's directory ends within them
ENDS = {  # first bytes of a format, and bytes near its end
    b"%PDF": b"%%EOF",
    b"PK\x03\x04": b"PK\x05\x06",
    b"\xff\xd8\xff": b"\xff\xd9",
    b"\x89PNG": b"IEND",
}


@dataclass(frozen=True)
class EntrySnapshot:
    """State of an entry of the drop folder at one moment."""

    name: str
    folder: bool
    shape: str
    """Hash of names, sizes and times. Without inodes, because some shares change them."""
    signature: str
    """Hash of the shape and the inodes; changes if one file replaces another."""
    inode: int
    files: int
    size: int
    trouble: str = ""
    """Why it cannot be taken as it is."""


@dataclass(frozen=True)
class WalkResult:
    """All things seen, and the names of those that are not packets."""

    things: dict[str, EntrySnapshot]
    ignored: frozenset[str] = frozenset()


def look(drop: Path, leave: Collection[Path] = ()) -> WalkResult:
    """Every child of the drop folder that may be a packet. Raises Unreadable.

    `leave` are our own folders in it. Links, fifos and devices are not listed at all.
    """
    things: dict[str, EntrySnapshot] = {}
    ignored: set[str] = set()
    own = {path.name for path in leave if path.parent == drop}
    with opened(drop) as handle:
        for name in _children(handle):
            if is_noise(name) or name in own or name.lower().endswith(UNFINISHED):
                continue
            what = kind(handle, name)
            if what == "file" and not _may_be_packet(handle, name):
                ignored.add(name)
            elif what:
                with suppress(Vanished):
                    things[name] = sight(handle, name)
    return WalkResult(things, frozenset(ignored))


def sight(folder: int, name: str) -> EntrySnapshot:
    """A child of an open folder. Raises Vanished if it disappears meanwhile."""
    shape, inodes, count, size, trouble = hashlib.sha256(), hashlib.sha256(), 0, 0, ""
    try:
        own = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except OSError as error:
        raise Vanished from error
    try:
        for seen in files(folder, name):
            count, size = count + 1, size + seen.info.st_size
            shape.update(_identity_line(seen))
            inodes.update(b"%d " % seen.info.st_ino)
    except Unreadable as error:
        trouble = str(error)
    except TooMuch:
        trouble = "too much"
    shape.update(trouble.encode())
    inodes.update(shape.digest() + b"%d" % own.st_ino)
    return EntrySnapshot(
        name=name,
        folder=stat.S_ISDIR(own.st_mode),
        shape=shape.hexdigest(),
        signature=inodes.hexdigest(),
        inode=own.st_ino,
        files=count,
        size=size,
        trouble=trouble,
    )


def whole(folder: int, name: str) -> bool:
    """Whether every file is complete by the end bytes of its format; True for unknown formats.

    A paused copy, or one in several parts, has stopped changing but is incomplete.
    """
    try:
        return all(_ends_well(seen) for seen in files(folder, name))
    except (Vanished, Unreadable, TooMuch, OSError):
        return True  # the error appears again when it is taken


def _children(handle: int) -> Iterator[str]:
    try:
        with os.scandir(handle) as listed:
            names = sorted(child.name for child in listed)
    except OSError as error:
        raise Unreadable(error) from error
    yield from names


def _may_be_packet(folder: int, name: str) -> bool:
    """By suffix; if that is unclear, by the first bytes; as in a batch."""
    suffix = Path(name).suffix.lower()
    if suffix in SUFFIXES or suffix in OFFICE:
        return suffix in SUFFIXES
    try:
        heads = [_read(seen, 0, 16) for seen in files(folder, name)]
    except (Vanished, Unreadable, OSError):
        return False
    return any(head.startswith(HEADS) for head in heads)


def _identity_line(seen: WalkedFile) -> bytes:
    info = seen.info
    line = f"{seen.name}\0{info.st_size}\0{info.st_mtime_ns}\n"
    return line.encode("utf-8", "surrogateescape")


def _ends_well(seen: WalkedFile) -> bool:
    size = seen.info.st_size
    head = _read(seen, 0, 8)
    ends = next((end for begin, end in ENDS.items() if head.startswith(begin)), b"")
    return size > 0 and (not ends or ends in _read(seen, max(0, size - TAIL), TAIL))


def _read(seen: WalkedFile, start: int, count: int) -> bytes:
    handle = seen.open()
    try:
        os.lseek(handle, start, os.SEEK_SET)
        return os.read(handle, count)
    finally:
        os.close(handle)
