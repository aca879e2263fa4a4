"""Opening the database by its URL, and short transactions on it."""

import os
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Engine,
    PoolProxiedConnection,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session

from core.errors import InputError
from core.folders import state_folder
from core.schema import NewerSchema, migrate
from core.sqlite import for_writing, sqlite_engine

URL_VARIABLE = "YUSHEN_DATABASE"
FILE = "desk.sqlite"
STEPS = Path(__file__).parent / "migrations"
LOCK_TIMEOUT = 10.0  # seconds to wait for another transaction
DRIVERS = {"postgresql": "postgresql+pg8000", "postgres": "postgresql+pg8000"}

SSL_MODES: dict[str, Callable[[], Any]] = {
    "disable": lambda: False,
    "prefer": lambda: None,
    "require": lambda: True,
    "verify-full": ssl.create_default_context,
}


@dataclass(frozen=True)
class Store:
    """An open database. It has personal data, so its errors show only their class."""

    engine: Engine
    _anchor: PoolProxiedConnection | None = None
    """A connection that stays open: the last one to close deletes SQLite's write-ahead log, and
    on a full disk nobody could even read without it."""

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A read-only transaction."""
        with _plainly(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def writing(self, *, briefly: bool = False) -> Iterator[Session]:
        """A transaction; on SQLite it takes the write lock at once, or waits for it.

        `briefly`: for optional writes, which do not wait.
        """
        engine = for_writing(self.engine, patience=0.1 if briefly else None)
        with _plainly(), Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def alone(self, subject: str) -> Iterator[Session]:
        """A write transaction that excludes others about the same subject."""
        with self.writing() as session:
            if self.engine.dialect.name == "postgresql":
                lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:subject, 0))")
                session.execute(lock, {"subject": subject})
            yield session

    def close(self) -> None:
        """Close all connections."""
        if self._anchor is not None:
            self._anchor.close()
        self.engine.dispose()


def default_url() -> str:
    """`$YUSHEN_DATABASE`, else a SQLite file in the state folder."""
    if chosen := os.environ.get(URL_VARIABLE):
        return chosen
    return URL.create("sqlite", database=str(state_folder() / FILE)).render_as_string()


def open_store(url: str | None = None) -> Store:
    """The database at `sqlite:///PATH` or `postgresql://...`, migrated to the current schema.

    Raises InputError if it cannot be used; the message has no password.
    """
    try:
        made = _url(url or default_url())
    except ArgumentError:
        raise InputError(
            "database", "数据库地址无法识别", "no such database; sqlite:///PATH, postgresql://..."
        ) from None
    shown = made.render_as_string(hide_password=True)
    try:
        engine = _forward(made)
        return Store(engine, _anchored(engine))
    except NewerSchema as error:
        raise InputError(
            "database_newer", f"{shown} 由更新的版本建立", f"{shown} was made by a later version"
        ) from error
    except (SQLAlchemyError, OSError) as error:
        raise InputError(
            "database",
            f"数据库 {shown} 无法使用（{type(error).__name__}）",
            f"the database {shown} cannot be used ({type(error).__name__})",
        ) from error


def connect(url: str | URL, *, hurried: bool = True) -> Engine:
    """An engine as the store uses it, without migrating the database.

    If not `hurried`, PostgreSQL statements have no time-out.
    """
    made = _url(url)
    if made.get_backend_name() == "sqlite":
        return _sqlite(made)
    return _postgres(made, LOCK_TIMEOUT if hurried else None)


def _forward(url: URL) -> Engine:
    """The engine with its database migrated; closed if that fails.

    A migration step takes minutes with a million rows.
    """
    engine, building = connect(url), connect(url, hurried=False)
    try:
        engine.connect().close()  # fails early if no server answers
        with for_writing(building).begin() as connection:
            migrate(connection, STEPS)
    except BaseException:
        engine.dispose()
        raise
    finally:
        building.dispose()
    return engine


def _anchored(engine: Engine) -> PoolProxiedConnection | None:
    if engine.dialect.name != "sqlite":
        return None
    connection = engine.raw_connection()
    cursor = connection.cursor()
    cursor.execute("SELECT count(*) FROM sqlite_master")
    cursor.close()
    return connection


def _url(given: str | URL) -> URL:
    url = make_url(given)
    driver = DRIVERS.get(url.drivername, url.drivername)
    if driver.split("+")[0] not in ("sqlite", "postgresql"):
        raise ArgumentError("neither SQLite nor PostgreSQL")
    return url.set(drivername=driver)


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise OSError("a file is needed")
    return sqlite_engine(url, LOCK_TIMEOUT)


def _postgres(url: URL, timeout: float | None) -> Engine:
    """With libpq's `host` (a socket's folder) and `sslmode`, which pg8000 knows otherwise."""
    asked = {name: value for name, value in url.query.items() if isinstance(value, str)}
    more: dict[str, Any] = {"timeout": timeout}
    if (folder := asked.get("host", "")).startswith("/"):
        more["unix_sock"] = f"{folder}/.s.PGSQL.{asked.get('port', url.port or 5432)}"
        more["ssl_context"] = False  # not spoken there, but its certificates would be loaded
        url = url.difference_update_query(["host", "port"])
    if (mode := asked.get("sslmode")) is not None:
        if mode not in SSL_MODES:
            raise ArgumentError("sslmode")
        more["ssl_context"] = SSL_MODES[mode]()
        url = url.difference_update_query(["sslmode"])
    engine = create_engine(url, connect_args=more, hide_parameters=True, pool_pre_ping=True)
    event.listen(engine, "connect", _patient)
    return engine


def _patient(connection: Any, _record: object) -> None:
    """Limit the wait for locks, as on SQLite.

    It is a little shorter than the time-out of the connection, which would end first otherwise.
    """
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = {int(800 * LOCK_TIMEOUT)}")
    cursor.close()
    connection.commit()


@contextmanager
def _plainly() -> Iterator[None]:
    """Convert database errors to ours, without the data in them."""
    try:
        yield
    except (SQLAlchemyError, TimeoutError, ConnectionError) as error:  # pg8000 raises the last two
        raise InputError(
            "database",
            f"数据库出错（{type(error).__name__}）",
            f"the database failed ({type(error).__name__})",
        ) from error
