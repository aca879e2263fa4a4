"""Small pages drawn for tests of reading: lines of type, seals pressed on them."""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw

from core.models.geometry import Box
from core.models.page import Seal
from generator import seals as stamps
from generator.fonts import font
from pipeline.reading.imaging.crops import Image, Quad

WIDTH, HEIGHT = 1400, 1000


class Said(NamedTuple):
    """A line of type: where its upper left corner stands, in pixels, and what it says."""

    x: int
    y: int
    text: str


def quad(x0: float, y0: float, x1: float, y1: float) -> Quad:
    """The corners of an upright box."""
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)


def page(lines: Sequence[Said], size: int = 32, face: str = "serif") -> Image:
    """Black type on paper, as BGR."""
    picture = Pillow.new("RGB", (WIDTH, HEIGHT), (250, 248, 244))
    pen = ImageDraw.Draw(picture)
    for line in lines:
        pen.text((line.x, line.y), line.text, font=font(face, size), fill=(40, 40, 40))
    return np.asarray(picture, dtype=np.uint8)[:, :, ::-1].copy()


def pressed(paper: Image, words: str, x: int, y: int, colour: stamps.Colour = stamps.RED) -> Image:
    """The page with a unit's round seal, its upper left corner at x, y; as a JPEG keeps it."""
    seal = stamps.official(words)._replace(colour=colour)
    plate = stamps.draw(seal, 7)
    small = plate.resize((plate.width * 2 // 3, plate.height * 2 // 3))
    pixels = np.asarray(small, dtype=np.float32)
    ink, cover = pixels[:, :, 2::-1] / 255, pixels[:, :, 3:] / 255
    done = paper.astype(np.float32)
    done[y : y + small.height, x : x + small.width] *= 1 - cover * (1 - ink)
    return as_jpeg(np.asarray(done, dtype=np.uint8))


def as_jpeg(picture: Image, quality: int = 75) -> Image:
    kept = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    loaded = cv2.imdecode(kept, cv2.IMREAD_COLOR)
    assert loaded is not None
    return np.asarray(loaded, dtype=np.uint8)


def seal_at(x: int, y: int, ring: str) -> Seal:
    """The seal that `pressed` presses there."""
    side = 331  # 42 mm at 200 dpi, within the clear rim
    box = Box((x + 8) / WIDTH, (y + 8) / HEIGHT, (x + 8 + side) / WIDTH, (y + 8 + side) / HEIGHT)
    return Seal(
        kind="official", text=ring, ring=ring, centre="", shape="round",
        colour="red", confidence=1.0, box=box,
    )  # fmt: skip
