"""The words of a round or oval seal: ring, centre and code, read from unrolled strips."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.imaging.rings import Ring
from pipeline.imaging.sealwords import centre_words, cleaned
from pipeline.imaging.unroll import Band, longest_gap, rolled, tightened, unroll, upright

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]
ReadLines = Callable[[Sequence[Image]], Sequence[tuple[str, float]]]

OUTER, INNER = 1.05, 0.42  # the shares of the half axis between which ring text is sought
ROWS = 126  # rows of that band
SOLID = 96  # ink above this is a stroke, of 255
TAX_NUMBER = re.compile(r"[0-9A-Z]{15,18}")
SURE = 0.9  # a reading at least this sure, and evenly spaced, needs no second one
MOST_READINGS = 5  # of one ring
CENTRE = 300  # pixels of the picture in which the centre is read


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


class Arc(NamedTuple):
    """Where the ring text lies in a band: rows top..bottom, columns from start on."""

    top: int
    bottom: int
    start: int
    length: int


def read_legend(inks: Sequence[Image], ring: Ring, read: ReadLines) -> Legend:
    """Read a round or oval seal from pictures of its ink (0..255), the likeliest first."""
    bands = [unroll(ink, ring, OUTER, INNER, ROWS) for ink in inks]
    arc = find_arc(bands[0])
    if arc is None:
        return Legend()
    arcs = arcs_about(bands[0], arc, star_axis(inks[0], ring, bands[0], arc))
    text, confidence, arc = _read_ring(bands, arcs, ring.coverage < 0.8, read)
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


def _read_ring(
    bands: Sequence[Band], arcs: Sequence[Arc], doubtful: bool, read: ReadLines
) -> tuple[str, float, Arc]:
    """The ring text; further readings are taken only while the first ones leave doubt.

    A `doubtful` ring is given up when its first reading shows no text.
    """
    told: list[tuple[str, float, Arc]] = []
    ways = [(band, arc, 1.0) for arc in arcs for band in bands] + [(bands[0], arcs[0], 1.3)]
    for band, arc, stretch in ways[:MOST_READINGS]:
        words, sure = next(iter(read([ring_strip(band, arc, stretch)])), ("", 0.0))
        text = cleaned(words)
        even = evenly_spaced(band, arc, text)
        told.append((text, sure if even else sure / 2, arc))
        if (even and sure > SURE) or (doubtful and len(text) < 2):
            break
    return settle(told)


def _read_code(band: Band, arc: Arc, read: ReadLines) -> str:
    """The number in the lower arc; empty unless it reads as one run of digits."""
    for line in code_strip(band, arc):
        for words, sure in read([line]):
            digits = "".join(c for c in words if c.isdigit())
            if sure > 0.5 and 6 <= len(digits) <= 14 and len(digits) >= 0.8 * len(words):
                return digits
    return ""


def evenly_spaced(band: Band, arc: Arc, text: str) -> bool:
    """Whether the characters of `text`, evenly spaced, fit the ring's ink.

    Ring text stands at equal angles, so with the right count the places between the
    characters are bare. A reading that lost or made up a character misses them.
    """
    count = len(text)
    if count < 4:
        return False
    strip = rolled(band, arc.start, arc.length)[arc.top + 1 : arc.bottom]
    profile = (strip > SOLID).mean(axis=0)
    # A bracket's ink fills half of its place: at the end of the text the arc is shorter.
    short = 0.5 if text.endswith("）") else 0.0
    scores = {n: _ink_between(profile, n, short) for n in range(max(2, count - 3), count + 4)}
    return scores[count] <= 0.4 * float(profile.mean()) and scores[count] == min(
        score for n, score in scores.items() if n >= count
    )


def _ink_between(profile: NDArray[np.float64], count: int, short: float) -> float:
    """The least mean ink at the borders of `count` even cells, over likely gap widths."""
    best = 1.0
    for gap in (0.0, 0.1, 0.2, 0.35, 0.5):
        for lost in (short - 0.15, short, short + 0.15) if short else (0.0,):
            pitch = len(profile) / (count - gap - lost)
            middles = pitch * np.arange(1, count) - gap * pitch / 2
            reach = max(1, round(0.04 * pitch))
            places = middles[:, None].astype(int) + np.arange(-reach, reach + 1)[None]
            best = min(best, float(profile[np.clip(places, 0, len(profile) - 1)].mean()))
    return best


def settle(told: Sequence[tuple[str, float, Arc]]) -> tuple[str, float, Arc]:
    """The surest of several readings of one text; halved when the others all disagree."""
    text, sure, arc = max(told, key=lambda a: a[1] * min(len(a[0]), 8) ** 0.5)
    agree = sum(other == text for other, _, _ in told)
    if sure <= SURE and len(told) > 1 and agree < 2:
        sure /= 2
    return text, sure, arc


def star_axis(ink: Image, ring: Ring, band: Band, arc: Arc) -> float | None:
    """The band's column to which the star's upper point shows; None without a star.

    A star has five points: its turn is the phase of the fifth harmonic of its ink.
    """
    inside = (unroll(ink, ring, 0.34, 0.14, 16).ink > SOLID).mean(axis=0)
    angle = (np.arange(len(inside)) + 0.5) / len(inside) * 2 * np.pi
    wave = complex((inside * np.exp(-5j * angle)).sum())
    if inside.sum() <= 0 or abs(wave) < 0.25 * inside.sum():
        return None
    fifth = band.columns / 5
    point = -np.angle(wave) / 5 / (2 * np.pi) * band.columns
    middle = arc.start + arc.length / 2
    return float(point + round((middle - point) / fifth) * fifth)


def arcs_about(band: Band, arc: Arc, axis: float | None) -> list[Arc]:
    """The arc, and where it leans to one side of the star's axis, its even-sided kin.

    Text the seal crosses lengthens an arc on one side; a character lost to it shortens
    the other. The ring text itself stands even about the star.
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


