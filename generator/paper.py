"""A document: its type, its sheets, and facts that the sheets do not show."""

import math
import random
from dataclasses import dataclass, field

from PIL import Image, ImageDraw, ImageFilter

from generator.ops import Canvas
from generator.sheet import CanvasPart


@dataclass
class Paper:
    """One document of a packet; `layout` names the drawing."""

    doc_type: str
    layout: str
    sheets: list[CanvasPart]
    annotation: dict[str, str] | None = None
    signatures: dict[str, str] = field(default_factory=dict)
    """Name of the signature field: present or absent."""


def a4(seed: int, *, landscape: bool = False, embeddable: bool = False) -> CanvasPart:
    """An empty A4 page."""
    w, h = (297.0, 210.0) if landscape else (210.0, 297.0)
    return CanvasPart(Canvas(w, h, embeddable=embeddable), seed=seed)


def portrait(
    seed: int, size: tuple[int, int] = (240, 320), ground: tuple[int, int, int] = (66, 108, 176)
) -> Image.Image:
    """A drawn portrait of no real person."""
    rng = random.Random(seed)
    w, h = size
    image = Image.new("RGBA", size, (*ground, 255))
    d = ImageDraw.Draw(image)
    skin = (222 + rng.randint(-14, 10), 186 + rng.randint(-10, 10), 160, 255)
    coat = rng.choice([(44, 48, 60, 255), (70, 52, 50, 255), (236, 236, 238, 255)])
    d.ellipse((w * 0.08, h * 0.72, w * 0.92, h * 1.5), fill=coat)
    d.rectangle((w * 0.42, h * 0.58, w * 0.58, h * 0.8), fill=skin)
    d.ellipse((w * 0.26, h * 0.14, w * 0.74, h * 0.56), fill=(38, 32, 30, 255))
    d.ellipse((w * 0.29, h * 0.2, w * 0.71, h * 0.66), fill=skin)
    for x in (0.4, 0.6):
        d.ellipse((w * x - 7, h * 0.4, w * x + 7, h * 0.4 + 8), fill=(40, 34, 34, 255))
    d.arc((w * 0.42, h * 0.48, w * 0.58, h * 0.57), 20, 160, fill=(150, 80, 78, 255), width=4)
    return image.filter(ImageFilter.GaussianBlur(1.4))


def guilloche(width: int, height: int, colour: tuple[int, int, int], seed: int) -> Image.Image:
    """A pale security pattern."""
    rng = random.Random(seed)
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    d = ImageDraw.Draw(image)
    for row in range(0, height + 60, 14):
        phase = rng.uniform(0, 6.28)
        points = [
            (x, row + 11 * math.sin(x / 41 + phase) + 6 * math.sin(x / 17))
            for x in range(0, width + 8, 8)
        ]
        d.line(points, fill=(*colour, 34), width=2)
    return image
