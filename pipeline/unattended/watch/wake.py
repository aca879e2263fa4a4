"""Waits for changes in a folder: by system events if possible, otherwise by time.

Events only wake the watch, which then always looks itself: a network share loses events or has
none. Only the folder is watched, not its subfolders: the library would follow links.
"""

import time
from collections.abc import Iterator
from pathlib import Path

from watchfiles import watch

TICK = 500  # milliseconds
REST = 0.2  # minimum seconds between two looks, however much happens
AGAIN = 60.0  # seconds until system events are tried again


class Waker:
    """Waits; without events, by the clock alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._events: Iterator[object] | None = None
        self._not_before = 0.0

    def wait(self, seconds: float) -> None:
        """Return when something has changed, or after `seconds`."""
        end = time.monotonic() + seconds
        time.sleep(min(REST, seconds))
        while (left := end - time.monotonic()) > 0:
            if self._happened(left):
                return

    def _happened(self, left: float) -> bool:
        now = time.monotonic()
        if self._events is None and now >= self._not_before:
            self._events = watch(
                self._folder, watch_filter=None, recursive=False, debounce=400, step=50,
                rust_timeout=TICK, yield_on_timeout=True,
            )  # fmt: skip
        if self._events is not None:
            try:
                return bool(next(self._events))
            except (OSError, RuntimeError, StopIteration):  # no such folder, or no events
                self._events, self._not_before = None, now + AGAIN
        time.sleep(min(TICK / 1000, left))
        return False
