"""OUT in an object store: `batch_rooms.LocalBatchFolders` without folders that can be renamed.

OUT/<folder>/                 the report of a packet; report.json is put last, deleted first
OUT/.yushen/batch/reported/   for each packet, the record of its finished report
OUT/.yushen/batch/seen/       for each packet, its objects when it was fetched
OUT/.yushen/batch/claims/, runs/   who works on what (claims.py)

Apart from caches and memory, nothing of a batch stays on this machine; so any machine can
continue where another ended.
"""

import errno
import hashlib
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from core.errors import InputError
from core.files import write_private
from core.models.base import Model
from core.objects import Object, Objects, is_same
from core.store_trouble import StoreTrouble
from core.work import new_folder
from pipeline.unattended.batch import Whose
from pipeline.unattended.batch_ledger import PacketLedger, Reported, Step, digests
from pipeline.unattended.batch_rooms import MAIN, OUT_CLAIM, LocalBatchFolders
from pipeline.unattended.inbox import NAMES_FILE
from pipeline.unattended.remote.claims import ObjectClaims, Runs


class Placed(Model):
    """The record of a report, with the marks of its objects, so that none needs fetching."""

    reported: Reported
    marks: dict[str, str]


class ObjectLedger:
    """An object for each packet, put with its finished report; earlier steps are not recorded."""

    def __init__(self, objects: Objects, runs: Runs, marks: dict[str, dict[str, str]]) -> None:
        self.run = runs.run
        self._objects, self._runs, self._marks = objects, runs, marks

    def note(self, packet: str, step: Step, key: str) -> None:
        pass

    def report(self, reported: Reported) -> None:
        placed = Placed(reported=reported, marks=self._marks[reported.id])
        self._objects.put(f"reported/{reported.id}", placed.model_dump_json().encode())

    def reported(self, packet: str) -> Reported | None:
        data = self._objects.get(f"reported/{packet}")
        try:
            placed = Placed.model_validate_json(data) if data is not None else None
        except ValidationError:  # from another version of the program
            return None
        if placed is None:
            return None
        self._marks[packet] = placed.marks
        return placed.reported

    def whose(self, reported: Reported) -> Whose:
        if reported.run == self.run:
            return "ours"
        return "other" if self._runs.beside(reported.run) else "before"

    def close(self) -> None:
        pass


class ObjectBatchFolders:
    """The locations of a batch below a URL; reports are written locally, then put there."""

    def __init__(self, objects: Objects, own: Objects, runs: Runs) -> None:
        """`own` is the internal part, `batch_rooms.OWN` below OUT."""
        self._objects, self._own, self._runs = objects, own, runs
        self._here = LocalBatchFolders(new_folder() / "out")
        self._marks: dict[str, dict[str, str]] = {}
        self.claims = ObjectClaims(own, runs)

    @property
    def out(self) -> Path:
        return self._here.out

    def make(self) -> None:
        self._here.make()

    def ledger(self) -> PacketLedger:
        return ObjectLedger(self._own, self._runs, self._marks)

    def shown(self, path: Path) -> str:
        return f"{self._objects.where}/{path.relative_to(self.out).as_posix()}"

    def not_writable(self, error: OSError) -> InputError:
        if isinstance(error, StoreTrouble):
            return error.as_input(self._objects.where)
        return self._here.not_writable(error)

    def there(self) -> bool:
        return self._objects.answers()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Puts what was written to `out` in place at the end."""
        with self.claims.held(OUT_CLAIM, wait=True):
            known = self._objects.get(NAMES_FILE)
            if known is not None:
                write_private(self.out / NAMES_FILE, known)
            before = digests(self.out)
            yield
            for name, digest in digests(self.out).items():
                if before.get(name) != digest:
                    self._objects.put(name, (self.out / name).read_bytes())

    def fresh_stage(self, packet: str) -> Path:
        return self._here.fresh_stage(packet)

    def clear(self, packet: str) -> None:
        self._here.clear(packet)

    def tidy(self) -> None:
        """Nothing to do: leftovers of a killed run are replaced when the packet is checked."""

    def place(self, packet: str, folder: str, ours: Collection[str]) -> None:
        """Puts a report in place, and verifies that it is complete. Raises OSError.

        A report.json is never beside files of another report.
        """
        stage = self._here.stage(packet)
        written = {path.name: path.read_bytes() for path in stage.iterdir()}
        main = written.pop(MAIN, None)
        self._objects.drop(f"{folder}/{MAIN}")
        if former := set(ours) - written.keys() - {MAIN}:
            for name in former & {one.name for one in self._objects.listed(folder)}:
                self._objects.drop(f"{folder}/{name}")
        for name, data in written.items():
            self._objects.put(f"{folder}/{name}", data)
        self._see(folder, written)
        if not self.claims.still(packet):
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
        if main is not None:
            written[MAIN] = main
            self._objects.put(f"{folder}/{MAIN}", main)
        self._marks[packet] = self._see(folder, written)

    def standing(self, known: Reported, folder: str, ours: Collection[str]) -> bytes | None:
        marks = {one.name: one.mark for one in self._objects.listed(folder) if one.name in ours}
        if marks != self._marks.get(known.id) or marks.keys() != known.files.keys():
            return None
        data = self._objects.get(f"{folder}/{MAIN}")
        same = data is not None and hashlib.sha256(data).hexdigest() == known.files[MAIN]
        return data if same else None

    def note(self, packet: str, data: bytes) -> None:
        self._own.put(f"seen/{packet}", data)

    def noted(self, packet: str) -> bytes | None:
        return self._own.get(f"seen/{packet}")

    def _see(self, folder: str, written: dict[str, bytes]) -> dict[str, str]:
        """The marks of the objects put. Raises OSError if something else is there."""
        there: dict[str, Object] = {one.name: one for one in self._objects.listed(folder)}
        for name, data in written.items():
            one, path = there.get(name), f"{folder}/{name}"
            if one is None or not is_same(one, data, partial(self._objects.get, path)):
                raise OSError(errno.EIO, os.strerror(errno.EIO))
        return {name: there[name].mark for name in written}
