"""How much processor time may still be spent: of a batch, a packet of it, a file of that.

What is spent of a file is spent of its packet and its batch too. Many threads may spend at once.
"""

import threading

from core.limits import limits
from core.reasons import reason

PACKET_SPENT = reason("reader.packet_spent")
FILE_SPENT = reason("reader.file_spent")
BATCH_SPENT = reason("reader.batch_spent")


def batch_budget() -> "Budget":
    """All the time that a batch may take."""
    return Budget(limits().batch_seconds, spent=BATCH_SPENT)


class Budget:
    """Seconds of processor time, within those of `parent`. `spent` is said when none are left."""

    def __init__(
        self, seconds: float, parent: "Budget | None" = None, spent: str = FILE_SPENT
    ) -> None:
        self._seconds = seconds
        self._parent = parent
        self._spent = spent
        self._lock = threading.Lock()

    @property
    def left(self) -> float:
        """Seconds that may still be spent, here and above; never below 0."""
        own = max(0.0, self._seconds)
        return own if self._parent is None else min(own, self._parent.left)

    @property
    def message(self) -> str:
        """What is said of what there is no time left for, and what to do; fit to be shown."""
        if self._parent is not None and self._parent.left <= 0:
            return self._parent.message
        return self._spent

    def spend(self, seconds: float) -> None:
        """Take away what was used."""
        with self._lock:
            self._seconds -= seconds
        if self._parent is not None:
            self._parent.spend(seconds)

    def grow(self, seconds: float) -> None:
        """Allow so much more here; what is left above stays."""
        with self._lock:
            self._seconds += seconds

    def shut(self, message: str) -> None:
        """Let nothing more be spent here, for the reason given."""
        with self._lock:
            self._seconds, self._spent = 0.0, message
