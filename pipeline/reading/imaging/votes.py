"""Several readings of one ring's text, and what they say together.

All are readings of one ink, from other pictures of it: where they agree they may share one
error, where they differ the surer character is taken.
"""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.arcs import Arc
from pipeline.reading.imaging.sealwords import cleaned

Image = NDArray[np.uint8]

ONE_TEXT = 0.5  # how alike two readings are of one text
ADDED = 0.8  # how sure characters must be that one reading has and another has not
SPACED = 0.3  # and where the spaces between the characters ask for them
KEPT = 0.3  # how sure a character must be to stay that another reading has not


class Spoken(NamedTuple):
    """A line's text and the certainty of each of its characters."""

    text: str
    certainty: tuple[float, ...]

    @property
    def mean(self) -> float:
        return sum(self.certainty) / len(self.certainty) if self.certainty else 0.0

    @property
    def least(self) -> float:
        return min(self.certainty, default=0.0)

    @classmethod
    def clean(cls, text: str, certainty: Sequence[float]) -> "Spoken":
        """As a seal bears it: no spaces or marks."""
        kept = [(c, sure) for ch, sure in zip(text, certainty, strict=True) for c in cleaned(ch)]
        return cls("".join(c for c, _ in kept), tuple(sure for _, sure in kept))


ReadLines = Callable[[Sequence[Image]], Sequence[Spoken]]
"""Recognises pictures of single lines."""


class Told(NamedTuple):
    """One reading of a ring, from one arc.

    It is `whole` when its characters fill the ring evenly and none can be hidden.
    """

    spoken: Spoken
    arc: Arc
    whole: bool

    @property
    def text(self) -> str:
        return self.spoken.text

    @property
    def sure(self) -> float:
        """How sure the text is: half where a character may be missing."""
        return self.spoken.least if self.whole else self.spoken.least / 2


def leading(told: Sequence[Told]) -> Told:
    """The reading to begin with: of the surer ones the longest, for it lost least.

    Junk lowers its own certainty.
    """
    clearest = max(one.sure for one in told)
    return max(told, key=lambda one: (one.sure >= 0.8 * clearest, len(one.text), one.sure))


def voted(first: Spoken, others: Sequence[Spoken], added: float = ADDED) -> Spoken:
    """The first reading, put right character by character by the others of the same text.

    Characters that another has more are taken in where they are surer than `added`. A
    character that another reading contests loses half of what that reading is sure of.
    """
    for other in others:
        if other.text == first.text:
            continue
        same = SequenceMatcher(None, first.text, other.text, autojunk=False)
        if same.ratio() < ONE_TEXT:
            continue
        parts = [
            _part(way, _cut(first, a, b), _cut(other, c, d), added)
            for way, a, b, c, d in same.get_opcodes()
        ]
        first = Spoken(
            "".join(part.text for part in parts), tuple(s for part in parts for s in part.certainty)
        )
    return first


def _cut(spoken: Spoken, start: int, end: int) -> Spoken:
    return Spoken(spoken.text[start:end], spoken.certainty[start:end])


def _part(way: str, mine: Spoken, other: Spoken, added: float) -> Spoken:
    """What stays of a stretch of text that two readings tell alike or differently."""
    if way == "equal":
        return Spoken(mine.text, tuple(map(max, mine.certainty, other.certainty)))
    if way == "insert":
        return other if other.least >= added else mine
    if way == "delete":
        return mine if mine.least >= KEPT else other
    if len(mine.text) != len(other.text):
        better, worse = (mine, other) if mine.least >= other.least else (other, mine)
        return Spoken(better.text, tuple(c * (1 - worse.least / 2) for c in better.certainty))
    pairs = [
        max(((a, x, y), (b, y, x)), key=lambda it: it[1])
        for a, x, b, y in zip(mine.text, mine.certainty, other.text, other.certainty, strict=True)
    ]
    return Spoken("".join(ch for ch, _, _ in pairs), tuple(x * (1 - y / 2) for _, x, y in pairs))
