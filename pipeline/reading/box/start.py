"""What a worker is told at its start: its engines, and what its walls leave open."""

from pathlib import Path

from core.limits import Limits
from core.models.base import Model


class Start(Model):
    """A worker's engines (none: it only shows its walls) and the paths that are left open to it."""

    engine: str | None
    second: str | None
    limits: Limits
    caller: int
    """The process that it must not outlive."""
    scratch: Path
    """The one folder that it may write in."""
    readable: tuple[Path, ...]
    listed: tuple[Path, ...]
    """Folders whose names alone may be seen."""
    runnable: tuple[Path, ...] = ()
    """Programs it may start: none but those of its engines and what loads them."""
