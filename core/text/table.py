"""Tables built from geometry: heads, columns, rows.

Missing cells stay missing; the lines of a cell are joined.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.models.geometry import Box
from core.models.page import Line
from core.text.centred import centred_cells
from core.text.fold import squeeze
from core.text.heads import Column, Head, find_heads
from core.text.months import with_months
from core.text.rows import NOTE, SUBTOTAL, TOTAL, Cell, Row, Track, follow, with_lost
from core.text.sheet import Piece, TextSheet
from core.text.tokens import cells
from core.text.wrapped import whole_cells

__all__ = ["Column", "Row", "Table", "find_table", "find_tables"]

_FIGURES = re.compile(r"[^㐀-鿿]*[0-9][^㐀-鿿]*(?:[年月日元万至到今一][^㐀-鿿]*)*")
_DAYS = re.compile(r"(?:19|20)[0-9]{2}[-./年](?:1[0-2]|0?[1-9])[-./月]")
_LABEL = re.compile(r"[㐀-鿿]\s*:")
_PAGE = re.compile(r"\s*第\s*[0-9]{1,3}\s*页(?:\s*[,/]?\s*共\s*[0-9]{1,3}\s*页)?\s*")
_COUNTED = re.compile(r"[^0-9A-Za-z一-鿿]{0,3}[0-9]{1,4}\s+(?=\S)")
_NUMERIC = {"amount", "date", "month", "id_number"}
MIN_NOTE_WIDTH = 0.3  # of the page's width
MAX_CELL_GAP = 3.0  # heights: how far below a cell the next one of its column may be
MAX_EDGE_SHIFT = 0.004  # of the page's width: how far its edges may shift


@dataclass(frozen=True)
class Table:
    """A table as found; `rows` has no total rows."""

    heads: dict[str, Box]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...]
    top: float
    """Levelled height of the heads' upper edge."""
    bottom: float
    """Levelled height of the last row's lower edge."""


def find_table(sheet: TextSheet, columns: Sequence[Column], min_columns: int = 3) -> Table | None:
    """The table with these columns, or None if its heads are not found.

    `min_columns` is the minimum number of columns.
    """
    heads = with_months(sheet, find_heads(sheet, columns, min_columns), columns)
    return _under(sheet, heads) if heads else None


def find_tables(
    sheets: Sequence[TextSheet], columns: Sequence[Column], min_columns: int = 3
) -> list[Table | None]:
    """The table of each sheet; one that continues on the next sheet may have no heads there."""
    found: list[Table | None] = []
    heads: Sequence[Head] = ()
    for sheet in sheets:
        own = with_months(sheet, find_heads(sheet, columns, min_columns), columns)
        if own:
            heads = own
            found.append(_under(sheet, own))
        else:
            found.append(_gone_on(sheet, heads) if heads else None)
            heads = heads if found[-1] is not None else ()
    return found


def _gone_on(sheet: TextSheet, heads: Sequence[Head]) -> Table | None:
    """The rest of a table on a sheet without heads: rows that fill its columns from the top."""
    top = min((line.box.y0 for line in sheet.lines), default=0.0)
    raised = [replace(h, box=Box(h.box.x0, top - 0.02, h.box.x1, top - 0.005)) for h in heads]
    table = _under(sheet, raised)
    named = sum(head.column is not None for head in heads)
    if not table.rows or len(table.rows[0].cells) < max(3, named - 1):
        return None
    return table if table.rows[0].y < top + 6 * sheet.line_height else None


def _under(sheet: TextSheet, heads: Sequence[Head]) -> Table:
    """The table below its heads."""
    grid = _grid(sheet, heads)
    kinds = [_numeric(head) for head in heads]
    rows = follow(grid, kinds, sheet.line_height, [head.box.cy for head in heads])
    named = [_named(row, heads) for row in rows]
    good = _before_end([row for row in named if row.label or _filled(row, heads)], heads)
    good = with_lost(good, sheet)
    return Table(
        heads={head.column.name: head.box for head in heads if head.column},
        rows=tuple(row for row in good if not row.label),
        totals=tuple(row for row in good if row.label),
        top=min(head.box.y0 for head in heads),
        bottom=max((_bottom(row) for row in good), default=max(h.box.y1 for h in heads)),
    )


