"""An append-only file of records, each durable before `append` returns, one process at a time.

A record is a line of JSON. A line that a power cut or a full disk left half written is
cut off; it was never relied upon.
"""

import errno
import fcntl
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.errors import InputError
from core.files import FILE

Record = Mapping[str, Any]


class Journal:
    """The file, open and locked until `close` or the end of the process, however it ends."""

    def __init__(self, path: Path) -> None:
        """Raises InputError where another process holds it, OSError where it cannot be."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE)
        try:
            _lock(self._file)
        except OSError as error:
            os.close(self._file)
            raise InputError(
                "already_watched", f"{path.parent.parent} 已有另一个监看在运行 / already watched"
            ) from error
        self._end = 0

    def read(self) -> list[Record]:
        """Every whole record; half a line at the end is cut off."""
        records, position = [], 0
        with os.fdopen(os.dup(self._file), "rb") as file:
            file.seek(0)
            for line in file:
                position += len(line)
                record = _record(line)
                if record is not None:
                    records.append(record)
                    self._end = position
        os.ftruncate(self._file, self._end)
        return records

    def append(self, record: Record) -> None:
        """Write a record. Raises OSError, and then the file is as it was."""
        line = json.dumps(record).encode("ascii") + b"\n"
        try:
            if os.pwrite(self._file, line, self._end) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(self._file)
        except OSError:
            os.ftruncate(self._file, self._end)
            raise
        self._end += len(line)

    def close(self) -> None:
        """Let it go."""
        os.close(self._file)


def _record(line: bytes) -> Record | None:
    try:
        found = json.loads(line) if line.endswith(b"\n") else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _lock(file: int) -> None:
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
