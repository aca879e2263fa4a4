"""Thins out grey seals, so that the lines they cross can be detected.

On a black-and-white copy a seal is as colourless as the text. Mostly it is fainter, though, and its
rim shows how faint. What is darker than the rim stays, the rest becomes white: too rough for
recognition, good enough for detection.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from core.models.geometry import Box
from core.models.page import Seal
from pipeline.reading.imaging.ink import levelled, paper_of

Image = NDArray[np.uint8]

RIM = (0.92, 1.0)  # of the seal's radius: where its rim is
DARKER = 25  # of 255: text is at least this much darker than the rim
MIN_DARK_SHARE = 0.003  # of the box: with less dark ink there is no text to uncover
EDGES = np.ones((5, 5), np.uint8)  # keeps the soft edges of dark strokes


def without_grey_seals(image: Image, seals: Sequence[Seal]) -> Image:
    """The image with the ink of round grey seals made white; the same image if there are none."""
    grey = [seal for seal in seals if seal.colour == "grey" and seal.shape in ("round", "oval")]
    if not grey:
        return image
    clean = image.copy()
    for seal in grey:
        _thin(clean, seal.box)
    return clean


def _thin(image: Image, box: Box) -> None:
    """Whiten, in place, everything in the box's ellipse that is no darker than its rim."""
    height, width = image.shape[:2]
    x0, y0 = max(0, int(box.x0 * width)), max(0, int(box.y0 * height))
    x1, y1 = min(width, int(box.x1 * width) + 1), min(height, int(box.y1 * height) + 1)
    if x1 - x0 < 16 or y1 - y0 < 16:
        return
    part = image[y0:y1, x0:x1]
    ink = cv2.bitwise_not(levelled(part).max(axis=2))
    rows, columns = np.mgrid[y0:y1, x0:x1]
    middle, half = (box.cx * width, box.cy * height), (box.width * width, box.height * height)
    reach = np.hypot((columns - middle[0]) * 2 / half[0], (rows - middle[1]) * 2 / half[1])
    rim = ink[(reach > RIM[0]) & (reach < RIM[1])]
    if rim.size == 0:
        return
    own = float(np.percentile(rim, 90))
    text = (ink > own + DARKER).astype(np.uint8)
    if np.count_nonzero(text) < MIN_DARK_SHARE * text.size:
        return  # any text is no darker than the seal and would be removed with it
    dark = cv2.dilate(text, EDGES)
    gone = (dark == 0) & (reach < RIM[1] + 0.03)
    part[gone] = paper_of(part)[gone]
