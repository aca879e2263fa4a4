"""SQLite files: private, for several processes at once, with explicit transactions."""

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
    """An engine for the file, which is created if missing; without a file it is in memory.

    `patience` is the time-out in seconds for locks of other processes. Raises OSError if the file
    cannot be created.
    """
    if url.database is not None:
        _own(Path(url.database))
    engine = create_engine(
        url,
        poolclass=NullPool if url.database is not None else StaticPool,
        connect_args={"timeout": patience, "check_same_thread": False},
        hide_parameters=True,  # error texts must not contain personal data
    )
    event.listen(engine, "connect", partial(_prepare, patience))
    event.listen(engine, "begin", _begin)
    return engine


def for_writing(engine: Engine, patience: float | None = None) -> Engine:
    """The engine, taking the write lock at the start of a transaction, so that none fails later.

    `patience` overrides the engine's time-out. Other databases than SQLite ignore it.
    """
    return engine.execution_options(writes=True, patience=patience)


def _own(path: Path) -> None:
    """Create the file before SQLite does, because its side files inherit the permissions.

    An existing file is not opened: closing it would release SQLite's locks of the whole process.
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
    connection.isolation_level = None  # we begin transactions ourselves
    _log_ahead(connection, patience)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")


def _log_ahead(connection: Any, patience: float) -> None:
    """Switch a new file to write-ahead logging.

    If several processes do this at the same time, SQLite fails at once for some of them: it does
    not wait when upgrading a lock, whatever the time-out is.
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
