"""Cutting lines out of a page and turning pages; sizes in pixels."""

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from core.models.geometry import Box

Image = NDArray[np.uint8]
MAX_SLOPE = 0.4  # steeper lines are not text that a page's tilt made slanted
MIN_LEVELLED = 0.25  # of the box's height: lower text was not what the box was drawn around
WIDER = 1.4  # factor by which a line of digits is made wider
Quad = NDArray[np.float32]  # 4 x 2: top left, top right, bottom right, bottom left

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def turn(image: Image, clockwise: int) -> Image:
    """The image turned clockwise by 0, 90, 180 or 270 degrees."""
    if clockwise == 0:
        return image
    return cv2.rotate(image, _TURNS[clockwise]).astype(np.uint8, copy=False)


def cut_line(image: Image, quad: Quad) -> Image:
    """The line inside the quad, straightened, reading from left to right."""
    width = max(1, int(max(_length(quad[0], quad[1]), _length(quad[3], quad[2]))))
    height = max(1, int(max(_length(quad[0], quad[3]), _length(quad[1], quad[2]))))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad, target)
    cut = cv2.warpPerspective(
        image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    ).astype(np.uint8, copy=False)
    return turn(cut, 270) if height >= 1.5 * width else cut


def _length(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    return float(np.linalg.norm(a - b))


def cut_box(image: Image, box: Box, grow: float = 0.0, upright: float | None = None) -> Image:
    """The part of the image inside a box of page fractions, grown by a share of its height.

    `upright` is the share for above and below, if it differs.
    """
    height, width = image.shape[:2]
    margin = grow * box.height * height
    high = margin if upright is None else upright * box.height * height
    x0, y0 = int(box.x0 * width - margin), int(box.y0 * height - high)
    x1, y1 = int(np.ceil(box.x1 * width + margin)), int(np.ceil(box.y1 * height + high))
    return image[max(0, y0) : max(1, y1), max(0, x0) : max(1, x1)]


def cut_level(image: Image, box: Box, slope: float, grow: float, upright: float) -> Image:
    """As `cut_box`, for text that falls by `slope` pixels per pixel to the right: levelled.

    The box is upright and contains the slanted text, so the text is narrower and lower than it.
    """
    if slope == 0 or abs(slope) > MAX_SLOPE:
        return cut_box(image, box, grow, upright)
    height, width = image.shape[:2]
    turned = math.atan(slope)
    cos, sin = math.cos(turned), abs(math.sin(turned))
    across, down = box.width * width, box.height * height
    long = (across * cos - down * sin) / (cos * cos - sin * sin)
    high = (down * cos - across * sin) / (cos * cos - sin * sin)
    if high < MIN_LEVELLED * down or long < high:
        return cut_box(image, box, grow, upright)
    middle = np.array([box.cx * width, box.cy * height])
    along = np.array([cos, math.sin(turned)]) * (long / 2 + grow * high)
    under = np.array([-math.sin(turned), cos]) * (high / 2 + upright * high)
    corners = (-along - under, along - under, along + under, under - along)
    return cut_line(image, np.array([middle + corner for corner in corners], dtype=np.float32))


def enlarge(image: Image, height: int) -> Image:
    """The image enlarged smoothly to `height` pixels; never made smaller."""
    if image.shape[0] >= height or image.size == 0:
        return image
    scale = height / image.shape[0]
    return cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC).astype(
        np.uint8, copy=False
    )


def stretched(line: Image) -> Image:
    """A line made wider: of two equal digits that stand close, one is lost otherwise (1112)."""
    if line.size == 0:
        return line
    return cv2.resize(line, None, fx=WIDER, fy=1.0, interpolation=cv2.INTER_CUBIC).astype(
        np.uint8, copy=False
    )


def line_height(quads: Sequence[Quad]) -> float:
    """The median height of the lines; 0 if there are none."""
    heights = [min(np.linalg.norm(q[0] - q[3]), np.linalg.norm(q[0] - q[1])) for q in quads]
    return float(np.median(heights)) if heights else 0.0
