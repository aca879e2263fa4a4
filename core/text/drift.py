"""How much lower or higher the cells of a column stand than their rows in the column before.

On a page photographed from the side the rows lie closer at one edge, so that a column's last
cells stand a row off though its first ones are level. What a row is off is followed from one
row to the next, where it changes by little, and never asked of each row alone.
"""

import itertools
from collections.abc import Sequence

MAX_STEP_CHANGE = 0.15  # of the distance of rows: by how much more or less the next row is off
MAX_OFFSET = 0.55  # how far a cell may stand from where it is expected
MIN_CELL_SHARE = 0.6  # of the rows: a column with fewer cells is ignored


def drift(rows: Sequence[float], cells: Sequence[float], head: float, pitch: float) -> list[float]:
    """For each row, by its height, how much lower its cell stands in this column.

    Both from top to bottom; `head` is by how much the column's heading does. Nothing is said
    of a column with few cells, or with several a row.

    >>> drift([0.1, 0.2, 0.3], [0.1, 0.22, 0.34], 0.0, 0.1)
    [0.0, 0.015, 0.03]
    """
    if not MIN_CELL_SHARE * len(rows) <= len(cells) <= len(rows) + 2 or _crowded(cells, pitch):
        return [0.0] * len(rows)
    ways = [_from(rows, cells, first, pitch) for first in dict.fromkeys((0.0, head))]
    return min(ways)[1]


def _crowded(cells: Sequence[float], pitch: float) -> bool:
    """Whether cells stand closer than rows do: lines of one cell."""
    return any(b - a < MAX_OFFSET * pitch for a, b in itertools.pairwise(cells))


def _from(
    rows: Sequence[float], cells: Sequence[float], first: float, pitch: float
) -> tuple[tuple[int, float], list[float]]:
    """How badly the cells follow with the first row so far off, and what each row is off."""
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
