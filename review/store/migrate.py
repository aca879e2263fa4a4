"""Migrating the schema with Alembic; the steps are in `migrations/versions`.

A released step is never edited. Several processes may open a new database at once: an advisory lock
on PostgreSQL, or the write lock on SQLite, lets one of them migrate first.
"""

from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

LOCK = 0x79757368  # "yush"


class NewerSchema(OSError):
    """The database was created by a later version of this program."""


def config() -> Config:
    """Alembic's settings, without a file."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return made


def migrate(connection: Connection) -> None:
    """Apply all missing steps in the open transaction. Raises NewerSchema."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    scripts = ScriptDirectory.from_config(config())
    done = MigrationContext.configure(connection).get_current_revision()
    if done == scripts.get_current_head():
        return
    if done is not None and done not in {step.revision for step in scripts.walk_revisions()}:
        raise NewerSchema("made by a later version")

    def steps(revision: Any, _context: object) -> Any:
        return scripts._upgrade_revs("head", revision)

    with EnvironmentContext(config(), scripts, fn=steps) as environment:
        environment.configure(connection=connection)
        with environment.begin_transaction():
            environment.run_migrations()
