"""Lines sought where a page is inked: its bare margins cost the detector as much as its print."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.crops import Image, Quad
from pipeline.reading.imaging.ink import Inks
from pipeline.reading.ocr.engine import USUAL_SIDE, Engine, usual_scale

CELL = 32  # pixels of the detector's own grid
INK = 30  # of 255: paper is less dark and less coloured
LEAST = 0.01  # the inked share of a cell: dust has less
MARGIN = 1  # cells of paper that are shown about the ink
STEP = 4  # cells: few sizes, for an engine prepares itself for each new one


def detect_inked(picture: Image, inks: Inks, engine: Engine, side: int = USUAL_SIDE) -> list[Quad]:
    """The page's lines; `inks` are those of the page. Nothing is sought in its bare margins.

    The page is looked at in the size that it would be looked at whole, its longer side `side`.
    """
    height, width = picture.shape[:2]
    scale = usual_scale(picture, side)
    rows, columns = (max(1, round(length * scale / CELL)) for length in (height, width))
    inked = _inked(inks, rows, columns)
    down, across = (_span(np.asarray(inked.any(axis=axis))) for axis in (1, 0))
    if down == (0, rows) and across == (0, columns):
        return engine.detect(picture, scale)
    top, bottom = (round(cell * height / rows) for cell in down)
    left, right = (round(cell * width / columns) for cell in across)
    corner = np.array([left, top], dtype=np.float32)
    shown = np.ascontiguousarray(picture[top:bottom, left:right])
    return [quad + corner for quad in engine.detect(shown, scale)]


def _inked(inks: Inks, rows: int, columns: int) -> NDArray[np.bool_]:
    """Which cells of the page bear ink."""
    strongest = cv2.max(cv2.max(inks.dark, inks.red), inks.blue)
    wet = (strongest > INK).astype(np.float32)
    return np.asarray(cv2.resize(wet, (columns, rows), interpolation=cv2.INTER_AREA) > LEAST)


def _span(inked: NDArray[np.bool_]) -> tuple[int, int]:
    """From where to where cells are inked, with a margin, in whole steps; all where none is."""
    at, most = np.flatnonzero(inked), len(inked)
    if not at.size:
        return 0, most
    first, last = max(0, int(at[0]) - MARGIN), min(most, int(at[-1]) + 1 + MARGIN)
    length = min(most, -(-(last - first) // STEP) * STEP)
    first = min(first, most - length)
    return first, first + length
