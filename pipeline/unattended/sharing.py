"""Checks all packets of an inbox, possibly together with other runs.

A packet is claimed while it is checked; a packet claimed by another run is skipped and looked at
again at the end. A report is written to a temporary place, moved as a whole, and recorded under
a key of everything that decided it: an unchanged packet with its report is not checked again.
Packets are read in any order and judged as they arrive. If a later packet changes the verdict on
an earlier one, that one is judged again at the end: reports do not depend on the order.
"""

import hashlib
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import ValidationError

from core.clock import today
from core.errors import InputError
from core.models.material import ReadPacket
from core.models.report import Report
from core.work import work_folder
from pipeline.judging import told_by_others
from pipeline.reading.intake.names import shown
from pipeline.reporting import ERROR_FILE, FORMATS
from pipeline.run import Checked, Kit
from pipeline.unattended.batch import BatchJob, Done, Each, failure
from pipeline.unattended.batch_ledger import Reported, Step, digests, mark_of_others, record_of
from pipeline.unattended.batch_rooms import BatchFolders
from pipeline.unattended.room import no_room, without_room
from pipeline.unattended.stages import Staged, plainly
from pipeline.unattended.steady import UNKNOWN
from pipeline.unattended.supply import LocalSupply, Supply
from pipeline.unattended.unsteady import Unsteady
from pipeline.unattended.waiting import Waiting
from pipeline.unattended.working import BatchSteps
from validators.judging.filing import order_of

ROUNDS = 3  # the second uses facts of packets from the same day; the third changes nothing
ROOM = 20 * 2**20  # bytes in the work folder, for the summary
RESULT_FILES = frozenset({form.file for form in FORMATS} | {ERROR_FILE})


Turn = Literal["first", "last", "again"]
"""When a packet is tried: alongside others, after all others, or because other facts changed."""


class SharedPacket(NamedTuple):
    """A packet as found; `key` covers all that affects its report, `known` is its report."""

    content: str
    key: str
    known: Done | None


