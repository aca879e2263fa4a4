"""A SQLite file of ours: owner only, several processes at once, no transaction left open."""

import errno
import os
import random
import time
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, StaticPool

from core.files import FILE, lock_file, private_folder


def sqlite_engine(url: URL, patience: float) -> Engine:
    """The file's engine, the file made where there is none; without one all stays in this process.

    `patience` is how many seconds another process's transaction is waited for. Raises OSError
    where the file cannot be made.
    """
    if url.database is not None:
        _own(Path(url.database))
    engine = create_engine(
        url,
        poolclass=NullPool if url.database is not None else StaticPool,
        connect_args={"timeout": patience, "check_same_thread": False},
        hide_parameters=True,  # of an error's text: they are personal data
    )
    event.listen(engine, "connect", partial(_prepare, patience))
    event.listen(engine, "begin", _begin)
    return engine


def for_writing(engine: Engine, patience: float | None = None) -> Engine:
    """The same, taking the write lock when a transaction begins, so that none is refused late.

    `patience` in place of the engine's own. Another database than SQLite pays no heed to it.
    """
    return engine.execution_options(writes=True, patience=patience)


def _own(path: Path) -> None:
    """Made before SQLite does: what it puts beside the file takes the file's permissions.

    One that is there is not opened: closing it would let go of the locks that SQLite holds on it
    for the whole process.
    """
    private_folder(path.parent)
    if not path.exists():
        lock_file(path).close()
    elif path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    elif not os.access(path, os.R_OK | os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    path.chmod(FILE)


def _prepare(patience: float, connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    _log_ahead(connection, patience)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")


def _log_ahead(connection: Any, patience: float) -> None:
    """Turn a new file to its write-ahead log.

    Where several processes do so at once, SQLite refuses some at once: it does not wait for a lock
    that it holds a part of itself, whatever time-out it was given.
    """
    end = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except connection.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > end:
                raise
        time.sleep(random.uniform(0.001, 0.02))


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    writes = options.get("writes", False)
    if (patience := options.get("patience")) is not None:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(1000 * patience)}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
