"""Waits for a share or store that went away, for packets or for reports."""

import time

from core.limits import limits
from pipeline.unattended.batch import BatchJob
from pipeline.unattended.batch_rooms import BatchFolders
from pipeline.unattended.supply import Supply

LOOK = 1.0  # seconds between two looks


class Waiting:
    """One time limit for a whole run, however many packets wait; safe for threads."""

    def __init__(self, supply: Supply, rooms: BatchFolders) -> None:
        self._supply, self._rooms = supply, rooms
        self._until: float | None = None

    def for_packet(self, job: BatchJob) -> None:
        """Returns when everything is there, or when time is up."""
        if self._until is None:
            self._until = time.monotonic() + limits().store_away_clock
        while not (self._supply.there(job) and self._rooms.there()):
            if time.monotonic() + LOOK > self._until:
                return
            time.sleep(LOOK)
