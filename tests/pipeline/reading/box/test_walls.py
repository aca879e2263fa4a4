"""What a worker may do that a stranger has taken over: tried from inside, in real processes."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from core.errors import ReadingFailed, ToolMissing
from core.models.geometry import Box
from pipeline.reading.box import process
from pipeline.reading.box.process import Spec, Worker
from pipeline.reading.box.standing import WALLS
from pipeline.reading.box.trial import check_walls, standing
from pipeline.reading.orders import FitWords
from tests.pipeline.reading.box.intruder import ATTEMPTS, FILE

HERE = "tests.pipeline.reading.box"
OPEN = (
    "read_a_file_of_others", "read_the_passwords", "list_a_folder_of_others",
    "write_outside_its_folder", "read_the_environment_of_its_caller", "open_a_socket",
    "open_a_local_socket", "start_a_shell", "end_its_caller", "outlive_its_caller",
    "share_memory_with_others",
)  # fmt: skip
"""What every process can do that has no walls."""


def picture() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (60, 60), "white").save(content, "JPEG")
    return content.getvalue()


@pytest.fixture
def others(tmp_path: Path) -> Path:
    folder = tmp_path / "others"
    folder.mkdir()
    (folder / FILE).write_text("x", "utf-8")
    return folder


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One for all that is tried: what it was refused must not help it later either."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YUSHEN_DATABASE", "postgresql://desk:password@db/desk")
        patch.setattr(process, "WORKER", f"{HERE}.intruder")
        found = Worker(Spec("intruder"))
    yield found
    found.kill()


def worked(worker: Worker, others: Path, *names: str) -> list[str]:
    """Those of the attempts that were not refused."""
    order = FitWords(Box(0.0, 0.0, 1.0, 1.0), (str(others), *names))
    answer = worker.ask(order, picture(), 120.0)
    assert isinstance(answer, list)
    return [name for name, done in zip(names, answer[1:], strict=True) if done]


@pytest.fixture(scope="module")
def forbidden() -> list[str]:
    """The walls that this machine forbids: namespaces within a chroot and in some containers."""
    try:
        asked = subprocess.run(["unshare", "--user", "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return []
    return ["namespaces"] if asked.returncode else []


def test_all_walls_stand_that_may(worker: Worker, forbidden: list[str]) -> None:
    """What follows is refused by those that do."""
    assert list(worker.walls.missing) == forbidden
    assert set(WALLS) == {"privileges", "namespaces", "limits", "death", "landlock", "seccomp"}


@pytest.mark.parametrize("name", ATTEMPTS)
def test_it_is_refused(name: str, worker: Worker, others: Path) -> None:
    assert worked(worker, others, name) == []
    assert [path.name for path in others.iterdir()] == [FILE]
    assert worker.alive


def test_without_walls_it_is_not(others: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "WORKER", f"{HERE}.unwalled")
    free = Worker(Spec("intruder"))
    try:
        assert worked(free, others, *OPEN) == list(OPEN)
    finally:
        free.kill()


def test_a_worker_without_a_wall_is_refused_where_all_must_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process, "WORKER", f"{HERE}.fenceless")
    Worker(Spec("intruder")).kill()
    with pytest.raises(ReadingFailed, match="--require-sandbox"):
        Worker(Spec("intruder", strict=True))


def test_it_dies_with_its_caller() -> None:
    """However the caller ends; and what it kept is not what anybody needs."""
    start = (
        "import sys, time; from pipeline.reading.box import process;"
        f"process.WORKER = {HERE!r} + '.intruder';"
        "worker = process.Worker(process.Spec('intruder'));"
        "print(worker._process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", start], stdout=subprocess.PIPE, cwd=Path(__file__).parents[4]
    ) as caller:
        assert caller.stdout is not None
        inner = int(caller.stdout.readline())
        assert _is_alive(inner)
        caller.send_signal(signal.SIGKILL)
    for _ in range(500):
        if not _is_alive(inner):
            return
        time.sleep(0.02)
    raise AssertionError("still alive")


def _is_alive(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def test_its_environment_is_empty_of_ours(worker: Worker) -> None:
    told = Path(f"/proc/{worker._process.pid}/environ").read_bytes()
    assert b"password" not in told and b"PYTEST" not in told


def test_its_folder_goes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "WORKER", f"{HERE}.intruder")
    worker = Worker(Spec("intruder"))
    folder = worker._folder
    assert folder.stat().st_mode & 0o777 == 0o700 and folder.stat().st_uid == os.geteuid()
    worker.kill()
    assert not folder.exists()


def test_the_trial_tells_which_walls_stand(
    monkeypatch: pytest.MonkeyPatch, forbidden: list[str]
) -> None:
    monkeypatch.setattr(process, "WORKER", "pipeline.reading.box.worker")
    assert list(standing().missing) == forbidden
    if not forbidden:
        check_walls()
    monkeypatch.setattr(process, "WORKER", f"{HERE}.fenceless")
    assert list(standing().missing) == [*forbidden, "landlock"]
    with pytest.raises(ToolMissing, match="landlock"):
        check_walls()
    monkeypatch.setattr(process, "WORKER", f"{HERE}.nobody")
    assert set(standing().missing) == set(WALLS)
