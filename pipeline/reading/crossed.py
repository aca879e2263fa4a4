"""Print that is written over with a blue pen, such as a note of a copy's purpose.

The detector sees such a note and the lines it crosses as one blot and finds no lines there. So the
pen's ink is removed, as a seal's is, and lines are detected again.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from core.models.geometry import Box
from core.models.page import Line
from pipeline.reading.imaging.crops import Image, Quad, line_height
from pipeline.reading.imaging.ink import BLUE, DARK, Inks

JOIN = 1.5  # line heights between the characters of one note
MIN_NOTE_LENGTH, MAX_NOTE_HEIGHT = 4.0, 4.0  # line heights
INKED = (0.03, 0.5)  # pen ink in a note's box: a stray mark has less, a background more
UNREAD = 0.02  # share of print in the note that no line covers
TOUCHED = 0.05  # of a line's box
KEPT = 0.85  # factor on the confidence of a line that a pen crossed
GROWN = 0.5  # line heights: how far the lines it crosses may extend beyond the note


def written_over(quads: Sequence[Quad], inks: Inks, size: tuple[int, int]) -> list[Box]:
    """Where a pen crossed print that no line covers, in page fractions; `size` in pixels."""
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
    long = [
        row
        for row in stats[1:]
        if row[2] >= MIN_NOTE_LENGTH * high and row[3] <= MAX_NOTE_HEIGHT * high
    ]
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
    """The lines, with lower confidence in these places: removing the pen may remove strokes too."""
    return [
        line.doubted(KEPT)
        if any(line.place().overlap(place) > TOUCHED for place in places)
        else line
        for line in lines
    ]


def _unread(quads: Sequence[Quad], inks: Inks, scale: Quad) -> Image:
    """The dark ink outside all lines; 0 or 1."""
    dark = (inks.dark > DARK).astype(np.uint8)
    for quad in quads:
        cv2.fillConvexPoly(dark, (quad * scale).round().astype(np.int32), (0.0,))
    return dark
