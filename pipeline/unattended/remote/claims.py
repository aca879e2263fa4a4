"""Claims between runs that share only an object store.

A claim is an object with the run's name: a run writes its claim, then lists the others. The
store is consistent, so of two runs the later one sees the earlier; if both see each other,
both withdraw. So no lock is needed, and none is left behind. Each run writes a heartbeat;
claims of a run without one for a while no longer count. Only a run's own clock is used.
"""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from core.limits import limits
from core.objects import Objects

SIGNS, CLAIMS = "runs", "claims"
PAUSE = 1.0  # seconds between two tries, varied so that two runs do not withdraw forever
SHARE = 4  # heartbeats within the time after which a run is taken for dead


class Runs:
    """The runs that share an OUT, ourselves included; a context manager."""

    def __init__(self, objects: Objects, run: str) -> None:
        self.run = run
        self._objects = objects
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._heart = threading.Thread(target=self._signing, name="signs", daemon=True)
        self._seen: dict[str, str] = {}
        self._quiet: dict[str, float] = {}
        self._looked = time.monotonic()
        self._first: dict[str, str] = {}

    def __enter__(self) -> "Runs":
        """Raises StoreTrouble."""
        self._first = self._marks()
        self._sign(0)
        self._heart.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._heart.join()  # a heartbeat still on its way would be written after the drop
        with suppress(OSError):
            self._objects.drop(f"{SIGNS}/{self.run}")

    def alive(self, run: str) -> bool:
        """Whether a run may still be working. Raises StoreTrouble."""
        with self._lock:
            self._look()
            return run in self._seen and self._quiet[run] < limits().claim_clock

    def beside(self, run: str) -> bool:
        """Whether a run was seen working since we began. Raises StoreTrouble."""
        with self._lock:
            self._look()
            return run in self._seen and self._seen[run] != self._first.get(run)

    def _look(self) -> None:
        """Measures how long each run was silent. Only successful listings count: while the store is
        away, no run is silent.
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
            with suppress(OSError):  # the store is away: the next heartbeat reports it
                self._sign(number)

    def _sign(self, number: int) -> None:
        self._objects.put(f"{SIGNS}/{self.run}", str(number).encode())


class ObjectClaims:
    """A claim object for each unit of work."""

    def __init__(self, objects: Objects, runs: Runs) -> None:
        self._objects, self._runs = objects, runs

    @contextmanager
    def held(self, name: str, *, wait: bool) -> Iterator[bool]:
        """Whether we have the claim; with `wait`, waits until nobody else has it.

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
            with suppress(OSError):  # otherwise the claim ends with our heartbeats
                self._objects.drop(self._own_key(name))

    def still(self, name: str) -> bool:
        """Whether our claim still exists; others delete it if we seem dead. Raises StoreTrouble."""
        return self._objects.has(self._own_key(name))

    def _taken(self, name: str) -> bool:
        if self._others(name):
            return False
        self._objects.put(self._own_key(name), b"")
        if self._others(name):
            self._objects.drop(self._own_key(name))
            return False
        return True

    def _others(self, name: str) -> bool:
        """Whether another live run claims it; deletes the claims of dead runs."""
        claimed = [one.name for one in self._objects.listed(f"{CLAIMS}/{name}")]
        others = [run for run in claimed if run != self._runs.run]
        living = [run for run in others if self._runs.alive(run)]
        if not living:
            for run in others:
                self._objects.drop(f"{CLAIMS}/{name}/{run}")
        return bool(living)

    def _own_key(self, name: str) -> str:
        return f"{CLAIMS}/{name}/{self._runs.run}"
