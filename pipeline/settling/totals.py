"""Badly read table cells, derived from the printed total below them.

If a column's other cells and its total are sure, at most one value is possible for the doubtful
cells. It is taken only if the ink agrees: it is one of the readings of the cell, or begins like the
part that was read. A column that does not add up in any such way is not changed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product

from core.models.document import Document, Field, Reading
from core.numbers.amounts import parse_figures

COLUMNS = (("income", "total_income"), ("tax_paid", "total"), ("paid_amount", "total"))
"""A column, and the field that is its total."""
MAX_DOUBTFUL_CELLS = 3  # doubtful cells of one column
BEGUN = 2  # digits that an unread cell must share with the remainder for it
_NUMBER = re.compile(r"[^0-9.-]")

Row = Mapping[str, Field]


def by_totals(documents: Sequence[Document], sure: float) -> tuple[Document, ...]:
    """The documents, with cells that can have only one value; `sure` is an amount's threshold."""
    return tuple(_completed(document, sure) for document in documents)


def _completed(document: Document, sure: float) -> Document:
    rows = document.rows
    for column, name in COLUMNS:
        total = document.fields.get(name)
        if total is not None and _is_sure(total, sure):
            rows = _filled(rows, column, total, sure)
    return document if rows is document.rows else document.model_copy(update={"rows": rows})


def _filled(
    rows: tuple[dict[str, Field], ...], column: str, total: Field, sure: float
) -> tuple[dict[str, Field], ...]:
    cells = [row.get(column) for row in rows]
    if any(cell is None for cell in cells):
        return rows
    found = [cell for cell in cells if cell is not None]
    doubtful = [n for n, cell in enumerate(found) if not _is_sure(cell, sure)]
    known = [cell for cell in found if _is_sure(cell, sure)]
    whole = parse_figures(total.value)
    if not 0 < len(doubtful) <= MAX_DOUBTFUL_CELLS or not known or whole is None:
        return rows
    rest = whole - sum((parse_figures(cell.value) or Decimal(0) for cell in known), Decimal(0))
    ways = set(_ways([found[n] for n in doubtful], rest))
    if len(ways) != 1:
        return rows
    least = min(cell.confidence for cell in (total, *known))
    values = dict(zip(doubtful, ways.pop(), strict=True))
    return tuple(
        {**row, column: _derived(found[n], values[n], least)} if n in values else row
        for n, row in enumerate(rows)
    )


def _ways(cells: Sequence[Field], rest: Decimal) -> Iterator[tuple[Decimal, ...]]:
    """All ways to reach the remainder: from readings, or from them and a derived value for one
    cell.
    """
    read = [_readings(cell) for cell in cells]
    for chosen in product(*read):
        if sum(chosen) == rest:
            yield chosen
    for n, cell in enumerate(cells):
        for chosen in product(*read[:n], *read[n + 1 :]):
            left = rest - sum(chosen)
            if left >= 0 and left not in read[n] and _begins(cell, left):
                yield (*chosen[:n], left, *chosen[n:])


def _readings(cell: Field) -> list[Decimal]:
    values = [cell.value, *(reading.value for reading in cell.readings)]
    return list(dict.fromkeys(a for value in values if (a := parse_figures(value)) is not None))


def _begins(cell: Field, amount: Decimal) -> bool:
    """Whether the visible part of an unread cell is the beginning of this amount."""
    seen = _NUMBER.sub("", cell.raw)
    return cell.value is None and len(seen) >= BEGUN and f"{amount:.2f}".startswith(seen)


def _derived(cell: Field, amount: Decimal, confidence: float) -> Field:
    value = f"{amount:.2f}"
    reading = Reading(source="sum", value=value, confidence=confidence)
    return cell.model_copy(
        update={
            "value": value,
            "confidence": confidence,
            "presence": "present",
            "trouble": None,
            "readings": (*cell.readings, reading),
        }
    )


def _is_sure(cell: Field, sure: float) -> bool:
    return cell.confidence >= sure and parse_figures(cell.value) is not None
