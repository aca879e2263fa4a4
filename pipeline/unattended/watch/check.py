"""Checks the copy of one entry and writes its result, even if the check fails."""

import errno
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.errors import InputError, YushenError
from core.files import DISK_FULL_ERRORS
from core.models.report import Report
from core.reasons import reason
from pipeline.reporting import write_failed
from pipeline.reporting.names import Language
from pipeline.unattended.batch import BatchJob, Done, Run, failure, runner
from pipeline.unattended.watch.ledger import VersionEntry
from pipeline.unattended.watch.publish import OutFolders
from pipeline.unattended.watch.status import state_of, write_status

MAX_TRIES = 3  # for a check that kills the whole program
UNWRITABLE = (*DISK_FULL_ERRORS, errno.EROFS)

Check = Callable[[BatchJob, Path], Report]
"""Checks the job's source and writes every form of its report into the folder."""
Through = Callable[[Run, BatchJob], Done]
"""How a job is run: directly, or as a scheduler's task."""


def straight(run: Run, job: BatchJob) -> Done:
    """Run it directly."""
    return run(job)


def _nothing(_done: Done) -> None:
    return None


class NoRoom(OSError):
    """The disk, not the packet, is at fault: to be tried again."""


@dataclass(frozen=True)
class DropChecker:
    """Writes results into stages."""

    rooms: OutFolders
    check: Check
    lang: Language = "zh"
    through: Through = straight
    broken: Callable[[Done], None] = _nothing
    """Called for a packet that could not be checked, once its error report is written."""

    def write(self, entry: VersionEntry) -> tuple[Report, str]:
        """The complete result of an entry, in its stage, and its state in words.

        Raises OSError or InputError, only if the result could not be written.
        """
        job = BatchJob(entry.key, entry.folder, self.rooms.copy_of(entry.key, entry.given))
        done = self._refused(job, entry) or self.through(runner(self._in_stage, _nothing), job)
        if done.error is not None:
            if no_room(done.error):
                raise NoRoom(errno.ENOSPC, _why(done.error)) from done.error
            stage = self.rooms.fresh_stage(entry.key)
            write_failed(done.report, done.broke, stage, self.lang)
        stage = self.rooms.stage(entry.key)
        state = state_of(done.report, self.lang, failed=done.error is not None)
        write_status(done.report, state, entry.key, stage, self.lang)
        if done.error is not None:
            self.broken(done)
        return done.report, state

    def _in_stage(self, job: BatchJob) -> Report:
        return self.check(job, self.rooms.fresh_stage(job.id))

    def _refused(self, job: BatchJob, entry: VersionEntry) -> Done | None:
        """The result of an entry that must not be checked."""
        if entry.trouble:
            error = InputError(
                "unreadable", _TROUBLE_TEXTS.get(entry.trouble, _cannot(entry.trouble))
            )
        elif entry.tries > MAX_TRIES:
            error = InputError("kills", reason("drop.died", times=MAX_TRIES))
        else:
            return None
        return Done(job, 0.0, failure(job, error), error)


def no_room(error: BaseException) -> bool:
    """Whether an error comes from a full or read-only disk."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in UNWRITABLE:
            return True
        if isinstance(seen, InputError) and seen.code == "out_not_writable":
            return True
        seen = seen.__cause__ or seen.__context__
    return False


_TROUBLE_TEXTS = {
    "too much": reason("drop.too_much"),
    "lost": reason("drop.lost"),
}


def _cannot(why: str) -> str:
    return reason("drop.closed", reason=why)


def _why(error: BaseException) -> str:
    return str(error) if isinstance(error, YushenError) else "磁盘已满 / disk full"
