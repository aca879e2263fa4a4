"""Each process has a folder to work in; what one that was killed leaves is deleted by the next."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import InputError
from core.work import keep_temporary, leave, new_folder, sweep, work_folder

HOLDS = """
import sys, time
from core.work import new_folder
(new_folder() / "page").write_text("x")
print(flush=True)
time.sleep(600)
"""


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A state folder of the test's own."""
    monkeypatch.setenv("YUSHEN_STATE", str(tmp_path / "state"))
    yield tmp_path / "state"
    leave()


def holding() -> "subprocess.Popen[bytes]":
    """A process that has something in its folder."""
    process = subprocess.Popen([sys.executable, "-c", HOLDS], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def kept(state: Path) -> list[Path]:
    return [path for path in (state / "work").rglob("*") if path.name == "page"]


def test_it_is_the_owners_and_goes_with_the_process(state: Path) -> None:
    folder = work_folder()
    assert folder == work_folder() and folder.parent == state / "work"
    assert new_folder().parent == folder
    made = [state, state / "work", *(p for p in (state / "work").rglob("*") if p.is_dir())]
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o700}
    leave()
    assert [*(state / "work").glob("*/")] == []


def test_what_a_killed_process_left_is_deleted_and_what_lives_is_not(state: Path) -> None:
    dead, alive = holding(), holding()
    with dead, alive:
        dead.kill()
        dead.wait()
        assert len(kept(state)) == 2
        sweep()
        assert len(kept(state)) == 1
        alive.send_signal(signal.SIGKILL)
        alive.wait()
        work_folder()  # one that begins to work sweeps, too
        assert kept(state) == []


def test_one_that_was_swept_by_hand_is_made_anew(state: Path) -> None:
    first = work_folder()
    (first / ".lock").unlink()
    first.rmdir()
    assert work_folder() != first and work_folder().is_dir()


def test_libraries_and_children_put_temporary_files_there(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", "/tmp")
    keep_temporary()
    code = "import tempfile; print(tempfile.mkstemp()[1])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    for made in (Path(told.stdout.strip()), Path(tempfile.mkdtemp())):
        assert made.is_relative_to(work_folder()) and made.exists()
    leave()
    assert "TMPDIR" not in os.environ and not Path(told.stdout.strip()).exists()


def test_a_state_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("YUSHEN_STATE", str(tmp_path / "file" / "state"))
    sweep()
    with pytest.raises(InputError, match="YUSHEN_STATE") as refused:
        work_folder()
    assert refused.value.code == "state"
