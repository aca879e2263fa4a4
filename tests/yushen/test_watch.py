"""The edge of yushen watch: what it refuses, and how it says what happens."""

import os
import pty
import sys
from pathlib import Path
from typing import get_args

import pytest

from pipeline.unattended.watch import Event
from yushen.__main__ import main
from yushen.watch import EVENT_TEXTS, note, tell
from yushen.words import Words


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["gone", "--out", "out"], "找不到文件夹"),
        (["drop", "--out", "drop"], "嵌套"),
        (["drop", "--out", "out", "--done", "out/done"], "之内"),
        (["drop", "--out", "out", "--notify", "gone.toml"], "gone.toml"),
        (["drop", "--out", "out", "--service", "nonsense"], "nonsense"),
        (["drop", "--out", "out", "--settle", "0"], "--help"),
        (["drop"], "--out"),
    ],
)
def test_what_cannot_be_watched_is_2(
    given: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("YUSHEN_CACHE", str(tmp_path / "cache"))
    Path("drop").mkdir()
    assert main(["watch", *given, "--no-memory", "--once"]) == 2
    assert said in capsys.readouterr().err


def test_an_empty_drop_folder_is_done_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("YUSHEN_CACHE", str(tmp_path / "cache"))
    Path("drop").mkdir()
    given = ["watch", "drop", "--out", "out", "--no-memory", "--once", "--lang", "en"]
    assert main(given) == 0
    assert "watching" in capsys.readouterr().err


def test_every_event_has_its_words() -> None:
    assert EVENT_TEXTS.keys() == set(get_args(Event))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_log_names_nobody(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = Words("en" if lang == "en" else "zh")
    for event in get_args(Event):
        tell(words, event, "张三11010119900307123X.pdf", "11010119900307123X")
    told = capsys.readouterr().err
    assert "0307" not in told and "张…(20).pdf" in told
    assert len(told.splitlines()) == len(EVENT_TEXTS)


def test_somebody_at_a_terminal_sees_names_and_no_identity_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours, theirs = pty.openpty()
    with open(theirs, "w", encoding="utf-8") as terminal:  # noqa: PTH123
        monkeypatch.setattr(sys, "stderr", terminal)
        tell(Words(), "done", "张三11010119900307123X.pdf", "需补正")
        terminal.flush()
        told = os.read(ours, 1000).decode()
    os.close(ours)
    assert "张三110***********123X.pdf" in told


def test_what_failed_beside_a_check_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    for what in ("memory", "webhook", "mail"):
        note(Words(), what, "TimeoutError")
    told = capsys.readouterr().err
    assert told.count("TimeoutError") == 3 and "webhook" in told
