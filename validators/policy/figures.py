"""The tables whose entries decide on certain days: wages, figures, words, hours, days off."""

from datetime import date, time
from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from validators.policy.dated import Span
from validators.policy.faults import Misfit
from validators.policy.tables import Data

ROUNDED = 12
"""CNY a year: the official month is rounded to whole yuan."""


class Wage(Data):
    """Beijing's average wage of a year in CNY, and the days on which it decides cases."""

    year: int
    annual: Decimal
    monthly: Decimal
    series: str
    applies: Span
    """From the day by which it was published for sure until the day before the next one's."""
    perhaps: date | None = None
    """It may have been published as early as this; None where the day is certain."""
    awaited: Span | None = None
    """Days on which the next one may come out; of account while no next one is known."""
    annual_status: Literal["sourced", "background"]
    monthly_status: Literal["sourced", "background"]
    source: str

    @property
    def cited(self) -> str:
        """Its source as a message cites it; nothing where it is general knowledge."""
        known = "sourced" in (self.annual_status, self.monthly_status)
        return f"（{self.source}）" if known else ""

    @model_validator(mode="after")
    def _adds_up(self) -> "Wage":
        """A mistyped figure shows: the month is a twelfth of the year, rounded to a yuan."""
        if abs(self.annual - 12 * self.monthly) > ROUNDED:
            raise Misfit(
                f"annual {self.annual} 与 monthly {self.monthly} 的 12 倍不符",
                f"annual {self.annual} is not 12 times monthly {self.monthly}",
            )
        return self

    @model_validator(mode="after")
    def _is_published_in_order(self) -> "Wage":
        """It may be out before it surely is, never after; the next is awaited in its own days."""
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


class Parameter(Data):
    """A figure of the guide and the days on which it decides cases."""

    id: str
    value: Decimal | date
    unit: str
    applies: Span
    cites: str


class CalendarYear(Data):
    """A year's days off and the weekend days that are worked, as announced for it."""

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


class Office(Data):
    """When the counter is open, and on which days of the week (Monday is 1) for whom."""

    applies: Span
    hours: tuple[tuple[time, time], ...]
    few_weekdays: tuple[int, ...]
    many_weekdays: tuple[int, ...]
    cites: str
    name_zh: str = ""
    """What the counter is called; empty where the edition does not say where it is."""
    name_en: str = ""
    address_zh: str = ""
    address_en: str = ""
    phone: str = ""


class Listing(Data):
    """Words of the guide (issuers, kinds of firm) and the days on which they decide.

    A word may hold alternatives parted by |, the first of which names it in a message.
    """

    id: str
    values: tuple[str, ...] = Field(min_length=1)
    applies: Span
    cites: str


class Blank(Data):
    """Days on which a table has no value on purpose, and why; `id` where it holds several."""

    table: str
    id: str = ""
    applies: Span
    why: str = Field(min_length=1)
