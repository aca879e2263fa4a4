"""A worker's start settings: its engines, and the paths its walls leave open."""

from pathlib import Path

from core.limits import Limits
from core.models.base import Model


class Start(Model):
    """A worker's engines (none: it only tests its walls) and the paths it may access."""

    engine: str | None
    second: str | None
    limits: Limits
    caller: int
    """The caller's process; the worker must not outlive it."""
    scratch: Path
    """The only folder it may write in."""
    readable: tuple[Path, ...]
    listed: tuple[Path, ...]
    """Folders that it may list but whose files it may not read."""
    runnable: tuple[Path, ...] = ()
    """Programs it may start: only those of its engines and their loaders."""
