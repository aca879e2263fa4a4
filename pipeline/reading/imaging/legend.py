"""The words of a round or oval seal: ring, centre and code, read from unrolled strips."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.arcs import (
    INNER,
    OUTER,
    ROWS,
    Arc,
    arcs_about,
    ends_clear,
    evenly_spaced,
    find_arc,
)
from pipeline.reading.imaging.bow import bow_of, straightened
from pipeline.reading.imaging.face import CENTRE, centre_lines, star_turn
from pipeline.reading.imaging.middle import middles, read_middle, windows
from pipeline.reading.imaging.rings import Ring
from pipeline.reading.imaging.sealwords import kind_of
from pipeline.reading.imaging.strips import code_strip, ring_strip, shade_strip
from pipeline.reading.imaging.unroll import UnrolledRing, unroll, upright
from pipeline.reading.imaging.votes import SPACED, ReadLines, RingVote, ScoredText, leading, voted

Image = NDArray[np.uint8]
RING_CODE = re.compile(r"^(\d{6,14})(?=\D)|(?<=\D)(\d{6,14})$")
"""A seal's number that was read together with the words of its ring."""
TAX_NUMBER = re.compile(r"[0-9A-Z]{15,18}")
SURE = 0.95  # a complete reading with all characters surer needs no second one
LONGER = 0.7  # average confidence of a longer reading that makes a shorter one doubtful
SURE_DIGIT = 0.8  # minimum confidence of each digit of a number
MAX_READINGS = 5  # of one ring
LOOKS = 2  # readings of a ring: if none has a Chinese character, the ring has no words
FILLED = 0.9  # factor on the confidence of a reading from a filled picture
NAMED, JUNK = 5, 0.02  # minimum characters of a ring and confidence; with less it names no unit


class Legend(NamedTuple):
    """A seal's text; `confidence` is for the ring only."""

    ring: str = ""
    centre: str = ""
    code: str = ""
    confidence: float = 0.0
    star: bool = False

    @property
    def text(self) -> str:
        return self.ring + self.centre


def ring_strips(inks: Sequence[Image], ring: Ring, soft: Image) -> list[Image]:
    """The line pictures from which a ring may be read, likeliest first; none if it has no text.

    The last one shows its ink in `soft` shades.
    """
    bands, arcs = _unrolled(inks, ring)
    shades = [shade_strip(unroll(soft, ring, OUTER, INNER, ROWS), arc) for arc in arcs[:1]]
    return [
        *(ring_strip(band, arc, stretch) for band, arc, stretch in _ways(bands, arcs)), *shades,
    ]  # fmt: skip


def centre_strips(inks: Sequence[Image], ring: Ring, soft: Image) -> list[Image]:
    """The line pictures of the seal's middle; none if it is empty.

    The last ones show its ink in `soft` shades, at every possible place of words.
    """
    bands, arcs = _unrolled(inks, ring)
    lines = [
        line
        for arc in arcs[:2]
        for face, _ in middles(inks, bands[0], arc, ring)
        for line in centre_lines(face)
    ]
    return [*lines, *(windows(soft, inks, bands[0], arcs[0], ring) if lines else ())]


def read_legend(inks: Sequence[Image], ring: Ring, read: ReadLines) -> Legend:
    """Read a round or oval seal from pictures of its ink (0..255), the likeliest first."""
    bands, arcs = _unrolled(inks, ring)
    if not arcs:
        return Legend()
    vote = _read_ring(bands, arcs, ring.coverage < 0.8, read)
    text, confidence, arc = RING_CODE.sub("", vote.text), vote.sure, vote.arc
    patient = confidence > JUNK and _is_company(text, ring)
    centre, star = read_middle(inks, bands[0], arc, ring, read, patient=patient)
    if number := TAX_NUMBER.search(centre):  # an invoice seal has it in its middle
        centre = centre.replace(number.group(), "")
        return Legend(text, centre, number.group(), confidence, star)
    return Legend(text, centre, _read_code(bands[0], arc, read), confidence, star)


def _is_company(ring: str, outline: Ring) -> bool:
    """Whether the ring names a unit, whose seals differ by the words in their middle."""
    kind, _ = kind_of(ring, "", "round" if outline.is_round else "oval", star=False)
    return len(ring) >= NAMED and kind not in ("agency", "school")


