"""Tables put together from geometry: heads, columns, rows.

Rows are followed from column to column, each cell held against its neighbour's height, so
that a curled page, whose far end hangs lower by more than a row, keeps its rows apart.
Missing cells stay missing; text that runs over lines in its cell is put together.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.models.geometry import Box
from pipeline.models.page import Line
from pipeline.text.fold import squeeze
from pipeline.text.heads import Column, Head, find_heads
from pipeline.text.sheet import Piece, Sheet
from pipeline.text.tokens import cells

__all__ = ["Column", "Row", "Table", "find_table"]

TOTAL = re.compile(
    r"^(?:金额|税款金额|税款|实缴资本)?(?:合|总)计?(?:金额)?(?=$|[(:0-9¥-])|合计|总计"
)
SUBTOTAL = re.compile(r"小计|本页合计")
_FIGURES = re.compile(r"[^㐀-鿿]*[0-9][^㐀-鿿]*(?:[年月日元万至到][^㐀-鿿]*)*")
_LABEL = re.compile(r"[㐀-鿿]\s*:")
_FIT = re.compile(r"[0-9]")
_NUMERIC = {"amount", "date", "month", "id_number"}
NEXT = 0.55  # of the distance of rows: how far a cell may stand from its row's last cell
EVEN = 4  # distances of rows that must be known before one is missed
OFF_BEAT = 0.2  # of the distance of rows: how far a row may stand from where it is due
END = 2.7  # of the distance of rows: a wider gap ends the table


@dataclass
class Row:
    """Cells by column name. `label` is "total", "subtotal" or empty."""

    y: float
    cells: dict[str, Piece] = field(default_factory=dict)
    label: str = ""

    def get(self, name: str) -> Piece | None:
        return self.cells.get(name)


@dataclass(frozen=True)
class Table:
    """A table as found; `rows` hold no total rows."""

    heads: dict[str, Box]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...]
    top: float
    """Levelled height of the heads' upper edge."""
    bottom: float
    """Levelled height of the last row's lower edge."""


@dataclass(frozen=True)
class _Cell:
    y: float
    piece: Piece


def find_table(sheet: Sheet, columns: Sequence[Column], least: int = 3) -> Table | None:
    """The table with these columns, or None where its heads are not found.

    `least` is how many of the columns must be there.
    """
    heads = find_heads(sheet, columns, least)
    if not heads:
        return None
    grid = _grid(sheet, heads)
    kinds = [_numeric(head) for head in heads]
    rows = _follow(grid, kinds, sheet.line_height)
    named = [_named(row, heads) for row in rows]
    good = _before_end([row for row in named if row.label or _filled(row, heads)])
    good = _with_lost(good, sheet)
    return Table(
        heads={head.column.name: head.box for head in heads if head.column},
        rows=tuple(row for row in good if not row.label),
        totals=tuple(row for row in good if row.label),
        top=min(head.box.y0 for head in heads),
        bottom=max((_bottom(row) for row in good), default=max(h.box.y1 for h in heads)),
    )


def _filled(row: Row, heads: Sequence[Head]) -> bool:
    """Whether a row has two cells, no label, and figures where figures stand."""
    if len(row.cells) < 2 or any(_LABEL.search(p.folded) for p in row.cells.values()):
        return False
    named = [head.column for head in heads if head.column is not None]
    numeric = [c.name for c in named if c.kind in _NUMERIC]
    return not numeric or any(
        _FIGURES.fullmatch(squeeze(piece.text)) for name in numeric if (piece := row.get(name))
    )


