"""A second pass of the detector where a page has rows of ink without a line."""

from collections.abc import Sequence

import numpy as np

from core.models.geometry import Box
from pipeline.reading.below import RowBand
from pipeline.reading.imaging.crops import Image, Quad
from pipeline.reading.imaging.ink import Inks
from pipeline.reading.imaging.unread import InkRow, loose_ink, unread_rows
from pipeline.reading.ocr.engine import Engine, usual_scale

OTHER = 1.25  # times the scale of the first pass
MARGIN = 1.5  # of a row's height: margin shown above and below it
LEVEL = 0.5  # of the lower row's height: shared part of two rows that are examined together
OVERLAP = 0.3  # of a line's area: with this much inside known lines it is already known


def detect_missed(
    clean: Image,
    inks: Inks,
    quads: Sequence[Quad],
    taken: Sequence[Box],
    engine: Engine,
) -> list[Quad]:
    """Lines in rows of ink that no line covers, detected at another scale, band by band.

    `inks` are the page's; `clean` is the picture that is read, of any size; `taken` are the places
    of seals and codes.
    """
    height, width = clean.shape[:2]
    loose = loose_ink(inks, quads, taken, (width, height))
    rows = unread_rows(loose) if loose is not None else []
    known, found = [_extent(quad) for quad in quads], []
    for band, members in _bands(rows):
        margin = MARGIN * (members[0].y1 - members[0].y0)
        top = max(0, int(band.top - margin))
        shown = np.ascontiguousarray(clean[top : int(band.bottom + margin) + 1])
        corner = np.array([0, top], dtype=np.float32)
        for quad in engine.detect(shown, OTHER * usual_scale(clean)):
            place = _extent(moved := quad + corner)
            fresh = all(_shared(place, other) < OVERLAP for other in known)
            if band.holds(moved) and fresh and any(_touch(place, row) for row in members):
                found.append(moved)
                known.append(place)
    return found


def _bands(rows: Sequence[InkRow]) -> list[tuple[RowBand, list[InkRow]]]:
    """Groups rows that are side by side into bands of the full page width."""
    bands: list[list[InkRow]] = []
    for row in sorted(rows, key=lambda r: r.y0):
        last = bands[-1][0] if bands else row
        shared = min(last.y1, row.y1) - max(last.y0, row.y0)
        if bands and shared > LEVEL * min(last.y1 - last.y0, row.y1 - row.y0):
            bands[-1].append(row)
        else:
            bands.append([row])
    return [(RowBand(min(r.y0 for r in b), max(r.y1 for r in b)), b) for b in bands]


def _extent(quad: Quad) -> Box:
    low, high = quad.min(axis=0), quad.max(axis=0)
    return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def _shared(place: Box, other: Box) -> float:
    """The share of `place` that is inside the other."""
    across = min(place.x1, other.x1) - max(place.x0, other.x0)
    down = min(place.y1, other.y1) - max(place.y0, other.y0)
    return max(0.0, across) * max(0.0, down) / max(1.0, place.area)


def _touch(place: Box, row: InkRow) -> bool:
    return min(place.x1, row.x1) - max(place.x0, row.x0) > 0.5 * (row.y1 - row.y0)
