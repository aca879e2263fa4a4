"""The reading store: what was read is kept, so that nothing is read twice.

Readings lie under the hash of the file's content and a fingerprint of everything that
decides the reading (engine, models, our own reading version). Pictures of the upright
pages lie beside them, for second readings and for reports. The store holds personal
data: its folder is made readable for its owner only, and may be deleted at any time.
"""

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from core.files import write_private

M = TypeVar("M", bound=BaseModel)


class ReadingStore:
    """A folder of readings and pictures; safe for several processes at once."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self.folder = folder
        self._mark = hashlib.sha256(fingerprint.encode()).hexdigest()[:16]
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)

    def key(self, sha256: str, *parts: object) -> str:
        """The name of a reading of the file with that content."""
        digest = hashlib.sha256("/".join([self._mark, sha256, *map(str, parts)]).encode())
        return digest.hexdigest()[:40]

    def load(self, key: str, model: type[M]) -> M | None:
        """The reading under the key; None where there is none or it is damaged."""
        try:
            return model.model_validate_json(self._path(key, "json").read_bytes())
        except (OSError, ValidationError, ValueError):
            return None

    def save(self, key: str, value: BaseModel) -> None:
        """Keep a reading; a full disk costs the keeping, not the reading."""
        with suppress(OSError):
            write_private(self._path(key, "json"), value.model_dump_json().encode())

    def load_picture(self, key: str) -> bytes:
        """The upright page picture (JPEG) of that key. Raises OSError where there is none."""
        return self.picture(key).read_bytes()

    def save_picture(self, key: str, content: bytes) -> None:
        """Keep a page picture. Raises OSError: without it nothing can be read or shown again."""
        write_private(self.picture(key), content)

    def picture(self, key: str) -> Path:
        """Where the upright page picture of that key lies or will lie."""
        return self._path(key, "jpg")

    def _path(self, key: str, suffix: str) -> Path:
        return self.folder / key[:2] / f"{key}.{suffix}"
