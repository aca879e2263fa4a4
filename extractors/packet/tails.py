"""The last page of a form that ran over: who signs, the day, small print, and no heading."""

import re
from collections.abc import Sequence

from core.models.page import Line
from core.text.fold import squeeze
from core.text.sheet import Sheet

FEW = 14  # rows: what did not fit is little
FULL = 0.75  # of the page's height: so far down goes what the rest had no room below
_SIGNED = re.compile(r"签[字名章]|盖章|^(?:经办人|代理人):")
_SENTENCE = 24  # characters: a longer line speaks of signing


def is_tail(sheet: Sheet, before: Sequence[Sheet]) -> bool:
    """Whether an untitled page holds what a paper without a place to sign so far lacks."""
    if not before or not 0 < len(sheet.rows) <= FEW:
        return False
    full = max((line.box.y1 for line in _text(before[-1])), default=0.0) > FULL
    return full and _signs(sheet) and not any(_signs(one) for one in before)


def _signs(sheet: Sheet) -> bool:
    """Whether people sign there."""
    texts = (squeeze(text) for text in sheet.folded)
    return any(len(text) <= _SENTENCE and _SIGNED.search(text) for text in texts)


def _text(sheet: Sheet) -> list[Line]:
    """The lines without the page's number at its foot."""
    return [line for line in sheet.lines if line.box.y1 < 0.95]