def bears_text(ink: Image, ring: Ring) -> bool:
    """Whether a line runs round and the band inside is neither bare nor full.

    A filled disc (a flag's badge), a QR code or a photo is no seal.
    """
    band = unroll(ink, ring, 1.12, INNER, ROWS).ink > SOLID
    share = band.mean(axis=1)
    per = (1.12 - INNER) / ROWS
    line = float(band[: round(0.22 / per)].any(axis=0).mean())
    outside = float(share[: round(0.06 / per)].mean())
    text = float(share[round(0.30 / per) : round(0.46 / per)].mean())
    return line > 0.5 and outside < 0.4 and 0.02 < text < 0.6


def find_arc(band: Band) -> Arc | None:
    """Where the ring text stands: below the outline's lines, beside the longest gap."""
    wet = band.ink > SOLID
    share = wet.mean(axis=1)
    floor = row_at(0.80)
    lined = np.flatnonzero(share[:floor] > 0.55)
    top = int(lined[-1]) + 2 if len(lined) else row_at(0.95)
    # Between the number, which hugs the outline, and the lines of the centre.
    zone = wet[max(top, row_at(0.83)) : row_at(0.745)]
    profile = zone.mean(axis=0).astype(np.float32)
    profile[profile < 0.06] = 0
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


def ring_strip(band: Band, arc: Arc, stretch: float) -> Image:
    """The ring text as a straight line, dark on white, wide gaps drawn together."""
    pad = (arc.bottom - arc.top) // 4
    strip = rolled(band, arc.start - pad, arc.length + 2 * pad)
    strip = strip[arc.top : arc.bottom + 2]
    bare = (strip > SOLID).sum(axis=0) == 0
    strip = tightened(strip, bare, most=max(4, int(0.3 * strip.shape[0])))
    return as_line(strip, stretch)


