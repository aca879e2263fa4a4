"""Workers that die, hang and fail: the job they held fails, and every other one is answered.

Real processes, with an engine that obeys the colour of the page.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from pipeline.reading.box import process
from pipeline.reading.budget import Budget
from pipeline.reading.orders import Contents, CountPages, Failure, Order, PageRead, ReadPage
from pipeline.reading.pool import Pool, PriorityPool
from pipeline.reading.tries import BudgetedPool
from tests.pipeline.reading.workers import (
    BLUE,
    CYAN,
    GREEN,
    PINK,
    RED,
    RESERVED,
    WHITE,
    WORKER,
    YELLOW,
)

FIRST = ReadPage(1)


@pytest.fixture(autouse=True)
def puppets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "WORKER", WORKER)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    """One worker for all tests that leave none dead by intent."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "WORKER", WORKER)
        with Pool("puppet", None, 1) as pool:
            yield pool


def page(folder: Path, colour: tuple[int, int, int] = WHITE) -> Path:
    """A page of one colour; white paper has a bar on it."""
    image = Image.new("RGB", (300, 400), colour)
    if colour == WHITE:
        ImageDraw.Draw(image).rectangle((30, 40, 270, 60), fill="black")
    path = folder / f"{colour}.png"
    image.save(path)
    return path


def ask(pool: Pool, path: Path, order: Order = FIRST) -> object:
    return pool.submit(order, path).result(timeout=120)


def pid(answer: object) -> int:
    """The process that read a page."""
    assert isinstance(answer, PageRead)
    return int(answer.page.lines[0].text)


def test_a_page_is_read_and_its_picture_given(one: Pool, tmp_path: Path) -> None:
    path = page(tmp_path)
    assert ask(one, path, CountPages()) == Contents(1)
    read = ask(one, path)
    assert isinstance(read, PageRead)
    assert (read.page.width, read.page.height, read.page.image) == (300, 400, "")
    (picture,) = read.pictures
    assert len(picture) > 500 and picture.startswith(b"\xff\xd8\xff")
    assert pid(read) != os.getpid()


@pytest.mark.parametrize(
    ("content", "code"), [(b"words", "no_paper"), (b"%PDF-1.7", "damaged"), (None, "unreadable")]
)
def test_a_bad_file_costs_no_worker(
    one: Pool, tmp_path: Path, content: bytes | None, code: str
) -> None:
    before = pid(ask(one, page(tmp_path)))
    if content is not None:
        (tmp_path / "bad").write_bytes(content)
    answer = ask(one, tmp_path / "bad", CountPages())
    assert isinstance(answer, Failure) and answer.code == code and answer.message
    assert pid(ask(one, page(tmp_path))) == before


def test_whatever_reading_raises_is_a_failure(one: Pool, tmp_path: Path) -> None:
    before = pid(ask(one, page(tmp_path)))
    answer = ask(one, page(tmp_path, BLUE))
    assert isinstance(answer, Failure) and "ZeroDivisionError" in answer.message
    assert pid(ask(one, page(tmp_path))) == before


def test_a_worker_that_dies_is_replaced(one: Pool, tmp_path: Path) -> None:
    before = pid(ask(one, page(tmp_path)))
    paths = [page(tmp_path, RED), page(tmp_path), page(tmp_path)]
    asked = [one.submit(FIRST, path) for path in paths]
    killed, *others = [future.result(120) for future in asked]
    assert isinstance(killed, Failure) and killed.code == "reading_failed"
    assert "崩溃" in killed.message
    assert pid(others[0]) == pid(others[1]) != before


def test_a_worker_that_dies_between_jobs_costs_none(one: Pool, tmp_path: Path) -> None:
    before = pid(ask(one, page(tmp_path)))
    os.kill(before, signal.SIGKILL)
    _until_dead(before)
    assert pid(ask(one, page(tmp_path))) != before


def test_a_page_that_takes_too_long_is_given_up(
    one: Pool, tmp_path: Path, limited: Callable[..., None]
) -> None:
    before = pid(ask(one, page(tmp_path)))
    limited(job_clock=0.5)
    answer = ask(one, page(tmp_path, GREEN))
    limited()
    assert isinstance(answer, Failure) and "超时" in answer.message
    assert pid(ask(one, page(tmp_path))) != before
    _until_dead(before)


def test_a_page_that_takes_too_much_of_the_processor_is_given_up(
    one: Pool, tmp_path: Path, limited: Callable[..., None]
) -> None:
    limited(page_seconds=2)
    before = pid(ask(one, page(tmp_path)))
    answer = ask(one, page(tmp_path, YELLOW))
    assert isinstance(answer, Failure) and "超时" in answer.message
    assert pid(ask(one, page(tmp_path))) != before


