"""Dates and spans that a narrow cell broke into two lines."""

import re
from collections.abc import Sequence

from core.text.fold import squeeze
from core.text.rows import Cell

_TO = re.compile(r"\s*(?:至|到)\s*[12][0-9]{3}")
_YEAR, _MONTH, _DAY = r"[12][0-9]{3}[-./年]", r"(?:1[0-2]|0?[1-9])", r"(?:[12][0-9]|3[01]|0?[1-9])"
_BROKEN = (  # how a text ends, and how the rest of it then begins
    (rf"{_YEAR}$", rf"{_MONTH}(?![0-9])"),
    (rf"{_YEAR}{_MONTH}[-./]$", rf"{_DAY}日?(?![0-9])"),
    (rf"{_YEAR}{_MONTH}月$", rf"{_DAY}日"),
    (rf"{_YEAR}{_MONTH}(?:月|[-./月]{_DAY}日?)?[至到~-]$", _YEAR),
)
_PATTERNS = [(re.compile(end), re.compile(start)) for end, start in _BROKEN]
BROKEN = 1.6  # line heights between the two lines of a broken span


def whole_cells(column: Sequence[Cell], height: float) -> list[Cell]:
    """The cells of a column, each date or span that a narrow cell broke as one."""
    whole: list[Cell] = []
    for cell in column:
        if whole and cell.y - whole[-1].y < BROKEN * height and _goes_on(whole[-1], cell):
            first = whole.pop()
            cell = Cell((first.y + cell.y) / 2, first.piece + cell.piece)
        whole.append(cell)
    return whole


def _goes_on(cell: Cell, below: Cell) -> bool:
    """Whether a text is the rest of a date or a span: 至2018-12, or 12 under 2018-01至2018-."""
    first, rest = squeeze(cell.piece.folded), squeeze(below.piece.folded)
    if _TO.match(below.piece.folded):
        return True
    return any(end.search(first) and start.match(rest) for end, start in _PATTERNS)
