"""Durable storage of uploads in a folder until their packets are on the desk.

Each desk process has a subfolder (room) there, locked while the process is alive. A starting desk
takes over the uploads in unlocked rooms; incomplete uploads are deleted.
"""

import os
import secrets
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from core.errors import InputError
from core.files import lock_file, private_folder, sync_folder, write_atomic
from core.locks import lock
from review.uploads import Upload

FOLDER = "desk-uploads"
NOTE, LOCK, PREFIX, PLACE = "upload.json", ".lock", "room-", ".place"


class Room:
    """The folder of this desk's uploads. Raises InputError if it cannot be created."""

    def __init__(self, folder: Path) -> None:
        try:
            private_folder(folder)
            with lock_file(folder / LOCK) as door:  # one desk at a time
                lock(door.fileno(), wait=True)
                self.place = _place(folder)
                self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
                self._lock = lock_file(self.folder / LOCK)
                lock(self._lock.fileno(), wait=False)
                for other in folder.glob(f"{PREFIX}*"):
                    if other != self.folder:
                        self._take_over(other)
                sync_folder(self.folder)
                sync_folder(folder)
        except OSError as error:
            raise InputError(
                "uploads", f"无法写入 {folder}", f"cannot write there ({type(error).__name__})"
            ) from error

    def new(self) -> Path:
        """A new folder for an upload."""
        return Path(tempfile.mkdtemp(dir=self.folder))

    def left(self) -> list[tuple[Path, Upload]]:
        """The stored uploads with their folders, in order of arrival."""
        known = [(path.parent, read_note(path)) for path in self.folder.glob(f"*/{NOTE}")]
        found = [(path, upload) for path, upload in known if upload is not None]
        return sorted(found, key=lambda one: one[1].at)

    def there(self) -> set[str]:
        """The ids of all uploads in this place, including those of other running desks."""
        notes = self.folder.parent.glob(f"{PREFIX}*/*/{NOTE}")
        return {upload.id for note in notes if (upload := read_note(note)) is not None}

    def close(self) -> None:
        """Release the room; the next desk takes over waiting uploads."""
        empty = not any(self.folder.glob(f"*/{NOTE}"))
        if empty:
            shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.close()
        if empty:  # Windows deletes no file that is open
            shutil.rmtree(self.folder, ignore_errors=True)

    def _take_over(self, other: Path) -> None:
        held = _room_lock(other)
        if held is None:
            return
        with held:
            for note in other.glob(f"*/{NOTE}"):
                note.parent.rename(self.folder / secrets.token_hex(8))
            sync_folder(self.folder)
            shutil.rmtree(other, ignore_errors=True)
        shutil.rmtree(other, ignore_errors=True)  # Windows deletes no file that is open


def keep(folder: Path, upload: Upload) -> None:
    """Sync an upload to disk: its files, its folders, and its description."""
    for path in folder.rglob("*"):
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())
    write_atomic(folder / NOTE, upload.model_dump_json().encode())
    for above in (folder, folder.parent):
        sync_folder(above)


def _place(folder: Path) -> str:
    """The permanent name of this folder, by which database rows refer to it."""
    with suppress(OSError):
        if found := (folder / PLACE).read_text("ascii").strip():
            return found
    made = secrets.token_hex(8)
    write_atomic(folder / PLACE, made.encode())
    return made


def read_note(path: Path) -> Upload | None:
    """The stored description of an upload; None if it cannot be read."""
    with suppress(OSError, ValidationError):
        return Upload.model_validate_json(path.read_bytes())
    return None


def _room_lock(room: Path) -> BinaryIO | None:
    """The room's lock; None if a running desk holds it."""
    held = lock_file(room / LOCK)
    try:
        lock(held.fileno(), wait=False)
    except BlockingIOError:
        held.close()
        return None
    return held
