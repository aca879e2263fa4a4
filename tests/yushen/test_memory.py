"""yushen memory, and how check and batch fill it, on a real file."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.models.filing import PacketFacts
from core.models.report import Report, ReportFile
from pipeline.memory import Memory
from pipeline.reading.roots import Roots
from pipeline.reading.store import ReadingStore
from pipeline.reporting import NoPictures
from pipeline.run import Checked
from tests.yushen.faked import checked_by
from validators.judging.edition import open_edition
from validators.judging.filing import content_key
from yushen import work
from yushen.__main__ import main

UNIT, CODE = "北京甲（东城）科技有限公司", "91350100M000100Y43"
HASH = "ab" * 32


class Kit:
    """The part of a kit that keeps."""

    def __init__(self, memory: Path | None, cache: Path) -> None:
        self.memory, self.roots, self.policy = Memory(memory), Roots(), open_edition()
        self.store = ReadingStore(cache, "fake")

    def __enter__(self) -> "Kit":
        return self

    def __exit__(self, *_: object) -> None:
        self.memory.close()


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The state folder; packets are checked by name alone, all of one unit."""

    def check_packet(source: Path, *_: object) -> Checked:
        file = ReportFile(name="a.pdf", sha256=HASH + source.name, pages=1, status="read")
        report = Report(packet=source.name, service="renewal", submission_date=date(2019, 3, 5),
                        outcome="review", files=(file,))  # fmt: skip
        facts = PacketFacts(key=content_key([file.sha256]), packet=source.name, unit_code=CODE,
                            unit_name="北京甲(东城)科技有限公司", day=date(2019, 3, 5))  # fmt: skip
        return Checked(report, NoPictures(), facts)

    def open_kit(memory: Path | None, cache: Path, **_: Any) -> Kit:
        return Kit(memory, cache)

    monkeypatch.setattr(work, "open_kit", open_kit)
    checked_by(monkeypatch, check_packet)
    monkeypatch.setenv("YUSHEN_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("YUSHEN_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "state" / "memory.sqlite"


def accepted(path: Path) -> list[bool]:
    return [one.accepted for one in Memory(path).all()]


def test_check_remembers_and_a_person_decides(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "张三"]) == 0
    assert accepted(state) == [False]
    report = "yushen-out/张三/report.json"
    assert main(["memory", "accept", report, "--day", "2019-02-01"]) == 0
    assert accepted(state) == [True]
    assert main(["memory", "list"]) == 0
    told = capsys.readouterr().out
    assert CODE in told and "张三  2019-02-01  受理（人工）" in told
    assert main(["memory", "refuse", report]) == 0
    assert accepted(state) == [False]


@pytest.mark.parametrize("unit", [UNIT, CODE])
def test_forget(unit: str, state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "张三"])
    assert main(["memory", "forget", "别的单位"]) == 0
    assert accepted(state) == [False]
    assert main(["memory", "forget", unit, "--lang", "en"]) == 0
    assert accepted(state) == []
    assert "1 packet(s)" in capsys.readouterr().out


def test_batch_remembers(state: Path) -> None:
    for name in ("张三", "李四"):
        Path("inbox", name).mkdir(parents=True)
    command = ["batch", "inbox", "--out", "out", "--plain"]
    assert main(command) == 0 and main(command) == 0
    assert accepted(state) == [False, False]


def test_a_path_of_ones_own_and_none_at_all(state: Path, tmp_path: Path) -> None:
    assert main(["check", "张三", "--memory", "mine.sqlite"]) == 0
    assert accepted(tmp_path / "mine.sqlite") == [False]
    assert main(["check", "张三", "--no-memory"]) == 0
    assert not state.exists()
    assert main(["memory", "list", "--memory", "mine.sqlite"]) == 0


def test_what_is_not_remembered_is_told_and_the_report_stands(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state.parent.mkdir()
    state.write_text("no database " * 100)
    assert main(["check", "张三"]) == 0
    assert Path("yushen-out/张三/report.json").exists()
    assert "DatabaseError" in capsys.readouterr().err
    for command in (["list"], ["forget", UNIT], ["accept", "yushen-out/张三/report.json"]):
        assert main(["memory", *command]) == 2
    assert "DatabaseError" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "told"), [("zh", "由更新版本的 yushen 建立"), ("en", "made by a later version")]
)
def test_a_later_versions_file_is_told(
    lang: str, told: str, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Memory(state).close()
    with closing(sqlite3.connect(state)) as plain, plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
    assert main(["memory", "list", "--lang", lang]) == 2
    error = capsys.readouterr().err
    assert told in error and str(state) in error


@pytest.mark.parametrize("content", [None, "{}", "nonsense"])
def test_a_report_that_is_none(content: str | None, state: Path) -> None:
    if content is not None:
        Path("report.json").write_text(content)
    assert main(["memory", "accept", "report.json"]) == 2


def test_a_packet_that_was_never_checked(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "张三", "--no-memory"]) == 0
    assert main(["memory", "accept", "yushen-out/张三/report.json"]) == 2
    assert "张三" in capsys.readouterr().err


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["memory", "--help"]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in ("list", "accept", "refuse", "forget", "用法"))
