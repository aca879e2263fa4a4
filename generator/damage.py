"""Damage done by scanners, phones and fax machines; reproducible from a seed.

Every function takes a picture and returns the damaged picture, with the matrix that
maps the first one's pixels to it, so that boxes stay exact.
"""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from PIL import Image

from generator.ops import Rect

Array = np.ndarray[Any, np.dtype[Any]]
Damaged = tuple[Image.Image, Array]


def clean(image: Image.Image, seed: int) -> Damaged:
    """No damage: as printed to a file."""
    return image, np.eye(3)


def scan(image: Image.Image, seed: int) -> Damaged:
    """A flatbed scan: skew up to 1.2 degrees, paper tone, noise, an edge shadow."""
    rng = np.random.default_rng(seed)
    out, matrix = _turn(image, float(rng.uniform(-1.2, 1.2)), (247, 247, 244))
    array = _shade(np.asarray(out, np.float32), rng, 0.04)
    return _finish(array, rng, 2.2, 0.45), matrix


def grey(image: Image.Image, seed: int) -> Damaged:
    """A grey scan of good contrast."""
    out, matrix = scan(image, seed)
    return out.convert("L").convert("RGB"), matrix


def photo(image: Image.Image, seed: int) -> Damaged:
    """A phone photo: perspective, a desk around the page, uneven warm light, blur."""
    rng = np.random.default_rng(seed)
    w, h = image.size
    margin = int(min(w, h) * 0.07)
    size = (w + 2 * margin, h + 2 * margin)
    src = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    wobble = rng.uniform(-0.55, 0.55, (4, 2)) * margin
    dst = (src + margin + wobble).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(src, dst)
    desk = np.array(rng.choice([[96, 78, 62], [120, 122, 126], [70, 84, 96]]), np.float32)
    ground: Array = np.ones((size[1], size[0], 3), np.float32) * desk
    ground += rng.normal(0, 6, ground.shape[:2])[..., None]
    page = cv2.warpPerspective(np.asarray(image, np.float32), matrix, size, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.ones((h, w), np.float32), matrix, size, flags=cv2.INTER_LINEAR)
    shadow = cv2.GaussianBlur(mask, (0, 0), margin / 4)
    ground *= (1 - 0.45 * shadow)[..., None]
    array: Array = ground * (1 - mask[..., None]) + page * mask[..., None]
    array = _shade(array, rng, 0.22) * np.array([1.0, 0.975, 0.93], np.float32)
    return _finish(array, rng, 3.0, 0.75), matrix


def lowdpi(image: Image.Image, seed: int) -> Damaged:
    """Scanned at about 100 dpi, in grey."""
    rng = np.random.default_rng(seed)
    out, matrix = _turn(image, float(rng.uniform(-0.8, 0.8)), (250, 250, 250))
    factor = 0.72
    small = out.resize((int(out.width * factor), int(out.height * factor)), Image.Resampling.BOX)
    array = _shade(np.asarray(small.convert("L").convert("RGB"), np.float32), rng, 0.03)
    scale = np.diag([small.width / out.width, small.height / out.height, 1.0])
    return _finish(array, rng, 2.5, 0.4), scale @ matrix


def bw(image: Image.Image, seed: int) -> Damaged:
    """A photocopy: greys become dark or light, specks, a dark edge."""
    rng = np.random.default_rng(seed)
    out, matrix = _turn(image, float(rng.uniform(-0.9, 0.9)), (255, 255, 255))
    array: Array = np.asarray(out.convert("L"), np.float32)
    array = cv2.GaussianBlur(array, (0, 0), 0.5) + rng.normal(0, 7, array.shape)
    array = np.clip((array - 176) * 2.4 + 150, 0, 255)
    specks: Array = np.asarray(rng.random(array.shape) < 0.00002)
    array[cv2.dilate(specks.astype(np.uint8), np.ones((2, 2), np.uint8)) > 0] = 40
    edge = np.exp(-np.arange(array.shape[1]) / (array.shape[1] * 0.006))
    array *= 1 - 0.55 * edge[None, :]
    return Image.fromarray(np.clip(array, 0, 255).astype(np.uint8)).convert("RGB"), matrix


def screenshot(image: Image.Image, seed: int) -> Damaged:
    """A screenshot damaged by repeated JPEG compression."""
    rng = np.random.default_rng(seed)
    return _finish(np.asarray(image, np.float32), rng, 0.6, 0.3), np.eye(3)


TIERS: dict[str, Callable[[Image.Image, int], Damaged]] = {
    "clean": clean,
    "scan": scan,
    "grey": grey,
    "copy": scan,  # a grey copy with a fresh red seal; see raster.picture
    "photo": photo,
    "lowdpi": lowdpi,
    "bw": bw,
    "screenshot": screenshot,
}


def turned(image: Image.Image, quarter: int) -> Damaged:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    w, h = image.size
    steps = {
        0: (None, np.eye(3)),
        90: (Image.Transpose.ROTATE_270, np.array([[0, -1, h], [1, 0, 0], [0, 0, 1.0]])),
        180: (Image.Transpose.ROTATE_180, np.array([[-1, 0, w], [0, -1, h], [0, 0, 1.0]])),
        270: (Image.Transpose.ROTATE_90, np.array([[0, 1, 0], [-1, 0, w], [0, 0, 1.0]])),
    }
    turn, matrix = steps[quarter]
    return (image if turn is None else image.transpose(turn)), matrix


def carried(box: Rect, matrix: Array) -> Rect:
    """The upright bounding box of a transformed box."""
    x0, y0, x1, y1 = box
    corners = np.array([[x0, y0, 1], [x1, y0, 1], [x1, y1, 1], [x0, y1, 1]], float).T
    moved = matrix @ corners
    xs, ys = moved[0] / moved[2], moved[1] / moved[2]
    return float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())


def _turn(image: Image.Image, degrees: float, ground: tuple[int, int, int]) -> Damaged:
    w, h = image.size
    affine = cv2.getRotationMatrix2D((w / 2, h / 2), degrees, 1.0)
    array = cv2.warpAffine(
        np.asarray(image), affine, (w, h), flags=cv2.INTER_CUBIC, borderValue=ground
    )
    return Image.fromarray(array), np.vstack([affine, [0, 0, 1]])


def _shade(array: Array, rng: np.random.Generator, depth: float) -> Array:
    """Uneven light across the page."""
    h, w = array.shape[:2]
    small = rng.uniform(1 - depth, 1 + depth * 0.15, (3, 3)).astype(np.float32)
    light = cv2.resize(small, (w, h), interpolation=cv2.INTER_CUBIC)
    return np.asarray(array * light[..., None])


def _finish(array: Array, rng: np.random.Generator, noise: float, blur: float) -> Image.Image:
    array = cv2.GaussianBlur(array, (0, 0), blur)
    array = array + rng.normal(0, noise, array.shape[:2])[..., None]
    return Image.fromarray(np.clip(array, 0, 255).astype(np.uint8))
