"""The commands that employers run on Windows, on a machine that lacks what Windows lacks.

Windows itself is not here: docs/windows.md says what that leaves untried.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

from deploy.ports import free_port
from tests.portable.everything import LINUX
from tests.yushen.started.shell import Running
from tests.yushen.started.test_served import NAME, PASSWORD, Browser, token

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "packets"
CODE_PAGE = "cp936"  # of a Chinese Windows' console
SUITE = (
    "tests/core/test_files.py", "tests/core/test_folders.py", "tests/core/test_limits.py",
    "tests/core/test_locks.py", "tests/core/test_sealing.py", "tests/core/test_work.py",
    "tests/pipeline/unattended/test_journal.py", "tests/review/test_drops.py",
    "tests/review/test_waiting.py",
)  # fmt: skip
POSIX = (
    "tests/core/test_files.py::test_a_folder_that_is_there_stays_but_a_packets_own_is_closed",
    "tests/core/test_files.py::test_results_are_shared_with_a_group_and_nothing_else_is",
    "tests/core/test_files.py::test_a_group_that_is_not_there_is_told",
    "tests/core/test_folders.py::test_where_readings_are_kept",
    "tests/core/test_folders.py::test_where_state_is_kept",
    "tests/core/test_sealing.py::test_a_key_that_cannot_be_used_is_told",
    "tests/core/test_work.py::test_one_that_was_swept_by_hand_is_made_anew",
)
"""Rights by mode and group, folders of XDG, and a folder deleted with an open file in it."""

pytestmark = pytest.mark.program


BLOCKED = (sys.executable, "-m", "tests.portable.blocked")


def environment(folder: Path) -> dict[str, str]:
    """As a user has it whose own folders lie in this one."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("YUSHEN")},
        "LOCALAPPDATA": str(folder / "AppData"),
        "PYTHONIOENCODING": CODE_PAGE,
        "PYTHONWARNDEFAULTENCODING": "1",
        "PYTHONPATH": str(ROOT),
    }


def windows(
    folder: Path, *arguments: str, typed: str = "", **variables: str
) -> "subprocess.CompletedProcess[bytes]":
    """What a module did there, in a folder of its own."""
    return subprocess.run(
        [*BLOCKED, *arguments],
        cwd=folder, env={**environment(folder), **variables}, input=typed.encode(CODE_PAGE),
        capture_output=True, check=False,
    )  # fmt: skip


def told(done: "subprocess.CompletedProcess[bytes]") -> str:
    """All it said, in the code page of the console."""
    return (done.stdout + done.stderr).decode(CODE_PAGE)


