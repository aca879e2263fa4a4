"""A SQLite file of ours, opened by several processes at once while it is new."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import URL

from core.sqlite import for_writing, sqlite_engine

ROOT = Path(__file__).parents[2]
PROCESSES = 6

# How a file is opened: as any, as the desk's, as the memory's.
KINDS = {
    "plain": """
from sqlalchemy import URL
from core.sqlite import for_writing, sqlite_engine

def open_it(path):
    engine = sqlite_engine(URL.create("sqlite", database=path), 10.0)
    with for_writing(engine).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS note (text)")
        connection.exec_driver_sql("INSERT INTO note VALUES ('one')")
""",
    "desk": """
from review.store import open_store

def open_it(path):
    open_store(f"sqlite:///{path}").close()
""",
    "memory": """
from pathlib import Path
from pipeline.memory import Memory

def open_it(path):
    memory = Memory(Path(path))
    memory.all()
    memory.close()
""",
}
# Each says when it is ready and opens a file once all are told to: as nearly at once as can be.
PROGRAM = """
import sys

print("ready", flush=True)
for path in map(str.rstrip, sys.stdin):
    try:
        open_it(path)
    except Exception as error:
        print(type(error).__name__, error, repr(error.__cause__), flush=True)
    else:
        print("good", flush=True)
"""


@pytest.mark.parametrize(("kind", "rounds"), [("plain", 100), ("desk", 5), ("memory", 10)])
def test_a_new_file_is_opened_by_several_at_once(kind: str, rounds: int, tmp_path: Path) -> None:
    """The schema is brought forward by one of them; none is told that the file is locked."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", KINDS[kind] + PROGRAM], cwd=ROOT, text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for _ in range(PROCESSES)
    ]  # fmt: skip
    try:
        told = [_line(process) for process in processes]
        assert told == ["ready"] * PROCESSES
        for number in range(rounds):
            for process in processes:
                assert process.stdin is not None
                process.stdin.write(f"{tmp_path / str(number) / 'new.sqlite'}\n")
            told = [_line(process) for process in processes]
            assert told == ["good"] * PROCESSES, number
    finally:
        for process in processes:
            process.communicate(timeout=300)


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_file_that_is_open_keeps_its_locks(tmp_path: Path) -> None:
    """A second engine of the same process must not let go of what the first one holds."""
    path = tmp_path / "new.sqlite"
    url = URL.create("sqlite", database=str(path))
    first = sqlite_engine(url, 10.0)
    with for_writing(first).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE note (text)")
        locks = _locks(path)
        assert locks
        sqlite_engine(url, 10.0).dispose()
        assert _locks(path) == locks


def _locks(path: Path) -> list[str]:
    """The locks on a file and what lies beside it, as the system lists them."""
    beside = [path, *path.parent.glob(f"{path.name}-*")]
    inodes = {f":{one.stat().st_ino}" for one in beside}
    lines = Path("/proc/locks").read_text("ascii").splitlines()
    return sorted(line.split(": ", 1)[1] for line in lines if any(i in line for i in inodes))


def test_what_is_no_file_to_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        sqlite_engine(URL.create("sqlite", database=str(tmp_path)), 10.0)
    assert tmp_path.stat().st_mode & 0o700 == 0o700
    (tmp_path / "kept.sqlite").touch(mode=0o400)
    if os.geteuid() != 0:  # root may write anything
        with pytest.raises(PermissionError):
            sqlite_engine(URL.create("sqlite", database=str(tmp_path / "kept.sqlite")), 10.0)
