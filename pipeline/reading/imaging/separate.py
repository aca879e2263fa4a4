"""Separates seal ink and text ink: the seal alone to read it, the text alone to read below it."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from core.models.geometry import Box
from core.models.page import Seal
from pipeline.reading.imaging.ink import blueness, levelled, paper_of, redness
from pipeline.reading.imaging.rings import Ring, outline

Image = NDArray[np.uint8]
Colour = Literal["red", "blue", "grey"]

GATE = 5.0  # how much ink a seal's hue lets through
FULL_HUE = 150.0  # of 255, and of the strongest hue of a faint seal
CROSSED = 60  # of 255: all ink minus the seal's ink; above this the seal is hidden
REACH = 4.0  # pixels around a hidden place that are used to fill it
OWN = (0, 2)  # indices of the pictures that contain only the seal's ink
DARKER = 38  # of 255: print that crosses a grey seal is this much darker than its rim
SMALL = np.ones((3, 3), np.uint8)
ROUND = 0.03  # of a seal's box: margin around it in which its ink is removed
MARK = 235  # of 255: darker than this below a seal is print, or an edge of the seal's strokes
FAINTEST = 120.0  # of 255: print is assumed to be at least this dark
SEED = 0.6  # of the way from print to paper: a stroke without darker pixels is not print
FINE = 160.0  # seal width in pixels / this: how far its colour may be smeared beyond its ink


class SealSpot(NamedTuple):
    """Where a seal may be, in page fractions, and the colour of its ink."""

    box: Box
    colour: Colour


def seal_inks(crop: Image, colour: Colour, ring: Ring | None = None) -> list[Image]:
    """Pictures of a seal's ink, 0..255, from a BGR crop around one seal.

    First the seal alone, with any other ink removed. If much was removed, also the seal with what
    crosses it (because strokes are lost where both inks meet), and the seal alone with these places
    filled from their surroundings. For a grey seal `ring` shows how dark its ink is.
    """
    level = levelled(crop)
    if colour == "grey":
        return _grey_inks(np.asarray(cv2.bitwise_not(level.max(axis=2)), np.uint8), ring)
    red = colour == "red"
    # Chroma tells the ink but is coarse (JPEG halves it); the channel in which the seal's ink is
    # darkest is sharp. So the sharp channel is kept where the chroma allows it and where the paper
    # has no darker ink of another colour.
    hue = redness(level) if red else blueness(level)
    sharp = cv2.bitwise_not(level[:, :, 1] if red else level[:, :, 2])
    other = cv2.bitwise_not(level[:, :, 2] if red else level[:, :, 0])
    strong = hue >= max(20.0, 0.9 * float(np.percentile(hue, 90)))
    own = float(np.median(other[strong])) if strong.any() else 0.0
    black = np.where(other > min(190.0, max(70.0, own + 50)), np.uint8(255), np.uint8(0))
    near = cv2.dilate(hue, SMALL)
    gain = max(GATE, FULL_HUE / max(8.0, float(np.percentile(hue, 99))))  # higher for a faint seal
    gate = np.minimum(near.astype(np.float32) * gain, 255).astype(np.uint8)
    ink = cv2.min(sharp, gate)
    alone = np.where(cv2.dilate(black, SMALL) > 0, cv2.min(ink, hue), ink)
    inks = [stretched(np.asarray(alone, np.uint8))]
    if np.count_nonzero(black) > 0.01 * black.size:
        inks.append(stretched(np.asarray(cv2.max(ink, black & sharp), np.uint8)))
    return _with_filled(inks)


def _with_filled(inks: list[Image]) -> list[Image]:
    """The pictures, plus the first one filled where the second one shows what crosses it."""
    if len(inks) < 2:
        return inks
    alone, together = inks
    crossed = (cv2.subtract(together, alone) > CROSSED).astype(np.uint8)
    filled = cv2.inpaint(alone, crossed, REACH, cv2.INPAINT_TELEA)
    return [alone, together, np.asarray(filled, np.uint8)]


def _grey_inks(ink: Image, ring: Ring | None) -> list[Image]:
    """A grey seal without the darker text that crosses it, then all of the ink."""
    everything = stretched(ink)
    if ring is None:
        return [everything]
    along = along_rim(ink, ring)
    own = float(np.median(along)) if along.size else 255.0
    darker = (ink > own + DARKER).astype(np.uint8)
    if own > 205 or np.count_nonzero(darker) < 0.004 * ink.size:
        return [everything]
    # The soft edges of dark strokes are as grey as the seal.
    rims = cv2.dilate(darker, np.ones((5, 5), np.uint8))
    return _with_filled([stretched(np.asarray(np.where(rims > 0, 0, ink), np.uint8)), everything])


def along_rim(ink: Image, ring: Ring) -> Image:
    """The ink along the outline of a seal, inside the picture."""
    rim = outline(ring)
    x, y = rim[:, 0].round().astype(int), rim[:, 1].round().astype(int)
    seen = (x >= 0) & (y >= 0) & (x < ink.shape[1]) & (y < ink.shape[0])
    return np.asarray(cv2.dilate(ink, np.ones((5, 5), np.uint8))[y[seen], x[seen]], np.uint8)


def stretched(ink: Image) -> Image:
    """The ink, stretched so that strong strokes are 255 and haze is 0."""
    wet = ink[ink > 25]
    if wet.size < 50:
        return ink
    top = max(60.0, float(np.percentile(wet, 80)))
    low = 0.15 * top
    scaled = (ink.astype(np.float32) - low) * (255.0 / (top - low))
    return np.asarray(np.clip(scaled, 0, 255), dtype=np.uint8)


def without_seal_ink(
    image: Image, seals: Sequence[Seal | SealSpot], *, bare: bool = False
) -> Image:
    """A copy with the ink of coloured seals removed, so that text under it can be read.

    `bare` also removes the edges of the seals' strokes and a margin around their rims: lines are
    detected better, but print loses some of its finest strokes. Nothing outside the seals' boxes is
    changed. Grey seals cannot be told from text and stay.
    """
    clean = image.copy()
    for seal in seals:
        if seal.colour != "grey":
            box = seal.box
            if bare:  # the rim extends a little beyond its box
                box = box.grow(ROUND * box.width, ROUND * box.height)
            _clean_box(clean, box, seal.colour, bare=bare)
    return clean


def without_pen(image: Image, places: Sequence[Box]) -> Image:
    """A copy with a blue pen's ink removed in these places."""
    clean = image.copy()
    for box in places:
        _clean_box(clean, box, "blue", bare=False)
    return clean


