"""Pictures of an OFD in PDF form: JPEGs unchanged, all others decoded.

A picture that cannot be decoded makes the page unread.
"""

import hashlib
import io
import struct
import zlib

from PIL import Image as Pillow

from core.errors import InputError
from core.limits import limits
from core.reasons import reason
from pipeline.reading.intake.ofd.limits import bad_page
from pipeline.reading.intake.ofd.sheet import OfdSheet

FORMATS = ("PNG", "JPEG", "BMP", "DIB", "TIFF", "GIF", "JPEG2000", "WEBP")
JBIG2 = b"\x97JB2\r\n\x1a\n"
PAGE_INFORMATION = 48  # type of the JBIG2 segment with the picture's size
GREY, COLOUR = "/DeviceGray", "/DeviceRGB"


def put(sheet: OfdSheet, data: bytes, mask: bytes | None = None) -> str:
    """The name of a picture on the page; `mask` is another picture, light where it is visible."""
    name = f"I{hashlib.sha256(data + (mask or b'')).hexdigest()[:16]}"
    if name in sheet.pictures:
        return name
    if data.startswith(JBIG2):
        width, height = _jbig2_size(data)
        _bounded(sheet, width, height)
        keys = _keys(width, height, GREY, 1, "/JBIG2Decode")
        sheet.picture(name, keys, _jbig2_segments(data))
        return name
    picture = _opened(data)
    _bounded(sheet, *picture.size)
    seen = _mask(sheet, name, _opened(mask)) if mask else None
    if picture.format == "JPEG" and picture.mode in ("L", "RGB"):
        space = GREY if picture.mode == "L" else COLOUR
        sheet.picture(name, _keys(*picture.size, space, 8, "/DCTDecode"), data, seen)
        return name
    picture = _loaded(picture)
    if seen is None and (picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info):
        picture = picture.convert("RGBA")
        seen = _mask(sheet, name, picture.getchannel("A"))
    grey = picture.mode in ("1", "L")
    flat = picture.convert("L" if grey else "RGB")
    keys = _keys(*flat.size, GREY if grey else COLOUR, 8, "/FlateDecode")
    sheet.picture(name, keys, zlib.compress(flat.tobytes(), 1), seen)
    return name


def _keys(width: int, height: int, space: str, bits: int, filtered: str) -> str:
    return (
        f"/Width {width}/Height {height}/ColorSpace{space}/BitsPerComponent {bits}/Filter{filtered}"
    )


def _mask(sheet: OfdSheet, name: str, picture: Pillow.Image) -> str:
    _bounded(sheet, *picture.size)
    grey = _loaded(picture).convert("L")
    keys = _keys(*grey.size, GREY, 8, "/FlateDecode")
    sheet.picture(f"{name}M", keys, zlib.compress(grey.tobytes(), 1))
    return f"{name}M"


def _opened(data: bytes) -> Pillow.Image:
    Pillow.init()
    Pillow.MAX_IMAGE_PIXELS = None  # limited below, with a message that says what to do
    try:
        return Pillow.open(io.BytesIO(data), formats=FORMATS)
    except Exception as error:  # Pillow's decoders may raise any exception on a broken picture
        raise bad_page(reason("ofd_part.picture_kind_or_damaged")) from error


def _loaded(picture: Pillow.Image) -> Pillow.Image:
    try:
        picture.load()
    except Exception as error:  # as in _opened
        raise bad_page(reason("ofd_part.picture_cut")) from error
    if picture.mode[0] in "IF":  # sixteen bits: converted to eight
        low, high = picture.convert("F").getextrema()
        scale = 255 / max(255.0, float(str(high)), -float(str(low)))
        return picture.convert("F").point(lambda value: value * scale).convert("L")
    return picture


def _bounded(sheet: OfdSheet, width: int, height: int) -> None:
    sheet.pixels += width * height
    if width * height > limits().ofd_pixels or sheet.pixels > limits().ofd_all_pixels:
        raise InputError(
            "too_many_pixels", reason("ofd.picture_too_large", width=width, height=height)
        )


def _jbig2_size(data: bytes) -> tuple[int, int]:
    """The size from the first segment that states it; segments with long headers come later."""
    at = 9 if data[8] & 2 else 13
    if not data[8] & 1 or len(data) < at + 30 or data[at + 4] & 0x3F != PAGE_INFORMATION:
        raise bad_page(reason("ofd_part.picture_kind"))
    width, height = struct.unpack_from(">LL", data, at + 11)
    return int(width), int(height)


def _jbig2_segments(data: bytes) -> bytes:
    """The data without the file header, which a PDF does not allow."""
    return data[9 if data[8] & 2 else 13 :]
