"""yushen desk and user, and how check and batch hand packets over, on a real file."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from core.errors import InputError, ReadingFailed
from pipeline.judging import judge_material
from pipeline.memory import Memory
from pipeline.reading.roots import Roots
from pipeline.reading.store import ReadingStore
from pipeline.reporting import NoPictures
from pipeline.run import Checked
from review import audit, people, signin
from review.models import DeskUser
from review.packets import load
from review.queue import rows
from review.store import Store, open_store
from review.work import ReviewContext, correct
from tests.review.conftest import REVIEWER, lacking, material
from tests.yushen.faked import checked_by
from validators.policy import load_policy
from yushen import work
from yushen.__main__ import main

PASSWORD = "一只很长的密码短语!"


class Kit:
    """The part of a kit that is asked for here."""

    memory = Memory()
    roots = Roots()

    def __init__(self, cache: Path) -> None:
        self.store, self.policy = ReadingStore(cache, "fake"), load_policy()

    def __enter__(self) -> "Kit":
        return self

    def __exit__(self, *_: object) -> None:
        return None


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """The database's URL; packets are judged but not read, and differ by their name."""
    tries: list[str] = []

    def check_packet(source: Path, *_: object) -> Checked:
        tries.append(source.name)
        if source.name == "坏":
            raise InputError("bad_zip", "压缩包已损坏")
        if source.name == "慢" and tries.count("慢") == 1:
            raise ReadingFailed("读取超时")
        key = source.name.encode().hex().ljust(64, "0")
        made = material(*lacking(), packet=source.name, key=key)
        return Checked(judge_material(made, load_policy()), NoPictures(), None, made)

    def open_kit(**how: Any) -> Kit:
        return Kit(how["cache"])

    monkeypatch.setattr(work, "open_kit", open_kit)
    checked_by(monkeypatch, check_packet)
    monkeypatch.setenv("YUSHEN_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("YUSHEN_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("YUSHEN_DATABASE", raising=False)
    monkeypatch.chdir(tmp_path)
    return f"sqlite:///{tmp_path / 'desk.sqlite'}"


@pytest.fixture
def store(url: str) -> Any:
    opened = open_store(url)
    yield opened
    opened.close()


def names(store: Store) -> list[tuple[str, str]]:
    return [(row.name, row.batch) for row in rows(store, order="name")]


def test_check_hands_over_only_where_there_is_a_desk(url: str, store: Store) -> None:
    assert main(["check", "张三"]) == 0
    assert main(["check", "李四", "--no-desk", "--database", url]) == 0
    assert names(store) == []
    assert not Path("state/desk.sqlite").exists()
    assert main(["check", "张三", "--database", url]) == 0
    assert names(store) == [("张三", "")]
    assert main(["check", "李四", "--desk"]) == 0
    assert Path("state/desk.sqlite").exists()
    assert [c.action for c in audit.trail(store)] == ["arrive"]
    assert audit.trail(store)[0].who.startswith("shell:")


def test_check_brings_papers_for_a_case(
    url: str, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "张三", "--database", url]) == 0
    (case,) = rows(store)
    assert main(["check", "补交", "--database", url, "--case", case.key]) == 0
    assert case.key in capsys.readouterr().err
    (row,) = rows(store)
    assert (row.key, row.name, row.submissions) == (case.key, "张三", 2)
    assert main(["check", "补交", "--database", url, "--case", "0" * 32]) != 0
    assert main(["check", "补交", "--no-desk", "--case", case.key]) == 2


def test_batch_hands_over_each_packet_once_whatever_became_of_it(url: str, store: Store) -> None:
    for name in ("张三", "坏", "慢"):
        Path("inbox", name).mkdir(parents=True)
    command = ["batch", "inbox", "--out", "out", "--plain", "--database", url]
    assert main(command) == 2
    assert main(command) == 2
    assert names(store) == sorted((name, "inbox") for name in ("张三", "坏", "慢"))
    (broken,) = [row for row in rows(store) if row.name == "坏"]
    assert load(store, broken.key).material is None


def test_what_somebody_works_on_is_left_and_that_is_said(
    url: str, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "张三", "--database", url])
    (row,) = rows(store)
    correct(ReviewContext(store, REVIEWER, row.key, row.version), "D3", "name", "北京乙公司")
    capsys.readouterr()
    assert main(["check", "张三", "--database", url]) == 0
    assert "张…(2) 在审核台上" in capsys.readouterr().err
    assert len(load(store, row.key).corrections) == 1


