"""The tables whose entries apply on certain days: wages, figures, words, hours, days off."""

from datetime import date, time
from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from validators.policy.dated import Span
from validators.policy.faults import Misfit
from validators.policy.tables import PolicyData

ROUNDED = 12
"""CNY a year: the official month is rounded to whole yuan."""


class Wage(PolicyData):
    """Beijing's average wage of a year in CNY, and the days on which it applies to cases."""

    year: int
    annual: Decimal
    monthly: Decimal
    series: str
    applies: Span
    """From the day it was surely published until the day before the next one's."""
    perhaps: date | None = None
    """The earliest possible day of publication; None if the day is certain."""
    awaited: Span | None = None
    """Days on which the next one may be published; used while no next one is known."""
    annual_status: Literal["sourced", "background"]
    monthly_status: Literal["sourced", "background"]
    source: str

    @property
    def cited(self) -> str:
        """Its source as cited in a message; empty if it is general knowledge."""
        known = "sourced" in (self.annual_status, self.monthly_status)
        return f"（{self.source}）" if known else ""

    @model_validator(mode="after")
    def _adds_up(self) -> "Wage":
        """Detects typing errors: the month is a twelfth of the year, rounded to a yuan."""
        if abs(self.annual - 12 * self.monthly) > ROUNDED:
            raise Misfit(
                f"annual {self.annual} 与 monthly {self.monthly} 的 12 倍不符",
                f"annual {self.annual} is not 12 times monthly {self.monthly}",
            )
        return self

    @model_validator(mode="after")
    def _is_published_in_order(self) -> "Wage":
        """The possible publication is not after the sure one; the next one is awaited within its
        days.
        """
        first, last = self.applies
        if self.perhaps is not None and self.perhaps >= first:
            raise Misfit(
                f"perhaps {self.perhaps} 须早于适用的第一日 {first}",
                f"perhaps {self.perhaps} must be before the first day {first}",
            )
        if self.awaited is not None and not first < self.awaited[0] <= self.awaited[1] <= last:
            raise Misfit(
                f"awaited 须在适用的日期（自 {first}）之内",
                f"awaited must lie within the days of the figure (from {first})",
            )
        return self


class Parameter(PolicyData):
    """A figure of the guide and the days on which it applies to cases."""

    id: str
    value: Decimal | date
    unit: str
    applies: Span
    cites: str


class CalendarYear(PolicyData):
    """A year's days off and its working weekend days, as announced."""

    year: int
    off: tuple[tuple[date, date], ...]
    work: tuple[date, ...]
    source: str

    @model_validator(mode="after")
    def _is_of_its_year(self) -> "CalendarYear":
        """A mistyped year would make a day off a working day."""
        days = (*(day for span in self.off for day in span), *self.work)
        for day in days:
            if day.year != self.year:
                raise Misfit(f"{day} 不在本年", f"{day} is not in the year")
        for first, last in self.off:
            if first > last:
                raise Misfit(f"off 的 {first} 晚于 {last}", f"off: {first} is after {last}")
        return self

    @property
    def applies(self) -> tuple[date, date]:
        return date(self.year, 1, 1), date(self.year, 12, 31)


class CounterHours(PolicyData):
    """When the counter is open, and on which days of the week (Monday is 1) for whom."""

    applies: Span
    hours: tuple[tuple[time, time], ...]
    few_weekdays: tuple[int, ...]
    many_weekdays: tuple[int, ...]
    cites: str
    name_zh: str = ""
    """The counter's name; empty if the edition does not give one."""
    name_en: str = ""
    address_zh: str = ""
    address_en: str = ""
    phone: str = ""


class DatedWords(PolicyData):
    """Words of the guide (issuers, kinds of firm) and the days on which they apply.

    A word may have alternatives separated by |; messages use the first.
    """

    id: str
    values: tuple[str, ...] = Field(min_length=1)
    applies: Span
    cites: str


class IntendedGap(PolicyData):
    """Days on which a table intentionally has no value, and why; `id` if it has several series."""

    table: str
    id: str = ""
    applies: Span
    why: str = Field(min_length=1)
