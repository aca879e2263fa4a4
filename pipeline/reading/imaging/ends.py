"""Lines drawn out to the ink that follows them: the detector ends them before a last 一 or 、.

A thin stroke or a small mark at the end of a line is little ink, and the detector's quad may
stop a third of a line's height or more before it.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.crops import Image, Quad
from pipeline.reading.imaging.ink import Inks

LEAST_HEIGHT = 6.0  # pixels of a line on the reduced page
LYING = 0.12  # rise over run: a steeper line is left alone
NEAR = 0.6  # of the line's height: how far off what still belongs to it begins
REACH = 1.4  # what goes on farther than so many heights is no last character: a rule, a drawing
GAP = 0.35  # of the height: where so much paper follows, the line is over
SHORT = 0.15  # of the height: less ink than that beyond the end is a character's own edge
PADDINGS = (0.6, 0.2)  # of the height, behind the last ink: a 、 without paper is not read
BODY = (0.1, 0.9)  # of the height: ink outside is an underline, or of a neighbour
AROUND = 0.3  # of the height, above and below: what fills even that is a rule of a table
LEANING = np.ones((1, 3), np.uint8)
DARK = 0.5  # of the line's own darkness
LEAST_DARK = 24  # of 255: type that faded is no darker than twice that


def drawn_out(quads: Sequence[Quad], inks: Inks, width: int, height: int) -> list[Quad]:
    """The lines, on a picture of that size, each as long as its ink."""
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
    """How much longer the line would hold the ink that follows it; nothing where none does."""
    across, down = quad[1] - quad[0], (quad[3] - quad[0] + quad[2] - quad[1]) / 2
    high = float(np.linalg.norm(down))
    if high < LEAST_HEIGHT or across[0] < high or abs(across[1]) > LYING * across[0]:
        return ()
    right, middle = float(quad[1:3, 0].mean()), float(quad[1:3, 1].mean())
    left, top = int(right) - 1, middle - high / 2
    if left < 0 or top < 0 or middle + high > wet.shape[0]:
        return ()
    within = slice(int(top + BODY[0] * high), int(top + BODY[1] * high) + 1)  # between rules
    own = wet[within, max(0, left - round(3 * high)) : left]
    least = max(LEAST_DARK, DARK * float(np.percentile(own, 95))) if own.size else 255.0
    tall = wet[
        max(0, int(top - AROUND * high)) : int(top + (1 + AROUND) * high) + 1,
        left : left + round(REACH * high) + 1,
    ]
    above = int(top) - max(0, int(top - AROUND * high))
    ink = tall > least
    body = ink[above + round(BODY[0] * high) : above + round(BODY[1] * high) + 1]
    upright = cv2.dilate(ink.astype(np.uint8), LEANING)  # a rule on a skewed page leans
    inked, rule = np.asarray(body.any(axis=0)), np.asarray(upright.mean(axis=0) > 0.9)
    return _run(inked, rule, high)


def _run(inked: NDArray[np.bool_], rule: NDArray[np.bool_], high: float) -> tuple[float, ...]:
    """The length of the ink at the beginning of columns, with more and less paper behind it."""
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
    """Whether another line stands where this one would be drawn out to."""
    x0, x1 = float(quad[1:3, 0].min()), float(quad[1:3, 0].max()) + more
    y0, y1 = float(quad[1, 1]), float(quad[2, 1])
    slack = 0.25 * (y1 - y0)
    across = (others[:, 0] < x1) & (others[:, 2] > x0)
    return bool(np.any(across & (others[:, 1] < y1 - slack) & (others[:, 3] > y0 + slack)))
