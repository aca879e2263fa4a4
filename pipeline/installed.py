"""Our code and data as they are installed, as one hash: kept results must not outlive them."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pipeline

ROOMS = ("core", "extractors", "pipeline", "validators")  # they are in the same folder
LEFT_OUT = {".pyc", ".pyo"}


@cache
def code_mark(rooms: Sequence[str] = ROOMS) -> str:
    """A hash of the code and data in these rooms, computed once per process."""
    digest = hashlib.sha256()
    root = Path(pipeline.__path__[0]).parent
    for room in rooms:
        for path in sorted((root / room).rglob("*")):
            if path.is_file() and path.suffix not in LEFT_OUT:
                digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
