"""Detecting that something has become more frequent than in earlier weeks. Pure functions.

One-sided Fisher's exact test of the last complete week against the weeks before it. The alarms of a
week are limited so that with probability 1 - DOUBT none of them is false (Holm 1979). What is
tested is selected by its total count, which does not depend on when it occurred (Tarone 1990).
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DOUBT = 0.05
MIN_COUNT = 5
"""Minimum count, in all and in the week; anything rarer is not tested."""


class OccurrenceCounts(NamedTuple):
    """Counts and number of occasions, in the last week and in the weeks before it."""

    now: int
    now_of: int
    before: int
    before_of: int


class Alarm(NamedTuple):
    """Something that became more frequent."""

    name: str
    counted: OccurrenceCounts
    chance: float
    """The probability of such a count if nothing has changed."""


def chance(one: OccurrenceCounts) -> float:
    """The probability of that many or more in the week, if the true rates are equal.

    >>> round(chance(OccurrenceCounts(3, 4, 1, 4)), 4), chance(OccurrenceCounts(0, 4, 2, 4))
    (0.2429, 1.0)
    """
    came, occasions = one.now + one.before, one.now_of + one.before_of
    if not one.now or not one.before_of:
        return 1.0
    logs = _factorials(occasions)

    def choose(n: int, k: NDArray[np.intp]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = logs[n] - logs[k] - logs[n - k]
        return found

    k = np.arange(max(one.now, came - one.before_of), min(came, one.now_of) + 1)
    whole = choose(occasions, np.array([came]))[0]
    terms = choose(one.now_of, k) + choose(one.before_of, came - k) - whole
    return min(1.0, float(np.exp(terms).sum()))


def alarms(things: Mapping[str, OccurrenceCounts]) -> list[Alarm]:
    """What became more frequent, the least probable first."""
    tried = [
        Alarm(name, one, chance(one))
        for name, one in sorted(things.items())
        if one.now + one.before >= MIN_COUNT
    ]
    found = []
    for n, alarm in enumerate(sorted(tried, key=lambda one: one.chance)):
        if alarm.chance > DOUBT / (len(tried) - n):
            break
        found.append(alarm)
    return [one for one in found if one.counted.now >= MIN_COUNT]


def _factorials(largest: int) -> NDArray[np.float64]:
    """The logarithms of 0!, 1! … most!"""
    return np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, largest + 1)))))
