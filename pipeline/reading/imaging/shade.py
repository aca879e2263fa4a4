"""A seal's ink under what crosses it, in soft shades.

`separate.py` removes what crosses a seal, and loses strokes with it. Here nothing is removed: red
ink below black print shows as the difference of green and red light, as far as the print lets light
through. Only fully hidden places are filled from their surroundings. On a grey copy only the darker
print is filled, without its soft edges. Used to match known names.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.ink import levelled
from pipeline.reading.imaging.rings import Ring
from pipeline.reading.imaging.separate import DARKER, REACH, SMALL, Colour, along_rim

Image = NDArray[np.uint8]

MIN_LIGHT = 12.0  # of 255: darker pixels have no reliable colour
HIDDEN = 110  # of 255: where the paper is darker in the seal's own light, its ink is not visible


def shade(crop: Image, colour: Colour, ring: Ring) -> Image:
    """The ink, 0..255, of the seal with this outline on a BGR crop around it."""
    level = levelled(crop)
    if colour == "grey":
        ink = np.asarray(cv2.bitwise_not(level.max(axis=2)), np.uint8)
        along = along_rim(ink, ring)
        own = float(np.median(along)) if along.size else 255.0
        return _filled(ink, cv2.dilate((ink > own + DARKER).astype(np.uint8), SMALL))
    lacks, shows = (1, 2) if colour == "red" else (2, 0)
    light = np.maximum(level.astype(np.float32), MIN_LIGHT)
    paper = np.clip(255.0 * light[:, :, lacks] / light[:, :, shows], 0, 255)
    hidden = (level[:, :, shows] < HIDDEN).astype(np.uint8)
    return _filled(np.asarray(255 - paper.astype(np.uint8), np.uint8), hidden)


def _filled(ink: Image, hidden: cv2.typing.MatLike) -> Image:
    return np.asarray(cv2.inpaint(ink, hidden, REACH, cv2.INPAINT_TELEA), np.uint8)
