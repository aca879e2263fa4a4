"""Which label a line belongs to: whether it is a label itself, or another label's value."""

import re
from collections.abc import Sequence
from functools import lru_cache

from core.models.geometry import Box
from core.text.fold import squeeze
from core.text.labels import printed
from core.text.sheet import TextSheet

_TRANSLATED = re.compile(r"(?<=[㐀-鿿)])/?[A-Za-z][A-Za-z.&/'’-]*$")
MAX_VOCABULARIES = 512  # of label words: a type has some, a field few


def is_label(text: str, stops: Sequence[str]) -> bool:
    """Whether a line is nothing but a label, perhaps with its translation."""
    known = _bare(tuple(stops))
    bare = squeeze(text).rstrip(":;.")
    return bare in known or _TRANSLATED.sub("", bare) in known


@lru_cache(maxsize=MAX_VOCABULARIES)
def _bare(stops: tuple[str, ...]) -> frozenset[str]:
    """Label words without spaces: each type has its own, which are the same on all papers."""
    return frozenset(map(squeeze, stops))


def is_taken(sheet: TextSheet, line: int, stops: Sequence[str], label: Box) -> bool:
    """Whether a line belongs to another label: it is one, or one is to its left in the row."""
    box = sheet.lines[line].box
    if is_label(sheet.folded[line], stops) or starts_with_label(sheet.folded[line], stops):
        return True
    for i, other in enumerate(sheet.lines):
        between = i != line and _comes_between(other.box.cy, box.cy, label.cy)
        if between and abs(other.box.x0 - label.x0) < 0.03 and _begins(sheet.folded[i], stops):
            return True  # a label read together with its value extends over the line below it
        far = other.box.x0 < label.x0 - 0.05 and other.box.x1 < label.x0 + 0.02
        if i == line or other.box.cx > box.x0 or far:
            continue
        shared = min(other.box.y1, box.y1) - max(other.box.y0, box.y0)
        outside = other.box.cy < label.y0 or other.box.cy > label.y1
        if not outside:
            continue
        if shared > 0.5 * min(other.box.height, box.height):
            return True
        if _comes_between(other.box.cy, box.cy, label.cy) and is_label(sheet.folded[i], stops):
            return True
    return False


def _comes_between(other: float, line: float, label: float) -> bool:
    """Whether the label at height `other` claims the line: one above it, or a nearer one."""
    if line > label:
        return label < other < line
    return abs(other - line) < 0.9 * (label - line)


def _begins(text: str, stops: Sequence[str]) -> bool:
    return any(_begin(stop).match(text) for stop in stops)


def starts_with_label(text: str, stops: Sequence[str]) -> bool:
    return ":" in text and any(_with_colon(stop).match(text) for stop in stops)


@lru_cache(maxsize=8192)
def _begin(stop: str) -> re.Pattern[str]:
    return re.compile(printed(stop).pattern + r"(?=\s|:)")


@lru_cache(maxsize=8192)
def _with_colon(stop: str) -> re.Pattern[str]:
    return re.compile(printed(stop).pattern + r"\s*:")
