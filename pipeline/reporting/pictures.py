"""Page pictures for reports: turned upright, cut, marked and made small; sizes in pixels.

A page may be missing or damaged; then there is no picture, never an error.
"""

import hashlib
import io
from base64 import b64decode, b64encode
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol, runtime_checkable

import PIL
from PIL import Image, ImageDraw

from core.models.geometry import Box, to_stored

KEPT = 4  # decoded pages at a time
LOAD_WIDTH = 2200  # of a page's shorter side, beyond which no crop needs more
CROP_WIDTH, CROP_HEIGHT = 560, 160
SEAL_SIDE = 200
CONTEXT_WIDTH, CONTEXT_HEIGHT = 760, 420
CONTEXT_SHARE = (0.5, 0.11)  # of the page, shown around evidence at least
PAGE_STEPS = ((1100, 70), (1100, 58), (950, 58), (850, 50), (700, 45), (560, 40))
MARK = (196, 43, 28)

TURNS = {
    90: Image.Transpose.ROTATE_270,  # Pillow counts the other way round
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
PageKey = tuple[str, int]


class Pictures(Protocol):
    """Where page pictures come from."""

    def page(self, file: str, page: int) -> bytes | None:
        """The page as stored in the file, as JPEG or PNG; None where there is none."""


Small = tuple[int, int, str]
"""Width, height, and the JPEG as base64, as report.html holds it."""


@runtime_checkable
class Shelf(Protocol):
    """Pictures that keep what was made of them: a page is decoded and made small once."""

    def small(self, file: str, page: int, by: str) -> dict[str, Small]:
        """The small pictures of a page by what they show; those of another hand are not told."""

    def keep(self, file: str, page: int, by: str, small: Mapping[str, Small]) -> None:
        """Keep them in place of those that were kept."""


@cache
def hand() -> str:
    """A mark of how pictures are made: this module and the library below it."""
    return hashlib.sha256(Path(__file__).read_bytes() + PIL.__version__.encode()).hexdigest()[:16]


class NoPictures:
    """For a report without pictures."""

    def page(self, file: str, page: int) -> bytes | None:
        return None


@dataclass(frozen=True)
class Picture:
    """A small JPEG."""

    width: int
    height: int
    base64: str

    @classmethod
    def of(cls, image: Image.Image, quality: int) -> "Picture":
        """The image as a JPEG of that quality."""
        return cls(*image.size, b64encode(_jpeg(image, quality)).decode("ascii"))

    @property
    def data(self) -> bytes:
        return b64decode(self.base64)

    @property
    def uri(self) -> str:
        """A data URI."""
        return f"data:image/jpeg;base64,{self.base64}"


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()


class Album:
    """The pages of a packet upright, a few decoded at a time.

    What was made of a page before is taken from where the pictures come from, if it is kept there.
    """

    def __init__(self, pictures: Pictures, rotations: Mapping[PageKey, int]) -> None:
        self._pictures = pictures
        self._rotations = rotations
        self._shelf = pictures if isinstance(pictures, Shelf) else None
        self._known: dict[PageKey, dict[str, Small]] = {}
        self._used: dict[PageKey, dict[str, Small]] = {}
        self._open: OrderedDict[PageKey, Image.Image | None] = OrderedDict()

    def upright(self, key: PageKey, box: Box) -> Box:
        """A stored box of that page in its upright frame."""
        return to_stored(box, (360 - self._rotations.get(key, 0)) % 360)

    def page(self, key: PageKey, most_bytes: int) -> Picture | None:
        """The whole page, as good as `most_bytes` allow."""
        return self._small(key, f"page {most_bytes}", lambda image: _as_good(image, most_bytes))

    def crop(self, key: PageKey, box: Box) -> Picture | None:
        """What stands in a stored box, with a little margin."""
        upright = self.upright(key, box)
        around = upright.grow(0.006, max(0.003, 0.3 * upright.height))
        return self._cut(key, around, CROP_WIDTH, CROP_HEIGHT)

    def seal(self, key: PageKey, box: Box) -> Picture | None:
        """The seal in a stored box."""
        return self._cut(key, self.upright(key, box).grow(0.008, 0.006), SEAL_SIDE, SEAL_SIDE)

    def context(self, key: PageKey, box: Box) -> Picture | None:
        """The stored box marked, with the page around it."""
        upright = self.upright(key, box)
        return self._small(key, f"context {_told(upright)}", lambda image: _context(image, upright))

    def keep(self) -> None:
        """Keep what was made anew, before what was kept and not asked for this time."""
        for key, used in self._used.items():
            known = self._known[key]
            if self._shelf is not None and used.keys() - known.keys():
                self._shelf.keep(*key, hand(), {**used, **known})

    def _cut(self, key: PageKey, upright: Box, width: int, height: int) -> Picture | None:
        def cut(image: Image.Image) -> Picture:
            return Picture.of(_within(image.crop(_pixels(upright, image)), width, height), 66)

        return self._small(key, f"cut {_told(upright)} {width}x{height}", cut)

    def _small(
        self, key: PageKey, what: str, make: Callable[[Image.Image], Picture]
    ) -> Picture | None:
        """What was made of the page before, or what is made of it now."""
        what = f"{self._rotations.get(key, 0)} {what}"
        if key not in self._known:
            self._known[key] = self._shelf.small(*key, hand()) if self._shelf is not None else {}
            self._used[key] = {}
        used, known = self._used[key], self._known[key].get(what)
        if known is None and (image := self.image(key)) is not None:
            made = make(image)
            known = (made.width, made.height, made.base64)
        if known is None:
            return None
        used[what] = known
        return Picture(*known)

    def image(self, key: PageKey) -> Image.Image | None:
        """The whole page, upright, not to be changed; None where there is no picture of it."""
        if key not in self._open:
            self._open[key] = _decode(self._pictures, key, self._rotations.get(key, 0))
        self._open.move_to_end(key)
        while len(self._open) > KEPT:
            self._open.popitem(last=False)
        return self._open[key]


def _told(box: Box) -> str:
    return " ".join(map(repr, box))


def _as_good(image: Image.Image, most_bytes: int) -> Picture:
    """The whole page, as good as `most_bytes` allow."""
    shown, data, last = image, b"", 0
    for width, quality in PAGE_STEPS:
        if width != last:  # steps of one width differ in quality alone
            shown, last = _within(image, width, 2 * width), width
        data = _jpeg(shown, quality)
        if len(data) <= most_bytes:
            break
    return Picture(*shown.size, b64encode(data).decode("ascii"))


def _context(image: Image.Image, upright: Box) -> Picture:
    """The box marked, with the page around it."""
    window = _window(upright)
    left, top, right, bottom = _pixels(window, image)
    cut = image.crop((left, top, right, bottom))
    shown = _within(cut, CONTEXT_WIDTH, CONTEXT_HEIGHT)
    scale = shown.width / cut.width
    x0, y0, x1, y1 = _pixels(upright, image)
    frame = [(v - o) * scale for v, o in ((x0, left), (y0, top), (x1, left), (y1, top))]
    gap = 3
    ImageDraw.Draw(shown).rectangle(
        (frame[0] - gap, frame[1] - gap, frame[2] + gap, frame[3] + gap),
        outline=MARK,
        width=2,
    )
    return Picture.of(shown, 68)


def _decode(pictures: Pictures, key: PageKey, rotation: int) -> Image.Image | None:
    data = pictures.page(*key)
    if not data:
        return None
    try:
        with Image.open(io.BytesIO(data)) as opened:
            opened.draft("RGB", (LOAD_WIDTH, LOAD_WIDTH))  # a JPEG much larger is decoded smaller
            image = opened.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None  # a damaged picture costs the picture, not the report
    shorter = min(image.size)
    if shorter > LOAD_WIDTH:
        image = image.resize(
            (image.width * LOAD_WIDTH // shorter, image.height * LOAD_WIDTH // shorter),
            Image.Resampling.BICUBIC,
            reducing_gap=2.0,
        )
    return image.transpose(TURNS[rotation]) if rotation in TURNS else image


def _window(box: Box) -> Box:
    """The box with enough of the page around it, kept on the page."""
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


def _within(image: Image.Image, width: int, height: int) -> Image.Image:
    """No larger than width by height, never enlarged; always a copy.

    By whole numbers first, which costs a quarter of what one step does and looks the same.
    """
    scale = min(width / image.width, height / image.height, 1.0)
    if scale >= 1.0:
        return image.copy()
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, Image.Resampling.HAMMING, reducing_gap=1.1)
