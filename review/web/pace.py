"""Rate limit for anonymous visitors, in memory only, so that nothing about them is stored."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

WINDOW = 60.0
"""Length of the window in seconds."""
MAX_PER_ADDRESS, MAX_REQUESTS = 20, 90
"""Requests of one address, and of everybody, within the window; one takes an eighth of a second."""
MAX_ADDRESSES = 2_000


class RateLimiter:
    """Counts requests of the last minute; the longest inactive addresses are dropped."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._each: OrderedDict[str, deque[float]] = OrderedDict()
        self._all: deque[float] = deque()

    def admits(self, address: str) -> bool:
        """Whether another request of an address is allowed; an allowed request is counted."""
        with self._lock:
            now = self._clock()
            own = self._each.setdefault(address, deque())
            self._each.move_to_end(address)
            for times in (own, self._all):
                while times and times[0] <= now - WINDOW:
                    times.popleft()
            if len(own) >= MAX_PER_ADDRESS or len(self._all) >= MAX_REQUESTS:
                return False
            own.append(now)
            self._all.append(now)
            while len(self._each) > MAX_ADDRESSES:
                self._each.popitem(last=False)
            return True
