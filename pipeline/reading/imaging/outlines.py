"""Outlines on a page that may be seals, by ink colour and shape; their text is not yet read."""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from core.models.geometry import Box
from pipeline.reading.imaging.bars import dark_bars
from pipeline.reading.imaging.frames import RectFrame, frames_of
from pipeline.reading.imaging.ink import BLUE, DARK, RED, Inks, grey_of, pale_of
from pipeline.reading.imaging.ovals import drawn, lone_oval, ovals_of
from pipeline.reading.imaging.rings import Edges, Ring, beside, edges_of, rings_of
from pipeline.reading.imaging.sealwords import Shape
from pipeline.reading.imaging.separate import Colour, SealSpot

Image = NDArray[np.uint8]

MIN_RADIUS, MAX_RADIUS = 0.03, 0.26  # radii, as shares of the page's shorter side
STRONG = 0.85  # minimum coverage of a ring that may have no text
GLYPH = (0.3, 3.5)  # of the minimum part length: glyph height, and length of glyph runs
FULL_BOX = 0.22  # share of its box: an arc of a rim fills less
FAINT_RED = 8  # as RED, for a page whose print is equally faint
PALE = 24.0  # of 255: the minimum ink of a seal that is fainter than print
MAX_PALE_OUTLINES = 4  # read per page: paper and show-through are full of shades
MAX_GREY_FRAMES = 3  # read per page: a table is full of them
MIN_INK = 150  # pixels of the map: less coloured ink is no seal
DRAWN = 0.65  # share of an oval's edges that one line must follow: of a table many do in part
WHOLE = 0.95  # minimum coverage of a ring that is not part of an oval