def _filled(row: Row, heads: Sequence[Head]) -> bool:
    """Whether a row has two cells, no label, and numbers in number columns."""
    if len(row.cells) < 2 or any(_LABEL.search(p.folded) for p in row.cells.values()):
        return False
    numeric = any(_numeric(head) for head in heads)
    return not numeric or any(_figures(row, heads))


def _figures(row: Row, heads: Sequence[Head]) -> list[bool]:
    """Whether each of a row's cells in number columns has only numbers."""
    named = [head.column.name for head in heads if head.column is not None and _numeric(head)]
    pieces = (piece for name in named if (piece := row.get(name)))
    return [_FIGURES.fullmatch(squeeze(piece.text)) is not None for piece in pieces]


def _before_end(rows: list[Row], heads: Sequence[Head]) -> list[Row]:
    """Without the notices under the grand total; a full row of numbers there belongs to the table.

    The words of a notice that is set under several columns look like cells.
    """
    last = max((i for i, row in enumerate(rows) if row.label == "total"), default=len(rows))
    widths = sorted(len(row.cells) for row in rows[:last] if not row.label)
    full = widths[len(widths) // 2] / 2 if widths else 0
    return [
        row
        for i, row in enumerate(rows)
        if i <= last or row.label or (len(row.cells) > max(2, full) and all(_figures(row, heads)))
    ]


def _bottom(row: Row) -> float:
    return max((box.y1 for piece in row.cells.values() if (box := piece.level)), default=row.y)


def _numeric(head: Head) -> bool:
    return head.column is not None and head.column.kind in _NUMERIC


def _grid(sheet: TextSheet, heads: Sequence[Head]) -> list[list[Cell]]:
    """The cells below the heads, column by column, each from top to bottom."""
    borders = [(a.box.x1 + b.box.x0) / 2 for a, b in itertools.pairwise(heads)]

    def column_at(x: float) -> int:
        return sum(x > border for border in borders)

    grid: list[list[Cell]] = [[] for _ in heads]
    body = list(_body(sheet, heads))
    placed: dict[int, int] = {}
    for i in body:
        piece = _without_page_number(sheet.piece(i))
        found = list(cells(_within(piece, heads) or piece, column_at))
        if len(found) == 1:
            head = _begun_above(sheet, i, placed)
            placed[i] = at = found[0][0] if head is None else placed[head]
            found = [(at, found[0][1])]
        for at, piece in found:
            grid[at].append(Cell(sheet.lines[i].box.cy, piece))
    for column in grid:
        column.sort(key=lambda cell: cell.y)
    return [whole_cells(column, sheet.line_height) for column in grid]


def _without_page_number(piece: Piece) -> Piece:
    """A line of a table without the page number printed into it."""
    count = _PAGE.match(piece.folded)
    return piece[count.end() :] if count else piece


def _within(piece: Piece, heads: Sequence[Head]) -> Piece | None:
    """A line without the row's number, if that is left of the table and the rest is not."""
    count, box = _COUNTED.match(piece.folded), piece.level
    if count is None or box is None or box.x0 > _left_edge(heads):
        return None
    rest = piece[count.end() :]
    inside = rest.level
    return rest if inside is not None and inside.x0 > _left_edge(heads) else None


def _begins_within(piece: Piece, heads: Sequence[Head]) -> bool:
    """Whether a line begins in the table: where the first column may, or under its head and wider.

    Of a line that was found too long, the first character or the cell counts.
    """
    box, first = piece.strip().level, heads[0].box
    inside = box is not None and (
        box.x0 > _left_edge(heads) or (box.x1 > first.x0 and box.x0 > first.x0 - first.width)
    )
    return inside or _within(piece, heads) is not None


def _left_edge(heads: Sequence[Head]) -> float:
    """Where the cells of the first column may begin."""
    first = heads[0].box
    return first.x0 - max(0.02, 0.5 * first.width)


def _begun_above(sheet: TextSheet, i: int, placed: Mapping[int, int]) -> int | None:
    """The longer line right above with the same left edge: both belong to one cell.

    A cell's short last line is at its left edge, which may be under the next head.
    """
    box = sheet.lines[i].box
    unit = box.height * sheet.aspect
    above = [
        j
        for j in placed
        if abs(sheet.lines[j].box.x0 - box.x0) < 0.25 * unit
        and 0.5 * box.height < box.cy - sheet.lines[j].box.cy < 1.8 * box.height
        and sheet.lines[j].box.width > box.width + unit
    ]
    return max(above, key=lambda j: sheet.lines[j].box.cy, default=None)


def _body(sheet: TextSheet, heads: Sequence[Head]) -> Iterator[int]:
    """Lines below the heads and not left or right of the table; a wide cell may be centred.

    On a page photographed from the side a column's edge shifts from cell to cell.
    """
    first = heads[0].box
    left, right = _left_edge(heads), heads[-1].box.x1 + 0.06
    edge: list[Box] = []
    edges = [(head.box.cx, head.box.y1 - 0.15 * head.box.height) for head in heads]
    below = [i for i, line in enumerate(sheet.lines) if _is_below(line, edges)]
    notes = min((sheet.lines[i].box.y0 for i in below if _is_note(sheet, i, first)), default=1.0)
    below = [i for i in below if sheet.lines[i].box.cy < notes]
    second = heads[1].box if len(heads) > 1 else first
    centred = centred_cells(sheet, below, first, second)
    for i in sorted(below, key=lambda i: sheet.lines[i].box.cy):
        box = sheet.lines[i].box
        under = (
            box.x0 > left
            or first.x0 < box.cx < first.x1
            or _is_row(sheet, i, heads)
            or _begins_within(sheet.piece(i), heads)
        )
        beneath = any(_goes_on_below(box, one) for one in edge[-1:])
        inside = (box.x1 > first.x0 and under) or beneath or i in centred
        if inside and box.cx < right:
            if box.x0 < first.x1:
                edge.append(box)
            yield i


def _goes_on_below(box: Box, above: Box) -> bool:
    """Whether a cell is the next one in the column of the cell above."""
    near = box.cy - above.cy < MAX_CELL_GAP * above.height
    return (
        near and abs(box.x0 - above.x0) < MAX_EDGE_SHIFT and abs(box.x1 - above.x1) < MAX_EDGE_SHIFT
    )


def _is_row(sheet: TextSheet, i: int, heads: Sequence[Head]) -> bool:
    """Whether a line is several cells read as one: numbers under the first head, and beyond it."""
    box = sheet.lines[i].box
    whole = box.x0 < heads[0].box.x0 and box.x1 > heads[1].box.cx
    days = _DAYS.findall(squeeze(sheet.folded[i]))
    return whole and len(days) > 1


def _is_note(sheet: TextSheet, i: int, first: Box) -> bool:
    """Whether a line is the first of the notes that end a table: it runs on under its columns."""
    box = sheet.lines[i].box
    long = box.x0 < first.x1 and box.width > MIN_NOTE_WIDTH
    return long and NOTE.match(squeeze(sheet.folded[i])) is not None


def _is_below(line: Line, edges: Sequence[tuple[float, float]]) -> bool:
    """Whether a line is below the nearest head; `edges` are the heads' middles and lower edges."""
    middle = line.box.cx
    _, edge = min(edges, key=lambda one: abs(one[0] - middle))
    return line.box.cy > edge + 0.3 * line.box.height


def _named(track: Track, heads: Sequence[Head]) -> Row:
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


def _left(cell: Cell) -> float:
    return box.x0 if (box := cell.piece.level) else 0.0
