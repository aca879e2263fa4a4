"""Ink by colour: the paper is levelled to white, then red, blue and dark ink are separated.

Everything here works on a reduced copy (`reduced`): seals and strokes are large, and a page may
only take milliseconds.
"""

import zlib
from base64 import b64encode
from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from core.models.geometry import Box
from core.models.page import InkMap, Seal

Image = NDArray[np.uint8]

LONG = 2.0  # times as long as wide: no single sheet is, but several sheets in one picture may be
SHEET = 1.414  # ratio of a sheet's sides
SIDE = 1400  # maximum of the longer side of the reduced copy: 60 to 120 dpi of an A4 page
COLOURED = 36  # a pixel this far from grey is coloured
CELLS = 226  # cells along the longer side of an ink map
RED = 22  # this much redder than its green and blue, of 255, is red ink
BLUE = 26
DARK = 110  # darker than this below the paper's 255 is dark ink
PRINT = 25  # darker than this is print at all, on the palest page
LITTLE = 0.0005  # of a page: with less print than this its darkness is unknown
PALE = 130.0  # print whose darkest strokes are no darker is pale: little toner or ribbon left
SHARE = 0.6  # of the print's own darkness: on a pale page ink is less dark


class Inks(NamedTuple):
    """Reduced maps of one page, 0 (none) to 255; `scale` is reduced pixels per pixel.

    `chroma` is how far any pixel is from grey, whatever its hue.
    """

    red: Image
    blue: Image
    dark: Image
    chroma: Image
    scale: float


def reduced(image: Image, side: int = SIDE) -> tuple[Image, float]:
    """A copy whose longer side is at most `side` pixels, and its scale.

    For a picture longer than any sheet, the limit is for the side of one sheet on it. The scale is
    1/n with a whole n, because block means are many times faster than other methods.
    """
    short, long = sorted(image.shape[:2])
    sheet = long if long <= LONG * short else round(SHEET * short)
    step = -(-sheet // side)
    if step <= 1:
        return image, 1.0
    height, width = image.shape[0] // step, image.shape[1] // step
    whole = image[: height * step, : width * step]
    small = cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8), 1.0 / step


