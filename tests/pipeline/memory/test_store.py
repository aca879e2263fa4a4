"""The memory on real SQLite files: several processes, damage, read-only, years, decisions."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from core.models.filing import FiledPaper, PacketFacts, Remembered, RingText
from pipeline.memory import Memory
from pipeline.memory.store import MAX_PACKETS

ROOT = Path(__file__).parents[3]
UNIT, CODE, OTHER_CODE = "北京甲科技有限公司", "91350100M000100Y43", "911100001000000001"


def facts(key: str, **more: Any) -> PacketFacts:
    told = {
        "packet": f"包{key}", "day": date(2019, 3, 5), "unit_code": CODE, "unit_name": UNIT,
        "outcome": "accept", "papers": (FiledPaper(type="tax_info_notice", grey=True),),
        "rings": (RingText(kind="official", text=UNIT),),
    }  # fmt: skip
    return PacketFacts.model_validate({"key": key, **told, **more})


ASKING = facts("x", day=date(2019, 10, 15))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "memory.sqlite"


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file without us."""
    with closing(sqlite3.connect(path)) as connection, connection:
        yield connection


def keys(found: tuple[Remembered, ...]) -> list[str]:
    return [one.facts.key for one in found]


def test_a_packet_comes_back_as_it_was_kept(path: Path) -> None:
    kept = facts("a", legal_rep="赵六", agent="李四", agent_mark="110***********2578")
    assert Memory(path).remember(kept)
    assert Memory(path).others(ASKING) == (Remembered(facts=kept, accepted=True),)


def test_without_a_path_it_lasts_as_long_as_the_run() -> None:
    memory = Memory()
    memory.remember(facts("a"))
    assert keys(memory.others(ASKING)) == ["a"]
    assert Memory().others(ASKING) == ()


def test_a_packet_checked_again_is_kept_once_and_is_not_its_own_forerunner(path: Path) -> None:
    memory = Memory(path)
    for outcome in ("accept", "accept", "review"):
        memory.remember(facts("a", outcome=outcome))
    (one,) = memory.all()
    assert not one.accepted and len(one.facts.papers) == len(one.facts.rings) == 1
    assert memory.others(facts("a", day=date(2019, 12, 31))) == ()
    with opened(path) as plain:
        assert plain.execute("SELECT count(*) FROM paper").fetchone() == (1,)


@pytest.mark.parametrize(
    ("filed", "asked", "found"),
    [
        ("2019-01-01", "2019-12-31", True),
        ("2018-12-31", "2019-01-01", False),
        ("2019-03-05", "2019-03-05", True),
        ("2019-03-06", "2019-03-05", False),
        ("2019-12-31", "2020-01-01", False),
    ],
)
def test_the_calendar_year_up_to_the_day(filed: str, asked: str, found: bool, path: Path) -> None:
    memory = Memory(path)
    memory.remember(facts("a", day=date.fromisoformat(filed)))
    assert bool(memory.others(facts("b", day=date.fromisoformat(asked)))) is found


@pytest.mark.parametrize(
    ("code", "name", "found"),
    [
        (CODE, "北京乙有限公司", True),
        (OTHER_CODE, UNIT, False),
        ("", UNIT, True),
        ("", "北京乙有限公司", False),
        ("", "", False),
    ],
)
def test_a_unit_is_known_by_its_code_and_by_its_name_where_there_is_none(
    code: str, name: str, found: bool, path: Path
) -> None:
    memory = Memory(path)
    memory.remember(facts("a"))
    asking = ASKING.model_copy(update={"unit_code": code, "unit_name": name})
    assert bool(memory.others(asking)) is found


def test_a_packet_without_code_is_found_by_name(path: Path) -> None:
    memory = Memory(path)
    memory.remember(facts("a", unit_code=""))
    assert keys(memory.others(ASKING)) == ["a"]


def test_a_packet_of_no_known_unit_is_not_kept(path: Path) -> None:
    memory = Memory(path)
    assert memory.remember(facts("a", unit_code="", unit_name=""))
    assert memory.all() == []


