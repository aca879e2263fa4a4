"""The dated steps of the guide (deadlines.toml), if the packet has their start date."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from core.errors import PolicyError
from core.models.base import Wording
from core.models.outlook import Deadline
from core.numbers.dates import parse_date
from validators.facts.expiry import expiry
from validators.ground.case import Case, fact
from validators.ground.look import look
from validators.policy import DatedStep, Policy

APPROVAL = "approval"
"""The step that counts from the day of acceptance."""


def deadlines(case: Case, policy: Policy) -> tuple[Deadline, ...]:
    """The steps of the case's service, the earliest first; a step without a start has no date."""
    found = []
    for step in policy.deadlines:
        start = STARTS[step.start](case, policy) if step.binds(case.service) else None
        if start is None or (step.weekdays and start.weekday() not in step.weekdays):
            continue
        if (day := _day(step, start, case.day, policy)) is not None:
            found.append(_deadline(step, day, start))
    return tuple(sorted(found, key=lambda deadline: deadline.day))


class DecisionTerm(NamedTuple):
    """The number of working days from acceptance to decision, by the guide."""

    workdays: int
    last: date | None
    """The last of them; None if the year's holidays are not announced."""
    section: str


def term(service: str, accepted: date, policy: Policy) -> DecisionTerm | None:
    """How long the office takes from the day of acceptance; None if the guide has no term."""
    for step in policy.deadlines:
        if step.id == APPROVAL and step.figure and step.binds(service):
            count = policy.whole(step.figure, accepted)
            return DecisionTerm(count, _day(step, accepted, accepted, policy), step.section)
    return None


def _day(step: DatedStep, start: date, asked: date, policy: Policy) -> date | None:
    """The day a step falls on; None if its figure or the year's holidays are missing."""
    try:
        count = policy.whole(step.figure, asked) if step.figure else step.count
        if step.unit != "workdays":
            day = start + step.sign * timedelta(days=count)
        elif step.sign < 0:
            day = policy.workdays_before(start, count)
        else:
            day = policy.workdays_after(start, count)
        if step.rolls:
            day = policy.rolled(day)
    except (PolicyError, OverflowError):
        return None
    return day


def _deadline(step: DatedStep, day: date, start: date) -> Deadline:
    return Deadline(
        id=step.id,
        title=Wording(zh=step.title_zh, en=step.title_en),
        detail=Wording(zh=step.detail_zh, en=step.detail_en),
        section=step.section,
        day=day,
        start=start,
    )


def _leaving(case: Case, policy: Policy) -> date | None:
    """The leaving day, if one resignation certificate has it for sure."""
    days = set()
    for paper in case.of("resignation_certificate"):
        value = look(paper, "leave_date", policy)
        days.add(value.day if value.sure else None)
    return days.pop() if len(days) == 1 else None


STARTS: dict[str, Callable[[Case, Policy], date | None]] = {
    "filing": lambda case, _: case.day,
    "unit_review": lambda case, _: parse_date(fact(case, "unit_review_date")),
    "leaving": _leaving,
    "permit_expiry": lambda case, policy: expiry(case, policy)[0],
    "year_end": lambda case, _: date(case.day.year, 12, 31),
}
