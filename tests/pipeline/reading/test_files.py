"""Reading a packet's files: each page from its own file, nothing read twice, nothing lost."""

from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from pytest import MonkeyPatch

from core.models.geometry import Box
from core.models.page import FileReading, Page
from core.models.signature import Signature
from pipeline.reading.budget import Budget
from pipeline.reading.closer import read_again
from pipeline.reading.files import read_files
from pipeline.reading.intake.packet import PacketFile
from pipeline.reading.ocr.engine import even
from pipeline.reading.orders import (
    CheckSignatures,
    Contents,
    CountPages,
    Failure,
    Order,
    PageRead,
    ReadAgain,
    ReadPage,
    Source,
)
from pipeline.reading.roots import Roots
from pipeline.reading.store import ReadingStore
from pipeline.settling.legible import unread
from tests.extractors.sheets import line


class Answers:
    """A pool that answers from a table of page counts, and remembers its jobs."""

    def __init__(
        self, counts: dict[str, int | Contents | Failure], broken: set[tuple[str, int]]
    ) -> None:
        self.counts, self.broken = counts, broken
        self.jobs: list[tuple[Order, Source]] = []
        self.signatures: tuple[Signature, ...] = ()

    @property
    def orders(self) -> list[Order]:
        return [order for order, _ in self.jobs]

    def submit(
        self, order: Order, source: Source, *, soon: bool = False, budget: Budget | None = None
    ) -> "Future[Any]":
        self.jobs.append((order, source))
        future: Future[Any] = Future()
        future.set_result(self._do(order, source))
        return future

    def _do(self, order: Order, source: Source) -> object:
        if isinstance(order, ReadAgain):
            assert source == b"jpeg"
            return [{"again": even(str(n), 0.9)} for n, _ in enumerate(order.boxes)]
        assert isinstance(source, Path)
        if isinstance(order, CountPages):
            counted = self.counts[source.name]
            return Contents(counted) if isinstance(counted, int) else counted
        if isinstance(order, CheckSignatures):
            return self.signatures or Failure("reading_failed", "读取超时")
        assert isinstance(order, ReadPage)
        if (source.name, order.number) in self.broken:
            return Failure("bad_page", "页面无法显示")
        text = line(f"{source.name}/{order.number}", 0.1, 0.1)
        page = Page(file="", number=order.number, width=10, height=14, lines=(text,))
        return PageRead(page, (b"jpeg",))


class Desk:
    """A store, a pool, and the files of a packet."""

    def __init__(self, folder: Path, **counts: int | Contents | Failure) -> None:
        self.store = ReadingStore(folder, "engine 1")
        self.pool = Answers(dict(counts), set())
        self.files = [PacketFile(f"in/{name}", folder / name, f"sha of {name}") for name in counts]
        self.ticks: list[tuple[int, int]] = []

    def read(self, roots: Roots | None = None) -> list[FileReading]:
        self.pool.jobs.clear()
        self.ticks.clear()
        tick = lambda *t: self.ticks.append(t)  # noqa: E731
        return read_files(self.files, self.pool, self.store, tick, roots)  # type: ignore[arg-type]


def said(reading: FileReading) -> list[str]:
    """What each page says: the file and the number it was read from."""
    return [page.lines[0].text if page.lines else "" for page in reading.pages]


def test_each_page_is_read_from_its_own_file(tmp_path: Path) -> None:
    first, second, third = Desk(tmp_path, a=3, b=1, c=2).read()
    assert said(first) == ["a/1", "a/2", "a/3"]
    assert said(second) == ["b/1"]
    assert said(third) == ["c/1", "c/2"]
    assert {page.file for page in first.pages} == {"in/a"}
    assert [page.number for page in first.pages] == [1, 2, 3]
    assert (first.status, first.page_count, first.error) == ("read", 3, None)


