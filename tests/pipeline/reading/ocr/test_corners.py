"""Corners of lines, told by a detector's map."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.reading.ocr.corners import corners_of

Map = NDArray[np.float32]


def seen(*bars: tuple[float, float, float, float, float, float]) -> Map:
    """A map of 320 x 240 with bars: middle x and y, length, height, degrees of lean, sureness."""
    shown = np.zeros((240, 320), dtype=np.float32)
    for x, y, length, high, lean, sure in bars:
        box = cv2.boxPoints(((x, y), (length, high), lean)).round().astype(np.int32)
        cv2.fillPoly(shown, [box], (sure,))
    return shown


def test_an_area_is_grown_to_its_line() -> None:
    (quad,) = corners_of(seen((160, 100, 120, 10, 0, 0.9)), 240, 320)
    grown = 1.6 * 120 * 10 / (2 * (120 + 10))  # its area by its girth
    expected = [[100 - grown, 95 - grown], [220 + grown, 95 - grown]]
    assert np.abs(quad[:2] - expected).max() < 2.5
    assert quad.dtype == np.float32 and quad.shape == (4, 2)
    assert (quad[2] > quad[0]).all() and quad[3, 0] < quad[2, 0]


def test_corners_are_those_of_the_picture() -> None:
    bar = seen((160, 100, 120, 10, 0, 0.9))
    (small,), (large,) = corners_of(bar, 240, 320), corners_of(bar, 720, 640)
    assert np.abs(large - small * (2, 3)).max() <= 2


@pytest.mark.parametrize("lean", [-20, 20, 90])
def test_a_leaning_line_keeps_its_corners_clockwise(lean: float) -> None:
    (quad,) = corners_of(seen((160, 120, 120, 12, lean, 0.9)), 240, 320)
    around = np.roll(quad, -1, axis=0) - quad
    turns = around[:, 0] * np.roll(around, -1, axis=0)[:, 1]
    turns -= around[:, 1] * np.roll(around, -1, axis=0)[:, 0]
    assert (turns > 0).all()


def test_what_is_unsure_thin_or_nothing_is_no_line() -> None:
    unsure, thin = (160, 60, 120, 10, 0, 0.4), (160, 180, 120, 1, 0, 0.9)
    assert corners_of(seen(unsure, thin), 240, 320) == []
    assert corners_of(seen(), 240, 320) == []


def test_at_the_edge_nothing_lies_beyond_it() -> None:
    (quad,) = corners_of(seen((10, 236, 60, 10, 0, 0.9)), 240, 320)
    assert quad.min() >= 0 and quad[:, 0].max() <= 319 and quad[:, 1].max() <= 239


def test_they_are_those_of_the_package_that_brings_the_models() -> None:
    """Its own way takes a hundred modules to load; what it gives is what was measured."""
    from rapidocr.ch_ppocr_det.utils import DBPostProcess

    lot = np.random.default_rng(5)
    places = lot.uniform((20, 20), (300, 220), (14, 2))
    bars = [(x, y, *lot.uniform((12, 3), (90, 14)), lot.uniform(-9, 9), 0.8) for x, y in places]
    shown = cv2.GaussianBlur(seen(*bars), (3, 3), 0)
    theirs = DBPostProcess(0.3, 0.5, 1000, 1.6, "fast", use_dilation=True)
    expected, _ = theirs(shown[None, None], (733, 901))
    found = corners_of(np.asarray(shown, np.float32), 733, 901)
    assert len(found) == len(expected) > 5
    for one, other in zip(found, expected, strict=True):
        assert np.array_equal(one, other)
