"""Every number of a document that tells itself by its form: days, amounts, numbers of people."""

import re
from collections.abc import Iterator

from core.models.document import Kind
from core.text.values import READERS, Value
from extractors.kit.places.layout import Layout
from extractors.kit.places.structure import Spot

_MONEY = re.compile(r"(?:人民币|rmb|cny|[¥￥])+:?$", re.IGNORECASE)


def numbers(layout: Layout, kind: Kind) -> Iterator[tuple[Spot, Value]]:
    """Every value of a kind that tells itself by its form."""
    read = READERS[kind]
    for n, row in enumerate(layout.rows):
        for run in _figures(layout, n):
            at = run.start
            while at < run.end:
                value = read(row.piece(at, run.end))
                if value is None or not value.piece.chars:
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


def _currency(kind: Kind, before: str) -> int:
    """How many letters before an amount belong to it: 人民币, ¥."""
    found = _MONEY.search(before) if kind == "amount" else None
    return len(found[0]) if found else 0
