"""Tables of labels and values, of two to eight columns, and tables of many rows."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.layouts.board import Board, BoardRow, Parts
from generator.ops import Colour, Rect
from generator.sheet import FilledBlank

LATIN = re.compile(r"[!-~]+")
STEP = 1.3  # of the type size: from line to line in a cell
SHADES: tuple[Colour | None, ...] = (
    None,
    None,
    None,
    (236, 238, 242),
    (226, 234, 246),
    (245, 240, 226),
)


class LayoutCell(NamedTuple):
    """One cell of a grid."""

    parts: Parts
    span: int = 1
    head: bool = False
    align: str = "c"
    en: str = ""


def grid(board: Board, rows: Sequence[BoardRow], way: str = "") -> None:
    """The rows as a ruled table in this paper's style."""
    way = way or board.style.grid
    if way.startswith("heads"):
        _heads(board, rows, board.rng.randint(3, 5) if way == "heads" else board.rng.randint(2, 3))
    elif way == "grid3":
        _numbered(board, rows)
    else:
        columns = int(way[4])
        share = (
            board.rng.uniform(0.22, 0.36) if way.endswith("wide") else board.rng.uniform(0.32, 0.46)
        )
        _labelled(board, rows, columns // 2, share)


def _labelled(board: Board, rows: Sequence[BoardRow], pairs: int, share: float) -> None:
    """Label, value, label, value …; a long value takes the rest of its row."""
    pair = board.wide / pairs
    widths = [pair * share, pair * (1 - share)] * pairs
    lines: list[list[LayoutCell]] = []
    line: list[LayoutCell] = []
    room = pair * (1 - share) * 2.4
    for row in rows:
        label = LayoutCell([board.label(row.label, row.en, 4)], head=True, en=row.en)
        wide = board.sheet.width(row.text, board.size, board.style.face) > room
        if wide and line:
            lines.append(_filled(line, 2 * pairs))
            line = []
        line += [label, LayoutCell(row.parts, align=_align(board))]
        if wide or len(line) == 2 * pairs:
            lines.append(_filled(line, 2 * pairs))
            line = []
    if line:
        lines.append(_filled(line, 2 * pairs))
    draw(board, widths, lines)


def _align(board: Board) -> str:
    return "l" if board.style.size < 4.0 else "c"


def _filled(line: list[LayoutCell], columns: int) -> list[LayoutCell]:
    """The last cell of a short row spans what is left."""
    short = columns - sum(c.span for c in line)
    return [*line[:-1], line[-1]._replace(span=line[-1].span + short)] if short else line


def _heads(board: Board, rows: Sequence[BoardRow], columns: int) -> None:
    """A row of labels above a row of their values."""
    widths = [board.wide / columns] * columns
    for start in range(0, len(rows), columns):
        some = rows[start : start + columns]
        heads = [LayoutCell([board.label(r.label, r.en)], head=True, en=r.en) for r in some]
        values = [LayoutCell(r.parts) for r in some]
        draw(board, widths, [_filled(heads, columns), _filled(values, columns)])


def _numbered(board: Board, rows: Sequence[BoardRow]) -> None:
    """Three columns: number, item, content."""
    names = board.rule("grid3", ("序号/项目/内容", "编号/名称/填写内容", "No./事项/具体信息"))
    lines = [[LayoutCell([part], head=True) for part in names.split("/")]]
    for n, row in enumerate(rows, 1):
        lines.append(
            [LayoutCell([str(n)]), LayoutCell([board.label(row.label, row.en)], head=True),
             LayoutCell(row.parts, align="l")]
        )  # fmt: skip
    draw(board, [board.wide * 0.1, board.wide * 0.3, board.wide * 0.6], lines)


def draw(board: Board, widths: Sequence[float], lines: Sequence[Sequence[LayoutCell]],
         size: float = 0.0, pad: float = 1.3) -> None:  # fmt: skip
    """The cells; a row grows with its text and goes to the next page in one piece."""
    size, look, rng = size or board.size, board.style, board.rng
    shade = rng.choice(SHADES)
    least, thick = size * rng.uniform(1.7, 2.6), 0.45 if look.rules == "thick" else 0.18
    for number, line in enumerate(lines):
        places, column = [], 0
        for cell in line:
            wide = sum(widths[column : column + cell.span])
            inner = _inner(board, cell, wide - 2 * pad, size)
            places.append((cell, sum(widths[:column]) + board.left, wide, inner))
            column += cell.span
        english = look.tongue == "below" and any(c.en for c in line)
        tall = max(least, *(high + size * 0.5 for *_, (_, high, _) in places))
        tall += size * 0.8 if english else 0
        board.need(tall)
        for cell, x, wide, inner in places:
            frame = (x, board.y, x + wide, board.y + tall)
            _ruled(board, cell, frame, shade, thick)
            _written(board, cell, frame, inner, pad)
        if look.rules == "rows" or (look.rules == "none" and number == 0):
            right = board.left + sum(widths)
            board.sheet.line(board.left, board.y + tall, right, board.y + tall, 0.15)
        board.y += tall


def _inner(board: Board, cell: LayoutCell, room: float, size: float) -> tuple[float, float, float]:
    """The type size at which the longest word fits, with the resulting height and length."""
    face = board.style.face
    words = [w for p in cell.parts for w in LATIN.findall(p if isinstance(p, str) else p.text)]
    longest = max([board.sheet.width(w, size, face) for w in words] or [0.0])
    if longest > room:
        size *= max(0.5, room / longest)
    parts = board.fitted(cell.parts, room, size)
    across = sum(
        board.room(p, size) if isinstance(p, FilledBlank) else board.sheet.width(p, size, face)
        for p in parts
    )
    return size, board.height(parts, room, size, STEP), across


def _ruled(board: Board, cell: LayoutCell, frame: Rect, shade: Colour | None, thick: float) -> None:
    fill = shade if cell.head else None
    ruled = board.style.rules in ("all", "thick")
    if ruled or fill:
        board.sheet.rect(*frame, thick, board.style.ink if ruled else None, fill)


def _written(
    board: Board, cell: LayoutCell, frame: Rect, inner: tuple[float, float, float], pad: float
) -> None:
    """Print the cell's text, vertically centred."""
    (x, y, right, bottom), (size, high, across) = frame, inner
    look, room = board.style, right - x - 2 * pad
    if not any(p if isinstance(p, str) else p.text for p in cell.parts):
        return
    face = look.bold if cell.head and look.title_spacing > 2 else look.face
    english = look.tongue == "below" and cell.en
    left = x + pad
    if across < room * 0.97 and cell.align != "l":
        left += (room - across) / (2 if cell.align == "c" else 1)
    top = y + (bottom - y - high) / 2 + size * 0.1 - (size * 0.4 if english else 0)
    parts = board.fitted(cell.parts, room, size)
    board.sheet.flow(left, top, right - pad - left, parts, size, STEP, face, colour=look.ink)
    if english:
        grey = (90, 90, 94)
        board.sheet.text(left, top + high, cell.en, size * 0.62, look.face, colour=grey)
