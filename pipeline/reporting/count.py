"""Counts a packet's points; the desk's bar and queue, report.html, the terminal, the
summaries and the watch's state file all use these counts.

Failures are counted by fact, as in a notice: once, even if several rules find it. Open points
are counted one by one, because each needs a person's answer; they include reasons that hold
back the packet as a whole.
"""

from collections.abc import Sequence
from typing import NamedTuple

from core.models.finding import Finding, Outcome, Severity, Status
from core.models.report import Report
from pipeline.reporting.once import facts, told_elsewhere


class PointCounts(NamedTuple):
    """The counts of points."""

    rejects: int
    lacks: int
    advice: int
    doubts: int
    """Open: not settled by anybody yet, advice included."""
    passed: int
    counter: int
    """Checked by an officer at the counter, not by this program."""

    @property
    def fails(self) -> int:
        """Points that require action."""
        return self.rejects + self.lacks


def counted(report: Report) -> PointCounts:
    """The counts of a report."""
    found = report.findings
    return PointCounts(
        rejects=failures(found, "reject"),
        lacks=failures(found, "supplement"),
        advice=failures(found, "advisory"),
        doubts=_of(found, "review") + len(report.held),
        passed=_of(found, "pass"),
        counter=_of(found, "not_checked"),
    )


def shown(outcome: Outcome, doubts: int) -> Outcome:
    """The outcome as people see it: with an open point nothing can be accepted.

    Advice read with doubt does not change the formal outcome, but a person must look at it.

    >>> shown("accept", 1), shown("accept", 0), shown("supplement", 2)
    ('review', 'accept', 'supplement')
    """
    return "review" if outcome == "accept" and doubts else outcome


def shown_outcome(report: Report) -> Outcome:
    """The same, for a report."""
    return shown(report.outcome, counted(report).doubts)


def failures(findings: Sequence[Finding], severity: Severity) -> int:
    """How many facts of that severity failed."""
    twice = told_elsewhere(findings, severity)
    return sum(
        facts(one)
        for number, one in enumerate(findings)
        if one.status == "fail" and one.severity == severity and number not in twice
    )


def _of(findings: Sequence[Finding], status: Status) -> int:
    return sum(one.status == status for one in findings)
