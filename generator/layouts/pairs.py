"""Labels and values as a list, in eleven ways."""

from collections.abc import Callable, Sequence

from generator.layouts.board import Board, BoardRow
from generator.sheet import FilledBlank

GREY = (110, 110, 114)


def pairs(board: Board, rows: Sequence[BoardRow], way: str = "") -> None:
    """The rows in one column or two."""
    WAYS[way or board.style.pairs](board, list(rows))


def _gap(board: Board) -> float:
    return board.size * (board.style.leading - 1.4) * 0.8 + 0.6


def _label(board: Board, row: BoardRow, rows: Sequence[BoardRow], colon: str | None = None) -> str:
    spread = (
        max(len(r.label) for r in rows if len(r.label) <= 6)
        if any(len(r.label) <= 6 for r in rows)
        else 0
    )
    colon = board.style.colon if colon is None else colon
    return board.label(row.label, row.en, spread) + colon


def _column(board: Board, rows: Sequence[BoardRow], share: float = 0.45) -> float:
    """The x at which values begin when labels have their own column."""
    widths = [board.sheet.width(_label(board, r, rows), board.size, board.style.face) for r in rows]
    return board.left + min(max(widths) + board.size, board.wide * share)


def _inline(board: Board, rows: Sequence[BoardRow]) -> None:
    for row in rows:
        board.flow([_label(board, row, rows), *row.parts], leading=1.5)
        _below(board, row)
        board.y += _gap(board)


def _below(board: Board, row: BoardRow) -> None:
    """The translation below the label, if this paper prints it there."""
    if board.style.tongue == "below" and row.en:
        board.sheet.text(
            board.left, board.y - board.size * 0.3, row.en, board.size * 0.66, board.style.face,
            colour=GREY,
        )  # fmt: skip
        board.y += board.size * 0.6


def _beside(board: Board, row: BoardRow, rows: Sequence[BoardRow], at: float, right: bool) -> None:
    label, size, face = _label(board, row, rows), board.size, board.style.face
    width = board.sheet.width(label, size, face)
    room = at - board.left - size * 0.4
    if width > room:  # a label too long for its column gets its own line
        board.flow([label], wide=board.wide, leading=1.4)
        board.flow(row.parts, x=at, wide=board.left + board.wide - at, leading=1.5)
        return
    wide = board.left + board.wide - at
    board.need(board.height(row.parts, wide, size, 1.5))
    x, anchor = (at - size * 0.4, "r") if right else (board.left, "l")
    board.sheet.text(x, board.y, label, size, face, anchor=anchor, colour=board.style.ink)
    board.flow(row.parts, x=at, wide=wide, leading=1.5)


def _columned(board: Board, rows: Sequence[BoardRow], right: bool = False) -> None:
    at = _column(board, rows) + board.rng.uniform(0, 12)
    for row in rows:
        _beside(board, row, rows, at, right)
        if not right:
            _below(board, row)
        board.y += _gap(board)


def _right(board: Board, rows: Sequence[BoardRow]) -> None:
    _columned(board, rows, right=True)


def _above(board: Board, rows: Sequence[BoardRow]) -> None:
    small = board.size * board.rng.uniform(0.72, 1.0)
    for row in rows:
        board.need(board.size * 4)
        board.flow([_label(board, row, rows, "")], size=small, leading=1.35, colour=GREY)
        board.flow(row.parts, x=board.left + board.size * 0.2, leading=1.4)
        board.y += _gap(board) + board.size * 0.6


def _leader(board: Board, rows: Sequence[BoardRow]) -> None:
    dot = board.rng.choice(("…", ".", "·", "…"))
    for row in rows:
        label, size, face = _label(board, row, rows, ""), board.size, board.style.face
        end = board.left + board.sheet.width(label, size, face)
        at = max(board.left + board.wide * 0.42, end + size * 3)
        count = int((at - end - size) / max(board.sheet.width(dot, size, face), 0.5))
        board.need(size * 2)
        board.sheet.text(board.left, board.y, label, size, face, colour=board.style.ink)
        board.sheet.text(end + size * 0.4, board.y, dot * max(2, count), size, face, colour=GREY)
        board.flow(row.parts, x=at, wide=board.left + board.wide - at, leading=1.5)
        board.y += _gap(board)


