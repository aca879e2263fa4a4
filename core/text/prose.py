"""Pages whose prose is set in two columns, as agencies set their contracts.

Read row by row, the sentences of both columns would be mixed.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from core.models.page import Line
from core.text.sheet import TextSheet

MIN_LINES = 8  # of each column
MIDDLE = (0.4, 0.6)  # where the gap between the columns may be, in widths of the text
STEPS = 20  # places tried there
MIN_HAN = 12  # Chinese characters of a full line of prose
FULL = 0.6  # of its width: the median line of a column
_HAN = re.compile(r"[㐀-鿿]")


class ColumnGap(NamedTuple):
    """The gap between two columns: its place, and where the columns begin and end."""

    x: float
    top: float
    bottom: float


def unfolded(sheet: TextSheet) -> list[TextSheet]:
    """The sheet in the order of reading: what is above two columns, each of them, what is below."""
    gap = _widest(sheet)
    if gap is None:
        return [sheet]
    zone = sheet.zone
    parts = (
        sheet.within(zone.y0, gap.top),
        sheet.within(gap.top, gap.bottom, zone.x0, gap.x),
        sheet.within(gap.top, gap.bottom, gap.x, zone.x1),
        sheet.within(gap.bottom, zone.y1),
    )
    return [part for part in parts if part.lines]


def _widest(sheet: TextSheet) -> ColumnGap | None:
    """The gap with the most lines beside it; None if the page has no two columns of prose."""
    if len(sheet.lines) < 2 * MIN_LINES:
        return None
    left = min(line.box.x0 for line in sheet.lines)
    right = max(line.box.x1 for line in sheet.lines)
    low, high = (left + share * (right - left) for share in MIDDLE)
    found: list[tuple[int, ColumnGap]] = []
    for step in range(STEPS + 1):
        x = low + (high - low) * step / STEPS
        found += [
            (len(lines), gap)
            for gap, lines in _clear(sheet, x)
            if _is_prose([ln for ln in lines if ln.box.cx < x], x - left)
            and _is_prose([ln for ln in lines if ln.box.cx > x], right - x)
        ]
    return max(found, key=lambda pair: pair[0], default=(0, None))[1]


def _clear(sheet: TextSheet, x: float) -> Iterator[tuple[ColumnGap, list[Line]]]:
    """The stretches of a vertical line that no line of text crosses, with the lines beside it."""
    crossing = [line.box.x0 < x < line.box.x1 for line in sheet.lines]
    if len(sheet.lines) - sum(crossing) < 2 * MIN_LINES:
        return  # most pages: their lines are as wide as the page
    edges = sorted(
        (line.box.y0, line.box.y1)
        for line, crosses in zip(sheet.lines, crossing, strict=True)
        if crosses
    )
    zone = sheet.zone
    tops, bottoms = [zone.y0, *(y1 for _, y1 in edges)], [*(y0 for y0, _ in edges), zone.y1]
    for top, bottom in zip(tops, bottoms, strict=True):
        inside = [line for line in sheet.lines if top <= line.box.cy < bottom]
        if inside:
            yield ColumnGap(x, top, bottom), inside


def _is_prose(lines: Sequence[Line], width: float) -> bool:
    """Whether these are the lines of a column of prose: many, long and Chinese."""
    if len(lines) < MIN_LINES:
        return False
    long = sum(len(_HAN.findall(line.text)) >= MIN_HAN for line in lines)
    return 2 * long >= len(lines) and median(ln.box.width for ln in lines) >= FULL * width
