"""The column of months, known by its cells where its head was misread.

Only one column of an income or insurance table holds months, and no other cell looks like one.
"""

import re
from collections.abc import Iterator, Sequence

from core.models.geometry import Box, union
from core.text.alike import in_common
from core.text.fold import fold, squeeze
from core.text.heads import Column, Head, shared
from core.text.sheet import TextSheet
from core.text.tokens import atoms

_MONTH = re.compile(r"(?:19|20)[0-9]{2}(?:[-./](?:1[0-2]|0?[1-9])|年(?:1[0-2]|0?[1-9])月)")
MIN_CELLS = 3  # months below each other
SAME_COLUMN = 0.5  # minimum overlap of their widths
LIKE = 0.5  # of a label's characters: what a misread head must still have


def with_months(
    sheet: TextSheet, heads: tuple[Head, ...], columns: Sequence[Column]
) -> tuple[Head, ...]:
    """The heads, with that of the only column of months if it was not read.

    Not if the column has a head that resembles none of its labels: months of something else.
    """
    months = [column for column in columns if column.kind == "month"]
    named = {head.column.name for head in heads if head.column is not None}
    if not heads or len(months) != 1 or months[0].name in named:
        return heads
    cells = list(_months_below(sheet, heads))
    if len(cells) < MIN_CELLS or not _in_one_column(cells):
        return heads
    place = union(cells)
    if any(head.column and shared(head.box, place) > 0 for head in heads):
        return heads
    near = min(heads, key=lambda head: abs(head.box.cx - place.cx))
    box = Box(place.x0, near.box.y0, place.x1, near.box.y1)
    above = [
        squeeze(fold(line.text))
        for line in sheet.lines
        if abs(line.box.cy - box.cy) < box.height and shared(line.box, box) > 0
    ]
    if above and not any(_resembles(text, months[0]) for text in above):
        return heads
    others = [head for head in heads if head.column or shared(head.box, box) <= 0]
    return tuple(sorted([*others, Head(months[0], box)], key=lambda head: head.box.cx))


def _months_below(sheet: TextSheet, heads: Sequence[Head]) -> Iterator[Box]:
    """The places of all months below the heads."""
    lowest = max(head.box.y1 for head in heads)
    for i, line in enumerate(sheet.lines):
        if line.box.cy < lowest:
            continue
        for atom in atoms(sheet.piece(i)):
            if _MONTH.fullmatch(atom.folded) and (box := atom.level) is not None:
                yield box


def _in_one_column(cells: Sequence[Box]) -> bool:
    """Whether all are below each other; two in a row are two columns, start and end."""
    first = cells[0]
    return all(shared(first, cell) > SAME_COLUMN for cell in cells)


def _resembles(text: str, column: Column) -> bool:
    return any(in_common(text, label) >= LIKE * len(label) for label in column.labels)
