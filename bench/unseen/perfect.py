"""A drawn page as a perfect reader gives it: what is printed, line by line, no character misread.

Lines are cut as a detector cuts them: at the borders of cells and where a gap is wider than a
character. So extraction is measured on thousands of pages in seconds.
"""

import hashlib
import zlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from core.models.geometry import Box
from core.models.page import FileReading, InkMap, Line, Page, Seal, SealKind
from generator.fonts import advance
from generator.ops import Area, Canvas, Picture, Rect, Stroke, Text
from generator.paper import Paper

SURE = 0.99
GAP = 1.05  # of the type size: a wider gap ends a line
LEVEL = 0.5  # of the smaller height: how far the middles of one line's pieces may differ
CELLS = 226  # of the ink map, along the longer side
DOTS = 150 / 25.4
STRONG = 90


@dataclass(frozen=True)
class Run:
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


def file_of(name: str, paper: Paper) -> FileReading:
    """The paper as one file, read without a fault."""
    canvases = list({id(s.canvas): s.canvas for s in paper.sheets}.values())
    pages = tuple(page_of(name, n, c, paper) for n, c in enumerate(canvases, 1))
    digest = hashlib.sha256(name.encode()).hexdigest()
    return FileReading(name=name, sha256=digest, status="read", pages=pages, page_count=len(pages))


def page_of(name: str, number: int, canvas: Canvas, paper: Paper) -> Page:
    """One page with its lines, seals and ink."""
    lines = tuple(_line(run, canvas) for run in lines_on(canvas))
    seals = tuple(
        _seal(seal.kind, seal.ring, seal.centre, seal.shape, box, canvas)
        for sheet in paper.sheets
        if sheet.canvas is canvas
        for seal, box in sheet.seals
    )
    return Page(
        file=name,
        number=number,
        width=round(canvas.width * DOTS),
        height=round(canvas.height * DOTS),
        lines=lines,
        seals=seals,
        ink=_ink(canvas, [line.box for line in lines]),
        size=(canvas.width, canvas.height),
    )


def lines_on(canvas: Canvas) -> list[Run]:
    """The lines from the top down, each from left to right."""
    runs = sorted(_runs(canvas), key=lambda r: (r.middle, r.x0))
    walls = list(_walls(canvas))
    rows: list[list[Run]] = []
    for run in runs:
        row = next((r for r in reversed(rows[-6:]) if _level(r[-1], run)), None)
        if row is None:
            rows.append([run])
        else:
            row.append(run)
    joined = [line for row in rows for line in _joined(sorted(row, key=lambda r: r.x0), walls)]
    return sorted(joined, key=lambda r: (round(r.middle), r.x0))


def _runs(canvas: Canvas) -> Iterator[Run]:
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
) -> Iterator[Run]:
    """The text without its blanks, in pieces where a blank is wide."""
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
         top: float, bottom: float) -> Run:  # fmt: skip
    """A blank stays between two words of Latin letters alone, as an engine prints it."""
    chars, places = "", [edges[spans[0][0]]]
    for n, (a, b) in enumerate(spans):
        if n and chars[-1].isascii() and text[a].isascii():
            chars += " "
            places.append(edges[a])
        chars += text[a:b]
        places += edges[a + 1 : b + 1]
    return Run(chars, tuple(places), top, bottom)


def _walls(canvas: Canvas) -> Iterator[tuple[float, float, float]]:
    """Upright lines: x, from y, to y."""
    for op in canvas.ops:
        if isinstance(op, Stroke) and abs(op.x0 - op.x1) < 0.1:
            yield op.x0, min(op.y0, op.y1), max(op.y0, op.y1)
        elif isinstance(op, Area) and (op.colour or op.fill):
            yield op.x0, op.y0, op.y1
            yield op.x1, op.y0, op.y1


def _level(one: Run, other: Run) -> bool:
    small = min(one.high, other.high)
    return abs(one.middle - other.middle) < LEVEL * small and max(one.high, other.high) < 2 * small


def _joined(row: list[Run], walls: Sequence[tuple[float, float, float]]) -> Iterator[Run]:
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


def _both(one: Run, other: Run) -> Run:
    text, edges = one.text, list(one.edges)
    if text[-1].isascii() and other.text[0].isascii() and other.x0 - one.x1 > 0.2 * one.high:
        text += " "
        edges.append(other.x0)
    return Run(
        text + other.text,
        (*edges, *other.edges[1:]),
        min(one.top, other.top),
        max(one.bottom, other.bottom),
    )


def _line(run: Run, canvas: Canvas) -> Line:
    w, h = canvas.width, canvas.height
    box = Box(run.x0 / w, run.top / h, run.x1 / w, run.bottom / h)
    long = max(run.x1 - run.x0, 0.01)
    cuts = tuple(min(1.0, max(0.0, (x - run.x0) / long)) for x in run.edges)
    return Line(
        text=run.text,
        box=box,
        quad=(box.x0, box.y0, box.x1, box.y0, box.x1, box.y1, box.x0, box.y1),
        confidence=SURE,
        cuts=cuts if all(a <= b for a, b in pairwise(cuts)) else _even(len(run.text)),
        certainty=(SURE,) * len(run.text),
    )


def _even(count: int) -> tuple[float, ...]:
    return tuple(n / count for n in range(count + 1))


def _seal(kind: str, ring: str, centre: str, shape: str, box: Rect, canvas: Canvas) -> Seal:
    w, h = canvas.width, canvas.height
    return Seal.model_validate(
        {
            "kind": cast("SealKind", kind),
            "text": ring + centre,
            "ring": ring,
            "centre": centre,
            "shape": shape,
            "colour": "red",
            "confidence": SURE,
            "box": Box(box[0] / w, box[1] / h, box[2] / w, box[3] / h),
        }
    )


def _ink(canvas: Canvas, boxes: Sequence[Box]) -> InkMap:
    """Ink where lines stand; rules and grounds are left out."""
    longer = max(canvas.width, canvas.height)
    columns = max(1, round(CELLS * canvas.width / longer))
    rows = max(1, round(CELLS * canvas.height / longer))
    cells = bytearray(columns * rows)
    for box in boxes:
        left, right = max(0, int(box.x0 * columns)), min(columns - 1, int(box.x1 * columns))
        for row in range(max(0, int(box.y0 * rows)), min(rows - 1, int(box.y1 * rows)) + 1):
            for column in range(left, right + 1):
                cells[row * columns + column] = STRONG
    return InkMap(columns=columns, rows=rows, data=b64encode(zlib.compress(bytes(cells))).decode())
