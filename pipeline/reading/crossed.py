"""Print that somebody wrote across with a blue pen: a note of what a copy is for.

To the detector the lines that a note crosses and the note itself are one blot, and it finds
nothing there. There the pen's ink is taken out, as a seal's is, and lines are looked for anew.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from core.models.geometry import Box
from core.models.page import Line
from pipeline.reading.imaging.crops import Image, Quad, line_height
from pipeline.reading.imaging.ink import BLUE, DARK, Inks

JOIN = 1.5  # line heights between the characters of one note
LEAST, MOST = 4.0, 4.0  # line heights: a note is at least so long, and no higher
INKED = (0.03, 0.5)  # the pen's share of a note's box: a stray mark has less, a ground more
UNREAD = 0.02  # the share of print in it that no line covers
TOUCHED = 0.05  # of a line's box
KEPT = 0.85  # of its confidence, where a pen went over it
GROWN = 0.5  # line heights: how far the lines it crosses may reach beyond it


def written_over(quads: Sequence[Quad], inks: Inks, size: tuple[int, int]) -> list[Box]:
    """Where a pen went over print that no line covers, in page fractions; `size` in pixels."""
    rows, columns = inks.dark.shape
    scale = np.array([columns / size[0], rows / size[1]], dtype=np.float32)
    high = line_height(quads) * float(scale[0])
    if high < 1.0:
        return []
    pen = (inks.blue > BLUE).astype(np.uint8)
    if not pen.any():
        return []
    bridge = np.ones((max(1, round(0.5 * high)), round(JOIN * high)), np.uint8)
    joined = np.asarray(cv2.morphologyEx(pen, cv2.MORPH_CLOSE, bridge), np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    long = [row for row in stats[1:] if row[2] >= LEAST * high and row[3] <= MOST * high]
    if not long:
        return []
    unread = _unread(quads, inks, scale) & (pen == 0)
    found = []
    for x, y, w, h, _ in long:
        place = (slice(y, y + h), slice(x, x + w))
        if INKED[0] < pen[place].mean() < INKED[1] and unread[place].mean() > UNREAD:
            box = Box(x / columns, y / rows, (x + w) / columns, (y + h) / rows)
            found.append(box.grow(GROWN * high / columns, GROWN * high / rows))
    return found


def in_doubt(lines: Sequence[Line], places: Sequence[Box]) -> list[Line]:
    """The lines, those in these places less sure: strokes of theirs went with the pen's."""
    return [
        line.doubted(KEPT)
        if any(line.place().overlap(place) > TOUCHED for place in places)
        else line
        for line in lines
    ]


def _unread(quads: Sequence[Quad], inks: Inks, scale: Quad) -> Image:
    """The dark ink outside every line; 0 or 1."""
    dark = (inks.dark > DARK).astype(np.uint8)
    for quad in quads:
        cv2.fillConvexPoly(dark, (quad * scale).round().astype(np.int32), (0.0,))
    return dark
