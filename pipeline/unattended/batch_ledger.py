"""The record of a batch's packets, in a journal that several runs may share.

seen ──► read ──► ruled ──► reported

Only `reported` is relied upon; the steps before it show people how far a run got.
"""

import errno
import hashlib
import os
import secrets
import threading
from datetime import date
from pathlib import Path
from typing import Any, Literal, Protocol

from pydantic import ValidationError

from core.clock import now_here
from core.files import sha256_of
from core.models.base import Model
from core.models.filing import PacketFacts
from pipeline.reading.intake.names import shown
from pipeline.run import Checked
from pipeline.unattended.batch import BatchJob, Whose
from pipeline.unattended.journal import Journal

Step = Literal["seen", "read", "ruled"]


class Reported(Model):
    """A packet whose report is in OUT."""

    id: str
    run: str
    key: str
    """Key of everything that affects the report: files, options, readers, policy, code."""
    folder: str
    files: dict[str, str]
    """The report's files, with the SHA-256 of each."""
    day: date | None
    """The day it was checked for if none was given: today's report may differ tomorrow."""
    others: str
    """Hash of the facts from the unit's other packets."""
    facts: PacketFacts | None
    whole: bool
    """Every page was read and everything was handed over: checking again would gain nothing."""


class PacketLedger(Protocol):
    """The records of packets, and this run's name in them. May raise OSError."""

    run: str

    def note(self, packet: str, step: Step, key: str) -> None:
        """Record how far a packet got."""

    def report(self, reported: Reported) -> None:
        """Record that a report is in OUT."""

    def reported(self, packet: str) -> Reported | None:
        """The latest record of a packet's report, from any run."""

    def whose(self, reported: Reported) -> Whose:
        """Which run made it."""

    def close(self) -> None:
        """Closes the ledger."""


class BatchLedger:
    """The journal of a batch, and this run's name in it; safe for threads."""

    def __init__(self, path: Path) -> None:
        """Raises OSError."""
        self.run = secrets.token_hex(6)
        self._journal = Journal(path, shared=True)
        self._lock = threading.Lock()
        self._closed = False
        self._reported: dict[str, Reported] = {}
        self._catch_up()
        self._before = {one.run for one in self._reported.values()}

    def note(self, packet: str, step: Step, key: str) -> None:
        """Record how far a packet got. Raises OSError."""
        self._append(step, {"id": packet, "run": self.run, "key": key})

    def report(self, reported: Reported) -> None:
        """Record that a report is in OUT. Raises OSError."""
        self._append("reported", reported.model_dump(mode="json"))
        with self._lock:  # the journal reads what others wrote
            self._reported[reported.id] = reported

    def reported(self, packet: str) -> Reported | None:
        """The latest record of a packet's report, from any run. Raises OSError."""
        with self._lock:
            self._catch_up()
            return self._reported.get(packet)

    def whose(self, reported: Reported) -> Whose:
        """Which run made it."""
        if reported.run == self.run:
            return "ours"
        return "before" if reported.run in self._before else "other"

    def _append(self, event: str, values: dict[str, Any]) -> None:
        at = now_here().isoformat(timespec="seconds")
        with self._lock:
            self._hold_open()
            self._journal.append({"event": event, "at": at, **values})

    def close(self) -> None:
        """Closes the file; threads that still write get an OSError."""
        with self._lock:
            self._closed = True
            self._journal.close()

    def _hold_open(self) -> None:
        if self._closed:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    def _catch_up(self) -> None:
        self._hold_open()
        for record in self._journal.read():
            if record.get("event") != "reported":
                continue
            values = {name: record.get(name) for name in Reported.model_fields}
            try:
                found = Reported.model_validate(values)
            except ValidationError:  # from another version of the program
                continue
            self._reported[found.id] = found


def digests(folder: Path) -> dict[str, str]:
    """The files directly in a folder, with the SHA-256 of each. Raises OSError."""
    return {path.name: sha256_of(path) for path in sorted(folder.iterdir()) if path.is_file()}


def record_of(
    job: BatchJob, run: str, key: str, files: dict[str, str], checked: Checked, *, handed_on: bool
) -> Reported:
    """The record of a packet whose report was put in place."""
    material, report = checked.material, checked.report
    whole = all(file.status != "failed" and not file.page_errors for file in report.files)
    others = {"filed": material.filed, "asides": material.asides} if material else {}
    return Reported(
        id=job.id,
        run=run,
        key=key,
        folder=shown(job.name),
        files=files,
        day=material.day if material and not material.day_given else None,
        others=mark_of_others(others),
        facts=checked.facts,
        whole=whole and handed_on,
    )


def mark_of_others(others: dict[str, tuple[object, ...]]) -> str:
    """Hash of facts from other packets: frozen models and texts, whose repr is complete."""
    return hashlib.sha256(repr(sorted(others.items())).encode()).hexdigest()
