"""The places of a batch in OUT, and how a report gets to its own.

OUT/<folder>/       the report of a packet
OUT/.yushen/batch/  ours: the journal, who works at what, reports being written
"""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.errors import InputError
from core.files import packet_folder, private_folder, result_folder
from pipeline.unattended.claims import Claims
from pipeline.unattended.durable import remove, sync

OWN = Path(".yushen") / "batch"
MAIN = "report.json"  # comes last: where it is, the report is whole
OURS = "out"  # the claim to what stands in OUT itself


class BatchRooms:
    """The places; several runs may use them at once."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.own = out / OWN

    @property
    def journal(self) -> Path:
        return self.own / "journal.jsonl"

    def make(self) -> None:
        """Make what is ours, for its owner only. Raises InputError where OUT cannot be written."""
        try:
            result_folder(self.out)
            private_folder(self._stages)
            self.claims = Claims(self.own / "claims")
        except OSError as error:
            raise self.not_writable(error) from error

    def not_writable(self, error: OSError) -> InputError:
        """What is said where OUT cannot be written."""
        reason = error.strerror or type(error).__name__
        return InputError(
            "out_not_writable", f"无法写入 {self.out}（{reason}） / cannot write there"
        )

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
        stage = self._stages / packet
        remove(stage)
        return packet_folder(stage)

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
        moment is there a report.json beside files that are not of the same report.
        """
        stage, target = self._stages / packet, self.out / folder
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
