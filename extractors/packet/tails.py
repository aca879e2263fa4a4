"""Untitled pages that go on with the page before: the end of a form, a table's further rows.

A form's last page has who signs, the day and small print. A table goes on in its columns.
"""

import re
from collections.abc import Sequence

from core.models.page import Line
from core.text.fold import squeeze
from core.text.sheet import Sheet
from extractors.kit.notes import SAYS_PAYER

FEW = 14  # rows: what did not fit is little
FULL = 0.7  # of the page's height: so far down goes what the rest had no room below
ROWS = 2  # rows on either page that must stand in the same columns
FIRST = 4  # rows of the new page among which they must be: a stamp may lie on the first
CELLS = 5  # cells of a row of a table
MANY = 7  # cells of one that by itself tells that a table goes on
SLIP = 4  # rows of a page that holds a note and who signed it
OFF = 0.015  # of the page's width: how far a cell may stand beside its column
_NUMBER = re.compile(r"[0-9A-Z]{15,}")
_FIGURE = re.compile(r"[0-9]")
_SIGNED = re.compile(r"签[字名章]|盖章|^(?:经办人|代理人):")
_SENTENCE = 24  # characters: a longer line speaks of signing


def is_tail(sheet: Sheet, before: Sequence[Sheet]) -> bool:
    """Whether an untitled page holds what a paper without a place to sign so far lacks."""
    if not before or not 0 < len(sheet.rows) <= FEW:
        return False
    return _is_full(before[-1]) and signs(sheet) and not any(signs(one) for one in before)


def is_end(sheet: Sheet, before: Sequence[Sheet]) -> bool:
    """Whether an untitled page of the same type is what a full page had no room for.

    It names nobody and no unit anew: no number of either is on it.
    """
    if len(before) != 1 or not 0 < len(sheet.rows) <= FEW or not _is_full(before[-1]):
        return False
    return not any(_NUMBER.search(squeeze(text)) for text in sheet.folded)


def _is_full(sheet: Sheet) -> bool:
    """Whether there was no room left on a page."""
    return max((line.box.y1 for line in _text(sheet)), default=0.0) > FULL


def is_note(sheet: Sheet) -> bool:
    """Whether a page holds a payer's note alone, written where the paper had no room left."""
    if not 0 < len(sheet.rows) <= SLIP:
        return False
    return SAYS_PAYER.search(squeeze("".join(sheet.folded))) is not None


def is_table_on(sheet: Sheet, before: Sheet) -> bool:
    """Whether an untitled page begins with rows whose cells stand in the columns of the page before.

    Of as many cells, each as far left or right as in several of its rows: cells that were not
    seen, or that another text lies on, are lacking in any one of them. A single row that had no
    room left is enough where a short page begins with it and it has many cells.
    """
    old, new = _tabular(before), _tabular(sheet)[:FIRST]
    rows = [sum(_in_columns(one, other) for other in old) >= ROWS for one in new]
    return sum(rows) >= ROWS or (rows[:1] == [True] and _begins_with(sheet, new[0]))


def _begins_with(sheet: Sheet, row: Sequence[Line]) -> bool:
    """Whether a row of many cells stands above all else on a page that has few others."""
    top = min(line.box.y0 for line in sheet.lines)
    high = max(line.box.height for line in row)
    return len(row) >= MANY and len(sheet.rows) <= FEW and min(c.box.y0 for c in row) < top + high


def _tabular(sheet: Sheet) -> list[list[Line]]:
    """The rows of many short cells, from left to right."""
    rows = [[sheet.lines[i] for i in row] for row in sheet.rows]
    return [row for row in rows if len(row) >= CELLS and _FIGURE.search(row[-1].text)]


def _in_columns(one: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether two rows have the same cells: their edges or middles stand over one another."""
    return len(one) == len(other) and all(
        min(abs(a.box.x0 - b.box.x0), abs(a.box.x1 - b.box.x1), abs(a.box.cx - b.box.cx)) < OFF
        for a, b in zip(one, other, strict=True)
    )


def signs(sheet: Sheet) -> bool:
    """Whether people sign there."""
    texts = (squeeze(text) for text in sheet.folded)
    return any(len(text) <= _SENTENCE and _SIGNED.search(text) for text in texts)


def _text(sheet: Sheet) -> list[Line]:
    """The lines without the page's number at its foot."""
    return [line for line in sheet.lines if line.box.y1 < 0.95]
