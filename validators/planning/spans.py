"""The months papers must cover, and until when these months are accepted."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from core.models.base import Wording
from core.models.need import Months, NeedMonths
from core.numbers.dates import month_of, months
from validators.facts.contributions import RECORDS
from validators.facts.ledger import asked_years, windows
from validators.facts.parties import INCOME
from validators.ground.case import Case
from validators.judging.choices import LENGTHS
from validators.policy import Policy

INSURANCE = ("ANNUAL-SI-12M", "annual_insurance_months")
YEARS = ("INCOME-3Y-RECORD", (4, 5, 8))
MAX_MONTHS_AHEAD = 3
"""Months after which no window of today is accepted any more."""


def months_of(case: Case, policy: Policy) -> tuple[Months, ...]:
    """The months of income and insurance that the rules will require for this case."""
    return tuple(_asked(case, policy))


def _asked(case: Case, policy: Policy) -> Iterator[Months]:
    rule, figure = LENGTHS.get(case.service, ("", ""))
    if rule and policy.rule(rule).binds(case.service):
        yield _entry(
            "income", rule, INCOME, _windows(case.day, policy.whole(figure, case.day)), policy
        )
    rule, figure = INSURANCE
    if policy.rule(rule).binds(case.service):
        yield _entry(
            "insurance", rule, RECORDS, _windows(case.day, policy.whole(figure, case.day)), policy
        )
    rule, numbers = YEARS
    if case.condition in numbers and policy.rule(rule).binds(case.service):
        whole = tuple(month for year in asked_years(case.day) for month in months(f"{year}-01", 12))
        last = date(case.day.year, 12, 31)
        yield _entry("years", rule, INCOME, (NeedMonths(months=whole, last=last),), policy)


def _entry(
    what: Literal["income", "insurance", "years"],
    rule: str,
    papers: tuple[str, ...],
    spans: tuple[NeedMonths, ...],
    policy: Policy,
) -> Months:
    text = policy.rule(rule)
    return Months(
        what=what,
        title=Wording(zh=text.title_zh, en=text.title_en),
        section=text.section,
        quote=text.quote,
        papers=papers,
        spans=spans,
    )


def _windows(day: date, length: int) -> tuple[NeedMonths, ...]:
    """Both spans, the later one first, as it is accepted for longer."""
    return tuple(
        NeedMonths(months=span, last=_last(span, day, length))
        for span in reversed(windows(day, length))
    )


def _last(span: tuple[str, ...], day: date, length: int) -> date:
    """The last day on which a span is accepted; all days of a month give the same answer."""
    ends = [
        date.fromisoformat(f"{month_of(day, n + 1)}-01") - timedelta(1)
        for n in range(MAX_MONTHS_AHEAD)
    ]
    return max(end for end in ends if span in windows(end, length))
