"""When a thing has stopped changing: by what was seen of it, never by its own dates.

A share's clock may differ from ours and a copy may bring old dates along, so the only
measure is how long, on our own steady clock, the thing has looked the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.unattended.watch.look import Sight

PATIENCE = 30  # times the settling time, for what looks unfinished or cannot be read


@dataclass(frozen=True)
class Times:
    """How long a thing must have looked the same, in seconds."""

    file: float = 10.0
    folder: float = 60.0
    """A packet is often scanned into its folder page by page."""

    def of(self, sight: Sight) -> float:
        return self.folder if sight.folder else self.file


class Settling:
    """Remembers since when each thing has looked as it does."""

    def __init__(self, times: Times) -> None:
        self._times = times
        self._since: dict[str, tuple[str, float]] = {}

    def observe(self, seen: Mapping[str, Sight], now: float) -> None:
        """Take in one look; what is gone is forgotten."""
        self._since = {
            name: (sight.shape, self._before(sight, now)) for name, sight in seen.items()
        }

    def _before(self, sight: Sight, now: float) -> float:
        shape, since = self._since.get(sight.name, ("", now))
        return since if shape == sight.shape else now

    def ready(self, sight: Sight, now: float, whole: Callable[[str], bool]) -> bool:
        """Whether it may be taken. An empty folder never is; the unfinished gets patience.

        `whole` says by its name whether its formats are complete; it is asked late, for it
        reads.
        """
        if sight.folder and not sight.files and not sight.trouble:
            return False
        if self._still(sight, now) < self._times.of(sight):
            return False
        if not self.patient(sight, now):
            return True
        return not sight.trouble and whole(sight.name)

    def patient(self, sight: Sight, now: float) -> bool:
        """Whether what looks unfinished or cannot be read may still come right."""
        return self._still(sight, now) < PATIENCE * self._times.of(sight)

    def _still(self, sight: Sight, now: float) -> float:
        return now - self._since[sight.name][1]

    def disturbed(self, name: str, now: float) -> None:
        """It changed while it was taken: begin anew."""
        self._since[name] = ("", now)
