"""Dates and months: the arithmetic of deadlines."""

from calendar import monthrange
from datetime import date
from functools import lru_cache


def add_months(day: date, months: int) -> date:
    """The same day some months on, clamped to the end of a shorter month.

    >>> add_months(date(2019, 11, 30), 3), add_months(date(2019, 10, 15), -12)
    (datetime.date(2020, 2, 29), datetime.date(2018, 10, 15))
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes 28 February.

    >>> add_years(date(2016, 2, 29), 1)
    datetime.date(2017, 2, 28)
    """
    return add_months(day, years * 12)


def is_term(first: str, last: str) -> bool:
    """Whether two days, YYYY-MM-DD, are whole years apart like the ends of a term.

    >>> is_term("2016-03-22", "2036-03-22"), is_term("2019-05-01", "2022-04-30")
    (True, True)
    >>> is_term("2016-03-22", "2016-03-22"), is_term("2016-03-22", "2036-05-22")
    (False, False)
    """
    start, end = parse_date(first), parse_date(last)
    if start is None or end is None or end <= start:
        return False
    years = range(end.year - start.year, end.year - start.year + 2)
    return any(0 <= (add_years(start, n) - end).days <= 1 for n in years if n > 0)


def month_of(day: date, offset: int = 0) -> str:
    """The month of a day as YYYY-MM, shifted by whole months.

    >>> month_of(date(2020, 1, 31), -7), month_of(date(2020, 1, 31), -1)
    ('2019-06', '2019-12')
    """
    return _month(day.year, day.month, offset)


@lru_cache(maxsize=4096)  # asked for in each month of the outlook
def _month(year: int, month: int, offset: int) -> str:
    return f"{add_months(date(year, month, 1), offset):%Y-%m}"


@lru_cache(maxsize=4096)
def months(first: str, count: int) -> tuple[str, ...]:
    """A number of consecutive months, each YYYY-MM.

    >>> months("2019-11", 3)
    ('2019-11', '2019-12', '2020-01')
    """
    start = date(int(first[:4]), int(first[5:7]), 1)
    return tuple(month_of(start, offset) for offset in range(count))


def parse_date(text: str | None) -> date | None:
    """A date printed as YYYY-MM-DD, None for anything else.

    >>> parse_date("2019-10-15"), parse_date("2019-10"), parse_date(None)
    (datetime.date(2019, 10, 15), None, None)
    """
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
