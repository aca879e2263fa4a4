"""File names from any system, made safe to show and to write."""

import os
import re
from collections.abc import Iterable

_NOISE = {
    ".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "@eadir", "#recycle",
    "$recycle.bin", "system volume information", "lost+found",
}  # fmt: skip
_NO_PAPERS = (
    ".txt", ".csv", ".log", ".md", ".ini", ".json", ".yaml", ".yml", ".mp4", ".mov", ".m4v", ".3gp",
    ".avi", ".mkv", ".flv", ".mp3", ".m4a", ".wav", ".amr", ".ogg", ".flac",
)  # fmt: skip
"""Plain text, films and sound."""
_SIDECARS = (".aae", ".xmp", ".thm", ".pp3")
"""Suffixes of settings files that cameras and picture programs store beside a picture."""
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\/\x00-\x1f]')
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}
"""Names that Windows treats as devices, with any suffix."""


def shown(name: str) -> str:
    """The name as text: non-UTF-8 bytes are decoded as GBK, control characters replaced."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:  # a name with undecodable bytes from the file system
        name = decoded(os.fsencode(name))
    return "".join(ch if ch.isprintable() else "_" for ch in name)


def decoded(raw: bytes) -> str:
    """A name of unknown encoding; in China that is UTF-8 or GBK."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("ascii", "replace")


def on_any_system(name: str) -> str:
    """A name that is valid on every system: Windows may read what another system wrote."""
    name = _NOT_ON_WINDOWS.sub("_", name).rstrip(" .") or "_"
    device = name.split(".")[0].rstrip().lower() in _DEVICES
    return f"_{name}" if device else name


def is_noise(name: str) -> bool:
    """Whether a file or folder of that name is hidden or created by a system."""
    return name.startswith((".", "~$")) or name.lower() in _NOISE


def is_no_paper(name: str) -> bool:
    """Whether the name shows that the file is not a paper; its content is checked separately."""
    return name.lower().endswith(_NO_PAPERS)


def is_sidecar(name: str) -> bool:
    """Whether the name is that of a settings file for a picture beside it."""
    return name.lower().endswith(_SIDECARS)


def unique(name: str, taken: Iterable[str]) -> str:
    """The name, with a number added if it is already used."""
    taken = set(taken)
    number, result = 1, name
    while result in taken:
        number += 1
        result = f"{name} ({number})"
    return result
