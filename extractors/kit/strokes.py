"""Ink where no text was read: tells handwriting from ruled lines, borders and bare paper."""

from collections.abc import Iterable, Sequence
from typing import Literal

from core.models.geometry import Box
from core.models.page import InkMap, Page

Trace = Literal["present", "absent", "unclear"]

WET = 60  # of 255: a cell with this much ink counts when looking for ruled lines
RULE = 0.35  # share of a row's cells with ink: a ruled line, not handwriting
BORDER = 0.8  # share of a column's cells with ink: the edge of a table
MUCH = 0.25  # of the square of the letter height: two written characters have more ink
LITTLE = 0.06
TOUCHED = 0.05  # share of a place under a seal: ink there may be the seal's


def ink_in(page: Page, box: Box, letter: float) -> tuple[Trace, float]:
    """Whether the upright box has handwriting, and the confidence of that, 0..1.

    Printed text that was read, ruled lines and borders do not count. `letter` is the height of a
    printed letter there as a fraction of the page. Without an ink map, or with a grey seal across
    the place, it is unclear.
    """
    if page.ink is None or box.x1 <= box.x0 or box.y1 <= box.y0:
        return "unclear", 0.0
    if stamped(page, box, TOUCHED):
        return "unclear", 0.0
    amount = written(page, page.ink, box)
    square = letter * page.ink.rows * letter * page.ink.rows
    share = amount / max(1.0, square)
    if share >= MUCH:
        return "present", min(0.95, 0.6 + share)
    if share <= LITTLE:
        return "absent", 0.97 if share < LITTLE / 2 else 0.85
    return "unclear", 0.0


def stamped(page: Page, box: Box, share: float) -> bool:
    """Whether a seal with a colour that handwriting may have covers this share of the box."""
    inks = (seal for seal in page.seals if page.grey or seal.colour != "red")
    return any(seal.box.overlap(box) > share for seal in inks)


def bare(page: Page, box: Box, letter: float) -> bool:
    """Whether the upright box surely has nothing but read text, rules and the seals found."""
    if page.ink is None:
        return False
    square = letter * page.ink.rows * letter * page.ink.rows
    seals = [seal.box for seal in page.seals]
    return written(page, page.ink, box, seals) <= LITTLE * max(1.0, square)


def written(page: Page, ink: InkMap, box: Box, aside: Sequence[Box] = ()) -> float:
    """Cells with ink inside the box, except read text, ruled lines, borders and `aside`."""
    c0, c1 = int(box.x0 * ink.columns), min(ink.columns, int(box.x1 * ink.columns) + 1)
    r0, r1 = int(box.y0 * ink.rows), min(ink.rows, int(box.y1 * ink.rows) + 1)
    wide, tall = 2.0 / ink.columns, 2.0 / ink.columns + 1.0 / ink.rows
    around = Box(box.x0 - wide, box.y0 - tall, box.x1 + wide, box.y1 + tall)
    every = (*(line.place() for line in page.lines), *aside)
    read = [one for one in every if _meet(one, around)]  # no other text has a cell of the box
    grid = [_unread(read, ink, r, range(c0, c1)) for r in range(r0, r1)]
    rows = [row for row in grid if sum(v > WET for v in row) <= RULE * len(row)]
    columns = [
        i
        for i in range(c1 - c0)
        if sum(row[i] > WET for row in grid) < max(3.0, BORDER * len(grid))
    ]
    return sum(row[i] for row in rows for i in columns) / 255


def share_inside(ink: InkMap, box: Box) -> float:
    """The share of inked pixels in a small box, 0..1, without table borders that cross it."""
    c0, c1 = int(box.x0 * ink.columns), min(ink.columns, int(box.x1 * ink.columns) + 1)
    r0, r1 = int(box.y0 * ink.rows), min(ink.rows, int(box.y1 * ink.rows) + 1)
    tall = range(max(0, 2 * r0 - r1), min(ink.rows, 2 * r1 - r0))
    total = count = 0
    for column in range(c0, c1):
        along = [ink.cells[row * ink.columns + column] for row in tall]
        if sum(value > 0 for value in along) >= BORDER * len(along):
            continue
        values = [ink.cells[row * ink.columns + column] for row in range(r0, r1)]
        total += sum(values)
        count += len(values)
    return total / (255 * count) if count else 0.0


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    across = one.x0 <= other.x1 and one.x1 >= other.x0
    return across and one.y0 <= other.y1 and one.y1 >= other.y0


def _unread(read: Sequence[Box], ink: InkMap, row: int, columns: Iterable[int]) -> list[int]:
    """The ink of a row's cells, 0 for cells whose middle is in text that was read, or next to it."""
    near, y = 0.5 / ink.columns, (row + 0.5) / ink.rows
    spans = [(b.x0 - near, b.x1 + near) for b in read if b.y0 - near <= y <= b.y1 + near]
    found = []
    for column in columns:
        x = (column + 0.5) / ink.columns
        covered = any(left <= x <= right for left, right in spans)
        found.append(0 if covered else ink.cells[row * ink.columns + column])
    return found
