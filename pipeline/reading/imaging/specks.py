"""Salt-and-pepper noise: dust, lost dots, a worn drum. Much of it hides a page's lines.

Up to about 1,300 specks per megapixel the engine reads as if there were none; at 2,000 it finds
half of the lines (bench/README.md, repair). Removing the specks harms small type more than the
specks do, so a page is only cleaned if that shows more text.
"""

import cv2
import numpy as np

from pipeline.reading.imaging.crops import Image

MANY = 1300.0  # specks per megapixel above which lines are lost
MAX_SPECK_PIXELS = 9  # maximum pixels of a speck
BAND, SHARE = 64, 4  # rows of a band, and one of how many bands is examined
STANDS_OUT = 50  # grey levels by which a speck differs from its surroundings
FLAT = 40  # grey levels by which the paper around a speck may vary


def specked(picture: Image) -> bool:
    """Whether there are so many specks that lines are lost.

    A quarter of the page, in bands spread over it, is usually enough to tell.
    """
    bands = range(0, picture.shape[0], SHARE * BAND)
    some = [specks(picture[top : top + BAND]) for top in bands]
    return max(some) >= MANY / 2 and specks(picture) >= MANY


def specks(picture: Image) -> float:
    """Specks per megapixel: tiny isolated spots on plain paper, no strokes or dots of text."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    calm = cv2.medianBlur(grey, 5)
    spots = (cv2.absdiff(grey, calm) > STANDS_OUT).astype(np.uint8)
    _, _, stats, centres = cv2.connectedComponentsWithStats(spots, connectivity=8)
    tiny = stats[:, cv2.CC_STAT_AREA] <= MAX_SPECK_PIXELS
    tiny[0] = False  # the background
    at = centres[tiny].round().astype(int)
    about = np.ones((9, 9), np.uint8)
    even = cv2.dilate(calm, about) - cv2.erode(calm, about) < FLAT
    return float(even[at[:, 1], at[:, 0]].sum()) / (grey.size / 1e6)


def calmed(picture: Image) -> Image:
    """The picture without its specks; thin strokes are damaged a little too."""
    return np.asarray(cv2.medianBlur(picture, 3), dtype=np.uint8)