def of_ours(text: str) -> Sequence[str]:
    """Warnings of files of ours that are opened in whatever encoding a machine has."""
    found = [line for line in text.splitlines() if "EncodingWarning" in line]
    return [line for line in found if line.startswith(str(ROOT)) and "site-packages" not in line]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A packet as a folder, and one as a zip whose name Windows could not give a folder."""
    inbox = tmp_path / "材料"
    (inbox / "甲").mkdir(parents=True)
    shutil.copy(SAMPLES / "good-residence-permit" / "居住证.jpg", inbox / "甲")
    with ZipFile(inbox / "乙: 1 .zip", "w") as packed:
        packed.write(SAMPLES / "permit-electronic" / "委托书.pdf", "con/委托书.pdf")
    return inbox


def test_every_module_that_it_needs_is_imported(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.portable.everything"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout) > 700


def test_modules_for_linux_alone_say_so() -> None:
    for name in LINUX:
        path = ROOT.joinpath(*name.split(".")).with_suffix(".py")
        assert 'assert sys.platform == "linux"' in path.read_text("utf-8"), name


def test_what_is_only_asked_of_types_is_there_too() -> None:
    """Mypy knows which names Python has on Windows, also where no test comes."""
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--platform", "win32", "--no-warn-unreachable",
         "--cache-dir", ".mypy_cache/windows", "-p", "core", "-p", "pipeline", "-p", "review",
         "-p", "yushen", "-p", "extractors", "-p", "validators", "-p", "flows"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    linux = {f"{name.replace('.', '/')}.py" for name in LINUX}
    errors = [line for line in done.stdout.splitlines() if ": error: " in line]
    assert [line for line in errors if line.partition(":")[0] not in linux] == []


def test_help_is_given(tmp_path: Path) -> None:
    done = windows(tmp_path, "yushen", "--help")
    assert done.returncode == 0 and "check" in told(done)


@pytest.mark.engine
def test_an_inbox_is_checked_and_not_again(tmp_path: Path, inbox: Path) -> None:
    """By a worker without walls; nothing is left open, locked, or under a name it cannot have."""
    done = windows(tmp_path, "yushen", "batch", str(inbox), "--out", "结果", "--plain")
    assert done.returncode == 0, told(done)
    reports = sorted((tmp_path / "结果").glob("*/report.json"))
    assert [path.parent.name for path in reports] == ["乙_ 1", "甲"]
    files = [json.loads(path.read_bytes())["files"] for path in reports]
    assert [[file["status"] for file in one] for one in files] == [["read"], ["read"]]
    assert of_ours(told(done)) == []
    own = tmp_path / "AppData" / "yushen"
    assert [*(own / "cache").glob("*/*.json")] and (own / "state" / "memory.sqlite").is_file()
    assert [*(own / "state" / "work").glob("*/")] == []
    assert [*(tmp_path / "结果" / ".yushen" / "batch").glob("claims/*")] == []

    before = [path.stat().st_mtime_ns for path in reports]
    done = windows(tmp_path, "yushen", "batch", str(inbox), "--out", "结果", "--plain")
    assert done.returncode == 0, told(done)
    assert [path.stat().st_mtime_ns for path in reports] == before


@pytest.mark.engine
def test_a_packet_is_checked(tmp_path: Path, inbox: Path, readings: Path) -> None:
    kept = {"YUSHEN_CACHE": str(readings)}
    done = windows(tmp_path, "yushen", "check", str(inbox / "甲"), "--out", "结果", **kept)
    assert done.returncode == 0, told(done)
    assert told(done).startswith("一次性告知")
    assert (tmp_path / "结果" / "甲" / "report.html").is_file()


@pytest.mark.engine
def test_the_desk_takes_an_upload(tmp_path: Path, inbox: Path, readings: Path) -> None:
    done = windows(
        tmp_path, "yushen", "user", "add", NAME, "--password-stdin", typed=f"{PASSWORD}\n"
    )
    assert done.returncode == 0, told(done)
    port = free_port()
    browser = Browser(f"http://127.0.0.1:{port}")
    log = tmp_path / "log"
    with log.open("wb") as output, subprocess.Popen(
        [*BLOCKED, "yushen", "serve", "--port", str(port), "--workers", "1"],
        cwd=tmp_path, env={**environment(tmp_path), "YUSHEN_CACHE": str(readings)},
        stdout=output, stderr=output,
    ) as process:  # fmt: skip
        desk = Running(process, log)
        desk.until(browser.answers)
        picture = (inbox / "甲" / "居住证.jpg").read_bytes()
        browser.upload(token(browser.sign_in()), "con.jpg", picture)
        desk.until(lambda: browser.jobs()[0]["state"] in ("checked", "failed"))
        assert [job["state"] for job in browser.jobs()] == ["checked"]
        desk.end()
    waiting = tmp_path / "AppData" / "yushen" / "state" / "desk-uploads"
    assert [*waiting.glob("room-*")] == []


def test_missing_walls_are_told_and_refused_where_they_must_stand(
    tmp_path: Path, inbox: Path
) -> None:
    done = windows(tmp_path, "yushen", "doctor")
    assert done.returncode == 0, told(done)
    assert told(done).count("not on Windows") == 6
    given = ("yushen", "check", str(inbox / "甲"), "--out", "结果", "--require-sandbox")
    refused = windows(tmp_path, *given)
    assert refused.returncode == 3 and "not on Windows" in told(refused)
    assert not (tmp_path / "结果" / "甲").exists()


def test_the_watch_says_what_to_do_instead(tmp_path: Path, inbox: Path) -> None:
    done = windows(tmp_path, "yushen", "watch", str(inbox), "--out", "结果", "--once")
    assert done.returncode == 2
    assert "WSL 2" in told(done) and "yushen batch" in told(done)


def test_results_are_shared_by_the_rights_of_folders(
    tmp_path: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.portable.blocked", "yushen", "check", str(inbox / "甲"),
         "--out", str(tmp_path / "out")],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "YUSHEN_SHARE_GROUP": "office", "LOCALAPPDATA": str(tmp_path / "own")},
    )  # fmt: skip
    assert done.returncode == 2 and "Windows" in done.stderr


def test_the_portable_part_of_the_suite_passes(tmp_path: Path) -> None:
    """Files, locks, keys, journals, batches, uploads, drops; what is POSIX's own is named above."""
    without = [f"--deselect={test}" for test in POSIX]
    done = subprocess.run(
        [sys.executable, "-m", "tests.portable.blocked", "pytest", "-q", "-p", "no:cacheprovider",
         "-p", "no:xdist", f"--basetemp={tmp_path / 'base'}", *without, *SUITE],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "YUSHEN_STATE": str(tmp_path / "state")},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-5000:]
