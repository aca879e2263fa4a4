"""Whether a PDF may hold an electronic signature."""

import mmap
from pathlib import Path

MARK = b"/ByteRange"  # of every signature, and never compressed: bytes of the file are counted


def is_signed(path: Path) -> bool:
    """Whether its bytes name one anywhere."""
    with path.open("rb") as handle, mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(MARK) >= 0
