"""How large a picture is on paper, and how large it is kept for reading."""

from PIL import Image as Pillow

from core.limits import limits
from pipeline.reading.imaging.ink import LONG

A4 = (595, 842)  # points
LONG_SIDE = (1700, 3000)  # pixels of the longer side a rendered page gets at least, at most
SCANNERS = (100.0, 1200.0)  # dpi that a scanner states; 72 and 96 are habits of software
FAX = 97.0  # dpi of a fax's rows at the least
UNEVEN = (1.2, 2.5)  # how many times as many dots a fax has one way as the other
ORIENTATION = 0x0112  # the EXIF tag


def kept_size(size: tuple[int, int], dpi: tuple[float, float] | None) -> tuple[int, int]:
    """Width and height to read a picture in, with square pixels: a fax's rows may lie apart.

    What is longer than two sheets is several on one picture, and keeps a sheet's width.
    """
    width, height = map(float, size)
    if dpi and UNEVEN[0] < max(dpi) / min(dpi) < UNEVEN[1]:
        width, height = width * max(dpi) / dpi[0], height * max(dpi) / dpi[1]
    scale = min(1.0, LONG_SIDE[1] / max(width, height))
    if max(width, height) > LONG * min(width, height):
        by_width = LONG_SIDE[1] / A4[1] * A4[0] / min(width, height)
        scale = max(scale, min(1.0, by_width, (limits().page_pixels / (width * height)) ** 0.5))
    return max(1, round(width * scale)), max(1, round(height * scale))


def resolution(picture: Pillow.Image) -> tuple[float, float] | None:
    """Dots an inch across and down the upright picture, where a scanner or fax states them."""
    across, down = map(float, picture.info.get("dpi", (0, 0))[:2])
    if not FAX <= min(across, down) <= max(across, down) <= SCANNERS[1]:
        return None
    return (down, across) if is_sideways(picture) else (across, down)


def is_sideways(picture: Pillow.Image) -> bool:
    """Whether the camera was held so that the picture is to be turned by a right angle."""
    return picture.getexif().get(ORIENTATION, 1) in (5, 6, 7, 8)
