"""Removes lines that are a seal's own text: text in a seal is not print of the page."""

import math
from collections.abc import Sequence

from core.models.geometry import Box
from core.models.page import Line, Seal
from pipeline.reading.imaging.sealwords import cleaned

WITHIN = 1.06  # of a seal's radius: all four corners of its own text are within this of its middle
BAND = (0.5, 1.0)  # of the radius: where the ring text is
UPPER = 0.35  # of the radius: only near the top are ring characters level enough to form a line
MIN_RING_CHARACTERS, MIN_CENTRE_CHARACTERS = 2, 3  # characters
BESIDE = 1.5  # of a line's height: print this near on the same row continues through the seal


def without_stamped(lines: Sequence[Line], seals: Sequence[Seal]) -> list[Line]:
    """The lines without a seal's own text, recognised by its place in the seal and its words.

    A line that continues outside the seal is print, whatever it says: a unit's name is often
    printed under the unit's seal.
    """
    return [
        line
        for line in lines
        if not any(_is_own(line, seal) and not _goes_on(line, lines) for seal in seals)
    ]


def _is_own(line: Line, seal: Seal) -> bool:
    text, place = cleaned(line.text), line.place()
    corners = [(x, y) for x in (place.x0, place.x1) for y in (place.y0, place.y1)]
    if max(_reach(seal.box, x, y) for x, y in corners) > WITHIN:
        return False
    if len(text) >= MIN_CENTRE_CHARACTERS and text in seal.centre:
        return True
    level = abs(place.cx - seal.box.cx) < UPPER * seal.box.width / 2
    upper = place.cy < seal.box.cy and level
    inside = BAND[0] < _reach(seal.box, place.cx, place.cy) < BAND[1]
    return len(text) >= MIN_RING_CHARACTERS and text in seal.ring and upper and inside


def _reach(box: Box, x: float, y: float) -> float:
    """Distance from the middle of a seal; its outline is at 1."""
    return math.hypot((x - box.cx) * 2 / box.width, (y - box.cy) * 2 / box.height)


def _goes_on(line: Line, lines: Sequence[Line]) -> bool:
    """Whether another line is close before or after it on its row."""
    place = line.place()
    for other in lines:
        near = other.place()
        if other is line or not near.y0 < place.cy < near.y1:
            continue
        # Page fractions have different units in x and y; a line's characters are about square.
        gap = max(near.x0 - place.x1, place.x0 - near.x1)
        if gap < BESIDE * place.width / max(1, len(line.text)):
            return True
    return False
