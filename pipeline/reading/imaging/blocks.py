"""The words of a square seal: rows from the left, or columns from the right.

Rows that slant or touch are no rows of the picture: they are put together from the characters of
its columns.
"""

import itertools
import re
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.arcs import SOLID
from pipeline.reading.imaging.frames import RectFrame
from pipeline.reading.imaging.legend import Legend
from pipeline.reading.imaging.strips import as_line
from pipeline.reading.imaging.votes import ReadLines, ScoredText

MAX_COLUMNS = 7  # of a vertically written seal: a long name and its class

Image = NDArray[np.uint8]
Span = tuple[int, int]

CLASS_WORDS = re.compile(r"(?<=.)((财务|合同|人事|发票|业务|人力资源|劳动合同)?专用章)$")
NAME_END = re.compile(r"(之印|私印|印章|印|章)$")


def read_block(face: Image, frame: RectFrame, read: ReadLines) -> Legend:
    """Read the straightened inside of a square or rectangular seal."""
    ink = np.asarray(cv2.bitwise_not(face) if frame.solid else face, dtype=np.uint8)
    ink = _inside(ink)
    if min(ink.shape) < 20:
        return Legend()
    rows = _spans((ink > SOLID).mean(axis=1))
    columns = _spans((ink > SOLID).mean(axis=0))
    ways = [_by_rows(ink, rows)]
    if len(rows) > 1 and 2 <= len(columns) <= MAX_COLUMNS:
        ways.append(_by_columns(ink, rows, columns))
    if 2 <= len(columns) <= MAX_COLUMNS:
        ways.append(_by_cells(ink, columns))
    readings = [ScoredText.clean(*answer) for line in ways for answer in read([line])]
    best = max(readings, key=_merit, default=ScoredText("", ()))
    text, sure = best.text, best.least
    if found := CLASS_WORDS.search(text):
        return Legend(text[: found.start()], found.group(), "", sure)
    return Legend(text, "", "", sure)


def ends_as_seal(text: str) -> bool:
    """Whether the text ends like a class of seals or like a name seal."""
    return (CLASS_WORDS.search(text) or NAME_END.search(text)) is not None


def _merit(reading: ScoredText) -> float:
    """Score of a way to read a block: an ending usual on seals is best, then the confidence."""
    ending = 0.5 if ends_as_seal(reading.text) else 0.0
    return float(reading.mean * min(len(reading.text), 6) ** 0.5 + ending)


def _inside(ink: Image) -> Image:
    """The picture inside the frame's lines."""
    wet = ink > SOLID
    cuts: list[int] = []
    for share in (wet.mean(axis=0), wet.mean(axis=1)):
        for side in (share, share[::-1]):
            near = np.flatnonzero(side[: len(side) // 7] > 0.6)
            cuts.append(int(near[-1]) + 2 if len(near) else 2)
    left, right, top, bottom = cuts
    return ink[top : ink.shape[0] - bottom, left : ink.shape[1] - right]


def _spans(share: NDArray[np.float64]) -> list[Span]:
    """Runs of inked rows or columns; thin slivers are merged with their neighbours."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (share > 0.03).astype(np.int8), [0]])))
    spans = [(int(a), int(b)) for a, b in zip(edges[0::2], edges[1::2], strict=True)]
    if not spans:
        return []
    tall = max(b - a for a, b in spans)
    joined: list[Span] = []
    for a, b in spans:
        if joined and (b - joined[-1][0]) <= 1.15 * tall:
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return [(a, b) for a, b in joined if b - a > 0.3 * tall]


def _by_rows(ink: Image, rows: Sequence[Span]) -> Image:
    return as_line(_side_by_side([_trimmed(ink[a:b]) for a, b in rows] or [ink]))


def _by_columns(ink: Image, rows: Sequence[Span], columns: Sequence[Span]) -> Image:
    cells = [ink[a:b, c:d] for c, d in reversed(columns) for a, b in rows]
    return as_line(_side_by_side(cells))


def _by_cells(ink: Image, columns: Sequence[Span]) -> Image:
    """The rows, each of one character of every column."""
    cells = [_characters(ink[:, c:d]) for c, d in columns]
    rows = itertools.zip_longest(*cells)
    return as_line(_side_by_side([cell for row in rows for cell in row if cell is not None]))


def _characters(column: Image) -> list[Image]:
    """The characters of a column, as high as it is wide; those that touch are parted evenly."""
    wide = column.shape[1]
    cut: list[Image] = []
    for a, b in _spans((column > SOLID).mean(axis=1)):
        edges = np.linspace(a, b, max(1, round((b - a) / wide)) + 1).astype(int)
        cut += [column[x:y] for x, y in itertools.pairwise(edges)]
    return cut


def _trimmed(row: Image) -> Image:
    inked = np.flatnonzero((row > SOLID).any(axis=0))
    return row[:, inked[0] : inked[-1] + 1] if len(inked) else row


def _side_by_side(parts: Sequence[Image]) -> Image:
    height = max(part.shape[0] for part in parts)
    gap = np.zeros((height, max(2, height // 8)), np.uint8)
    line: list[Image] = []
    for part in parts:
        width = max(2, round(part.shape[1] * height / part.shape[0]))
        line += [np.asarray(cv2.resize(part, (width, height)), np.uint8), gap]
    return np.hstack(line[:-1])
