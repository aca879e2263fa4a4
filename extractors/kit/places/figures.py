"""All numbers of a document that can be recognised by form: days, amounts, identity numbers."""

import itertools
import re
from collections.abc import Iterator

from core.models.document import Kind
from core.text.sheet import Piece
from core.text.values import READERS, TextValue
from extractors.kit.places.layout import Layout
from extractors.kit.places.structure import RowSpot

_N = "[0-9一二三四五六七八九十廿卅]"
_YEAR = "(?:(?:19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})"
_BEGUN = re.compile(rf"{_YEAR}(?:年(?:{_N}{{1,3}}(?:月{_N}{{0,3}})?)?)?$")
_ENDED = re.compile(rf"年?(?:{_N}{{0,3}}月)?{_N}{{0,3}}日")
_DAY = re.compile(rf"{_YEAR}年{_N}{{1,3}}月{_N}{{1,3}}日")
_REST = re.compile(rf"{_N}{{1,3}}日")
_MONEY = re.compile(r"(?:人民币|rmb|cny|[¥￥])+:?$", re.IGNORECASE)


def numbers(layout: Layout, kind: Kind) -> Iterator[tuple[RowSpot, TextValue]]:
    """All values of a kind that can be recognised by form alone."""
    read = READERS[kind]
    if kind == "date":
        yield from _broken_days(layout)
    for n, row in enumerate(layout.rows):
        for run in _figures(layout, n):
            at = run.start
            while at < run.end:
                value = read(row.piece(at, run.end))
                if value is None or not value.piece.chars:
                    break
                if kind == "date" and is_torn(value.piece, n, layout):
                    break
                first = row.chars.index(value.piece.chars[0])
                last = row.chars.index(value.piece.chars[-1]) + 1
                yield RowSpot(n, first - _currency(kind, row.text[:first]), last), value
                at = max(last, at + 1)


def _figures(layout: Layout, n: int) -> Iterator[RowSpot]:
    """The runs of a row, split where two numbers are side by side."""
    row = layout.rows[n]
    for run in layout.runs(n):
        start = run.start
        for k in range(run.start + 1, run.end + 1):
            if k == run.end or (
                row.text[k].isdigit()
                and row.text[k - 1].isalnum()
                and row.parts_at(k)
                and not _is_within_a_day(row.text, run.start, k, run.end)
            ):
                yield RowSpot(n, start, k)
                start = k


def _is_within_a_day(text: str, start: int, at: int, end: int) -> bool:
    """Whether a position is between the widely spaced parts of one day: 2019年 03月 12日."""
    head, rest = _BEGUN.search(text, start, at), _ENDED.match(text, at, end)
    if head is None or rest is None:
        return False
    return _DAY.fullmatch(text, head.start(), rest.end()) is not None


def is_torn(piece: Piece, n: int, layout: Layout) -> bool:
    """Whether a day's last digits continue in its cell or on the next row: 月1 / 5日, 二 / 十日."""
    row = layout.rows[n]
    if not piece.chars or piece.chars[-1] not in row.chars:
        return False
    end = row.chars.index(piece.chars[-1]) + 1
    if re.fullmatch(_N, row.text[end - 1]) is None:
        return False
    if end < len(row.text):
        return _REST.match(row.text, end) is not None and not row.starts(end)
    below = layout.rows[n + 1] if n + 1 < len(layout.rows) else row
    return below.sheet is row.sheet and below is not row and _REST.match(below.text) is not None


def _broken_days(layout: Layout) -> Iterator[tuple[RowSpot, TextValue]]:
    """Days that a line break split: 2020年03月15日-2040年03月 / 15日."""
    for n, (row, below) in enumerate(itertools.pairwise(layout.rows)):
        tail = _BEGUN.search(row.text)
        if tail is None or below.sheet is not row.sheet:
            continue
        head = _ENDED.match(below.text)
        if head is None or not _DAY.fullmatch(tail[0] + head[0]):
            continue
        if any(anchor.start < head.end() for anchor in layout.anchors[n + 1]):
            continue
        value = READERS["date"](row.piece(tail.start(), len(row.text)) + below.piece(0, head.end()))
        if value is not None:
            yield RowSpot(n, tail.start(), len(row.text)), value


def _currency(kind: Kind, before: str) -> int:
    """How many letters before an amount belong to it: 人民币, ¥."""
    found = _MONEY.search(before) if kind == "amount" else None
    return len(found[0]) if found else 0