def test_what_a_file_encloses_is_named(tmp_path: Path) -> None:
    """Unread, for it may be any paper; the pages are read all the same."""
    desk = Desk(tmp_path, a=Contents(1, ("学位证.pdf", "毕业证.jpg")))
    for _ in range(2):  # what was kept of it says so too
        (reading,) = desk.read()
        assert reading.status == "read" and said(reading) == ["a/1"]
        assert reading.error_code == "enclosed"
        assert "“学位证.pdf”、“毕业证.jpg”" in (reading.error or "")
        assert list(unread([reading], [])) == ["in/a 内的 学位证.pdf", "in/a 内的 毕业证.jpg"]


def test_a_pdf_drawn_with_the_machines_fonts_is_read_again_with_others(
    tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    desk = Desk(tmp_path, a=Contents(1, borrows_fonts=True), b=1)
    for mark, jobs in (("none", 4), ("none", 0), ("song", 1), ("none", 0)):
        monkeypatch.setattr("pipeline.reading.files.installed_fonts", lambda mark=mark: mark)
        desk.read()
        assert len(desk.pool.jobs) == jobs, mark


def test_what_was_never_a_paper_is_left_out_and_named(tmp_path: Path) -> None:
    """By its name too: a picture that holds a text is a broken copy of something."""
    text = Failure("no_paper", "是文本文件")
    counts = {"a.TXT": text, "b.jpg": text, "c.txt": Failure("damaged", "图片已损坏")}
    desk = Desk(tmp_path, **counts)
    film, picture, torn = desk.read()
    assert (film.status, film.error) == ("skipped", "是文本文件")
    assert (picture.status, torn.status) == ("failed", "failed")
    assert unread([film, picture, torn], []) == {
        "in/b.jpg": "是文本文件",
        "in/c.txt": "图片已损坏",
    }


def test_nothing_is_read_twice(tmp_path: Path) -> None:
    desk = Desk(tmp_path, a=3, b=1)
    once = desk.read()
    assert len(desk.pool.jobs) == 2 + 4
    assert desk.read() == once
    assert desk.pool.jobs == []


def test_a_copy_under_another_name_is_known(tmp_path: Path) -> None:
    desk = Desk(tmp_path, a=2)
    desk.read()
    desk.files = [PacketFile("other/名.pdf", tmp_path / "a", "sha of a")]
    (found,) = desk.read()
    assert desk.pool.jobs == []
    assert {page.file for page in found.pages} == {"other/名.pdf"}
    assert said(found) == ["a/1", "a/2"]


def test_another_engine_reads_anew(tmp_path: Path) -> None:
    desk = Desk(tmp_path, a=2)
    desk.read()
    desk.store = ReadingStore(tmp_path, "engine 2")
    desk.read()
    assert len(desk.pool.jobs) == 3


def test_a_page_without_its_picture_is_read_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, a=2)
    pages = desk.read()[0].pages
    (entry,) = tmp_path.rglob(f"{pages[1].image}.jpg")
    entry.unlink()
    desk.read()
    assert desk.pool.orders == [ReadPage(2)]


def test_a_page_that_fails_costs_itself(tmp_path: Path) -> None:
    desk = Desk(tmp_path, a=3, b=1)
    desk.pool.broken = {("a", 2)}
    first, second = desk.read()
    assert (first.status, first.error_code) == ("read", "page_failed")
    assert first.error is not None and "2" in first.error and "页面无法显示" in first.error
    assert [page.trouble for page in first.pages] == [None, "页面无法显示", None]
    assert (second.status, second.error) == ("read", None)
    desk.pool.broken = set()
    assert desk.read()[0].error is None  # a failure is not kept: it may pass
    assert len(desk.pool.jobs) == 1


def test_a_file_all_of_whose_pages_fail_has_failed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, a=1)
    desk.pool.broken = {("a", 1)}
    (found,) = desk.read()
    assert (found.status, found.error) == ("failed", "页面无法显示")


