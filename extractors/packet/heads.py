"""Chooses the best heading of a sheet for each class, and its score."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.packet.headings import Heading

CURVE = ((0.3, 0.0), (0.5, 2.0), (0.7, 5.0), (0.85, 8.5), (1.0, 12.0))
"""The score of a class for a heading with that likeness."""
OWN = 0.995  # from this likeness on, the heading is a class's own
LENT = 0.6  # maximum likeness of every other class then
RIVAL = 8.0  # how much the likeness falls if another class's title is more similar
OTHERS = -2.5  # score if a heading names a document, but none of this class
PLAIN = 5.0  # score of the best heading of a class if it is clearly its own
UNLIKE = 0.35  # below this likeness a heading names none of them


@dataclass
class HeadingMatch:
    """The best heading for a class: its words, score, likeness and height."""

    text: str = ""
    worth: float = 0.0
    likeness: float = 0.0
    at: float = 1.0
    strange: float = 0.0
    """The score of a heading against the class, because it names another document."""


def best_heads(
    likes: Sequence[tuple[Heading, Mapping[int, float]]], classes: int
) -> list[HeadingMatch]:
    """The best heading for each class.

    If a heading is some class's own, longer texts that contain it are versions of the same words.
    """
    found = [HeadingMatch() for _ in range(classes)]
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
