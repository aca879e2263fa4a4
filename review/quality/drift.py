"""Whether something becomes frequent against the weeks before: exact tests, false alarms bounded.

Fisher's exact test of the last whole week against those before it, one-sided. Of all that is
compared in a week alarms are raised so that with probability 1 - DOUBT none of them is false (Holm
1979). What is compared is told by how often it came in all, which says nothing of when (Tarone
1990). Pure.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DOUBT = 0.05
FEWEST = 5
"""Times that a thing must have come, in all and in the week: what is rarer is nobody's drift."""


class Counted(NamedTuple):
    """How often a thing came, of how many occasions, in the week and in those before it."""

    now: int
    now_of: int
    before: int
    before_of: int


class Alarm(NamedTuple):
    """A thing that became frequent."""

    name: str
    counted: Counted
    chance: float
    """How probable it is to see as many where nothing has changed."""


def chance(one: Counted) -> float:
    """The probability of as many or more in the week, where both have the same share.

    >>> round(chance(Counted(3, 4, 1, 4)), 4), chance(Counted(0, 4, 2, 4))
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


def alarms(things: Mapping[str, Counted]) -> list[Alarm]:
    """What became frequent, the least probable first."""
    tried = [
        Alarm(name, one, chance(one))
        for name, one in sorted(things.items())
        if one.now + one.before >= FEWEST
    ]
    found = []
    for n, alarm in enumerate(sorted(tried, key=lambda one: one.chance)):
        if alarm.chance > DOUBT / (len(tried) - n):
            break
        found.append(alarm)
    return [one for one in found if one.counted.now >= FEWEST]


def _factorials(most: int) -> NDArray[np.float64]:
    """The logarithms of 0!, 1! … most!"""
    return np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, most + 1)))))
