"""Ink that looks like writing but is in no line: shows where a page needs a second pass.

The detector looks at a page at one scale and sometimes loses whole lines. Their ink is still
visible: parts as large as characters, side by side in a row, outside all detected lines. Other ink
is removed first: seals, codes, table rules, and anything larger than type (photos, borders, the
table under the page).
"""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from core.models.geometry import Box
from pipeline.reading.imaging.crops import Quad, line_height
from pipeline.reading.imaging.ink import Inks

Image = NDArray[np.uint8]

MIN_TYPE_HEIGHT = 6.0  # pixels of a line's height on the reduced page: smaller type is not examined
MAX_TYPE_HEIGHT = 10.0  # pixels of a line's height that are enough to find rows
FAINT = 0.45  # of the darkness of detected lines: fainter ink is show-through or background
MIN_DARKNESS = 60  # of 255
SLACK = 0.3  # of a line's height: ink this near a line belongs to it
JOIN = 0.9  # of a line's height: the maximum gap between characters of one row
LONG = 3.0  # line heights: a straight run of ink longer than this is a rule
LOW, HIGH = 0.5, 1.7  # of a line's height: the height of a row of writing
MIN_ROW_LENGTH = 1.3  # line heights: the minimum length of a row; a single blot is not a row
FULL = (0.08, 0.6)  # the inked share of a row: less is haze, more is a solid shape
BODY = 0.4  # of a row's height: each character has a part at least this high
COVERED = 0.35  # of a row's length that such parts cover; grain, wood and eyebrows have none
BAR = 4.0  # height over width of a part that is a bar of a code
AROUND = 0.9  # of the page, in both directions: a part this large is the surface around the page
SOLID = 0.15  # of its box: a large part with this much ink is a photo, with its whole box
MAX_ROWS = 12  # rows on a page; more of them are a background pattern, not lost writing


class InkRow(NamedTuple):
    """A row of ink, in pixels."""

    x0: float
    y0: float
    x1: float
    y1: float


class Loose(NamedTuple):
    """The ink outside lines, seals, codes, photos and rules, on a reduced page; 0 or 1.

    `high` is a line's height there, `factor` converts its x and y to the picture's.
    """

    ink: Image
    high: float
    factor: NDArray[np.float32]


def unread_rows(loose: Loose) -> list[InkRow]:
    """Rows of ink without a line, in the picture's pixels; empty if there are too many."""
    found = _rows(loose.ink, loose.high)
    if len(found) > MAX_ROWS:
        return []
    x, y = loose.factor.tolist()
    return [InkRow(row.x0 / x, row.y0 / y, row.x1 / x, row.y1 / y) for row in found]


def loose_ink(
    inks: Inks,
    quads: Sequence[Quad],
    taken: Sequence[Box],
    size: tuple[int, int],
    max_height: float = MAX_TYPE_HEIGHT,
) -> Loose | None:
    """The ink outside the lines of a picture of that size; None if its type is too small.

    `quads` are the detected lines, in the picture's pixels; `taken` the places of seals and codes
    in page fractions; `size` is the picture's width and height. Lines higher than `max_height`
    pixels are reduced to that height, for speed.
    """
    width, height = size
    high = line_height(quads) * inks.dark.shape[1] / width
    if high < MIN_TYPE_HEIGHT:
        return None
    share = min(1.0, max_height / high)
    columns, rows = (round(length * share) for length in inks.dark.shape[::-1])
    factor = np.array([columns / width, rows / height], dtype=np.float32)
    wet = cv2.max(inks.dark, cv2.add(inks.blue, inks.blue))  # blue pen ink is not a strong colour
    dark = np.asarray(cv2.resize(wet, (columns, rows), interpolation=cv2.INTER_AREA), np.uint8)
    lines = _lines([np.asarray(quad * factor, np.float32) for quad in quads], dark.shape)
    under = dark[lines > 0]
    threshold = max(MIN_DARKNESS, FAINT * float(np.percentile(under, 95))) if under.size else 255.0
    ink = (dark > threshold).astype(np.uint8)
    return Loose(_outside(ink, lines, taken, high * share), high * share, factor)


def _lines(quads: Sequence[Quad], shape: tuple[int, ...]) -> Image:
    """Where lines were detected; 0 or 1."""
    lines = np.zeros(shape, np.uint8)
    for quad in quads:
        cv2.fillConvexPoly(lines, quad.round().astype(np.int32), (1.0,))
    return lines


def _outside(ink: Image, lines: Image, taken: Sequence[Box], high: float) -> Image:
    """The ink outside lines, seals, codes, photos and rules; 0 or 1."""
    rows, columns = ink.shape
    slack = 2 * round(SLACK * high) + 1
    loose = np.where(cv2.dilate(lines, np.ones((slack, slack), np.uint8)) > 0, np.uint8(0), ink)
    for box in taken:
        top, left = int(box.y0 * rows), int(box.x0 * columns)
        loose[top : int(box.y1 * rows) + 1, left : int(box.x1 * columns) + 1] = 0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(loose)
    large = np.maximum(stats[:, 2], stats[:, 3]) > LONG * high
    for part in np.flatnonzero(large[1:]) + 1:
        x, y, w, h, area = stats[part]
        if min(w, h) > HIGH * high and area > SOLID * w * h:
            if w > AROUND * columns and h > AROUND * rows:
                loose[labels == part] = 0
            else:
                loose[y : y + h, x : x + w] = 0
    run = max(9, round(LONG * high))
    for shape in ((1, run), (run, 1)):
        rules = cv2.morphologyEx(loose, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        loose[cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0] = 0
    return loose


def _rows(ink: Image, high: float) -> list[InkRow]:
    """Rows of parts as large as characters."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    side = np.maximum(stats[:, 2], stats[:, 3])
    kept = (side <= HIGH * high) & (stats[:, 4] >= max(3.0, 0.01 * high * high))
    kept[0] = False
    writing = np.asarray(kept.astype(np.uint8)[labels], np.uint8)
    bridge = np.ones((max(1, round(0.25 * high)), round(JOIN * high)), np.uint8)
    joined = np.asarray(cv2.morphologyEx(writing, cv2.MORPH_CLOSE, bridge), np.uint8)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
    found = []
    for x, y, w, h, _ in boxes[1:]:
        shaped = LOW * high <= h <= HIGH * high and w >= MIN_ROW_LENGTH * high
        if shaped and _is_writing(writing[y : y + h, x : x + w]):
            found.append(InkRow(float(x), float(y), float(x + w), float(y + h)))
    return found


def _is_writing(ink: Image) -> bool:
    """Whether the ink of one row is distributed like characters."""
    if not FULL[0] <= float(ink.mean()) <= FULL[1]:
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    bodies = stats[1:][stats[1:, 3] >= BODY * ink.shape[0]]
    bars = bodies[:, 3] > BAR * bodies[:, 2]
    covered = float(bodies[~bars][:, 2].sum()) / ink.shape[1]
    return len(bodies) >= 2 and covered >= COVERED