class SealOutline(NamedTuple):
    """An outline on the full-size page that may be a seal: a ring or a frame."""

    ring: Ring
    shape: Shape
    colour: Colour
    frame: RectFrame | None = None
    pale: bool = False
    """Fainter than normal print; a grey one may be show-through from the back."""

    def extent(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 in pixels."""
        if self.frame is None:
            return self.ring.extent()
        low, high = self.frame.corners.min(axis=0), self.frame.corners.max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    @property
    def is_whole(self) -> bool:
        """Whether it has coloured ink all round: most likely a seal."""
        return self.colour != "grey" and self.ring.coverage >= STRONG

    def stamp(self, image: Image) -> SealSpot:
        """Its place on that page."""
        height, width = image.shape[:2]
        x0, y0, x1, y1 = self.extent()
        return SealSpot(
            Box(x0 / width, y0 / height, x1 / width, y1 / height).rounded(), self.colour
        )

    def scaled(self, factor: float) -> "SealOutline":
        frame = self.frame.scaled(factor) if self.frame is not None else None
        return self._replace(ring=self.ring.scaled(factor), frame=frame)


def candidates(inks: Inks) -> list[SealOutline]:
    """Seal outlines in coloured ink, then grey ones where there is no coloured one."""
    found = _coloured(inks.red, RED, "red", inks.scale)
    if pale_of(inks):
        reds = _coloured(inks.red, FAINT_RED, "red", inks.scale)
        new = [one for one in reds if not _is_among(one.ring, [seen.ring for seen in found])]
        found = [one._replace(pale=True) for one in (*found, *new)]
    found += _coloured(_without_bars(inks), BLUE, "blue", inks.scale)
    return found + [
        grey for grey in _grey(inks) if not _is_among(grey.ring, [other.ring for other in found])
    ]


def _without_bars(inks: Inks) -> Image:
    """The blue ink without the bars of a window or a table, whose edges and letters are no ring."""
    if np.count_nonzero(inks.blue > BLUE) < MIN_INK or not (bars := dark_bars(inks)):
        return inks.blue
    blue, (height, width) = inks.blue.copy(), inks.blue.shape
    for bar in bars:
        rows = slice(int(bar.y0 * height), int(bar.y1 * height) + 1)
        blue[rows, int(bar.x0 * width) : int(bar.x1 * width) + 1] = 0
    return blue


def _coloured(ink: Image, threshold: int, colour: Colour, scale: float) -> list[SealOutline]:
    wet = (ink > threshold).astype(np.uint8)
    mask = np.asarray(cv2.morphologyEx(wet, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)), np.uint8)
    if np.count_nonzero(mask) < MIN_INK:
        return []
    shown = np.where(cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0, ink, 0)
    edges = edges_of(np.asarray(shown, np.uint8), threshold * 0.8)
    rounds, ovals = _rings(edges, ink, 0.55)
    ovals = [ring for ring in ovals if drawn(ink, threshold, ring) > DRAWN * ring.coverage]
    # Dense square seals have edges like circles too, so frames are searched first in all ink.
    whole = [ring for ring in rounds if ring.coverage >= STRONG]
    frames = frames_of(mask, []) or (frames_of(mask, whole) if whole else [])
    squares = [_around(frame) for frame in frames]
    rounds, ovals = _beyond(rounds, squares), _beyond(ovals, squares)
    found = [SealOutline(ring, "round", colour) for ring in rounds]
    found += [SealOutline(ring, "oval", colour) for ring in ovals]
    found += [
        SealOutline(ring, frame.shape, colour, frame)
        for ring, frame in zip(squares, frames, strict=True)
    ]
    return [candidate.scaled(1 / scale) for candidate in found]


def _around(frame: RectFrame) -> Ring:
    """The circle that represents a frame when outlines are compared."""
    cx, cy = frame.corners.mean(axis=0)
    half = (frame.width + frame.height) / 4
    return Ring(float(cx), float(cy), half, half, 0.0, 1.0)


def _rings(
    edges: Edges, ink: Image, coverage: float, bare: Edges | None = None
) -> tuple[list[Ring], list[Ring]]:
    """The rounds and the ovals among the edges of one ink; `bare` are the edges without glyphs."""
    shape = (int(ink.shape[0]), int(ink.shape[1]))
    side = min(shape)
    radii = (max(14.0, MIN_RADIUS * side), MAX_RADIUS * side)
    rounds = _outermost(rings_of(edges, shape, radii, coverage))
    left = beside(bare or edges, [ring for ring in rounds if ring.coverage >= WHOLE], 0.0, 1.06)
    ovals = _outermost(ovals_of(left, shape, radii, coverage + 0.15))
    return _not_in(rounds, ovals), ovals


def _beyond(rings: Sequence[Ring], squares: Sequence[Ring]) -> list[Ring]:
    """The rings that are not part of a square."""
    return [
        ring
        for ring in rings
        if not any(
            np.hypot(ring.cx - square.cx, ring.cy - square.cy) < 1.3 * square.a
            and ring.b < 1.2 * square.a
            for square in squares
        )
    ]


def _not_in(rings: Sequence[Ring], ovals: Sequence[Ring]) -> list[Ring]:
    """The rings that are not part of a better oval; the ends of an oval look like bad circles."""
    return [
        ring
        for ring in rings
        if not any(
            ring.coverage < oval.coverage - 0.02
            and ring.b < 1.15 * oval.b
            and np.hypot(ring.cx - oval.cx, ring.cy - oval.cy) < 1.1 * oval.a
            for oval in ovals
        )
    ]


def _outermost(rings: Sequence[Ring]) -> list[Ring]:
    """The rings without those inside another: bits of its text, or its second line."""
    return [
        ring
        for ring in rings
        if not any(
            ring.radius < 0.97 * other.radius
            and np.hypot(ring.cx - other.cx, ring.cy - other.cy) < 1.05 * other.radius
            and (
                ring.radius < 0.6 * other.radius
                or ring.coverage < STRONG <= other.coverage
                or _same(ring, other)
            )
            for other in rings
        )
    ]


def _grey(inks: Inks) -> list[SealOutline]:
    """Outlines of dark ink, then, on a copy, of paler ink where none of these is."""
    found = _drawn(inks.dark, DARK * 0.6, 40)
    if grey_of(inks):
        pale = _drawn(_paler(inks.dark), PALE, PALE * 0.6, 0.7)[:MAX_PALE_OUTLINES]
        new = [one for one in pale if not _is_among(one.ring, [seen.ring for seen in found])]
        found += [one._replace(pale=True) for one in new]
    return [candidate.scaled(1 / inks.scale) for candidate in found]


def _paler(dark: Image) -> Image:
    """The ink without print and its soft edges: a copy's seal is often fainter than any text."""
    printed = cv2.dilate((dark > DARK).astype(np.uint8), np.ones((5, 5), np.uint8))
    return np.asarray(np.where(printed > 0, 0, dark), np.uint8)


def _drawn(dark: Image, threshold: float, step: float, coverage: float = 0.62) -> list[SealOutline]:
    """Outlines in ink above `threshold`, after glyphs and straight lines are removed.

    `step` is the minimum step of ink that counts as an edge.
    """
    side = min(dark.shape)
    mask = (dark > threshold).astype(np.uint8)
    parts = _parts_of(mask)
    long, curved = _long_parts(parts, mask, 0.035 * side)
    kept = np.asarray(cv2.bitwise_and(long, mask), np.uint8)
    if not kept.any():
        return []
    run = max(9, round(0.05 * side))
    across = cv2.morphologyEx(kept, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    down = cv2.morphologyEx(kept, cv2.MORPH_OPEN, np.ones((run, 1), np.uint8))
    lines = cv2.dilate(cv2.max(across, down), np.ones((3, 3), np.uint8))
    shown = np.where((kept > 0) & (lines == 0), dark, 0)
    bare = np.where(curved > 0, shown, 0)
    edges, strokes = (edges_of(np.asarray(one, np.uint8), step) for one in (shown, bare))
    rounds, ovals = _rings(edges, dark, coverage, strokes)
    lone = [ring for ring in _lone_ovals(parts, side) if not _is_among(ring, ovals)]
    rounds = _not_in(rounds, lone)
    lone = [ring for ring in lone if not _is_among(ring, rounds)]
    found = [SealOutline(ring, "round", "grey") for ring in rounds]
    found += [SealOutline(ring, "oval", "grey") for ring in (*ovals, *lone)]
    whole = [ring for ring in rounds if ring.coverage >= STRONG]
    squares = [frame for frame in frames_of(mask, whole) if frame.shape == "square"]
    return found + [SealOutline(_around(f), "square", "grey", f) for f in squares[:MAX_GREY_FRAMES]]


class _Parts(NamedTuple):
    """The connected parts of a mask, at half its resolution."""

    labels: NDArray[np.int32]
    stats: NDArray[np.int32]


def _parts_of(mask: Image) -> _Parts:
    height, width = mask.shape
    half = cv2.resize(mask * np.uint8(255), (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    _, labels, stats, _ = cv2.connectedComponentsWithStats((half > 0).astype(np.uint8))
    return _Parts(np.asarray(labels, np.int32), np.asarray(stats, np.int32))


def _long_parts(parts: _Parts, mask: Image, threshold: float) -> tuple[Image, Image]:
    """Masks of the connected parts longer than `threshold` pixels.

    The second mask is without glyphs and runs of touching glyphs, which fill their box.
    """
    height, width = mask.shape
    across, down, area = parts.stats[:, 2], parts.stats[:, 3], parts.stats[:, 4]
    size = np.maximum(across, down)
    long = size > threshold / 2
    long[0] = False
    thick = np.minimum(across, down) > GLYPH[0] * threshold / 2
    glyph = (area > FULL_BOX * across * down) & thick & (size < GLYPH[1] * threshold / 2)

    def shown(which: NDArray[np.bool_]) -> Image:
        spread = cv2.resize(
            which.astype(np.uint8)[parts.labels], (width, height), interpolation=cv2.INTER_NEAREST
        )
        return np.asarray(spread, dtype=np.uint8)

    return shown(long), shown(long & ~glyph)


def _lone_ovals(parts: _Parts, side: int) -> list[Ring]:
    """The ovals whose rim is one part, touched by nothing but their own text.

    A page's tables and lines may outvote the edges of such an oval; its rim alone is enough.
    """
    across, down = parts.stats[:, 2], parts.stats[:, 3]
    fits = (np.maximum(across, down) < MAX_RADIUS * side) & (
        np.minimum(across, down) > MIN_RADIUS * side
    )
    fits[0] = False
    found = []
    for n in np.flatnonzero(fits):
        x, y, width, height = (int(value) for value in parts.stats[n, :4])
        alone = (parts.labels[y : y + height, x : x + width] == n).astype(np.uint8)
        ring = lone_oval(alone)
        if ring is not None:
            found.append(ring._replace(cx=ring.cx + x, cy=ring.cy + y).scaled(2.0))
    return found


def _is_among(ring: Ring, others: Sequence[Ring]) -> bool:
    return any(_same(ring, other) for other in others)


def _same(one: Ring, other: Ring) -> bool:
    apart = float(np.hypot(one.cx - other.cx, one.cy - other.cy))
    return apart < 0.35 * min(one.radius, other.radius)
