"""Converts an OFD's abbreviated path to PDF path operators."""

import math
from collections.abc import Iterator

from core.reasons import reason
from pipeline.reading.intake.ofd.figures import number
from pipeline.reading.intake.ofd.limits import DrawingBudget, bad_page

TAKES = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
Point = tuple[float, float]


def outline(data: str, budget: DrawingBudget) -> str:
    """The operators of the path; empty if there is none."""
    words = data.replace(",", " ").split()
    budget.spend("steps", len(words))
    return " ".join(_written(words))


def _written(words: list[str]) -> Iterator[str]:
    at, here, start = 0, (0.0, 0.0), (0.0, 0.0)
    begun = False
    while at < len(words):
        verb = words[at]
        count = TAKES.get(verb)
        if count is None or at + count >= len(words) + (not count):
            raise bad_page(reason("ofd_part.path"))
        given = [number(word) for word in words[at + 1 : at + 1 + count]]
        at += 1 + count
        if verb == "C":
            here = start
            if begun:
                yield "h"
            continue
        end = (given[-2], given[-1])
        if verb in "SM":
            start = end
            yield f"{_pair(end)} m"
        elif not begun:
            yield f"{_pair(here)} m"
        if verb == "L":
            yield f"{_pair(end)} l"
        elif verb == "Q":
            yield _cubic(*_raised(here, (given[0], given[1]), end), end)
        elif verb == "B":
            yield _cubic((given[0], given[1]), (given[2], given[3]), end)
        elif verb == "A":
            yield from _arc(here, given, end)
        here, begun = end, True


def _raised(start: Point, middle: Point, end: Point) -> tuple[Point, Point]:
    """The two control points of the cubic curve that equals a quadratic curve."""
    (x0, y0), (x1, y1), (x2, y2) = start, middle, end
    return (x0 + 2 * (x1 - x0) / 3, y0 + 2 * (y1 - y0) / 3), (
        x2 + 2 * (x1 - x2) / 3,
        y2 + 2 * (y1 - y2) / 3,
    )


def _arc(start: Point, given: list[float], end: Point) -> Iterator[str]:
    """An elliptic arc by its end points, as in SVG 1.1, appendix F.6: radii, turn, large, sweep."""
    rx, ry, turn = abs(given[0]), abs(given[1]), math.radians(given[2])
    large, sweep = given[3] != 0, given[4] != 0
    if start == end:
        return
    if rx < 1e-9 or ry < 1e-9:
        yield f"{_pair(end)} l"
        return
    cos, sin = math.cos(turn), math.sin(turn)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cos * dx + sin * dy, cos * dy - sin * dx
    over = math.hypot(x / rx, y / ry)
    rx, ry = rx * max(1.0, over), ry * max(1.0, over)
    under = (rx * y) ** 2 + (ry * x) ** 2
    root = math.sqrt(max(0.0, (rx * ry) ** 2 - under) / under) if under else 0.0
    root = -root if large == sweep else root
    cx, cy = root * rx * y / ry, -root * ry * x / rx
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    last = math.atan2((-y - cy) / ry, (-x - cx) / rx)
    span = (last - first) % (2 * math.pi) if sweep else -((first - last) % (2 * math.pi))
    mx, my = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2

    def placed(px: float, py: float) -> Point:
        px, py = cx + rx * px, cy + ry * py
        return cos * px - sin * py + mx, sin * px + cos * py + my

    parts = max(1, math.ceil(abs(span) / (math.pi / 2)))
    step = span / parts
    reach = 4 / 3 * math.tan(step / 4)
    for part in range(parts):
        a, b = first + part * step, first + (part + 1) * step
        yield _cubic(
            placed(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a)),
            placed(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b)),
            placed(math.cos(b), math.sin(b)),
        )


def _cubic(first: Point, second: Point, end: Point) -> str:
    return f"{_pair(first)} {_pair(second)} {_pair(end)} c"


def _pair(point: Point) -> str:
    return f"{point[0]:.4f} {point[1]:.4f}"