def _clean_box(image: Image, box: Box, colour: Colour, *, bare: bool) -> None:
    """Remove the seal's ink from one box of the image, in place."""
    height, width = image.shape[:2]
    x0, y0 = max(0, int(box.x0 * width)), max(0, int(box.y0 * height))
    x1, y1 = min(width, int(np.ceil(box.x1 * width))), min(height, int(np.ceil(box.y1 * height)))
    if x1 - x0 < 4 or y1 - y0 < 4:
        return
    crop = image[y0:y1, x0:x1]
    paper = _paper_under(image, x0, y0, x1, y1) if bare else paper_of(crop)
    level = np.asarray(cv2.divide(crop, paper, scale=255), dtype=np.uint8)
    hue = redness(level) if colour == "red" else blueness(level)
    # In red light red ink is nearly as bright as paper: that channel shows what is below the seal.
    channel = level[:, :, 2] if colour == "red" else level[:, :, 0]
    strong = hue >= max(24.0, 0.9 * float(np.percentile(hue, 85)))
    own = float(np.median(channel[strong])) if strong.any() else 255.0
    below = np.clip(channel.astype(np.float32) * (255.0 / max(110.0, own)), 0, 255)
    reach = 2 * round((x1 - x0) / FINE) + 3 if bare else 3
    spread = cv2.dilate(hue, np.ones((reach, reach), np.uint8))
    wet = cv2.GaussianBlur(spread, (3, 3), 0).astype(np.float32)
    share = np.clip((wet - 10) / 20, 0, 1)[:, :, None]
    if bare:
        below[_edges(below, share[:, :, 0] > 0)] = 255
    plain = below[:, :, None] / 255.0 * paper.astype(np.float32)
    mixed = crop.astype(np.float32) * (1 - share) + plain * share
    image[y0:y1, x0:x1] = np.clip(mixed, 0, 255).astype(np.uint8)


def _edges(below: NDArray[np.float32], wet: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Residual edges of the seal's strokes in its `wet` part, after its ink is removed.

    They remain as thin lines if colour was stored coarser than brightness (JPEG). They are lighter
    than print everywhere; a stroke of print is dark somewhere.
    """
    beside = below[~wet]
    print_ink = float(np.percentile(beside, 3)) if beside.size else 110.0
    least = min(print_ink, FAINTEST) + SEED * (255 - min(print_ink, FAINTEST))
    _, labels = cv2.connectedComponents((below < MARK).astype(np.uint8))
    print_here = np.zeros(int(labels.max()) + 1, dtype=bool)
    print_here[np.unique(labels[below < least])] = True
    return np.asarray(wet & ~print_here[labels])


def _paper_under(image: Image, x0: int, y0: int, x1: int, y1: int) -> Image:
    """The paper's colour inside a seal's box, estimated from around the box."""
    more_x, more_y = (x1 - x0) // 4, (y1 - y0) // 4
    left, top = max(0, x0 - more_x), max(0, y0 - more_y)
    wide = paper_of(np.ascontiguousarray(image[top : y1 + more_y, left : x1 + more_x]), 16)
    return wide[y0 - top : y1 - top, x0 - left : x1 - left]
