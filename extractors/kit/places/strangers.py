"""Unlisted labels whose words say nothing, recognised by their position.

Before a colon, in a column of labels with a value beside each, or in a row of headings with values
below. Which field such a label means is decided in `leftover`, from the fields that remain.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.models.geometry import Box
from extractors.kit.places.anchor import Anchor
from extractors.kit.places.blocks import PITCH
from extractors.kit.places.layout import Layout
from extractors.kit.places.odd_labels import WORN
from extractors.kit.places.structure import RowSpot

_LABEL = re.compile(r"[一-鿿()、/]{2,14}(?:[/|]?[a-z .'-]*)?")
_NO_LABEL = re.compile(r"(?:公司|学士|硕士|博士|研究生|本科|专科)$|^(?:男|女|无|汉族|中国)$")
MATES = 2  # labels of a column that make a further text in it a label
ALIGNED, CENTRED = 0.6, 0.4  # line heights: how far edges or middles of a column may be apart


@dataclass(frozen=True, eq=False)
class UnlistedLabel:
    """An unlisted label, and the place of its value."""

    label: str
    row: int
    start: int
    value: RowSpot


def strangers(layout: Layout) -> list[UnlistedLabel]:
    """The unlisted labels of a document that have a value."""
    found: list[UnlistedLabel] = []
    columns = _columns(layout)
    for n in range(len(layout.rows)):
        heads = _is_row_of_heads(layout, n)
        for anchor in layout.anchors[n]:
            if anchor.sure <= WORN and anchor.label not in layout.words.labels:
                spot = _behind(layout, n, anchor.end) or _below(layout, n, anchor.box)
                if spot is not None:
                    found.append(UnlistedLabel(anchor.label, n, anchor.start, spot))
        for part, box in layout.every_part[n]:
            text = layout.rows[n].lower[part.start : part.end]
            if not _LABEL.fullmatch(text) or _NO_LABEL.search(text):
                continue
            spot = None
            if heads:
                spot = _below(layout, n, box)
            elif _in_column(layout, part, box, columns) and not _is_taken(layout, part):
                spot = _behind(layout, n, part.end)
            if spot is not None:
                found.append(UnlistedLabel(text, n, part.start, spot))
    return [*found, *_alone(layout)]


def _alone(layout: Layout) -> Iterator[UnlistedLabel]:
    """Texts alone in their row with no label near: they may be values of a field too."""
    for n, row in enumerate(layout.rows):
        if len(layout.every_part[n]) == 1 and not layout.anchors[n]:
            spot, _ = layout.every_part[n][0]
            if spot.start <= 1 and spot.end >= len(row.text) - 1:
                yield UnlistedLabel("", n, spot.start, spot)


def _columns(layout: Layout) -> list[tuple[int, Anchor, Box]]:
    return [
        (n, anchor, box)
        for n, pairs in layout.boxes.items()
        for anchor, box in pairs
        if anchor.sure >= 1.0 and not anchor.lead and _behind(layout, n, anchor.end) is not None
    ]


def _in_column(
    layout: Layout, part: RowSpot, box: Box, columns: list[tuple[int, Anchor, Box]]
) -> bool:
    """Whether labels are above or below a text, left-aligned or centred with it."""
    sheet = layout.rows[part.row].sheet
    unit = box.height * sheet.aspect
    mates = {
        n
        for n, _, other in columns
        if n != part.row
        and layout.rows[n].sheet is sheet
        and (abs(other.x0 - box.x0) < ALIGNED * unit or abs(other.cx - box.cx) < CENTRED * unit)
    }
    return len(mates) >= MATES


def _is_taken(layout: Layout, part: RowSpot) -> bool:
    """Whether a label is directly before a text, which is then the label's value."""
    return any(a.firm and a.end == part.start for a in layout.anchors[part.row])


def _is_row_of_heads(layout: Layout, n: int) -> bool:
    """Whether a row has only labels, with a value below each."""
    firm = [(a, b) for a, b in layout.boxes[n] if a.firm]
    row = layout.rows[n]
    if not firm or len(row.segments) < 2 or any(ch.isdigit() for ch in row.text):
        return False
    return all(not a.colon and _below(layout, n, b) is not None for a, b in firm)


def _behind(layout: Layout, n: int, at: int) -> RowSpot | None:
    """The part that begins at a position of a row, with no label between."""
    part = next((s for s, _ in layout.every_part[n] if s.start >= at), None)
    if part is None:
        return None
    between = any(at <= a.start < part.start for a in layout.anchors[n])
    return None if between else part


def _below(layout: Layout, n: int, box: Box) -> RowSpot | None:
    """The part below a label in one of the next rows, with no label between."""
    for m in range(n + 1, min(len(layout.rows), n + 4)):
        if layout.rows[m].sheet is not layout.rows[n].sheet:
            return None
        if any(a.firm and b.over(box) for a, b in layout.boxes[m]):
            return None
        for part, other in layout.every_part[m]:
            if other.over(box):
                near = other.cy - box.cy < 1.6 * PITCH * max(box.height, other.height)
                return part if near else None
    return None
