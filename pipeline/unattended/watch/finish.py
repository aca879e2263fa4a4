"""From taken to done: check an entry, put its result in place, then record that.

In this order, a crash at any point leaves an entry without a recorded result, and OUT shows
whether the result is there.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from core.errors import InputError
from core.models.report import Report
from pipeline.unattended.batch import counts_of
from pipeline.unattended.durable import remove
from pipeline.unattended.watch.check import DropChecker
from pipeline.unattended.watch.ledger import VersionEntry, WatchLedger
from pipeline.unattended.watch.look import sight
from pipeline.unattended.watch.places import WatchFolders
from pipeline.unattended.watch.publish import OutFolders
from pipeline.unattended.watch.status import state_of
from pipeline.unattended.watch.take import ChangedWhileCopied, content_of, take
from pipeline.unattended.watch.walk import Unreadable, Vanished, opened

Event = Literal[
    "begins", "taken", "changed", "same", "renamed", "done", "moved", "ignored", "waits", "no_drop"
]
Tell = Callable[[Event, str, str], None]
"""Called with an event, the name of the thing (or empty) and a detail: the state of a finished one,
the folder in OUT of a known one, the reason of a waiting one.
"""


@dataclass
class Finisher:
    """Completes entries."""

    places: WatchFolders
    rooms: OutFolders
    ledger: WatchLedger
    checker: DropChecker
    tell: Tell
    hooked: bool = False
    """Whether hooks must be told of results."""
    _begun: set[str] = field(default_factory=set)

    def finish(self, entry: VersionEntry) -> None:
        """Give an entry its result. Raises OSError or InputError if it must wait."""
        if self.rooms.is_published(entry.key, entry.folder):  # from before a crash
            path = self.places.out / entry.folder / "report.json"
            report = Report.model_validate_json(path.read_bytes())
            state = state_of(report, self.checker.lang)
        else:
            report, state = self._checked(entry)
            self.rooms.publish(entry.key, entry.folder)
        self.ledger.finish(entry, report.outcome, counts_of(report), told=not self.hooked)
        self.rooms.clear(entry.key)
        self.tell("done", entry.given, state)

    def _checked(self, entry: VersionEntry) -> tuple[Report, str]:
        entry = self._with_copy(entry)
        if entry.key not in self._begun:  # once per run: further ones come from crashes
            tries = self.ledger.begin(entry).tries
            entry = replace(entry, tries=tries)
            self._begun.add(entry.key)
        try:
            return self.checker.write(entry)
        except (KeyboardInterrupt, SystemExit):  # stopped by a person: not the packet's fault
            self.ledger.mark(entry, "rested")
            raise
        except (OSError, InputError):  # a partial result would only fill the disk
            remove(self.rooms.stage(entry.key))
            raise

    def _with_copy(self, entry: VersionEntry) -> VersionEntry:
        """The entry with its copy restored if it was lost; otherwise its result reports that."""
        copy = self.rooms.copy_of(entry.key, entry.given)
        if entry.trouble or content_of(copy) == entry.sha256:
            return entry
        try:
            with opened(self.places.drop) as folder:
                seen = sight(folder, entry.name)
            if take(self.places.drop, seen, copy).sha256 == entry.sha256:
                return entry
        except (ChangedWhileCopied, Vanished, Unreadable):
            pass
        remove(copy)
        return replace(entry, trouble="lost")
