"""Lines with blanks to fill in, where what is written on a blank was not read.

One character with a long rule under it is lost to the recogniser: 性别：女 is read as 性别：__, or
without its end.
"""

import re
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.crops import Image

_BLANK = re.compile(r"_{2,}")
LONG = 1.2  # of a line's height: the minimum length of a rule
UNREAD = 1.0  # line heights: a longer rest without a character may be a blank
INKED = 0.03  # ink over a blank if something is written there, as a share of its height squared
DARK = 60  # of 255: how much darker than the paper ink is
EDGE = 0.12  # of a line's height: the top and bottom of the picture, where other lines may be


def blanks_of(text: str, cuts: Sequence[float], slender: float) -> list[tuple[float, float]]:
    """Where a line may have blanks, from start to end, as shares of its width.

    `cuts` bound its characters, as shares of the width too; it is `slender` times as wide as high.
    """
    if len(cuts) != len(text) + 1:
        return []
    blanks = [(cuts[match.start()], cuts[match.end()]) for match in _BLANK.finditer(text)]
    rest = [(cuts[-1], 1.0)] if (1 - cuts[-1]) * slender > UNREAD else []
    return blanks + rest


def written_blank(line: Image, blanks: Sequence[tuple[float, float]]) -> Image | None:
    """The line's picture without its rules, if there is ink over one of its blanks."""
    height, width = line.shape[:2]
    grey = cv2.cvtColor(line, cv2.COLOR_BGR2GRAY)
    paper = int(np.percentile(grey, 80))
    ink = (grey < paper - DARK).astype(np.uint8)
    rules = _rules(ink)
    if not rules.any():
        return None
    edge = round(EDGE * height)
    over = np.where(rules > 0, np.uint8(0), ink)[edge : height - edge]
    places = (over[:, round(a * width) : round(b * width)] for a, b in blanks)
    if not any(int(place.sum()) > INKED * height * height for place in places):
        return None
    bare = line.copy()
    bare[rules > 0] = np.median(line[grey >= paper - DARK // 2], axis=0).astype(np.uint8)
    return bare


def _rules(ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The horizontal rules of a line's picture, with their soft edges."""
    run = max(9, round(LONG * ink.shape[0]))
    found = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    return np.asarray(cv2.dilate(found, np.ones((3, 1), np.uint8)), np.uint8)