def paper_of(image: Image, grain: int = 24) -> Image:
    """The paper's colour around each pixel, from the brightest places near it."""
    height, width = image.shape[:2]
    size = (max(4, width // grain), max(4, height // grain))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    bright = cv2.dilate(small, np.ones((5, 5), np.uint8))
    smooth = cv2.blur(bright, (5, 5))
    # A dark table is not paper: levelling it to white would only amplify its grain.
    floor = np.maximum(smooth, 80)
    return np.asarray(cv2.resize(floor, (width, height)), dtype=np.uint8)


def levelled(image: Image) -> Image:
    """The image with its paper made white, whatever the light and the paper's tint."""
    return np.asarray(cv2.divide(image, paper_of(image), scale=255), dtype=np.uint8)


def redness(level: Image) -> Image:
    """How much redder than green and blue each pixel of a levelled image is."""
    b, g, r = cv2.split(level)
    return np.asarray(cv2.subtract(r, cv2.max(g, b)), dtype=np.uint8)


def blueness(level: Image) -> Image:
    """How much bluer than red and (mostly) green each pixel of a levelled image is."""
    b, g, r = cv2.split(level)
    return np.asarray(cv2.subtract(b, cv2.max(r, g)), dtype=np.uint8)


def inks_of(image: Image) -> Inks:
    """Red, blue and dark ink of the page, on the reduced copy."""
    small, scale = reduced(image)
    b, g, r = cv2.split(levelled(small))
    red = cv2.subtract(r, cv2.max(g, b))
    blue = cv2.subtract(b, cv2.max(r, g))
    high, low = cv2.max(cv2.max(b, g), r), cv2.min(cv2.min(b, g), r)
    dark = cv2.subtract(cv2.bitwise_not(cv2.min(g, r)), red)
    maps = [np.asarray(m, dtype=np.uint8) for m in (red, blue, dark, cv2.subtract(high, low))]
    return Inks(maps[0], maps[1], maps[2], maps[3], scale)


def ink_map(image: Image) -> InkMap:
    """Where dark or blue ink lies, on a grid of 226 cells along the longer side."""
    return map_of(inks_of(image))


def map_of(inks: Inks, lines: Sequence[Box] = ()) -> InkMap:
    """The ink map of a page whose inks are known already.

    For a pale page pass its `lines`: ink nearly as pale as theirs counts too.
    """
    height, width = inks.dark.shape
    columns = max(1, round(CELLS * width / max(height, width)))
    rows = max(1, round(CELLS * height / max(height, width)))
    dark = min(DARK, SHARE * _darkness(inks, lines))
    wet = ((inks.dark > dark) | (inks.blue > BLUE)) & (inks.red < RED)
    mask = np.where(wet, np.uint8(255), np.uint8(0))
    cells = cv2.resize(mask, (columns, rows), interpolation=cv2.INTER_AREA)
    packed = zlib.compress(np.ascontiguousarray(cells).tobytes(), 6)
    return InkMap(columns=columns, rows=rows, data=b64encode(packed).decode("ascii"))


def _darkness(inks: Inks, lines: Sequence[Box]) -> float:
    """The typical darkness of the lines' print, below the paper's 255."""
    height, width = inks.dark.shape
    cuts = [inks.dark[_slices(box, height, width)] for box in lines]
    found = [float(np.percentile(cut, 95)) for cut in cuts if cut.size]
    return float(np.median(found)) if found else 255.0


def is_blank(image: Image) -> bool:
    """Whether the page is empty (a blank back), ignoring specks and shadows."""
    return blank_of(inks_of(image))


def blank_of(inks: Inks) -> bool:
    """As `is_blank`, for a page whose inks are known already."""
    height, width = inks.dark.shape
    wet = (inks.dark > 70) | (inks.red > RED + 8) | (inks.blue > BLUE + 8)
    # The margin of a scan shows the lid's shadow; dust is a pixel or two.
    rim_y, rim_x = max(1, height // 25), max(1, width // 25)
    inner = wet[rim_y:-rim_y, rim_x:-rim_x].astype(np.uint8)
    kept = cv2.morphologyEx(inner, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    return bool(np.count_nonzero(kept) < 0.0002 * kept.size)


def pale_of(inks: Inks) -> bool:
    """Whether all print on the page is pale or invisible; its seals are pale then too."""
    printed = inks.dark[(inks.dark > PRINT) & (inks.red < PRINT)]
    enough = printed.size > LITTLE * inks.dark.size
    return blank_of(inks) or (enough and float(np.percentile(printed, 99)) < PALE)


def is_grey(image: Image, seals: Sequence[Seal] = ()) -> bool:
    """Whether the page is a photocopy or a grey scan; ink inside coloured seals is ignored.

    Without `seals` all red ink counts as seals.
    """
    return grey_of(inks_of(image), seals)


def grey_of(inks: Inks, seals: Sequence[Seal] = ()) -> bool:
    """As `is_grey`, for a page whose inks are known already."""
    coloured = inks.chroma > COLOURED
    height, width = coloured.shape
    if seals:
        for seal in seals:
            coloured[_slices(seal.box.grow(0.01, 0.01), height, width)] = False
    else:
        red = (inks.red > RED).astype(np.uint8)
        coloured &= cv2.dilate(red, np.ones((5, 5), np.uint8)) == 0
    return bool(np.count_nonzero(coloured) < 0.0006 * coloured.size)


def _slices(box: Box, height: int, width: int) -> tuple[slice, slice]:
    return (
        slice(int(box.y0 * height), int(box.y1 * height) + 1),
        slice(int(box.x0 * width), int(box.x1 * width) + 1),
    )