def test_a_page_that_takes_too_much_memory_is_given_up(one: Pool, tmp_path: Path) -> None:
    before = pid(ask(one, page(tmp_path)))
    answer = ask(one, page(tmp_path, PINK))
    assert isinstance(answer, Failure) and "内存" in answer.message
    assert pid(ask(one, page(tmp_path))) != before


def test_a_worker_that_has_done_much_is_renewed(
    one: Pool, tmp_path: Path, limited: Callable[..., None]
) -> None:
    before = pid(ask(one, page(tmp_path)))
    assert pid(ask(one, page(tmp_path))) == before
    limited(worker_jobs=1)
    assert pid(ask(one, page(tmp_path))) != before


def test_who_waits_goes_before_whole_packets(tmp_path: Path) -> None:
    done: list[str] = []
    with Pool("puppet", None, 1) as pool:
        pool._size = 0  # nothing is taken up before all is asked for
        path = page(tmp_path)
        asked = [("first", pool), ("second", pool), ("soon", PriorityPool(pool))]
        for name, way in asked:
            way.submit(FIRST, path).add_done_callback(lambda _, name=name: done.append(name))  # type: ignore[misc]
        pool._size = 1
        last = pool.submit(FIRST, path)
        last.result(timeout=120)
    assert done == ["soon", "first", "second"]


def test_workers_load_before_anybody_waits(tmp_path: Path) -> None:
    with Pool("puppet", None, 1) as pool:
        pool.warm()
        assert pid(ask(pool, page(tmp_path))) != os.getpid()
    pool.warm()  # nothing begins after the end


def test_no_worker_is_started_while_another_is_free(tmp_path: Path) -> None:
    path = page(tmp_path)
    with Pool("puppet", None, 2) as pool:
        assert len({pid(ask(pool, path)) for _ in range(4)}) == 1
        pool.warm()
        assert len(pool._threads) == 2


def _until_dead(process: int) -> None:
    """Wait until the process is gone with all its threads, or only waits to be collected."""
    for _ in range(1500):
        threads = list(Path("/proc").glob(f"{process}/task/*"))
        if len(threads) <= 1 and _state(process) in "ZX":
            return
        time.sleep(0.02)
    raise AssertionError("still alive")


def _state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return "X"


def test_a_worker_that_cannot_start_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "WORKER", "tests.pipeline.reading.nobody")
    with Pool("puppet", None, 1) as pool:
        answers = [ask(pool, page(tmp_path)) for _ in range(2)]
    for answer in answers:
        assert isinstance(answer, Failure) and "doctor" in answer.message


def test_a_closed_pool_leaves_nobody_waiting(tmp_path: Path) -> None:
    pool = Pool("puppet", None, 1)
    first = pool.submit(FIRST, page(tmp_path))
    waiting = [pool.submit(FIRST, page(tmp_path)) for _ in range(3)]
    process = pid(first.result(120))
    pool.close()
    late = pool.submit(FIRST, page(tmp_path))
    for future in (*waiting, late):
        try:
            future.result(timeout=30)
        except CancelledError:
            continue
    with pytest.raises(CancelledError):
        late.result(timeout=0)
    _until_dead(process)


def test_a_pool_never_used_starts_nothing() -> None:
    pool = Pool("no such engine", None, 4)
    pool.close()
    with pytest.raises(CancelledError):
        pool.submit(CountPages(), Path("a")).result(timeout=0)


def test_one_that_has_reserved_much_is_replaced_before_it_has_no_room(
    tmp_path: Path, limited: Callable[..., None]
) -> None:
    """Address space counts, used or not: without it a good file could not be opened."""
    limited(worker_address_space=5 * RESERVED)
    path = page(tmp_path, CYAN)
    with Pool("puppet", None, 1) as pool:
        readers = [pid(ask(pool, path)) for _ in range(7)]
    assert len(set(readers)) >= 2
    assert readers == sorted(readers, key=readers.index), "each until it is replaced"


def test_what_a_used_one_has_no_room_for_is_tried_with_a_new_one(
    tmp_path: Path, limited: Callable[..., None]
) -> None:
    limited(worker_address_space=2 * RESERVED)
    first, second = page(tmp_path), page(tmp_path, CYAN)
    with Pool("puppet", None, 1) as pool:
        within = BudgetedPool(pool, Budget(1000.0))
        for _ in range(4):
            assert isinstance(within.submit(FIRST, second).result(timeout=120), PageRead)
        assert isinstance(within.submit(FIRST, first).result(timeout=120), PageRead)
