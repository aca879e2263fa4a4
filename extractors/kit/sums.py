"""Table columns checked against the printed total, which raises or lowers the cells' confidence.

If they disagree, one of the parts was misread or a row was lost. Parts with low confidence are
blamed first; if there are none, any part may be wrong. A total is below the rows of its own page,
or at the end of a table of several pages.
"""

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from core.models.document import Field
from extractors.kit.tables import CONFIRMED, DENIED, Fields, capped, raised

BLAMED = 0.9  # a part of a wrong sum that was read with less confidence is blamed
MIN_DOUBT = 0.002  # of a part that was read surely


ALIKE = 4  # equal, surely read cells that are needed to raise another cell
SURE = 0.95
LIKELIER = 10.0  # factor by which the doubt of a cell falls that reads like all others


class Summed(NamedTuple):
    """A page's rows, and the total below them."""

    rows: list[Fields]
    total: Field | None


def check_alike(rows: Sequence[Fields], name: str) -> list[Fields]:
    """Raises a doubtful cell of a column (0.00) if it reads the same as all other cells.

    A misread cell would have to be misread as exactly the text of all others.
    """
    cells = [cell for row in rows if (cell := row.get(name)) is not None]
    texts = {cell.value for cell in cells}
    if len(texts) != 1 or None in texts or sum(cell.confidence >= SURE for cell in cells) < ALIKE:
        return list(rows)
    return [
        {**row, name: raised(row[name], 1 - (1 - row[name].confidence) / LIKELIER)}
        if name in row
        else row
        for row in rows
    ]


def add_up(rows: Sequence[Fields], name: str) -> Decimal | None:
    """The sum of a column; None if a cell is missing or unread."""
    cells = [row.get(name) for row in rows]
    if not cells or any(cell is None or cell.value is None for cell in cells):
        return None
    return sum((Decimal(cell.value) for cell in cells if cell and cell.value), Decimal(0))


def check_sum(rows: Sequence[Fields], name: str, total: Field | None) -> Summed:
    """Rows and total after checking the sum: confirmed, or put in doubt."""
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
    """Each page's rows and total; a total may cover all rows since the last total, or all rows."""
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
    """The checked rows by page; the total belongs to the last page."""
    rest, parted = list(checked.rows), []
    for page in pages:
        parted.append(Summed(rest[: len(page.rows)], page.total))
        del rest[: len(page.rows)]
    return [*parted[:-1], Summed(parted[-1].rows, checked.total)]


def _fits(rows: Sequence[Fields], name: str, total: Field) -> bool:
    return total.value is not None and add_up(rows, name) == Decimal(total.value)


def _blamed(parts: Sequence[Field]) -> Callable[[Field], float]:
    """The maximum confidence of each part of a sum in which at least one part is wrong.

    The doubt of a surely read part grows less, the greater the doubt of the others is.
    """
    if all(part.confidence >= BLAMED for part in parts):
        return lambda part: DENIED
    none_wrong = math.prod(1 - max(MIN_DOUBT, 1 - part.confidence) for part in parts)

    def most(part: Field) -> float:
        if part.confidence < BLAMED:
            return DENIED
        return 1 - max(MIN_DOUBT, 1 - part.confidence) / (1 - none_wrong)

    return most
