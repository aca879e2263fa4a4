"""What a supplement resolved: the last notice compared with the current findings. Pure."""

from collections.abc import Sequence

from core.models.finding import SEVERITIES, Finding
from core.models.report import Report, ReportDocument
from pipeline.reporting.once import told_elsewhere
from review.cases.models import NoticePoint, Progress, Settled


def progress(before: Report, now: Report) -> Progress:
    """The state of each point of the last notice, and the points that are new.

    A point is done if no rule reports it any more and nothing about it is in doubt.
    """
    demanded, left = notice_findings(before), [one for one in now.findings if one.status in _STATES]
    points: dict[int, NoticePoint] = {}
    for exactly in (True, False):  # points in the same words are matched first
        for number, one in enumerate(demanded):
            if number in points:
                continue
            answer = _answer(one, before, left, now, exactly=exactly)
            if answer is not None:
                left = [other for other in left if other is not answer]
                state, came = _STATES[answer.status], _came(one, answer, now)
                points[number] = NoticePoint(finding=one, state=state, now=answer, came=came)
    answered = [point.now for point in points.values()]
    loose = [p.now for p in points.values() if p.now and p.now.message != p.finding.message]
    for number, one in enumerate(demanded):
        points.setdefault(number, _unanswered(one, before, loose, now))
    new = [one for one in notice_findings(now) if not any(one is other for other in answered)]
    return Progress(points=tuple(points[n] for n in range(len(demanded))), new=tuple(new))


def notice_findings(report: Report) -> list[Finding]:
    """The failures that a notice lists: reasons to reject first, each fact once."""
    found = []
    for severity in SEVERITIES[:2]:
        twice = told_elsewhere(report.findings, severity)
        for number, one in enumerate(report.findings):
            if one.status == "fail" and one.severity == severity and number not in twice:
                found.append(one)
    return found


_STATES: dict[str, Settled] = {"fail": "still", "review": "unclear", "not_checked": "unclear"}


def _answer(
    point: Finding, before: Report, left: Sequence[Finding], now: Report, *, exactly: bool
) -> Finding | None:
    """The rule's current findings about the same subject, the most serious first."""
    about = [
        one
        for one in left
        if one.rule == point.rule
        and _one_subject(point, before.documents, one, now.documents)
        and (not exactly or (one.message, one.documents) == (point.message, point.documents))
    ]
    order = list(_STATES)
    return min(about, key=lambda one: order.index(one.status), default=None)


def _came(before: Finding, answer: Finding, now: Report) -> tuple[str, ...]:
    """The documents that were missing then and have arrived since."""
    settled = set(before.lacks) - set(answer.lacks)
    return tuple(one.id for one in now.documents if {one.type, f"{one.type}:{one.role}"} & settled)


def _unanswered(
    point: Finding, before: Report, loose: Sequence[Finding], now: Report
) -> NoticePoint:
    """Done if the rule ran for a known service and reports nothing.

    A finding that matches another point of the rule loosely may also belong to this point.
    """
    current = [one for one in now.findings if one.rule == point.rule]
    for one in loose:
        if one.rule == point.rule and _one_subject(point, before.documents, one, now.documents):
            return NoticePoint(finding=point, state="unclear", now=one)
    asked = bool(current) and now.service is not None
    return NoticePoint(finding=point, state="done" if asked else "unclear")


def _one_subject(
    one: Finding,
    of_one: Sequence[ReportDocument],
    other: Finding,
    of_other: Sequence[ReportDocument],
) -> bool:
    """Whether two findings of a rule may be about the same gap or the same type of paper."""
    if one.lacks and other.lacks:
        return bool(set(one.lacks) & set(other.lacks))
    sorts, other_sorts = _sorts(one, of_one), _sorts(other, of_other)
    return not sorts or not other_sorts or bool(sorts & other_sorts)


def _sorts(finding: Finding, documents: Sequence[ReportDocument]) -> set[tuple[str, str]]:
    return {(one.type, one.role) for one in documents if one.id in finding.documents}
