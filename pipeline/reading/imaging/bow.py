"""Ring text of an oval that bends more than its rim: its first and last characters lie deeper.

Such seals have their text on a circle, or on an oval of another shape than the rim.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.arcs import SOLID, Arc, find_arc, row_at
from pipeline.reading.imaging.unroll import UnrolledRing

MAX_AWAY = 1.3  # quarters of the ring, to either side: ring text is seldom longer
GUESSES = (0.0, 15.0, 30.0, 45.0, 60.0)  # rows of bend from which the fit starts
FLAT = 5.0  # rows, a quarter of the ring away: text that bends less follows its rim
MAX_BOW = 60.0  # rows that the ends of the text may be deeper than its middle
MIN_INKED = 40  # columns with ink from which the bend is known
STRAY = 8.0  # rows: ink farther from the bend is not the text's
MORE = 1.06  # times its length: a smaller gain is no further character
MAX_TIMES = 3  # each time with the characters that the time before found
INNERMOST = 0.45  # share of the half axis: nothing deeper is ring text


class Bow(NamedTuple):
    """How text bends: about a column, and rows deeper a quarter of the ring away from it."""

    middle: float
    bend: float
    top: int
    """The first row below the rim in the text's middle."""


def bow_of(band: UnrolledRing, arc: Arc) -> tuple[Bow, Arc] | None:
    """The bend of the ring text, and its place once it is level.

    None unless that shows more characters than the band as it is.
    """
    found, known = None, arc
    for _ in range(MAX_TIMES):
        bow = _bow(band, known)
        if bow is None:
            break
        longer = find_arc(straightened(band, bow))
        if longer is None or longer.length <= known.length:
            break
        found = bow, longer
        known = Arc(arc.top, arc.bottom, longer.start, longer.length)
    return found if known.length >= MORE * arc.length else None


def straightened(band: UnrolledRing, bow: Bow) -> UnrolledRing:
    """The band with bent text on a level, as deep as its middle is; the rim is left out."""
    ink = band.ink.copy()
    ink[: bow.top] = 0
    away = _away(band, bow.middle)
    lower = np.rint(np.minimum(bow.bend * away**2, MAX_BOW)).astype(int)
    rows = np.arange(ink.shape[0])[:, None] + lower[None]
    last = ink.shape[0] - 1
    level = np.where(rows <= last, np.take_along_axis(ink, np.minimum(rows, last), axis=0), 0)
    return UnrolledRing(np.asarray(level, np.uint8), band.outer, band.inner)


def _bow(band: UnrolledRing, arc: Arc) -> Bow | None:
    """The bend of the ink about the arc's middle, whichever most of it fits; None if level."""
    wet = band.ink[: row_at(INNERMOST)] > SOLID
    wet[: arc.top] = False
    middle = arc.start + arc.length / 2
    away = _away(band, middle)
    count = wet.sum(axis=0)
    held = (count > 0) & (np.abs(away) <= MAX_AWAY)
    rows = (wet * np.arange(wet.shape[0])[:, None]).sum(axis=0)[held] / count[held]
    x2 = away[held] ** 2
    own = np.abs(away[held]) <= arc.length / (band.columns / 2)
    if own.sum() < MIN_INKED:
        return None
    tries = (_fitted(rows, x2, own, guess) for guess in GUESSES)
    inliers, bend = max(tries, key=lambda one: one[0])
    return Bow(middle, bend, arc.top) if inliers >= MIN_INKED and bend > FLAT else None


def _fitted(
    rows: NDArray[np.float64], x2: NDArray[np.float64], own: NDArray[np.bool_], bend: float
) -> tuple[int, float]:
    """How many columns' ink fits a bend near the guess, and that bend."""
    base = float(np.median(rows[own] - bend * x2[own]))
    kept = np.abs(rows - base - bend * x2) < STRAY
    for _ in range(3):
        if kept.sum() < MIN_INKED:
            break
        bend, base = np.polyfit(x2[kept], rows[kept], 1)
        kept = np.abs(rows - base - bend * x2) < STRAY
    return int(kept.sum()), float(bend)


def _away(band: UnrolledRing, middle: float) -> NDArray[np.float64]:
    """How far each column is from the middle of the text, in quarters of the ring."""
    off = (np.arange(band.columns) - middle + band.columns / 2) % band.columns
    return np.asarray((off - band.columns / 2) / (band.columns / 4), np.float64)
