"""Opens the memory's file and migrates its schema with Alembic."""

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, text

from core.schema import NewerSchema, migrate, stamp
from core.sqlite import for_writing, sqlite_engine

PATIENCE = 10.0  # seconds to wait for another process's transaction
STEPS = Path(__file__).parent / "migrations"
FORMER = {1: "0001", 2: "0002"}  # schema numbers of former versions of the program


def open_engine(path: Path | None) -> Engine:
    """The file's engine, with its schema migrated; None keeps the data in this process only.

    Raises OSError or SQLAlchemyError if the file cannot be used.
    """
    url = URL.create("sqlite", database=str(path) if path is not None else None)
    engine = sqlite_engine(url, PATIENCE)
    with for_writing(engine).begin() as connection:
        _adopt(connection)
        migrate(connection, STEPS)
    return engine


def _adopt(connection: Connection) -> None:
    """Record in Alembic the steps that a former version had applied, from its schema number."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables or "schema_version" not in tables:
        return
    done = connection.scalar(text("SELECT max(steps) FROM schema_version"))
    if done not in FORMER:
        raise NewerSchema("made by a later version")
    stamp(connection, STEPS, FORMER[done])
