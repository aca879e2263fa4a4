"""Writing a file so that no reader ever sees half of it."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from core.errors import InputError

FOR_ALL = 0o666  # less what the process's umask takes away
FOR_OWNER = 0o600


def write_atomic(path: Path, content: bytes) -> None:
    """Write a result: beside its place, forced to the disk, then renamed into place.

    Raises InputError where the folder cannot be written.
    """
    try:
        _write(path, content, mode=FOR_ALL, durable=True)
    except OSError as error:
        raise InputError(
            "out_not_writable", f"无法写入 {path.parent} / cannot write there"
        ) from error


def write_private(path: Path, content: bytes) -> None:
    """Write beside and rename, for the owner alone; for what can be made anew.

    It is not forced to the disk, as a result is. Raises OSError.
    """
    _write(path, content, mode=FOR_OWNER, durable=False)


def sync_folder(folder: Path) -> None:
    """Force to the disk which files lie in a folder. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, content: bytes, *, mode: int, durable: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
