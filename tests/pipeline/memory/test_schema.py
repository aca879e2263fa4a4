"""The memory's schema: files of each former version, of a later one, and several openers."""

import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.pool import NullPool

from pipeline.memory import Memory, engine
from pipeline.memory.tables import MemoryTable

ROOT = Path(__file__).parents[3]
FORMER = Path(__file__).parent / "former"
"""What each former version made of two packets, written out by SQLite."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "memory.sqlite"


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file without us."""
    with closing(sqlite3.connect(path)) as connection, connection:
        yield connection


def former(path: Path, steps: int) -> None:
    """Make the file as a former version left it."""
    path.parent.mkdir(exist_ok=True)
    with opened(path) as plain:
        plain.executescript((FORMER / f"steps_{steps}.sql").read_text("utf-8"))


def content(path: Path) -> list[str]:
    with opened(path) as plain:
        return list(plain.iterdump())


def remembered(path: Path) -> list[tuple[str, bool, bool, int, int]]:
    return sorted(
        (one.facts.key, one.accepted, one.by_person, len(one.facts.papers), len(one.facts.rings))
        for one in Memory(path).all()
    )


KEPT = [("a", True, False, 1, 1), ("b", True, True, 1, 1)]


def test_a_sample_of_every_former_version_is_here() -> None:
    assert {file.name for file in FORMER.iterdir()} == {f"steps_{n}.sql" for n in engine.FORMER}


@pytest.mark.parametrize("steps", [0, *engine.FORMER])
def test_the_steps_make_what_is_mapped(path: Path, steps: int) -> None:
    """Of a new file and of each former one."""
    if steps:
        former(path, steps)
    assert Memory(path).trouble is None
    found = inspect(create_engine(f"sqlite:///{path}", poolclass=NullPool))
    mapped = {table.name for table in MemoryTable.metadata.sorted_tables}
    assert set(found.get_table_names()) == mapped | {"alembic_version", "schema_version"}
    for table in MemoryTable.metadata.sorted_tables:
        columns = {
            column["name"]: (str(column["type"]), column["nullable"])
            for column in found.get_columns(table.name)
        }
        assert columns == {
            column.name: (str(column.type), column.nullable) for column in table.columns
        }
        indexed = {index["name"] for index in found.get_indexes(table.name)}
        assert indexed == {index.name for index in table.indexes}


@pytest.mark.parametrize("steps", engine.FORMER)
def test_a_former_file_keeps_its_packets(path: Path, steps: int) -> None:
    former(path, steps)
    assert remembered(path) == KEPT
    migrated = content(path)
    assert remembered(path) == KEPT
    assert content(path) == migrated  # nothing is left to do


@pytest.mark.parametrize("steps", [0, *engine.FORMER])
def test_a_former_version_leaves_the_file_alone(path: Path, steps: int) -> None:
    """It compares this number with that of the steps it knows."""
    if steps:
        former(path, steps)
    Memory(path)
    with opened(path) as plain:
        [(number,)] = plain.execute("SELECT steps FROM schema_version").fetchall()
    assert number > max(engine.FORMER)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE schema_version SET steps = 99",
        "UPDATE schema_version SET steps = NULL",
        "DELETE FROM schema_version",
    ],
)
def test_a_former_file_of_unknown_steps_is_left_alone(path: Path, statement: str) -> None:
    former(path, 2)
    with opened(path) as plain:
        plain.execute("CREATE TABLE copy AS SELECT * FROM schema_version")
        plain.execute("DROP TABLE schema_version")
        plain.execute("ALTER TABLE copy RENAME TO schema_version")  # NULL is allowed in this one
        plain.execute(statement)
    before = content(path)
    assert Memory(path).trouble == "NewerSchema"
    assert content(path) == before


def test_a_later_version_s_file_is_left_alone(path: Path) -> None:
    Memory(path)
    with opened(path) as plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
    before = content(path)
    assert Memory(path).trouble == "NewerSchema"
    assert content(path) == before


@pytest.fixture
def another_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A step more than there are; its file is empty yet."""
    steps = tmp_path / "steps"
    shutil.copytree(engine.STEPS, steps)
    monkeypatch.setattr(engine, "STEPS", steps)
    return steps / "versions" / "v9999_another.py"


STEP = """
from alembic import op
revision, down_revision = "9999", "0003"
def upgrade():
    op.execute("ALTER TABLE packet ADD COLUMN remark VARCHAR")
    op.execute({statement!r})
"""


@pytest.mark.parametrize("steps", engine.FORMER)
def test_a_step_that_fails_leaves_a_former_file_as_it_was(
    path: Path, steps: int, another_step: Path
) -> None:
    another_step.write_text(STEP.format(statement="NONSENSE"))
    former(path, steps)
    before = content(path)
    assert Memory(path).trouble == "OperationalError"
    assert content(path) == before


def test_a_file_of_today_takes_the_steps_to_come(path: Path, another_step: Path) -> None:
    former(path, 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "STEPS", ROOT / "pipeline" / "memory" / "migrations")
        assert remembered(path) == KEPT
    another_step.write_text(STEP.format(statement="UPDATE packet SET remark = ''"))
    assert remembered(path) == KEPT
    with opened(path) as plain:
        assert plain.execute("SELECT remark FROM packet").fetchall() == [("",), ("",)]


OPENER = """
import sys
from pathlib import Path
from pipeline.memory import Memory
sys.stdout.write("ready\\n")
sys.stdout.flush()
sys.stdin.readline()
for path in sys.argv[1:]:
    memory = Memory(Path(path))
    assert memory.trouble is None, memory.trouble
    assert [one.facts.key for one in memory.all()] == ["b", "a"]
"""


def test_several_processes_bring_a_file_forward_at_once(tmp_path: Path) -> None:
    """They all begin at the same moment, at ten files one after the other."""
    files = [tmp_path / f"{number}.sqlite" for number in range(10)]
    for number, file in enumerate(files):
        former(file, 1 + number % 2)
    command = [sys.executable, "-c", OPENER, *map(str, files)]
    openers = [
        subprocess.Popen(
            command, cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]  # fmt: skip
    for opener in openers:
        assert opener.stdout is not None and opener.stdout.readline() == "ready\n"
    for opener in openers:
        assert opener.stdin is not None
        opener.stdin.write("go\n")
        opener.stdin.flush()
    told = [opener.communicate(timeout=120)[1] for opener in openers]
    assert [opener.returncode for opener in openers] == [0, 0, 0], told
    for file in files:
        assert remembered(file) == KEPT


def test_threads_bring_files_of_their_own_forward_at_once(tmp_path: Path) -> None:
    """Alembic's steps find their database through a global."""
    start = threading.Barrier(8)
    troubles: list[str | None] = []

    def work(number: int) -> None:
        start.wait()
        for turn in range(5):
            file = tmp_path / f"{number}-{turn}.sqlite"
            former(file, 1)
            troubles.append(Memory(file).trouble)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == [None] * 40
    assert all(remembered(file) == KEPT for file in tmp_path.glob("*.sqlite"))
