"""Whether a PDF may hold an electronic signature."""

import mmap
from pathlib import Path

MARK = b"/ByteRange"  # in every signature, never compressed, as it counts bytes of the file


def is_signed(path: Path) -> bool:
    """Whether the file's bytes contain a signature's mark."""
    with path.open("rb") as handle, mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(MARK) >= 0
