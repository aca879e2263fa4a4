"""Incomplete pictures: truncated JPEGs, and files whose end was left empty by a broken disk.

A JPEG that lacks only its end mark, as some cameras and copiers write it, is complete.
"""

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

END = b"\xff\xd9"
NEAR_END = 64  # bytes; some programs add padding after the mark
TAILS = (b"", b"\x5a" * 64, b"\xa5" * 64)
"""Bytes put before the mark: after the last row they are skipped, inside a row they are drawn."""
EMPTY = 256  # bytes: compressed pictures have no such run of zeros before their end
PLAIN = ("BMP", "DIB", "PPM", "TIFF")
"""Formats that may store rows uncompressed: zeros are then black rows."""
BAND = 0.05  # of a picture's height
PAPER = 100  # of 255: a darker picture is not paper with a black end


def is_emptied(picture: Pillow.Image, flat: Pillow.Image, path: Path) -> bool:
    """Whether a picture's last data are zeros; `flat` is the decoded picture."""
    if picture.format in PLAIN:
        return picture.mode != "1" and _is_black_at_an_end(np.asarray(flat))
    return picture.format in ("HEIF", "JPEG", "MPO", "WEBP") and _ends_in_zeros(path.read_bytes())


def _ends_in_zeros(data: bytes) -> bool:
    """Whether a compressed picture ends in zeros without an end mark before them."""
    if data.startswith(b"RIFF"):
        data = data[: int.from_bytes(data[4:8], "little") + 8]
    return data[-EMPTY:] == bytes(EMPTY) and not data.rstrip(b"\0").endswith(END)


def _is_black_at_an_end(rows: NDArray[np.uint8]) -> bool:
    band = max(1, round(BAND * rows.shape[0]))
    empty = rows.any() and not (rows[-band:].any() and rows[:band].any())
    return bool(empty) and float(np.median(rows[rows.any(axis=(1, 2))])) > PAPER


def is_torn(data: bytes) -> bool:
    """Whether the rows of a JPEG end before its picture does."""
    if _ends_in_zeros(data):
        return True
    return END not in data[-NEAR_END:] and without_end_mark(data) is None


def without_end_mark(data: bytes) -> Pillow.Image | None:
    """The picture if all its rows are there: the bytes after them do not change it."""
    if not data.startswith(b"\xff\xd8"):
        return None
    try:
        first, *others = (_opened(data + tail + END) for tail in TAILS)
    except OSError:
        return None
    same = all(np.array_equal(np.asarray(first), np.asarray(other)) for other in others)
    return first if same else None


def _opened(data: bytes) -> Pillow.Image:
    picture = Pillow.open(io.BytesIO(data), formats=["JPEG"])
    picture.load()
    return picture
