"""Levelling: maps the rows of a skewed or keystoned page to a constant height.

Only coordinates are levelled, not pixels: the engine reads slanted lines well, and the evidence
keeps its place on the page.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # n x 2, pixels
Quad = NDArray[np.float32]


def leveller(quads: Sequence[Quad], width: int, height: int) -> Callable[[Points], Points]:
    """A map of page points to levelled points, fitted to the slope of the longer lines.

    The slope may change down the page (a photo taken at an angle): it is a linear function of y,
    fitted robustly. Pages with few long lines are rotated by the median slope.
    """
    slopes, heights = [], []
    for quad in quads:
        along = quad[1] - quad[0] + quad[2] - quad[3]
        across = quad[3] - quad[0] + quad[2] - quad[1]
        if abs(along[0]) > 4 * abs(across[1]) and abs(along[0]) > 0.08 * width:
            slopes.append(float(along[1] / along[0]))
            heights.append(float(quad[:, 1].mean()))
    if not slopes:
        return lambda points: points
    a, b = _fit(np.array(heights), np.array(slopes))
    mean = a + b * height / 2

    def level(points: Points) -> Points:
        x, y = points[:, 0], points[:, 1]
        slant = a + b * y
        return np.stack([x + mean * (y - height / 2), y - slant * (x - width / 2)], axis=1)

    return level


def _fit(at: NDArray[np.float64], slope: NDArray[np.float64]) -> tuple[float, float]:
    """The line slope = a + b * at by Theil and Sen; b is 0 unless there are enough lines."""
    middle = float(np.median(slope))
    if len(slope) < 8 or np.ptp(at) < 1:
        return middle, 0.0
    order = np.argsort(at)
    half = len(order) // 2
    low, high = order[:half], order[-half:]
    run = at[high] - at[low]
    steep = (slope[high] - slope[low])[run > 1] / run[run > 1]
    b = float(np.median(steep)) if len(steep) else 0.0
    return float(np.median(slope - b * at)), b
