"""Second readings of slanted text are made of a level picture of it."""

import cv2
import numpy as np
import pytest

from core.models.geometry import Box
from core.models.page import Line, Page
from pipeline.reading.closer import slope_at
from pipeline.reading.imaging.crops import Image, cut_box, cut_level

WIDTH, HEIGHT = 1000, 800
FALLS = 0.1  # pixels per pixel


def line(x0: float, y0: float, x1: float, high: float, falls: float) -> Line:
    """A line that falls by `falls` pixels per pixel."""
    y1 = y0 + falls * (x1 - x0) * WIDTH / HEIGHT
    quad = (x0, y0, x1, y1, x1, y1 + high, x0, y0 + high)
    return Line(
        text="于2022年", box=Box(x0, y0, x1, y0 + high), quad=quad, confidence=1.0,
        cuts=tuple(n / 6 for n in range(7)), certainty=(1.0,) * 6,
    )  # fmt: skip


def page(*lines: Line) -> Page:
    return Page(file="a", number=1, width=WIDTH, height=HEIGHT, lines=lines)


@pytest.mark.parametrize("falls", [FALLS, -FALLS, 0.0])
def test_the_slope_is_that_of_the_line_in_the_box(falls: float) -> None:
    one, other = line(0.1, 0.3, 0.9, 0.03, falls), line(0.1, 0.5, 0.9, 0.03, -falls)
    assert slope_at(page(one, other), one.place(2, 5)) == pytest.approx(falls, abs=1e-3)
    assert slope_at(page(one, other), other.place(2, 5)) == pytest.approx(-falls, abs=1e-3)


def test_text_that_falls_by_less_than_its_height_matters_stays_as_it_is() -> None:
    short = line(0.1, 0.3, 0.14, 0.03, 0.03)
    assert slope_at(page(short), short.place()) == 0.0
    assert slope_at(page(short), Box(0.1, 0.6, 0.2, 0.63)) == 0.0  # no line there


def test_slanted_text_is_cut_out_level() -> None:
    """Of the rows above and below, which fall into its box, hardly anything is left."""
    image: Image = np.full((HEIGHT, WIDTH, 3), 255, dtype=np.uint8)
    rows = [line(0.1, y, 0.9, 0.03, FALLS) for y in (0.36, 0.40, 0.44)]
    for row, colour in zip(rows, ((0, 0, 200), (0, 0, 0), (0, 0, 200)), strict=True):
        corners = np.array(row.quad, dtype=np.float64).reshape(4, 2) * (WIDTH, HEIGHT)
        cv2.fillPoly(image, [corners.round().astype(np.int32)], colour)
    box = rows[1].place(1, 5)
    level = cut_level(image, box, FALLS, 0.0, 0.0)
    assert level.shape[0] == pytest.approx(0.03 * HEIGHT, abs=3)
    assert level.shape[1] == pytest.approx(0.8 * WIDTH * 4 / 6, rel=0.02)
    assert red(level) < 0.05 < 0.5 < red(cut_box(image, box))
    assert np.array_equal(cut_level(image, box, 0.0, 0.3, 0.1), cut_box(image, box, 0.3, 0.1))


def red(image: Image) -> float:
    return float((image[..., 2] > image[..., 0] + 100).mean())
