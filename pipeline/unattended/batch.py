"""Many packets, none able to cost another its report.

Each packet's report is written as soon as it is done, and what was read lies in the
reading store: a batch that was stopped is simply started again (sharing.py).
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
"""Reported by this run, by one that had ended or was ahead of it, by one beside it."""


@dataclass(frozen=True)
class Job:
    """A packet to check. `id` tells nothing of whose it is; `name` is its folder in OUT."""

    id: str
    name: str
    source: Path
    unit: str = ""
    """The folder of its unit in the inbox, where those are told apart."""


@dataclass(frozen=True)
class Gist:
    """What is still asked of a report when the batch is summed up."""

    counts: Counter[Status]
    rules: dict[Status, tuple[str, ...]]
    summary: PacketSummary


@dataclass(frozen=True)
class Done:
    """What became of a packet. With an error, the report only says that it failed and why."""

    job: Job
    seconds: float
    report: Report
    error: Exception | None = None
    facts: PacketFacts | None = None
    """What is remembered of it, where it was checked."""
    whose: Whose = "ours"
    """Which run's report it is."""
    later: str = ""
    """Why nothing became of it yet; in the end it is empty."""
    gist: Gist | None = None
    """In place of what the report held, where that was let go of."""

    @property
    def outcome(self) -> Outcome:
        return self.report.outcome

    @property
    def counts(self) -> Counter[Status]:
        return self.gist.counts if self.gist is not None else counts_of(self.report)

    def rules(self, status: Status) -> tuple[str, ...]:
        """The rules whose findings have that status, each once."""
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
        """The same without what is written and not asked for again: a batch may be long."""
        if self.error is not None or self.gist is not None:
            return self
        rules: dict[Status, tuple[str, ...]] = {one: self.rules(one) for one in ("fail", "review")}
        empty = {"documents": (), "findings": (), "files": (), "deadlines": (), "outlook": None}
        return replace(
            self,
            report=self.report.model_copy(update=empty),
            gist=Gist(self.counts, rules, self.summary),
        )

    @property
    def broke(self) -> str | None:
        """After a bug, where it is; None for errors of ours and where there was none."""
        bug = self.error is not None and not isinstance(self.error, YushenError)
        return where_it_broke(self.error) if bug and self.error is not None else None


def counts_of(report: Report) -> Counter[Status]:
    """How many findings have each status."""
    return Counter(finding.status for finding in report.findings)


Check = Callable[[Job], Report]
Run = Callable[[Job], Done]
Each = Callable[[Run, Sequence[Job]], list[Done]]


def runner(check: Check, after: Callable[[Done], None]) -> Run:
    """A job's whole run as one call that does not raise; `after` is told of each."""

    def run(job: Job) -> Done:
        begun = time.monotonic()
        trouble: Exception | None = None
        try:
            report = check(job)
        except Exception as error:  # of any kind: the other packets must still be checked
            report, trouble = failure(job, error), error
        done = Done(job, time.monotonic() - begun, report, trouble)
        after(done)
        return done

    return run


def failure(job: Job, error: Exception) -> Report:
    """The report of a packet that could not be checked: for a person to look into.

    An error of ours says why; of any other only the class is told, for its message may
    hold personal data.
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


def in_turn(run: Run, jobs: Sequence[Job]) -> list[Done]:
    """All jobs, one after the other."""
    return [run(job) for job in jobs]


def worst_exit_code(results: Iterable[Done]) -> int:
    """0 where every packet was checked, else the exit code of the gravest error."""
    return max(
        (getattr(done.error, "exit_code", 1) for done in results if done.error is not None),
        default=0,
    )


def where_it_broke(error: Exception) -> str:
    """The error's kind and code lines, without its message: that may hold personal data."""
    lines = traceback.format_list(traceback.extract_tb(error.__traceback__))
    return "".join([type(error).__name__, "\n", *lines])
