"""The locations of a batch in OUT, and how a report gets to its own.

OUT/<folder>/       the report of a packet
OUT/.yushen/batch/  internal: the journal, claims, reports being written

`BatchFolders` is the interface for a batch; OUT may be an object store too (remote/rooms.py).
"""

import os
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from core.errors import InputError
from core.files import packet_folder, private_folder, result_folder, write_private
from pipeline.unattended.batch_ledger import BatchLedger, PacketLedger, Reported, digests
from pipeline.unattended.claims import Claims, Holds
from pipeline.unattended.durable import remove, sync
from pipeline.unattended.unsteady import Unsteady

OWN = Path(".yushen") / "batch"
MAIN = "report.json"  # written last: if it exists, the report is complete
OUT_CLAIM = "out"  # the claim on files directly in OUT


class BatchFolders(Protocol):
    """The locations; several runs may use them at once. File access may raise OSError."""

    @property
    def claims(self) -> Holds:
        """The claims: which run works on what."""

    @property
    def out(self) -> Path:
        """The folder for files written directly to OUT."""

    def make(self) -> None:
        """Creates the internal folders. Raises InputError if OUT cannot be written."""

    def ledger(self) -> PacketLedger:
        """The record of the packets."""

    def shown(self, path: Path) -> str:
        """Where a person finds a file written to `out`."""

    def not_writable(self, error: OSError) -> InputError:
        """The error for an OUT that cannot be written."""

    def there(self) -> bool:
        """Whether OUT is still the same place."""

    def alone(self) -> AbstractContextManager[None]:
        """Exclusive access to the files directly in OUT."""

    def fresh_stage(self, packet: str) -> Path:
        """An empty folder to write the packet's report."""

    def clear(self, packet: str) -> None:
        """Deletes an unfinished report."""

    def tidy(self) -> None:
        """Deletes what killed runs left behind of packets that no run works on."""

    def place(self, packet: str, folder: str, ours: Collection[str]) -> None:
        """Puts a written report in place, completely or not at all."""

    def standing(self, known: Reported, folder: str, ours: Collection[str]) -> bytes | None:
        """The report.json of a report that is still as recorded; otherwise None."""

    def note(self, packet: str, data: bytes) -> None:
        """Stores a note about a packet, readable by its owner only."""

    def noted(self, packet: str) -> bytes | None:
        """The latest note about it."""


class LocalBatchFolders:
    """The locations in a folder."""

    claims: Claims

    def __init__(self, out: Path) -> None:
        self.out = out
        self.own = out / OWN
        self._known = 0

    @property
    def journal(self) -> Path:
        return self.own / "journal.jsonl"

    def make(self) -> None:
        """Creates the internal folders, owner only. Raises InputError if OUT is not writable."""
        try:
            result_folder(self.out)
            private_folder(self._stages)
            self.claims = Claims(self.own / "claims")
            self._known = self.own.stat().st_ino
        except OSError as error:
            raise self.not_writable(error) from error

    def not_writable(self, error: OSError) -> InputError:
        """The error for an OUT that cannot be written."""
        reason = error.strerror or type(error).__name__
        return InputError(
            "out_not_writable",
            f"无法写入 {self.out}（{reason}）",
            f"cannot write to {self.out} ({reason})",
        )

    def ledger(self) -> PacketLedger:
        return BatchLedger(self.journal)

    def shown(self, path: Path) -> str:
        return str(path)

    def there(self) -> bool:
        """Whether OUT is still the same folder: a lost share leaves an empty one behind."""
        try:
            return self.own.stat().st_ino == self._known
        except OSError:
            return False

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Exclusive access to the files directly in OUT (packets.json, the summary).

        Deletes half-written ones that a killed run left. Raises OSError.
        """
        with self.claims.held(OUT_CLAIM, wait=True):
            for part in self.out.glob(".*.part"):
                part.unlink(missing_ok=True)
            yield

    def fresh_stage(self, packet: str) -> Path:
        """An empty folder to write the packet's report. Raises OSError."""
        self._hold()
        stage = self._stages / packet
        remove(stage)
        return packet_folder(stage)

    def stage(self, packet: str) -> Path:
        """The folder where the packet's report is written."""
        return self._stages / packet

    def clear(self, packet: str) -> None:
        """Deletes an unfinished report."""
        remove(self._stages / packet)

    def tidy(self) -> None:
        """Deletes what killed runs left of packets that no run works on. Raises OSError."""
        for path in [*self._stages.iterdir(), *(self.own / "claims").iterdir()]:
            with self.claims.held(path.name, wait=False) as free:
                if free:
                    remove(self._stages / path.name)

    def place(self, packet: str, folder: str, ours: Collection[str]) -> None:
        """Puts a written report in its place. Raises OSError.

        Files of `ours` from an earlier report are removed; other files there stay untouched. A
        report.json is never beside files of another report. Raises Unsteady if OUT disappeared
        in the meantime.
        """
        self._hold()
        stage, target = self._stages / packet, self.out / folder
        self._put(stage, target, ours)
        self._hold()

    def standing(self, known: Reported, folder: str, ours: Collection[str]) -> bytes | None:
        target = self.out / folder
        if {name: one for name, one in digests(target).items() if name in ours} != known.files:
            return None
        return (target / MAIN).read_bytes()

    def note(self, packet: str, data: bytes) -> None:
        write_private(self.own / "seen" / packet, data)

    def noted(self, packet: str) -> bytes | None:
        try:
            return (self.own / "seen" / packet).read_bytes()
        except FileNotFoundError:
            return None

    def _hold(self) -> None:
        if not self.there():
            raise Unsteady(
                "gone",
                f"{self.out} 所在的共享、磁盘已断开，报告未能写入，请恢复后重新运行",
                f"the share or disk of {self.out} is away and a report was not written; please run "
                "again when it is back",
            )

    def _put(self, stage: Path, target: Path, ours: Collection[str]) -> None:
        sync(stage)
        if not os.path.lexists(target):
            stage.rename(target)
            sync(self.out)
            return
        (packet_folder(target) / MAIN).unlink(missing_ok=True)
        sync(target)
        written = sorted((path.name for path in stage.iterdir()), key=lambda name: name == MAIN)
        for name in ours:
            if name not in written:
                (target / name).unlink(missing_ok=True)
        for name in written:
            (stage / name).replace(target / name)
        sync(target)
        with suppress(OSError):
            stage.rmdir()

    @property
    def _stages(self) -> Path:
        return self.own / "stage"