def as_line(ink: Image, stretch: float = 1.0, height: int = 48) -> Image:
    """Ink as a BGR line picture, dark on white, with a white rim."""
    scale = (height - 8) / ink.shape[0]
    size = (max(8, round(ink.shape[1] * scale * stretch)), height - 8)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    line = cv2.bitwise_not(cv2.resize(ink, size, interpolation=way))
    line = cv2.copyMakeBorder(line, 4, 4, 8, 8, cv2.BORDER_CONSTANT, value=(255.0,))
    return np.asarray(cv2.cvtColor(line, cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def _tilt(band: Band, arc: Arc, ring: Ring) -> float:
    """How far clockwise the seal is turned, in radians: its text's middle is its top."""
    middle = (arc.start + arc.length / 2) / band.columns * 2 * np.pi - np.pi
    tilt = float((middle + np.pi / 2 + np.pi) % (2 * np.pi) - np.pi)
    if ring.b > 0.9 * ring.a:
        return tilt
    # An oval's long axis lies level; its text only says which side is up.
    return ring.angle if np.cos(tilt - ring.angle) > 0 else ring.angle + np.pi


def within(face: Image, flat: float, inner: float, half: float) -> Image:
    """The face without its ring text, which lies up to `half` radians beside the top.

    `flat` is the outline's height over its width.
    """
    size = face.shape[0]
    middle, radius = size // 2, size / 2

    def axes(share: float) -> tuple[int, int]:  # at one depth below the outline all round
        depth = (1 - share) * flat
        return round(radius * (1 - depth)), round(radius * (flat - depth))

    disc = np.zeros_like(face)
    cv2.ellipse(disc, (middle, middle), axes(0.8), 0, 0, 360, (255.0,), -1)
    text = np.zeros_like(face)
    reach = float(np.rad2deg(min(half + 0.06, np.pi)))
    cv2.ellipse(text, (middle, middle), (size, size), -90, -reach, reach, (255.0,), -1)
    cv2.ellipse(text, (middle, middle), axes(max(0.4, inner - 0.02)), 0, 0, 360, (0.0,), -1)
    disc[text > 0] = 0
    return np.asarray(cv2.bitwise_and(face, disc), dtype=np.uint8)


def without_star(face: Image) -> tuple[Image, bool]:
    """The face with its star erased; whether there was one."""
    size = face.shape[0]
    half = size / 2
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        (face > SOLID).astype(np.uint8), connectivity=4
    )
    for index in range(1, count):
        x, y, w, h, area = stats[index]
        central = x < half < x + w and y < half + 0.1 * size and y + h > half - 0.1 * size
        if central and 0.15 * size < w < 0.5 * size and 0.7 < w / h < 1.5 and area > 0.2 * w * h:
            star = cv2.dilate((labels == index).astype(np.uint8), np.ones((5, 5), np.uint8))
            return np.asarray(np.where(star > 0, 0, face), dtype=np.uint8), True
    return face, False


def centre_lines(face: Image) -> list[Image]:
    """The horizontal lines of the centre, top first, as line pictures."""
    turned = _levelled_face(face)
    share = (turned > SOLID).sum(axis=1)
    size = face.shape[0]
    lines: list[Image] = []
    for top, bottom in _runs(share > 0.02 * size, least=round(0.045 * size), join=2):
        rows = turned[max(0, top - 2) : bottom + 2]
        inked = np.flatnonzero((rows > SOLID).any(axis=0))
        width = inked[-1] - inked[0] + 1
        if bottom - top > 0.3 * size or width < 1.2 * (bottom - top):
            continue
        lines.append(as_line(rows[:, max(0, inked[0] - 4) : inked[-1] + 5]))
    return lines[:3]


def _levelled_face(face: Image) -> Image:
    """The face turned by the few degrees that make its lines most horizontal."""
    size = face.shape[0]
    best, score = face, -1.0
    for degrees in (0, -3, 3, -6, 6, -9, 9):
        turn = cv2.getRotationMatrix2D((size / 2, size / 2), degrees, 1.0)
        turned = cv2.warpAffine(face, turn, (size, size)) if degrees else face
        rows = (turned > SOLID).sum(axis=1).astype(np.float64)
        now = float((np.diff(rows) ** 2).sum())
        if now > score * 1.02:
            best, score = np.asarray(turned, dtype=np.uint8), now
    return best


def _runs(on: NDArray[np.bool_], least: int, join: int) -> list[tuple[int, int]]:
    """Runs of true places at least `least` long, holes up to `join` closed."""
    closed = cv2.morphologyEx(
        on.astype(np.uint8)[:, None], cv2.MORPH_CLOSE, np.ones((join + 1, 1), np.uint8)
    )[:, 0]
    edges = np.flatnonzero(np.diff(np.concatenate([[0], closed.astype(np.int8), [0]])))
    return [
        (int(a), int(b)) for a, b in zip(edges[0::2], edges[1::2], strict=True) if b - a >= least
    ]


def code_strip(band: Band, arc: Arc) -> list[Image]:
    """The lower arc, opposite the ring text, where the number reads the other way round."""
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
    return [as_line(np.asarray(np.rot90(strip, 2), dtype=np.uint8), 1.0)]
