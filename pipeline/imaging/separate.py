"""Seal ink and text ink parted: the seal alone for reading it, the text alone below it."""

from collections.abc import Sequence
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.imaging.ink import blueness, levelled, paper_of, redness
from pipeline.models.geometry import Box
from pipeline.models.page import Seal

Image = NDArray[np.uint8]
Colour = Literal["red", "blue", "grey"]

SMALL = np.ones((3, 3), np.uint8)


def seal_ink(crop: Image, colour: Colour) -> Image:
    """The seal's ink alone, 0..255, of a BGR crop around one seal.

    Chroma says which ink it is but is coarse (JPEG halves it); the channel in which the
    seal's ink is darkest is sharp. So the sharp channel is kept where the chroma allows
    it and where the paper carries no darker ink of another colour.
    """
    level = levelled(crop)
    if colour == "grey":
        return np.asarray(cv2.bitwise_not(level.max(axis=2)), dtype=np.uint8)
    red = colour == "red"
    hue = redness(level) if red else blueness(level)
    sharp = cv2.bitwise_not(level[:, :, 1] if red else level[:, :, 2])
    other = cv2.bitwise_not(level[:, :, 2] if red else level[:, :, 0])
    strong = hue > max(20, int(np.percentile(hue, 90)))
    own = float(np.median(other[strong])) if strong.any() else 0.0
    black = np.where(other > min(190.0, max(70.0, own + 50)), np.uint8(255), np.uint8(0))
    gate = cv2.multiply(cv2.dilate(hue, SMALL), np.array([5.0]))
    ink = cv2.min(sharp, gate.astype(np.uint8))
    ink = np.where(cv2.dilate(black, SMALL) > 0, cv2.min(ink, hue), ink)
    return stretched(np.asarray(ink, dtype=np.uint8))


def stretched(ink: Image) -> Image:
    """The ink with its strong strokes brought to 255 and its haze to 0."""
    wet = ink[ink > 25]
    if wet.size < 50:
        return ink
    top = max(60.0, float(np.percentile(wet, 80)))
    low = 0.15 * top
    scaled = (ink.astype(np.float32) - low) * (255.0 / (top - low))
    return np.asarray(np.clip(scaled, 0, 255), dtype=np.uint8)


def without_seal_ink(image: Image, seals: Sequence[Seal]) -> Image:
    """A copy in which the coloured seals' ink is taken out, so that text under it reads.

    Nothing outside the seals' boxes is touched. Grey seals cannot be told from text and
    stay.
    """
    clean = image.copy()
    for seal in seals:
        if seal.colour != "grey":
            _clean_box(clean, seal.box, seal.colour)
    return clean


def _clean_box(image: Image, box: Box, colour: Colour) -> None:
    """Take the seal's ink out of one box of the image, in place."""
    height, width = image.shape[:2]
    x0, y0 = max(0, int(box.x0 * width)), max(0, int(box.y0 * height))
    x1, y1 = min(width, int(np.ceil(box.x1 * width))), min(height, int(np.ceil(box.y1 * height)))
    if x1 - x0 < 4 or y1 - y0 < 4:
        return
    crop = image[y0:y1, x0:x1]
    paper = paper_of(crop)
    level = np.asarray(cv2.divide(crop, paper, scale=255), dtype=np.uint8)
    hue = redness(level) if colour == "red" else blueness(level)
    # In red light red ink is nearly paper: that channel shows what lies below the seal.
    channel = level[:, :, 2] if colour == "red" else level[:, :, 0]
    strong = hue > max(24, int(np.percentile(hue, 85)))
    own = float(np.median(channel[strong])) if strong.any() else 255.0
    below = np.clip(channel.astype(np.float32) * (255.0 / max(110.0, own)), 0, 255)
    wet = cv2.GaussianBlur(cv2.dilate(hue, SMALL), (3, 3), 0).astype(np.float32)
    share = np.clip((wet - 10) / 20, 0, 1)[:, :, None]
    plain = below[:, :, None] / 255.0 * paper.astype(np.float32)
    mixed = crop.astype(np.float32) * (1 - share) + plain * share
    image[y0:y1, x0:x1] = np.clip(mixed, 0, 255).astype(np.uint8)
