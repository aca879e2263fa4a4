"""Seals on a page: where they are, what shape and colour, what they say.

Round seals are found as rings of red, blue or grey ink; ovals and squares as frames of
coloured ink. A grey ring is a seal only when text is read along it, for a copied page
is full of dark lines.
"""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.imaging.blocks import read_block
from pipeline.imaging.frames import Frame, frames_of, straightened
from pipeline.imaging.ink import BLUE, DARK, RED, Inks, inks_of
from pipeline.imaging.legend import Legend, ReadLines, bears_text, read_legend
from pipeline.imaging.rings import Ring, edges_of, rings_of
from pipeline.imaging.sealwords import Shape, kind_of
from pipeline.imaging.separate import Colour, seal_inks
from pipeline.models.geometry import Box
from pipeline.models.page import Seal

Image = NDArray[np.uint8]

SMALLEST, LARGEST = 0.03, 0.26  # radii, as shares of the page's shorter side


class Candidate(NamedTuple):
    """An outline on the full-size page that may be a seal: a ring or a frame."""

    ring: Ring
    shape: Shape
    colour: Colour
    frame: Frame | None = None

    def extent(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 in pixels."""
        if self.frame is None:
            return self.ring.extent()
        low, high = self.frame.corners.min(axis=0), self.frame.corners.max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def find_seals(image: Image, read: ReadLines) -> list[Seal]:
    """Every seal on an upright BGR page; `read` recognises pictures of single lines."""
    return seals_in(image, inks_of(image), read)


def seals_in(image: Image, inks: Inks, read: ReadLines) -> list[Seal]:
    """As `find_seals`, for a page whose inks are known already."""
    seals = [_read(image, candidate, read) for candidate in candidates(inks)]
    return _once([seal for seal in seals if seal is not None])


def candidates(inks: Inks) -> list[Candidate]:
    """Outlines of seals in coloured ink, then in grey where no coloured one lies."""
    found = _coloured(inks.red, RED, "red", inks.scale)
    found += _coloured(inks.blue, BLUE, "blue", inks.scale)
    for ring in _outermost(_grey_rings(inks)):
        if not any(_same(ring, other.ring) for other in found):
            found.append(Candidate(ring, "round", "grey"))
    return found


def _coloured(ink: Image, least: int, colour: Colour, scale: float) -> list[Candidate]:
    wet = (ink > least).astype(np.uint8)
    mask = np.asarray(cv2.morphologyEx(wet, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)), np.uint8)
    if np.count_nonzero(mask) < 150:
        return []
    shown = np.where(cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0, ink, 0)
    edges = edges_of(np.asarray(shown, np.uint8), least * 0.8)
    rings = _outermost(rings_of(edges, _shape(ink), _radii(ink), coverage=0.55))
    found = [Candidate(ring.scaled(1 / scale), "round", colour) for ring in rings]
    ovals, frames = frames_of(mask, rings)
    for oval in ovals:
        shape: Shape = "oval" if oval.b < 0.86 * oval.a else "round"
        found.append(Candidate(oval.scaled(1 / scale), shape, colour))
    for frame in frames:
        big = frame.scaled(1 / scale)
        (cx, cy), half = big.corners.mean(axis=0), (big.width + big.height) / 4
        ring = Ring(float(cx), float(cy), half, half, 0.0, 1.0)
        found.append(Candidate(ring, big.shape, colour, big))
    return found


def _outermost(rings: Sequence[Ring]) -> list[Ring]:
    """The rings without those inside another: bits of its text, or its second line."""
    return [
        ring
        for ring in rings
        if not any(
            ring.radius < 0.97 * other.radius
            and np.hypot(ring.cx - other.cx, ring.cy - other.cy) < other.radius
            and (ring.radius < 0.6 * other.radius or _same(ring, other))
            for other in rings
        )
    ]


def _grey_rings(inks: Inks) -> list[Ring]:
    """Rings of dark ink, glyphs and straight lines taken away first."""
    side = min(inks.dark.shape)
    mask = (inks.dark > DARK * 0.6).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    spans = np.maximum(stats[:, 2], stats[:, 3])
    long = spans > 0.035 * side
    long[0] = False
    kept = long[labels].astype(np.uint8)
    if not kept.any():
        return []
    run = max(9, round(0.05 * side))
    across = cv2.morphologyEx(kept, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    down = cv2.morphologyEx(kept, cv2.MORPH_OPEN, np.ones((run, 1), np.uint8))
    lines = cv2.dilate(cv2.max(across, down), np.ones((3, 3), np.uint8))
    shown = np.where((kept > 0) & (lines == 0), inks.dark, 0)
    edges = edges_of(np.asarray(shown, np.uint8), 40)
    rings = rings_of(edges, _shape(inks.dark), _radii(inks.dark), coverage=0.62)
    return [ring.scaled(1 / inks.scale) for ring in rings]


def _read(image: Image, candidate: Candidate, read: ReadLines) -> Seal | None:
    height, width = image.shape[:2]
    x0, y0, x1, y1 = candidate.extent()
    pad = 0.08 * candidate.ring.radius
    left, top = max(0, int(x0 - pad)), max(0, int(y0 - pad))
    crop = np.ascontiguousarray(image[top : int(y1 + pad) + 1, left : int(x1 + pad) + 1])
    legend = _legend(crop, candidate, left, top, read)
    if not _stands(candidate, legend):
        return None
    kind, said = kind_of(legend.ring, legend.centre, candidate.shape, legend.star)
    return Seal(
        kind=kind,
        text=legend.ring + legend.centre,
        ring=legend.ring,
        centre=legend.centre,
        code=legend.code,
        shape=candidate.shape,
        colour=candidate.colour,
        confidence=round(legend.confidence if said else legend.confidence / 2, 3),
        box=Box(x0 / width, y0 / height, x1 / width, y1 / height).rounded(),
    )


def _legend(crop: Image, candidate: Candidate, left: int, top: int, read: ReadLines) -> Legend:
    if candidate.frame is not None:
        corner = np.array([left, top], dtype=np.float32)
        frame = candidate.frame._replace(corners=candidate.frame.corners - corner)
        return read_block(straightened(seal_inks(crop, candidate.colour)[0], frame), frame, read)
    ring = candidate.ring
    here = ring._replace(cx=ring.cx - left, cy=ring.cy - top)
    inks = seal_inks(crop, candidate.colour, here)
    if not bears_text(inks[-1], here):
        return Legend()
    return read_legend(inks, here, read)


def _stands(candidate: Candidate, legend: Legend) -> bool:
    """Whether an outline is a seal: grey ones must bear text, coloured ones a good ring."""
    chinese = sum("\u4e00" <= ch <= "\u9fff" for ch in legend.text)
    if candidate.colour == "grey":
        return chinese >= 3 and legend.confidence > 0.2
    if candidate.frame is not None:
        return chinese >= 2 and legend.confidence > 0.3
    return chinese >= 2 or (candidate.ring.coverage > 0.75 and (legend.star or chinese >= 1))


def _same(one: Ring, other: Ring) -> bool:
    apart = float(np.hypot(one.cx - other.cx, one.cy - other.cy))
    return apart < 0.35 * min(one.radius, other.radius)


def _once(seals: Sequence[Seal]) -> list[Seal]:
    """One seal per place: of outlines with one centre the best read stays."""
    kept: list[Seal] = []
    for seal in sorted(seals, key=lambda s: -s.confidence):
        near = (
            abs(seal.box.cx - other.box.cx) < 0.25 * other.box.width
            and abs(seal.box.cy - other.box.cy) < 0.25 * other.box.height
            for other in kept
        )
        if not any(near):
            kept.append(seal)
    return sorted(kept, key=lambda s: (s.box.y0, s.box.x0))


def _shape(ink: Image) -> tuple[int, int]:
    return int(ink.shape[0]), int(ink.shape[1])


def _radii(ink: Image) -> tuple[float, float]:
    side = min(ink.shape)
    return max(14.0, SMALLEST * side), LARGEST * side
