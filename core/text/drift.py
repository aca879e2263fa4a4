"""How much lower or higher a column's cells are than their rows in the column before.

On a page photographed from the side the rows are closer together at one edge, so a column's last
cells are off by one row although its first ones are level. The offset is followed from one row to
the next, as it changes little, and never found for each row alone.
"""

import itertools
from collections.abc import Sequence

MAX_STEP_CHANGE = 0.15  # of the distance of rows: how much the offset changes to the next row
MAX_OFFSET = 0.55  # how far a cell may be from its expected place
MIN_CELL_SHARE = 0.6  # of the rows: a column with fewer cells is ignored


def drift(rows: Sequence[float], cells: Sequence[float], head: float, pitch: float) -> list[float]:
    """For each row, given by its height, how much lower its cell is in this column.

    Both from top to bottom; `head` is the offset of the column's heading. There is no result for a
    column with few cells, or with several for each row.

    >>> drift([0.1, 0.2, 0.3], [0.1, 0.22, 0.34], 0.0, 0.1)
    [0.0, 0.015, 0.03]
    """
    if not MIN_CELL_SHARE * len(rows) <= len(cells) <= len(rows) + 2 or _crowded(cells, pitch):
        return [0.0] * len(rows)
    ways = [_from(rows, cells, first, pitch) for first in dict.fromkeys((0.0, head))]
    return min(ways)[1]


def _crowded(cells: Sequence[float], pitch: float) -> bool:
    """Whether cells are closer together than rows: they are lines of one cell."""
    return any(b - a < MAX_OFFSET * pitch for a, b in itertools.pairwise(cells))


def _from(
    rows: Sequence[float], cells: Sequence[float], first: float, pitch: float
) -> tuple[tuple[int, float], list[float]]:
    """How badly the cells fit for this offset of the first row, and the offset of each row."""
    off, missed, strayed, found = first, 0, 0.0, []
    for row in rows:
        near = min((cell - row - off for cell in cells), key=abs)
        if abs(near) <= MAX_OFFSET * pitch:
            off += min(max(near, -MAX_STEP_CHANGE * pitch), MAX_STEP_CHANGE * pitch)
            strayed += abs(near)
        else:
            missed += 1
        found.append(round(off, 6))
    return (missed, strayed), found
