"""Bare margins of a page are not looked at, and what is found lies where it lies on the page."""

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.reading.imaging.crops import Image
from pipeline.reading.imaging.ink import inks_of
from pipeline.reading.inked import CELL, MAX_CELLS, STEP, detect_fine, detect_inked
from pipeline.reading.ocr.rapid import RapidOcr
from tests.pipeline.reading.drawn import Said, page, quad

ROWS = [Said(300, 300, "住所 海淀区青竹街道"), Said(300, 380, "成立日期 2017年07月25日")]


class Watched:
    """Finds one line along the whole of what it is shown, and keeps the sizes."""

    name = mark = "watched"

    def __init__(self) -> None:
        self.shown: list[tuple[int, ...]] = []

    def probe(self) -> None: ...

    def detect(self, image: Image, scale: float | None = None) -> list[NDArray[np.float32]]:
        self.shown.append(image.shape[:2])
        return [quad(0, 0, image.shape[1], image.shape[0])]

    def recognise(self, lines: object) -> list[object]:
        raise AssertionError("nothing is read here")


def dotted(places: list[tuple[int, int]]) -> Image:
    """A page of 1280 by 896 pixels, a cell of the detector for 32 of them, with dark blots."""
    picture = np.full((1280, 896, 3), 255, dtype=np.uint8)
    for x, y in places:
        picture[y : y + 12, x : x + 12] = 0
    return picture


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([(410, 500)], (352, 448, 480, 576)),  # the blot's cell and one about it, in whole steps
        ([(2, 2)], (0, 0, 128, 128)),
        ([(880, 1262)], (768, 1152, 896, 1280)),  # moved back where the page ends
        ([(2, 2), (880, 1262)], (0, 0, 896, 1280)),
        ([], (0, 0, 896, 1280)),  # nothing tells where to look
    ],
)
def test_what_is_shown(places: list[tuple[int, int]], expected: tuple[int, ...]) -> None:
    engine, picture = Watched(), dotted(places)
    (found,) = detect_inked(picture, inks_of(picture), engine)  # type: ignore[arg-type]
    assert (*found.min(axis=0), *found.max(axis=0)) == expected
    assert all(length % (CELL * STEP) == 0 for length in engine.shown[0])


def test_lines_are_found_as_on_the_whole_page(engine: RapidOcr) -> None:
    picture = page(ROWS)
    found = detect_inked(picture, inks_of(picture), engine)
    whole = engine.detect(picture)
    assert len(found) == len(whole) == len(ROWS)
    for one, other in zip(found, whole, strict=True):
        assert np.abs(one - other).max() <= 0.2 * (other[3, 1] - other[0, 1])


class Rows(Watched):
    """Finds each black bar of 40 pixels that it is shown whole."""

    def detect(self, image: Image, scale: float | None = None) -> list[NDArray[np.float32]]:
        self.shown.append(image.shape[:2])
        dark = np.flatnonzero((image[:, 300] == 0).all(axis=1))
        starts = [y for y in dark if y - 1 not in dark and y + 39 in dark]
        return [quad(300, y, 400, y + 40) for y in starts]


@pytest.mark.parametrize("shift", range(0, 130, 13))
def test_small_type_is_looked_at_in_bands_and_no_line_is_lost_or_doubled(shift: int) -> None:
    picture = np.full((2400, 1696, 3), 255, dtype=np.uint8)
    tops = range(20 + shift, 2360, 130)
    for top in tops:
        picture[top : top + 40, 300:400] = 0
    picture[2380:, 1600:] = picture[:16, :16] = 0  # the page is inked from corner to corner
    engine = Rows()
    found = detect_fine(picture, inks_of(picture), engine)  # type: ignore[arg-type]
    assert [int(one[0, 1]) for one in found] == list(tops)
    assert len(engine.shown) == 4 and len(set(engine.shown)) == 1
    assert max(high * wide for high, wide in engine.shown) <= MAX_CELLS * CELL**2
