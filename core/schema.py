"""Upgrades a database's schema with Alembic; the steps are in a folder `versions`.

A released step is never edited. If several processes open a database at once, an advisory
lock (PostgreSQL) or the write lock (SQLite) lets only one of them upgrade it.
"""

import threading
from functools import cache
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

LOCK = 0x79757368  # "yush"
_one_at_a_time = threading.Lock()  # Alembic passes the database to the steps in a global


class NewerSchema(OSError):
    """The database was made by a later version of this program."""


def config(folder: Path) -> Config:
    """Alembic's settings for the steps in a folder, without a settings file."""
    made = Config()
    made.set_main_option("script_location", str(folder).replace("%", "%%"))
    return made


@cache
def scripts(folder: Path) -> ScriptDirectory:
    """The steps of a folder."""
    return ScriptDirectory.from_config(config(folder))


def migrate(connection: Connection, folder: Path) -> None:
    """Apply all missing steps within the open transaction. Raises NewerSchema."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    steps = scripts(folder)
    done = MigrationContext.configure(connection).get_current_revision()
    if done == steps.get_current_head():
        return
    if done is not None and done not in {step.revision for step in steps.walk_revisions()}:
        raise NewerSchema("made by a later version")
    upgrade(connection, folder, "head")


def upgrade(connection: Connection, folder: Path, revision: str) -> None:
    """Apply the steps up to a revision within the open transaction."""
    steps = scripts(folder)

    def wanted(done: Any, _context: object) -> Any:
        return steps._upgrade_revs(revision, done)

    with _one_at_a_time, EnvironmentContext(config(folder), steps, fn=wanted) as environment:
        environment.configure(connection=connection)
        with environment.begin_transaction():
            environment.run_migrations()


def stamp(connection: Connection, folder: Path, revision: str) -> None:
    """Record that a database already has the steps up to a revision."""
    MigrationContext.configure(connection).stamp(scripts(folder), revision)
