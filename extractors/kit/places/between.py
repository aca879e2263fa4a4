"""How much the text between a label and a value weakens the label's claim."""

import math
import re

from core.numbers.amounts import IN_WORDS
from extractors.kit.places.anchor import PUNCTUATION
from extractors.kit.places.structure import SheetRow

_SUM = re.compile(rf"^(?:人民币)?[{IN_WORDS}亿元圆角分整正]{{2,}}[(,]?(?:人民币|小写)?[:¥]?$")
"""A sum in words before the same sum in figures."""
_LINK = re.compile(r"(?:共计|合计|总计|计|为|是|系)?(?:人民币)?")


def only_links(between: str) -> bool:
    """Whether there is nothing between label and value that says something else: 为人民币."""
    return _LINK.fullmatch(between.strip(PUNCTUATION)) is not None


def over_words(between: str) -> float:
    """The share of a claim that remains after the words between label and value."""
    between = _SUM.sub("", between).strip(PUNCTUATION)
    if not between:
        return 1.0
    return 0.9 if len(between) <= 2 else 0.85 * math.exp(-(len(between) - 2) / 12)


def over_room(row: SheetRow, last: int, first: int) -> float:
    """The share of a claim that remains after the gap between two characters of a row."""
    a, b = row.box(last, last + 1), row.box(first, first + 1)
    unit = max(1e-6, a.height * row.sheet.aspect)
    gap = (b.x0 - a.x1) / unit
    return 1.0 if gap < 10 else 0.85 if gap < 18 else 0.6 if gap < 30 else 0.4
