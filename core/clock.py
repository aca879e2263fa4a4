"""The office's clock: days and times are those of Beijing, wherever the server is.

China has a single time zone and no daylight saving time since 1991: no zone database is needed.
"""

from datetime import date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


def here(moment: datetime) -> datetime:
    """A moment in the office's time zone.

    >>> from datetime import UTC
    >>> here(datetime(2026, 3, 1, 17, 30, tzinfo=UTC)).isoformat()
    '2026-03-02T01:30:00+08:00'
    """
    return moment.astimezone(BEIJING)


def now_here() -> datetime:
    """The current time in the office's time zone."""
    return datetime.now(BEIJING)


def today() -> date:
    """The current day in the office's time zone."""
    return now_here().date()


def midnight(day: date, hour: int = 0) -> datetime:
    """The start of a day, or of an hour of it, in the office's time zone.

    >>> from datetime import UTC
    >>> midnight(date(2026, 3, 2)).astimezone(UTC).isoformat()
    '2026-03-01T16:00:00+00:00'
    """
    return datetime(day.year, day.month, day.day, hour, tzinfo=BEIJING)
