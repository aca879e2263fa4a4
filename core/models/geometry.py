"""Places on a page, as fractions of its width and height, origin top left.

Two frames exist. *Upright* is the page as it is read, after `Page.rotation`; all reading and
extraction work in it. *Stored* is the page as the file holds it, after the file's own EXIF or PDF
rotation; reports use it (contract/report.md).
"""

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle; every number is a fraction 0..1 of the page."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def cx(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def cy(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)

    def contains(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Whether the point is inside, with a margin in page fractions."""
        return (
            self.x0 - margin <= x <= self.x1 + margin and self.y0 - margin <= y <= self.y1 + margin
        )

    def overlap(self, other: "Box") -> float:
        """The shared area as a share of the smaller box, 0..1."""
        left, top, right, bottom = self
        x0, y0, x1, y1 = other
        ox = (x1 if x1 < right else right) - (x0 if x0 > left else left)
        if ox <= 0:
            return 0.0
        oy = (y1 if y1 < bottom else bottom) - (y0 if y0 > top else top)
        if oy <= 0:
            return 0.0
        return ox * oy / max(1e-12, min(self.area, other.area))

    def over(self, other: "Box") -> bool:
        """Whether one box is above the other: they share 0.3 of the narrower one's width."""
        left, _, right, _ = self
        x0, _, x1, _ = other
        shared = (x1 if x1 < right else right) - (x0 if x0 > left else left)
        width, other_width = right - left, x1 - x0
        return shared > 0.3 * (other_width if other_width < width else width)

    def grow(self, dx: float, dy: float) -> "Box":
        """Larger by `dx`, `dy` on each side, kept on the page."""
        return Box(
            max(0.0, self.x0 - dx),
            max(0.0, self.y0 - dy),
            min(1.0, self.x1 + dx),
            min(1.0, self.y1 + dy),
        )

    def rounded(self) -> "Box":
        """Five decimals, as reports print them, clipped to the page."""
        return Box(*(round(min(1.0, max(0.0, v)), 5) for v in self))


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all; raises ValueError for none."""
    found = list(boxes)
    if not found:
        raise ValueError("union of no boxes")
    if len(found) == 1:
        return found[0]
    x0, y0, x1, y1 = zip(*found, strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))


def to_stored(box: Box, rotation: int) -> Box:
    """An upright box in the stored frame.

    `rotation` is the clockwise turn (0, 90, 180, 270) that makes the stored page upright.
    """
    x0, y0, x1, y1 = box
    if rotation == 90:
        return Box(y0, 1 - x1, y1, 1 - x0)
    if rotation == 180:
        return Box(1 - x1, 1 - y1, 1 - x0, 1 - y0)
    if rotation == 270:
        return Box(1 - y1, x0, 1 - y0, x1)
    return box
