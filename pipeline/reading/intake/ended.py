"""JPEGs that lack their end mark and nothing else, as some cameras and copiers leave them."""

import io

import numpy as np
from PIL import Image as Pillow

END = b"\xff\xd9"
NEAR_END = 64  # bytes; some programs pad behind the mark
TAILS = (b"", b"\x5a" * 64, b"\xa5" * 64)
"""What is put before the mark: behind the last row it is skipped, within one it is drawn."""


def is_torn(data: bytes) -> bool:
    """Whether a JPEG's rows end before its picture does."""
    return END not in data[-NEAR_END:] and without_end_mark(data) is None


def without_end_mark(data: bytes) -> Pillow.Image | None:
    """The picture, if all its rows are there: whatever follows them changes nothing."""
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
