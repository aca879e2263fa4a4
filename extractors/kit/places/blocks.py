"""A value of several lines: adds the lines above and below in its cell that no label claims."""

import re
from collections.abc import Iterator

from core.models.geometry import Box
from core.text.sheet import Piece
from extractors.kit.places.layout import Layout
from extractors.kit.places.structure import RowSpot

PITCH = 2.1  # line heights: the largest distance between the lines of one value
LEVEL = 1.2  # line heights: how far the lines of the next column may be shifted up or down
NARROW = 5.0  # characters: a wider gap to the next column leaves room for more of the value
ALIGNED = 1.0  # line heights: how far a further line's start may be from the first line's


def block(layout: Layout, spot: RowSpot, max_lines: int) -> Piece:
    """The text of a spot with the other lines of its cell, at most `max_lines` lines."""
    label = _label(layout, spot)
    found = [spot]
    if label is not None:
        above = list(stacked(layout, spot, -1, max_lines - 1))
        middle = layout.box(spot).cy
        if above and label.cy < middle - 0.2 * layout.box(spot).height:
            found = [*reversed(above), spot]  # the label is level with the middle of its value
    found += stacked(layout, spot, 1, max_lines - len(found))
    if len(found) == 1 and (more := wrapped(layout, spot) or hanging(layout, spot)) is not None:
        found.append(more)
    whole = Piece(())
    for part in found:
        whole = whole + layout.rows[part.row].piece(part.start, part.end)
    return whole


def wrapped(layout: Layout, spot: RowSpot) -> RowSpot | None:
    """The start of the next line, if the spot ends a full line of a paragraph."""
    row = layout.rows[spot.row]
    n = spot.row + 1
    if n >= len(layout.rows) or layout.rows[n].sheet is not row.sheet or spot.start == 0:
        return None
    box, edge = layout.box(spot), row.sheet.edge
    left = row.box(0, 1).x0
    unit = box.height * row.sheet.aspect
    if spot.end < len(row.text) or edge - box.x1 > 2.5 * unit or not layout.every_part[n]:
        return None
    part, other = layout.every_part[n][0]
    near = 0.4 * box.height < other.cy - box.cy < PITCH * box.height
    if part.start > 0 or not near or not left - 3 * unit < other.x0 < left + unit:
        return None
    stop = re.search(r"[,;。:(]|\.(?![0-9])", layout.rows[n].text[: part.end])
    end = stop.start() if stop else part.end
    return RowSpot(n, 0, end) if end else None


def hanging(layout: Layout, spot: RowSpot) -> RowSpot | None:
    """The text below a spot's label, if the label's column is too narrow for the whole value.

    Where two parties are side by side, each has a column whose lines start where its labels start.
    """
    label, box = _own_label(layout, spot), layout.box(spot)
    row = layout.rows[spot.row]
    unit = box.height * row.sheet.aspect
    if label is None or not (spot.end >= len(row.text) or row.starts(spot.end)):
        return None
    beside = (
        line.box.x0
        for line in row.sheet.lines
        if line.box.x0 > box.x1 and abs(line.box.cy - box.cy) < LEVEL * box.height
    )
    edge = min(beside, default=1.0)
    if edge - box.x1 > NARROW * unit:
        return None  # nothing is beside it, or the next word had room
    for n in range(spot.row + 1, min(len(layout.rows), spot.row + 3)):
        if layout.rows[n].sheet is not row.sheet:
            return None
        for part, other in layout.every_part[n]:
            near = 0.4 * box.height < other.cy - box.cy < PITCH * box.height
            own = abs(other.x0 - label.x0) < unit and other.x1 < edge
            if near and own:
                anchors = (
                    a for a in layout.anchors[n] if a.start < part.end and a.end > part.start
                )
                return None if any(anchors) else part
    return None


def _own_label(layout: Layout, spot: RowSpot) -> Box | None:
    """The label directly before a spot in its row."""
    claims = layout.claims(spot)
    return next((c.anchor.box for c in claims if c.relation == "left" and c.anchor.end == spot.start
                 and c.anchor.row is layout.rows[spot.row]), None)  # fmt: skip


def orphan(layout: Layout, spot: RowSpot) -> RowSpot | None:
    """A line directly below a spot that no label claims: the spot's value may continue there."""
    n, row = spot.row + 1, layout.rows[spot.row]
    if n >= len(layout.rows) or layout.rows[n].sheet is not row.sheet or layout.anchors[n]:
        return None
    box, parts = layout.box(spot), layout.every_part[n]
    if len(parts) != 1 or spot.end < len(row.text):
        return None
    part, other = parts[0]
    near = 0.4 * box.height < other.cy - box.cy < PITCH * box.height
    left = row.box(0, 1).x0 - box.height * row.sheet.aspect
    if not near or not left < other.x0 < box.x1 or part.start > 0:
        return None
    return part


def _label(layout: Layout, spot: RowSpot) -> Box | None:
    """The label left of a spot, in its row or level with it."""
    claims = layout.claims(spot)
    return next((c.anchor.box for c in claims if c.relation in ("left", "level")), None)


def stacked(layout: Layout, spot: RowSpot, step: int, max_lines: int) -> Iterator[RowSpot]:
    """The parts directly above or below that start where the spot starts and belong to no label."""
    first = edge = layout.box(spot)
    sheet = layout.rows[spot.row].sheet
    n = spot.row
    while max_lines > 0:
        n += step
        if not 0 <= n < len(layout.rows) or layout.rows[n].sheet is not sheet:
            return
        near = [(s, b) for s, b in layout.every_part[n] if b.x1 > first.x0 and b.x0 < first.x1]
        over = [b for a, b in layout.boxes[n] if a.firm and b.x0 < first.x1 and b.x1 > first.x0]
        gap = min((abs(b.cy - edge.cy) for b in [*(b for _, b in near), *over]), default=0.0)
        if over or gap > PITCH * max(edge.height, first.height):
            return
        if not near:
            continue
        part, box = near[0]
        unit = first.height * sheet.aspect
        centred = abs(box.cx - first.cx) < 0.6 * unit and box.x0 > first.x0 - 0.5 * unit
        if abs(box.x0 - first.x0) > ALIGNED * unit and not centred:
            return
        if any(
            a.firm and b.x1 <= box.x0 + 0.01 and b.x1 > first.x0 - 0.5 for a, b in layout.boxes[n]
        ):
            return
        yield part
        edge, max_lines = box, max_lines - 1
