"""Whether a page is so full of specks that lines are lost: a quarter of it mostly tells."""

import numpy as np
import pytest

from pipeline.reading.imaging.crops import Image
from pipeline.reading.imaging.specks import MANY, specked, specks

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
