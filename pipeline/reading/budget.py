"""Budgets of processor time: for a batch, each of its packets, and each of their files.

Time spent on a file also counts for its packet and its batch. Thread-safe.
"""

import threading

from core.limits import limits
from core.reasons import reason

PACKET_SPENT = reason("reader.packet_spent")
FILE_SPENT = reason("reader.file_spent")
BATCH_SPENT = reason("reader.batch_spent")


def batch_budget() -> "Budget":
    """The time budget of a batch."""
    return Budget(limits().batch_seconds, spent=BATCH_SPENT)


class Budget:
    """Seconds of processor time, limited by `parent`. `spent` is the message when none is left."""

    def __init__(
        self, seconds: float, parent: "Budget | None" = None, spent: str = FILE_SPENT
    ) -> None:
        self._seconds = seconds
        self._parent = parent
        self._spent = spent
        self._lock = threading.Lock()

    @property
    def left(self) -> float:
        """Seconds left, here and in all parents; never below 0."""
        own = max(0.0, self._seconds)
        return own if self._parent is None else min(own, self._parent.left)

    @property
    def message(self) -> str:
        """The message for what could not be read in time, and what to do; safe to show."""
        if self._parent is not None and self._parent.left <= 0:
            return self._parent.message
        return self._spent

    def spend(self, seconds: float) -> None:
        """Subtract time that was used."""
        with self._lock:
            self._seconds -= seconds
        if self._parent is not None:
            self._parent.spend(seconds)

    def grow(self, seconds: float) -> None:
        """Add time to this budget; its parents are not changed."""
        with self._lock:
            self._seconds += seconds

    def shut(self, message: str) -> None:
        """Allow no more time here, for the given reason."""
        with self._lock:
            self._seconds, self._spent = 0.0, message
