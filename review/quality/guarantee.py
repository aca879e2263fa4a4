"""From which confidence on at most so many values are wrong: Learn then Test, exact bounds.

For each confidence of a grid that was fixed before anybody looked, the share wrong of what is at
or above it is bounded from above (Angelopoulos, Bates, Candès, Jordan, Lei: Learn then Test,
arXiv 2110.01052). Answers of one kind and such a confidence are independent draws of one share,
for a packet gives at most one of a kind (`sampling`); the bound is Clopper and Pearson's.

What is spent of the doubt: it is shared by the grid (Bonferroni), and by the times at which is
looked. These are when the answers have doubled, whatever their order of coming says: whoever asks
every day sees the same bound until the next time. So all bounds of a kind, of every confidence and
every time, hold together with probability 1 - DOUBT.
"""

from collections.abc import Sequence
from typing import NamedTuple

from review.quality.bounds import upper

GRID = (0.90, 0.95, 0.97, 0.98, 0.99, 0.995)
"""The confidences that may become a threshold."""
DOUBT = 0.05
"""The probability with which a bound of a kind may be wrong."""
FIRST = 100
"""Answers at or above a confidence at which is looked first."""
MOST = 0.01
"""The share of wrong values that is let pass where nobody says another."""


class Answer(NamedTuple):
    """What came of a sample: how sure the machine was, and whether it was right."""

    confidence: float
    right: bool


class Bound(NamedTuple):
    """What is known of the values at or above a confidence."""

    threshold: float
    number: int
    """Answers that the bound rests on."""
    wrong: int
    most: float
    """The share wrong that is not exceeded; 1 before the first look."""


def last_look(number: int) -> int | None:
    """The latest time of looking by so many answers: 0, 1, 2 …; None before the first.

    >>> last_look(99), last_look(100), last_look(399), last_look(400)
    (None, 0, 1, 2)
    """
    return (number // FIRST).bit_length() - 1 if number >= FIRST else None


def share_of_doubt(look: int) -> float:
    """What a look may spend at one confidence of the grid; together all looks spend DOUBT."""
    return DOUBT / len(GRID) / ((look + 1) * (look + 2))


def bound(answers: Sequence[Answer], threshold: float) -> Bound:
    """The bound at a confidence of the grid; `answers` are of one kind, in the order they were
    drawn in.
    """
    above = [one for one in answers if one.confidence >= threshold]
    look = last_look(len(above))
    if look is None:
        return Bound(threshold, len(above), sum(not one.right for one in above), 1.0)
    counted = above[: FIRST << look]
    wrong = sum(not one.right for one in counted)
    return Bound(threshold, len(counted), wrong, upper(wrong, len(counted), share_of_doubt(look)))


def bounds(answers: Sequence[Answer]) -> tuple[Bound, ...]:
    """That at each confidence of the grid."""
    return tuple(bound(answers, threshold) for threshold in GRID)


def lowest(found: Sequence[Bound], most: float = MOST) -> Bound | None:
    """The lowest confidence from which on at most that share is wrong; None where none is known.

    Any share may be asked for afterwards: the bounds hold together.
    """
    return min((one for one in found if one.most <= most), default=None)


def needed(most: float) -> int:
    """How many answers suffice where none of them is wrong.

    >>> needed(0.05), needed(0.02), needed(0.01)
    (200, 400, 800)
    """
    look = 0
    while upper(0, FIRST << look, share_of_doubt(look)) > most:
        look += 1
    return FIRST << look
