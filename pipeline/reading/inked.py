"""Detects lines only in the inked area: empty margins cost the detector as much as print."""

import itertools
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.crops import Image, Quad
from pipeline.reading.imaging.ink import Inks
from pipeline.reading.ocr.engine import FINE_SIDE, USUAL_SIDE, Engine, usual_scale

Span = tuple[int, int]

CELL = 32  # pixels of the detector's grid
INK = 30  # of 255: paper is less dark and less coloured
MIN_INK_SHARE = 0.01  # the inked share of a cell: dust has less
MARGIN = 1  # cells of paper that are added around the ink
STEP = 4  # cells: few different sizes, because an engine prepares itself for each new one
MAX_CELLS = 1250  # cells of small type per pass: as many as a sheet has at the usual size
OVERLAP = 4  # cells that two bands share; a line is lower


def detect_inked(picture: Image, inks: Inks, engine: Engine) -> list[Quad]:
    """The page's lines; `inks` are those of the page. Empty margins are left out.

    The scale is the same as for the whole page.
    """
    scale, down, across = _place(picture, inks, USUAL_SIDE)
    return _detect(picture, (down, across), scale, engine)


def detect_fine(picture: Image, inks: Inks, engine: Engine) -> list[Quad]:
    """As `detect_inked`, for an upright page of small type: at a larger scale, and in bands.

    An engine's memory grows with the size of its input, and is not released.
    """
    scale, (first, last), across = _place(picture, inks, FINE_SIDE)
    high = picture.shape[0] / max(1, round(picture.shape[0] * scale / CELL))
    found = []
    for band, own in _bands(first, last, across[1] - across[0]):
        quads = _detect(picture, (band, across), scale, engine)
        found += [quad for quad in quads if own[0] <= quad[:, 1].mean() / high < own[1]]
    return found


def _place(picture: Image, inks: Inks, side: int) -> tuple[float, Span, Span]:
    """The detection scale, and the inked range in cells, down and across."""
    scale = usual_scale(picture, side)
    rows, columns = (max(1, round(length * scale / CELL)) for length in picture.shape[:2])
    inked = _inked(inks, rows, columns)
    return scale, _span(np.asarray(inked.any(axis=1))), _span(np.asarray(inked.any(axis=0)))


def _detect(picture: Image, part: tuple[Span, Span], scale: float, engine: Engine) -> list[Quad]:
    """The lines of a part of the page (in cells down and across), in page coordinates."""
    cells = [length / max(1, round(length * scale / CELL)) for length in picture.shape[:2]]
    (top, bottom), (left, right) = (
        [round(end * cell) for end in span] for span, cell in zip(part, cells, strict=True)
    )
    if (top, left, bottom, right) == (0, 0, *picture.shape[:2]):
        return engine.detect(picture, scale)
    corner = np.array([left, top], dtype=np.float32)
    shown = np.ascontiguousarray(picture[top:bottom, left:right])
    return [quad + corner for quad in engine.detect(shown, scale)]


def _bands(first: int, last: int, columns: int) -> Iterator[tuple[Span, Span]]:
    """Rows of cells to detect in, and those whose lines are taken; all bands have the same size."""
    most = max(3 * OVERLAP, MAX_CELLS // columns)
    count = max(1, -(-(last - first - OVERLAP) // (most - OVERLAP)))
    size = -(-(last - first + (count - 1) * OVERLAP) // count)
    tops = [first + round(n * (last - first - size) / max(1, count - 1)) for n in range(count)]
    ends = [(one + size + other) / 2 for one, other in itertools.pairwise(tops)]
    for top, begin, end in zip(tops, [first, *ends], [*ends, last], strict=True):
        yield (top, top + size), (int(begin), int(end))


def _inked(inks: Inks, rows: int, columns: int) -> NDArray[np.bool_]:
    """Which cells of the page have ink."""
    strongest = cv2.max(cv2.max(inks.dark, inks.red), inks.blue)
    wet = (strongest > INK).astype(np.float32)
    return np.asarray(
        cv2.resize(wet, (columns, rows), interpolation=cv2.INTER_AREA) > MIN_INK_SHARE
    )


def _span(inked: NDArray[np.bool_]) -> tuple[int, int]:
    """The range of inked cells, with a margin, in whole steps; the whole range if none is inked."""
    at, most = np.flatnonzero(inked), len(inked)
    if not at.size:
        return 0, most
    first, last = max(0, int(at[0]) - MARGIN), min(most, int(at[-1]) + 1 + MARGIN)
    length = min(most, -(-(last - first) // STEP) * STEP)
    first = min(first, most - length)
    return first, first + length
