"""Where things lie that no command names: readings in the cache, what must stay in the state."""

import os
import sys
from pathlib import Path

CACHE_VARIABLE = "YUSHEN_CACHE"
STATE_VARIABLE = "YUSHEN_STATE"
TRUST_VARIABLE = "YUSHEN_TRUST"


def cache_folder() -> Path:
    r"""Where readings are kept: $YUSHEN_CACHE, else yushen in the user's cache folder.

    On Windows %LOCALAPPDATA%\yushen\cache. It may be deleted at any time.
    """
    return _folder(CACHE_VARIABLE, "cache", "XDG_CACHE_HOME", ".cache")


def state_folder() -> Path:
    r"""Where memory and desk are kept: $YUSHEN_STATE, else yushen in the user's state folder.

    On Windows %LOCALAPPDATA%\yushen\state.
    """
    return _folder(STATE_VARIABLE, "state", "XDG_STATE_HOME", ".local/state")


def trust_folder() -> Path:
    """Where the roots lie that an office trusts: $YUSHEN_TRUST, else trust in the state folder."""
    chosen = os.environ.get(TRUST_VARIABLE)
    return Path(chosen) if chosen else state_folder() / "trust"


def _folder(ours: str, name: str, base: str, below_home: str) -> Path:
    if chosen := os.environ.get(ours):
        return Path(chosen)
    if sys.platform == "win32":  # one place for programs' own files, which is not copied about
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "yushen" / name
    return Path(os.environ.get(base) or Path.home() / below_home) / "yushen"
