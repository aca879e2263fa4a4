"""Unattended work as plain functions: watching a drop folder, the daily batch.

Used by the command line and the Prefect flows. Free space is checked before a check begins:
on a full system disk a packet must wait, not look damaged.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

from core.errors import InputError, PolicyError
from core.models.base import Model
from core.models.filing import PacketFacts
from core.models.report import Report
from pipeline.reading.budget import batch_budget
from pipeline.reporting import write_failed
from pipeline.reporting.names import Language
from pipeline.reporting.summary import batch_summary, write_summary
from pipeline.reporting.tally import BatchSummary, PacketSummary
from pipeline.run import Checked, Kit, Options
from pipeline.unattended.batch import BatchJob, Done, Each
from pipeline.unattended.batch_rooms import LocalBatchFolders
from pipeline.unattended.deciding import mark_of
from pipeline.unattended.inbox import list_packets
from pipeline.unattended.notify import Outbox, load_config, senders
from pipeline.unattended.sharing import SharedBatch
from pipeline.unattended.stages import Staged, plainly
from pipeline.unattended.watch import (
    RESCAN,
    DropChecker,
    OutFolders,
    Tell,
    Times,
    Waker,
    Watch,
    places,
)
from pipeline.unattended.watch.check import Check, Through, straight
from pipeline.unattended.working import BatchSteps, PacketReader, judge_of, writer
from validators.judging.apart import between

Note = Callable[[str, str], None]
"""Called for a failure outside the check itself (memory, desk, webhook, mail), with the class of
its error.
"""


class DeskConnection(Protocol):
    """Access to the desk. May raise our own errors, or OSError."""

    def checked(self, checked: Checked, name: str) -> object:
        """Hands over a packet whose report is written."""

    def has(self, facts: PacketFacts | None) -> bool:
        """Whether a packet checked earlier is on the desk."""

    def broken(self, done: Done) -> object:
        """Hands over a packet that could not be checked, after its last try."""


class WatchDuty(Model):
    """Settings for watching a drop folder."""

    drop: Path
    out: Path
    done: Path | None = None
    settle: float = Times().file
    settle_folder: float = Times().folder
    rescan: float = RESCAN
    service: str | None = None
    submission_date: date | None = None
    lang: Language = "zh"
    notify: Path | None = None


class BatchDuty(Model):
    """Settings for the batch over an inbox."""

    inbox: Path
    out: Path
    service: str | None = None
    lang: Language = "zh"


def watch(
    duty: WatchDuty,
    kit: Kit,
    tell: Tell,
    note: Note,
    *,
    hand: DeskConnection | None = None,
    once: bool = False,
    through: Through = straight,
    staged: Staged = plainly,
) -> None:
    """Watch until the program ends; with `once`, until everything present has its result.

    Raises InputError if the folders or the notification settings cannot be used.
    """
    found = places(duty.drop, duty.out, duty.done)
    options = Options(duty.service, duty.submission_date)
    check = checks(kit, options, duty.lang, note, hand, staged)
    broken = partial(_broken, hand, note)
    checker = DropChecker(OutFolders(found.out), check, duty.lang, through, broken)
    ways = senders(load_config(duty.notify)) if duty.notify is not None else {}
    hooks = Outbox(ways, note) if ways else None
    times = Times(duty.settle, duty.settle_folder)
    with Watch(found, checker, tell, times, hooks, duty.rescan) as watching:
        watching.run(Waker(found.drop).wait, once=once)


def batch(
    duty: BatchDuty,
    kit: Kit,
    note: Note,
    each: Each,
    hand: DeskConnection | None = None,
    staged: Staged = plainly,
) -> list[Done]:
    """Check every packet of the inbox and summarise, as `yushen batch` does.

    Raises InputError if there is nothing to check or OUT cannot be written.
    """
    kit.budget = batch_budget()
    options = Options(duty.service)
    rooms = LocalBatchFolders(duty.out)
    found = list_packets(duty.inbox, rooms)
    work = BatchSteps(
        PacketReader(kit, options),
        judge_of(kit),
        writer(kit, duty.lang),
        partial(_kept, kit, note, hand),
        lambda done, folder: write_failed(done.report, done.broke, folder, duty.lang),
        lambda done: None,
        hand.has if hand is not None else lambda facts: True,
    )
    mark = mark_of(kit, options, duty.lang, "deployed" if hand is not None else "")
    with SharedBatch(rooms, kit, work, mark, staged=staged) as shared:
        results = shared.all(each, found.jobs)
        for done in results:
            _broken(hand, note, done)
        written_summary(results, [done.summary for done in results], shared, duty.out, duty.lang)
    return results


def written_summary(
    results: Sequence[Done],
    packets: Sequence[PacketSummary],
    shared: SharedBatch,
    out: Path,
    lang: Language,
) -> tuple[BatchSummary, Sequence[Path]]:
    """The packets' results as one summary, and its files in `out`. Raises InputError."""
    summary = batch_summary(packets, between(facts_of(results)))
    with shared.summing():
        return summary, write_summary(summary, out, lang)


def facts_of(results: Sequence[Done]) -> dict[str, PacketFacts]:
    """The facts about each packet, by the name of its folder."""
    return {done.job.name: done.facts for done in results if done.facts is not None}


def _kept(
    kit: Kit, note: Note, hand: DeskConnection | None, job: BatchJob, checked: Checked
) -> bool:
    """Store the facts of a batch packet and hand it over; whether both succeeded."""
    failed: list[str] = []

    def note_failure(what: str, error: str) -> None:
        failed.append(what)
        note(what, error)

    if checked.facts is not None and not kit.memory.remember(checked.facts):
        note_failure("memory", kit.memory.trouble or "")
    if hand is not None:
        with _noted(note_failure):
            hand.checked(checked, job.name)
    return not failed


def checks(
    kit: Kit,
    options: Options,
    lang: Language,
    note: Note,
    hand: DeskConnection | None = None,
    staged: Staged = plainly,
) -> Check:
    """The whole check of one packet into a folder; then its facts are stored and it is handed over.

    An unreachable desk costs no packet its result.
    """
    read, judge, write = PacketReader(kit, options), judge_of(kit), writer(kit, lang)

    def report(job: BatchJob, checked: Checked, folder: Path) -> None:
        write(job, checked, folder)
        _kept(kit, note, hand, job, checked)

    def check(job: BatchJob, folder: Path) -> Report:
        material = staged("read", job.id, lambda: read(job, ""))
        checked = staged("judge", job.id, lambda: judge(material))
        staged("report", job.id, lambda: report(job, checked, folder))
        return checked.report

    return check


def _broken(hand: DeskConnection | None, note: Note, done: Done) -> None:
    """Hand over a packet that could not be checked."""
    if hand is not None and done.error is not None:
        with _noted(note):
            hand.broken(done)


@contextmanager
def _noted(note: Note) -> Iterator[None]:
    try:
        yield
    except (InputError, PolicyError, OSError) as error:
        note("desk", type(error).__name__)
