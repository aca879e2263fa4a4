"""The words of a round or oval seal: ring, centre and code, read from unrolled strips."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.imaging.arcs import (
    INNER,
    OUTER,
    ROWS,
    Arc,
    arcs_about,
    ends_clear,
    evenly_spaced,
    find_arc,
)
from pipeline.imaging.face import CENTRE, centre_lines, star_turn, within, without_star
from pipeline.imaging.rings import Ring
from pipeline.imaging.sealwords import centre_words, cleaned
from pipeline.imaging.strips import code_strip, ring_strip
from pipeline.imaging.unroll import Band, unroll, upright

Image = NDArray[np.uint8]
ReadLines = Callable[[Sequence[Image]], Sequence[tuple[str, float]]]
"""Recognises pictures of single lines: text and the mean certainty of its characters."""

TAX_NUMBER = re.compile(r"[0-9A-Z]{15,18}")
SURE = 0.85  # a reading whose least sure character may be this sure needs no second one
RIVAL = 0.4  # of the best reading's sureness: another as sure leaves it in doubt
MOST_READINGS = 5  # of one ring


class Told(NamedTuple):
    """One reading of a ring: `sure` is a floor for its least sure character.

    It is `whole` when its characters fill the ring evenly and none can be hidden.
    """

    text: str
    sure: float
    arc: Arc
    whole: bool


class Legend(NamedTuple):
    """What a seal says; `confidence` is the ring's alone."""

    ring: str = ""
    centre: str = ""
    code: str = ""
    confidence: float = 0.0
    star: bool = False

    @property
    def text(self) -> str:
        return self.ring + self.centre


def ring_strips(inks: Sequence[Image], ring: Ring) -> list[Image]:
    """The line pictures a ring may be read from, likeliest first; none without text."""
    bands, arcs = _unrolled(inks, ring)
    return [ring_strip(band, arc, stretch) for band, arc, stretch in _ways(bands, arcs)]


def read_legend(inks: Sequence[Image], ring: Ring, read: ReadLines) -> Legend:
    """Read a round or oval seal from pictures of its ink (0..255), the likeliest first."""
    bands, arcs = _unrolled(inks, ring)
    if not arcs:
        return Legend()
    text, confidence, arc, _ = _read_ring(bands, arcs, ring.coverage < 0.8, read)
    tilt = _tilt(bands[0], arc, ring)
    inner = OUTER - (OUTER - INNER) * arc.bottom / ROWS
    face = upright(inks[0], ring, tilt, CENTRE)
    flat = 1.0 if ring.b > 0.9 * ring.a else ring.b / ring.a
    face, star = without_star(within(face, flat, inner, np.pi * arc.length / bands[0].columns))
    lines = [answer for line in centre_lines(face) for answer in read([line])]
    centre = centre_words([cleaned(words) for words, sure in lines if sure > 0.5])
    if number := TAX_NUMBER.search(centre):  # an invoice seal bears it in its middle
        centre = centre.replace(number.group(), "")
        return Legend(text, centre, number.group(), confidence, star)
    return Legend(text, centre, _read_code(bands[0], arc, read), confidence, star)


def _unrolled(inks: Sequence[Image], ring: Ring) -> tuple[list[Band], list[Arc]]:
    """The ring's band in each picture of its ink, and where its text may lie in them."""
    bands = [unroll(ink, ring, OUTER, INNER, ROWS) for ink in inks]
    arc = find_arc(bands[0])
    if arc is None:
        return bands, []
    arcs = arcs_about(bands[0], arc, _axis(inks[0], ring, bands[0], arc))
    if len(bands) > 1 and len(arcs) > 2:  # ink was taken out: rather lost than added
        arcs = [arcs[1], arcs[0], *arcs[2:]]
    return bands, arcs


def _ways(bands: Sequence[Band], arcs: Sequence[Arc]) -> list[tuple[Band, Arc, float]]:
    """Band, arc and stretch of each reading of a ring, likeliest first."""
    if not arcs:
        return []
    ways = [(band, arc, 1.0) for arc in arcs for band in bands] + [(bands[0], arcs[0], 1.3)]
    return ways[:MOST_READINGS]


