"""Coordinates of the charts of the day; the templates draw them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

WIDE = 1000


class BarSegment(NamedTuple):
    """A segment of a bar with the length WIDE."""

    name: str
    number: int
    start: int
    width: int


class Hour(NamedTuple):
    """The heights of an hour's two columns, in percent."""

    hour: int
    came: int
    done: int
    came_high: int
    done_high: int


def shares(numbers: Mapping[str, int], order: Sequence[str]) -> list[BarSegment]:
    """One segment for each number above zero, in that order.

    >>> [(one.name, one.start, one.width) for one in shares({"a": 1, "b": 3}, "ab")]
    [('a', 0, 250), ('b', 250, 750)]
    """
    total, start, made = sum(numbers.get(name, 0) for name in order), 0, []
    for name in order:
        if number := numbers.get(name, 0):
            end = start + round(WIDE * number / total)
            made.append(BarSegment(name, number, start, end - start))
            start = end
    return made


def hours(came: Sequence[int], done: Sequence[int]) -> list[Hour]:
    """The hours of the working day, and other hours with events."""
    highest = max(*came, *done, 1)
    busy = [n for n in range(24) if came[n] or done[n]]
    first, last = min([8, *busy]), max([18, *busy])
    return [
        Hour(n, came[n], done[n], round(100 * came[n] / highest), round(100 * done[n] / highest))
        for n in range(first, last + 1)
    ]
