"""Which of a sheet's headings is the best for each class, and what it is worth."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.packet.headings import Heading

CURVE = ((0.3, 0.0), (0.5, 2.0), (0.7, 5.0), (0.85, 8.5), (1.0, 12.0))
"""What a heading of that likeness speaks for a class."""
OWN = 0.995  # the heading is a class's own
LENT = 0.6  # the most that it is like any other's then
RIVAL = 8.0  # how much likeness falls for what another class's title is more like
OTHERS = -2.5  # a heading stands there that names a paper, and none of this class
PLAIN = 5.0  # what the best heading of a class counts that is plainly its own
UNLIKE = 0.35  # below this likeness it names none of them


@dataclass
class Head:
    """The best heading for a class: its words, worth, likeness and height."""

    text: str = ""
    worth: float = 0.0
    likeness: float = 0.0
    at: float = 1.0
    strange: float = 0.0
    """What a heading says against the class that names some other paper."""


def best_heads(likes: Sequence[tuple[Heading, Mapping[int, float]]], classes: int) -> list[Head]:
    """The best heading for each class.

    Where a heading is some class's own, the longer texts that hold it are views of the same words.
    """
    found = [Head() for _ in range(classes)]
    plain = [one.text for one, like in likes if max(like.values(), default=0.0) >= OWN]
    for heading, like in likes:
        if any(text in heading.text and text != heading.text for text in plain):
            continue
        best = max(like.values(), default=0.0)
        for c, alike in like.items():
            likeness = alike - RIVAL * (best - alike)
            if best >= OWN > alike:
                likeness = min(likeness, LENT)
            head, worth = found[c], _curve(likeness) * heading.weight
            if worth > head.worth:
                head.text, head.worth, head.at = heading.text, worth, heading.at
                head.likeness = likeness if heading.weight == 1.0 else 0.0
    strange = [like for heading, like in likes if heading.named]
    for c, head in enumerate(found):
        if strange and head.worth < PLAIN and all(like.get(c, 0.0) < UNLIKE for like in strange):
            head.strange = OTHERS
    return found


def _curve(likeness: float) -> float:
    for (x0, y0), (x1, y1) in itertools.pairwise(CURVE):
        if x0 <= likeness <= x1:
            return y0 + (y1 - y0) * (likeness - x0) / (x1 - x0)
    return 0.0
