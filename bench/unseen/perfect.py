"""A drawn page as a perfect reader would return it: the printed lines without any misread
character.

So extraction is measured on thousands of pages in seconds.
"""

import hashlib
import zlib
from base64 import b64encode
from collections.abc import Sequence
from itertools import pairwise

from bench.unseen.lines import TextRun, lines_on
from core.models.geometry import Box
from core.models.page import FileReading, InkMap, Line, Page, Seal
from generator.ops import Canvas, Rect
from generator.paper import Paper
from generator.sheet import CanvasPart

SURE = 0.99
CELLS = 226  # of the ink map, along the longer side
DOTS = 150 / 25.4
STRONG = 90


def file_of(name: str, papers: Sequence[Paper]) -> FileReading:
    """The papers as one file, read without errors."""
    sheets = [sheet for paper in papers for sheet in paper.sheets]
    canvases = list({id(s.canvas): s.canvas for s in sheets}.values())
    pages = tuple(page_of(name, n, c, sheets) for n, c in enumerate(canvases, 1))
    digest = hashlib.sha256(name.encode()).hexdigest()
    return FileReading(name=name, sha256=digest, status="read", pages=pages, page_count=len(pages))


def page_of(name: str, number: int, canvas: Canvas, sheets: Sequence[CanvasPart]) -> Page:
    """One page with its lines, seals and ink."""
    lines = tuple(_line(run, canvas) for run in lines_on(canvas))
    seals = tuple(
        _seal(seal.kind, seal.ring, seal.centre, seal.shape, box, canvas)
        for sheet in sheets
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


def _line(run: TextRun, canvas: Canvas) -> Line:
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
            "kind": kind,
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
    """The ink of the lines, without rules and backgrounds."""
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
