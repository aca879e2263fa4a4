"""The lines of a drawn page as a perfect detector cuts them: at cells and at wide gaps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.fonts import advance
from generator.ops import Area, Canvas, Picture, Stroke, Text

GAP = 1.05  # of the type size: a wider gap ends a line
LEVEL = 0.5  # of the smaller height: how far the middles of one line's pieces may differ


@dataclass(frozen=True)
class TextRun:
    """Characters side by side, with their edges in millimetres."""

    text: str
    edges: tuple[float, ...]
    top: float
    bottom: float

    @property
    def x0(self) -> float:
        return self.edges[0]

    @property
    def x1(self) -> float:
        return self.edges[-1]

    @property
    def high(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def lines_on(canvas: Canvas) -> list[TextRun]:
    """The lines from the top down, each from left to right."""
    runs = sorted(_runs(canvas), key=lambda r: (r.middle, r.x0))
    walls = list(_walls(canvas))
    rows: list[list[TextRun]] = []
    for run in runs:
        row = next((r for r in reversed(rows[-6:]) if _level(r[-1], run)), None)
        if row is None:
            rows.append([run])
        else:
            row.append(run)
    joined = [line for row in rows for line in _joined(sorted(row, key=lambda r: r.x0), walls)]
    return sorted(joined, key=lambda r: (round(r.middle), r.x0))


def _runs(canvas: Canvas) -> Iterator[TextRun]:
    seen = set()
    for op in canvas.ops:
        if isinstance(op, Text):
            key = (op.text, round(op.x), round(op.y))
            if op.text.strip() and key not in seen:
                seen.add(key)
                yield from _cut(op.text, _edges(op), op.y, op.y + op.size * 1.05, op.size)
        elif isinstance(op, Picture) and op.said.strip():
            x0, y0, x1, y1 = op.at
            step = (x1 - x0) / len(op.said)
            edges = [x0 + step * n for n in range(len(op.said) + 1)]
            yield from _cut(op.said, edges, y0, y1, y1 - y0)


def _edges(op: Text) -> list[float]:
    edges = [op.x]
    for char in op.text:
        edges.append(edges[-1] + advance(op.face, char) * op.size + op.spacing)
    edges[-1] -= op.spacing
    return edges


def _cut(
    text: str, edges: Sequence[float], top: float, bottom: float, size: float
) -> Iterator[TextRun]:
    """The text without its blanks, split at wide blanks."""
    words: list[tuple[int, int]] = []
    start = None
    for n, char in enumerate(text + " "):
        if char.isspace() or char == "\u3000":
            if start is not None:
                words.append((start, n))
            start = None
        elif start is None:
            start = n
    piece: list[tuple[int, int]] = []
    for span in words:
        if piece and edges[span[0]] - edges[piece[-1][1]] > GAP * size:
            yield _run(text, edges, piece, top, bottom)
            piece = []
        piece.append(span)
    if piece:
        yield _run(text, edges, piece, top, bottom)


def _run(text: str, edges: Sequence[float], spans: Sequence[tuple[int, int]],
         top: float, bottom: float) -> TextRun:  # fmt: skip
    """A blank is kept only between two words of Latin letters, as in an engine's output."""
    chars, places = "", [edges[spans[0][0]]]
    for n, (a, b) in enumerate(spans):
        if n and chars[-1].isascii() and text[a].isascii():
            chars += " "
            places.append(edges[a])
        chars += text[a:b]
        places += edges[a + 1 : b + 1]
    return TextRun(chars, tuple(places), top, bottom)


def _walls(canvas: Canvas) -> Iterator[tuple[float, float, float]]:
    """Vertical lines: x, first y, last y."""
    for op in canvas.ops:
        if isinstance(op, Stroke) and abs(op.x0 - op.x1) < 0.1:
            yield op.x0, min(op.y0, op.y1), max(op.y0, op.y1)
        elif isinstance(op, Area) and (op.colour or op.fill):
            yield op.x0, op.y0, op.y1
            yield op.x1, op.y0, op.y1


def _level(one: TextRun, other: TextRun) -> bool:
    small = min(one.high, other.high)
    return abs(one.middle - other.middle) < LEVEL * small and max(one.high, other.high) < 2 * small


def _joined(row: list[TextRun], walls: Sequence[tuple[float, float, float]]) -> Iterator[TextRun]:
    if not row:
        return
    line = row[0]
    for run in row[1:]:
        gap, small = run.x0 - line.x1, min(line.high, run.high)
        walled = any(
            line.x1 - 0.3 <= x <= run.x0 + 0.3 and y0 <= line.middle <= y1 for x, y0, y1 in walls
        )
        if -0.6 * small < gap <= GAP * small and not walled:
            line = _both(line, run)
        else:
            yield line
            line = run
    yield line


def _both(one: TextRun, other: TextRun) -> TextRun:
    text, edges = one.text, list(one.edges)
    if text[-1].isascii() and other.text[0].isascii() and other.x0 - one.x1 > 0.2 * one.high:
        text += " "
        edges.append(other.x0)
    return TextRun(
        text + other.text,
        (*edges, *other.edges[1:]),
        min(one.top, other.top),
        max(one.bottom, other.bottom),
    )
