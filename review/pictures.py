"""Page pictures of the packets on the desk, upright, as files beside the database.

They are copied out of the reading store, which may be deleted at any time. The folder is
its owner's alone.
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
from core.sealing import Seal, Unopened, lost
from core.small import UPRIGHT
from pipeline.reporting.pictures import Pictures

FOLDER = "desk-pages"
QUALITY = 88
SMALL = (240, 240)
_KEY = re.compile(r"[0-9a-z]{8,64}")


class PageFolder:
    """One folder a packet; pages by their place in the material's `sheets`, from 0."""

    def __init__(self, folder: Path, seal: Seal | None = None) -> None:
        self.folder, self.seal = folder, seal or Seal()

    def save(self, key: str, sheets: Sequence[Sheet], pictures: Pictures) -> None:
        """Keep all there are in place of what was kept; a page without one costs nothing."""
        self.drop(key)
        private_folder(self.folder)
        for number, sheet in enumerate(sheets):
            data = pictures.page(sheet.file, sheet.page)
            if data:
                self._write(self._path(key, number), upright(data, sheet.rotation))
        self._force(self._path(key, 0).parent)

    def add(self, key: str, first: int, more: Sequence[bytes | None]) -> None:
        """Keep upright pictures of further pages, counted from `first` on."""
        private_folder(self.folder)
        for number, data in enumerate(more, first):
            if data:
                self._path(key, number).with_suffix(".small").unlink(missing_ok=True)
                self._write(self._path(key, number), data)
        self._force(self._path(key, 0).parent)

    def has(self, key: str) -> bool:
        """Whether any of a packet's pages were kept."""
        return self._path(key, 0).parent.is_dir()

    def page(self, key: str, number: int) -> bytes | None:
        """The page's picture; None where there is none. Raises InputError for a wrong key."""
        return self._read(self._path(key, number))

    def small(self, key: str, number: int) -> bytes | None:
        """A small picture, made when it is first asked for; None where there is none."""
        path = self._path(key, number).with_suffix(".small")
        known = self._read(path)
        if known is None and (whole := self.page(key, number)) is not None:
            known = shrunk(whole)
            if known is None:
                return whole
            self._write(path, known)
        return known

    def put(self, key: str, name: str, data: bytes) -> None:
        """Keep something else of a packet's pages beside their pictures; it goes with them."""
        private_folder(self.folder)
        self._write(self._beside(key, name), data)

    def get(self, key: str, name: str) -> bytes | None:
        """What was kept so; None where there is none. Raises InputError for a wrong key."""
        return self._read(self._beside(key, name))

    def names(self, key: str, suffix: str) -> list[str]:
        """The names of what was kept so, with that ending."""
        return sorted(path.name for path in self._path(key, 0).parent.glob(f"*{suffix}"))

    def drop(self, key: str) -> None:
        """Delete a packet's pictures, and what lies beside them."""
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
        """To the disk: what was uploaded is deleted once its pictures are here."""
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
    """What a sealed picture is bound to: a page of a packet."""
    return f"{path.parent.name}/{path.name}"


def upright(data: bytes, rotation: int) -> bytes:
    """A picture as stored in its file turned by `rotation`; as it is where that fails."""
    if rotation not in UPRIGHT:
        return data
    try:
        with Image.open(io.BytesIO(data)) as stored:
            out = io.BytesIO()
            stored.convert("RGB").transpose(UPRIGHT[rotation]).save(out, "JPEG", quality=QUALITY)
    except (OSError, ValueError, SyntaxError):
        return data
    return out.getvalue()


def shrunk(data: bytes) -> bytes | None:
    """The picture at SMALL pixels a side; None where it cannot be opened."""
    try:
        with Image.open(io.BytesIO(data)) as whole:
            whole.draft("RGB", SMALL)
            out = io.BytesIO()
            small = whole.convert("RGB")
            small.thumbnail(SMALL)
            small.save(out, "JPEG", quality=75)
    except (OSError, ValueError, SyntaxError):
        return None
    return out.getvalue()


def on_page(box: Box, rotation: int) -> Box:
    """A stored box, as findings have it, on the upright picture."""
    return to_stored(box, (360 - rotation) % 360)
