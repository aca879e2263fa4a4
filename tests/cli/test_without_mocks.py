"""Whole commands on packets whose only picture cannot be read: nothing is put in their way."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline import duty
from pipeline.batch import in_turn
from pipeline.cli.__main__ import main
from pipeline.duty import BatchDuty
from pipeline.run import open_kit
from tests.validators.kit import AGENT_NUMBER, RECORD, UNIT

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
