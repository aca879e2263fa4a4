"""Untitled pages that continue the page before: the end of a form, further rows of a table.

A form's last page has signatures, the date and small print. A table continues in its columns.
"""

import re
from collections.abc import Sequence

from core.models.page import Line
from core.text.fold import squeeze
from core.text.sheet import TextSheet
from extractors.kit.notes import SAYS_PAYER

FEW = 14  # rows: the text that did not fit is short
FULL = 0.7  # share of the page's height: how low a page must be filled to have no room left
ROWS = 2  # rows on either page that must have the same columns
FIRST = 4  # the first rows of the new page that are compared: a stamp may cover the first
CELLS = 5  # cells of a table row
MANY = 7  # cells of a row that alone proves that a table continues
SLIP = 4  # rows of a page with only a note and its signature
OFF = 0.015  # share of the page's width: how far a cell may be from its column
_NUMBER = re.compile(r"[0-9A-Z]{15,}")
_FIGURE = re.compile(r"[0-9]")
_SIGNED = re.compile(r"签[字名章]|盖章|^(?:经办人|代理人):")
_SENTENCE = 24  # characters: a longer line is a sentence about signing


def is_tail(sheet: TextSheet, before: Sequence[TextSheet]) -> bool:
    """Whether an untitled page has the place to sign that a document lacks so far."""
    if not before or not 0 < len(sheet.rows) <= FEW:
        return False
    return _is_full(before[-1]) and signs(sheet) and not any(signs(one) for one in before)


def is_end(sheet: TextSheet, before: Sequence[TextSheet]) -> bool:
    """Whether an untitled page of the same type has the text that a full page had no room for.

    It names no new person or unit: it has no number of either.
    """
    if len(before) != 1 or not 0 < len(sheet.rows) <= FEW or not _is_full(before[-1]):
        return False
    return not any(_NUMBER.search(squeeze(text)) for text in sheet.folded)


def _is_full(sheet: TextSheet) -> bool:
    """Whether a page has no room left."""
    return max((line.box.y1 for line in _text(sheet)), default=0.0) > FULL


def is_note(sheet: TextSheet) -> bool:
    """Whether a page has only a payer's note, because the document had no room left."""
    if not 0 < len(sheet.rows) <= SLIP:
        return False
    return SAYS_PAYER.search(squeeze("".join(sheet.folded))) is not None


def is_table_on(sheet: TextSheet, before: TextSheet) -> bool:
    """Whether an untitled page begins with rows in the same columns as the page before.

    With as many cells, each at the same left or right edge as in several of that page's rows: a
    single row may lack cells that were not read or that other text covers. One row that had no room
    left is enough if a short page begins with it and it has many cells.
    """
    old, new = _tabular(before), _tabular(sheet)[:FIRST]
    rows = [sum(_in_columns(one, other) for other in old) >= ROWS for one in new]
    return sum(rows) >= ROWS or (rows[:1] == [True] and _begins_with(sheet, new[0]))


def _begins_with(sheet: TextSheet, row: Sequence[Line]) -> bool:
    """Whether a row of many cells is above everything else on a page with few other rows."""
    top = min(line.box.y0 for line in sheet.lines)
    high = max(line.box.height for line in row)
    return len(row) >= MANY and len(sheet.rows) <= FEW and min(c.box.y0 for c in row) < top + high


def _tabular(sheet: TextSheet) -> list[list[Line]]:
    """The rows of many short cells, from left to right."""
    rows = [[sheet.lines[i] for i in row] for row in sheet.rows]
    return [row for row in rows if len(row) >= CELLS and _FIGURE.search(row[-1].text)]


def _in_columns(one: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether two rows have the same cells: their edges or middles are aligned."""
    return len(one) == len(other) and all(
        min(abs(a.box.x0 - b.box.x0), abs(a.box.x1 - b.box.x1), abs(a.box.cx - b.box.cx)) < OFF
        for a, b in zip(one, other, strict=True)
    )


def signs(sheet: TextSheet) -> bool:
    """Whether the sheet has a place to sign."""
    texts = (squeeze(text) for text in sheet.folded)
    return any(len(text) <= _SENTENCE and _SIGNED.search(text) for text in texts)


def _text(sheet: TextSheet) -> list[Line]:
    """The lines without the page number at the foot."""
    return [line for line in sheet.lines if line.box.y1 < 0.95]
