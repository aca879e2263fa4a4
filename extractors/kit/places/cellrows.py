"""The rows of a sheet, with each multi-line cell beside the cells that are level with it."""

from collections.abc import Collection, Sequence

from core.models.geometry import Box
from core.text.sheet import TextSheet
from extractors.kit.places.cells import Cell, cells, cy


def in_rows(sheet: TextSheet, labels: Collection[str]) -> list[tuple[int, list[Cell]]]:
    """The rows of a sheet, each with its lines and cells from left to right."""
    found = cells(sheet, labels)
    held = {i for cell in found for i in cell}
    rows: list[tuple[int, list[Cell]]] = [
        (n, [(i,) for i in row if i not in held]) for n, row in enumerate(sheet.rows)
    ]
    for cell in found:
        home = _home(sheet, cell, rows, found)
        number = next(n for n, row in enumerate(sheet.rows) if cell[0] in row)
        if home is None:
            rows.append((number, [cell]))
        else:
            home.append(cell)
    rows = [(n, sorted(row, key=lambda c: sheet.lines[c[0]].box.x0)) for n, row in rows if row]
    if found:
        rows.sort(key=lambda r: sum(_level(sheet, c, found) for c in r[1]) / len(r[1]))
        rows = _levelled(sheet, rows, found)
    return rows


def _levelled(
    sheet: TextSheet, rows: Sequence[tuple[int, list[Cell]]], found: Sequence[Cell]
) -> list[tuple[int, list[Cell]]]:
    """The rows, with the neighbours of a multi-line cell moved back beside it."""
    kept: list[tuple[int, list[Cell]]] = []
    for n, row in rows:
        if kept and _beside(sheet, kept[-1][1], row, found):
            kept[-1] = (kept[-1][0], sorted([*kept[-1][1], *row], key=lambda c: _box(sheet, c).x0))
        else:
            kept.append((n, row))
    return kept


def _beside(
    sheet: TextSheet, one: Sequence[Cell], other: Sequence[Cell], found: Sequence[Cell]
) -> bool:
    """Whether two rows, one with a multi-line cell, are level and do not overlap."""
    if not any(len(c) > 1 for c in (*one, *other)):
        return False
    pairs = [(a, b) for a in one for b in other]
    if any(_box(sheet, a).over(_box(sheet, b)) for a, b in pairs):
        return False
    a, b = min(pairs, key=lambda p: abs(_box(sheet, p[0]).cx - _box(sheet, p[1]).cx))
    high = min(sheet.lines[a[0]].box.height, sheet.lines[b[0]].box.height)
    return abs(_level(sheet, a, found) - _level(sheet, b, found)) < 0.35 * high


def _home(
    sheet: TextSheet, cell: Cell, rows: Sequence[tuple[int, list[Cell]]], found: Sequence[Cell]
) -> list[Cell] | None:
    """The row a cell belongs to."""
    high = sheet.lines[cell[0]].box.height
    level = _level(sheet, cell, found)
    for _, row in rows:
        beside = [abs(_level(sheet, other, found) - level) < 0.5 * high for other in row]
        free = not any(_box(sheet, cell).over(_box(sheet, other)) for other in row)
        if any(beside) and free:
            return row
    return None


def _box(sheet: TextSheet, cell: Cell) -> Box:
    boxes = [sheet.lines[i].box for i in cell]
    return Box(min(b.x0 for b in boxes), boxes[0].y0, max(b.x1 for b in boxes), boxes[-1].y1)


def _level(sheet: TextSheet, cell: Cell, found: Sequence[Cell]) -> float:
    """The height of a cell's neighbours in its row: at its middle, or at its first line."""
    if len(cell) == 1:
        return cy(sheet, cell[0])
    first, middle = cy(sheet, cell[0]), (cy(sheet, cell[0]) + cy(sheet, cell[-1])) / 2
    near = 0.35 * sheet.lines[cell[0]].box.height
    held = {i for one in found for i in one}
    others = [cy(sheet, i) for i in range(len(sheet.lines)) if i not in held]
    others += [(cy(sheet, c[0]) + cy(sheet, c[-1])) / 2 for c in found if c != cell]
    return middle if any(abs(cy - middle) < near for cy in others) else first
