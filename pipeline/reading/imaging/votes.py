"""Combines several readings of one ring's text.

All readings show the same ink in different pictures: where they agree they may share an error;
where they differ the character with the higher confidence is taken.
"""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.imaging.arcs import Arc
from pipeline.reading.imaging.sealwords import cleaned

Image = NDArray[np.uint8]

ONE_TEXT = 0.5  # minimum similarity of two readings of the same text
ADDED = 0.8  # minimum confidence of characters that only one reading has
SPACED = 0.3  # the same if the gaps between the characters show that one is missing
KEPT = 0.3  # minimum confidence to keep a character that another reading lacks


class ScoredText(NamedTuple):
    """A line's text and the confidence of each of its characters."""

    text: str
    certainty: tuple[float, ...]

    @property
    def mean(self) -> float:
        return sum(self.certainty) / len(self.certainty) if self.certainty else 0.0

    @property
    def least(self) -> float:
        return min(self.certainty, default=0.0)

    @classmethod
    def clean(cls, text: str, certainty: Sequence[float]) -> "ScoredText":
        """The text as on a seal: no spaces or marks."""
        kept = [(c, sure) for ch, sure in zip(text, certainty, strict=True) for c in cleaned(ch)]
        return cls("".join(c for c, _ in kept), tuple(sure for _, sure in kept))


ReadLines = Callable[[Sequence[Image]], Sequence[ScoredText]]
"""Recognises pictures of single lines."""


class RingVote(NamedTuple):
    """One reading of a ring, from one arc.

    It is `whole` if its characters fill the ring evenly and none can be hidden.
    """

    spoken: ScoredText
    arc: Arc
    whole: bool

    @property
    def text(self) -> str:
        return self.spoken.text

    @property
    def sure(self) -> float:
        """The confidence of the text; halved if a character may be missing."""
        return self.spoken.least if self.whole else self.spoken.least / 2


def leading(votes: Sequence[RingVote]) -> RingVote:
    """The reading to start from: the longest of the confident ones, as it lost the least.

    Noise lowers its own confidence.
    """
    clearest = max(one.sure for one in votes)
    return max(votes, key=lambda one: (one.sure >= 0.8 * clearest, len(one.text), one.sure))


def voted(first: ScoredText, others: Sequence[ScoredText], added: float = ADDED) -> ScoredText:
    """The first reading, corrected character by character with other readings of the same text.

    Additional characters of another reading are inserted if their confidence is above `added`. A
    character that another reading contradicts loses half of that reading's confidence.
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
        first = ScoredText(
            "".join(part.text for part in parts), tuple(s for part in parts for s in part.certainty)
        )
    return first


def _cut(spoken: ScoredText, start: int, end: int) -> ScoredText:
    return ScoredText(spoken.text[start:end], spoken.certainty[start:end])


def _part(way: str, first: ScoredText, other: ScoredText, added: float) -> ScoredText:
    """The result for a span of text in which two readings agree or differ."""
    if way == "equal":
        return ScoredText(first.text, tuple(map(max, first.certainty, other.certainty)))
    if way == "insert":
        return other if other.least >= added else first
    if way == "delete":
        return first if first.least >= KEPT else other
    if len(first.text) != len(other.text):
        better, worse = (first, other) if first.least >= other.least else (other, first)
        return ScoredText(better.text, tuple(c * (1 - worse.least / 2) for c in better.certainty))
    pairs = [
        max(((a, x, y), (b, y, x)), key=lambda it: it[1])
        for a, x, b, y in zip(first.text, first.certainty, other.text, other.certainty, strict=True)
    ]
    return ScoredText(
        "".join(ch for ch, _, _ in pairs), tuple(x * (1 - y / 2) for _, x, y in pairs)
    )
