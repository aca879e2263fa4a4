"""A run that is killed leaves nothing of what it unpacked once any other command has run."""

import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.yushen.started.canaries import files, picture
from tests.yushen.started.shell import Shell

pytestmark = pytest.mark.engine
PAGES = 4


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "inbox").mkdir()
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for number in range(PAGES):
            packed.writestr(f"{number}.jpg", picture() + b"\0" * number)
    for name in ("甲", "乙"):
        (tmp_path / "inbox" / f"{name}.zip").write_bytes(content.getvalue())
    return Shell(tmp_path, TMPDIR=str(tmp_path / "tmp"))


def unpacked(shell: Shell) -> list[Path]:
    """What lies in the work folders beside their locks."""
    return [path for path in files(shell.state / "work") if path.name != ".lock"]


def killed(shell: Shell, *typed: str, wait: float = 0.0) -> int:
    """Killed so many seconds after it has unpacked; how many files it left."""
    with shell.start(*typed) as running:
        running.until(lambda: len(unpacked(shell)) >= PAGES)
        time.sleep(wait)
        running.process.kill()
        running.process.wait()
    return len(unpacked(shell))


@pytest.mark.parametrize(
    "typed",
    [
        ("check", "inbox/甲.zip", "--no-cache"),
        ("batch", "inbox", "--out", "out", "--plain"),
        pytest.param(("batch", "inbox", "--out", "out"), marks=pytest.mark.flow),
    ],
    ids=["check", "plain", "prefect"],
)
def test_a_killed_run_leaves_nothing(shell: Shell, typed: tuple[str, ...]) -> None:
    for wait in (0.0, 1.2):
        assert killed(shell, *typed, "--workers", "2", wait=wait) >= PAGES
        shell.said("version")
        assert [*(shell.state / "work").glob("*/")] == []
        assert [*(shell.place / "tmp").iterdir()] == []


def test_one_that_lives_keeps_its_own(shell: Shell) -> None:
    with shell.start("batch", "inbox", "--out", "out", "--plain", "--workers", "1") as running:
        running.until(lambda: len(unpacked(shell)) >= PAGES)
        shell.said("version")
        assert len(unpacked(shell)) >= PAGES
        assert running.process.wait(600) == 0
    assert unpacked(shell) == [] and (shell.place / "out" / "乙" / "report.json").exists()


def test_a_terminated_run_leaves_nothing(shell: Shell) -> None:
    with shell.start("batch", "inbox", "--out", "out", "--plain", "--workers", "1") as running:
        running.until(lambda: len(unpacked(shell)) >= PAGES)
        assert running.end() == 143
    assert [*(shell.state / "work").glob("*/")] == []


def test_a_state_that_cannot_be_written_is_told(shell: Shell) -> None:
    (shell.place / "file").touch()
    shell.environment["YUSHEN_STATE"] = str(shell.place / "file" / "state")
    told = shell.run("check", "inbox/甲.zip", "--no-memory", code=2).stderr
    assert "YUSHEN_STATE" in told and "无法写入" in told
