"""From taken to done: an entry is checked, its result put in place, then written down.

In that order, so that a crash at any point leaves an entry that is owed a result, and a look
at OUT tells whether it has it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from core.errors import InputError
from core.models.report import Report
from pipeline.unattended.batch import counts_of
from pipeline.unattended.durable import remove
from pipeline.unattended.watch.check import Checker
from pipeline.unattended.watch.ledger import Entry, Ledger
from pipeline.unattended.watch.look import sight
from pipeline.unattended.watch.places import Places
from pipeline.unattended.watch.publish import Rooms
from pipeline.unattended.watch.status import state_of
from pipeline.unattended.watch.take import Changed, content_of, take
from pipeline.unattended.watch.walk import Unreadable, Vanished, opened

Event = Literal[
    "begins", "taken", "changed", "same", "renamed", "done", "moved", "ignored", "waits", "no_drop"
]
Tell = Callable[[Event, str, str], None]
"""Told of an event, the name of the thing (or empty) and a detail: the state of what is done,
the folder in OUT of what is known, the reason why something waits."""


@dataclass
class Finisher:
    """Sees entries through."""

    places: Places
    rooms: Rooms
    ledger: Ledger
    checker: Checker
    tell: Tell
    hooked: bool = False
    """Whether somebody is to be told of results."""
    _begun: set[str] = field(default_factory=set)

    def finish(self, entry: Entry) -> None:
        """Give an entry its result. Raises OSError or InputError where it must wait."""
        if self.rooms.is_published(entry.key, entry.folder):  # a crash came in between
            path = self.places.out / entry.folder / "report.json"
            report = Report.model_validate_json(path.read_bytes())
            state = state_of(report, self.checker.lang)
        else:
            report, state = self._checked(entry)
            self.rooms.publish(entry.key, entry.folder)
        self.ledger.finish(entry, report.outcome, counts_of(report), told=not self.hooked)
        self.rooms.clear(entry.key)
        self.tell("done", entry.given, state)

    def _checked(self, entry: Entry) -> tuple[Report, str]:
        entry = self._with_copy(entry)
        if entry.key not in self._begun:  # once a run: more of these are crashes
            tries = self.ledger.begin(entry).tries
            entry = replace(entry, tries=tries)
            self._begun.add(entry.key)
        try:
            return self.checker.write(entry)
        except (KeyboardInterrupt, SystemExit):  # asked to stop: not the packet's fault
            self.ledger.mark(entry, "rested")
            raise
        except (OSError, InputError):  # half a result would only fill the disk
            remove(self.rooms.stage(entry.key))
            raise

    def _with_copy(self, entry: Entry) -> Entry:
        """Its copy made once more where it was lost; else the result will say so."""
        copy = self.rooms.copy_of(entry.key, entry.given)
        if entry.trouble or content_of(copy) == entry.sha256:
            return entry
        try:
            with opened(self.places.drop) as folder:
                seen = sight(folder, entry.name)
            if take(self.places.drop, seen, copy).sha256 == entry.sha256:
                return entry
        except (Changed, Vanished, Unreadable):
            pass
        remove(copy)
        return replace(entry, trouble="lost")
