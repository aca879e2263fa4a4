"""Default folders: the cache for readings, the state for permanent data."""

import os
import sys
from pathlib import Path

CACHE_VARIABLE = "YUSHEN_CACHE"
STATE_VARIABLE = "YUSHEN_STATE"
TRUST_VARIABLE = "YUSHEN_TRUST"


def cache_folder() -> Path:
    r"""The folder of readings: $YUSHEN_CACHE, else yushen in the user's cache folder.

    On Windows %LOCALAPPDATA%\yushen\cache. It may be deleted at any time.
    """
    return _folder(CACHE_VARIABLE, "cache", "XDG_CACHE_HOME", ".cache")


def state_folder() -> Path:
    r"""The folder of memory and desk: $YUSHEN_STATE, else yushen in the user's state folder.

    On Windows %LOCALAPPDATA%\yushen\state.
    """
    return _folder(STATE_VARIABLE, "state", "XDG_STATE_HOME", ".local/state")


def trust_folder() -> Path:
    """The folder of trusted root certificates: $YUSHEN_TRUST, else trust in the state folder."""
    chosen = os.environ.get(TRUST_VARIABLE)
    return Path(chosen) if chosen else state_folder() / "trust"


def _folder(ours: str, name: str, base: str, below_home: str) -> Path:
    if chosen := os.environ.get(ours):
        return Path(chosen)
    if sys.platform == "win32":  # local application data, which is not synchronised
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "yushen" / name
    return Path(os.environ.get(base) or Path.home() / below_home) / "yushen"
