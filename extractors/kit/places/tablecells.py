"""Cells of table rows: how surely each has only its own words.

A table's reader knows the headings, columns and sums. A cell's text may still be wrong: a stamp
over it, words of the next cell, the line below. Amounts are checked by their sums instead.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from core.models.document import Field
from core.models.geometry import Box
from core.text.fold import fold, squeeze
from extractors.kit.places.candidates import NUMBERS, Candidate
from extractors.kit.places.forms import FIGURES
from extractors.kit.places.layout import Layout
from extractors.kit.places.marks import DATED, ENDS, STAMP
from extractors.kit.places.structure import SheetRow

Cells = Mapping[str, Field]
DOUBTED = 0.5  # a cell with words that are not its own
UNITS = frozenset({"authority", "segments.employer"})  # texts that name a unit
OFTEN = 3  # so many cells with one text: a longer one ending in it has another cell's words
HEADS = 3  # headings of a table, at least
_SHARE = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?%")
_FIGURE = re.compile(r"[0-9]\.[0-9]{2}|[12][0-9]{3}[-/.年][0-9]{1,2}")
"""An amount or a day inside a unit's name."""
_TIGHT = 2  # characters by which a value may exceed another of its column and still match it
_LEFT_OVER = re.compile(r"^[年月日元]|[^0-9年月][日元]$")  # the next cell's unit
_NAMED = re.compile(r"(?:公司|中心|局|所|税)$")  # a complete name: nothing follows it


def in_table(candidate: Candidate, rows: Sequence[Cells]) -> bool:
    """Whether a place is a cell of the table: the document's own fields are outside it."""
    page = candidate.value.piece.page
    box = candidate.value.piece.box
    return box is not None and any(
        cell.box is not None and _holds(cell.box, box) and cell.page == page
        for row in rows
        for cell in row.values()
    )


def _holds(outer: Box, inner: Box) -> bool:
    across = min(outer.x1, inner.x1) - max(outer.x0, inner.x0) > 0.5 * inner.width
    return across and outer.y0 <= inner.cy <= outer.y1


def sure_rows(rows: Sequence[dict[str, Field]], layout: Layout) -> tuple[dict[str, Field], ...]:
    """The rows, with doubt on cells that have words of other cells; on all if a row was lost."""
    lost = _is_less_than_whole(rows)
    heads = [row for row in layout.rows if _may_be_heads(row)] if rows else []
    return tuple(
        {
            name: cell.model_copy(update={"placed": min(cell.placed, DOUBTED)})
            if lost or _is_doubtful(name, n, rows) or _is_of_two(cell, heads)
            else cell
            for name, cell in row.items()
        }
        for n, row in enumerate(rows)
    )


def _is_less_than_whole(rows: Sequence[Cells]) -> bool:
    """Whether the rows' shares of a whole do not add up: a row was lost, or two were joined."""
    texts = [row["share"].value for row in rows if "share" in row]
    shares = [Decimal(value[:-1]) for value in texts if value and _SHARE.fullmatch(value)]
    off = abs(sum(shares, Decimal(0)) - 100)
    return bool(rows) and len(shares) == len(rows) and off > 1


def _may_be_heads(row: SheetRow) -> bool:
    return len(row.segments) >= HEADS and not any(ch.isdigit() for ch in row.text)


def _is_of_two(cell: Field, heads: Sequence[SheetRow]) -> bool:
    """Whether a cell is under two headings: the words of two columns were read as one."""
    box = cell.box
    if cell.kind not in ("company", "text", "person") or box is None:
        return False
    above = [r for r in heads if r.sheet.ref == cell.page and r.box(0, 1).cy < box.y0]
    if not above:
        return False
    nearest = [above[-1].box(*part) for part in above[-1].segments]
    return sum(box.x0 < head.cx < box.x1 for head in nearest) > 1


def _is_doubtful(name: str, n: int, rows: Sequence[Cells]) -> bool:
    cell = rows[n][name]
    if cell.value is None:
        return False
    if cell.kind == "amount":
        return len(cell.value.partition(".")[0]) >= FIGURES
    if cell.kind == "month" and name == "period":
        return _out_of_order(name, n, rows)
    if cell.kind in NUMBERS:
        return False
    text = fold(squeeze(cell.value))
    every = [fold(squeeze(c.value)) for m, c in _column(name, rows) if m != n and c.value]
    others = set(every)
    if cell.kind == "company" or name in UNITS:
        if ENDS["company"].search(text) is None or _FIGURE.search(text):
            return True
        if any(text.endswith(o) and text != o and every.count(o) >= OFTEN for o in others):
            return True
    odd = STAMP.search(text) or DATED.search(text) or _LEFT_OVER.search(text)
    return odd is not None or any(_runs_over(text, other) for other in others)


def _column(name: str, rows: Sequence[Cells]) -> list[tuple[int, Field]]:
    return [(m, row[name]) for m, row in enumerate(rows) if name in row]


def _runs_over(text: str, other: str) -> bool:
    """Whether a text is another cell's whole text plus other words: 增值税企业所得税.

    A text may begin with the other one if that is not a complete name.
    """
    more = len(text) - len(other)
    if more <= _TIGHT or len(other) < 3:
        return False
    return (text.startswith(other) and _NAMED.search(other) is not None) or text.endswith(other)


def _out_of_order(name: str, n: int, rows: Sequence[Cells]) -> bool:
    """Whether a month breaks the order that all other months keep."""
    months = [(m, c.value) for m, c in _column(name, rows) if c.value]
    rest = [value for m, value in months if m != n]
    return len(rest) >= 4 and _ordered(rest) and not _ordered([value for _, value in months])


def _ordered(values: Sequence[str]) -> bool:
    pairs = list(pairwise(values))
    return all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs)
