"""Which end of a span a day is, judged by the text between two days, before and after them.

A line end does not matter: 有效期限 2020年4月28日- / 2040年4月28日 is an ordinary span, and so is one whose
second day is below the first in a narrow cell.
"""

import itertools
import re
from collections.abc import Sequence

from core.numbers.dates import is_term
from core.text.values import TextValue
from extractors.kit.places.anchor import PUNCTUATION
from extractors.kit.places.layout import Layout
from extractors.kit.places.structure import RowSpot, SheetRow

_TO = re.compile(r"(?:至|到|止于?|-+|—+|终止于)[:为是]?(?:本合同)?$")
_FROM = re.compile(r"^(?:日|起|\(含[^()]*\)|生效|开始|,|;|:|止)*(?:至|到|-|—)")
_SINCE = re.compile(r"^日?(?:起|生效|开始)")
_UNTIL = re.compile(r"^日?(?:止|届满|终止|之?前|到期)")
_JOINS = re.compile(
    r"[,;:]?(?:日|起|生效|开始|\(含[^()]*\))*[,;]?(?:至|到|止于|-+|—+|终止于)[:为是]?"
)
_BEGINS = re.compile(r"(?:起始|开始|生效)(?:日期?|时间)?[:为是于]?$")
_ENDS = re.compile(r"(?:终止|届满|截止|到期|结束)(?:日期?|时间)?[:为是于]?$")
_LABEL = re.compile(r"(?:日期?|时间)[:为是]?(?=[12(]|$)")
REACH = 16  # characters between the two days of a span in one line
LINES = 2  # rows by which the second day may be below the first
TAIL = 24  # characters of a line that are searched for words about a day
LONG_TERM = "长期"
_PART = "其中"

Found = tuple[RowSpot, TextValue]


def spans(layout: Layout, found: Sequence[Found]) -> dict[RowSpot, RowSpot]:
    """The start of each span, keyed by its end."""
    days = dict(sorted(found, key=lambda pair: pair[0]))
    held: dict[RowSpot, RowSpot] = {}
    for (one, first), (other, last) in itertools.pairwise(days.items()):
        if _in_order(first, last) and _is_span(layout, one, first, other, last):
            held[other] = one
    return held


def _in_order(first: TextValue, last: TextValue) -> bool:
    """Whether the second day is later than the first."""
    return first.value != LONG_TERM and (last.value == LONG_TERM or first.value < last.value)


def _is_span(
    layout: Layout, one: RowSpot, first: TextValue, other: RowSpot, last: TextValue
) -> bool:
    row, end = _end_of(layout, one, first)
    if is_term(first.value, last.value) and _adjoin(layout, row, end, other):
        return True  # the dash between them was lost
    if row == other.row:
        text = layout.rows[row].text[end : other.start]
        if other.start - end > REACH:
            return False
        if _PART in text:
            return False  # 其中试用期至…: a part of the term
        in_order = (_joined(layout, one), _joined(layout, other)) == ("start", "end")
        return in_order or (_TO.search(text) is not None and _UNTIL.match(text) is None)
    return row < other.row <= row + LINES and any(
        _JOINS.fullmatch(text) for text in _between(layout, row, end, other)
    )


def _adjoin(layout: Layout, row: int, end: int, other: RowSpot) -> bool:
    """Whether nothing is between a place and a day, in one row or over its end."""
    over = end == len(layout.rows[row].text) and (other.row, other.start) == (row + 1, 0)
    return over or (row, end) == (other.row, other.start)


def _end_of(layout: Layout, spot: RowSpot, value: TextValue) -> tuple[int, int]:
    """Row and position after a day's last character: a day may be split at its line's end."""
    last = value.piece.chars[-1]
    for n in range(spot.row, min(len(layout.rows), spot.row + 2)):
        chars = layout.rows[n].chars
        if last in chars:
            return n, chars.index(last) + 1
    return spot.row, spot.end


def _between(layout: Layout, row: int, end: int, other: RowSpot) -> list[str]:
    """The text from a place to a day in a row below: along the lines, and within the cell."""
    first, last = layout.rows[row], layout.rows[other.row]
    if first.sheet is not last.sheet:
        return []
    middle = "".join(layout.rows[n].text for n in range(row + 1, other.row))
    texts = [first.text[end:] + middle + last.text[: other.start]]
    cell = _segment(first, max(0, end - 1))
    below = _segment(last, other.start)
    if other.row == row + 1 and first.box(*cell).over(last.box(*below)):
        texts.append(first.text[end : cell[1]] + last.text[below[0] : other.start])
    return texts


def _segment(row: SheetRow, at: int) -> tuple[int, int]:
    return next((a, b) for a, b in row.segments if a <= at < b)


def role(layout: Layout, spot: RowSpot) -> str:
    """Which end of a span a day is, by the text before and after it."""
    before, _ = _around(layout, spot)
    named = "start" if _BEGINS.search(before) else "end" if _ENDS.search(before) else ""
    return _joined(layout, spot) or named


def _joined(layout: Layout, spot: RowSpot) -> str:
    """The same, by the words that join the two days of a span: 自…起至…止."""
    before, behind = _around(layout, spot)
    if _FROM.match(behind) or _SINCE.match(behind):
        return "start"
    return "end" if _TO.search(before) or _UNTIL.match(behind) else ""


def _around(layout: Layout, spot: RowSpot) -> tuple[str, str]:
    """The text before and after a day, beyond the ends of its line."""
    text = layout.rows[spot.row].text
    before, behind = text[: spot.start], text[spot.end :]
    if not before.strip(PUNCTUATION):
        before = _above(layout, spot.row) + before
    if not behind.strip(PUNCTUATION):
        behind += _below(layout, spot.row)
    return before, behind


def said_before(layout: Layout, spot: RowSpot) -> str:
    """The text before a day in the day's own clause."""
    text = layout.rows[spot.row].text[: spot.start]
    return re.split("[,.;。]", _above(layout, spot.row) + text)[-1]


def _above(layout: Layout, n: int) -> str:
    """The end of the line above in the same paragraph."""
    return layout.rows[n - 1].text[-TAIL:] if n and _goes_on(layout, n - 1) else ""


def _below(layout: Layout, n: int) -> str:
    """The start of the line below in the same paragraph, unless it is a label."""
    if not _goes_on(layout, n):
        return ""
    text = layout.rows[n + 1].text[:TAIL]
    until = _UNTIL.match(text)
    return "" if until and _LABEL.match(text, until.end()) else text


def _goes_on(layout: Layout, n: int) -> bool:
    """Whether a line is full and the next line of its sheet continues its sentence."""
    if n + 1 >= len(layout.rows) or layout.rows[n + 1].sheet is not layout.rows[n].sheet:
        return False
    return layout.is_full(n) and not _headed(layout, n + 1)


def _headed(layout: Layout, n: int) -> bool:
    return any(a.start == 0 and a.firm for a in layout.anchors[n])
