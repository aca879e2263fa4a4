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

from core.files import sync_folder, write_private
from core.models.geometry import Box, to_stored
from core.models.material import Sheet
from pipeline.reporting.pictures import TURNS, Pictures

FOLDER = "desk-pages"
QUALITY = 88
SMALL = (240, 240)
_KEY = re.compile(r"[0-9a-z]{8,64}")


class PageFolder:
    """One folder a packet; pages by their place in the material's `sheets`, from 0."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, key: str, sheets: Sequence[Sheet], pictures: Pictures) -> None:
        """Keep all there are in place of what was kept; a page without one costs nothing."""
        self.drop(key)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for number, sheet in enumerate(sheets):
            data = pictures.page(sheet.file, sheet.page)
            if data:
                write_private(self._path(key, number), upright(data, sheet.rotation))
        self._force(self._path(key, 0).parent)

    def has(self, key: str) -> bool:
        """Whether any of a packet's pages were kept."""
        return self._path(key, 0).parent.is_dir()

    def path(self, key: str, number: int) -> Path | None:
        """The page's picture; None where there is none."""
        path = self._path(key, number)
        return path if path.is_file() else None

    def small(self, key: str, number: int) -> Path | None:
        """A small picture, made when it is first asked for; None where there is none."""
        whole, path = self._path(key, number), self._path(key, number).with_suffix(".small")
        if not path.is_file():
            made = shrunk(whole) if whole.is_file() else None
            if made is None:
                return self.path(key, number)
            write_private(path, made)
        return path

    def drop(self, key: str) -> None:
        """Delete a packet's pictures."""
        shutil.rmtree(self._path(key, 0).parent, ignore_errors=True)

    def _force(self, folder: Path) -> None:
        """To the disk: what was uploaded is deleted once its pictures are here."""
        if not folder.is_dir():
            return
        for path in folder.iterdir():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        for each in (folder, self.folder):
            sync_folder(each)

    def _path(self, key: str, number: int) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError("no key of a packet")
        return self.folder / key / f"{int(number)}.img"


def upright(data: bytes, rotation: int) -> bytes:
    """A picture as stored in its file turned by `rotation`; as it is where that fails."""
    if rotation not in TURNS:
        return data
    try:
        with Image.open(io.BytesIO(data)) as stored:
            out = io.BytesIO()
            stored.convert("RGB").transpose(TURNS[rotation]).save(out, "JPEG", quality=QUALITY)
    except (OSError, ValueError, SyntaxError):
        return data
    return out.getvalue()


def shrunk(path: Path) -> bytes | None:
    """The picture at SMALL pixels a side; None where it cannot be opened."""
    try:
        with Image.open(path) as whole:
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
