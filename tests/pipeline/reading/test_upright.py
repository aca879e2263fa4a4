"""Which way up a page is, with an engine that reads only what is upright."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from pipeline.reading.imaging.crops import Image, turn
from pipeline.reading.ocr import open_engine
from pipeline.reading.ocr.engine import Engine, LineReading, even
from pipeline.reading.page import read_page
from pipeline.reading.upright import Turn, find_turn, turn_quads
from tests.pipeline.reading.drawn import quad

TURNS: tuple[Turn, ...] = (0, 90, 180, 270)


class Stripes:
    """Reads a bar that is dark at its left and light at its right, well; nothing else."""

    name = mark = "stripes"

    def probe(self) -> None: ...

    def detect(self, image: Image, scale: float | None = None) -> list[NDArray[np.float32]]:
        grey = image.min(axis=2)
        _, found = cv2.threshold(grey, 200, 1, cv2.THRESH_BINARY_INV)
        _, _, stats, _ = cv2.connectedComponentsWithStats(found)
        return [quad(x, y, x + w, y + h) for x, y, w, h, _ in stats[1:]]

    def recognise(self, lines: Sequence[Image]) -> list[LineReading]:
        return [even("bar of ink", 0.98 if self._upright(line) else 0.4) for line in lines]

    def _upright(self, line: Image) -> bool:
        half = line.shape[1] // 2
        wide = line.shape[1] > line.shape[0]
        return bool(wide and line[:, :half].mean() < line[:, half:].mean() - 20)


def page_of_bars() -> Image:
    """Bars no longer than what is looked at of a line to tell its way up."""
    page = np.full((500, 360, 3), 255, dtype=np.uint8)
    for n in range(8):
        y = 40 + 50 * n
        page[y : y + 14, 40:80] = 0
        page[y : y + 14, 80 : 140 + 4 * n] = 150
    return page


@pytest.mark.parametrize("needed", TURNS)
def test_the_turn_that_makes_it_upright(needed: Turn) -> None:
    stored = turn(page_of_bars(), (360 - needed) % 360)
    engine = Stripes()
    assert find_turn(stored, engine.detect(stored), engine) == needed


def test_nothing_tells() -> None:
    blank = np.full((100, 80, 3), 255, dtype=np.uint8)
    assert find_turn(blank, [], Stripes()) == 0
    grey = np.full((100, 80, 3), 99, dtype=np.uint8)
    assert find_turn(grey, [quad(10, 10, 60, 16)], Stripes()) == 0


def test_a_few_upright_lines_do_not_outvote_the_page() -> None:
    """A landscape table with a narrow column of short words set upright."""
    page = page_of_bars()
    page[430:490, 300:312] = 0
    engine = Stripes()
    assert find_turn(page, engine.detect(page), engine) == 0


@pytest.mark.parametrize("needed", TURNS)
def test_a_long_edge_across_few_lines_is_not_their_run(needed: Turn) -> None:
    page = page_of_bars()
    page[180:] = 255
    page[20:480, 300:312] = 0
    stored = turn(page, (360 - needed) % 360)
    engine = Stripes()
    assert find_turn(stored, engine.detect(stored), engine) == needed


@pytest.mark.parametrize("clockwise", TURNS)
def test_quads_turn_with_their_page(clockwise: Turn) -> None:
    page = np.zeros((120, 200, 3), dtype=np.uint8)
    page[20:40, 30:110] = 255
    (found,) = turn_quads([quad(30, 20, 110, 40)], clockwise, 200, 120)
    turned = turn(page, clockwise)
    (x0, y0), (x1, y1) = found.min(axis=0).astype(int), found.max(axis=0).astype(int)
    assert (turned[y0:y1, x0:x1] == 255).all()
    assert turned.astype(int).sum() == turned[y0:y1, x0:x1].astype(int).sum()
    # The corners are named anew: top left first, clockwise.
    assert found[0].tolist() == [x0, y0] and found[2].tolist() == [x1, y1]


@pytest.mark.parametrize("needed", TURNS)
def test_a_read_page_is_upright(needed: Turn) -> None:
    stored = turn(page_of_bars(), (360 - needed) % 360)
    read = read_page(stored, Stripes())
    assert read.page.rotation == needed
    assert (read.page.width, read.page.height) == (360, 500)
    assert (read.picture == page_of_bars()).all()
    first = read.page.lines[0]
    assert first.place() == pytest.approx((40 / 360, 40 / 500, 140 / 360, 54 / 500), abs=0.01)
    assert [line.box.cy for line in read.page.lines] == sorted(ln.box.cy for ln in read.page.lines)


@pytest.mark.parametrize("lies", TURNS)
def test_a_page_that_somebody_says_is_upright_is_not_turned(lies: Turn) -> None:
    stored = turn(page_of_bars(), lies)
    read = read_page(stored, Stripes(), upright=True)
    assert read.page.rotation == 0
    assert (read.picture == stored).all()


WORDS = (
    "Contract number 2025 1015",
    "Employer Sample Limited",
    "Employee and monthly salary",
    "Signed on 15 October 2025",
    "Place of work Dongcheng",
)


@pytest.fixture(scope="module")
def real() -> Engine:
    return open_engine("rapidocr")


@pytest.fixture(scope="module")
def drawn() -> Image:
    image = Pillow.new("RGB", (900, 700), "white")
    for n, words in enumerate(WORDS):
        ImageDraw.Draw(image).text(
            (60, 60 + 110 * n), words, fill="black", font=ImageFont.load_default(44)
        )
    return np.asarray(image)[:, :, ::-1].copy()


@pytest.mark.engine
@pytest.mark.parametrize("needed", TURNS)
def test_a_drawn_page_is_turned_upright(needed: Turn, real: Engine, drawn: Image) -> None:
    stored = turn(drawn, (360 - needed) % 360)
    read = read_page(stored, real)
    assert read.page.rotation == needed
    text = " ".join(line.text for line in read.page.lines)
    assert "2025" in text and "Sample" in text


class Figures(Stripes):
    """Reads light bars as 0.00 whichever way they lie, dark-headed ones as words."""

    def recognise(self, lines: Sequence[Image]) -> list[LineReading]:
        return [
            even("0.00", 0.99)
            if line.min() > 100
            else even("收入", 0.98 if self._upright(line) else 0.3)
            for line in lines
        ]


@pytest.mark.parametrize("needed", [0, 180])
def test_figures_that_read_both_ways_do_not_tell(needed: Turn) -> None:
    page = page_of_bars()
    for n in range(7):  # all but the last row are figures
        page[40 + 50 * n : 54 + 50 * n, 40:80] = 150
    stored = turn(page, (360 - needed) % 360)
    engine = Figures()
    assert find_turn(stored, engine.detect(stored), engine) == needed
