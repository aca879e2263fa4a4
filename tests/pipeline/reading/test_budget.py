"""What a file spends its packet and its batch have spent; when nothing is left, nothing begins."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.models.page import FileReading
from pipeline.reading.box import process
from pipeline.reading.budget import BATCH_SPENT, PACKET_SPENT, Budget
from pipeline.reading.files import read_files
from pipeline.reading.intake.packet import PacketFile
from pipeline.reading.orders import Contents, CountPages, Failure, Order, ReadPage, Source
from pipeline.reading.pool import Pool
from pipeline.reading.store import ReadingStore
from pipeline.reading.tries import BudgetedPool
from pipeline.settling.legible import unread
from tests.pipeline.reading.workers import RED, WORKER, YELLOW

TAKES = 0.6  # seconds, each job of a script
WHITE = (255, 255, 255)
DIED = Failure("reading_failed", "读取时识别进程崩溃")


def test_what_is_spent_is_spent_above_too() -> None:
    batch = Budget(10.0)
    packet = Budget(8.0, batch)
    first, second = Budget(5.0, packet), Budget(5.0, packet)
    first.spend(4.0)
    assert (first.left, second.left, packet.left, batch.left) == (1.0, 4.0, 4.0, 6.0)
    second.spend(4.5)
    assert (first.left, second.left, packet.left, batch.left) == (0.0, 0.0, 0.0, 1.5)


def test_the_message_is_of_whose_time_is_up() -> None:
    batch = Budget(1.0, spent=BATCH_SPENT)
    packet = Budget(1.0, batch, PACKET_SPENT)
    file = Budget(0.5, packet)
    assert "文件" in file.message
    file.spend(1.0)
    assert file.message == BATCH_SPENT
    other = Budget(9.0, Budget(0.0, Budget(5.0, spent=BATCH_SPENT), PACKET_SPENT))
    assert other.message == PACKET_SPENT


def test_many_threads_spend_every_second() -> None:
    batch = Budget(100_000.0)
    packets = [Budget(100_000.0, batch) for _ in range(8)]

    def spend(packet: Budget) -> None:
        for _ in range(2000):
            packet.spend(1.0)

    threads = [threading.Thread(target=spend, args=(packet,)) for packet in packets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert batch.left == 100_000.0 - 8 * 2000


class Script:
    """A pool that answers each page with what is written down for it, in turn."""

    def __init__(self, **answers: list[object]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, bool]] = []

    def submit(
        self, order: Order, source: Source, *, soon: bool = False, budget: Budget | None = None
    ) -> "Future[Any]":
        assert isinstance(source, Path) and budget is not None
        future: Future[Any] = Future()
        if budget.left <= 0:
            future.set_result(Failure("over_budget", budget.message))
            return future
        self.asked.append((source.name, soon))
        budget.spend(TAKES)
        future.set_result(self.answers[source.name].pop(0))
        return future


def page(within: BudgetedPool, name: str) -> "Future[Any]":
    """The first page of a file of that name."""
    return within.submit(ReadPage(1), Path(name))


def test_a_page_whose_worker_died_is_tried_once_more_before_all_others() -> None:
    script = Script(a=[DIED, "read"], b=["read"])
    within = BudgetedPool(script, Budget(9.0))
    assert [page(within, name).result() for name in "ab"] == ["read", "read"]
    assert script.asked == [("a", False), ("a", True), ("b", False)]


def test_what_is_wrong_with_the_file_is_not_tried_again() -> None:
    broken = Failure("damaged", "图片已损坏")
    script = Script(a=[broken])
    assert page(BudgetedPool(script, Budget(9.0)), "a").result() == broken
    assert len(script.asked) == 1


def test_a_file_on_which_workers_die_again_and_again_is_given_up() -> None:
    script = Script(a=[DIED, DIED], b=["read"], c=[DIED, DIED], d=["read"])
    within = BudgetedPool(script, Budget(9.0))
    a, b, c, d = [page(within, name).result() for name in "abcd"]
    assert (a, b, c) == (DIED, "read", DIED)
    assert isinstance(d, Failure) and d.code == "over_budget" and "2 页" in d.message
    assert ("d", False) not in script.asked


def test_a_file_that_is_given_up_costs_its_neighbour_nothing() -> None:
    script = Script(a=[DIED, DIED], b=[DIED, DIED], c=["read"])
    packet = Budget(9.0)
    bad, good = BudgetedPool(script, Budget(5.0, packet)), BudgetedPool(script, Budget(5.0, packet))
    assert [page(bad, name).result() for name in "ab"] == [DIED, DIED]
    assert page(good, "c").result() == "read"


def test_pages_that_are_read_earn_the_time_of_the_next() -> None:
    """A long file of good pages is read to its end; one of bad ones is not."""
    good = Script(a=["read"] * 5)
    within = BudgetedPool(good, Budget(1.0))
    assert [page(within, "a").result() for _ in range(5)] == ["read"] * 5
    bad = Script(a=[Failure("bad_page", "页面无法显示")] * 5)
    within = BudgetedPool(bad, Budget(1.0))
    codes = [page(within, "a").result().code for _ in range(5)]
    assert codes == ["bad_page"] * 2 + ["over_budget"] * 3


def test_a_closed_pool_leaves_nobody_waiting() -> None:
    pool = Pool("puppet", None, 1)
    pool.close()
    assert page(BudgetedPool(pool, Budget(9.0)), "a").cancelled()


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "WORKER", WORKER)
        with Pool("puppet", None, 1) as pool:
            yield pool


def read(
    pool: Pool, folder: Path, *colours: tuple[int, int, int], budget: Budget | None = None
) -> FileReading:
    """A file with a page of each colour, by a real worker: it dies on red, is busy on yellow."""
    pages = [Image.new("RGB", (300, 400), colour) for colour in colours]
    pages[0].save(folder / "a.tif", save_all=True, append_images=pages[1:])
    file = PacketFile("a.tif", folder / "a.tif", "sha")
    store = ReadingStore(folder / "store", "puppet")
    (reading,) = read_files([file], pool, store, lambda done, total: None, budget=budget)
    return reading


def test_the_pages_beside_one_that_kills_are_read(pool: Pool, tmp_path: Path) -> None:
    reading = read(pool, tmp_path, WHITE, RED, WHITE)
    assert [bool(page.trouble) for page in reading.pages] == [False, True, False]
    assert (reading.status, reading.error_code) == ("read", "page_failed")
    assert list(unread([reading], []))


def test_three_hundred_pages_that_kill_cost_two(pool: Pool, tmp_path: Path) -> None:
    reading = read(pool, tmp_path, *[RED] * 300)
    troubles = [page.trouble or "" for page in reading.pages]
    assert len(troubles) == 300 and all("请" in trouble for trouble in troubles)
    assert sum("崩溃" in trouble for trouble in troubles) == 2
    assert sum("未再尝试" in trouble for trouble in troubles) == 298


def test_three_hundred_pages_that_take_for_ever_cost_a_files_time(
    pool: Pool, tmp_path: Path, limited: Callable[..., None]
) -> None:
    limited(page_seconds=2, file_seconds=3)
    count = Budget(1000.0)
    reading = read(pool, tmp_path, *[YELLOW] * 300, budget=count)
    troubles = [page.trouble or "" for page in reading.pages]
    assert all("请" in trouble for trouble in troubles)
    assert sum("超时" in trouble for trouble in troubles) <= 2
    assert 2.0 <= 1000.0 - count.left <= 3 + 2 * 2  # each kill comes up to two seconds late


def test_a_batch_without_time_reads_nothing_and_says_so(pool: Pool, tmp_path: Path) -> None:
    reading = read(pool, tmp_path, WHITE, budget=Budget(0.0, spent=BATCH_SPENT))
    assert (reading.status, reading.error_code, reading.error) == (
        "failed",
        "over_budget",
        BATCH_SPENT,
    )


def test_what_a_job_takes_is_spent(pool: Pool, tmp_path: Path) -> None:
    Image.new("RGB", (3000, 4000), WHITE).save(tmp_path / "a.png")
    budget = Budget(100.0)
    path = tmp_path / "a.png"
    assert isinstance(pool.submit(CountPages(), path, budget=budget).result(), Contents)
    pool.submit(ReadPage(1), path, budget=budget).result()
    assert 0.0 < 100.0 - budget.left < 60.0
