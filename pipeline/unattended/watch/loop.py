"""The main loop of the watch: look, take what has settled, complete it; repeat.

A single thread does everything, one thing at a time. After a crash, the state is restored from
the journal (ledger.py) and from the content of OUT (publish.py).
"""

import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from core.errors import InputError
from pipeline.unattended.journal import Journal
from pipeline.unattended.watch.away import put_away
from pipeline.unattended.watch.check import DropChecker
from pipeline.unattended.watch.finish import Event, Finisher, Tell
from pipeline.unattended.watch.ledger import VersionEntry, WatchLedger, new_key
from pipeline.unattended.watch.look import EntrySnapshot, WalkResult, look, whole
from pipeline.unattended.watch.places import WatchFolders
from pipeline.unattended.watch.settle import Settling, Times
from pipeline.unattended.watch.take import ChangedWhileCopied, TakenCopy, take
from pipeline.unattended.watch.walk import Unreadable, Vanished, opened

RESCAN = 30.0  # seconds between looks when nothing happens, and before a second try
DROP, HOOKS = "/drop", "/hooks"  # keys for waiting items; no thing's name contains a slash


class Hooks(Protocol):
    """Receivers of results. Their methods do not block or raise."""

    def put(self, key: str, outcome: str, counts: Mapping[str, int]) -> None:
        """Report a result. May be called again until it is sent."""

    def sent(self, key: str) -> bool:
        """Whether that result was reported."""

    def wait(self) -> None:
        """Wait until everything that can be sent now is sent."""