def test_a_decision_outlasts_checking_again(path: Path) -> None:
    memory = Memory(path)
    memory.remember(facts("a", outcome="review", day_given=False))
    assert memory.decide("a", "accept", date(2019, 2, 1))
    memory.remember(facts("a", outcome="supplement", day_given=False, day=date(2019, 9, 9)))
    (one,) = memory.others(ASKING)
    assert one.accepted and one.by_person
    assert (one.facts.day, one.facts.day_given) == (date(2019, 2, 1), True)
    assert memory.decide("a", "refuse")
    assert not memory.all()[0].accepted
    assert not memory.decide("b", "accept")


def test_forgetting_a_unit_leaves_the_others(path: Path) -> None:
    memory = Memory(path)
    memory.remember(facts("a"))
    memory.remember(facts("b", unit_code="", unit_name=UNIT))
    memory.remember(facts("c", unit_code=OTHER_CODE, unit_name="北京乙有限公司"))
    assert memory.forget(CODE) == 1
    assert memory.forget(UNIT) == 1
    assert keys(tuple(memory.all())) == ["c"]
    with opened(path) as plain:
        assert plain.execute("SELECT count(*) FROM paper").fetchone() == (1,)
        assert plain.execute("SELECT count(*) FROM ring").fetchone() == (1,)


def test_a_path_of_odd_letters(tmp_path: Path) -> None:
    path = tmp_path / "100%?#备案.sqlite"
    assert Memory(path).remember(facts("a"))
    assert path.stat().st_size and keys(Memory(path).others(ASKING)) == ["a"]