def _unrolled(inks: Sequence[Image], ring: Ring) -> tuple[list[UnrolledRing], list[Arc]]:
    """The ring's band in each picture of its ink, and the possible places of its text."""
    bands = [unroll(ink, ring, OUTER, INNER, ROWS) for ink in inks]
    arc = find_arc(bands[0])
    if arc is None:
        return bands, []
    bent = None if ring.is_round else bow_of(bands[0], arc)
    if bent is not None:
        bow, arc = bent
        bands = [straightened(band, bow) for band in bands]
    arcs = arcs_about(bands[0], arc, _axis(inks[0], ring, bands[0], arc))
    if len(bands) > 1 and len(arcs) > 2:  # ink was removed: a loss is likelier
        arcs = [arcs[1], arcs[0], *arcs[2:]]
    return bands, arcs


def _ways(
    bands: Sequence[UnrolledRing], arcs: Sequence[Arc]
) -> list[tuple[UnrolledRing, Arc, float]]:
    """Band, arc and stretch of each reading of a ring, likeliest first."""
    if not arcs:
        return []
    ways = [(band, arc, 1.0) for arc in arcs for band in bands] + [(bands[0], arcs[0], 1.3)]
    return ways[:MAX_READINGS]


def _axis(ink: Image, ring: Ring, band: UnrolledRing, arc: Arc) -> float | None:
    """The band's column that the star's upper point points to; None without a star."""
    turn = star_turn(upright(ink, ring, 0.0, CENTRE))
    if turn is None or not ring.is_round:
        return None
    point = (turn + np.pi) / (2 * np.pi) * band.columns
    fifth, middle = band.columns / 5, arc.start + arc.length / 2
    return float(point + round((middle - point) / fifth) * fifth)


def _read_ring(
    bands: Sequence[UnrolledRing], arcs: Sequence[Arc], doubtful: bool, read: ReadLines
) -> RingVote:
    """The ring text; further readings are made only while the first ones leave doubt.

    A `doubtful` ring is given up if its first reading shows no text.
    """
    votes: list[RingVote] = []
    for band, arc, stretch in _ways(bands, arcs):
        for answer in read([ring_strip(band, arc, stretch)]):
            # If the arc is not symmetric about the star, or there is other ink at its ends, a first
            # or last character may be lost although the rest is evenly spaced.
            leans = len(arcs) > 1 and arc == arcs[-1]
            spoken = ScoredText.clean(*answer)
            if len(bands) > 2 and band is bands[2]:  # filled strokes are guesses
                spoken = spoken._replace(certainty=tuple(FILLED * c for c in spoken.certainty))
            whole = not leans and _whole(band, bands, arc, spoken.text)
            votes.append(RingVote(spoken, arc, whole))
        if votes and (votes[-1].sure > SURE or (doubtful and len(votes[-1].text) < 2)):
            break
        if len(votes) == LOOKS and not any(map(_is_chinese, votes)):
            break
    return _together(votes, bands) if votes else RingVote(ScoredText("", ()), arcs[0], False)


def _is_chinese(vote: RingVote) -> bool:
    return any("\u4e00" <= ch <= "\u9fff" for ch in vote.text)


def _together(votes: Sequence[RingVote], bands: Sequence[UnrolledRing]) -> RingVote:
    """The text that several readings agree on, checked against the gaps between the characters."""
    first = leading(votes)
    others = sorted((one.spoken for one in votes), key=lambda spoken: -spoken.least)
    spoken = voted(first.spoken, others)
    whole = first.whole or _whole(bands[0], bands, first.arc, spoken.text)
    if not whole:
        fuller = voted(first.spoken, others, SPACED)
        if evenly_spaced(bands[0], first.arc, fuller.text):
            spoken, whole = fuller, ends_clear(bands, first.arc)
    if any(len(one.text) > len(spoken.text) and one.spoken.mean > LONGER for one in votes):
        whole = False  # the additional characters of that reading may belong to the ring
    return RingVote(spoken, first.arc, whole)


def _whole(band: UnrolledRing, bands: Sequence[UnrolledRing], arc: Arc, text: str) -> bool:
    return evenly_spaced(band, arc, text) and ends_clear(bands, arc)


def _read_code(band: UnrolledRing, arc: Arc, read: ReadLines) -> str:
    """The number in the lower arc; empty unless it reads as one run of digits."""
    for line in code_strip(band, arc):
        for words, certainty in read([line]):
            found = ScoredText.clean(words, certainty)
            if found.text.isdecimal() and 6 <= len(found.text) <= 14 and found.least > SURE_DIGIT:
                return found.text
    return ""
