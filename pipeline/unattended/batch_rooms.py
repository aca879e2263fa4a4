"""The places of a batch in OUT, and how a report gets to its own.

OUT/<folder>/       the report of a packet
OUT/.yushen/batch/  ours: the journal, who works at what, reports being written

`Rooms` is what a batch asks of them; OUT may be an object store too (remote/rooms.py).
"""

import os
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from core.errors import InputError
from core.files import packet_folder, private_folder, result_folder, write_private
from pipeline.unattended.batch_ledger import BatchLedger, Ledger, Reported, digests
from pipeline.unattended.claims import Claims, Holds
from pipeline.unattended.durable import remove, sync
from pipeline.unattended.unsteady import Unsteady

OWN = Path(".yushen") / "batch"
MAIN = "report.json"  # comes last: where it is, the report is whole
OURS = "out"  # the claim to what stands in OUT itself


class Rooms(Protocol):
    """The places; several runs may use them at once. What touches them may raise OSError."""

    @property
    def claims(self) -> Holds:
        """Who works at what."""

    @property
    def out(self) -> Path:
        """The folder that all that stands in OUT itself is written to."""

    def make(self) -> None:
        """Make what is ours. Raises InputError where OUT cannot be written."""

    def ledger(self) -> Ledger:
        """What was written down of the packets."""

    def shown(self, path: Path) -> str:
        """Where a person finds what was written to `out`."""

    def not_writable(self, error: OSError) -> InputError:
        """What is said where OUT cannot be written."""

    def there(self) -> bool:
        """Whether OUT is what it was."""

    def alone(self) -> AbstractContextManager[None]:
        """While what stands in OUT itself is nobody else's."""

    def fresh_stage(self, packet: str) -> Path:
        """Where the report of a packet is written, empty."""

    def clear(self, packet: str) -> None:
        """Delete a report that was not finished."""

    def tidy(self) -> None:
        """Delete what killed runs left of packets that nobody works at."""

    def place(self, packet: str, folder: str, ours: Collection[str]) -> None:
        """Put a written report in its place, whole or not at all."""

    def standing(self, known: Reported, folder: str, ours: Collection[str]) -> bytes | None:
        """The report.json of a report that lies there as it was written down; else None."""

    def note(self, packet: str, data: bytes) -> None:
        """Keep a word about a packet, for its owner only."""

    def noted(self, packet: str) -> bytes | None:
        """The last word that was kept of it."""


class BatchRooms:
    """The places in a folder."""

    claims: Claims

    def __init__(self, out: Path) -> None:
        self.out = out
        self.own = out / OWN
        self._known = 0

    @property
    def journal(self) -> Path:
        return self.own / "journal.jsonl"

    def make(self) -> None:
        """Make what is ours, for its owner only. Raises InputError where OUT cannot be written."""
        try:
            result_folder(self.out)
            private_folder(self._stages)
            self.claims = Claims(self.own / "claims")
            self._known = self.own.stat().st_ino
        except OSError as error:
            raise self.not_writable(error) from error

    def not_writable(self, error: OSError) -> InputError:
        """What is said where OUT cannot be written."""
        reason = error.strerror or type(error).__name__
        return InputError(
            "out_not_writable",
            f"无法写入 {self.out}（{reason}）",
            f"cannot write to {self.out} ({reason})",
        )

    def ledger(self) -> Ledger:
        return BatchLedger(self.journal)

    def shown(self, path: Path) -> str:
        return str(path)

    def there(self) -> bool:
        """Whether OUT is the folder it was: a share that went away leaves an empty one behind."""
        try:
            return self.own.stat().st_ino == self._known
        except OSError:
            return False

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While what stands in OUT itself (packets.json, the summary) is nobody else's.

        What a run that was killed left half written of it is swept. Raises OSError.
        """
        with self.claims.held(OURS, wait=True):
            for part in self.out.glob(".*.part"):
                part.unlink(missing_ok=True)
            yield

    def fresh_stage(self, packet: str) -> Path:
        """Where the report of a packet is written, empty. Raises OSError."""
        self._hold()
        stage = self._stages / packet
        remove(stage)
        return packet_folder(stage)

    def stage(self, packet: str) -> Path:
        """Where the report of a packet is written."""
        return self._stages / packet

    def clear(self, packet: str) -> None:
        """Delete a report that was not finished."""
        remove(self._stages / packet)

    def tidy(self) -> None:
        """Delete what killed runs left of packets that nobody works at. Raises OSError."""
        for path in [*self._stages.iterdir(), *(self.own / "claims").iterdir()]:
            with self.claims.held(path.name, wait=False) as free:
                if free:
                    remove(self._stages / path.name)

    def place(self, packet: str, folder: str, ours: Collection[str]) -> None:
        """Put a written report in its place. Raises OSError.

        Of an earlier report nothing of `ours` stays; what else lies there is not touched. At no
        moment is there a report.json beside files that are not of the same report. Raises Unsteady
        where OUT went away meanwhile.
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
