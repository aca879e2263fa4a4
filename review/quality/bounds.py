"""Exact bounds on a share: Clopper and Pearson (1934), by the binomial distribution itself.

No normal approximation: of shares as small as ours it says nothing.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

HALVINGS = 60  # of an interval: more digits than a double has


class Interval(NamedTuple):
    """Where a share lies, by what was counted."""

    low: float
    high: float


def at_most(wrong: int, number: int, share: float) -> float:
    """How probable it is to see so few wrong of a number, where each is wrong with that share.

    >>> round(at_most(0, 2, 0.5), 4), at_most(2, 2, 0.5)
    (0.25, 1.0)
    """
    if wrong >= number or share <= 0.0:
        return 1.0
    if share >= 1.0:
        return 0.0
    steps = np.arange(wrong)
    odds = np.log(share) - np.log1p(-share)
    ratios = np.log((number - steps) / (steps + 1)) + odds
    logs = np.concatenate(([0.0], np.cumsum(ratios))) + number * np.log1p(-share)
    most = logs.max()
    return min(1.0, float(np.exp(most) * np.exp(logs - most).sum()))


@lru_cache(maxsize=4096)
def upper(wrong: int, number: int, doubt: float) -> float:
    """The share that is not exceeded, but with probability `doubt`.

    >>> round(upper(0, 299, 0.05), 5)
    0.00997
    """
    if wrong >= number:
        return 1.0
    low, high = wrong / number, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if at_most(wrong, number, middle) > doubt else (low, middle)
    return high


def lower(wrong: int, number: int, doubt: float) -> float:
    """The share that is not fallen short of, but with probability `doubt`."""
    return 1.0 - upper(number - wrong, number, doubt) if number else 0.0


def interval(wrong: int, number: int, sure: float = 0.95) -> Interval:
    """Both bounds, each missed with half of what is left to 1."""
    half = (1.0 - sure) / 2
    return Interval(lower(wrong, number, half), upper(wrong, number, half))
