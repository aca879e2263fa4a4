"""The state of the watch, kept in its journal: what was taken, and its results.

taken ──► begun (each start of a check) ──► done ──► told, moved
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from core.clock import now_here
from core.models.finding import Status
from pipeline.unattended.journal import Journal
from pipeline.unattended.watch.look import EntrySnapshot
from pipeline.unattended.watch.take import TakenCopy

FORMER = "former"  # in OUT: results that were replaced by newer ones
MAX_NAME_BYTES = 180  # bytes of a result folder's name; leaves space for a number


@dataclass(frozen=True)
class VersionEntry:
    """One version of a thing's content. `key` reveals no name."""

    key: str
    name: str
    """Its name in the drop folder now."""
    given: str
    """Its name when it was taken."""
    folder: str
    """The folder of its result, in OUT."""
    is_folder: bool
    signature: str
    inode: int
    sha256: str
    trouble: str = ""
    tries: int = 0
    outcome: str = ""
    """Empty until it is done."""
    counts: Mapping[str, int] = field(default_factory=dict)
    told: bool = False
    moved: bool = False

    @property
    def done(self) -> bool:
        return bool(self.outcome)


class WatchLedger:
    """All entries. Changes are durable before a call returns, or it raises OSError."""

    def __init__(self, journal: Journal, out: Path) -> None:
        self._journal, self._out = journal, out
        self._entries: dict[str, VersionEntry] = {}
        self._latest: dict[str, str] = {}
        self._by_content: dict[tuple[str, int], str] = {}
        self._open: dict[str, None] = {}  # keys, in the order taken; every look needs them
        self._untold: dict[str, None] = {}
        self._folders = {FORMER}
        for record in journal.read():
            self._apply(record)

    def open(self) -> list[VersionEntry]:
        """Entries taken and not done, in the order taken."""
        return [self._entries[key] for key in self._open]

    def untold(self) -> list[VersionEntry]:
        """Entries done but not reported to the hooks."""
        return [self._entries[key] for key in self._untold]

    def entry(self, key: str) -> VersionEntry | None:
        """The entry of a key."""
        return self._entries.get(key)

    def latest(self, name: str) -> VersionEntry | None:
        """The latest entry of a thing with that name."""
        key = self._latest.get(name)
        return self._entries[key] if key is not None else None

    def knows(self, sight: EntrySnapshot) -> bool:
        """Whether the thing was taken with its present signature."""
        entry = self.latest(sight.name)
        return entry is not None and entry.signature == sight.signature

    def renamed_from(
        self, taken: TakenCopy, present: Mapping[str, EntrySnapshot]
    ) -> VersionEntry | None:
        """The entry of the same thing under an earlier name that is gone."""
        key = self._by_content.get((taken.sha256, taken.sight.inode)) if taken.sha256 else None
        entry = self._entries[key] if key is not None else None
        gone = entry is not None and not entry.moved and entry.name not in present
        return entry if gone else None

    def take(self, taken: TakenCopy, key: str) -> VersionEntry:
        """Record that a thing is taken: from now on it needs a result."""
        sight = taken.sight
        self._write(
            "taken",
            key=key,
            name=sight.name,
            given=sight.name,
            folder=self._folder(sight),
            is_folder=sight.folder,
            signature=sight.signature,
            inode=sight.inode,
            sha256=taken.sha256,
            trouble=taken.trouble,
        )
        return self._entries[key]

    def same(self, entry: VersionEntry, sight: EntrySnapshot) -> None:
        """Record that the thing now has the content of a known entry."""
        self._write("same", key=entry.key, name=sight.name, signature=sight.signature,
                    inode=sight.inode)  # fmt: skip

    def begin(self, entry: VersionEntry) -> VersionEntry:
        """Record that its check begins; many such records mean that a packet kills the program."""
        self._write("begun", key=entry.key)
        return self._entries[entry.key]

    def finish(
        self, entry: VersionEntry, outcome: str, counts: Mapping[Status, int], *, told: bool
    ) -> VersionEntry:
        """Record that its result is in OUT; `told`: there is no hook to call."""
        self._write("done", key=entry.key, outcome=outcome, counts=dict(counts), told=told)
        return self._entries[entry.key]

    def mark(self, entry: VersionEntry, what: str) -> None:
        """Record that it was "told" to the hooks or "moved" away."""
        self._write(what, key=entry.key)

    def _write(self, event: str, **values: Any) -> None:
        at = now_here().isoformat(timespec="seconds")
        record = {"event": event, "at": at, **values}
        self._journal.append(record)
        self._apply(record)

    def _apply(self, record: Mapping[str, Any]) -> None:
        event, key = record.get("event"), record.get("key", "")
        if event == "taken":
            names = VersionEntry.__dataclass_fields__.keys() & record.keys()
            entry = VersionEntry(**{name: record[name] for name in names})
            self._latest[entry.name] = key
        elif key not in self._entries:
            return
        elif event == "same":
            self._latest.pop(self._entries[key].name, None)
            entry = replace(
                self._entries[key],
                name=record["name"], signature=record["signature"], inode=record["inode"],
                moved=False,
            )  # fmt: skip
            self._latest[entry.name] = key
        else:
            entry = _after(self._entries[key], record)
        self._entries[key] = entry
        self._by_content[entry.sha256, entry.inode] = key
        self._folders.add(entry.folder.casefold())
        _hold(self._open, key, not entry.done)
        _hold(self._untold, key, entry.done and not entry.told)

    def _folder(self, sight: EntrySnapshot) -> str:
        """The folder of a thing's results: always the same, and used by no other thing."""
        before = self.latest(sight.name)
        if before is not None and before.is_folder == sight.folder:
            return before.folder
        base = _short(sight.name if sight.folder else Path(sight.name).stem)
        name, number = base, 1
        while name.casefold() in self._folders or os.path.lexists(self._out / name):
            number += 1
            name = f"{base}-{number}"
        return name


def _hold(keys: dict[str, None], key: str, wanted: bool) -> None:
    if wanted:
        keys.setdefault(key)
    else:
        keys.pop(key, None)


def new_key() -> str:
    """A random id."""
    return f"p-{secrets.token_hex(6)}"


def _after(entry: VersionEntry, record: Mapping[str, Any]) -> VersionEntry:
    match record["event"]:
        case "begun":
            return replace(entry, tries=entry.tries + 1)
        case "done":
            told = bool(record["told"])
            return replace(entry, outcome=record["outcome"], counts=record["counts"], told=told)
        case "rested":
            return replace(entry, tries=entry.tries - 1)
        case "told":
            return replace(entry, told=True)
        case "moved":
            return replace(entry, moved=True)
    return entry


def _short(name: str) -> str:
    """The name shortened for every file system: limited length, no dot or space at its end."""
    raw = os.fsencode(name)
    if len(raw) > MAX_NAME_BYTES:
        name = raw[:MAX_NAME_BYTES].decode("utf-8", "ignore")
    return name.rstrip(". ") or "_"
