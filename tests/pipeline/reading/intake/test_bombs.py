"""Bombs of every kind through a real worker: told as what they are, in bounded time and memory.

Time is the processor's, as the budget counts it; memory is the worker's peak, reset before each.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from core.errors import InputError
from core.limits import MIB
from core.models.page import FileReading
from pipeline.reading.box import process
from pipeline.reading.budget import Budget
from pipeline.reading.files import read_files
from pipeline.reading.intake.packet import PacketFile, open_packet
from pipeline.reading.orders import CountPages
from pipeline.reading.pool import Pool
from pipeline.reading.store import ReadingStore
from pipeline.settling.legible import unread
from tests.pipeline.reading.intake import bombs
from tests.pipeline.reading.intake.bombs import BOMBS, Make, many_pages, nested_forms, one_page
from tests.pipeline.reading.workers import WORKER

pytestmark = pytest.mark.program

PLENTY = 100_000.0  # seconds of a budget that is only there to count
MOST_SECONDS = 12.0  # of a processor: a quarter of what a file may take
MOST_MEMORY = 1536 * MIB  # beside what the worker held before: three quarters of what it may


class Used(NamedTuple):
    """What a file was answered with, and what that took."""

    reading: FileReading
    seconds: float
    memory: int


class Desk:
    """One worker for all bombs, and what it uses."""

    def __init__(self, pool: Pool, folder: Path) -> None:
        self.pool, self.folder, self.number = pool, folder, 0

    def read(self, data: bytes, beside: bytes | None = None) -> list[Used]:
        """Read a file, and another one in the same packet."""
        self.number += 1
        files = [self._file(f"{n}", one) for n, one in enumerate([data, beside]) if one is not None]
        self.pool.submit(CountPages(), files[0].path.with_name("no file")).result()
        before = _peak(anew=True)
        count = Budget(PLENTY)
        store = ReadingStore(self.folder / f"store {self.number}", "puppet")
        readings = read_files(files, self.pool, store, lambda done, total: None, budget=count)
        return [Used(one, PLENTY - count.left, _peak() - before) for one in readings]

    def _file(self, name: str, data: bytes) -> PacketFile:
        path = self.folder / f"{self.number} {name}"
        path.write_bytes(data)
        return PacketFile(name, path, f"{self.number} {name}")


def _peak(*, anew: bool = False) -> int:
    """The largest resident memory of our children so far; `anew` counts from now on."""
    largest = 0
    for task in Path("/proc/self/task").iterdir():
        for child in (task / "children").read_text().split():
            place = Path("/proc") / child
            if anew:
                (place / "clear_refs").write_text("5")
            rows = (place / "status").read_text().splitlines()
            held = next((row for row in rows if row.startswith("VmHWM")), "0 0")
            largest = max(largest, int(held.split()[1]) * 1024)
    return largest


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "WORKER", WORKER)
        with Pool("puppet", None, 1) as pool:
            pool.warm()
            yield Desk(pool, tmp_path_factory.mktemp("bombs"))


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_told_and_costs_little(desk: Desk, name: str) -> None:
    make, words = BOMBS[name]
    (used,) = desk.read(make())
    if words:  # it is a person's to look at
        assert words in (used.reading.error or "")
        assert unread([used.reading], [])
    else:
        assert (used.reading.status, used.reading.error) == ("read", None)
    assert used.seconds <= MOST_SECONDS
    assert used.memory <= MOST_MEMORY


@pytest.mark.parametrize("make", [nested_forms, bombs.webp, bombs.packed_objects])
def test_a_neighbour_is_read(desk: Desk, make: Make) -> None:
    good = one_page("0 0 m 300 300 l 400 20 l f")
    bomb, neighbour = desk.read(make(), good)
    assert bomb.reading.status == "failed"
    assert (neighbour.reading.status, neighbour.reading.error) == ("read", None)


def test_three_hundred_such_pages(desk: Desk) -> None:
    """Each is weighed, none drawn, every one named."""
    more = [bombs.form("/F Do\n" * 10, f"/XObject<</F {n + 6} 0 R>>") for n in range(9)]
    more.append(bombs.form("0 0 5 5 re f"))
    (used,) = desk.read(many_pages(300, "/F Do", "/XObject<</F 5 0 R>>", more))
    assert len([page for page in used.reading.pages if page.trouble]) == 300
    assert used.seconds <= MOST_SECONDS


def test_light_pages_beside_a_heavy_one_are_read(desk: Desk) -> None:
    data = many_pages(3, "0 0 m 300 300 l 400 20 l f", "/XObject<</F 5 0 R>>", _heavy())
    (used,) = desk.read(data.replace(b"/Contents 4 0 R", b"/Contents 7 0 R", 1))
    first, second, third = used.reading.pages
    assert "复杂" in (first.trouble or "")
    assert (second.trouble, third.trouble) == (None, None)
    assert "第 1 页" in (used.reading.error or "")
    assert used.reading.error_code == "page_failed"


def _heavy() -> list[bytes | str]:
    """A form, what it draws a million times, and a content that draws the form."""
    return [
        bombs.form("/F Do\n" * 1000, "/XObject<</F 6 0 R>>"),
        bombs.form("0 0 5 5 re f\n" * 1000),
        bombs.stream("/F Do"),
    ]


def test_zips_in_zips_are_not_opened(desk: Desk, tmp_path: Path) -> None:
    inner = b"x"
    for _ in range(20):
        inner = _zip("a.zip", inner)
    (tmp_path / "a.zip").write_bytes(inner)
    with open_packet(tmp_path / "a.zip") as packet:
        (held,) = packet.files
        (used,) = desk.read(held.path.read_bytes())
    assert used.reading.error_code == "unsupported"
    assert "压缩包" in (used.reading.error or "")


def test_a_zip_that_lies_about_its_sizes(tmp_path: Path) -> None:
    """What is unpacked is never more than was told."""
    data = bytearray(_zip("a.pdf", bytes(50 * MIB)))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.rindex(mark) + at
        data[start : start + 4] = (10).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(data)
    with open_packet(tmp_path / "a.zip") as packet:
        (held,) = packet.files
        assert held.trouble is not None and held.trouble[0] == "damaged_member"
        assert held.path.stat().st_size <= 10


def test_a_zip_of_one_thing_many_times(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(100):
            archive.writestr(f"{n}.pdf", bytes(2 * MIB))
    (tmp_path / "a.zip").write_bytes(out.getvalue())
    with pytest.raises(InputError, match="压缩包"), open_packet(tmp_path / "a.zip"):
        pass


def _zip(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()
