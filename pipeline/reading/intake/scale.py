"""The physical size of a picture, and the size in which it is read."""

from PIL import Image as Pillow

from core.limits import limits
from pipeline.reading.imaging.ink import LONG

A4 = (595, 842)  # points
LONG_SIDE = (1700, 3000)  # pixels of the longer side of a rendered page, minimum and maximum
SCANNERS = (100.0, 1200.0)  # dpi that a scanner states; 72 and 96 are software defaults
FAX = 97.0  # minimum dpi of a fax's rows
UNEVEN = (1.2, 2.5)  # ratio of a fax's resolutions in the two directions
ORIENTATION = 0x0112  # the EXIF tag


def kept_size(size: tuple[int, int], dpi: tuple[float, float] | None) -> tuple[int, int]:
    """Width and height to read a picture in, with square pixels: a fax's pixels are not square.

    A picture longer than two sheets shows several, and keeps a sheet's width.
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
    """Dots per inch across and down the upright picture, if a scanner or fax states them."""
    across, down = map(float, picture.info.get("dpi", (0, 0))[:2])
    if not FAX <= min(across, down) <= max(across, down) <= SCANNERS[1]:
        return None
    return (down, across) if is_sideways(picture) else (across, down)


def is_sideways(picture: Pillow.Image) -> bool:
    """Whether the camera was held sideways, so that the picture must be turned by 90 degrees."""
    return picture.getexif().get(ORIENTATION, 1) in (5, 6, 7, 8)
