"""Cells of a table's first column that begin far left of their head, which is centred over them."""

import re
from collections.abc import Sequence

from core.models.geometry import Box
from core.text.fold import squeeze
from core.text.sheet import TextSheet

LEVEL = 0.01  # of the page's width: how far the cells' left edges may be apart
MIN_CELLS = 2  # a single one is a label beside the table
_WORDS = re.compile(r"[㐀-鿿]{2}")


def centred_cells(
    sheet: TextSheet, below: Sequence[int], first: Box, second: Box
) -> frozenset[int]:
    """Which of the lines `below` the heads are such cells; `first` and `second` are two heads.

    The head is in the middle of its column, so the column's other edge is known: it must be left
    of the second head.
    """
    found = [
        i
        for i in below
        for box in (sheet.lines[i].box,)
        if box.x0 < first.x0 and 2 * first.cx - box.x0 < second.x0 and box.width > box.height
        if _WORDS.match(squeeze(sheet.folded[i]))
    ]
    edges = [sheet.lines[i].box.x0 for i in found]
    return frozenset(
        i
        for i, edge in zip(found, edges, strict=True)
        if sum(abs(edge - other) < LEVEL for other in edges) >= MIN_CELLS
    )
