"""Opening the memory's file, its schema brought forward."""

from pathlib import Path

from sqlalchemy import URL, Engine

from core.sqlite import for_writing, sqlite_engine
from pipeline.memory.schema import migrate

PATIENCE = 10.0  # seconds to wait for another process's transaction


def open_engine(path: Path | None) -> Engine:
    """The file's engine, its schema brought forward; None keeps all in this process.

    Raises OSError or SQLAlchemyError where the file cannot be used.
    """
    url = URL.create("sqlite", database=str(path) if path is not None else None)
    engine = sqlite_engine(url, PATIENCE)
    with for_writing(engine).begin() as connection:
        migrate(connection)
    return engine
