"""How many points a packet has, counted in one way for everybody: bar and queue of the desk,
report.html, the terminal, the summaries, the watch's state file.

What failed is counted by facts, as a notice tells them: once, though several rules find it. What
is open is counted one by one, for each asks for a person's answer, and with it what keeps the
packet as a whole from being accepted.
"""

from collections.abc import Sequence
from typing import NamedTuple

from core.models.finding import Finding, Outcome, Severity, Status
from core.models.report import Report
from pipeline.reporting.once import facts, told_elsewhere


class Counted(NamedTuple):
    """Numbers of points."""

    rejects: int
    lacks: int
    advice: int
    doubts: int
    """Open: nobody has settled them yet, advice included."""
    passed: int
    counter: int
    """Left to the counter."""

    @property
    def fails(self) -> int:
        """What demands something."""
        return self.rejects + self.lacks


def counted(report: Report) -> Counted:
    """The numbers of a report."""
    found = report.findings
    return Counted(
        rejects=failures(found, "reject"),
        lacks=failures(found, "supplement"),
        advice=failures(found, "advisory"),
        doubts=_of(found, "review") + len(report.held),
        passed=_of(found, "pass"),
        counter=_of(found, "not_checked"),
    )


def shown(outcome: Outcome, doubts: int) -> Outcome:
    """The outcome as people are told it: nothing can be accepted beside an open point.

    Advice that was not read for sure leaves the outcome of the contract as it is, and a person
    something to look at.

    >>> shown("accept", 1), shown("accept", 0), shown("supplement", 2)
    ('review', 'accept', 'supplement')
    """
    return "review" if outcome == "accept" and doubts else outcome


def shown_outcome(report: Report) -> Outcome:
    """The same of a report."""
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
