"""Opening the SQLite file: owner only, several processes at once, no transaction left open."""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, StaticPool

from pipeline.memory.schema import migrate

PATIENCE = 10.0  # seconds to wait for another process's transaction


def open_engine(path: Path | None) -> Engine:
    """The file's engine, its schema brought forward; None keeps all in this process.

    Raises OSError or SQLAlchemyError where the file cannot be used.
    """
    if path is not None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Made before SQLite does: what it puts beside the file takes the file's permissions.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    engine = create_engine(
        URL.create("sqlite", database=str(path) if path is not None else None),
        poolclass=NullPool if path is not None else StaticPool,
        connect_args={"timeout": PATIENCE, "check_same_thread": False},
        hide_parameters=True,  # of an error's text: they are personal data
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    with for_writing(engine).begin() as connection:
        migrate(connection)
    return engine


def for_writing(engine: Engine) -> Engine:
    """The same, taking the write lock when a transaction begins, so that none is refused late."""
    return engine.execution_options(writes=True)


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