def _before_end(rows: list[Row]) -> list[Row]:
    """Without the notices under the grand total; a full row there is one of the table's."""
    last = max((i for i, row in enumerate(rows) if row.label == "total"), default=len(rows))
    widths = sorted(len(row.cells) for row in rows[:last] if not row.label)
    full = widths[len(widths) // 2] / 2 if widths else 0
    return [
        row for i, row in enumerate(rows) if i <= last or row.label or len(row.cells) > max(2, full)
    ]


def _with_lost(rows: list[Row], sheet: Sheet) -> list[Row]:
    """With an empty row in each place where the even run of rows leaves one out.

    A row that dust or a fold hides must not be taken for one that was never printed.
    """
    gaps = sorted(b.y - a.y for a, b in itertools.pairwise(rows) if not (a.label or b.label))
    if len(gaps) < EVEN:
        return rows
    pitch = gaps[len(gaps) // 2]
    whole: list[Row] = rows[:1]
    for row in rows[1:]:
        last = whole[-1]
        lost = 0 if last.label or row.label else round((row.y - last.y) / pitch) - 1
        bare = not any(last.y + 0.6 * pitch < ln.box.cy < row.y - 0.6 * pitch for ln in sheet.lines)
        if lost > 0 and bare and abs((row.y - last.y) / pitch - lost - 1) < OFF_BEAT:
            whole += [Row(last.y + pitch * (n + 1)) for n in range(lost)]
        whole.append(row)
    return whole


def _bottom(row: Row) -> float:
    return max((box.y1 for piece in row.cells.values() if (box := piece.level)), default=row.y)


def _numeric(head: Head) -> bool:
    return head.column is not None and head.column.kind in _NUMERIC


def _grid(sheet: Sheet, heads: Sequence[Head]) -> list[list[_Cell]]:
    """The cells below the heads, column by column, each from top to bottom."""
    borders = [(a.box.x1 + b.box.x0) / 2 for a, b in itertools.pairwise(heads)]

    def column_at(x: float) -> int:
        return sum(x > border for border in borders)

    grid: list[list[_Cell]] = [[] for _ in heads]
    for i in _body(sheet, heads):
        for at, piece in cells(sheet.piece(i), column_at):
            grid[at].append(_Cell(sheet.lines[i].box.cy, piece))
    for column in grid:
        column.sort(key=lambda cell: cell.y)
    return grid


def _body(sheet: Sheet, heads: Sequence[Head]) -> Iterator[int]:
    """Lines below the heads and not left or right of the table; a wide cell may be centred."""
    first = heads[0].box
    left, right = first.x0 - max(0.02, 0.5 * first.width), heads[-1].box.x1 + 0.06
    for i in (i for i, line in enumerate(sheet.lines) if _is_below(line, heads)):
        box = sheet.lines[i].box
        under = box.x0 > left or first.x0 < box.cx < first.x1
        if box.x1 > first.x0 and under and box.cx < right:
            yield i


def _is_below(line: Line, heads: Sequence[Head]) -> bool:
    near = min(heads, key=lambda h: abs(h.box.cx - line.box.cx))
    return line.box.cy > near.box.y1 - 0.15 * near.box.height + 0.3 * line.box.height


@dataclass
class _Track:
    """A row while it is followed: its height in the column last looked at."""

    y: float
    cells: dict[int, list[_Cell]] = field(default_factory=dict)


def _follow(grid: list[list[_Cell]], numeric: list[bool], height: float) -> list[_Track]:
    """Rows from the column with most figures outwards to both sides."""
    openers = [
        [c for c in column if _opens(c, number)]
        for column, number in zip(grid, numeric, strict=True)
    ]
    if not any(openers):
        return []
    start = max(range(len(grid)), key=lambda k: (_levels(openers[k], height), -k))
    pitch = _pitch(openers[start], height)
    first = _unbroken(openers[start], pitch, height)
    tracks = [_Track(cell.y, {start: [cell]}) for cell in first]
    _gather(tracks, start, [c for c in grid[start] if c not in first], numeric[start], pitch)
    home = {id(track): track.y for track in tracks}
    for step in (1, -1):
        for track in tracks:
            track.y = home.get(id(track), track.y)
        k = start + step
        while 0 <= k < len(grid):
            _gather(tracks, k, grid[k], numeric[k], pitch)
            k += step
    for track in tracks:
        track.y = home.get(id(track), track.y)
    return sorted(tracks, key=lambda track: track.y)


def _levels(column: Sequence[_Cell], height: float) -> int:
    """How many rows a column's cells stand in: two columns taken for one have two cells a row."""
    ys = [cell.y for cell in column]
    return bool(ys) + sum(b - a > 0.5 * height for a, b in itertools.pairwise(ys))


def _opens(cell: _Cell, numeric: bool) -> bool:
    text = squeeze(cell.piece.text)
    if TOTAL.search(text) or SUBTOTAL.search(text):
        return len(text) <= 14
    return numeric and _FIT.search(text) is not None and len(text) <= 24


def _pitch(cells_: Sequence[_Cell], height: float) -> float:
    """The usual distance of rows; of two, the smaller: figures may stand far below the table."""
    gaps = sorted(b.y - a.y for a, b in itertools.pairwise(cells_))
    usual = [gap for gap in gaps if gap > 0.5 * height]
    return usual[(len(usual) - 1) // 2] if usual else 2 * height


def _unbroken(column: Sequence[_Cell], pitch: float, height: float) -> list[_Cell]:
    """The cells up to a gap that ends the table."""
    kept = [column[0]]
    for cell in column[1:]:
        if cell.y - kept[-1].y > max(END * pitch, 3 * height):
            break
        kept.append(cell)
    return kept


def _gather(
    tracks: list[_Track], k: int, column: Sequence[_Cell], numeric: bool, pitch: float
) -> None:
    """Give each cell of the next column to the row it continues; figures may open a row."""
    before = {id(track): track.y for track in tracks}
    taken: dict[int, _Cell] = {}
    spare = []
    for cell in column:
        track = min(tracks, key=lambda t: abs(before[id(t)] - cell.y), default=None)
        if track is None:
            continue
        reach = NEXT if numeric or _opens(cell, False) else 0.95
        if abs(before[id(track)] - cell.y) > reach * pitch:
            spare.append(cell)
            continue
        track.cells.setdefault(k, []).append(cell)
        taken.setdefault(id(track), cell)
    shifts = [(before[i], cell.y - before[i]) for i, cell in taken.items() if numeric]
    for track in tracks:
        if shifts:
            track.y += min(shifts, key=lambda s: abs(s[0] - before[id(track)]))[1]
    bounds = (min(before.values()) - 1.5 * pitch, max(before.values()) + 1.5 * pitch)
    for cell in spare:
        clear = all(abs(track.y - cell.y) > 0.6 * pitch for track in tracks)
        if _opens(cell, numeric) and clear and bounds[0] < cell.y < bounds[1]:
            tracks.append(_Track(cell.y, {k: [cell]}))


def _named(track: _Track, heads: Sequence[Head]) -> Row:
    row = Row(track.y)
    texts = []
    for k, found in sorted(track.cells.items()):
        ordered = sorted(found, key=lambda cell: (round(cell.y, 3), _left(cell)))
        whole = ordered[0].piece
        for cell in ordered[1:]:
            whole = whole + cell.piece
        texts.append(squeeze(whole.text))
        column = heads[k].column
        if column is not None:
            row.cells[column.name] = whole
    if any(SUBTOTAL.search(text) for text in texts):
        row.label = "subtotal"
    elif any(TOTAL.search(text) for text in texts):
        row.label = "total"
    return row


def _left(cell: _Cell) -> float:
    return box.x0 if (box := cell.piece.level) else 0.0
