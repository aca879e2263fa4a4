"""Seals on a page: their place, shape, colour and text.

Round seals are found as rings of red, blue or grey ink; ovals and squares as frames of coloured
ink. A grey ring is a seal only if text is read along it, because a copied page is full of dark
lines.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.models.geometry import Box
from core.models.page import Seal
from pipeline.reading.imaging.arcs import bears_text
from pipeline.reading.imaging.blocks import ends_as_seal, read_block
from pipeline.reading.imaging.frames import straightened
from pipeline.reading.imaging.ink import inks_of
from pipeline.reading.imaging.legend import Legend, centre_strips, read_legend, ring_strips
from pipeline.reading.imaging.outlines import STRONG, WHOLE, SealOutline, candidates
from pipeline.reading.imaging.sealmend import mended
from pipeline.reading.imaging.sealwords import kind_of, names_a_body
from pipeline.reading.imaging.separate import seal_inks
from pipeline.reading.imaging.shade import shade
from pipeline.reading.imaging.votes import ReadLines
from pipeline.reading.orders import SealPart

Image = NDArray[np.uint8]

STARRED = 3  # characters in a ring around a star
FULL = 8  # characters in a coloured frame
BESIDE = 0.5  # of a seal's height: the maximum vertical offset of seals that are side by side
CUT = 0.4  # maximum confidence of a seal cut by the page's edge: its first words may be missing


def find_seals(image: Image, read: ReadLines) -> list[Seal]:
    """Every seal on an upright BGR page; `read` recognises pictures of single lines."""
    return seals_at(image, candidates(inks_of(image)), read)


def seals_at(image: Image, outlines: Sequence[SealOutline], read: ReadLines) -> list[Seal]:
    """As `find_seals`, for a page whose outlines are known already."""
    seals = [_read(image, outline, read) for outline in outlines]
    return _once([seal for seal in seals if seal is not None])


def _read(image: Image, candidate: SealOutline, read: ReadLines) -> Seal | None:
    height, width = image.shape[:2]
    x0, y0, x1, y1 = candidate.extent()
    crop, left, top = _cut(image, candidate)
    legend = _legend(crop, candidate, left, top, read)
    if not _stands(candidate, legend):
        return None
    confidence = legend.confidence
    if (
        min(x0, y0) < -0.02 * (x1 - x0)
        or x1 > width + 0.02 * (x1 - x0)
        or (y1 > height + 0.02 * (y1 - y0))
    ):
        confidence = min(confidence, CUT)
    legend = legend._replace(ring=mended(legend.ring))
    kind, by_words = kind_of(legend.ring, legend.centre, candidate.shape, legend.star)
    return Seal(
        kind=kind,
        text=legend.ring + legend.centre,
        ring=legend.ring,
        centre=legend.centre,
        code=legend.code,
        shape=candidate.shape,
        colour=candidate.colour,
        confidence=round(confidence if by_words else confidence / 2, 3),
        box=Box(x0 / width, y0 / height, x1 / width, y1 / height).rounded(),
    )


def seal_lines(image: Image, boxes: Sequence[Box], part: SealPart) -> list[list[Image]]:
    """For each box of a seal on an upright page, line pictures of its ring or centre text.

    None if the seal is not round or oval, or is not found there again.
    """
    found = candidates(inks_of(image))
    return [_lines_at(image, box, found, part) for box in boxes]


def _lines_at(image: Image, box: Box, found: Sequence[SealOutline], part: SealPart) -> list[Image]:
    height, width = image.shape[:2]
    for candidate in found:
        x0, y0, x1, y1 = candidate.extent()
        here = Box(x0 / width, y0 / height, x1 / width, y1 / height)
        if candidate.frame is None and _same_place(here, box):
            crop, left, top = _cut(image, candidate)
            ring = candidate.ring
            ring = ring._replace(cx=ring.cx - left, cy=ring.cy - top)
            strips = ring_strips if part == "ring" else centre_strips
            soft = shade(crop, candidate.colour, ring)
            return strips(seal_inks(crop, candidate.colour, ring), ring, soft)
    return []


def _same_place(one: Box, other: Box) -> bool:
    near = max(abs(one.cx - other.cx), abs(one.cy - other.cy)) < 0.1 * other.width
    return near and 0.85 < one.width / max(1e-9, other.width) < 1.18


def _cut(image: Image, candidate: SealOutline) -> tuple[Image, int, int]:
    """The picture around a candidate, and its left and top edge on the page."""
    x0, y0, x1, y1 = candidate.extent()
    pad = 0.08 * candidate.ring.radius
    left, top = max(0, int(x0 - pad)), max(0, int(y0 - pad))
    crop = image[top : int(y1 + pad) + 1, left : int(x1 + pad) + 1]
    return np.ascontiguousarray(crop), left, top


def _legend(crop: Image, candidate: SealOutline, left: int, top: int, read: ReadLines) -> Legend:
    if candidate.frame is not None:
        corner = np.array([left, top], dtype=np.float32)
        frame = candidate.frame._replace(corners=candidate.frame.corners - corner)
        return read_block(straightened(seal_inks(crop, candidate.colour)[0], frame), frame, read)
    ring = candidate.ring
    here = ring._replace(cx=ring.cx - left, cy=ring.cy - top)
    inks = seal_inks(crop, candidate.colour, here)
    if not any(bears_text(ink, here) for ink in inks):
        return Legend()
    return read_legend(inks, here, read)


def _stands(candidate: SealOutline, legend: Legend) -> bool:
    """Whether an outline is a seal: grey ones need text, coloured ones a good ring."""
    chinese = sum("\u4e00" <= ch <= "\u9fff" for ch in legend.text)
    whole = candidate.ring.coverage >= STRONG or len(legend.centre) >= 4
    if candidate.colour == "grey" and candidate.frame is not None:
        return ends_as_seal(legend.text) and legend.confidence > 0.15
    if candidate.colour == "grey":
        whole = whole and not candidate.pale
        return _bears_words(legend, chinese, candidate.ring.coverage, whole=whole)
    if candidate.frame is not None:
        # A frame full of words is a seal even if they could not be read: leaving it out would state
        # that there is no seal.
        least = 0.15 if ends_as_seal(legend.text) else 0.5
        return chinese >= FULL or (chinese >= 2 and legend.confidence > least)
    if candidate.pale and candidate.ring.coverage >= WHOLE:
        return True  # too faint to read: leaving it out would state that there is no seal
    if chinese >= FULL and (legend.star or names_a_body(legend.ring)):
        return True  # even if badly read: words around a star, or a body's name
    if candidate.colour == "blue" and not legend.star and not whole:
        return chinese >= 3 and legend.confidence > 0.3  # two lines of blue labels are not a ring
    return (chinese >= 2 and legend.confidence > 0.3) or (whole and (legend.star or chinese >= 1))


def _bears_words(legend: Legend, chinese: int, coverage: float, *, whole: bool) -> bool:
    """Whether a grey ring has enough text: a broken or pale rim needs more.

    Only a seal names a body along a ring, or has words around a star.
    """
    named = chinese >= FULL and names_a_body(legend.ring) and legend.confidence > 0.15
    round_a_star = chinese >= STARRED and legend.star and legend.confidence > 0.3
    needed = 2 if legend.star and coverage >= WHOLE else 4 if whole else 3
    return named or round_a_star or (chinese >= needed and (whole or legend.confidence > 0.5))


def _once(seals: Sequence[Seal]) -> list[Seal]:
    """One seal per place: of outlines with the same centre the best-read one is kept."""
    kept: list[Seal] = []
    for seal in sorted(seals, key=lambda s: -s.confidence):
        near = (
            abs(seal.box.cx - other.box.cx) < 0.25 * other.box.width
            and abs(seal.box.cy - other.box.cy) < 0.25 * other.box.height
            for other in kept
        )
        if not any(near):
            kept.append(seal)
    return _in_reading_order(kept)


def _in_reading_order(seals: Sequence[Seal]) -> list[Seal]:
    """From top to bottom, and from left to right where seals are side by side."""
    ordered: list[list[Seal]] = []
    for seal in sorted(seals, key=lambda s: s.box.cy):
        beside = ordered and abs(ordered[-1][0].box.cy - seal.box.cy) < BESIDE * seal.box.height
        if beside:
            ordered[-1].append(seal)
        else:
            ordered.append([seal])
    return [seal for row in ordered for seal in sorted(row, key=lambda s: s.box.x0)]