def _underline(board: Board, rows: Sequence[BoardRow]) -> None:
    at = _column(board, rows)
    for row in rows:
        top = board.y
        _beside(board, row, rows, at, right=False)
        if board.y > top:
            low = board.y - board.size * 0.28
            board.sheet.line(at - 0.5, low, board.left + board.wide, low, 0.15)
        board.y += _gap(board) + 0.6


def _two(board: Board, rows: Sequence[BoardRow], right: bool = False, above: bool = False) -> None:
    """Two rows side by side; a long row gets its own line."""
    half, queue = board.wide / 2 - 3, list(rows)
    left, wide = board.left, board.wide
    while queue:
        line = [queue.pop(0)]
        if _fits(board, line[0], rows, half) and queue and _fits(board, queue[0], rows, half):
            line.append(queue.pop(0))
        board.need(board.size * 4)
        top, lowest = board.y, board.y
        for n, row in enumerate(line):
            board.left, board.wide = left + n * (half + 6), half if len(line) == 2 else wide
            board.y = top
            _cell(board, row, rows, right, above)
            lowest = max(lowest, board.y)
        board.left, board.wide, board.y = left, wide, lowest + _gap(board)


def _cell(board: Board, row: BoardRow, rows: Sequence[BoardRow], right: bool, above: bool) -> None:
    if above:
        board.flow([_label(board, row, rows, "")], size=board.size * 0.8, leading=1.3, colour=GREY)
        board.flow(row.parts, leading=1.4)
    elif right:
        _beside(board, row, rows, board.left + board.wide * 0.4, right=True)
    else:
        board.flow([_label(board, row, rows), *row.parts], leading=1.5)


def _fits(board: Board, row: BoardRow, rows: Sequence[BoardRow], room: float) -> bool:
    text = _label(board, row, rows) + row.text
    return board.sheet.width(text, board.size * 1.15, board.style.face) < room * 0.98


def _two_right(board: Board, rows: Sequence[BoardRow]) -> None:
    _two(board, rows, right=True)


def _two_above(board: Board, rows: Sequence[BoardRow]) -> None:
    _two(board, rows, above=True)


def _dash(board: Board, rows: Sequence[BoardRow]) -> None:
    """A numbered or dashed list."""
    marks = board.rng.choice(("{}.", "{}、", "（{}）", "·", "—"))
    for n, row in enumerate(rows, 1):
        board.flow([marks.format(n) + " " + _label(board, row, rows), *row.parts], leading=1.5)
        board.y += _gap(board)


def _boxed(board: Board, rows: Sequence[BoardRow]) -> None:
    """Each row in its own thin frame, as on web pages."""
    at = _column(board, rows, 0.35)
    for row in rows:
        board.need(board.size * 3.4)
        top = board.y
        board.y += board.size * 0.5
        sheet = board.sheet
        parts: list[str | FilledBlank] = list(row.parts)
        _beside(board, BoardRow(row.name, row.label, parts, row.en), rows, at, right=False)
        if board.sheet is sheet:
            right = board.left + board.wide
            sheet.rect(board.left - 1.5, top, right + 1.5, board.y, 0.12, (190, 190, 196))
        board.y += board.size * 0.25


WAYS: dict[str, Callable[[Board, list[BoardRow]], None]] = {
    "inline": _inline,
    "column": _columned,
    "right": _right,
    "above": _above,
    "leader": _leader,
    "underline": _underline,
    "two": _two,
    "two_right": _two_right,
    "two_above": _two_above,
    "dash": _dash,
    "boxed": _boxed,
}
