"""Page pictures of the packets on the desk, upright, as files beside the database.

They are copied from the reading store, which may be deleted at any time. Only the owner can
access the folder.
"""

import io
import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from core.files import private_folder, sync_folder, write_private
from core.models.geometry import Box, to_stored
from core.models.material import Sheet
from core.sealing import Sealer, Unopened, lost
from core.small import UPRIGHT
from pipeline.reporting.pictures import Pictures

FOLDER = "desk-pages"
QUALITY = 88
THUMBNAIL_SIZE = (240, 240)
_KEY = re.compile(r"[0-9a-z]{8,64}")


class PageFolder:
    """One folder per packet; pages by their index in the material's `sheets`."""

    def __init__(self, folder: Path, seal: Sealer | None = None) -> None:
        self.folder, self.seal = folder, seal or Sealer()

    def save(self, key: str, sheets: Sequence[Sheet], pictures: Pictures) -> None:
        """Store the pictures, replacing earlier ones; a page may have no picture."""
        self.drop(key)
        private_folder(self.folder)
        for number, sheet in enumerate(sheets):
            data = pictures.page(sheet.file, sheet.page)
            if data:
                self._write(self._path(key, number), upright(data, sheet.rotation))
        self._force(self._path(key, 0).parent)

    def add(self, key: str, first: int, more: Sequence[bytes | None]) -> None:
        """Store upright pictures of more pages, numbered from `first`."""
        private_folder(self.folder)
        for number, data in enumerate(more, first):
            if data:
                self._path(key, number).with_suffix(".small").unlink(missing_ok=True)
                self._write(self._path(key, number), data)
        self._force(self._path(key, 0).parent)

    def has(self, key: str) -> bool:
        """Whether any picture of the packet is stored."""
        return self._path(key, 0).parent.is_dir()

    def page(self, key: str, number: int) -> bytes | None:
        """The page's picture, or None. Raises InputError for a wrong key."""
        return self._read(self._path(key, number))

    def small(self, key: str, number: int) -> bytes | None:
        """The page's thumbnail, created on first use, or None."""
        path = self._path(key, number).with_suffix(".small")
        known = self._read(path)
        if known is None and (whole := self.page(key, number)) is not None:
            known = thumbnail(whole)
            if known is None:
                return whole
            self._write(path, known)
        return known

    def put(self, key: str, name: str, data: bytes) -> None:
        """Store other data beside a packet's pictures; deleted together with them."""
        private_folder(self.folder)
        self._write(self._beside(key, name), data)

    def get(self, key: str, name: str) -> bytes | None:
        """Data stored with `put`, or None. Raises InputError for a wrong key."""
        return self._read(self._beside(key, name))

    def names(self, key: str, suffix: str) -> list[str]:
        """The names of stored data with that suffix."""
        return sorted(path.name for path in self._path(key, 0).parent.glob(f"*{suffix}"))

    def drop(self, key: str) -> None:
        """Delete a packet's pictures and other stored data."""
        shutil.rmtree(self._path(key, 0).parent, ignore_errors=True)

    def _read(self, path: Path) -> bytes | None:
        try:
            return self.seal.open(_name(path), path.read_bytes())
        except FileNotFoundError:
            return None
        except Unopened as error:
            raise lost(error, "页面图像", "the page's picture") from error

    def _write(self, path: Path, data: bytes) -> None:
        write_private(path, self.seal.close(_name(path), data))

    def _force(self, folder: Path) -> None:
        """Sync to disk: the upload is deleted once its pictures are stored here."""
        if not folder.is_dir():
            return
        for path in folder.iterdir():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        for each in (folder, self.folder):
            sync_folder(each)

    def _beside(self, key: str, name: str) -> Path:
        return self._path(key, 0).with_name(name)

    def _path(self, key: str, number: int) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError("no key of a packet")
        return self.folder / key / f"{int(number)}.img"


def _name(path: Path) -> str:
    """The name that a sealed picture is bound to: packet and page."""
    return f"{path.parent.name}/{path.name}"


def upright(data: bytes, rotation: int) -> bytes:
    """The picture turned by `rotation`; unchanged if that fails."""
    if rotation not in UPRIGHT:
        return data
    try:
        with Image.open(io.BytesIO(data)) as stored:
            out = io.BytesIO()
            stored.convert("RGB").transpose(UPRIGHT[rotation]).save(out, "JPEG", quality=QUALITY)
    except (OSError, ValueError, SyntaxError):
        return data
    return out.getvalue()


def thumbnail(data: bytes) -> bytes | None:
    """The picture with at most THUMBNAIL_SIZE pixels per side; None if it cannot be opened."""
    try:
        with Image.open(io.BytesIO(data)) as whole:
            whole.draft("RGB", THUMBNAIL_SIZE)
            out = io.BytesIO()
            small = whole.convert("RGB")
            small.thumbnail(THUMBNAIL_SIZE)
            small.save(out, "JPEG", quality=75)
    except (OSError, ValueError, SyntaxError):
        return None
    return out.getvalue()


def on_page(box: Box, rotation: int) -> Box:
    """A box in stored coordinates (as in findings), on the upright picture."""
    return to_stored(box, (360 - rotation) % 360)
