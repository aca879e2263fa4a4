"""Salt-and-pepper noise: dust, lost dots, a worn drum. Much of it hides a page's lines.

Up to about 1,300 specks per megapixel of a page at 150 dpi the engine reads as if there were none;
at 2,000 it finds half of the lines (bench/README.md, repair). So lines are also looked for without
them if there are many.
"""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.crops import Image

MANY = 1300.0  # specks per megapixel of a usual picture above which lines are lost
USUAL = 2.17  # megapixels of a page of A4 at 150 dpi; on a larger picture a speck is larger
MAX_SPECK_PIXELS = 16  # maximum pixels of a speck on a usual picture
KERNEL = 7  # pixels of the median that removes the specks of a usual picture
BAND, SHARE = 64, 4  # rows of a band, and one of how many bands is examined
STANDS_OUT = 50  # grey levels by which a speck differs from its surroundings
FLAT = 40  # grey levels by which the paper around a speck may vary


class _Specks(NamedTuple):
    """The specks of a picture, or of a band of it."""

    number: int
    mask: NDArray[np.bool_]
    kernel: int
    """Pixels of a median that removes them."""


def specked(picture: Image) -> bool:
    """Whether there are so many specks that lines are lost.

    A quarter of the page, in bands spread over it, is usually enough to tell.
    """
    larger = _larger(picture)
    bands = range(0, picture.shape[0], SHARE * BAND)
    some = [_density(picture[top : top + BAND], larger) for top in bands]
    return max(some) >= MANY / 2 and _density(picture, larger) >= MANY


def specks(picture: Image) -> float:
    """Specks per megapixel of a usual picture: isolated spots on plain paper, no parts of text."""
    return _density(picture, _larger(picture))


def calmed(picture: Image) -> Image:
    """The picture without its specks, and without points between figures; strokes stay."""
    found = _found(picture, _larger(picture))
    about = cv2.dilate(found.mask.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    calm = picture.copy()
    calm[about] = cv2.medianBlur(picture, found.kernel)[about]
    return calm


def _larger(picture: Image) -> float:
    """How many times more pixels the page has than a usual picture; at least 1."""
    return max(1.0, _megapixels(picture) / USUAL)


def _megapixels(part: Image) -> float:
    height, width = part.shape[:2]
    return float(height * width) / 1e6


def _density(part: Image, larger: float) -> float:
    return _found(part, larger).number * larger / _megapixels(part)


def _found(part: Image, larger: float) -> _Specks:
    kernel = 2 * round((KERNEL * larger**0.5 - 1) / 2) + 1
    grey = cv2.cvtColor(part, cv2.COLOR_BGR2GRAY)
    calm = cv2.medianBlur(grey, kernel)
    spots = (cv2.absdiff(grey, calm) > STANDS_OUT).astype(np.uint8)
    _, labels, stats, centres = cv2.connectedComponentsWithStats(spots, connectivity=8)
    tiny = stats[:, cv2.CC_STAT_AREA] <= MAX_SPECK_PIXELS * larger
    tiny[0] = False  # the background
    at = centres.round().astype(int)
    about = np.ones((9, 9), np.uint8)
    even = cv2.dilate(calm, about) - cv2.erode(calm, about) < FLAT
    tiny &= even[at[:, 1], at[:, 0]]
    return _Specks(int(tiny.sum()), tiny[labels], kernel)
