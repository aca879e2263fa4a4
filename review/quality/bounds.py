"""Exact bounds on a share: Clopper and Pearson (1934), by the binomial distribution itself.

The normal approximation is useless for shares as small as ours.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

HALVINGS = 60  # of an interval: more precise than a double


class Interval(NamedTuple):
    """The interval of a share, derived from counts."""

    low: float
    high: float


def at_most(wrong: int, number: int, share: float) -> float:
    """The probability of at most `wrong` errors in `number` values with that error rate.

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
    largest = logs.max()
    return min(1.0, float(np.exp(largest) * np.exp(logs - largest).sum()))


@lru_cache(maxsize=4096)
def upper(wrong: int, number: int, doubt: float) -> float:
    """Upper bound of the share; it is exceeded with probability `doubt` at most.

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
    """Lower bound of the share; the share is smaller with probability `doubt` at most."""
    return 1.0 - upper(number - wrong, number, doubt) if number else 0.0


def interval(wrong: int, number: int, sure: float = 0.95) -> Interval:
    """Both bounds; each side has half of the remaining probability 1 - `sure`."""
    half = (1.0 - sure) / 2
    return Interval(lower(wrong, number, half), upper(wrong, number, half))
