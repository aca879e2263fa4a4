"""A database of Prefect's with its tables: making them is a third of a first start.

Those of the first start itself (`tests/flows/test_batch_flow.py`, `test_private.py`) have none.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.locks import lock

ROOT = Path(__file__).parents[2]
DATABASE = "prefect.db"
MAKE = """
import asyncio, sys
from pathlib import Path
from flows.quiet import configure_prefect

configure_prefect(Path(sys.argv[1]))
from prefect.server.database import provide_database_interface

asyncio.run(provide_database_interface().create_db())
"""


def made(folder: Path) -> Path:
    """The folder with the database; one process makes it, others wait for it."""
    folder.mkdir(exist_ok=True)
    with _alone(folder / "lock"):
        if not (folder / "home" / DATABASE).exists():
            bare = {name: text for name, text in os.environ.items() if "PREFECT" not in name}
            command = [sys.executable, "-c", MAKE, str(folder / "making")]
            subprocess.run(command, cwd=ROOT, env=bare, check=True, capture_output=True)
            (folder / "making").rename(folder / "home")
    return folder / "home"


def given(tables: Path, home: Path) -> Path:
    """A home of Prefect's that has the tables."""
    shutil.copytree(tables, home)
    return home


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("wb") as file:
        lock(file.fileno(), wait=True)
        yield
