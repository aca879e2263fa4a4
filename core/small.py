"""Small pictures for reports: a page, a part of it, or a box with its surroundings.

A reading worker or the report writer creates them with the same functions, so that both give
identical bytes. Sizes are in pixels.
"""

import hashlib
import io
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import PIL
from PIL import Image, ImageDraw
from pydantic import Discriminator, NonNegativeInt, StringConstraints

from core.models.geometry import Box

LOAD_WIDTH = 2200  # of a page's shorter side; no crop needs more
CONTEXT_WIDTH, CONTEXT_HEIGHT = 760, 420
CONTEXT_SHARE = (0.5, 0.11)  # minimum share of the page around evidence
PAGE_STEPS = ((1100, 70), (1100, 58), (950, 58), (850, 50), (700, 45), (560, 40))
MARK = (196, 43, 28)

UPRIGHT = {
    90: Image.Transpose.ROTATE_270,  # Pillow counts the other way round
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
STORED = {
    90: Image.Transpose.ROTATE_90,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_270,
}
Jpeg64 = Annotated[str, StringConstraints(pattern=r"^/9j/[A-Za-z0-9+/]*=?=?$")]
SmallImageData = tuple[NonNegativeInt, NonNegativeInt, Jpeg64]
"""A small picture from a reading worker, as a data URI: it is put into a page unchanged."""


class SmallImage(NamedTuple):
    """A small JPEG for report.html."""

    width: int
    height: int
    base64: str

    @property
    def data(self) -> bytes:
        return b64decode(self.base64)

    @property
    def uri(self) -> str:
        """A data URI."""
        return f"data:image/jpeg;base64,{self.base64}"


@dataclass(frozen=True)
class WholePage:
    """The whole page, in the best quality within `max_bytes`."""

    max_bytes: int
    shows: Literal["page"] = "page"

    @property
    def name(self) -> str:
        return f"page {self.max_bytes}"

    def of(self, image: Image.Image) -> SmallImage:
        shown, data, last = image, b"", 0
        for width, quality in PAGE_STEPS:
            if width != last:  # attempts with the same width differ only in quality
                shown, last = within(image, width, 2 * width), width
            data = _jpeg(shown, quality)
            if len(data) <= self.max_bytes:
                break
        return _small(shown, data)


@dataclass(frozen=True)
class PagePart:
    """The content of an upright box."""

    box: Box
    width: int
    height: int
    shows: Literal["part"] = "part"

    @property
    def name(self) -> str:
        return f"cut {_box_text(self.box)} {self.width}x{self.height}"

    def of(self, image: Image.Image) -> SmallImage:
        shown = within(image.crop(_pixels(self.box, image)), self.width, self.height)
        return _small(shown, _jpeg(shown, 66))


@dataclass(frozen=True)
class BoxInContext:
    """A marked upright box with the page around it."""

    box: Box
    shows: Literal["around"] = "around"

    @property
    def name(self) -> str:
        return f"context {_box_text(self.box)}"

    def of(self, image: Image.Image) -> SmallImage:
        left, top, right, bottom = _pixels(_window(self.box), image)
        cut = image.crop((left, top, right, bottom))
        shown = within(cut, CONTEXT_WIDTH, CONTEXT_HEIGHT)
        scale = shown.width / cut.width
        x0, y0, x1, y1 = _pixels(self.box, image)
        frame = [(v - o) * scale for v, o in ((x0, left), (y0, top), (x1, left), (y1, top))]
        gap = 3
        ImageDraw.Draw(shown).rectangle(
            (frame[0] - gap, frame[1] - gap, frame[2] + gap, frame[3] + gap),
            outline=MARK,
            width=2,
        )
        return _small(shown, _jpeg(shown, 68))


AnyImageRequest = WholePage | PagePart | BoxInContext
"""A small picture that a report shows of a page."""
ImageRequest = Annotated[AnyImageRequest, Discriminator("shows")]
"""The same, identified by its `kind` when parsed."""


@dataclass(frozen=True)
class PageImageRequests:
    """The pictures that a report needs of a page; `rotation` makes the page upright."""

    rotation: int
    of: tuple[ImageRequest, ...]


def name_of(wish: AnyImageRequest, rotation: int) -> str:
    """The key under which a small picture is stored; it depends on the rotation."""
    return f"{rotation} {wish.name}"


@cache
def renderer_version() -> str:
    """The version of the rendering: this module and its library."""
    return hashlib.sha256(Path(__file__).read_bytes() + PIL.__version__.encode()).hexdigest()[:16]


def turned_back(data: bytes, rotation: int) -> bytes:
    """An upright picture turned back to its stored orientation.

    Raises OSError or SyntaxError for a damaged picture.
    """
    if rotation not in STORED:
        return data
    with Image.open(io.BytesIO(data)) as upright:
        out = io.BytesIO()
        upright.transpose(STORED[rotation]).save(out, "JPEG", quality=85)
    return out.getvalue()


def decode(data: bytes | None, rotation: int) -> Image.Image | None:
    """A page's stored picture, turned upright; None if it is damaged."""
    if not data:
        return None
    try:
        with Image.open(io.BytesIO(data)) as opened:
            opened.draft("RGB", (LOAD_WIDTH, LOAD_WIDTH))  # decode a large JPEG smaller
            image = opened.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None  # a damaged picture must not break the report
    shorter = min(image.size)
    if shorter > LOAD_WIDTH:
        image = image.resize(
            (image.width * LOAD_WIDTH // shorter, image.height * LOAD_WIDTH // shorter),
            Image.Resampling.BICUBIC,
            reducing_gap=2.0,
        )
    return image.transpose(UPRIGHT[rotation]) if rotation in UPRIGHT else image


def within(image: Image.Image, width: int, height: int) -> Image.Image:
    """A copy no larger than width by height, never enlarged.

    Reducing by an integer factor first takes a quarter of the time and looks the same.
    """
    scale = min(width / image.width, height / image.height, 1.0)
    if scale >= 1.0:
        return image.copy()
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, Image.Resampling.HAMMING, reducing_gap=1.1)


def _small(image: Image.Image, jpeg: bytes) -> SmallImage:
    return SmallImage(*image.size, b64encode(jpeg).decode("ascii"))


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()


def _box_text(box: Box) -> str:
    return " ".join(map(repr, box))


def _window(box: Box) -> Box:
    """The box with enough context around it, clipped to the page."""
    width = min(1.0, max(CONTEXT_SHARE[0], 1.15 * box.width))
    height = min(1.0, max(CONTEXT_SHARE[1], box.height + 0.06))
    x0 = min(max(0.0, box.cx - width / 2), 1 - width)
    y0 = min(max(0.0, box.cy - height / 2), 1 - height)
    return Box(x0, y0, x0 + width, y0 + height)


def _pixels(box: Box, image: Image.Image) -> tuple[int, int, int, int]:
    left = min(int(max(0.0, box.x0) * image.width), image.width - 1)
    top = min(int(max(0.0, box.y0) * image.height), image.height - 1)
    right = max(left + 1, round(min(1.0, box.x1) * image.width))
    bottom = max(top + 1, round(min(1.0, box.y1) * image.height))
    return left, top, right, bottom
