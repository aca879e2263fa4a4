"""Detects lines below seals and notes again, after their ink is removed."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.models.geometry import Box
from pipeline.reading.imaging.crops import Image, Quad
from pipeline.reading.ocr.engine import Engine, usual_scale

MARGIN = 0.025  # of the page's longer side: context shown around a band, not taken
MAX_BAND_SHARE = 0.6  # of the page's height: above it the whole page is detected again


class RowBand(NamedTuple):
    """Rows of a page, in pixels."""

    top: float
    bottom: float

    def holds(self, quad: Quad) -> bool:
        """Whether the middle of the quad lies inside."""
        return bool(self.top <= quad[:, 1].mean() <= self.bottom)


def detect_below(
    clean: Image, quads: Sequence[Quad], places: Sequence[Box], engine: Engine
) -> list[NDArray[np.float32]]:
    """The page's lines; those in these places are detected again without the ink there.

    `quads` are the lines found with the ink. Only lines that the ink touches can change, and a seal
    may hide a line from end to end. So bands of the full page width are detected, at the same scale
    as the page was.
    """
    height, margin = clean.shape[0], MARGIN * max(clean.shape[:2])
    bands = _joined([_band(place, quads, height) for place in places], 2 * margin)
    if sum(band.bottom - band.top + 2 * margin for band in bands) > MAX_BAND_SHARE * height:
        return engine.detect(clean)
    kept = [quad for quad in quads if not any(band.holds(quad) for band in bands)]
    for band in bands:
        top = max(0, int(band.top - margin))
        shown = clean[top : int(band.bottom + margin) + 1]
        corner = np.array([0, top], dtype=np.float32)
        found = (quad + corner for quad in engine.detect(shown, usual_scale(clean)))
        kept += [quad for quad in found if band.holds(quad)]
    return kept


def _band(place: Box, quads: Sequence[Quad], height: int) -> RowBand:
    """The rows of the place and of every line that overlaps them, in full."""
    top, bottom = place.y0 * height, place.y1 * height
    rows = [(float(quad[:, 1].min()), float(quad[:, 1].max())) for quad in quads]
    within = [(top, bottom), *((a, b) for a, b in rows if b > top and a < bottom)]
    return RowBand(min(a for a, _ in within), max(b for _, b in within))


def _joined(bands: Sequence[RowBand], gap: float) -> list[RowBand]:
    """Merge bands that are closer to each other than `gap`."""
    joined: list[RowBand] = []
    for band in sorted(bands):
        if joined and band.top - joined[-1].bottom < gap:
            joined[-1] = RowBand(joined[-1].top, max(joined[-1].bottom, band.bottom))
        else:
            joined.append(band)
    return joined
