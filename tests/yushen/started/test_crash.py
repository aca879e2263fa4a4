"""A bug ends a command with one line and a log: no traceback, and nothing of anybody's papers."""

import subprocess
from pathlib import Path

import pytest

from tests.validators.kit import NUMBER
from tests.yushen.started.shell import YUSHEN, Shell
from yushen.crash import MAX_LOG_BYTES, where

pytestmark = pytest.mark.program

# Python runs this before the program: a command of ours with a bug in it.
PLANTED = """
import os

from yushen import check

def deeper(number):
    raise KeyError(number)

def planted(*_, **__):
    try:
        deeper(os.environ["SECRET"])
    except KeyError as error:
        raise ValueError(os.environ["SECRET"]) from error

check.run = planted
"""


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def broken(tmp_path: Path) -> Shell:
    """One whose `check` has a bug."""
    planted = tmp_path / "planted"
    planted.mkdir()
    (planted / "sitecustomize.py").write_text(PLANTED, "utf-8")
    return Shell(tmp_path, PYTHONPATH=str(planted), SECRET=f"张三 {NUMBER}")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_bug_is_one_line_and_a_log(broken: Shell, lang: str) -> None:
    done = broken.run("check", f"张三{NUMBER}", "--lang", lang, code=1)
    (line,) = done.stderr.splitlines()
    log = broken.state / "error.log"
    assert "程序内部错误（ValueError）" in line and str(log) in line and "internal error" in line
    assert line.startswith("错误：" if lang == "zh" else "Error: ") and done.stdout == ""
    told = log.read_text("utf-8")
    head, first, *_ = told.splitlines()
    assert " check " in head and "yushen " in head and first == "KeyError"
    assert "in deeper" in told and "in planted" in told and "ValueError" in told
    assert "in main" in told  # how it came there
    for text in (told, line):
        assert NUMBER not in text and "张三" not in text
    assert (log.stat().st_mode & 0o777, broken.state.stat().st_mode & 0o777) == (0o600, 0o700)


def test_each_is_added_and_a_long_log_is_put_aside(broken: Shell) -> None:
    log = broken.state / "error.log"
    broken.run("check", "a", code=1)
    broken.run("check", "a", code=1)
    assert log.read_text("utf-8").count("in deeper") == 2
    log.write_text("x" * (MAX_LOG_BYTES + 1))
    log.chmod(0o644)
    broken.run("check", "a", code=1)
    assert log.read_text("utf-8").count("in deeper") == 1
    assert log.stat().st_mode & 0o777 == 0o600
    assert log.with_name("error.log.1").stat().st_size == MAX_LOG_BYTES + 1


def test_where_no_log_can_be_written_the_line_says_where_it_broke(broken: Shell) -> None:
    (broken.place / "file").touch()
    broken.environment["YUSHEN_STATE"] = str(broken.place / "file" / "state")
    (line,) = broken.run("check", "a", code=1).stderr.splitlines()
    assert "ValueError, sitecustomize.py:" in line and "无法写入" in line and NUMBER not in line


def test_output_that_cannot_be_written(shell: Shell) -> None:
    """The system's own words for it are told: they hold nothing of ours."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [YUSHEN, "schema"], env=shell.environment, cwd=shell.place, stdout=full,
            stderr=subprocess.PIPE, encoding="utf-8", check=False,
        )  # fmt: skip
    (line,) = done.stderr.splitlines()
    assert done.returncode == 1 and "OSError: No space left on device" in line
    assert "schema" in (shell.state / "error.log").read_text("utf-8")


def test_what_is_no_bug_leaves_no_log(shell: Shell) -> None:
    (line,) = shell.run("check", "gone", code=2).stderr.splitlines()
    assert "gone" in line
    shell.run("check", code=2)
    with subprocess.Popen(
        [YUSHEN, "rules"], env=shell.environment, cwd=shell.place,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as printing:  # fmt: skip
        assert printing.stdout is not None and printing.stderr is not None
        printing.stdout.close()  # the reader has left
        assert printing.stderr.read() == b""
    assert not (shell.state / "error.log").exists()


def test_every_error_that_led_to_it_is_told_once() -> None:
    """Causes, contexts, groups, and a ring of them."""
    first, second = ValueError("SECRET"), TypeError("SECRET")
    first.__cause__, second.__context__ = second, first
    told = where(ExceptionGroup("SECRET", [first, OSError(2, "SECRET"), SystemError()]))
    assert [line for line in told.splitlines() if line[0] != " "] == [
        "ExceptionGroup", "of which one is:", "TypeError", "which led to:", "ValueError",
        "of which one is:", "FileNotFoundError: No such file or directory",
        "of which one is:", "SystemError",
    ]  # fmt: skip
