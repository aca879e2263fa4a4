"""The packets of an inbox seen through, by this run and by others that may be at it too.

Each packet is claimed for the time of its check; what another run holds is left to it, and looked
at again at the end. A report is written aside, put in place whole, and then written down with a
key of all that decided it: an unchanged packet whose report is still there is not checked again.
"""

import errno
import hashlib
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from core.errors import InputError
from core.models.filing import PacketFacts
from core.models.report import Report
from core.work import work_folder
from pipeline.reading.intake.names import shown
from pipeline.reporting import ERROR_FILE, FORMATS
from pipeline.run import Checked, Kit, told_by_others
from pipeline.unattended.batch import Done, Each, Job, failure
from pipeline.unattended.batch_ledger import BatchLedger, Reported, digests
from pipeline.unattended.batch_rooms import MAIN, BatchRooms
from pipeline.unattended.journal import Journal
from pipeline.unattended.steady import UNKNOWN, Unsteady, content_now, hold_to

Step = Callable[[Literal["read", "ruled"]], None]
FULL = {errno.ENOSPC, errno.EDQUOT}
ROOM = 20 * 2**20  # bytes in the work folder, for the summary
OURS = frozenset({form.file for form in FORMATS} | {ERROR_FILE})


@dataclass(frozen=True)
class Work:
    """What a batch does with a packet."""

    check: Callable[[Job, Path, Step], Checked]
    """Checks it and writes every form of its report into the folder."""
    keep: Callable[[Job, Checked], bool]
    """Remembers and hands on what is reported; False where the next run must do it again."""
    fail: Callable[[Done, Path], None]
    """Writes into the folder the report that says why it could not be checked."""
    tell: Callable[[Done], None]
    """Told of each packet when nothing more will become of it."""
    there: Callable[[PacketFacts | None], bool] = lambda facts: True
    """Whether one that was checked before still is where packets are handed on to."""


