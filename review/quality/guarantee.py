"""The lowest confidence with a guaranteed error rate: Learn then Test, exact bounds.

For each confidence of a fixed grid, the error rate of the values at or above it gets an upper bound
(Angelopoulos, Bates, Candès, Jordan, Lei: Learn then Test, arXiv 2110.01052). The answers of one
kind at such a confidence are independent draws, because a packet gives at most one of a kind
(`sampling`); the bound is Clopper and Pearson's.

The error probability DOUBT is divided among the grid (Bonferroni) and the times of evaluation: the
bounds are evaluated only when the number of answers has doubled, so that asking every day gives the
same bound until the next time. So all bounds of a kind, at every confidence and every time, hold
together with probability 1 - DOUBT.
"""

from collections.abc import Sequence
from typing import NamedTuple

from review.quality.bounds import upper

GRID = (0.90, 0.95, 0.97, 0.98, 0.99, 0.995)
"""The confidences that can be used as a threshold."""
DOUBT = 0.05
"""The probability that a bound of a kind is wrong."""
FIRST = 100
"""The number of answers at or above a confidence at which its bound is first evaluated."""
MAX_WRONG_SHARE = 0.01
"""The default of the maximum error rate."""


class ScoredAnswer(NamedTuple):
    """An answered sample: the machine's confidence, and whether it was right."""

    confidence: float
    right: bool


class Bound(NamedTuple):
    """The error bound of the values at or above a confidence."""

    threshold: float
    number: int
    """The number of answers that the bound is based on."""
    wrong: int
    most: float
    """The upper bound of the error rate; 1 before the first evaluation."""


def last_look(number: int) -> int | None:
    """The number of the latest evaluation after that many answers: 0, 1 …; None before the first.

    >>> last_look(99), last_look(100), last_look(399), last_look(400)
    (None, 0, 1, 2)
    """
    return (number // FIRST).bit_length() - 1 if number >= FIRST else None


def share_of_doubt(look: int) -> float:
    """The error probability of one evaluation at one confidence; all of them sum up to DOUBT."""
    return DOUBT / len(GRID) / ((look + 1) * (look + 2))


def bound(answers: Sequence[ScoredAnswer], threshold: float) -> Bound:
    """The bound at a confidence of the grid; `answers` are of one kind, in drawing order."""
    above = [one for one in answers if one.confidence >= threshold]
    look = last_look(len(above))
    if look is None:
        return Bound(threshold, len(above), sum(not one.right for one in above), 1.0)
    counted = above[: FIRST << look]
    wrong = sum(not one.right for one in counted)
    return Bound(threshold, len(counted), wrong, upper(wrong, len(counted), share_of_doubt(look)))


def bounds(answers: Sequence[ScoredAnswer]) -> tuple[Bound, ...]:
    """The bounds at each confidence of the grid."""
    return tuple(bound(answers, threshold) for threshold in GRID)


def lowest(found: Sequence[Bound], max_wrong: float = MAX_WRONG_SHARE) -> Bound | None:
    """The lowest confidence with an error rate of at most `max_wrong`; None if none is known.

    Any share may be requested later, because all bounds hold together.
    """
    return min((one for one in found if one.most <= max_wrong), default=None)


def needed(max_wrong: float) -> int:
    """How many answers are needed if none of them is wrong.

    >>> needed(0.05), needed(0.02), needed(0.01)
    (200, 400, 800)
    """
    look = 0
    while upper(0, FIRST << look, share_of_doubt(look)) > max_wrong:
        look += 1
    return FIRST << look
