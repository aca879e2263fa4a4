"""Installed fonts that replace fonts which an OFD names but does not embed."""

import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from pipeline.reading.intake.ofd.sfnt import BrokenFace, Sfnt, faces_in
from pipeline.reading.intake.system_fonts import font_files

KINDS = Path(__file__).with_name("faces.toml")
SUFFIXES = {".ttf", ".ttc", ".otf", ".otc"}
MAINLAND = (" SC", " CN")  # name endings of a collection's fonts with mainland glyph forms


def faces_for(name: str) -> Iterator[Sfnt]:
    """Fonts that may replace the font of that name, the most similar first; each loaded on demand.

    For a font of unknown style 宋体 is the default.
    """
    kinds = _kinds()
    plain = name.lower().replace(" ", "")
    first = next((k for k in ("fang", *kinds) if any(w in plain for w in kinds[k][0])), "song")
    files = _files()
    for kind in dict.fromkeys([first, "song" if first == "fang" else first, *kinds]):
        for begin in kinds[kind][1]:
            for stem in sorted(files):
                if stem.startswith(begin) and (face := _loaded(files[stem])) is not None:
                    yield face


@cache
def _kinds() -> dict[str, tuple[list[str], list[str]]]:
    data = tomllib.loads(KINDS.read_text("utf-8"))
    return {kind: (one["words"], one["files"]) for kind, one in data.items()}


@cache
def _files() -> dict[str, Path]:
    """All font files of this computer, by their names in lower case without suffix."""
    found: dict[str, Path] = {}
    for path in font_files():
        if path.suffix.lower() in SUFFIXES:
            found.setdefault(path.stem.lower(), path)
    return found


@lru_cache(maxsize=6)
def _loaded(path: Path) -> Sfnt | None:
    try:
        data = path.read_bytes()
        faces = [Sfnt(data, number) for number in range(min(16, faces_in(data)))]
    except (OSError, BrokenFace):
        return None
    ours = (face for face in faces if any(n.endswith(MAINLAND) for n in face.names))
    return next(ours, faces[0])
