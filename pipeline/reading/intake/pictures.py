"""Picture files by Pillow: opened within limits, and each page upright as BGR."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from math import ceil
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageOps, UnidentifiedImageError

from core.errors import InputError
from core.limits import limits
from core.reasons import reason
from pipeline.reading.intake.ended import is_emptied, without_end_mark
from pipeline.reading.intake.frames import page_frames
from pipeline.reading.intake.scale import LONG_SIDE, kept_size, resolution

Image = NDArray[np.uint8]

SHORT_SIDE = 32  # pixels; anything narrower has no line of text
PHOTOMETRIC, WHITE_IS_ZERO = 262, 0  # a TIFF tag, and its value for negatives
UNPACKED_WHOLE = ("AVIF", "HEIF", "JPEG2000", "WEBP")
"""Formats whose decoders keep several copies of the picture in memory."""
READABLE = ("AVIF", "BMP", "DIB", "GIF", "HEIF", "JPEG", "JPEG2000", "PNG", "PPM", "TIFF", "WEBP")


@contextmanager
def open_picture(path: Path) -> Iterator[Pillow.Image]:
    """The file. Raises InputError if it is not a picture, too large or too small."""
    import pi_heif

    pi_heif.register_heif_opener()
    Pillow.init()  # loads all plugins: open() only knows loaded formats
    Pillow.MAX_IMAGE_PIXELS = None  # the limit below gives a message with the file and what to do
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Pillow.open(path, formats=READABLE)
        except UnidentifiedImageError as error:
            raise InputError("unknown_format", reason("file.unknown_format")) from error
        except Exception as error:  # as in `decoded`
            raise InputError("damaged", reason("picture.damaged")) from error
        with picture:
            _check_size(picture, path)
            yield picture


def page_count(picture: Pillow.Image) -> int:
    """How many pages it has. Raises InputError if it has too many frames to check."""
    try:
        frames = int(getattr(picture, "n_frames", 1))
        if frames > limits().picture_frames:
            raise InputError("too_many_pages", reason("file.too_many_frames", frames=frames))
        return sum(1 for _ in page_frames(picture))
    except InputError:
        raise
    except Exception as error:  # as in `decoded`
        raise InputError("damaged", reason("picture.damaged")) from error


def open_page(picture: Pillow.Image, number: int) -> None:
    """Seek to page `number` (from 1); any decoder error may be raised."""
    picture.seek(next(islice(page_frames(picture), number - 1, None)))


def decoded(picture: Pillow.Image, number: int, path: Path) -> Image:
    """Page `number` of the file at `path`. Raises InputError if it is incomplete."""
    dpi = None
    try:
        open_page(picture, number)
        _check_size(picture, path)
        if picture.format == "JPEG":
            picture.draft("RGB", (LONG_SIDE[1], LONG_SIDE[1]))
        dpi = resolution(picture)  # turning the picture removes the orientation tag
        flat = _upright(picture)
        if is_emptied(picture, flat, path):
            raise InputError("damaged", reason("picture.cut"))
    except InputError:
        raise
    except Exception as error:  # Pillow's decoders may raise any exception on a broken file
        whole = without_end_mark(path.read_bytes()) if number == 1 else None
        if whole is None:
            raise InputError("damaged", reason("picture.incomplete")) from error
        flat = _upright(whole)
    array = np.asarray(flat)[:, :, ::-1]
    width, height = kept_size(flat.size, dpi)
    if (height, width) != array.shape[:2]:
        array = cv2.resize(array, (width, height), interpolation=cv2.INTER_AREA).astype(np.uint8)
    return np.ascontiguousarray(array, dtype=np.uint8)


def _check_size(picture: Pillow.Image, path: Path) -> None:
    """Check the header before decoding; a file too small for its picture is a bomb."""
    (width, height), most = picture.size, limits()
    pixels = width * height
    large = pixels > most.picture_large
    whole = picture.format in UNPACKED_WHOLE and pixels > most.picture_canvas
    bomb = len(picture.getbands()) > 1 and pixels > most.picture_ratio * path.stat().st_size
    if pixels > most.picture_pixels or (large and (whole or bomb)):
        raise InputError("too_many_pixels", reason("picture.too_large", width=width, height=height))
    if min(width, height) < SHORT_SIDE:
        raise InputError("too_small", reason("picture.too_small", width=width, height=height))


def _upright(picture: Pillow.Image) -> Pillow.Image:
    """The picture as the camera was held, RGB."""
    negative = dict(getattr(picture, "tag_v2", {})).get(PHOTOMETRIC) == WHITE_IS_ZERO
    return _on_white(ImageOps.exif_transpose(_smaller(picture)), negative)


def _smaller(picture: Pillow.Image) -> Pillow.Image:
    """Reduce a very large picture by a whole factor before further copies are made."""
    factor = ceil((picture.width * picture.height / limits().picture_large) ** 0.5)
    if factor <= 1:
        return picture
    if picture.mode == "1" or picture.mode.startswith("I;"):
        picture = picture.convert("L" if picture.mode == "1" else "I")
    elif picture.mode in ("P", "PA"):
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    return picture.reduce(factor)


def _on_white(picture: Pillow.Image, negative: bool) -> Pillow.Image:
    """RGB, with transparency as white and 16-bit greys reduced to 8.

    For a `negative` Pillow inverts greys of 8 bits, but not wider ones.
    """
    if picture.mode[0] in "IF":
        wide = np.array(picture, dtype=np.float64)
        np.nan_to_num(wide, copy=False)
        np.clip(wide, 0.0, None, out=wide)
        top = max(255.0, float(wide.max()))
        if negative:
            np.subtract(top, wide, out=wide)
        wide *= 255.0 / top
        return Pillow.fromarray(wide.astype(np.uint8)).convert("RGB")
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        paper = Pillow.new("RGBA", rgba.size, "white")
        return Pillow.alpha_composite(paper, rgba).convert("RGB")
    return picture.convert("RGB")
