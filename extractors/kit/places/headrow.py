"""Rows of headings: labels side by side, each over its value, known ones and others among them.

A label that nobody listed stands in such a row like a value of the label left of it. What its
words are, and that the row below answers the whole row part for part, says that it is none.
"""

import re
from collections.abc import Mapping, Sequence

from core.models.geometry import Box
from extractors.kit.places.anchor import Anchor
from extractors.kit.places.forms import names_a_thing
from extractors.kit.places.kindred import is_worded
from extractors.kit.places.structure import Row

_LABEL = re.compile(r"[一-鿿()、/]{2,12}")
ALIGNED, CENTRED = 0.6, 0.4  # heights: how far the edges, the middles of a column's may lie apart
UNDER = 3.0  # heights: how far below its heading a value may stand


def is_head_row(n: int, rows: Sequence[Row], anchors: Mapping[int, Sequence[Anchor]]) -> bool:
    """Whether a row is headings alone, with a value right below each."""
    row = rows[n]
    if len(row.segments) < 2 or n + 1 >= len(rows) or rows[n + 1].sheet is not row.sheet:
        return False
    below = rows[n + 1]
    if len(below.segments) != len(row.segments) or ":" in row.text:
        return False
    texts = [row.lower[start:end] for start, end in row.segments]
    if not all(_LABEL.fullmatch(text) for text in texts):
        return False
    known = [_is_label(row, *part, anchors[n]) for part in row.segments]
    answers = [_is_label(below, *part, anchors[n + 1]) for part in below.segments]
    if 2 * sum(known) <= len(known) or 2 * sum(answers) >= len(answers):
        return False
    return all(
        _over(row, row.box(*one), below.box(*other))
        for one, other in zip(row.segments, below.segments, strict=True)
    )


def _is_label(row: Row, start: int, end: int, anchors: Sequence[Anchor]) -> bool:
    """Whether a part of a row is a label: a known one ends it, or its words are those of labels."""
    text = row.lower[start:end]
    if any(start <= a.start and start + len(text) == a.end and len(a.label) > 1 for a in anchors):
        return True
    return is_worded(text) or names_a_thing(text)


def _over(row: Row, head: Box, value: Box) -> bool:
    """Whether a text stands right above another, begun or centred where that is."""
    unit = head.height * row.sheet.aspect
    near = 0.4 * head.height < value.cy - head.cy < UNDER * head.height
    aligned = abs(head.x0 - value.x0) < ALIGNED * unit or abs(head.cx - value.cx) < CENTRED * unit
    return near and aligned
