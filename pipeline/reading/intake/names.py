"""Names of files, fit to be shown and written: whatever system made them, whatever they hide."""

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
"""What cameras and picture programs put beside a picture: their settings for it."""
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\/\x00-\x1f]')
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}
"""What Windows takes for a device, whatever suffix it has."""


def shown(name: str) -> str:
    """The name as text: bytes that are not UTF-8 taken for GBK, control characters replaced."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:  # a name of another system, as the file system hands it out
        name = decoded(os.fsencode(name))
    return "".join(ch if ch.isprintable() else "_" for ch in name)


def decoded(raw: bytes) -> str:
    """A name that does not say how it is written; in China that is UTF-8 or GBK."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("ascii", "replace")


def on_any_system(name: str) -> str:
    """The name as every system can keep it, for Windows may look at what another wrote."""
    name = _NOT_ON_WINDOWS.sub("_", name).rstrip(" .") or "_"
    device = name.split(".")[0].rstrip().lower() in _DEVICES
    return f"_{name}" if device else name


def is_noise(name: str) -> bool:
    """Whether a file or folder of that name is hidden or put there by a system."""
    return name.startswith((".", "~$")) or name.lower() in _NOISE


def is_no_paper(name: str) -> bool:
    """Whether a file of that name was never meant as a paper; what its bytes say is asked too."""
    return name.lower().endswith(_NO_PAPERS)


def is_sidecar(name: str) -> bool:
    """Whether a file of that name only tells of a picture beside it."""
    return name.lower().endswith(_SIDECARS)


def unique(name: str, taken: Iterable[str]) -> str:
    """The name, with a number where it is taken."""
    taken = set(taken)
    number, result = 1, name
    while result in taken:
        number += 1
        result = f"{name} ({number})"
    return result
