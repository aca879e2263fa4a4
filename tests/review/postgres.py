"""A real PostgreSQL for the tests: Debian's, on a socket of its own, gone when they end.

Where it is not installed: `make test` installs it. A contributor who may not install anything
skips these tests and is told so; wherever apt could be used, its absence is a failure.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from pg8000 import dbapi

SAYS = "PostgreSQL is not installed: `make test` does it, or `sudo apt-get install postgresql`"


def programs() -> Path:
    """The newest server's programs."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: float(path.parts[-3])).parent
    if (where := shutil.which("initdb")) is not None:
        return Path(where).parent
    if may_install():
        pytest.fail(SAYS)
    pytest.skip(SAYS)


def may_install() -> bool:
    """Whether `tools/apt.sh` could have installed it; on CI nothing is ever skipped."""
    if os.environ.get("CI"):
        return True
    if shutil.which("apt-get") is None:
        return False
    if os.geteuid() == 0:
        return True
    sudo = shutil.which("sudo")
    asked = sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)
    return bool(asked) and asked.returncode == 0  # type: ignore[union-attr]


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A server whose data lie in `folder`; its URL. It listens on a socket alone."""
    bin, data = programs(), folder / "data"
    run = _as_nobody_special(folder)
    run([str(bin / "initdb"), "-D", str(data), "-A", "trust", "-U", "yushen", "-E", "UTF8",
         "--no-sync", "--locale=C"])  # fmt: skip
    _start(folder, run)
    try:
        yield f"postgresql://yushen@/postgres?host={folder}"
    finally:
        _stop(folder, run)


@contextmanager
def database(server: str, template: str = "template1") -> Iterator[str]:
    """The URL of a database of its own on a server, a copy of another; gone in the end."""
    name = f"test_{uuid4().hex}"
    _tell(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server.replace("/postgres?", f"/{name}?")
    _tell(server, f"DROP DATABASE {name} WITH (FORCE)")


def make_template(server: str, name: str, fill: Callable[[str], None]) -> None:
    """A database to be copied, as `fill` leaves it."""
    _tell(server, f"CREATE DATABASE {name}")
    fill(server.replace("/postgres?", f"/{name}?"))


def _tell(server: str, statement: str) -> None:
    """A statement that stands in no transaction."""
    folder = server.partition("host=")[2]
    connection = dbapi.connect(
        "yushen", database="postgres", unix_sock=f"{folder}/.s.PGSQL.5432", ssl_context=False
    )
    connection.autocommit = True
    connection.cursor().execute(statement)
    connection.close()


@contextmanager
def away(folder: Path) -> Iterator[None]:
    """The server that runs in `folder` is gone at once for a while."""
    run = _as_nobody_special(folder)
    _stop(folder, run)
    yield
    _start(folder, run)


def _start(folder: Path, run: "_Runner") -> None:
    settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    run([*_control(folder), "-o", settings, "-l", str(folder / "log"), "start"])


def _stop(folder: Path, run: "_Runner") -> None:
    run([*_control(folder), "-m", "immediate", "stop"])


def _control(folder: Path) -> list[str]:
    return [str(programs() / "pg_ctl"), "-D", str(folder / "data"), "-w"]


class _Runner:
    """Runs programs; root's are run as the user that the package made, for it refuses root."""

    def __init__(self, user: str | None) -> None:
        self.user = user

    def __call__(self, command: list[str]) -> None:
        done = subprocess.run(
            command, user=self.user, group=self.user and pwd.getpwnam(self.user).pw_gid,
            extra_groups=[] if self.user else None,
            cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


def _as_nobody_special(folder: Path) -> _Runner:
    if os.geteuid() != 0:
        return _Runner(None)
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, user)
    return _Runner(user)
