"""Extends lines to the ink at their end: the detector cuts off a last 一 or 、.

A thin stroke or small mark at the end of a line has little ink, and the detector's quad may end a
third of a line's height or more before it.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.crops import Image, Quad
from pipeline.reading.imaging.ink import Inks

MIN_LINE_HEIGHT = 6.0  # pixels of a line on the reduced page
LYING = 0.12  # rise over run: steeper lines are not extended
NEAR = 0.6  # of the line's height: the maximum gap before ink that still belongs to the line
REACH = 1.4  # of the height: ink that continues farther is a rule or a drawing
GAP = 0.35  # of the height: a gap this wide ends the line
SHORT = 0.15  # of the height: less ink than this beyond the end is the edge of the last character
PADDINGS = (0.6, 0.2)  # of the height, after the last ink: a 、 at the very edge is not recognised
BODY = (0.1, 0.9)  # of the height: ink outside is an underline or belongs to a neighbour
AROUND = 0.3  # of the height, above and below: ink that fills even this is a table rule
LEANING = np.ones((1, 3), np.uint8)
DARK = 0.5  # of the line's own darkness
MIN_DARKNESS = 24  # of 255: even faded type is darker than twice this


def drawn_out(quads: Sequence[Quad], inks: Inks, width: int, height: int) -> list[Quad]:
    """The lines, on a picture of that size, each extended to the end of its ink."""
    rows, columns = inks.dark.shape
    factor = np.array([columns / width, rows / height], dtype=np.float32)
    wet = np.asarray(cv2.max(inks.dark, cv2.add(inks.blue, inks.blue)), np.uint8)
    small = [np.asarray(quad * factor, np.float32) for quad in quads]
    places = np.array([[*q.min(axis=0), *q.max(axis=0)] for q in small]).reshape(-1, 4)
    longer = []
    for number, (quad, here) in enumerate(zip(quads, small, strict=True)):
        more = _beyond(here, wet)
        others = np.delete(places, number, axis=0)
        if way := next((one for one in more if not _taken(here, one, others)), 0.0):
            along = (here[1] - here[0]) / np.linalg.norm(here[1] - here[0])
            quad = quad.copy()
            quad[1:3] += along * way / factor
        longer.append(quad)
    return longer


def _beyond(quad: Quad, wet: Image) -> tuple[float, ...]:
    """How much longer the line must be to include the ink after it; empty if there is none."""
    across, down = quad[1] - quad[0], (quad[3] - quad[0] + quad[2] - quad[1]) / 2
    high = float(np.linalg.norm(down))
    if high < MIN_LINE_HEIGHT or across[0] < high or abs(across[1]) > LYING * across[0]:
        return ()
    right, middle = float(quad[1:3, 0].mean()), float(quad[1:3, 1].mean())
    left, top = int(right) - 1, middle - high / 2
    if left < 0 or top < 0 or middle + high > wet.shape[0]:
        return ()
    within = slice(int(top + BODY[0] * high), int(top + BODY[1] * high) + 1)  # between rules
    own = wet[within, max(0, left - round(3 * high)) : left]
    least = max(MIN_DARKNESS, DARK * float(np.percentile(own, 95))) if own.size else 255.0
    tall = wet[
        max(0, int(top - AROUND * high)) : int(top + (1 + AROUND) * high) + 1,
        left : left + round(REACH * high) + 1,
    ]
    above = int(top) - max(0, int(top - AROUND * high))
    ink = tall > least
    body = ink[above + round(BODY[0] * high) : above + round(BODY[1] * high) + 1]
    upright = cv2.dilate(ink.astype(np.uint8), LEANING)  # a rule on a skewed page is slanted
    inked, rule = np.asarray(body.any(axis=0)), np.asarray(upright.mean(axis=0) > 0.9)
    return _run(inked, rule, high)


def _run(inked: NDArray[np.bool_], rule: NDArray[np.bool_], high: float) -> tuple[float, ...]:
    """The length of the ink at the start of the columns, with more and with less space after it."""
    if rule.any():
        first = int(np.argmax(rule))
        inked, wall = inked[: max(0, first - 1)], float(first)
    else:
        wall = float(len(inked)) if len(inked) > REACH * high else 0.0
    at = np.flatnonzero(inked)
    if not at.size or at[0] > NEAR * high:
        return ()
    breaks = np.flatnonzero(np.diff(at) > GAP * high)
    end = float(at[breaks[0]] if breaks.size else at[-1]) + 1
    cut = at[0] <= 1 and end < SHORT * high
    if cut or (not rule.any() and end >= len(inked)):
        return ()
    ways = (end + share * high for share in PADDINGS)
    return tuple(min(way, wall - 1) if wall else way for way in ways)


def _taken(quad: Quad, more: float, others: NDArray[np.float64]) -> bool:
    """Whether another line is where this one would be extended to."""
    x0, x1 = float(quad[1:3, 0].min()), float(quad[1:3, 0].max()) + more
    y0, y1 = float(quad[1, 1]), float(quad[2, 1])
    slack = 0.25 * (y1 - y0)
    across = (others[:, 0] < x1) & (others[:, 2] > x0)
    return bool(np.any(across & (others[:, 1] < y1 - slack) & (others[:, 3] > y0 + slack)))
