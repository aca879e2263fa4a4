"""An append-only file of records; each is durable before `append` returns.

A record is a line of JSON. A line left incomplete by a power cut or a full disk is removed;
nothing relied on it. Only the order of lines matters: times in them are never compared,
because clocks jump.
"""

import errno
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core import locks
from core.errors import InputError
from core.files import open_own

Record = Mapping[str, Any]

LOCKLESS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS}
"""Errors of file systems without locks; there, other processes cannot be kept out."""


class Journal:
    """The file, open until `close` or the end of the process, however it ends.

    Only one process can hold it; with `shared`, several processes append in turn.
    """

    def __init__(self, path: Path, *, shared: bool = False) -> None:
        """Raises InputError if another process holds it, OSError if it cannot be opened."""
        self._file = open_own(path)
        self._shared = shared
        self._end = 0
        self._unread: list[Record] = []
        if shared:
            return
        try:
            lock(self._file)
        except BlockingIOError as error:
            os.close(self._file)
            raise InputError(
                "already_watched",
                f"{path.parent.parent} 已有另一个监看在运行",
                f"{path.parent.parent} is already watched",
            ) from error
        except OSError:
            os.close(self._file)
            raise

    def read(self) -> list[Record]:
        """Every complete record since the last call; an incomplete line at the end is removed."""
        with self._turn():
            self._catch_up()
        found, self._unread = self._unread, []
        return found

    def append(self, record: Record) -> None:
        """Write a record. Raises OSError, and then leaves the file unchanged."""
        line = json.dumps(record).encode("ascii") + b"\n"
        with self._turn():
            self._catch_up()
            try:
                os.lseek(self._file, self._end, os.SEEK_SET)
                if os.write(self._file, line) != len(line):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                os.fsync(self._file)
            except OSError:
                os.ftruncate(self._file, self._end)
                raise
            self._end += len(line)

    def close(self) -> None:
        """Closes the file."""
        os.close(self._file)

    def _catch_up(self) -> None:
        """Reads what was appended since the last read."""
        position = self._end
        with os.fdopen(os.dup(self._file), "rb") as file:
            file.seek(position)
            for line in file:
                position += len(line)
                record = _record(line)
                if record is not None:
                    self._unread.append(record)
                    self._end = position
        if position != self._end:
            os.ftruncate(self._file, self._end)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Holds the lock for one operation, if the file is shared."""
        if not self._shared:
            yield
            return
        lock(self._file, wait=True)
        try:
            yield
        finally:
            locks.unlock(self._file)


def lock(file: int, *, wait: bool = False) -> None:
    """Lock an open file until it is closed. Raises BlockingIOError if another process has it."""
    try:
        locks.lock(file, wait=wait)
    except OSError as error:
        if error.errno not in LOCKLESS:
            raise


def _record(line: bytes) -> Record | None:
    try:
        found = json.loads(line) if line.endswith(b"\n") else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
