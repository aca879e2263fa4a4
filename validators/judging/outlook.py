"""The outcome of the same papers on other filing days: what expires and when, and which faults end
and when.

Only rules that read the day can answer differently on another day; these are found by watching, not
listed. Each of them is asked at the ends and in the middle of every month, and the day of a change
between two such days is found by bisection. Each answer tells for which other days it is the same
(`validators/ground/moving_day.py`); for these the rule is not judged again.
"""

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from core.models.base import Wording
from core.models.finding import Finding
from core.models.outlook import Cure, Later, Limit, Outlook, PolicyGap
from validators.ground.case import Case
from validators.ground.moving_day import DayRange
from validators.ground.trial import Answer, answer, days_of, touching, watched
from validators.ground.verdict import Rule
from validators.judging.choices import choices
from validators.judging.families import rules_of
from validators.judging.rules import judge, outcome
from validators.policy import Policy

HORIZON = 400
"""Days to look ahead: a year and a month."""
DAY = timedelta(days=1)
_FIGURES = re.compile(r"[0-9]+")


At = Callable[[date], tuple[Case, list[str | DayRange]]]
"""The case on a day, and what is read of it."""


@dataclass(frozen=True)
class Course:
    """A rule's answers from the day of filing on, each with its first day."""

    rule: Rule
    days: tuple[date, ...]
    answers: tuple[Answer, ...]

    def on(self, day: date) -> Answer:
        """The answer on a day."""
        return self.answers[bisect_right(self.days, day) - 1]


def look_ahead(
    case: Case,
    policy: Policy,
    findings: tuple[Finding, ...],
    *,
    certain: bool = True,
    rules: tuple[Rule, ...] | None = None,
    store: dict[Hashable, Any] | None = None,
) -> Outlook:
    """The outlook of a judged case; `findings` are those of its own day.

    Without `certain` (the record could not be used) no day counts as accepted. `store` is the cache
    from judging the watched case: answers independent of the day are reused.
    """
    end = case.day + timedelta(days=HORIZON)
    rules = rules_of(policy) if rules is None else rules
    store = {} if store is None else store
    grid = _grid(case.day, end)

    @cache
    def at(day: date) -> tuple[Case, list[str | DayRange]]:
        return watched(replace(case, day=day), store, moving=True)

    courses = [
        _course(rule, at, policy, grid) for rule in touching("day", case, policy, rules, store)
    ]
    limits = sorted(_limits(courses, policy), key=lambda limit: limit.day)
    gap = _gap(courses)
    now = outcome(findings) if certain else "review"
    first = limits[0].day if limits else None
    if now != "accept" or (first and gap and gap.day <= first):
        first = None
    return Outlook(
        searched_until=end,
        valid_until=first,
        limits=tuple(limits),
        cures=tuple(sorted(_cures(courses, policy), key=lambda cure: cure.day)),
        later=_later(courses, at, policy, end, certain=certain),
        open=sum(course.answers[0].state == "review" for course in courses),
        gap=gap,
        choices=choices(at(case.day)[0], policy),
    )


def _course(rule: Rule, at: At, policy: Policy, grid: Sequence[date]) -> Course:
    known: list[tuple[DayRange, Answer, Hashable]] = []

    def found(day: date) -> tuple[DayRange, Answer, Hashable]:
        for one in reversed(known):
            if one[0].holds(day):
                return one
        case, read = at(day)
        before = len(read)
        said = answer(rule, case, policy)
        known.append((days_of(read[before:]), said, _key(said)))
        del read[before:]
        return known[-1]

    def on(day: date) -> Answer:
        return found(day)[1]

    def outcome_on(day: date) -> Hashable:
        return found(day)[2]

    changes = [grid[0]]
    for low, high in itertools.pairwise(grid):
        changes += _changes(outcome_on, low, high)
    return Course(rule, tuple(changes), tuple(on(day) for day in changes))


