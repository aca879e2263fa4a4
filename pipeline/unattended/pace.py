"""Progress of a batch: pages per second and time left; safe for threads."""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

SOON = 5.0  # seconds before a rate is shown


class ProgressMoment(NamedTuple):
    """The progress of a batch at one moment."""

    packets: int
    of: int
    pages: int
    rate: float | None
    """Pages per second so far; None if it is too early."""
    left: float | None
    """Estimated seconds left at this rate."""

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.packets / self.of if self.of else 0.0


class Pace:
    """Counts pages and packets as they finish."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._begun = clock, clock()
        self._lock = threading.Lock()
        self._pages: dict[str, int] = {}
        self._all_pages = 0
        self._ended: set[str] = set()
        self._of = 0

    def begin(self, packets: int) -> None:
        """Start the clock for a batch of that many packets."""
        self._of, self._begun = packets, self._clock()

    def pages(self, packet: str, done: int) -> None:
        """The number of pages of a packet read so far."""
        with self._lock:
            self._all_pages += done - self._pages.get(packet, 0)
            self._pages[packet] = done

    def ended(self, packet: str) -> None:
        """A packet is finished."""
        with self._lock:
            self._ended.add(packet)

    @property
    def now(self) -> ProgressMoment:
        """The present progress."""
        with self._lock:
            packets, pages = len(self._ended), self._all_pages
        seconds = self._clock() - self._begun
        if seconds < SOON:
            return ProgressMoment(packets, self._of, pages, None, None)
        left = seconds * (self._of - packets) / packets if packets else None
        return ProgressMoment(packets, self._of, pages, pages / seconds, left)
