"""Line pictures of a seal's text for the recogniser: dark on white, 48 pixels high."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.arcs import SOLID, Arc, row_at
from pipeline.reading.imaging.unroll import UnrolledRing, rolled, tightened

Image = NDArray[np.uint8]

MIN_BORDERS = 10  # changes between ink and paper along a row of digits
MAX_NUMBER_WIDTH = 22.0  # heights: no number is longer


def ring_strip(band: UnrolledRing, arc: Arc, stretch: float) -> Image:
    """The ring text as a straight line, dark on white, with wide gaps shortened."""
    pad = (arc.bottom - arc.top) // 4
    strip = rolled(band, arc.start - pad, arc.length + 2 * pad)
    strip = strip[arc.top : arc.bottom + 2]
    bare = (strip > SOLID).sum(axis=0) == 0
    strip = tightened(strip, bare, max_gap=max(4, int(0.3 * strip.shape[0])))
    return as_line(strip, stretch)


def shade_strip(band: UnrolledRing, arc: Arc) -> Image:
    """The ring text from a picture in soft shades, with gaps unchanged."""
    pad = (arc.bottom - arc.top) // 4
    strip = rolled(band, arc.start - pad, arc.length + 2 * pad)
    return as_line(strip[arc.top : arc.bottom + 2])


def code_strip(band: UnrolledRing, arc: Arc) -> list[Image]:
    """The lower arc, opposite the ring text, where the number is read in the other direction."""
    free = band.columns - arc.length
    if free < 0.12 * band.columns:
        return []
    strip = rolled(band, arc.start + arc.length, free)[arc.top : row_at(0.76)]
    wet = strip > SOLID
    inked = np.flatnonzero(wet.any(axis=0))
    rows = np.flatnonzero(wet.mean(axis=1) > 0.04)
    if len(inked) < 20 or len(rows) < 5:
        return []
    strip = strip[max(0, rows[0] - 2) : rows[-1] + 3, inked[0] : inked[-1] + 1]
    bare = (strip > SOLID).sum(axis=0) == 0
    strip = tightened(np.ascontiguousarray(strip), bare, max_gap=max(3, strip.shape[0] * 4 // 5))
    if (
        np.count_nonzero(np.diff(bare)) < MIN_BORDERS
        or strip.shape[1] > MAX_NUMBER_WIDTH * strip.shape[0]
    ):
        return []
    return [as_line(np.asarray(np.rot90(strip, 2), dtype=np.uint8), 1.0)]


def as_line(ink: Image, stretch: float = 1.0, height: int = 48) -> Image:
    """Ink as a BGR line picture, dark on white, with a white border."""
    scale = (height - 8) / ink.shape[0]
    size = (max(8, round(ink.shape[1] * scale * stretch)), height - 8)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    line = cv2.bitwise_not(cv2.resize(ink, size, interpolation=way))
    line = cv2.copyMakeBorder(line, 4, 4, 8, 8, cv2.BORDER_CONSTANT, value=(255.0,))
    return np.asarray(cv2.cvtColor(line, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
