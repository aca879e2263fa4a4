"""A moving day answers like any date, and notes the days that answer the same."""

import operator
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.numbers.dates import add_months, month_of
from validators.ground.moving_day import TELLING, DayRange, MovingDay, common, only
from validators.policy import load_policy

DAYS = st.dates(date(2018, 1, 1), date(2022, 12, 31))
OTHER = date(2020, 2, 29)
POLICY = load_policy()
QUESTIONS: dict[str, Callable[[date], Any]] = {
    **{
        name: (lambda day, compare=compare: compare(day, OTHER))
        for name, compare in vars(operator).items()
        if name in ("lt", "le", "gt", "ge", "eq", "ne")
    },
    "reflected": lambda day: (day > OTHER, day >= OTHER, day == OTHER, day < OTHER, day <= OTHER),
    "earliest": lambda day: min(OTHER, day) == OTHER,
    "between": lambda day: date(2019, 3, 1) <= day <= date(2020, 3, 31),
    "year": lambda day: day.year,
    "month": lambda day: day.month,
    "month of": month_of,
    "printed": lambda day: f"{day} {day:%Y}",
    "later": lambda day: day + timedelta(days=1),
    "earlier": lambda day: (day - timedelta(days=1), day - OTHER, OTHER - day),
    "months on": lambda day: add_months(day, 6),
    "in a set": lambda day: day in {OTHER},
    "figure": lambda day: POLICY.whole("lease_rest_months", day),
    "working day": POLICY.is_workday,
}


@pytest.mark.parametrize("name", QUESTIONS)
@given(day=DAYS, other=DAYS)
def test_the_noted_days_answer_the_same(name: str, day: date, other: date) -> None:
    ask = QUESTIONS[name]
    noted: list[DayRange] = []
    try:
        said = ask(MovingDay.at(day, noted))
    except Exception as error:  # a figure that is missing on the day
        with pytest.raises(type(error)):
            ask(day)
        said = None
    else:
        assert said == ask(day)
    days = common(noted)
    assert days.holds(day)
    for one in (other, *map(date.fromordinal, {days.first, days.last} & AROUND)):
        if days.holds(one) and said is not None:
            assert ask(one) == said


AROUND = set(range(date(2017, 1, 1).toordinal(), date(2024, 1, 1).toordinal()))


def test_the_day_after_another_is_the_first_that_answers_otherwise() -> None:
    noted: list[DayRange] = []
    assert MovingDay.at(date(2020, 2, 1), noted) < OTHER
    assert not common(noted).holds(OTHER) and common(noted).holds(OTHER - timedelta(days=1))


def test_whatever_tells_the_day_notes_it_alone() -> None:
    for name in ("__hash__", "__str__", "isoformat", "weekday", "toordinal", "timetuple"):
        noted: list[DayRange] = []
        assert getattr(MovingDay.at(OTHER, noted), name)() == getattr(OTHER, name)()
        assert noted == [only(OTHER)]


def test_nothing_of_a_date_is_left_that_would_tell_it_unnoted() -> None:
    inert = {
        "__doc__", "__new__", "__getattribute__", "min", "max", "resolution", "today",
        "fromordinal", "fromtimestamp", "fromisoformat", "fromisocalendar",
    }  # fmt: skip
    told = {name for name in vars(date) if name not in inert}
    own = {name for name in vars(MovingDay) if not name.startswith("_") or name in vars(date)}
    assert told <= own and set(TELLING) <= told
