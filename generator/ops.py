"""The elements of a page, in millimetres."""

from dataclasses import dataclass, field
from typing import NamedTuple

from PIL import Image

Colour = tuple[int, int, int]
Rect = tuple[float, float, float, float]
BLACK: Colour = (24, 24, 26)


class Text(NamedTuple):
    """Printed characters; `size` is the em in millimetres, (x, y) its top left."""

    x: float
    y: float
    text: str
    size: float
    face: str
    colour: Colour
    spacing: float = 0.0


class Stroke(NamedTuple):
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    colour: Colour


class Area(NamedTuple):
    """A rectangle, outlined, filled or both."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    colour: Colour | None
    fill: Colour | None


class Picture(NamedTuple):
    """An image; `press` blends it like ink (the darker colour wins)."""

    x: float
    y: float
    width: float
    height: float
    image: Image.Image
    press: bool
    fresh: bool = False
    said: str = ""
    """The handwritten text in it."""
    at: Rect = (0.0, 0.0, 0.0, 0.0)
    """The position of the handwritten text."""


Op = Text | Stroke | Area | Picture


@dataclass
class Canvas:
    """One physical page."""

    width: float = 210.0
    height: float = 297.0
    paper: Colour = (255, 255, 255)
    ops: list[Op] = field(default_factory=list)
    embeddable: bool = False
    """Use only faces that a PDF can embed."""
    draft: bool = False
    """Skip all pictures and keep only texts and positions, for thousands of pages."""