def _axis(ink: Image, ring: Ring, band: Band, arc: Arc) -> float | None:
    """The band's column to which the star's upper point shows; None without a star."""
    turn = star_turn(upright(ink, ring, 0.0, CENTRE))
    if turn is None or ring.b < 0.9 * ring.a:
        return None
    point = (turn + np.pi) / (2 * np.pi) * band.columns
    fifth, middle = band.columns / 5, arc.start + arc.length / 2
    return float(point + round((middle - point) / fifth) * fifth)


def _read_ring(bands: Sequence[Band], arcs: Sequence[Arc], doubtful: bool, read: ReadLines) -> Told:
    """The ring text; further readings are taken only while the first ones leave doubt.

    A `doubtful` ring is given up when its first reading shows no text.
    """
    told: list[Told] = []
    for band, arc, stretch in _ways(bands, arcs):
        words, mean = next(iter(read([ring_strip(band, arc, stretch)])), ("", 0.0))
        text = cleaned(words)
        sure = least_sure(text, mean)
        # Where the arc leans beside the star, or foreign ink lies at its ends, a first or
        # last character may be lost and the rest still be evenly spaced.
        leans = len(arcs) > 1 and arc == arcs[-1]
        whole = evenly_spaced(band, arc, text) and ends_clear(bands, arc) and not leans
        told.append(Told(text, sure if whole else sure / 2, arc, whole))
        if sure > SURE or (doubtful and len(text) < 2):
            break
    return settle(told)


def least_sure(text: str, mean: float) -> float:
    """A floor for the certainty of the least sure character, from the mean of all.

    One wrong character hardly lowers the mean of a long name; if all the others are
    certain it has all of the doubt.
    """
    return max(0.2 * mean, 1 - max(1, len(text)) * (1 - mean)) if text else 0.0


def settle(told: Sequence[Told]) -> Told:
    """The best of several readings of one text, no surer than the surest that says so.

    The readings are of one ink: where they agree they may share one error. Halved when
    another reading is anywhere near as sure.
    """
    doubt: dict[str, float] = {}
    for text, sure, _, _ in told:
        doubt[text] = min(doubt.get(text, 1.0), 1 - sure)
    # Where no reading stands out the longest lost least; junk lowers its own certainty.
    clearest = 1 - min(doubt.values())
    level = {text: 1 - lack >= 0.8 * clearest for text, lack in doubt.items()}
    ranked = sorted(doubt, key=lambda text: (not level[text], -len(text), doubt[text]))
    best = max((t for t in told if t.text == ranked[0]), key=lambda t: (t.whole, t.sure))
    sure = 1 - doubt[best.text] if best.whole else best.sure
    if len(ranked) > 1 and 1 - doubt[ranked[1]] > RIVAL * sure:
        sure /= 2
    return best._replace(sure=sure)


def _read_code(band: Band, arc: Arc, read: ReadLines) -> str:
    """The number in the lower arc; empty unless it reads as one run of digits."""
    for line in code_strip(band, arc):
        for words, sure in read([line]):
            words = "".join(words.split())
            digits = "".join(c for c in words if c.isdigit())
            if sure > 0.5 and 6 <= len(digits) <= 14 and len(digits) >= 0.8 * len(words):
                return digits
    return ""


def _tilt(band: Band, arc: Arc, ring: Ring) -> float:
    """How far clockwise the seal is turned, in radians: its text's middle is its top."""
    middle = (arc.start + arc.length / 2) / band.columns * 2 * np.pi - np.pi
    tilt = float((middle + np.pi / 2 + np.pi) % (2 * np.pi) - np.pi)
    if ring.b > 0.9 * ring.a:
        return tilt
    # An oval's long axis lies level; its text only says which side is up.
    return ring.angle if np.cos(tilt - ring.angle) > 0 else ring.angle + np.pi
