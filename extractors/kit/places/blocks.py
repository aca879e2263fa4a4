"""A value of several lines: the lines of its cell above and below, that no label claims."""

import re
from collections.abc import Iterator

from core.models.geometry import Box
from core.text.sheet import Piece
from extractors.kit.places.layout import Layout
from extractors.kit.places.structure import Spot

PITCH = 2.1  # heights of a line: how far apart the lines of one value may stand
LEVEL = 1.2  # heights: how far up or down the next column's lines may stand
NARROW = 5.0  # characters: a wider gap to the next column leaves room for more of the value
ALIGNED = 1.0  # heights: how far from its first line's start a further one may start


def block(layout: Layout, spot: Spot, most: int) -> Piece:
    """The text of a spot with the lines of its cell, at most so many."""
    label = _label(layout, spot)
    found = [spot]
    if label is not None:
        above = list(stacked(layout, spot, -1, most - 1))
        middle = layout.box(spot).cy
        if above and label.cy < middle - 0.2 * layout.box(spot).height:
            found = [*reversed(above), spot]  # the label stands beside the middle of its value
    found += stacked(layout, spot, 1, most - len(found))
    if len(found) == 1 and (more := wrapped(layout, spot) or hanging(layout, spot)) is not None:
        found.append(more)
    whole = Piece(())
    for part in found:
        whole = whole + layout.rows[part.row].piece(part.start, part.end)
    return whole


def wrapped(layout: Layout, spot: Spot) -> Spot | None:
    """What stands at the start of the next line, where a paragraph's line ends with the spot."""
    row = layout.rows[spot.row]
    n = spot.row + 1
    if n >= len(layout.rows) or layout.rows[n].sheet is not row.sheet or spot.start == 0:
        return None
    box, edge = layout.box(spot), max(line.box.x1 for line in row.sheet.lines)
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
    return Spot(n, 0, end) if end else None


def hanging(layout: Layout, spot: Spot) -> Spot | None:
    """What stands below the label of a spot where its column is too narrow for the whole value.

    Of two parties side by side each has a column: its lines begin where its labels do.
    """
    label, box = _own_label(layout, spot), layout.box(spot)
    row = layout.rows[spot.row]
    unit = box.height * row.sheet.aspect
    beside = (
        line.box.x0
        for line in row.sheet.lines
        if line.box.x0 > box.x1 and abs(line.box.cy - box.cy) < LEVEL * box.height
    )
    edge = min(beside, default=1.0)
    ends = spot.end >= len(row.text) or row.starts(spot.end)
    if label is None or not ends or edge - box.x1 > NARROW * unit:
        return None  # nothing stands beside it, or the next word had room
    for n in range(spot.row + 1, min(len(layout.rows), spot.row + 3)):
        if layout.rows[n].sheet is not row.sheet:
            return None
        for part, other in layout.every_part[n]:
            near = 0.4 * box.height < other.cy - box.cy < PITCH * box.height
            mine = abs(other.x0 - label.x0) < unit and other.x1 < edge
            if near and mine:
                anchors = (
                    a for a in layout.anchors[n] if a.start < part.end and a.end > part.start
                )
                return None if any(anchors) else part
    return None


def _own_label(layout: Layout, spot: Spot) -> Box | None:
    """The label that stands right before a spot in its row."""
    claims = layout.claims(spot)
    return next((c.anchor.box for c in claims if c.relation == "left" and c.anchor.end == spot.start
                 and c.anchor.row is layout.rows[spot.row]), None)  # fmt: skip


def orphan(layout: Layout, spot: Spot) -> Spot | None:
    """A line right below a spot that no label claims: the spot's value may go on in it."""
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


def _label(layout: Layout, spot: Spot) -> Box | None:
    """The label left of a spot, in its row or level with it."""
    claims = layout.claims(spot)
    return next((c.anchor.box for c in claims if c.relation in ("left", "level")), None)


def stacked(layout: Layout, spot: Spot, step: int, most: int) -> Iterator[Spot]:
    """The parts right above or below that start where the spot starts and are no label's own."""
    first = edge = layout.box(spot)
    sheet = layout.rows[spot.row].sheet
    n = spot.row
    while most > 0:
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
        edge, most = box, most - 1
