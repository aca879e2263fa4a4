"""Whether a page is so full of specks that lines are lost, and the page without them."""

import cv2
import numpy as np
import pytest

from pipeline.reading.imaging.crops import Image
from pipeline.reading.imaging.specks import MANY, calmed, specked, specks

SIZE = (1600, 1200)


def sprinkled(per_megapixel: int, rows: slice = slice(None)) -> Image:
    """Paper with so many single dark pixels a megapixel, in these rows."""
    page = np.full((*SIZE, 3), 250, dtype=np.uint8)
    dice = np.random.default_rng(3)
    part = page[rows]
    count = round(per_megapixel * part.shape[0] * part.shape[1] / 1e6)
    part[dice.integers(0, part.shape[0], count), dice.integers(0, part.shape[1], count)] = 20
    return page


@pytest.mark.parametrize("many", [0, 300, 900, 1600, 2500])
def test_as_the_whole_page_tells(many: int) -> None:
    page = sprinkled(many)
    assert specked(page) == (specks(page) >= MANY)


def test_specks_of_one_part_do_not_stand_for_the_page() -> None:
    page = sprinkled(4000, slice(0, 200))
    assert specks(page) < MANY
    assert not specked(page)


@pytest.mark.parametrize("scale", [1.33, 2.0])
def test_a_larger_picture_of_a_page_has_larger_specks(scale: float) -> None:
    """A page drawn at 200 or 300 dpi was read without most of its lines."""
    page = sprinkled(2500)
    page = cv2.dilate(255 - page, np.ones((2, 2), np.uint8))
    larger = cv2.resize(255 - page, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    assert specked(np.asarray(larger, np.uint8))


def test_strokes_stay_when_specks_go() -> None:
    page = sprinkled(2000)
    text = np.full_like(page, 250)
    cv2.putText(text, "2019-03-05 1,200.50", (60, 800), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (20,) * 3)
    calm = calmed(np.minimum(page, text))
    assert specks(calm) < MANY / 20
    strokes = text < 100
    assert (calm[strokes] < 130).mean() > 0.95
