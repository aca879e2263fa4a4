"""The fonts of this machine, used to draw a page that does not embed its own."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

FOLDERS = (
    "/usr/share/fonts",
    "/usr/share/X11/fonts/Type1",
    "/usr/share/X11/fonts/TTF",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
)
"""Font folders of PDFium, also used for fonts that an OFD names."""
OWN = (".local/share/fonts", ".fonts", "Library/Fonts")  # below the user's home
WINDOWS = (("WINDIR", "Fonts"), ("LOCALAPPDATA", "Microsoft/Windows/Fonts"))
"""Environment variables and the font folders below them."""


def font_folders() -> list[Path]:
    """The font folders, existing or not."""
    folders = [Path(folder) for folder in FOLDERS]
    folders += [Path(os.environ[name], below) for name, below in WINDOWS if name in os.environ]
    with suppress(RuntimeError):  # no home folder
        folders += [Path.home() / own for own in OWN]
    return folders


def font_files() -> Iterator[Path]:
    """All files in the font folders, in a stable order."""
    for folder in font_folders():
        yield from sorted(path for path in folder.rglob("*") if path.is_file())


@cache
def installed_fonts() -> str:
    """A hash that changes when a font is added or removed; computed once per process."""
    found = sorted(f"{path}:{path.stat().st_size}" for path in font_files())
    return hashlib.sha256("\n".join(found).encode()).hexdigest()[:16]
