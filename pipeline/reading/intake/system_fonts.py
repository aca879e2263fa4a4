"""The fonts of this machine, with which a page is drawn that does not bring its own."""

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
"""Where PDFium looks for fonts, and we for those that an OFD names."""
OWN = (".local/share/fonts", ".fonts", "Library/Fonts")  # below the home of who runs it
WINDOWS = (("WINDIR", "Fonts"), ("LOCALAPPDATA", "Microsoft/Windows/Fonts"))
"""Below what these variables name, where they do."""


def font_folders() -> list[Path]:
    """The folders of fonts, there or not."""
    folders = [Path(folder) for folder in FOLDERS]
    folders += [Path(os.environ[name], below) for name, below in WINDOWS if name in os.environ]
    with suppress(RuntimeError):  # nobody's home
        folders += [Path.home() / own for own in OWN]
    return folders


def font_files() -> Iterator[Path]:
    """All files in the folders of fonts, in an order of their own that does not change."""
    for folder in font_folders():
        yield from sorted(path for path in folder.rglob("*") if path.is_file())


@cache
def installed_fonts() -> str:
    """A mark of them, another one when any comes or goes; looked for once a process."""
    found = sorted(f"{path}:{path.stat().st_size}" for path in font_files())
    return hashlib.sha256("\n".join(found).encode()).hexdigest()[:16]
