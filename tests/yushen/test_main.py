"""The shell's edge: help, exit codes, messages."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from core.errors import InputError, PolicyError, ReadingFailed, ToolMissing, YushenError
from yushen import check
from yushen.__main__ import main
from yushen.group import COMMANDS

ROOT = Path(__file__).parents[2]
HEAVY = ("cv2", "numpy", "pydantic", "prefect", "rich", "PIL", "openvino", "pdfplumber")


def test_help_lists_every_command_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert "用法" in shown and "命令" in shown
    for name, (zh, _) in COMMANDS.items():
        assert name in shown and zh in shown


def test_help_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "Usage:" in shown and not any("\u4e00" <= ch <= "\u9fff" for ch in shown)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_both_languages(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name, "--help"]) == 0
    assert COMMANDS[name][0] in capsys.readouterr().out
    assert main([name, "--help", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert not any("\u4e00" <= ch <= "\u9fff" for ch in shown)


def test_nothing_asked_shows_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "check" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["--help"], *([name, "--help"] for name in ("check", "batch", "need", "forms"))]
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys; from yushen.__main__ import main; main(sys.argv[1:]);"
        f"print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["check"], ["check", "x", "--nonsense"], ["check", "x", "--workers", "0"]],
)
def test_a_wrong_command_line_is_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert "--help" in told.err and told.out == ""


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (InputError("x", "坏文件"), 2),
        (ToolMissing("缺工具"), 3),
        (ReadingFailed("读失败"), 4),
        (PolicyError("政策错"), 5),
        (YushenError("其他"), 1),
        (click.Abort(), 130),
        (KeyboardInterrupt(), 130),
    ],
)
def test_errors_become_exit_codes(
    raised: BaseException,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(check, "run", raising(raised))
    assert main(["check", "packet"]) == code
    told = capsys.readouterr()
    assert told.out == "" and "Traceback" not in told.err
    assert str(raised) in told.err


def test_a_bug_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "run", raising(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        main(["check", "packet"])


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["version"]) == 0
    assert capsys.readouterr().out.startswith("yushen ")


def raising(error: BaseException) -> Callable[..., int]:
    def run(*_: object, **__: object) -> int:
        raise error

    return run


def test_terminated_it_ends_by_itself() -> None:
    """SystemExit, unlike the signal's own way, lets workers and servers be ended."""
    program = (
        "import os, signal; from yushen import __main__ as cli;"
        "cli.main = lambda: os.kill(os.getpid(), signal.SIGTERM);"
        "import atexit; atexit.register(print, 'tidied up'); cli.entry()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (143, "tidied up")
