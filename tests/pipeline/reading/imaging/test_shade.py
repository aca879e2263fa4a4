"""A seal's ink as it shines through what crosses it."""

import numpy as np
import pytest

from pipeline.reading.imaging.rings import Ring
from pipeline.reading.imaging.seals import find_seals, seal_lines
from pipeline.reading.imaging.shade import Image, shade
from pipeline.reading.imaging.votes import ScoredText
from pipeline.reading.ocr.rapid import RapidOcr
from tests.pipeline.reading.imaging.test_seals_read import stamp

RING = Ring(100.0, 100.0, 90.0, 90.0, 0.0, 1.0)


def crossed(print_shows: float) -> Image:
    """White paper with a red bar, and a vertical one of print over it that lets so much through."""
    light = np.ones((200, 200, 3))
    light[80:120, 20:180] *= (0.3, 0.3, 0.85)
    light[:, 90:110] *= print_shows
    return np.asarray(light * 255, dtype=np.uint8)


def test_red_ink_is_seen_through_print_that_lets_light_through() -> None:
    ink = shade(crossed(0.6), "red", RING)
    below, beside, print_alone, paper = ink[100, 100], ink[100, 50], ink[40, 100], ink[40, 50]
    assert abs(int(below) - int(beside)) < 12
    assert beside > 120
    assert print_alone < 12 and paper < 12


def test_what_lets_nothing_through_is_filled_from_beside() -> None:
    ink = shade(crossed(0.05), "red", RING)
    assert ink[100, 100] > 100
    assert ink[40, 100] < 12


@pytest.mark.parametrize(
    ("name", "unit"),
    [("official", "北京样例云图科技有限公司"), ("official_bw", "北京样例云图科技有限公司")],
)
def test_a_name_within_that_of_the_seal_is_not_what_it_says(
    engine: RapidOcr, name: str, unit: str
) -> None:
    """A company whose name is the end of another's is not that other."""
    image = stamp(name)
    (seal,) = find_seals(
        image, lambda images: [ScoredText(r.text, r.certainty) for r in engine.recognise(images)]
    )
    (lines,) = seal_lines(image, [seal.box], "ring")
    own, within = (
        max(engine.fit([line], [word], "财务专用章")[0] for line in lines)
        for word in (unit, unit.removeprefix("北京"))
    )
    assert own > 0.3
    assert within < 0.1
    anywhere = max(engine.fit([line], [unit.removeprefix("北京")])[0] for line in lines)
    assert anywhere > 0.3
