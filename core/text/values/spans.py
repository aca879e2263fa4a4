"""Spans: from one day or month to another, and single ends."""

import re
from typing import NamedTuple

from core.text.sheet import Piece
from core.text.values.dates import UNTIL_NOW, DateMatch, find_dates, find_months

_CLOCK = r"(?:[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?)?"
_OFF = r"(?:起|开始|生效|\(含\)|\(含当日\)|\(包括[^()]{0,4}\)|,|;|日|计算|算)*"
_JOINT = re.compile(
    rf"{_CLOCK}{_OFF}(?:至|到|-{{1,3}}|止于|终止于|起至|直至|to|until)(?:于|:)*", re.I
)
_SINCE = re.compile(rf"{_CLOCK}\(?(?:含|包括)?[^()]{{0,4}}\)?起(?!诉)")
_UNTIL = re.compile(r"(?:至|到|截至|截止)(?:于)?:?$")


class Span(NamedTuple):
    """From a day or month to another; a missing end is None."""

    first: DateMatch | None
    last: DateMatch | None
    piece: Piece


def find_spans(piece: Piece) -> list[Span]:
    """Every pair of days or months joined by a word or dash, and single ends."""
    text = piece.folded
    days = find_dates(piece)
    ends = sorted([*days, *find_months(piece, days)], key=lambda one: one.start)
    spans, used = [], -1
    for i, one in enumerate(ends):
        if i <= used or one.unit == "open":
            continue
        after = ends[i + 1] if i + 1 < len(ends) else None
        if after is not None and _are_joined(after, _bare(text[one.end : after.start])):
            spans.append(Span(one, after, piece[one.start : after.end].dense()))
            used = i + 1
        elif _SINCE.match(_bare(text[one.end :])):
            spans.append(Span(one, None, one.piece))
        elif _UNTIL.search(_bare(text[: one.start])):
            spans.append(Span(None, one, one.piece))
    return spans


def _are_joined(after: DateMatch, between: str) -> bool:
    """Whether the text between two ends joins them to one span; 至今 has its own 至."""
    return bool(_JOINT.fullmatch(between)) or (after.value == UNTIL_NOW and not between)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