def test_only_its_owner_may_read_it(path: Path) -> None:
    memory = Memory(path)
    memory.remember(facts("a"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    held = sqlite3.connect(path)  # with it open, the files beside it stay
    held.execute("SELECT count(*) FROM packet").fetchone()
    beside = [file for file in path.parent.iterdir() if file != path]
    assert beside and all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in beside)
    held.close()


WRITER = """
import sys
from datetime import date, timedelta
from pathlib import Path
from pipeline.memory import Memory
from core.models.filing import PacketFacts
memory = Memory(Path(sys.argv[1]))
for n in range(40):
    facts = PacketFacts(key=f"{sys.argv[2]}{n}", packet="p", day=date(2019, 3, 5),
                        unit_name="u", outcome="accept")
    assert memory.remember(facts), memory.trouble
    assert memory.remember(facts.model_copy(update={"key": "both", "packet": sys.argv[2]}))
"""


def test_two_processes_write_at_once(path: Path) -> None:
    """From the making of the file on."""
    command = [sys.executable, "-c", WRITER, str(path)]
    writers = [
        subprocess.Popen([*command, name], cwd=ROOT, stderr=subprocess.PIPE) for name in "ab"
    ]
    told = [writer.communicate(timeout=120)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], told
    assert len(Memory(path).all()) == 81


@pytest.mark.parametrize(
    "content", [b"not a database " * 100, b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_a_damaged_file_costs_the_memory_alone(content: bytes, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    memory = Memory(path)
    assert memory.trouble and memory.others(ASKING) == () and not memory.remember(facts("a"))
    with pytest.raises(OSError, match=memory.trouble):
        memory.all()
    assert path.read_bytes() == content  # for who may mend it


def test_a_file_damaged_while_it_is_used(path: Path) -> None:
    memory = Memory(path)
    memory.remember(facts("a"))
    path.write_bytes(b"\0" * 8192)
    assert memory.others(ASKING) == () and memory.trouble
    assert not memory.remember(facts("b"))


def test_a_damaged_row_is_no_fact(path: Path) -> None:
    memory = Memory(path)
    memory.remember(facts("a"))
    with opened(path) as plain:
        plain.execute("UPDATE packet SET outcome = 'splendid'")
    assert memory.others(ASKING) == () and memory.trouble == "ValidationError"


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    memory = Memory(folder / "memory.sqlite")
    assert memory.trouble == "PermissionError" and not memory.remember(facts("a"))


def test_a_path_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    memory = Memory(tmp_path / "file" / "memory.sqlite")
    assert memory.trouble in ("NotADirectoryError", "FileExistsError")
    assert memory.others(ASKING) == ()


def test_what_one_process_holds_up_another_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.memory.engine.PATIENCE", 0.1)
    memory = Memory(path)
    held = sqlite3.connect(path, isolation_level=None)
    held.execute("BEGIN IMMEDIATE")
    assert not memory.remember(facts("a")) and memory.trouble == "OperationalError"
    assert memory.others(ASKING) == () and memory.trouble is None  # reading goes on
    held.execute("ROLLBACK")
    assert memory.remember(facts("a")) and memory.trouble is None
    held.close()


@pytest.mark.parametrize(
    "asked", [{}, {"unit_code": ""}, {"unit_name": ""}], ids=["both", "name", "code"]
)
def test_a_unit_s_latest_packets_come_by_an_index(path: Path, asked: dict[str, str]) -> None:
    """However many the unit has: nothing is sorted, and no other row is looked at."""
    memory = Memory(path)
    assert memory._engine is not None
    plans: list[str] = []

    def explained(cursor: Any, statement: str, given: Any) -> None:
        if "FROM packet" in statement and "LIMIT" in statement:
            rows = cursor.execute(f"EXPLAIN QUERY PLAN {statement}", given).fetchall()
            plans.append(" / ".join(row[-1] for row in rows))

    event.listen(
        memory._engine, "before_cursor_execute",
        lambda _connection, cursor, statement, given, _context, _many:
            explained(cursor, statement, given),
    )  # fmt: skip
    memory.others(facts("x", day=date(2019, 10, 15), **asked))
    assert plans
    for plan in plans:
        assert plan.startswith("SEARCH packet USING INDEX ix_packet_of_") and "day>?" in plan
        assert "TEMP" not in plan and "SCAN" not in plan


def test_the_latest_of_a_large_unit_whichever_way_it_is_known(path: Path) -> None:
    memory = Memory(path)
    for number in range(MAX_PACKETS + 30):
        day = date(2019, 1, 1) + timedelta(days=number)
        code = CODE if number % 2 else ""
        memory.remember(facts(f"{number:03}", day=day, unit_code=code))
    expected = [f"{number:03}" for number in range(MAX_PACKETS + 29, 29, -1)]
    assert keys(memory.others(facts("x", day=date(2019, 12, 31)))) == expected


def test_a_year_is_forgotten_however_many_packets_it_has(path: Path) -> None:
    """More of them than a statement of SQLite may name."""
    memory = Memory(path)
    memory.remember(facts("a", day=date(2020, 1, 1)))
    with opened(path) as plain:
        names = [row[1] for row in plain.execute("PRAGMA table_info(packet)")]
        told = ", ".join({"key": "'k' || value", "day": "'2019-01-01'"}.get(n, n) for n in names)
        plain.execute("CREATE TEMP TABLE number (value INTEGER)")
        plain.executemany("INSERT INTO number VALUES (?)", [(n,) for n in range(40_000)])
        listed = ", ".join(f'"{name}"' for name in names)
        plain.execute(f"INSERT INTO packet ({listed}) SELECT {told} FROM packet, number")
        plain.execute(
            "INSERT INTO paper (packet_key, type, period, grey)"
            " SELECT key, 'tax_info_notice', '', 0 FROM packet WHERE key != 'a'"
        )
    assert memory.forget_before(date(2020, 1, 1), spare=True) == 40_000
    assert memory.forget_before(date(2020, 1, 1)) == 40_000
    assert [one.facts.key for one in memory.all()] == ["a"]
    with opened(path) as plain:
        assert plain.execute("SELECT count(*) FROM paper").fetchone() == (1,)
