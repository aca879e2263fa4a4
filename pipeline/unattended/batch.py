"""Many packets; a failure of one does not affect the reports of others.

Each packet's report is written as soon as it is done, and readings are kept in the reading
store: a batch that was stopped can simply be started again (sharing.py).
"""

import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from core.errors import InputError, YushenError
from core.models.filing import PacketFacts
from core.models.finding import Outcome, Status
from core.models.report import Report, ReportFile, Wording
from core.reasons import english_or, reason
from pipeline.reporting.summary import failed_packet, summarise
from pipeline.reporting.tally import PacketSummary

Whose = Literal["ours", "before", "other"]
"""Which run made the report: this one, an earlier or faster one, or one running alongside."""


@dataclass(frozen=True)
class BatchJob:
    """A packet to check. `id` reveals no name; `name` is its folder in OUT."""

    id: str
    name: str
    source: Path
    unit: str = ""
    """The folder of its unit in the inbox, if packets are sorted by unit."""


@dataclass(frozen=True)
class ReportExtract:
    """The parts of a report that the batch summary still needs."""

    counts: Counter[Status]
    rules: dict[Status, tuple[str, ...]]
    summary: PacketSummary


@dataclass(frozen=True)
class Done:
    """The result of a packet. With an error, the report only says that it failed and why."""

    job: BatchJob
    seconds: float
    report: Report
    error: Exception | None = None
    facts: PacketFacts | None = None
    """The facts stored about it, if it was checked."""
    whose: Whose = "ours"
    """Which run's report it is."""
    later: str = ""
    """Why it has no result yet; empty in the end."""
    gist: ReportExtract | None = None
    """Replaces the report's content after it was dropped."""

    @property
    def outcome(self) -> Outcome:
        return self.report.outcome

    @property
    def counts(self) -> Counter[Status]:
        return self.gist.counts if self.gist is not None else counts_of(self.report)

    def rules(self, status: Status) -> tuple[str, ...]:
        """The rules with findings of that status, each once."""
        if self.gist is not None:
            return self.gist.rules.get(status, ())
        return tuple(dict.fromkeys(f.rule for f in self.report.findings if f.status == status))

    @property
    def summary(self) -> PacketSummary:
        """Its row in the summary."""
        seconds = round(self.seconds, 1)
        if self.gist is not None:
            return self.gist.summary.model_copy(update={"seconds": seconds})
        if self.error is not None:
            return failed_packet(self.job.name, self.report.outcome_reason.zh, seconds)
        return summarise(self.report, self.job.name, seconds)

    def light(self) -> "Done":
        """A copy without content that is written and no longer needed: a batch may be long."""
        if self.error is not None or self.gist is not None:
            return self
        rules: dict[Status, tuple[str, ...]] = {one: self.rules(one) for one in ("fail", "review")}
        empty = {"documents": (), "findings": (), "files": (), "deadlines": (), "outlook": None}
        return replace(
            self,
            report=self.report.model_copy(update=empty),
            gist=ReportExtract(self.counts, rules, self.summary),
        )

    @property
    def broke(self) -> str | None:
        """After a bug, its location in the code; None for our own errors and without an error."""
        bug = self.error is not None and not isinstance(self.error, YushenError)
        return where_it_broke(self.error) if bug and self.error is not None else None


def counts_of(report: Report) -> Counter[Status]:
    """How many findings have each status."""
    return Counter(finding.status for finding in report.findings)


Check = Callable[[BatchJob], Report]
Run = Callable[[BatchJob], Done]
Each = Callable[[Run, Sequence[BatchJob]], list[Done]]


def runner(check: Check, after: Callable[[Done], None]) -> Run:
    """A job's whole run as one call that does not raise; calls `after` with each result."""

    def run(job: BatchJob) -> Done:
        begun = time.monotonic()
        trouble: Exception | None = None
        try:
            report = check(job)
        except Exception as error:  # any kind: the other packets must still be checked
            report, trouble = failure(job, error), error
        done = Done(job, time.monotonic() - begun, report, trouble)
        after(done)
        return done

    return run


def failure(job: BatchJob, error: Exception) -> Report:
    """The report of a packet that could not be checked: a person must look into it.

    For our own errors it states the reason; for others only the class, because the message may
    contain personal data.
    """
    if isinstance(error, YushenError):
        zh, en = str(error), error.text.en
    else:
        zh = reason("packet.bug", kind=type(error).__name__)
        en = english_or(zh)
    code = error.code if isinstance(error, InputError) else type(error).__name__
    file = ReportFile(
        name=job.source.name, sha256="", pages=0, status="failed", error=zh, error_code=code
    )
    return Report(
        packet=job.name,
        service=None,
        submission_date=None,
        outcome="review",
        outcome_reason=Wording(zh=f"未能检查：{zh}", en=f"Not checked: {en}"),
        files=(file,),
    )


def in_turn(run: Run, jobs: Sequence[BatchJob]) -> list[Done]:
    """All jobs, one after the other."""
    return [run(job) for job in jobs]


def worst_exit_code(results: Iterable[Done]) -> int:
    """0 if every packet was checked, otherwise the exit code of the most severe error."""
    return max(
        (getattr(done.error, "exit_code", 1) for done in results if done.error is not None),
        default=0,
    )


def where_it_broke(error: Exception) -> str:
    """The error's class and code lines, without its message: that may contain personal data."""
    lines = traceback.format_list(traceback.extract_tb(error.__traceback__))
    return "".join([type(error).__name__, "\n", *lines])
