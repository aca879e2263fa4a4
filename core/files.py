"""Writing a file so that no reader ever sees half of it."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from core.errors import InputError


def write_atomic(path: Path, content: bytes) -> None:
    """Write beside and rename, durably. Raises InputError where the folder cannot be written."""
    part = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):  # where the folder itself is none
            part.unlink(missing_ok=True)
        raise InputError(
            "out_not_writable", f"无法写入 {path.parent} / cannot write there"
        ) from error
