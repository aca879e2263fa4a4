"""Isolated characters: the detector finds no line in only one or two characters.

Examples: 女 after 性别, 汉 in a cell, a last 一 or 之一 wrapped to its own row. Position tells them
from stains: on the row of a line that ends to their left, or where the next row of the line above
begins.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from core.models.geometry import Box
from pipeline.reading.imaging.crops import Quad
from pipeline.reading.imaging.unread import HIGH, InkRow, Loose

MAX_PLACE_WIDTH = 2.4  # line heights: two characters and the gap between them
LOW = 0.5  # of a line's height: the minimum height of a character; a 一 is lower
FLAT, FLAT_WIDE = 0.3, (0.42, 1.2)  # of a line's height: a 一
WITHIN = 0.35  # of a line's height: the maximum gap within or between two characters
CLEAR = 0.6  # of a line's height: no other ink is this near on the row or below
BEHIND = (0.2, 9.0)  # of a line's height: distance after a line on its row
LEVEL = 0.35  # of a line's height: the maximum difference of their middles
BELOW = (0.5, 1.9)  # of a line's height: distance below the middle of the line above
BEGINS = 0.6  # of a line's height: the maximum offset of its left end from that of the line above
LONG = 7.0  # of its height: the minimum length of a line that wraps
LIKE = (0.6, 1.6)  # of the line's height: larger or smaller type does not belong to it
FULL = (0.06, 0.9)  # the inked share of a character's place
MAX_PLACES = 16  # on a page; more of them are a background pattern


def lone_characters(loose: Loose, quads: Sequence[Quad]) -> list[InkRow]:
    """Where one or two characters are isolated beside or below a line, in the picture's pixels.

    `quads` are all lines found, including those of second passes. A 一 gets the square of a
    character.
    """
    x, y = loose.factor.tolist()
    lines = [Box(*(_extent(quad) * np.tile(loose.factor, 2))) for quad in quads]
    found = []
    for place in _places(loose, lines):
        line = _beside(place, lines, loose.high) or _above(place, lines, loose.high)
        if line is not None:
            down = max(0.0, (line.height - place.height) / 2)
            flat = place.height <= FLAT * loose.high
            across = max(0.0, (line.height - place.width) / 2) if flat else 0.0
            whole = Box(place.x0 - across, place.y0 - down, place.x1 + across, place.y1 + down)
            found.append(InkRow(whole.x0 / x, whole.y0 / y, whole.x1 / x, whole.y1 / y))
    return found if len(found) <= MAX_PLACES else []


def _places(loose: Loose, lines: Sequence[Box]) -> list[Box]:
    """The extents of small groups of ink with empty space around them."""
    high = loose.high
    side = max(1, round(WITHIN * high))
    joined = cv2.morphologyEx(loose.ink, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    found = []
    for left, top, w, h, _ in stats[1:]:
        upright = LOW * high <= h <= HIGH * high and 0.3 * high <= w <= MAX_PLACE_WIDTH * high
        flat = h <= FLAT * high and FLAT_WIDE[0] * high <= w <= FLAT_WIDE[1] * high
        if not (upright or flat):
            continue
        inked = float(loose.ink[top : top + h, left : left + w].mean())
        place = Box(float(left), float(top), float(left + w), float(top + h))
        if (flat or FULL[0] <= inked <= FULL[1]) and _clear(place, loose, lines):
            found.append(place)
    return found


def _clear(place: Box, loose: Loose, lines: Sequence[Box]) -> bool:
    """Whether there is empty space around the place, and no line covers it."""
    if any(place.overlap(line) > 0.2 for line in lines):
        return False
    reach = max(2, round(CLEAR * loose.high))
    rows, columns = loose.ink.shape
    x0, x1 = max(0, int(place.x0) - reach), min(columns, int(place.x1) + reach)
    y0, y1 = max(0, int(place.y0) - 1), min(rows, int(place.y1) + 1)
    around = loose.ink[y0:y1, x0:x1]
    own = loose.ink[int(place.y0) : int(place.y1), int(place.x0) : int(place.x1)]
    return int(around.sum()) - int(own.sum()) <= 0.1 * int(own.sum())


def _beside(place: Box, lines: Sequence[Box], high: float) -> Box | None:
    """The line that the place continues: nearest on the left, level and of its size."""
    if place.height < LOW * high:
        return None
    level = [ln for ln in lines if abs(ln.cy - place.cy) <= LEVEL * ln.height and ln.x1 < place.cx]
    line = max(level, key=lambda ln: ln.x1, default=None)
    if line is None or not BEHIND[0] * high <= place.x0 - line.x1 <= BEHIND[1] * high:
        return None
    return line if LIKE[0] <= place.height / line.height * 1.3 <= LIKE[1] else None


def _above(place: Box, lines: Sequence[Box], high: float) -> Box | None:
    """The long line above whose next row begins at the place."""
    for line in lines:
        begins = abs(line.x0 - place.x0) <= BEGINS * line.height
        under = BELOW[0] * line.height <= place.cy - line.cy <= BELOW[1] * line.height
        if begins and under and line.width >= LONG * line.height:
            return line
    return None


def _extent(quad: Quad) -> NDArray[np.float32]:
    return np.concatenate([quad.min(axis=0), quad.max(axis=0)])
