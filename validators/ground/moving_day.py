"""A day of filing that notes how far it could be moved without any answer about it changing.

The outlook judges the same papers on many days, and most rules only ask whether the day is before
or after another one: until that other day their answer is the same. A `MovingDay` is a date that
notes, for each question it is asked, the days for which the answer would be the same. Whatever is
no comparison (printing it, adding to it, looking it up in a dictionary) tells which day it is, and
notes this day alone.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
TELLING = (
    "__add__", "__radd__", "__sub__", "__rsub__", "__hash__", "__str__", "__repr__", "__format__",
    "__reduce__", "ctime", "isocalendar", "isoformat", "isoweekday", "replace", "strftime",
    "timetuple", "toordinal", "weekday",
)  # fmt: skip
"""The methods of dates whose result may differ for every day."""


class DayRange(NamedTuple):
    """Days from the first to the last, as ordinals."""

    first: int = _FIRST
    last: int = _LAST

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.first <= date.toordinal(day) <= self.last


EVER = DayRange()


def only(day: date) -> DayRange:
    """The day alone."""
    return DayRange(date.toordinal(day), date.toordinal(day))


def common(ranges: Iterable[DayRange]) -> DayRange:
    """The days that are in all of them."""
    first, last = EVER
    for one in ranges:
        first, last = max(first, one.first), min(last, one.last)
    return DayRange(first, last)


class MovingDay(date):
    """A day that notes in `noted` for which days each question about it has the same answer."""

    noted: list[Any]

    @classmethod
    def at(cls, day: date, noted: list[Any]) -> "MovingDay":
        """The same day, with a list for its notes."""
        made = cls(day.year, day.month, day.day)
        made.noted = noted
        return made

    def _until(self, last: int) -> bool:
        """Whether it is that day or an earlier one."""
        yes = date.toordinal(self) <= last
        self.noted.append(DayRange(last=last) if yes else DayRange(first=last + 1))
        return yes

    def __le__(self, other: date) -> bool:
        return self._until(date.toordinal(other))

    def __lt__(self, other: date) -> bool:
        return self._until(date.toordinal(other) - 1)

    def __gt__(self, other: date) -> bool:
        return not self <= other

    def __ge__(self, other: date) -> bool:
        return not self < other

    def __eq__(self, other: object) -> bool:
        return isinstance(other, date) and self <= other and not self < other

    def __ne__(self, other: object) -> bool:
        return not self == other

    @property
    def year(self) -> int:
        year = _plain(self).year
        self.noted.append(DayRange(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()))
        return year

    @property
    def month(self) -> int:
        day = _plain(self)
        last = day.replace(day=monthrange(day.year, day.month)[1])
        self.noted.append(DayRange(day.replace(day=1).toordinal(), last.toordinal()))
        return day.month

    @property
    def day(self) -> int:
        self.noted.append(only(self))
        return _plain(self).day


def _plain(day: date) -> date:
    return date.fromordinal(date.toordinal(day))


def _telling(name: str) -> Callable[..., Any]:
    def told(day: MovingDay, *given: Any, **named: Any) -> Any:
        day.noted.append(only(day))
        return getattr(_plain(day), name)(*given, **named)

    return told


for _name in TELLING:
    setattr(MovingDay, _name, _telling(_name))
