"""Decides when a thing has stopped changing: by observation, never by its own dates.

A share's clock may differ from ours, and a copy may keep old dates. So the only measure is how
long, on our own monotonic clock, the thing has looked the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.unattended.watch.look import EntrySnapshot

PATIENCE = 30  # times the settling time, for things that look unfinished or cannot be read


@dataclass(frozen=True)
class Times:
    """Seconds that a thing must look the same before it is taken."""

    file: float = 10.0
    folder: float = 60.0
    """Longer: people often scan a packet into its folder page by page."""

    def of(self, sight: EntrySnapshot) -> float:
        return self.folder if sight.folder else self.file


class Settling:
    """Remembers since when each thing has looked the same."""

    def __init__(self, times: Times) -> None:
        self._times = times
        self._since: dict[str, tuple[str, float]] = {}

    def observe(self, seen: Mapping[str, EntrySnapshot], now: float) -> None:
        """Process one look; things that disappeared are forgotten."""
        self._since = {
            name: (sight.shape, self._before(sight, now)) for name, sight in seen.items()
        }

    def _before(self, sight: EntrySnapshot, now: float) -> float:
        shape, since = self._since.get(sight.name, ("", now))
        return since if shape == sight.shape else now

    def ready(self, sight: EntrySnapshot, now: float, whole: Callable[[str], bool]) -> bool:
        """Whether it may be taken. An empty folder never is; unfinished things get extra time.

        `whole` tells by name whether the thing's files are complete; called last, because it reads
        them.
        """
        if sight.folder and not sight.files and not sight.trouble:
            return False
        if self._still(sight, now) < self._times.of(sight):
            return False
        if not self.patient(sight, now):
            return True
        return not sight.trouble and whole(sight.name)

    def patient(self, sight: EntrySnapshot, now: float) -> bool:
        """Whether something that looks unfinished or unreadable still has extra time."""
        return self._still(sight, now) < PATIENCE * self._times.of(sight)

    def _still(self, sight: EntrySnapshot, now: float) -> float:
        return now - self._since[sight.name][1]

    def disturbed(self, name: str, now: float) -> None:
        """It changed while it was taken: start again."""
        self._since[name] = ("", now)
