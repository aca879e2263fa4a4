"""Takes a thing: makes our own copy, hashed while copying, that nobody changes during reading.

So a folder may be renamed, a file replaced or deleted, during its check: the copy is what is
checked. It stays in OUT, readable by its owner only, until the report is there.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from core.files import new_file, private_folder
from pipeline.unattended.durable import remove, sync
from pipeline.unattended.watch.by_path import files_at
from pipeline.unattended.watch.look import EntrySnapshot, sight
from pipeline.unattended.watch.walk import Unreadable, Vanished, WalkedFile, files, opened

MAX_BYTES = 4 * 2**30  # maximum bytes of one thing
BLOCK = 2**20


class ChangedWhileCopied(Exception):
    """It changed while it was copied."""


@dataclass(frozen=True)
class TakenCopy:
    """A thing as taken; `trouble` says why there is no copy of it."""

    sight: EntrySnapshot
    sha256: str
    trouble: str = ""


def take(drop: Path, seen: EntrySnapshot, target: Path) -> TakenCopy:
    """Copy a thing durably to `target`, and return the hash of its content.

    Things already seen to be unreadable or too large are taken without a copy. Raises
    ChangedWhileCopied, Vanished or Unreadable, and OSError if `target` cannot be written; then
    nothing is left there.
    """
    if seen.trouble or seen.size > MAX_BYTES:
        return TakenCopy(seen, "", seen.trouble or "too much")
    remove(target)
    private_folder(target.parent)
    try:
        with opened(drop) as folder:
            content = _copied(folder, seen, target)
            if sight(folder, seen.name).shape != seen.shape:
                raise ChangedWhileCopied
        sync(target.parent)
    except BaseException:
        remove(target)
        raise
    return TakenCopy(seen, content)


def content_of(path: Path) -> str:
    """The hash that `take` would give for a path; empty if nothing is there."""
    digests: list[tuple[str, str]] = []
    try:
        for one in files_at(path):
            with os.fdopen(one.open(), "rb") as file:
                digests.append((one.name, hashlib.file_digest(file, "sha256").hexdigest()))
    except Vanished:
        return ""
    return _together(digests)


def _copied(folder: int, seen: EntrySnapshot, target: Path) -> str:
    if seen.folder:
        private_folder(target)
    digests: list[tuple[str, str]] = []
    for one in files(folder, seen.name):
        place = target / one.name if one.name else target
        private_folder(place.parent)
        digests.append((one.name, _copy(one, place)))
    for path in target.rglob("*"):
        if path.is_dir():
            sync(path)
    sync(target)
    return _together(digests)


def _copy(one: WalkedFile, place: Path) -> str:
    digest = hashlib.sha256()
    with os.fdopen(one.open(), "rb") as source, new_file(place) as file:
        while block := _block(source.fileno()):
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _block(handle: int) -> bytes:
    """Raises Unreadable: the error is in the source, not in the target."""
    try:
        return os.read(handle, BLOCK)
    except OSError as error:
        raise Unreadable(error) from error


def _together(digests: list[tuple[str, str]]) -> str:
    if len(digests) == 1 and not digests[0][0]:
        return digests[0][1]
    digest = hashlib.sha256()
    for name, one in sorted(digests):
        digest.update(f"{name}\0{one}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