class SharedBatch:
    """A run over the packets of an inbox, several at once if wanted; a context manager."""

    def __init__(
        self,
        rooms: BatchFolders,
        kit: Kit,
        work: BatchSteps,
        mark: str,
        *,
        supply: Supply | None = None,
        again: bool = False,
        staged: Staged = plainly,
    ) -> None:
        """`mark` covers all that affects a report except the packet; `again` rechecks everything
        reported before this run. Raises InputError if OUT cannot be used.
        """
        self._rooms, self._kit, self._work = rooms, kit, work
        self._supply: Supply = supply or LocalSupply()
        self._mark, self._again, self._staged = mark, again, staged
        self._waiting = Waiting(self._supply, rooms)
        self._turn = threading.RLock()  # held while judging, storing facts, handing over, notifying
        self._ending = threading.Event()
        self._rooms.make()
        with self._writing():
            self._rooms.tidy()
            self._ledger = self._rooms.ledger()

    def __enter__(self) -> "SharedBatch":
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()  # packets in progress get no report any more
        self._ledger.close()

    def all(self, each: Each, jobs: Sequence[BatchJob]) -> list[Done]:
        """The result of each: first free packets, then those that others held or that were away.

        In the end each report is as if the packets of a unit had been judged in their fixed order.
        """
        first = each(self._first, jobs)
        left = [done.job for done in first if done.later]
        last = {done.job.id: done for done in each(self._last, left)} if left else {}
        return self._settle([last.get(done.job.id, done) for done in first])

    @contextmanager
    def summing(self) -> Iterator[None]:
        """Surrounds writing of the summary. Raises InputError.

        Checks free space first: a workbook is built in the temp folder, and on a full disk its
        library would raise an unclear error.
        """
        if shutil.disk_usage(work_folder()).free < ROOM:
            raise no_room()
        with self._writing(), self._rooms.alone():
            yield

    def shown(self, path: Path) -> str:
        """Where a person finds the summary."""
        return self._rooms.shown(path)

    def _first(self, job: BatchJob) -> Done:
        return self._run(job, "first")

    def _last(self, job: BatchJob) -> Done:
        self._waiting.for_packet(job)
        return self._run(job, "last")

    def _judged_again(self, job: BatchJob) -> Done:
        return self._run(job, "again")

    def _run(self, job: BatchJob, turn: Turn) -> Done:
        begun = time.monotonic()
        done = self._claimed(job, turn)
        done = replace(done, seconds=time.monotonic() - begun)
        if not done.later:
            with self._turn:
                self._work.tell(done)
        return done.light()

    def _claimed(self, job: BatchJob, turn: Turn) -> Done:
        try:
            with self._writing(), self._rooms.claims.held(job.id, wait=turn != "first") as ours:
                return self._checked_under_claim(job, turn) if ours else _later(job, "elsewhere")
        except InputError as error:  # OUT cannot be written: not even an error report
            if self._ending.is_set():
                raise
            if turn == "first" and not self._rooms.there():
                return _later(job, "gone")
            return Done(job, 0.0, failure(job, error), error)

    def _checked_under_claim(self, job: BatchJob, turn: Turn) -> Done:
        try:
            return self._settled(job, turn)
        except Unsteady as error:
            if turn == "first":
                return _later(job, error.code)
            trouble: Exception = error
        except Exception as error:  # any kind: the other packets must still be checked
            if self._ending.is_set():
                raise
            if turn == "first" and not self._rooms.there():
                return _later(job, "gone")
            trouble = without_room(error)
        finally:
            self._rooms.clear(job.id)
            self._supply.let_go(job)
        done = Done(job, 0.0, failure(job, trouble), trouble)
        with suppress(OSError, InputError):  # cannot be written: the others go on
            self._work.fail(done, self._rooms.fresh_stage(job.id))
            self._rooms.place(job.id, job.name, RESULT_FILES)
        self._rooms.clear(job.id)
        return done

    def _settled(self, job: BatchJob, turn: Turn) -> Done:
        found = self._staged("ingest", job.id, lambda: self._ingest(job, turn))
        if found.known is not None:
            return found.known
        read = self._staged("read", job.id, lambda: self._read(job, found))
        with self._turn:
            checked = self._staged("judge", job.id, lambda: self._judge(job, found, read))
            self._staged("report", job.id, lambda: self._publish(job, found, checked))
        return Done(job, 0.0, checked.report, facts=checked.facts)

    def _ingest(self, job: BatchJob, turn: Turn) -> SharedPacket:
        content = self._supply.content(job)
        key = self._key(job, content)
        known = self._known(job, key, turn) if key else None
        if known is None:
            self._note(job, "seen", key)
        return SharedPacket(content, key, known)

    def _read(self, job: BatchJob, found: SharedPacket) -> ReadPacket:
        try:
            read = self._work.read(job, found.key)
        except Exception:
            self._supply.hold(job, found.content)  # then that is the reason
            raise
        self._supply.hold(job, found.content)
        self._note(job, "read", found.key)
        return read

    def _judge(self, job: BatchJob, found: SharedPacket, read: ReadPacket) -> Checked:
        checked = self._work.judge(read)
        self._note(job, "ruled", found.key)
        return checked

    def _publish(self, job: BatchJob, found: SharedPacket, checked: Checked) -> None:
        with self._writing():
            stage = self._rooms.fresh_stage(job.id)
        self._work.write(job, checked, stage)
        with self._writing():
            files = digests(stage)
            self._rooms.place(job.id, job.name, RESULT_FILES)
        kept = self._work.keep(job, checked)
        if found.key:
            self._report(job, found.key, files, checked, kept=kept)

    def _settle(self, results: Sequence[Done]) -> list[Done]:
        """Judge again, in its unit's order, each packet whose unit's other facts have changed."""
        settled = {done.job.id: done for done in results}
        known = [(done.facts, done.job) for done in results if done.facts is not None]
        in_order = [job for _, job in sorted(known, key=lambda one: order_of(one[0]))]
        for _ in range(ROUNDS):
            anew = {job.id: self._judged_again(job) for job in in_order if self._moved(job)}
            settled.update(anew)
            if not anew:
                break
        return [settled[done.job.id] for done in results]

    def _moved(self, job: BatchJob) -> bool:
        with self._writing():
            known = self._ledger.reported(job.id)
        return known is not None and not self._same_others(known)

    def _note(self, job: BatchJob, step: Step, key: str) -> None:
        with self._writing():
            self._ledger.note(job.id, step, key)

    def _key(self, job: BatchJob, content: str) -> str:
        if content == UNKNOWN:
            return ""
        parts = (content, shown(job.source.name), self._mark)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def _known(self, job: BatchJob, key: str, turn: Turn) -> Done | None:
        """A report that exists and would come out the same; None if the packet must be checked."""
        with self._writing():
            known = self._ledger.reported(job.id)
        if known is None or (known.key, known.folder) != (key, shown(job.name)):
            return None
        whose = self._ledger.whose(known)
        if whose == "before" and (self._again or not known.whole):
            return None
        if known.day not in (None, today()):
            return None
        if turn == "again" and not self._same_others(known):
            return None
        if not self._work.there(known.facts):
            return None
        try:
            data = self._rooms.standing(known, job.name, RESULT_FILES)
            if data is None:
                return None
            report = Report.model_validate_json(data)
        except (OSError, ValidationError):
            return None
        with self._turn:
            if known.facts is not None and not self._kit.memory.remember(known.facts):
                return None
        return Done(job, 0.0, report, facts=known.facts, whose=whose)

    def _same_others(self, known: Reported) -> bool:
        """Whether the facts of the unit's other packets are unchanged: reports depend on them."""
        if known.facts is None:
            return True
        with self._turn:
            return mark_of_others(told_by_others(known.facts, self._kit.memory)) == known.others

    def _report(
        self, job: BatchJob, key: str, files: dict[str, str], checked: Checked, *, kept: bool
    ) -> None:
        with suppress(OSError):  # then it is checked once more the next time
            run = self._ledger.run
            self._ledger.report(record_of(job, run, key, files, checked, handed_on=kept))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Raises InputError if OUT cannot be written."""
        try:
            yield
        except OSError as error:
            raise self._rooms.not_writable(error) from error


def _later(job: BatchJob, why: str) -> Done:
    error = InputError(
        why, "由另一次运行检查，或材料暂时不在", "held by another run, or away for now"
    )
    return Done(job, 0.0, failure(job, error), later=why)
