"""The words in a seal's middle, from several pictures of it, rotated and with crossings repaired.

The ring text shows the rotation of a seal. Print that crosses it may lengthen it on one side and so
give a wrong angle; then the star is used, or the page, on which most seals are nearly upright.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.arcs import INNER, OUTER, ROWS, Arc
from pipeline.reading.imaging.face import CENTRE, centre_lines, star_turn, within, without_star
from pipeline.reading.imaging.rings import Ring
from pipeline.reading.imaging.sealwords import centre_words, cleaned, is_common
from pipeline.reading.imaging.separate import OWN, stretched
from pipeline.reading.imaging.strips import as_line
from pipeline.reading.imaging.unroll import UnrolledRing, upright
from pipeline.reading.imaging.votes import ReadLines

Image = NDArray[np.uint8]

FIFTH = 2 * np.pi / 5  # a star looks the same after this rotation
APART = np.deg2rad(9)  # smaller differences in rotation are levelled when reading
MAX_LINES = 8  # read in one middle, over all its pictures
LONG = 130  # pixels of a line of words, 48 high; a shorter line has at most three characters
MIDDLES = (0.64, 0.70, 0.76)  # of a seal's height: where the words of its class may be
TALL = 0.1  # extra margin above and below
BESIDE = 0.15  # left out at each side: the rim and the ring text
MAX_RING_ANGLE = 2.15  # radians from the top: end of ring text that leaves room for words below


def middles(
    inks: Sequence[Image], band: UnrolledRing, arc: Arc, ring: Ring
) -> Iterator[tuple[Image, bool]]:
    """The middle without its star, and whether there was one; likeliest first.

    First rotated by the ring text, then by other means.

    Print that crosses the ring may lengthen its text, and hide the ends of the words below it.
    Print is removed: below a 公章 it may say 财务专用章.
    """
    half = np.pi * arc.length / band.columns
    tilts = _tilts(inks[0], band, arc, ring)
    seen: list[Image] = []
    ways = [
        (tilts[0], half),
        *((tilt, min(half, MAX_RING_ANGLE)) for tilt in (*tilts[1:], tilts[0])),
    ]
    for tilt, beside in ways:
        for ink in (inks[i] for i in OWN if i < len(inks)):
            face, star = _face(ink, ring, tilt, _inner(arc), beside)
            if not any(np.array_equal(face, other) for other in seen):
                seen.append(face)
                yield face, star


def windows(
    soft: Image, inks: Sequence[Image], band: UnrolledRing, arc: Arc, ring: Ring
) -> list[Image]:
    """Where the words of a seal class are below its star, as line pictures in soft shades.

    Rows are not searched for: print that crosses a seal merges and splits them.
    """
    across = slice(int(BESIDE * CENTRE), int((1 - BESIDE) * CENTRE))
    return [
        as_line(face[int((middle - TALL) * CENTRE) : int((middle + TALL) * CENTRE), across])
        for tilt in _tilts(inks[0], band, arc, ring)
        for ink in (soft, stretched(soft))
        for face, _ in (without_star(upright(ink, ring, tilt, CENTRE)),)
        for middle in MIDDLES
    ]


def read_middle(
    inks: Sequence[Image],
    band: UnrolledRing,
    arc: Arc,
    ring: Ring,
    read: ReadLines,
    *,
    patient: bool,
) -> tuple[str, bool]:
    """The words in the middle, empty unless they end as usual on seals; and whether there is a
    star.

    With `patient`, if the first picture shows no words of a common class, further pictures are
    tried for such words only.
    """
    first, starred, left = "", False, MAX_LINES
    for n, (face, star) in enumerate(middles(inks, band, arc, ring)):
        shown = [line for line in centre_lines(face) if n == 0 or line.shape[1] > LONG][:left]
        lines = [answer for line in shown for answer in read([line])]
        words = centre_words([cleaned(line.text) for line in lines if line.mean > 0.5])
        if n == 0:
            first, starred = words, star
        if is_common(words):
            return words, starred
        left -= len(shown)
        if not patient or not left:
            break
    return first, starred


def tilt_of(band: UnrolledRing, arc: Arc, ring: Ring) -> float:
    """The clockwise rotation of the seal in radians: the middle of its text is its top."""
    middle = (arc.start + arc.length / 2) / band.columns * 2 * np.pi - np.pi
    tilt = float((middle + np.pi / 2 + np.pi) % (2 * np.pi) - np.pi)
    if ring.is_round:
        return tilt
    # An oval's long axis is horizontal; its text only says which side is up.
    return ring.angle if np.cos(tilt - ring.angle) > 0 else ring.angle + np.pi


def _tilts(ink: Image, band: UnrolledRing, arc: Arc, ring: Ring) -> list[float]:
    tilt = tilt_of(band, arc, ring)
    if not ring.is_round:
        return [tilt]
    turn = star_turn(upright(ink, ring, 0.0, CENTRE))
    others = [0.0]
    if turn is not None:
        up = turn + np.pi / 2
        others = [up + round((near - up) / FIFTH) * FIFTH for near in (tilt, 0.0)]
    tilts = [tilt]
    for one in others:
        if all(abs(np.angle(np.exp(1j * (one - other)))) > APART for other in tilts):
            tilts.append(float(one))
    return tilts


def _inner(arc: Arc) -> float:
    return OUTER - (OUTER - INNER) * arc.bottom / ROWS


def _face(ink: Image, ring: Ring, tilt: float, inner: float, half: float) -> tuple[Image, bool]:
    """The seal's middle, upright, without its star; whether there was one."""
    face = upright(ink, ring, tilt, CENTRE)
    flat = 1.0 if ring.is_round else ring.b / ring.a
    return without_star(within(face, flat, inner, half))
