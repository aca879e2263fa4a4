"""Where the ring text is on the unrolled band of a seal, and whether a reading fits it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.rings import Ring
from pipeline.reading.imaging.unroll import UnrolledRing, longest_gap, rolled, unroll

Image = NDArray[np.uint8]

OUTER, INNER = 1.05, 0.42  # shares of the half axis between which ring text is searched for
ROWS = 126  # rows of the unrolled band
SOLID = 96  # ink above this is a stroke, of 255


class Arc(NamedTuple):
    """Where the ring text is in a band: rows top..bottom, columns from start on."""

    top: int
    bottom: int
    start: int
    length: int


def bears_text(ink: Image, ring: Ring) -> bool:
    """Whether there is an outline all round, and the band inside is neither empty nor full.

    A filled disc (a flag's badge), a QR code or a photo is not a seal.
    """
    band = unroll(ink, ring, 1.12, INNER, ROWS).ink > SOLID
    share = band.mean(axis=1)
    per = (1.12 - INNER) / ROWS
    line = float(band[: round(0.22 / per)].any(axis=0).mean())
    outside = float(share[: round(0.06 / per)].mean())
    text = float(share[round(0.30 / per) : round(0.46 / per)].mean())
    return line > 0.5 and outside < 0.4 and 0.02 < text < 0.6


def find_arc(band: UnrolledRing) -> Arc | None:
    """Where the ring text is: below the outline's lines, beginning after the longest gap."""
    wet = band.ink > SOLID
    share = wet.mean(axis=1)
    floor = row_at(0.80)
    lined = np.flatnonzero(share[:floor] > 0.55)
    top = int(lined[-1]) + 2 if len(lined) else row_at(0.95)
    profile = _occupied(wet, top)
    gap, length = longest_gap(profile)
    span = band.columns - length
    if span < 0.08 * band.columns:
        return None
    start = (gap + length) % band.columns
    inside = wet[:, np.arange(start, start + span) % band.columns].mean(axis=1)
    return Arc(top, _bottom(inside, top), start, span)


def row_at(share: float) -> int:
    """The band's row at this share of the half axis."""
    return round((OUTER - share) / (OUTER - INNER) * ROWS)


def _bottom(share: NDArray[np.float64], top: int) -> int:
    """The row where the ring text ends, from the inked share of each row."""
    first, last = row_at(0.78), row_at(0.50)
    peak = float(np.median(share[max(top, row_at(0.84)) : row_at(0.70)]))
    for row in range(first, last):
        if share[row] < 0.22 * peak:
            return row + 1
    return last


def _occupied(wet: NDArray[np.bool_], top: int) -> NDArray[np.float32]:
    """Where along the band the characters of the ring are: 1, else 0.

    Ring characters fill the band's depth. A number runs close to the outline, and the ends of the
    centre's lines stay inside: neither is counted.
    """
    outer = wet[top + 1 : max(row_at(0.81), top + 8)].mean(axis=0) > 0.04
    inner = wet[row_at(0.78) : row_at(0.66)].mean(axis=0) > 0.04
    reach = np.ones(17, dtype=int)
    near = [np.convolve(np.r_[z[-8:], z, z[:8]], reach, "valid") > 0 for z in (outer, inner)]
    return np.asarray(near[0] & near[1] & (outer | inner), dtype=np.float32)


def arcs_about(band: UnrolledRing, arc: Arc, axis: float | None) -> list[Arc]:
    """The arc and, if it is not symmetric about the star's axis, its symmetric variants.

    Text that the seal crosses lengthens an arc on one side; a lost character shortens the other.
    Ring text itself is symmetric about the star.
    """
    if axis is None:
        return [arc]
    left, right = axis - arc.start, arc.start + arc.length - axis
    if min(left, right) < 0.2 * max(left, right):
        return [arc]
    if abs(left - right) < 0.45 * (arc.bottom - arc.top):
        return [arc]
    kin = [
        Arc(arc.top, arc.bottom, round(axis - half) % band.columns, round(2 * half))
        for half in (min(left, right), max(left, right))
        if 2 * half < 0.97 * band.columns
    ]
    return [*kin, arc]


def evenly_spaced(band: UnrolledRing, arc: Arc, text: str) -> bool:
    """Whether the characters of `text`, evenly spaced, fit the ring's ink.

    Ring text is spaced at equal angles, so with the right count the gaps between the characters are
    empty. A reading that lost or added a character does not fit them.
    """
    count = len(text)
    if count < 4:
        return False
    strip = rolled(band, arc.start, arc.length)[arc.top + 1 : arc.bottom]
    profile = (strip > SOLID).mean(axis=0)
    # A bracket's ink fills half of its cell: at the end of the text the arc is shorter.
    short = 0.5 if text.endswith("）") else 0.0
    scores = {n: _ink_between(profile, n, short) for n in range(max(2, count - 3), count + 4)}
    return scores[count] <= 0.4 * float(profile.mean()) and scores[count] == min(
        score for n, score in scores.items() if n >= count
    )


def _ink_between(profile: NDArray[np.float64], count: int, short: float) -> float:
    """The minimum mean ink at the borders of `count` equal cells, over likely gap widths."""
    best = 1.0
    for gap in (0.0, 0.1, 0.2, 0.35, 0.5):
        for lost in (short - 0.15, short, short + 0.15) if short else (0.0,):
            pitch = len(profile) / (count - gap - lost)
            middles = pitch * np.arange(1, count) - gap * pitch / 2
            reach = max(1, round(0.04 * pitch))
            places = middles[:, None].astype(int) + np.arange(-reach, reach + 1)[None]
            best = min(best, float(profile[np.clip(places, 0, len(profile) - 1)].mean()))
    return best


def ends_clear(bands: Sequence[UnrolledRing], arc: Arc) -> bool:
    """Whether no other ink hides a possible first or last character beside the arc.

    `bands` are the seal's ink alone and, if other ink crosses it, all ink.
    """
    if len(bands) < 2:
        return True
    height = arc.bottom - arc.top
    for start in (arc.start - height, arc.start + arc.length):
        alone, everything = (
            float((rolled(band, start, height)[arc.top : arc.bottom] > SOLID).mean())
            for band in bands[:2]
        )
        if everything - alone > 0.05:
            return False
    return True
