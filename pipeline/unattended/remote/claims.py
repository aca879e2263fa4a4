"""Who works at what, where an object store is all that runs share.

A claim is an object with the run's name: announce it, then look who else has. Of two the second to
announce sees the first, for a store shows what was put to whoever looks next; where both see each
other both step back. So no lock is needed and none is left: a run gives a sign again and again, and
the claims of one that gave none for a while count no more. Only one's own clock is looked at.
"""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from core.limits import limits
from core.objects import Objects

SIGNS, CLAIMS = "runs", "claims"
PAUSE = 1.0  # seconds between two tries, more or less, so that two do not step back for ever
SHARE = 4  # signs within the time after which one is taken for dead


class Runs:
    """The runs over an OUT, ourselves among them; a context manager."""

    def __init__(self, objects: Objects, run: str) -> None:
        self.run = run
        self._objects = objects
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._seen: dict[str, str] = {}
        self._quiet: dict[str, float] = {}
        self._looked = time.monotonic()
        self._first: dict[str, str] = {}

    def __enter__(self) -> "Runs":
        """Raises StoreTrouble."""
        self._first = self._marks()
        self._sign(0)
        threading.Thread(target=self._signing, name="signs", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        with suppress(OSError):
            self._objects.drop(f"{SIGNS}/{self.run}")

    def alive(self, run: str) -> bool:
        """Whether a run may still be at it. Raises StoreTrouble."""
        with self._lock:
            self._look()
            return run in self._seen and self._quiet[run] < limits().claim_clock

    def beside(self, run: str) -> bool:
        """Whether a run was seen to be at it since we began. Raises StoreTrouble."""
        with self._lock:
            self._look()
            return run in self._seen and self._seen[run] != self._first.get(run)

    def _look(self) -> None:
        """How long each gave no sign, by looks that were answered: while the store is away none is
        counted as silent, for it could not be heard.
        """
        now = time.monotonic()
        marks = self._marks()
        waited = min(now - self._looked, limits().claim_clock / SHARE)
        self._quiet = {
            run: self._quiet.get(run, 0.0) + waited if self._seen.get(run) == mark else 0.0
            for run, mark in marks.items()
        }
        self._seen, self._looked = marks, now

    def _marks(self) -> dict[str, str]:
        return {one.name: one.mark for one in self._objects.listed(SIGNS)}

    def _signing(self) -> None:
        number = 0
        while not self._over.wait(limits().claim_clock / SHARE):
            number += 1
            with suppress(OSError):  # it is away: the next sign says it
                self._sign(number)

    def _sign(self, number: int) -> None:
        self._objects.put(f"{SIGNS}/{self.run}", str(number).encode())


class ObjectClaims:
    """A claim for each thing that is worked at."""

    def __init__(self, objects: Objects, runs: Runs) -> None:
        self._objects, self._runs = objects, runs

    @contextmanager
    def held(self, name: str, *, wait: bool) -> Iterator[bool]:
        """Whether it is ours; with `wait` it is, as soon as nobody else holds it.

        Raises StoreTrouble.
        """
        ours = self._taken(name)
        while not ours and wait:
            time.sleep(PAUSE * random.uniform(0.5, 1.5))
            ours = self._taken(name)
        if not ours:
            yield False
            return
        try:
            yield True
        finally:
            with suppress(OSError):  # it ends with our signs
                self._objects.drop(self._mine(name))

    def still(self, name: str) -> bool:
        """Whether nobody took us for dead meanwhile. Raises StoreTrouble."""
        return self._objects.has(self._mine(name))

    def _taken(self, name: str) -> bool:
        if self._others(name):
            return False
        self._objects.put(self._mine(name), b"")
        if self._others(name):
            self._objects.drop(self._mine(name))
            return False
        return True

    def _others(self, name: str) -> bool:
        """Whether another that lives claims it; claims of the dead are deleted."""
        claimed = [one.name for one in self._objects.listed(f"{CLAIMS}/{name}")]
        others = [run for run in claimed if run != self._runs.run]
        living = [run for run in others if self._runs.alive(run)]
        if not living:
            for run in others:
                self._objects.drop(f"{CLAIMS}/{name}/{run}")
        return bool(living)

    def _mine(self, name: str) -> str:
        return f"{CLAIMS}/{name}/{self._runs.run}"
