"""Tables: rows of cells with borders, wrapped text and marked values."""

from collections.abc import Sequence
from typing import NamedTuple, TypedDict

from generator.ink import Handwriting
from generator.ops import BLACK, Colour
from generator.sheet import CanvasPart


class GridCell(NamedTuple):
    """One cell; `span` columns wide, `align` l, c or r. `name` marks its value."""

    text: str = ""
    name: str | None = None
    value: str | None = None
    span: int = 1
    align: str = "c"
    face: str | None = None
    fill: Colour | None = None
    hand: Handwriting | None = None
    size: float | None = None
    colour: Colour | None = None


class Ruling(TypedDict, total=False):
    """Options of `table` for the look of a table."""

    height: float
    size: float
    face: str
    border: float
    colour: Colour
    heights: dict[int, float] | None
    lines: str
    pad: float


def table(
    sheet: CanvasPart,
    x: float,
    y: float,
    widths: Sequence[float],
    rows: Sequence[Sequence[GridCell | str]],
    *,
    height: float = 8.0,
    size: float = 3.7,
    face: str = "serif",
    border: float = 0.2,
    colour: Colour = BLACK,
    heights: dict[int, float] | None = None,
    lines: str = "all",
    pad: float = 1.2,
) -> float:
    """Draw the table; returns the y below it.

    `lines` is all, rows (horizontal ones only) or none. A row grows with its text.
    """
    for number, row in enumerate(rows):
        cells = [c if isinstance(c, GridCell) else GridCell(c) for c in row]
        wraps, column, left = [], 0, x
        for cell in cells:
            wide = sum(widths[column : column + cell.span])
            wraps.append((cell, left, wide, _wrap(sheet, cell, wide - 2 * pad, size, face)))
            column, left = column + cell.span, left + wide
        tall = (heights or {}).get(number, height)
        tall = max([tall, *(len(w[3]) * (w[0].size or size) * 1.3 + 1.4 for w in wraps)])
        for cell, at, wide, lines_of in wraps:
            outline = colour if lines == "all" else None
            if outline or cell.fill:
                sheet.rect(at, y, at + wide, y + tall, border, outline, cell.fill)
            _put(sheet, cell, lines_of, (at, y, wide, tall), size, face, pad)
        if lines == "rows":
            sheet.line(x, y + tall, x + sum(widths), y + tall, border, colour)
        y += tall
    return y


def _wrap(sheet: CanvasPart, cell: GridCell, wide: float, size: float, face: str) -> list[str]:
    lines: list[str] = []
    for piece in cell.text.split("\n"):
        line = ""
        for char in piece:
            if sheet.width(line + char, cell.size or size, cell.face or face) > wide and line:
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return lines


def _put(
    sheet: CanvasPart,
    cell: GridCell,
    lines: list[str],
    place: tuple[float, float, float, float],
    size: float,
    face: str,
    pad: float,
) -> None:
    x, y, wide, tall = place
    size, face = cell.size or size, cell.face or face
    if cell.hand:
        sheet.hand(
            x + pad + size * 0.3,
            y + (tall - size) / 2 - size * 0.2,
            cell.text,
            size * 1.2,
            cell.hand,
            name=cell.name,
            value=cell.value,
        )
        return
    step = size * 1.3
    top = y + (tall - step * len(lines)) / 2 + size * 0.13
    boxes = []
    for i, line in enumerate(lines):
        w = sheet.width(line, size, face)
        left = {"l": x + pad, "c": x + (wide - w) / 2, "r": x + wide - pad - w}[cell.align]
        sheet.text(left, top + i * step, line, size, face, colour=cell.colour or BLACK)
        boxes.append((left, top + i * step, left + w, top + i * step + size * 1.05))
    if cell.name and cell.text:
        hull = (min(b[0] for b in boxes), boxes[0][1], max(b[2] for b in boxes), boxes[-1][3])
        value = cell.text.replace("\n", "") if cell.value is None else cell.value
        sheet.mark(cell.name, value, hull)
