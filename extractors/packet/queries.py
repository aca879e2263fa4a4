"""Pages of one query: a window or a list that repeats its title and its conditions on each page.

All of them ask for the same months of the same person; another query asks for others.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from core.text.alike import GLYPHS
from core.text.fold import squeeze
from core.text.sheet import TextSheet
from core.text.values.dates import DAY_OR_MONTH

MIN_AMOUNTS = 2  # beside a month, in a row of payments
MIN_DATES = 2  # the first and the last month that are asked for
_DATE = re.compile(DAY_OR_MONTH)
_AMOUNT = re.compile(r"[0-9]\.[0-9]{2}(?![0-9])")
_NUMBER = re.compile(r"[0-9A-Z]{15,}")


def same_query(before: TextSheet, sheet: TextSheet) -> bool:
    """Whether both pages have the same dates and persons' and units' numbers above other months.

    The same page twice is two documents: an original and its copy.
    """
    one, two = _query(before), _query(sheet)
    if one is None or two is None:
        return False
    return (one.dates, one.numbers) == (two.dates, two.numbers) and not two.months <= one.months


class _Query(NamedTuple):
    """What stands above a page's table, and the months in it."""

    dates: frozenset[str]
    numbers: frozenset[str]
    months: frozenset[str]


def _query(sheet: TextSheet) -> _Query | None:
    """A page's query; None if it has no table, or nothing is asked above it."""
    rows = [row for row in sheet.rows if _is_payment(sheet, row)]
    if not rows:
        return None
    top = min(sheet.lines[i].box.y0 for i in rows[0])
    head = [
        squeeze(text)
        for text, line in zip(sheet.folded, sheet.lines, strict=True)
        if line.box.cy < top
    ]
    dates = frozenset(date for text in head for date in _DATE.findall(text))
    found = (number for text in head for number in _NUMBER.findall(text))
    numbers = frozenset(number.translate(GLYPHS) for number in found)
    paid = (squeeze(sheet.folded[i]) for row in rows for i in row)
    months = frozenset(date for text in paid for date in _DATE.findall(text))
    return _Query(dates, numbers, months) if len(dates) >= MIN_DATES and numbers else None


def _is_payment(sheet: TextSheet, row: Sequence[int]) -> bool:
    """Whether a row of the table has a month and amounts."""
    cells = [squeeze(sheet.folded[i]) for i in row]
    amounts = sum(len(_AMOUNT.findall(cell)) for cell in cells)
    return amounts >= MIN_AMOUNTS and any(_DATE.search(cell) for cell in cells)
