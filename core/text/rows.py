"""The rows of a table, followed from column to column.

Each cell is compared with its neighbour's height, so rows stay separate even on a curled page whose
far end is lower by more than a row.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.text.drift import drift
from core.text.fold import squeeze
from core.text.sheet import Piece, TextSheet

TOTAL = re.compile(
    r"^(?:金额|税款金额|税款|实缴资本)?(?:合|总)计?(?:金额)?(?=$|[(:0-9¥-])|合计|总计"
)
NOTE_WORDS = "附?注|备注|说明|提示|温馨提示|注意(?:事项)?"  # before the notes below a table or form
NOTE = re.compile(rf"[(（【*※]?(?:{NOTE_WORDS})[:：.、0-9]")
SUBTOTAL = re.compile(r"小计|本页合计")
_FIT = re.compile(r"[0-9]")
MAX_OFFSET = 0.55  # of the distance of rows: how far a cell may be from its row's last cell
MAX_SPREAD = 0.4  # of the distance of rows: how differently a curl may lower the cells of a column
MIN_PITCHES = 4  # distances of rows that must be known to detect a missing row
MAX_ROW_OFFSET = 0.2  # of the distance of rows: how far a row may be from its expected place
MAX_GAP = 2.7  # of the distance of rows: a wider gap ends the table


@dataclass
class Row:
    """Cells by column name. `label` is "total", "subtotal" or empty."""

    y: float
    cells: dict[str, Piece] = field(default_factory=dict)
    label: str = ""

    def get(self, name: str) -> Piece | None:
        return self.cells.get(name)


@dataclass(frozen=True)
class Cell:
    """The part of a line in one column, by the height of its middle."""

    y: float
    piece: Piece


@dataclass
class Track:
    """A row being followed: its height in the last column examined."""

    y: float
    cells: dict[int, list[Cell]] = field(default_factory=dict)


def follow(
    grid: list[list[Cell]], numeric: list[bool], height: float, heads: Sequence[float] = ()
) -> list[Track]:
    """Rows from the column with most figures outwards to both sides.

    `heads` are the heights of the columns' headings, if known.
    """
    openers = [
        [c for c in column if _opens(c, number)]
        for column, number in zip(grid, numeric, strict=True)
    ]
    if not any(openers):
        return []
    start = max(range(len(grid)), key=lambda k: (_levels(openers[k], height), -k))
    pitch = _pitch(openers[start], height)
    first = _unbroken(openers[start], pitch, height)
    tracks = [Track(cell.y, {start: [cell]}) for cell in first]
    own = {id(track): track.y for track in tracks}
    _gather(tracks, start, [c for c in grid[start] if c not in first], numeric[start], pitch)
    lower = [b - a for a, b in itertools.pairwise(heads)] or [0.0] * len(grid)
    # Further lines of a cell are lower than its first one; the row is not.
    home = {id(track): own.get(id(track), track.y) for track in tracks}
    for step in (1, -1):
        for track in tracks:
            track.y = home.get(id(track), track.y)
        k = start + step
        while 0 <= k < len(grid):
            head = lower[k - 1] if step > 0 else -lower[k]
            _gather(tracks, k, grid[k], numeric[k], pitch, head)
            k += step
    for track in tracks:
        track.y = home.get(id(track), track.y)
    return sorted(tracks, key=lambda track: track.y)


def _levels(column: Sequence[Cell], height: float) -> int:
    """The number of rows of a column's cells: two columns taken as one have two cells in a row."""
    ys = [cell.y for cell in column]
    return bool(ys) + sum(b - a > 0.5 * height for a, b in itertools.pairwise(ys))


def _opens(cell: Cell, numeric: bool) -> bool:
    text = squeeze(cell.piece.text)
    if TOTAL.search(text) or SUBTOTAL.search(text):
        return len(text) <= 14
    return numeric and _FIT.search(text) is not None and len(text) <= 24


