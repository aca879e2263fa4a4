"""Uploads lie in a folder of the desk's until they are checked, so that they outlast it.

Each desk has a room of its own there, locked as long as its process lives. One that starts takes
over what lies in rooms that nobody holds any more; what was only half uploaded is deleted.
"""

import fcntl
import secrets
import shutil
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from core.errors import InputError
from core.files import lock_file, private_folder, write_atomic
from core.models.base import Model

FOLDER = "desk-uploads"
NOTE, LOCK, PREFIX = "upload.json", ".lock", "room-"


class Upload(Model):
    """What is known of an upload, kept beside its files."""

    id: str
    name: str
    by: str
    at: datetime
    source: str
    """What to check, within the upload's folder."""
    tries: int = 0
    """How often it was begun and not ended."""


class Room:
    """The folder of this desk's uploads. Raises InputError where there can be none."""

    def __init__(self, folder: Path) -> None:
        try:
            private_folder(folder)
            with lock_file(folder / LOCK) as door:  # one desk at a time
                fcntl.flock(door, fcntl.LOCK_EX)
                self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
                self._lock = lock_file(self.folder / LOCK)
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                for other in folder.glob(f"{PREFIX}*"):
                    if other != self.folder:
                        self._take_over(other)
        except OSError as error:
            raise InputError(
                "uploads", f"无法写入 {folder}", f"cannot write there ({type(error).__name__})"
            ) from error

    def new(self) -> Path:
        """A folder to put an upload into."""
        return Path(tempfile.mkdtemp(dir=self.folder))

    def left(self) -> list[tuple[Path, Upload]]:
        """The uploads that wait here, with their folders, in the order they came."""
        known = [(path.parent, read_note(path)) for path in self.folder.glob(f"*/{NOTE}")]
        found = [(path, upload) for path, upload in known if upload is not None]
        return sorted(found, key=lambda one: one[1].at)

    def close(self) -> None:
        """Leave what waits to the next desk."""
        if not any(self.folder.glob(f"*/{NOTE}")):
            shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.close()

    def _take_over(self, other: Path) -> None:
        lock = _held(other)
        if lock is None:
            return
        with lock:
            for note in other.glob(f"*/{NOTE}"):
                note.parent.rename(self.folder / secrets.token_hex(8))
            shutil.rmtree(other, ignore_errors=True)


def keep(folder: Path, upload: Upload) -> None:
    """Write down what an upload's folder holds; from now on it outlasts the desk."""
    write_atomic(folder / NOTE, upload.model_dump_json().encode())


def read_note(path: Path) -> Upload | None:
    """What was written down; None where it cannot be read."""
    with suppress(OSError, ValidationError):
        return Upload.model_validate_json(path.read_bytes())
    return None


def _held(room: Path) -> BinaryIO | None:
    """The room's lock; None where a desk that lives has it."""
    lock = lock_file(room / LOCK)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock
