"""Workers as they are where the system is not Linux: the same answers, and as surely ended."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PIL import Image, ImageDraw

from core.models.geometry import Box
from pipeline.reading.box import linux, portable, process
from pipeline.reading.box.connected import HOST, TOKEN
from pipeline.reading.box.here import here
from pipeline.reading.box.process import Spec, Worker
from pipeline.reading.orders import (
    Contents,
    CountPages,
    Failure,
    FitWords,
    Order,
    PageRead,
    ReadPage,
)
from pipeline.reading.pool import Pool
from tests.pipeline.reading.workers import BLUE, GREEN, PINK, RED, WHITE, WORKER, YELLOW

FIRST = ReadPage(1)
ROOT = Path(__file__).parents[4]


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "WORKER", WORKER)
    monkeypatch.setattr(process, "here", lambda: portable)


@pytest.fixture(scope="module")
def one() -> Iterator[Pool]:
    with Pool("puppet", None, 1) as pool:
        yield pool


def page(folder: Path, colour: tuple[int, int, int] = WHITE, name: str = "") -> Path:
    image = Image.new("RGB", (300, 400), colour)
    if colour == WHITE:
        ImageDraw.Draw(image).rectangle((30, 40, 270, 60), fill="black")
    path = folder / (name or f"{colour}.png")
    image.save(path, "PNG")
    return path


def ask(pool: Pool, path: Path, order: Order = FIRST) -> object:
    return pool.submit(order, path).result(timeout=120)


def pid(answer: object) -> int:
    assert isinstance(answer, PageRead)
    return int(answer.page.lines[0].text)


def test_this_machine_has_its_own() -> None:
    assert here() is linux


def test_a_page_is_read_and_its_picture_given(one: Pool, tmp_path: Path) -> None:
    path = page(tmp_path)
    assert ask(one, path, CountPages()) == Contents(1)
    read = ask(one, path)
    assert isinstance(read, PageRead) and read.pictures[0].startswith(b"\xff\xd8\xff")
    assert pid(read) != os.getpid()
    fits = one.submit(FitWords(Box(0.0, 0.0, 1.0, 1.0), ("a", "b")), read.pictures[0])
    assert fits.result(timeout=120) == [0.0, 0.0]


def test_another_file_of_the_same_name_is_another(one: Pool, tmp_path: Path) -> None:
    """And one that cannot be opened in between is not taken for the next."""
    path = page(tmp_path, name="page")
    first = ask(one, path)
    (tmp_path / "folder").mkdir()
    missing = ask(one, tmp_path / "folder")
    again = ask(one, path)
    Image.new("RGB", (500, 100), WHITE).save(path, "PNG")
    other = ask(one, path)
    assert isinstance(missing, Failure) and missing.code == "unreadable"
    assert isinstance(first, PageRead) and isinstance(again, PageRead)
    assert again.page == first.page
    assert isinstance(other, PageRead) and (other.page.width, other.page.height) == (500, 100)


def test_whatever_reading_raises_is_a_failure(one: Pool, tmp_path: Path) -> None:
    before = pid(ask(one, page(tmp_path)))
    answer = ask(one, page(tmp_path, BLUE))
    assert isinstance(answer, Failure) and "ZeroDivisionError" in answer.message
    assert pid(ask(one, page(tmp_path))) == before


@pytest.mark.parametrize(
    ("colour", "limit", "told"),
    [
        (RED, {}, "崩溃"),
        (GREEN, {"job_clock": 0.5}, "超时"),
        (YELLOW, {"page_seconds": 2}, "超时"),
        (PINK, {"worker_memory": 2**28}, "内存"),
    ],
    ids=["dies", "hangs", "never ends", "takes all memory"],
)
def test_one_that_does_not_answer_is_ended_and_replaced(
    one: Pool, tmp_path: Path, limited: Callable[..., None], colour: tuple[int, int, int],
    limit: dict[str, float], told: str,
) -> None:  # fmt: skip
    before = pid(ask(one, page(tmp_path)))
    limited(**limit)
    answer = ask(one, page(tmp_path, colour))
    limited()
    assert isinstance(answer, Failure) and answer.code == "reading_failed"
    assert told in answer.message
    assert pid(ask(one, page(tmp_path))) != before
    assert not _lives(before)


def test_what_it_kept_goes_with_it(tmp_path: Path) -> None:
    worker = Worker(Spec("puppet"))
    worker.ask(FIRST, page(tmp_path), 60.0)
    folder = worker._folder
    assert [path.name for path in folder.iterdir()] == ["1"]
    worker.kill()
    assert not folder.exists() and not worker.alive
    worker.kill()


def test_who_does_not_know_the_token_is_not_answered() -> None:
    """The one that does is, however many came before it."""
    with (
        subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as waiting,
        socket.create_server((HOST, 0)) as door,
    ):
        place = door.getsockname()
        wrong, short, right = (socket.create_connection(place) for _ in range(3))
        wrong.sendall(b"b" * TOKEN)
        short.sendall(b"a")
        short.shutdown(socket.SHUT_WR)
        right.sendall(b"a" * TOKEN)
        channel = portable._introduced(door, "a" * TOKEN, waiting)
        assert channel.getpeername() == right.getsockname()
        assert wrong.recv(1) == short.recv(1) == b""
        for one in (wrong, short, right, channel):
            one.close()
        portable.end(waiting)
        with pytest.raises(OSError, match="did not connect"):
            portable._introduced(door, "a" * TOKEN, waiting)


def test_it_ends_with_its_caller_though_it_is_at_work(tmp_path: Path) -> None:
    """Without walls, as they are elsewhere: its input ends, and nothing else tells it."""
    start = (
        "import sys\n"
        "from tests.portable.blocked import block\n"
        "block()\n"
        "import threading, time\n"
        "from pathlib import Path\n"
        "from pipeline.reading.box import process\n"
        "from pipeline.reading.orders import ReadPage\n"
        "process.WORKER = 'tests.portable.puppet'\n"
        "worker = process.Worker(process.Spec('puppet'))\n"
        "def tell():\n"
        "    while not (worker._folder / '1').exists(): time.sleep(0.02)\n"
        "    print(worker._process.pid, len(worker.walls.missing), flush=True)\n"
        "threading.Thread(target=tell).start()\n"
        f"worker.ask(ReadPage(1), Path({str(page(tmp_path, GREEN))!r}), 600.0)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", start], stdout=subprocess.PIPE, cwd=ROOT
    ) as caller:
        assert caller.stdout is not None
        inner, missing = map(int, caller.stdout.readline().split())
        assert missing == 6 and _lives(inner)
        caller.send_signal(signal.SIGKILL)
    for _ in range(500):
        if not _lives(inner):
            return
        time.sleep(0.02)
    raise AssertionError("still alive")


def test_what_it_started_is_counted_and_ended() -> None:
    """Windows starts Python in a virtual environment by a program of its own."""
    inner = "import time\nend = time.process_time() + 0.5\nwhile time.process_time() < end: pass\n"
    outer = (
        "import subprocess, sys\n"
        f"inner = subprocess.Popen([sys.executable, '-c', {inner!r} + 'time.sleep(600)'])\n"
        "print(inner.pid, flush=True)\n"
        "inner.wait()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", outer], stdout=subprocess.PIPE, stdin=subprocess.PIPE
    ) as process_:
        assert process_.stdout is not None
        child = int(process_.stdout.readline())
        while sum(psutil.Process(child).cpu_times()[:2]) < 0.4:
            time.sleep(0.05)
        assert portable.usage(process_.pid).seconds >= 0.4
        assert portable.usage(process_.pid).resident > psutil.Process(child).memory_info().rss
        portable.end(process_)
    assert not _lives(child)
    assert portable.usage(process_.pid) == (0.0, 0)


def _lives(number: int) -> bool:
    try:
        return bool(psutil.Process(number).status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False
