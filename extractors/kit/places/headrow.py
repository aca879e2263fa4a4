"""Rows of headings: labels side by side, each above its value, some of them unlisted.

An unlisted label in such a row looks like the value of the label left of it. Its words, the row
below with one value for each heading, and the other rows of the sheet show that it is a label.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.models.geometry import Box
from extractors.kit.places.anchor import FIRM, Anchor
from extractors.kit.places.forms import names_a_thing
from extractors.kit.places.kindred import is_worded
from extractors.kit.places.structure import SheetRow

_LABEL = re.compile(r"[一-鿿()、/]{2,14}")
_ENGLISH = re.compile(r"[/(]?[a-z][a-z .'’/()-]*")
ALIGNED, CENTRED = 0.6, 0.4  # line heights: how far edges or middles of a column may be apart
UNDER = 3.0  # line heights: how far below its heading a value may be

Anchors = Mapping[int, Sequence[Anchor]]


@dataclass(frozen=True)
class HeadRowPair:
    """A possible row of headings, and the row below it with one value for each."""

    heads: int
    values: int
    sure: bool


@dataclass(frozen=True)
class HeadRows:
    """The heading rows of a document, each with the row of its values."""

    values: dict[int, int]
    headings: frozenset[str]

    @classmethod
    def of(cls, rows: Sequence[SheetRow], anchors: Anchors) -> "HeadRows":
        values = _head_rows(rows, anchors)
        texts = (rows[n].text[start:end] for n in values for start, end in rows[n].segments)
        return cls(values, frozenset(texts))

    @cached_property
    def answers(self) -> frozenset[int]:
        return frozenset(self.values.values())

    @cached_property
    def translations(self) -> frozenset[int]:
        """The rows of English translations between headings and their values."""
        return frozenset(m for n, end in self.values.items() for m in range(n + 1, end))

    def has(self, text: str) -> bool:
        """Whether a text is one of the headings or part of one."""
        return len(text) > 1 and any(text in heading for heading in self.headings)


def _head_rows(rows: Sequence[SheetRow], anchors: Anchors) -> dict[int, int]:
    pairs = [pair for n in range(len(rows)) if (pair := _pair(n, rows, anchors)) is not None]
    sure = {pair.heads: pair.values for pair in pairs if pair.sure}
    held = sure.keys() | set(sure.values())
    more = {
        pair.heads: pair.values
        for pair in pairs
        if held.isdisjoint((pair.heads, pair.values))
        and any(_same_columns(rows[pair.heads], rows[n]) for n in sure)
    }
    return sure | more


def _pair(n: int, rows: Sequence[SheetRow], anchors: Anchors) -> HeadRowPair | None:
    """A row of headings: most of them, or the last, are known labels with nothing beside them."""
    row = rows[n]
    m = n + 1 + (n + 1 < len(rows) and _is_english(rows[n + 1]))
    if len(row.segments) < 2 or ":" in row.text or m >= len(rows) or rows[m].sheet is not row.sheet:
        return None
    below = rows[m]
    if len(below.segments) != len(row.segments) or not all(
        _LABEL.fullmatch(row.lower[start:end]) for start, end in row.segments
    ):
        return None
    if not all(
        _over(row, row.box(*one), below.box(*other), m - n)
        for one, other in zip(row.segments, below.segments, strict=True)
    ):
        return None
    known = [_is_known(row, *part, anchors[n]) for part in row.segments]
    answers = [_is_label(below, *part, anchors[m]) for part in below.segments]
    labels = [
        one or _is_label(row, *part, ()) for one, part in zip(known, row.segments, strict=True)
    ]
    if not any(known) or sum(answers) > sum(labels):
        return None
    if known[0] and answers[0] and not known[1] and not answers[1]:
        return None  # two lines of labels with their values: 姓名 王样例 over 国籍 中国
    most = 2 * sum(labels) > len(labels) and 2 * sum(answers) < len(answers)
    return HeadRowPair(n, m, sure=most or (known[-1] and not any(answers)))


def _is_english(row: SheetRow) -> bool:
    """Whether a row holds the English translations of the labels above it."""
    return _ENGLISH.fullmatch(row.lower) is not None


def _is_known(row: SheetRow, start: int, end: int, anchors: Sequence[Anchor]) -> bool:
    """Whether a part of a row ends with a known label."""
    return any(
        start <= a.start < end and a.end >= end and len(a.label) > 1 and a.sure >= FIRM
        for a in anchors
    )


def _is_label(row: SheetRow, start: int, end: int, anchors: Sequence[Anchor]) -> bool:
    """Whether a part of a row is a label: it ends with a known one, or has only label words."""
    text = row.lower[start:end]
    if any(start <= a.start and start + len(text) == a.end and len(a.label) > 1 for a in anchors):
        return True
    return is_worded(text) or names_a_thing(text)


def _over(row: SheetRow, head: Box, value: Box, rows: int) -> bool:
    """Whether a text is directly above another, left-aligned or centred with it."""
    near = 0.4 * head.height < value.cy - head.cy < UNDER * rows * head.height
    return near and _aligned(row, head, value)


def _aligned(row: SheetRow, one: Box, other: Box) -> bool:
    unit = one.height * row.sheet.aspect
    return abs(one.x0 - other.x0) < ALIGNED * unit or abs(one.cx - other.cx) < CENTRED * unit


def _same_columns(one: SheetRow, other: SheetRow) -> bool:
    """Whether two rows of a sheet have the same columns."""
    if one is other or one.sheet is not other.sheet or len(one.segments) != len(other.segments):
        return False
    return all(
        _aligned(one, one.box(*segment), other.box(*its))
        for segment, its in zip(one.segments, other.segments, strict=True)
    )