def test_a_database_that_is_not_there_is_told_before_anything_is_read(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("desk.sqlite").write_bytes(b"no database " * 100)
    assert main(["check", "张三", "--database", url]) == 2
    assert "DatabaseError" in capsys.readouterr().err
    assert not Path("yushen-out/张三").exists()


def test_a_packet_that_is_not_on_the_desk_is_told_and_its_report_stands(
    url: str, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE audit")
    assert main(["check", "张三", "--database", url]) == 2
    assert "OperationalError" in capsys.readouterr().err
    assert Path("yushen-out/张三/report.json").exists()
    assert names(store) == []


def test_migrate_makes_the_database(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["desk", "migrate", "--database", url]) == 0
    assert "0 份" in capsys.readouterr().out
    assert Path("desk.sqlite").exists()


def test_ledger_and_audit(url: str, store: Store) -> None:
    main(["check", "张三", "--database", url])
    assert main(["desk", "ledger", "--database", url, "--out", "a.xlsx"]) == 0
    book = load_workbook(io.BytesIO(Path("a.xlsx").read_bytes()))
    assert [row[0] for row in book.worksheets[0].values][1:] == ["张三"]
    nothing = ["--until", "2001-01-01", "--out", "b.xlsx", "--database", url]
    assert main(["desk", "ledger", *nothing]) == 0
    book = load_workbook(io.BytesIO(Path("b.xlsx").read_bytes()))
    assert book.worksheets[0].max_row == 1
    assert main(["desk", "audit", "--database", url, "--out", "a.csv"]) == 0
    assert "arrive" in Path("a.csv").read_text("utf-8-sig")
    more = ["--format", "jsonl", "--unmasked", "--out", "a.jsonl", "--database", url]
    assert main(["desk", "audit", *more]) == 0
    lines = [json.loads(line) for line in Path("a.jsonl").read_text("utf-8").splitlines()]
    assert [line["action"] for line in lines] == ["arrive", "export", "export", "export"]
    assert audit.trail(store)[-1].target == "audit unmasked"


def test_list_and_forget(url: str, store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "张三", "--database", url])
    (row,) = rows(store)
    correct(ReviewContext(store, REVIEWER, row.key, row.version), "D3", "name", "北京乙公司")
    capsys.readouterr()
    assert main(["desk", "list", "--database", url]) == 0
    told = capsys.readouterr().out
    assert row.key in told and "张三" in told and "未办结" in told
    assert main(["desk", "forget", row.key, "--why", "期满", "--database", url]) == 0
    assert names(store) == [] and not Path("state/desk-pages", row.key).exists()
    assert [(c.action, c.why) for c in audit.trail(store)][-1] == ("forget", "期满")
    assert main(["desk", "forget", row.key, "--why", "期满", "--database", url]) == 2


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def everybody(store: Store) -> list[tuple[str, str, bool]]:
    def told(one: DeskUser) -> tuple[str, str, bool]:
        return one.name, one.role.value, one.disabled

    return [told(one) for one in people.users(store)]


def test_users(
    url: str, store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--database", url]
    typed(monkeypatch, f"{PASSWORD}\n")
    assert main(["user", "add", "赵敏", "--password-stdin", *at]) == 0
    assert signin.sign_in(store, "赵敏", PASSWORD, "x").token
    assert main(["user", "role", "赵敏", "supervisor", *at]) == 0
    assert main(["user", "disable", "赵敏", *at]) == 0
    assert everybody(store) == [("赵敏", "supervisor", True)]
    assert main(["user", "enable", "赵敏", *at]) == 0
    typed(monkeypatch, "another long phrase\n")
    assert main(["user", "password", "赵敏", "--password-stdin", *at]) == 0
    assert signin.sign_in(store, "赵敏", "another long phrase", "x").token
    capsys.readouterr()
    assert main(["user", "list", *at]) == 0
    told = capsys.readouterr().out
    assert "赵敏  supervisor  启用" in told and "$argon2" not in told


def test_a_password_is_asked_for_twice(
    url: str, store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter([PASSWORD, "something else", PASSWORD, PASSWORD])
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _: next(answers))
    assert main(["user", "add", "赵敏", "--database", url]) == 0
    assert next(answers, None) is None
    assert everybody(store) == [("赵敏", "reviewer", False)]
    shown = capsys.readouterr()
    assert PASSWORD not in shown.out + shown.err


@pytest.mark.parametrize("text", ["", "short\n"])
def test_without_a_password_nobody_is_added(
    text: str, url: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, text)
    assert main(["user", "add", "赵敏", "--password-stdin", "--database", url]) == 2
    assert everybody(store) == []


def test_nobody_is_changed_who_is_not_there(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["user", "disable", "无此人", "--database", url]) == 2
    assert "无此人" in capsys.readouterr().err


def test_serve_does_not_start_while_nobody_could_sign_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    assert main(["serve", "--database", url, "--port", "1"]) == 2
    assert "yushen user add" in capsys.readouterr().err
