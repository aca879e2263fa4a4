"""Every number of a document that tells itself by its form: days, amounts, numbers of people."""

import itertools
import re
from collections.abc import Iterator

from core.models.document import Kind
from core.text.sheet import Piece
from core.text.values import READERS, Value
from extractors.kit.places.layout import Layout
from extractors.kit.places.structure import Spot

_BEGUN = re.compile(r"(?:19|20)[0-9]{2}(?:年(?:[0-9]{1,2}(?:月[0-9]{0,2})?)?)?$")
_ENDED = re.compile(r"年?(?:[0-9]{0,2}月)?(?:[0-9]{1,2})?日")
_REST = re.compile(r"[0-9]?日")
_DAY = re.compile(r"(?:19|20)[0-9]{2}年(?:1[0-2]|0?[1-9])月(?:3[01]|[12][0-9]|0?[1-9])日")
_MONEY = re.compile(r"(?:人民币|rmb|cny|[¥￥])+:?$", re.IGNORECASE)


def numbers(layout: Layout, kind: Kind) -> Iterator[tuple[Spot, Value]]:
    """Every value of a kind that tells itself by its form."""
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
                yield Spot(n, first - _currency(kind, row.text[:first]), last), value
                at = max(last, at + 1)


def _figures(layout: Layout, n: int) -> Iterator[Spot]:
    """The runs of a row, cut where two numbers stand side by side."""
    row = layout.rows[n]
    for run in layout.runs(n):
        start = run.start
        for k in range(run.start + 1, run.end + 1):
            if k == run.end or (
                row.parts_at(k) and row.text[k].isdigit() and row.text[k - 1].isalnum()
            ):
                yield Spot(n, start, k)
                start = k


def is_torn(piece: Piece, n: int, layout: Layout) -> bool:
    """Whether a day ends with its row n, in figures that the next row goes on with: 月1 / 5日."""
    if n + 1 == len(layout.rows) or not piece.chars:
        return False
    row, below = layout.rows[n], layout.rows[n + 1]
    ends = piece.chars[-1] == row.chars[-1] and row.text[-1].isdigit()
    return ends and below.sheet is row.sheet and _REST.match(below.text) is not None


def _broken_days(layout: Layout) -> Iterator[tuple[Spot, Value]]:
    """Days that a line's end broke: 2020年03月15日-2040年03月 / 15日."""
    for n, (row, below) in enumerate(itertools.pairwise(layout.rows)):
        tail = _BEGUN.search(row.text)
        if tail is None or below.sheet is not row.sheet or layout.anchors[n + 1]:
            continue
        head = _ENDED.match(below.text)
        if head is None or not _DAY.fullmatch(tail[0] + head[0]):
            continue
        value = READERS["date"](row.piece(tail.start(), len(row.text)) + below.piece(0, head.end()))
        if value is not None:
            yield Spot(n, tail.start(), len(row.text)), value


def _currency(kind: Kind, before: str) -> int:
    """How many letters before an amount belong to it: 人民币, ¥."""
    found = _MONEY.search(before) if kind == "amount" else None
    return len(found[0]) if found else 0
