"""Salt and pepper: dust, dropped dots, a worn drum. A page full of it hides its own lines.

Up to some 1,300 specks a megapixel the engine reads on as if they were not there; at 2,000 it
finds half of the lines (bench/README.md, repair). Small type is worse off without its specks
than with them, so a page is only calmed where that shows more text.
"""

import cv2
import numpy as np

from pipeline.reading.imaging.crops import Image

MANY = 1300.0  # specks a megapixel from which lines are lost
LARGEST = 9  # pixels a speck has at most
BAND, SHARE = 64, 4  # rows looked at together, and one of how many such bands
STANDS_OUT = 50  # levels of grey a speck is darker or lighter than what lies about it
FLAT = 40  # levels of grey the paper about a speck may vary by


def specked(picture: Image) -> bool:
    """Whether there are so many that lines are lost.

    A quarter of the page, in bands all over it, mostly tells.
    """
    bands = range(0, picture.shape[0], SHARE * BAND)
    some = [specks(picture[top : top + BAND]) for top in bands]
    return max(some) >= MANY / 2 and specks(picture) >= MANY


def specks(picture: Image) -> float:
    """Specks a megapixel: tiny spots alone on even ground, strokes and dots of text not counted."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    calm = cv2.medianBlur(grey, 5)
    spots = (cv2.absdiff(grey, calm) > STANDS_OUT).astype(np.uint8)
    _, _, stats, centres = cv2.connectedComponentsWithStats(spots, connectivity=8)
    tiny = stats[:, cv2.CC_STAT_AREA] <= LARGEST
    tiny[0] = False  # the ground
    at = centres[tiny].round().astype(int)
    about = np.ones((9, 9), np.uint8)
    even = cv2.dilate(calm, about) - cv2.erode(calm, about) < FLAT
    return float(even[at[:, 1], at[:, 0]].sum()) / (grey.size / 1e6)


def calmed(picture: Image) -> Image:
    """The picture without its specks; thin strokes lose a little too."""
    return np.asarray(cv2.medianBlur(picture, 3), dtype=np.uint8)