def test_a_file_that_cannot_be_counted_has_failed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, a=Failure("encrypted", "设有密码"), b=1)
    first, second = desk.read()
    assert (first.status, first.error_code, first.error) == ("failed", "encrypted", "设有密码")
    assert (first.pages, first.page_count) == ((), 0)
    assert second.status == "read"


def test_a_troubled_file_is_not_opened(tmp_path: Path) -> None:
    desk = Desk(tmp_path, a=1)
    desk.files.append(PacketFile("empty.pdf", tmp_path / "e", "", ("empty", "文件是空的")))
    *_, found = desk.read()
    assert (found.name, found.status, found.error_code) == ("empty.pdf", "failed", "empty")
    assert {source for _, source in desk.pool.jobs} == {tmp_path / "a"}


def test_progress_counts_all_pages(tmp_path: Path) -> None:
    desk = Desk(tmp_path, a=2, b=1)
    desk.read()
    assert desk.ticks == [(1, 3), (2, 3), (3, 3)]


def test_an_empty_packet(tmp_path: Path) -> None:
    assert Desk(tmp_path).read() == []


BOXES = [Box(0.1, 0.1, 0.2, 0.2), Box(0.3, 0.1, 0.4, 0.2)]


def test_second_readings_are_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path, a=1)
    page = desk.read()[0].pages[0]

    def ask(boxes: list[Box]) -> list[str]:
        found = read_again(page, boxes, desk.pool, desk.store)  # type: ignore[arg-type]
        return [reading["again"].text for reading in found]

    assert ask(BOXES[:1]) == ["0"]
    desk.pool.jobs.clear()
    third = Box(0.5, 0.1, 0.6, 0.2)
    assert ask([*BOXES, third]) == ["0", "0", "1"]  # the first known, the others asked in one job
    assert [len(order.boxes) for order in desk.pool.orders if isinstance(order, ReadAgain)] == [2]
    desk.pool.jobs.clear()
    assert ask([third, BOXES[0]]) == ["1", "0"]
    assert desk.pool.jobs == []


def test_a_second_reading_that_fails_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, a=1)
    page = desk.read()[0].pages[0]
    monkeypatch.setattr(desk.pool, "_do", lambda *job: Failure("reading_failed", "x"))
    assert read_again(page, BOXES, desk.pool, desk.store) == [{}, {}]  # type: ignore[arg-type]


SOUND = Signature(signer="样例税务局", intact=True, trusted=True, whole=True)


def test_signatures_are_told_and_vouch_for_the_pages(tmp_path: Path) -> None:
    desk = Desk(tmp_path, a=Contents(2, signed=True), b=1)
    desk.pool.signatures = (SOUND,)
    first, second = desk.read()
    assert first.signatures == (SOUND,) and second.signatures == ()
    assert [page.vouched for page in (*first.pages, *second.pages)] == [True, True, False]
    assert sum(isinstance(order, CheckSignatures) for order in desk.pool.orders) == 1


def test_other_roots_check_again_and_read_no_page_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, a=Contents(2, signed=True))
    desk.pool.signatures = (SOUND,)
    desk.read()
    desk.read()
    assert desk.pool.jobs == []
    desk.pool.signatures = (SOUND.model_copy(update={"trusted": False}),)
    (found,) = desk.read(Roots((b"another",)))
    assert desk.pool.jobs == [(CheckSignatures((b"another",)), tmp_path / "a")]
    assert not any(page.vouched for page in found.pages)
    assert desk.read()[0].signatures == (SOUND,)  # as kept for the roots of before


def test_a_check_that_could_not_be_finished_is_said_and_not_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path, a=Contents(1, signed=True))
    (found,) = desk.read()
    assert [one.note.zh for one in found.signatures if one.note] == ["签名检查未能完成"]
    assert found.status == "read" and not found.pages[0].vouched
    desk.pool.signatures = (SOUND,)
    assert desk.read()[0].signatures == (SOUND,)
