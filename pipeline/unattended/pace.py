"""How a batch gets on: pages a second, and how long it may still take; for many threads."""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

SOON = 5.0  # seconds before which nothing is said of a pace


class Moment(NamedTuple):
    """How far a batch is."""

    packets: int
    of: int
    pages: int
    rate: float | None
    """Pages a second so far; None where it is too early to say."""
    left: float | None
    """Seconds that it will still take, if it goes on so."""

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.packets / self.of if self.of else 0.0


class Pace:
    """Told of pages and packets as they end."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._begun = clock, clock()
        self._lock = threading.Lock()
        self._pages: dict[str, int] = {}
        self._all_pages = 0
        self._ended: set[str] = set()
        self._of = 0

    def begin(self, packets: int) -> None:
        """So many packets begin now."""
        self._of, self._begun = packets, self._clock()

    def pages(self, packet: str, done: int) -> None:
        """So many pages of a packet are read."""
        with self._lock:
            self._all_pages += done - self._pages.get(packet, 0)
            self._pages[packet] = done

    def ended(self, packet: str) -> None:
        """Nothing more becomes of a packet."""
        with self._lock:
            self._ended.add(packet)

    @property
    def now(self) -> Moment:
        """How far it is."""
        with self._lock:
            packets, pages = len(self._ended), self._all_pages
        seconds = self._clock() - self._begun
        if seconds < SOON:
            return Moment(packets, self._of, pages, None, None)
        left = seconds * (self._of - packets) / packets if packets else None
        return Moment(packets, self._of, pages, pages / seconds, left)
