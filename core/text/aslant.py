"""Slanted words across a page: a background pattern or watermark, not lines of the paper.

A repeated grey 副本专用 is read as well as normal print, and gets mixed into values that it
crosses. Watermark words are repeated at the same angle; a slanted signature is not.
"""

from collections.abc import Sequence
from math import atan2, degrees, hypot
from statistics import median

from core.models.page import Line, Page

MIN_ANGLE = 13.0  # degrees from the direction of the page's lines
MAX_ANGLE_SPREAD = 6.0  # degrees between lines of the same watermark
MIN_ASPECT = 1.3  # a line's length over its height; a shorter line has no direction
MIN_LINES = 3  # lines needed to know the direction of the page's lines


def without_aslant(page: Page, lines: Sequence[Line]) -> list[Line]:
    """The lines without those of a slanted watermark."""
    angles = [_angle(page, line) for line in lines]
    known = [angle for angle in angles if angle is not None]
    level = [angle for angle in known if abs(angle) <= MIN_ANGLE]
    if len(level) < MIN_LINES:
        return list(lines)
    usual = median(level)
    off = [angle for angle in known if abs(angle - usual) > MIN_ANGLE]
    return [
        line
        for line, angle in zip(lines, angles, strict=True)
        if angle is None
        or abs(angle - usual) <= MIN_ANGLE
        or sum(abs(angle - other) < MAX_ANGLE_SPREAD for other in off) < 2
    ]


def _angle(page: Page, line: Line) -> float | None:
    """The line's direction in degrees; None if it is too short or vertical."""
    x0, y0, x1, y1, x2, y2, x3, y3 = line.quad
    run, rise = (x1 + x2 - x0 - x3) / 2 * page.width, (y1 + y2 - y0 - y3) / 2 * page.height
    high = hypot((x3 + x2 - x0 - x1) / 2 * page.width, (y3 + y2 - y0 - y1) / 2 * page.height)
    return degrees(atan2(rise, run)) if hypot(run, rise) > MIN_ASPECT * high else None
