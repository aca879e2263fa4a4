"""The lines below seals, looked for again once the seals' ink is taken out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.imaging.crops import Image, Quad
from pipeline.models.page import Seal
from pipeline.ocr.engine import Engine, usual_scale

MARGIN = 0.02  # of the page's longer side, around a seal and the lines it touches
MOST = 0.5  # of the page: with more of it to look at, the whole page is


class Area(tuple[int, int, int, int]):
    """x0, y0, x1, y1 in pixels of a part of a page."""

    __slots__ = ()

    def holds(self, quad: Quad) -> bool:
        """Whether the middle of the quad lies inside."""
        x, y = quad.mean(axis=0)
        return bool(self[0] <= x <= self[2] and self[1] <= y <= self[3])


def detect_below(
    clean: Image, quads: Sequence[Quad], seals: Sequence[Seal], engine: Engine
) -> list[NDArray[np.float32]]:
    """The page's lines, those about its seals found anew on the picture without their ink.

    `quads` are the lines found while the seals were there. Only what a seal touches can have
    changed, so only that is looked at, in the same size as the page was.
    """
    areas = [_area(seal, quads, clean) for seal in seals]
    pixels = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in areas)
    if pixels > MOST * clean.shape[0] * clean.shape[1]:
        return engine.detect(clean)
    scale = usual_scale(clean)
    kept = [quad for quad in quads if not any(area.holds(quad) for area in areas)]
    for n, area in enumerate(areas):
        x0, y0, x1, y1 = area
        corner = np.array([x0, y0], dtype=np.float32)
        found = [quad + corner for quad in engine.detect(clean[y0:y1, x0:x1], scale)]
        kept += [q for q in found if not any(other.holds(q) for other in areas[:n])]
    return kept


def _area(seal: Seal, quads: Sequence[Quad], page: Image) -> Area:
    """The seal and every line it touches, whole."""
    height, width = page.shape[:2]
    b = seal.box
    x0, y0, x1, y1 = b.x0 * width, b.y0 * height, b.x1 * width, b.y1 * height
    touching = [
        (*quad.min(axis=0), *quad.max(axis=0))
        for quad in quads
        if (quad.max(axis=0) > (x0, y0)).all() and (quad.min(axis=0) < (x1, y1)).all()
    ]
    every = np.array([(x0, y0, x1, y1), *touching])
    margin = MARGIN * max(height, width)
    low, high = every[:, :2].min(axis=0) - margin, every[:, 2:].max(axis=0) + margin
    return Area(
        (
            max(0, int(low[0])),
            max(0, int(low[1])),
            min(width, int(high[0])),
            min(height, int(high[1])),
        )
    )
