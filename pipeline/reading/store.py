"""The reading store: what was read is kept, so that nothing is read twice.

Readings lie under the hash of the file's content and a fingerprint of everything that
decides the reading (engine, models, our own reading version). Pictures of the upright
pages lie beside them, for second readings and for reports. The store holds personal
data: its folder is its owner's alone, sealed where there is a key (core/sealing.py), and may be
deleted at any time. A file's time is when it was last used, to the day (`yushen purge`).
"""

import hashlib
import logging
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from core.errors import InputError
from core.files import FOLDER, private_folder, write_private
from core.sealing import SAID, Seal, Unopened, open_seal

M = TypeVar("M", bound=BaseModel)
DAY = 86400.0
READING, PICTURE, SHOWN = ".json", ".jpg", ".shown"
"""A reading, a page's picture, and what reports made of that picture: as old as it, no older."""
log = logging.getLogger("yushen")


class Entry(NamedTuple):
    """A file of the store."""

    path: Path
    used: float
    """When it was last used, in seconds since the epoch, to the day."""
    size: int


class ReadingStore:
    """A folder of readings and pictures; safe for several processes at once."""

    def __init__(self, folder: Path, fingerprint: str, seal: Seal | None = None) -> None:
        self.folder, self.seal = folder, seal or Seal()
        self._mark = hashlib.sha256(fingerprint.encode()).hexdigest()[:16]
        self._warned: set[str] = set()
        private_folder(folder).chmod(FOLDER)

    def key(self, sha256: str, *parts: object) -> str:
        """The name of a reading of the file with that content."""
        digest = hashlib.sha256("/".join([self._mark, sha256, *map(str, parts)]).encode())
        return digest.hexdigest()[:40]

    def load(self, key: str, model: type[M], suffix: str = READING) -> M | None:
        """The reading under the key; None where there is none or it cannot be used."""
        data = self._load(self._path(key, suffix))
        try:
            return model.model_validate_json(data) if data is not None else None
        except (ValidationError, ValueError):
            return None

    def save(self, key: str, value: BaseModel, suffix: str = READING) -> None:
        """Keep a reading; a full disk costs the keeping, not the reading."""
        with suppress(OSError):
            self._write(self._path(key, suffix), value.model_dump_json().encode())

    def drop(self, key: str) -> None:
        """Let go of a reading."""
        with suppress(OSError):
            self._path(key, READING).unlink(missing_ok=True)

    def load_picture(self, key: str) -> bytes | None:
        """The upright page's picture; None where there is none or it cannot be used."""
        return self._load(self._path(key, PICTURE))

    def save_picture(self, key: str, data: bytes) -> None:
        """Keep a picture. Raises OSError: without it nothing can be read or shown again.

        What was made of another one in its place goes with that.
        """
        self._path(key, SHOWN).unlink(missing_ok=True)
        self._write(self._path(key, PICTURE), data)

    def has_picture(self, key: str) -> bool:
        """Whether there is a picture that can be used."""
        path = self._path(key, PICTURE)
        if self.seal.key is not None:
            return self.load_picture(key) is not None
        _used(path)
        return path.exists()

    def entries(self, *suffixes: str) -> Iterator[Entry]:
        """The files of these kinds, of whatever engine and key."""
        return entries(self.folder, *suffixes)

    def _load(self, path: Path) -> bytes | None:
        try:
            data = self.seal.open(path.name, path.read_bytes())
        except OSError:
            return None
        except Unopened as error:
            self._warn(error.why)
            return None
        _used(path)
        return data

    def _write(self, path: Path, data: bytes) -> None:
        write_private(path, self.seal.close(path.name, data))

    def _warn(self, why: str) -> None:
        """Once: what cannot be opened is read anew, and takes its place."""
        if why not in self._warned:
            self._warned.add(why)
            zh, en = SAID[why]
            log.warning(
                "缓存中有内容%s，将重新识读并替换 / something in the cache %s; it is read anew",
                zh, en,
            )  # fmt: skip

    def _path(self, key: str, suffix: str) -> Path:
        return self.folder / key[:2] / f"{key}{suffix}"


def open_store(folder: Path, fingerprint: str) -> ReadingStore:
    """The store, sealed by the office's key.

    Raises InputError for a folder of another user's, or one that cannot be written: without
    what is kept, every start would read everything again, unnoticed.
    """
    try:
        return ReadingStore(folder, fingerprint, open_seal())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(
            "cache",
            f"缓存 {folder} 属于其他用户或无法写入（{reason}），请用 --cache 另选，或用 --no-cache",
            f"the cache is another user's or cannot be written ({reason}): choose another with "
            "--cache, or use --no-cache",
        ) from error


def entries(folder: Path, *suffixes: str) -> Iterator[Entry]:
    """The files of a store's folder that are of these kinds; one that goes meanwhile is none."""
    for path in folder.glob("[0-9a-f][0-9a-f]/*"):
        with suppress(OSError):
            if path.suffix in suffixes:
                told = path.stat()
                yield Entry(path, told.st_mtime, told.st_size)


def _used(path: Path) -> None:
    """Say that it was used today; once a day, or each look would cost a write."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > DAY:
            os.utime(path)
