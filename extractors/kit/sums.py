"""Columns of a table: sums held against the printed total confirm the cells, or deny them.

Where they do not agree, one of the parts was misread, or a row was lost. Parts that were read in
doubt take the blame; where none was, any of them may be wrong. A total stands below its own page's
rows, or at the end of a table of several pages.
"""

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from core.models.document import Field
from extractors.kit.tables import CONFIRMED, DENIED, Fields, capped, raised

BLAMED = 0.9  # a part of a sum that does not add up takes the blame where it was read less surely
LEAST = 0.002  # the least doubt of a part that was read surely


ALIKE = 4  # cells of a column that say the same, read surely, before another is believed more
SURE = 0.95
LIKELIER = 10.0  # how much less doubt is left of a cell that reads as all others do


class Summed(NamedTuple):
    """A page's rows, and the total that stands below them."""

    rows: list[Fields]
    total: Field | None


def check_alike(rows: Sequence[Fields], name: str) -> list[Fields]:
    """The rows; where all cells of a column say the same (0.00), one read in doubt is likelier so.

    A misread cell would have to be misread as just what stands in all others.
    """
    cells = [cell for row in rows if (cell := row.get(name)) is not None]
    said = {cell.value for cell in cells}
    if len(said) != 1 or None in said or sum(cell.confidence >= SURE for cell in cells) < ALIKE:
        return list(rows)
    return [
        {**row, name: raised(row[name], 1 - (1 - row[name].confidence) / LIKELIER)}
        if name in row
        else row
        for row in rows
    ]


def add_up(rows: Sequence[Fields], name: str) -> Decimal | None:
    """The sum of a column; None where a cell is missing or unread."""
    cells = [row.get(name) for row in rows]
    if not cells or any(cell is None or cell.value is None for cell in cells):
        return None
    return sum((Decimal(cell.value) for cell in cells if cell and cell.value), Decimal(0))


def check_sum(rows: Sequence[Fields], name: str, total: Field | None) -> Summed:
    """Rows and total after the sum was held against them: confirmed, or put in doubt."""
    if total is None or total.value is None:
        return Summed(list(rows), total)
    if _fits(rows, name, total):
        return Summed(
            [{**row, name: raised(row[name], CONFIRMED)} for row in rows], raised(total, CONFIRMED)
        )
    cells = [cell for row in rows if (cell := row.get(name)) is not None]
    most = _blamed([*cells, total])
    parted = [
        {**row, name: capped(row[name], most(row[name]))} if name in row else dict(row)
        for row in rows
    ]
    return Summed(parted, capped(total, most(total)))


def check_pages(pages: Sequence[Summed], name: str) -> list[Summed]:
    """Every page's rows and total; a total may be that of all rows since the last, or of all."""
    done: list[Summed] = []
    since = 0
    for n, (rows, total) in enumerate(pages):
        done.append(Summed(list(rows), total))
        if total is None or total.value is None:
            continue
        spans = dict.fromkeys((n, since, 0))
        fitting = (first for first in spans if _fits(_rows(done[first:]), name, total))
        first = next(fitting, since)
        checked = check_sum(_rows(done[first:]), name, total)
        done[first:] = _as_before(done[first:], checked)
        since = n + 1
    return done


def _rows(pages: Sequence[Summed]) -> list[Fields]:
    return [row for page in pages for row in page.rows]


def _as_before(pages: Sequence[Summed], checked: Summed) -> list[Summed]:
    """The checked rows by page; the total is that of the last."""
    rest, parted = list(checked.rows), []
    for page in pages:
        parted.append(Summed(rest[: len(page.rows)], page.total))
        del rest[: len(page.rows)]
    return [*parted[:-1], Summed(parted[-1].rows, checked.total)]


def _fits(rows: Sequence[Fields], name: str, total: Field) -> bool:
    return total.value is not None and add_up(rows, name) == Decimal(total.value)


def _blamed(parts: Sequence[Field]) -> Callable[[Field], float]:
    """The most that each part may claim, one of which at least is wrong.

    The doubt of a part read surely grows as little as the others' doubt is great.
    """
    if all(part.confidence >= BLAMED for part in parts):
        return lambda part: DENIED
    none_wrong = math.prod(1 - max(LEAST, 1 - part.confidence) for part in parts)

    def most(part: Field) -> float:
        if part.confidence < BLAMED:
            return DENIED
        return 1 - max(LEAST, 1 - part.confidence) / (1 - none_wrong)

    return most