def _pitch(cells_: Sequence[Cell], height: float) -> float:
    """The usual distance of rows; of two, the smaller one: numbers may be printed far below the
    table.
    """
    gaps = sorted(b.y - a.y for a, b in itertools.pairwise(cells_))
    usual = [gap for gap in gaps if gap > 0.5 * height]
    return usual[(len(usual) - 1) // 2] if usual else 2 * height


def _unbroken(column: Sequence[Cell], pitch: float, height: float) -> list[Cell]:
    """The cells up to a gap that ends the table, or to the notes below it."""
    kept = [column[0]]
    for cell in column[1:]:
        if NOTE.match(squeeze(cell.piece.text)):
            break
        if cell.y - kept[-1].y > max(MAX_GAP * pitch, 3 * height):
            break
        kept.append(cell)
    return kept


def _near(tracks: list[Track], column: Sequence[Cell], pitch: float) -> list[Cell]:
    """The cells of a column beside the rows, or just above or below them."""
    ys = [track.y for track in tracks]
    return [c for c in column if ys and min(ys) - 1.5 * pitch < c.y < max(ys) + 1.5 * pitch]


def _one_each(tracks: list[Track], column: Sequence[Cell], pitch: float) -> bool:
    """Whether a column has one cell for each row, all of them about as much lower or higher."""
    if len(column) != len(tracks) or len(tracks) < 2:
        return False
    levels = sorted(track.y for track in tracks)
    shifts = [cell.y - y for cell, y in zip(column, levels, strict=True)]
    return max(map(abs, shifts)) < pitch and max(shifts) - min(shifts) < MAX_SPREAD * pitch


def _gather(
    tracks: list[Track],
    k: int,
    column: Sequence[Cell],
    numeric: bool,
    pitch: float,
    head: float = 0.0,
) -> None:
    """Give each cell of the next column to the row it continues; figures may open a row."""
    near = _near(tracks, column, pitch)
    if _one_each(tracks, near, pitch):
        for home, cell in zip(sorted(tracks, key=lambda t: t.y), near, strict=True):
            home.cells.setdefault(k, []).append(cell)
            home.y = cell.y
        return
    level = sorted(tracks, key=lambda track: track.y)
    off = drift([track.y for track in level], [cell.y for cell in near], head, pitch)
    before = {id(track): track.y + by for track, by in zip(level, off, strict=True)}
    taken: dict[int, Cell] = {}
    spare = []
    for cell in column:
        track = min(tracks, key=lambda t: abs(before[id(t)] - cell.y), default=None)
        if track is None:
            continue
        reach = MAX_OFFSET if numeric or _opens(cell, False) else 0.95
        if abs(before[id(track)] - cell.y) > reach * pitch:
            spare.append(cell)
            continue
        track.cells.setdefault(k, []).append(cell)
        taken.setdefault(id(track), cell)
    shifts = [(before[i], cell.y - before[i]) for i, cell in taken.items() if numeric]
    for track in tracks:
        track.y = before[id(track)]
        if shifts:
            track.y += min(shifts, key=lambda s: abs(s[0] - before[id(track)]))[1]
    for cell in spare:
        clear = all(abs(track.y - cell.y) > 0.6 * pitch for track in tracks)
        if _opens(cell, numeric) and clear and cell in near:
            tracks.append(Track(cell.y, {k: [cell]}))


def with_lost(rows: list[Row], sheet: TextSheet) -> list[Row]:
    """With an empty row in each gap of the regularly spaced rows.

    A row hidden by dust or a fold must not look like one that was never printed.
    """
    gaps = sorted(b.y - a.y for a, b in itertools.pairwise(rows) if not (a.label or b.label))
    pitch = gaps[len(gaps) // 2] if len(gaps) >= MIN_PITCHES else 0.0
    if pitch <= 0:  # too few rows, or some side by side
        return rows
    whole: list[Row] = rows[:1]
    for row in rows[1:]:
        last = whole[-1]
        lost = 0 if last.label or row.label else round((row.y - last.y) / pitch) - 1
        bare = not any(last.y + 0.6 * pitch < ln.box.cy < row.y - 0.6 * pitch for ln in sheet.lines)
        if lost > 0 and bare and abs((row.y - last.y) / pitch - lost - 1) < MAX_ROW_OFFSET:
            whole += [Row(last.y + pitch * (n + 1)) for n in range(lost)]
        whole.append(row)
    return whole