class Watch:
    """A watch over a drop folder. Keeps OUT locked until it is closed."""

    def __init__(
        self,
        places: WatchFolders,
        checker: DropChecker,
        tell: Tell,
        times: Times | None = None,
        hooks: Hooks | None = None,
        rescan: float = RESCAN,
    ) -> None:
        """Raises InputError if OUT cannot be used, or another watch holds it."""
        self._places, self._tell, self._hooks, self._rescan = places, tell, hooks, rescan
        self._times = times or Times()
        self._settling = Settling(self._times)
        self._rooms = checker.rooms
        try:
            self._rooms.make()
            self._journal = Journal(self._rooms.journal)
            self._ledger = WatchLedger(self._journal, places.out)
            self._rooms.tidy({entry.key for entry in self._ledger.open()})
        except OSError as error:
            raise InputError(
                "out_not_writable", f"无法写入 {places.out}", f"cannot write to {places.out}"
            ) from error
        self._finisher = Finisher(
            places, self._rooms, self._ledger, checker, tell, hooks is not None
        )
        self._later: dict[str, float] = {}
        self._took = False  # whether this round took anything; it may have changed since
        self._reported: set[tuple[Event, str, str]] = set()

    def __enter__(self) -> "Watch":
        return self

    def __exit__(self, *_: object) -> None:
        self._journal.close()

    def run(self, wait: Callable[[float], None], *, once: bool = False) -> None:
        """Watch for ever; with `once`, until everything present has its result.

        With `once` raises InputError if a result is not possible.
        """
        self._tell("begins", str(self._places.drop), "")
        while True:
            awaited = self.step()
            if once and not self._took and awaited <= self._later.keys():
                self._last_words()
                break
            soon = min(self._rescan, self._times.file / 2, self._times.folder / 2)
            wait(max(0.05, soon) if awaited or once else self._rescan)
        if awaited:
            raise InputError(
                "not_settled", f"有 {len(awaited)} 件未能完成", f"{len(awaited)} not finished"
            )

    def step(self) -> set[str]:
        """One round. Returns the keys and names that are still waiting."""
        self._took = False
        for entry in self._ledger.open():
            self._unless_failed(entry.key, entry.given, partial(self._finisher.finish, entry))
        try:
            found = look(self._places.drop, self._places.own)
        except Unreadable as error:
            self._later[DROP] = time.monotonic()
            self._say_once("no_drop", "", str(error))
            return {DROP}
        self._forget(found)
        for name in sorted(found.ignored):
            self._say_once("ignored", name, "")
        self._settling.observe(found.things, time.monotonic())
        for name, seen in found.things.items():
            self._unless_failed(name, name, partial(self._consider, seen, found))
        left = self._move_all(found) if self._places.done is not None else set()
        self._unless_failed(HOOKS, "", self._tell_hooks)
        left.update(entry.key for entry in self._ledger.open())
        return left | {seen.name for seen in found.things.values() if self._awaits(seen)}

    def _awaits(self, seen: EntrySnapshot) -> bool:
        return not self._ledger.knows(seen) and bool(seen.files or seen.trouble)

    def _consider(self, seen: EntrySnapshot, found: WalkResult) -> None:
        """Take a thing that has settled and is not known, and complete it."""
        if self._ledger.knows(seen):
            return
        if not self._settling.ready(seen, time.monotonic(), self._whole):
            return
        key = new_key()
        try:
            entry = self._taken(seen, found, key)
        finally:
            if self._ledger.entry(key) is None:  # an unrecorded copy would only fill the disk
                self._rooms.clear(key)
        if entry is not None:
            self._took = True
            self._finisher.finish(entry)

    def _taken(self, seen: EntrySnapshot, found: WalkResult, key: str) -> VersionEntry | None:
        """The new entry; None if it is not to be taken now, or ever again."""
        try:
            taken = take(self._places.drop, seen, self._rooms.copy_of(key, seen.name))
        except (ChangedWhileCopied, Vanished):
            self._settling.disturbed(seen.name, time.monotonic())
            return None
        except Unreadable as error:
            if self._settling.patient(seen, time.monotonic()):
                self._say_once("waits", seen.name, str(error))
                return None
            taken = TakenCopy(seen, "", str(error))
        if self._is_known(taken, found):
            return None
        before = self._ledger.latest(seen.name)
        entry = self._ledger.take(taken, key)
        self._tell("taken" if before is None else "changed", seen.name, "")
        return entry

    def _is_known(self, taken: TakenCopy, found: WalkResult) -> bool:
        """Whether it was only touched or renamed: then it is not checked again."""
        seen = taken.sight
        before = self._ledger.latest(seen.name)
        same = before is not None and bool(taken.sha256) and before.sha256 == taken.sha256
        known = before if same else self._ledger.renamed_from(taken, found.things)
        if known is None:
            return False
        self._ledger.same(known, seen)
        self._tell("same" if same else "renamed", seen.name, known.folder)
        return True

    def _whole(self, name: str) -> bool:
        with opened(self._places.drop) as folder:
            return whole(folder, name)

    def _move_all(self, found: WalkResult) -> set[str]:
        """Move finished originals out of the drop folder; the names of those that stay for now."""
        left: set[str] = set()
        for name, seen in found.things.items():
            entry = self._ledger.latest(name)
            if entry is not None and entry.done and self._ledger.knows(seen):
                self._unless_failed(name, name, partial(self._move, entry))
                moved = self._ledger.latest(name)
                left |= {name} if moved is not None and not moved.moved else set()
        return left

    def _move(self, entry: VersionEntry) -> None:
        assert self._places.done is not None
        if put_away(self._places.drop, self._places.done, entry):
            self._ledger.mark(entry, "moved")
            self._tell("moved", entry.name, "")

    def _tell_hooks(self) -> None:
        if self._hooks is None:
            return
        for entry in self._ledger.untold():
            if self._hooks.sent(entry.key):
                self._ledger.mark(entry, "told")
            else:
                self._hooks.put(entry.key, entry.outcome, entry.counts)

    def _last_words(self) -> None:
        if self._hooks is not None:
            self._hooks.wait()
            self._unless_failed(HOOKS, "", self._tell_hooks)

    def _unless_failed(self, key: str, name: str, act: Callable[[], None]) -> None:
        """Act, unless this failed a short time ago; after a failure, the thing waits."""
        if self._later.get(key, 0.0) > time.monotonic():
            return
        try:
            act()
        except Exception as error:  # any kind: the other things must not be affected
            self._later[key] = time.monotonic() + self._rescan
            self._say_once("waits", name, _reason(error))
        else:
            self._later.pop(key, None)

    def _say_once(self, event: Event, name: str, detail: str) -> None:
        if (event, name, detail) not in self._reported:
            self._reported.add((event, name, detail))
            self._tell(event, name, detail)

    def _forget(self, found: WalkResult) -> None:
        """Forget things that no longer exist."""
        here = found.things.keys() | found.ignored | {entry.key for entry in self._ledger.open()}
        self._later = {key: at for key, at in self._later.items() if key in here or key == HOOKS}
        self._reported = {
            one for one in self._reported if one[1] in here or (not one[1] and one[0] == "waits")
        }


def _reason(error: Exception) -> str:
    """Why something has to wait: the system's message or our own, otherwise the error class."""
    if isinstance(error, InputError):
        return str(error)
    message = error.strerror if isinstance(error, OSError) else None
    return message or type(error).__name__
