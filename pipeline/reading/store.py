"""The reading store keeps readings, so that nothing is read twice.

Readings are stored under the hash of the file's content and a fingerprint of everything that
affects the reading (engine, models, our own reading version). Pictures of the upright pages are
stored with them, for second readings and for reports. The store holds personal data: its folder is
private, encrypted if there is a key (core/sealing.py), and may be deleted at any time. It is a
folder, or in an object store (shelves.py).
"""

import hashlib
import logging
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from core.errors import InputError
from core.files import DISK_FULL_ERRORS
from core.objects import Objects
from core.places import Place, Url
from core.sealing import ERROR_TEXTS, Sealer, Unopened, open_sealer
from pipeline.reading.shelves import FolderShelf, ObjectShelf, Shelf

M = TypeVar("M", bound=BaseModel)
READING, PICTURE, SHOWN = ".json", ".jpg", ".shown"
"""A reading, a page's picture, and what reports made of that picture (never older than it)."""
log = logging.getLogger("yushen")


class ReadingStore:
    """Readings and pictures, on either kind of shelf; safe for several processes at once."""

    def __init__(self, place: Path | Shelf, fingerprint: str, seal: Sealer | None = None) -> None:
        """Raises OSError if the folder cannot be used."""
        self.shelf = FolderShelf(place) if isinstance(place, Path) else place
        self.seal = seal or Sealer()
        self._mark = hashlib.sha256(fingerprint.encode()).hexdigest()[:16]
        self._warned: set[str] = set()
        self.lost = 0
        """How many pictures could not be stored, or were missing when they were needed."""

    def key(self, sha256: str, *parts: object) -> str:
        """The name of a reading of the file with that content."""
        digest = hashlib.sha256("/".join([self._mark, sha256, *map(str, parts)]).encode())
        return digest.hexdigest()[:40]

    def load(self, key: str, model: type[M], suffix: str = READING) -> M | None:
        """The reading under the key; None if there is none or it cannot be used."""
        data = self._load(f"{key}{suffix}")
        try:
            return model.model_validate_json(data) if data is not None else None
        except (ValidationError, ValueError):
            return None

    def save(self, key: str, value: BaseModel, suffix: str = READING) -> None:
        """Store a reading; on a full disk it is not stored, but still used."""
        with suppress(OSError):
            self._write(f"{key}{suffix}", value.model_dump_json().encode())

    def drop(self, key: str) -> None:
        """Delete a reading."""
        with suppress(OSError):
            self.shelf.drop(f"{key}{READING}")

    def load_picture(self, key: str) -> bytes | None:
        """The upright page's picture; None if there is none or it cannot be used."""
        found = self._load(f"{key}{PICTURE}")
        self.lost += found is None
        return found

    def save_picture(self, key: str, data: bytes) -> None:
        """Store a picture. Raises OSError: without it nothing can be read again or shown.

        Anything made from the picture it replaces is deleted.
        """
        try:
            self.shelf.drop(f"{key}{SHOWN}")
            self._write(f"{key}{PICTURE}", data)
        except OSError as error:
            self.lost += error.errno not in DISK_FULL_ERRORS
            raise

    def has_picture(self, key: str) -> bool:
        """Whether there is a usable picture."""
        if self.seal.key is not None:
            return self._load(f"{key}{PICTURE}") is not None
        try:
            return self.shelf.has(f"{key}{PICTURE}")
        except OSError:
            return False

    def _load(self, name: str) -> bytes | None:
        try:
            data = self.shelf.get(name)
            return self.seal.open(name, data) if data is not None else None
        except OSError:
            return None
        except Unopened as error:
            self._warn(error.why)
            return None

    def _write(self, name: str, data: bytes) -> None:
        self.shelf.put(name, self.seal.close(name, data))

    def _warn(self, why: str) -> None:
        """Warn once: what cannot be decrypted is read again and replaced."""
        if why not in self._warned:
            self._warned.add(why)
            zh, en = ERROR_TEXTS[why]
            log.warning(
                "缓存中有内容%s，将重新识读并替换 / something in the cache %s; it is read anew",
                zh, en,
            )  # fmt: skip


def open_store(place: Place, fingerprint: str) -> ReadingStore:
    """The store, encrypted with the office's key.

    Raises InputError for another user's folder, or one that cannot be written: without the store
    every start would read everything again, unnoticed. The same for an object store that does not
    answer or refuses.
    """
    if isinstance(place, Url):
        objects = Objects(place)
        objects.probe()
        return ReadingStore(ObjectShelf(objects), fingerprint, open_sealer())
    try:
        return ReadingStore(place, fingerprint, open_sealer())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(
            "cache",
            f"缓存 {place} 属于其他用户或无法写入（{reason}），请用 --cache 另选，或用 --no-cache",
            f"the cache is another user's or cannot be written ({reason}): choose another with "
            "--cache, or use --no-cache",
        ) from error