class SharedBatch:
    """A run over the packets of an inbox; a context manager."""

    def __init__(self, out: Path, kit: Kit, work: Work, mark: str, *, again: bool = False) -> None:
        """`mark` is of all that decides a report beside the packet itself; with `again` what was
        reported before this run is checked anew. Raises InputError where `out` cannot be used.
        """
        self._rooms, self._kit, self._work = BatchRooms(out), kit, work
        self._mark, self._again = mark, again
        self._rooms.make()
        with self._writing():
            self._rooms.tidy()
            self._journal = Journal(self._rooms.journal, shared=True)
            self._ledger = BatchLedger(self._journal)

    def __enter__(self) -> "SharedBatch":
        return self

    def __exit__(self, *_: object) -> None:
        self._journal.close()

    def all(self, each: Each, jobs: Sequence[Job]) -> list[Done]:
        """What became of each: first of what is free, then of what others held or was away."""
        first = each(self._first, jobs)
        left = [done.job for done in first if done.later]
        last = {done.job.id: done for done in each(self._last, left)} if left else {}
        return [last.get(done.job.id, done) for done in first]

    @contextmanager
    def summing(self) -> Iterator[None]:
        """While the summary is written. Raises InputError.

        Room is asked for first: a workbook is put together in the temp folder, and where that is
        full its library says so in words of its own.
        """
        if shutil.disk_usage(work_folder()).free < ROOM:
            raise no_room()
        with self._writing(), self._rooms.alone():
            yield

    def _first(self, job: Job) -> Done:
        return self._run(job, last=False)

    def _last(self, job: Job) -> Done:
        return self._run(job, last=True)

    def _run(self, job: Job, *, last: bool) -> Done:
        begun = time.monotonic()
        done = self._claimed(job, last=last)
        done = replace(done, seconds=time.monotonic() - begun)
        if not done.later:
            self._work.tell(done)
        return done.light()

    def _claimed(self, job: Job, *, last: bool) -> Done:
        try:
            with self._writing(), self._rooms.claims.held(job.id, wait=last) as ours:
                return self._held(job, last=last) if ours else _later(job, "elsewhere")
        except InputError as error:  # OUT cannot be written: not even a report that says so
            return Done(job, 0.0, failure(job, error), error)

    def _held(self, job: Job, *, last: bool) -> Done:
        try:
            return self._settled(job)
        except Unsteady as error:
            if not last:
                return _later(job, error.code)
            trouble: Exception = error
        except Exception as error:  # of any kind: the other packets must still be checked
            trouble = _without_room(error)
        finally:
            self._rooms.clear(job.id)
        done = Done(job, 0.0, failure(job, trouble), trouble)
        with suppress(OSError, InputError):  # nowhere to write: the others go on
            self._work.fail(done, self._rooms.fresh_stage(job.id))
            self._rooms.place(job.id, job.name, OURS)
        self._rooms.clear(job.id)
        return done

    def _settled(self, job: Job) -> Done:
        content = content_now(job.source)
        key = self._key(job, content)
        known = self._known(job, key) if key else None
        if known is not None:
            return known
        with self._writing():
            self._ledger.note(job.id, "seen", key)
            stage = self._rooms.fresh_stage(job.id)
        try:
            checked = self._work.check(job, stage, lambda step: self._note(job, step, key))
        except Exception:
            hold_to(job.source, content)  # then that is the reason
            raise
        hold_to(job.source, content)
        with self._writing():
            files = digests(stage)
            self._rooms.place(job.id, job.name, OURS)
        kept = self._work.keep(job, checked)
        if key:
            self._report(job, key, files, checked, kept=kept)
        return Done(job, 0.0, checked.report, facts=checked.facts)

    def _note(self, job: Job, step: Literal["read", "ruled"], key: str) -> None:
        with self._writing():
            self._ledger.note(job.id, step, key)

    def _key(self, job: Job, content: str) -> str:
        if content == UNKNOWN:
            return ""
        parts = (content, shown(job.source.name), self._mark)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def _known(self, job: Job, key: str) -> Done | None:
        """What is reported already and would come out the same; None where it is to be checked."""
        with self._writing():
            known = self._ledger.reported(job.id)
        if known is None or (known.key, known.folder) != (key, shown(job.name)):
            return None
        whose = self._ledger.whose(known)
        if whose == "before" and (self._again or not known.whole):
            return None
        if known.day not in (None, date.today()) or not self._same_others(known):
            return None
        if not self._work.there(known.facts):
            return None
        folder = self._rooms.out / job.name
        try:
            if {name: one for name, one in digests(folder).items() if name in OURS} != known.files:
                return None
            report = Report.model_validate_json((folder / MAIN).read_bytes())
        except (OSError, ValidationError):
            return None
        if known.facts is not None and not self._kit.memory.remember(known.facts):
            return None
        return Done(job, 0.0, report, facts=known.facts, whose=whose)

    def _same_others(self, known: Reported) -> bool:
        """Whether the unit's other packets tell what they told: reports depend on them."""
        if known.facts is None:
            return True
        return _mark_of(told_by_others(known.facts, self._kit)) == known.others

    def _report(
        self, job: Job, key: str, files: dict[str, str], checked: Checked, *, kept: bool
    ) -> None:
        material, report = checked.material, checked.report
        whole = all(file.status != "failed" and not file.page_errors for file in report.files)
        told = {"filed": material.filed, "asides": material.asides} if material else {}
        with suppress(OSError):  # then it is checked once more the next time
            self._ledger.report(
                Reported(
                    id=job.id,
                    run=self._ledger.run,
                    key=key,
                    folder=shown(job.name),
                    files=files,
                    day=material.day if material and not material.day_given else None,
                    others=_mark_of(told),
                    facts=checked.facts,
                    whole=whole and kept,
                )
            )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Raises InputError where OUT cannot be written."""
        try:
            yield
        except OSError as error:
            raise self._rooms.not_writable(error) from error


def _later(job: Job, why: str) -> Done:
    error = InputError(why, "由另一次运行检查，或材料暂时不在 / held by another run, or away")
    return Done(job, 0.0, failure(job, error), later=why)


def _mark_of(told: dict[str, tuple[object, ...]]) -> str:
    """Of what other packets told: frozen models and texts, which say all of themselves."""
    return hashlib.sha256(repr(sorted(told.items())).encode()).hexdigest()


def _without_room(error: Exception) -> Exception:
    """A full disk in our own words."""
    return no_room() if isinstance(error, OSError) and error.errno in FULL else error


def no_room() -> InputError:
    """Said where a disk is full."""
    return InputError(
        "no_room",
        "磁盘空间不足，未能完成，请腾出空间后重新运行",
        "the disk is full; make room and run again",
    )