def _changes(key: Callable[[date], Hashable], low: date, high: date) -> list[date]:
    """The days after `low` and up to `high` on which the answer changes."""
    if key(low) == key(high):
        return []
    if high - low == DAY:
        return [high]
    middle = low + (high - low) // 2
    return [*_changes(key, low, middle), *_changes(key, middle, high)]


def _key(found: Answer) -> tuple[object, ...]:
    """The key of equal answers: their words without days and amounts, which change daily."""
    verdicts = tuple((v.status, v.severity, _FIGURES.sub("", v.message)) for v in found.verdicts)
    return found.state, _FIGURES.sub("", found.trouble), verdicts


def _grid(start: date, end: date) -> list[date]:
    """The first, middle and last day of every month, between the ends."""
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    return [
        day for day in days if day in (start, end) or day.day in (1, 16) or (day + DAY).day == 1
    ]


def _limits(courses: list[Course], policy: Policy) -> Iterator[Limit]:
    for course in courses:
        if course.answers[0].state != "fine":
            continue
        for day, found in zip(course.days, course.answers, strict=True):
            if found.state == "gap":
                break  # later answers are not known
            if found.state != "fine":
                yield _limit(course.rule, day, found, policy)
                break


def _limit(rule: Rule, day: date, found: Answer, policy: Policy) -> Limit:
    text = policy.rule(rule.id)
    zh = "；".join(dict.fromkeys(verdict.message for verdict in found.verdicts))
    en = " ".join(dict.fromkeys(verdict.message_en for verdict in found.verdicts))
    return Limit(
        rule=rule.id,
        title=Wording(zh=text.title_zh, en=text.title_en),
        day=day - DAY,
        message=Wording(zh=zh, en=en),
        becomes="fail" if found.state == "fail" else "review",
        section=text.section,
        documents=found.documents,
    )


def _cures(courses: list[Course], policy: Policy) -> Iterator[Cure]:
    for course in courses:
        start = course.answers[0]
        if start.state != "fail":
            continue
        for day, found in zip(course.days, course.answers, strict=True):
            if found.state == "gap":
                break
            if _holds(found):
                text = policy.rule(course.rule.id)
                yield Cure(
                    rule=text.id,
                    title=Wording(zh=text.title_zh, en=text.title_en),
                    day=day,
                    section=text.section,
                    documents=start.documents,
                )
                break


def _holds(found: Answer) -> bool:
    """Whether the rule is met; if it stops binding because papers are too old, it is not."""
    return found.state == "fine" and any(v.status == "pass" for v in found.verdicts)


def _gap(courses: list[Course]) -> PolicyGap | None:
    found = [
        (day, result.trouble)
        for course in courses
        for day, result in zip(course.days, course.answers, strict=True)
        if result.state == "gap"
    ]
    if not found:
        return None
    day, trouble = min(found)
    english = f"A figure of the policy is missing from {day} on."
    return PolicyGap(day=day, message=Wording(zh=trouble, en=english))


def _later(
    courses: list[Course],
    at: At,
    policy: Policy,
    end: date,
    *,
    certain: bool,
) -> Later | None:
    """The first later day without a time-related failure; no figure may be missing.

    A rule that fails on every day has other reasons, and stays in the outcome of that day.
    """
    timed = [c for c in courses if any(result.state != "fail" for result in c.answers)]

    def clear(day: date) -> bool:
        return all(course.on(day).state not in ("fail", "gap") for course in timed)

    if all(course.answers[0].state != "fail" for course in timed):
        return None
    changes = sorted({day for course in courses for day in course.days})
    for number, day in enumerate(changes):
        if not clear(day):
            continue
        after = next((later for later in changes[number:] if not clear(later)), end + DAY)
        found = outcome(judge(at(day)[0], policy))
        held = "review" if found == "accept" and not certain else found
        return Later(day=day, until=after - DAY, outcome=held)
    return None
