"""Whole commands on packets whose only picture cannot be read: nothing is put in their way."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.run import open_kit
from pipeline.unattended import duty
from pipeline.unattended.batch import in_turn
from pipeline.unattended.duty import BatchDuty
from review.packets import load
from review.queue import rows
from review.store import open_store
from tests.validators.kit import AGENT_NUMBER, RECORD, UNIT
from validators.policy.load import HERE, LATEST
from yushen.__main__ import main

OTHER = {"name": "周八", "id_number": "110101199003070011"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("STATE", "CACHE"):
        monkeypatch.setenv(f"YUSHEN_{name}", str(tmp_path / name.lower()))
    monkeypatch.delenv("YUSHEN_DATABASE", raising=False)
    return tmp_path


def packet(folder: Path, **record: Any) -> Path:
    """A packet with the system's record; no two have the same contents."""
    folder.mkdir(parents=True)
    told = json.dumps({**RECORD, **record}, ensure_ascii=False)
    (folder / "application.json").write_text(told, encoding="utf-8")
    (folder / "扫描件.jpg").write_bytes(f"no picture {folder.name}".encode())
    return folder


def two_handlers() -> None:
    packet(Path("inbox/甲"))
    packet(Path("inbox/乙"), agent=OTHER)


def told_of(summary: Path) -> list[tuple[str, list[str]]]:
    (one,) = json.loads(summary.read_text("utf-8"))["differences"]
    assert (one["unit"], one["what"]) == (UNIT, "经办人")
    assert AGENT_NUMBER not in str(one) and OTHER["id_number"] not in str(one)
    return [(said["text"][:2], said["packets"]) for said in one["said"]]


def test_a_batch_names_both_packets_that_differ(capsys: pytest.CaptureFixture[str]) -> None:
    two_handlers()
    assert main(["batch", "inbox", "--out", "out", "--plain", "--no-memory"]) == 0
    sides = sorted(told_of(Path("out/summary.json")))
    assert sides == [("周八", ["乙"]), ("李四", ["甲"])]
    printed = capsys.readouterr().out
    assert "经办人" in printed and "(甲)" in printed and "(乙)" in printed


def test_the_days_batch_names_them_too(here: Path) -> None:
    two_handlers()
    with open_kit(engine="rapidocr", workers=1, cache=here / "cache") as kit:
        asked = BatchDuty(inbox=here / "inbox", out=here / "out")
        duty.batch(asked, kit, lambda *_: None, in_turn)
    assert sorted(told_of(here / "out/summary.json")) == [("周八", ["乙"]), ("李四", ["甲"])]


def desk(url: str) -> list[tuple[str, str, str, bool]]:
    """What lies on the desk: name, where it came from, outcome, whether it could be judged."""
    store = open_store(url)
    found = [
        (row.name, row.batch, row.outcome, load(store, row.key).material is not None)
        for row in rows(store, order="name")
    ]
    store.close()
    return found


WATCH = ["watch", "drop", "--out", "out", "--once", "--no-memory", "--workers", "1",
         "--settle", "0.05", "--settle-folder", "0.05"]  # fmt: skip


def test_what_the_watch_checks_comes_to_the_desk_whatever_became_of_it(here: Path) -> None:
    packet(Path("drop/甲"))
    Path("drop/乙.zip").write_bytes(b"PK\x03\x04 broken PK\x05\x06")
    assert main([*WATCH, "--desk"]) == 0
    url = f"sqlite:///{here / 'state' / 'desk.sqlite'}"
    assert desk(url) == [("乙", "drop", "review", False), ("甲", "drop", "review", True)]
    assert len([*Path("out").glob("*/状态-*.txt")]) == 2
    packet(Path("drop/丙"))
    assert main([*WATCH, "--database", f"sqlite:///{here / 'other.sqlite'}"]) == 0
    assert [name for name, *_ in desk(f"sqlite:///{here / 'other.sqlite'}")] == ["丙"]  # once each


def test_the_watch_checks_by_the_edition_that_is_named(here: Path) -> None:
    edition = shutil.copytree(HERE / LATEST.replace("-", "_"), here / "elsewhere_2020")
    packet(Path("drop/甲"))
    assert main([*WATCH, "--policy", str(edition)]) == 0
    assert json.loads(Path("out/甲/report.json").read_text("utf-8"))["policy"] == "elsewhere-2020"


def test_the_desk_is_handed_nothing_by_an_edition_it_has_not(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It could not judge it again: that is told before anything is read."""
    edition = shutil.copytree(HERE / LATEST.replace("-", "_"), here / "elsewhere_2020")
    packet(Path("drop/甲"))
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")
    for command in (WATCH, ["deploy", "--watch", "drop", "--out", "out", "--no-memory"]):
        assert main([*command, "--policy", str(edition), "--desk"]) == 2
        assert "--no-desk" in capsys.readouterr().err
    assert not Path("out/甲").exists()
    assert main([*WATCH, "--policy", LATEST, "--desk"]) == 0  # one that is installed
    assert len(desk(f"sqlite:///{here / 'state' / 'desk.sqlite'}")) == 1
