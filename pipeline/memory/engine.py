"""Opening the memory's file, its schema brought forward with Alembic."""

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, text

from core.schema import NewerSchema, migrate, stamp
from core.sqlite import for_writing, sqlite_engine

PATIENCE = 10.0  # seconds to wait for another process's transaction
STEPS = Path(__file__).parent / "migrations"
FORMER = {1: "0001", 2: "0002"}  # how former versions counted the same steps


def open_engine(path: Path | None) -> Engine:
    """The file's engine, its schema brought forward; None keeps all in this process.

    Raises OSError or SQLAlchemyError where the file cannot be used.
    """
    url = URL.create("sqlite", database=str(path) if path is not None else None)
    engine = sqlite_engine(url, PATIENCE)
    with for_writing(engine).begin() as connection:
        _adopt(connection)
        migrate(connection, STEPS)
    return engine


def _adopt(connection: Connection) -> None:
    """Tell Alembic which steps a former version took, by the number it left."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables or "schema_version" not in tables:
        return
    done = connection.scalar(text("SELECT max(steps) FROM schema_version"))
    if done not in FORMER:
        raise NewerSchema("made by a later version")
    stamp(connection, STEPS, FORMER[done])
