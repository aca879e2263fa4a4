"""Data that apply on certain days: one look-up for all, and a check that no day has two values.

    applies = [2015-01-01, 2019-12-31]     the first day and the last
    applies = [2020-01-01, "open"]         until further notice

A new value is a new entry, and the previous one gets its last day; the order in the file does not
matter. Intended gaps between two entries are declared:

    [[none]]
    id = "capital_report_months"           omitted if the file has only one series
    applies = [2018-04-01, 2018-12-31]
    why = "…"
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated, Protocol, TypeVar

from pydantic import AfterValidator, BeforeValidator

from validators.policy.faults import Misfit, PolicyFault

OPEN = "open"
NO_END = date.max
ONE_DAY = timedelta(days=1)


def _ends(given: object) -> object:
    """Both ends as written; `open` means no last day."""
    if not isinstance(given, list | tuple) or len(given) != 2:
        raise Misfit(
            "须写明第一日和最后一日：[2020-01-01, 2020-12-31]；"
            '没有最后一日的写 [2020-01-01, "open"]',
            "please give the first day and the last: [2020-01-01, 2020-12-31], or "
            '[2020-01-01, "open"] where there is no last',
        )
    first, last = given
    return (first, NO_END if last == OPEN else last)


def _in_order(span: tuple[date, date]) -> tuple[date, date]:
    if span[0] > span[1]:
        raise Misfit("第一日晚于最后一日", "the first day is after the last")
    return span


Span = Annotated[tuple[date, date], BeforeValidator(_ends), AfterValidator(_in_order)]


class DatedEntry(Protocol):
    """An entry that applies from its first to its last day."""

    @property
    def applies(self) -> tuple[date, date]: ...


D = TypeVar("D", bound=DatedEntry)


def on(entries: Iterable[D], day: date) -> D | None:
    """The entry that applies on a day. There is at most one: `faults` rejects overlaps."""
    return next((one for one in entries if one.applies[0] <= day <= one.applies[1]), None)


def until(last: date) -> str:
    """A last day for display; empty if there is none.

    >>> until(date(2019, 12, 31)), until(NO_END)
    ('2019-12-31', '')
    """
    return "" if last == NO_END else str(last)


@dataclass(frozen=True)
class PolicyEntry:
    """An entry of a file: its series, and its name in messages."""

    file: str
    series: str
    key: str
    applies: tuple[date, date]


def faults(entries: Sequence[PolicyEntry]) -> Iterator[PolicyFault]:
    """Days claimed by two entries of a series, and gaps between entries."""
    ordered = sorted(entries, key=lambda one: (one.series, one.applies))
    for _, series in groupby(ordered, key=lambda one: one.series):
        before, *others = series
        for one in others:
            yield from _between(before, one)
            before = max(before, one, key=lambda entry: entry.applies[1])


def _between(before: PolicyEntry, one: PolicyEntry) -> Iterator[PolicyFault]:
    first, last = one.applies[0], before.applies[1]
    key = f"{one.key}.applies"
    if first == before.applies[0]:
        yield PolicyFault.at(one.file, key, f"自 {first} 起有两个值", f"two values from {first} on")
    elif first <= last:
        gap, end = f"{before.applies[0]} 至 {until(last) or OPEN}", first - ONE_DAY
        yield PolicyFault.at(
            one.file,
            key,
            f"适用日期与另一条（{before.key}，{gap}）重叠；请将前一条的最后一日写为 {end}",
            f"overlaps the entry of {before.key} from {before.applies[0]}; "
            f"please give that one {end} as its last day",
        )
    elif first - last > ONE_DAY:
        gone = f"{last + ONE_DAY} 至 {first - ONE_DAY}"
        yield PolicyFault.at(
            one.file,
            key,
            f"{gone} 没有适用的值；确无规定的，请以 [[none]] 写明这些日期和原因 why",
            f"no value for {last + ONE_DAY} to {first - ONE_DAY}; where there is none on purpose, "
            "please say so with [[none]], these days and why",
        )
