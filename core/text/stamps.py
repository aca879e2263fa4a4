"""Separating the words of a seal from the words of the page."""

import re

from core.models.page import Line, Page
from core.text.fold import squeeze
from core.text.sheet import TextSheet

_CLASS = re.compile(r"专用章|业务章|公章$|用章$")
MIN_OVERLAP = 0.6  # of the line's area: then it is inside the seal
MAX_WIDTH = 1.05  # of the seal's width: a wider line is print, even if the seal has the same words


def is_seal_text(page: Page, line: Line) -> bool:
    """Whether the line is a seal's own writing: a class word, or part of its ring."""
    text = _bare(line)
    if _CLASS.search(text) and len(text) <= 12:
        return True
    for seal in page.seals:
        place = line.place()
        if place.overlap(seal.box) < MIN_OVERLAP or place.width > MAX_WIDTH * seal.box.width:
            continue
        words = squeeze(seal.ring + seal.centre + seal.text + seal.code)
        if text in words or (len(text) <= 3 and not line.sealed):
            return True
        if not line.sealed and len(text) <= 8 and _shared(text, words) >= 0.6 * len(text):
            return True
    return False


def is_in_ring(page: Page, line: Line) -> bool:
    """Whether the line, two characters or more, is a part of the words of the seal over it."""
    text = _bare(line)
    return len(text) > 1 and any(
        text in squeeze(seal.ring) and line.place().overlap(seal.box) >= MIN_OVERLAP
        for seal in page.seals
    )


def _bare(line: Line) -> str:
    return squeeze(line.text).strip("()[]<>*.,:-_")


def _shared(text: str, words: str) -> int:
    return sum(ch in words for ch in text)


def without_seal_text(sheet: TextSheet) -> TextSheet:
    """The sheet without the lines that only seals print."""
    return sheet.part(lambda line: not is_seal_text(sheet.page, line))
