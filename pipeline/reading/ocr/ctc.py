"""From a recogniser's columns to text, and to how well a known word fits them.

A CTC recogniser gives, for each column of a line's picture, a probability for every character of
its alphabet and for "no character here" (index 0). Arrays have the shape (columns, alphabet).
"""

import itertools
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.ocr.engine import LineReading, UsualLetters

Columns = NDArray[np.float32]

BLANK = 0
HEIGHT = 6  # columns that are as wide as the line's picture is high
GAP = 0.9 * HEIGHT  # empty columns that separate two texts
WIDE, NARROW = 0.9 * HEIGHT, 0.5 * HEIGHT  # columns of a Chinese character, and of any other
MIN_PROBABILITY = 1e-9  # minimum probability, before its logarithm
POSSIBLE = 0.0003  # an unlikely letter of a usual word, relative to the likeliest letter
STAY, NEXT, SKIP, BEGIN = range(4)  # a path's steps: stay, move one or two states, or begin here


class Alphabet:
    """A recogniser's characters by index; pairs in `same` (old and new forms) count as one."""

    def __init__(self, letters: Sequence[str], same: Iterable[tuple[int, int]] = ()) -> None:
        self.letters = tuple(letters)
        self.index = {ch: i for i, ch in enumerate(letters)}
        self.newest = np.arange(len(letters))
        self._members: dict[int, list[int]] = {}
        for old, new in same:
            self.newest[old] = new
            self._members.setdefault(new, [new]).append(old)

    def likely(self, columns: Columns, letter: int) -> Columns:
        """The probability of a character in each column, in either script."""
        members = self._members.get(letter)
        return columns[:, letter] if members is None else columns[:, members].sum(axis=1)


def decode(columns: Columns, alphabet: Alphabet, used: float = 1.0) -> LineReading:
    """The most likely text. `used` is the share of the columns the line fills, from the left."""
    best = alphabet.newest[columns.argmax(axis=1)]
    fresh = np.ones(len(best), dtype=bool)
    fresh[1:] = best[1:] != best[:-1]
    at = np.flatnonzero(fresh & (best != BLANK))
    if at.size == 0:
        return LineReading("", 0.0, (0.0,), ())
    text = "".join(alphabet.letters[best[i]] for i in at)
    certainty = tuple(
        round(min(1.0, float(alphabet.likely(columns[i : i + 1], best[i])[0])), 5) for i in at
    )
    confidence = float(np.mean(certainty))
    for k in reversed(_parted(text, at)):
        text = f"{text[:k]} {text[k:]}"
        certainty = (*certainty[:k], 1.0, *certainty[k:])
        at = np.insert(at, k, (at[k - 1] + at[k]) // 2)
    return LineReading(text, confidence, _cuts(at, len(best) * used), certainty)


def _parted(text: str, at: NDArray[np.intp]) -> list[int]:
    """Indices of characters that follow a gap too wide for one text.

    A detector may join two table cells into one line: 2022/7/3 26241.86 is not one number.
    """
    half = [WIDE / 2 if ch > "\u2e80" else NARROW / 2 for ch in text]
    return [
        k
        for k in range(1, len(text))
        if at[k] - at[k - 1] - half[k - 1] - half[k] > GAP and " " not in text[k - 1 : k + 1]
    ]


def _cuts(at: NDArray[np.intp], filled: float) -> tuple[float, ...]:
    """The characters' borders: half way between the columns in which they were seen."""
    centres = [min(1.0, (int(i) + 0.5) / max(1.0, filled)) for i in at]
    middles = [(a + b) / 2 for a, b in itertools.pairwise(centres)]
    half = (middles[0] - centres[0]) if middles else 0.5
    tail = (centres[-1] - middles[-1]) if middles else 0.5
    return (max(0.0, centres[0] - half), *middles, min(1.0, centres[-1] + tail))


class Fitted(NamedTuple):
    """How well a word fits somewhere on a line, 0 to 1, and the columns of its place."""

    likely: float = 0.0
    start: int = 0
    end: int = 0


def fit(columns: Columns, alphabet: Alphabet, text: str) -> float:
    """How well a word fits somewhere on the line: 0 to 1.

    The best alignment of the word to consecutive columns is found, and its worst column counts: the
    probability of what the word needs there (a character, or none) divided by the highest
    probability. 1 means that the word is what would be read.
    """
    return fitted(columns, alphabet, [text])[0].likely


def fitted(
    columns: Columns,
    alphabet: Alphabet,
    texts: Sequence[str],
    usual: UsualLetters | None = None,
) -> list[Fitted]:
    """The same for several words; those of equal length are computed together.

    Letters marked by `usual` do not count if they are at least POSSIBLE: the other letters tell
    whether it is this word.
    """
    marks = [usual(text) if usual else (False,) * len(text) for text in texts]
    words = [[alphabet.index.get(ch, -1) for ch in text] for text in texts]
    found = [Fitted()] * len(words)
    able = [n for n, word in enumerate(words) if word and -1 not in word]
    for size, some in itertools.groupby(sorted(able, key=lambda n: len(words[n])),
                                        key=lambda n: len(words[n])):  # fmt: skip
        if size <= len(columns):
            of = list(some)
            ways = _paths(
                columns,
                alphabet,
                np.array([words[n] for n in of]),
                np.array([marks[n] for n in of]),
            )
            for n, one in zip(of, ways, strict=True):
                found[n] = one
    return found


def beside(columns: Columns, alphabet: Alphabet, place: Fitted, sure: float) -> str:
    """The characters read with more confidence than `sure` on the line beside the word's place."""
    best = alphabet.newest[columns.argmax(axis=1)]
    fresh = np.ones(len(best), dtype=bool)
    fresh[1:] = best[1:] != best[:-1]
    fresh[place.start : place.end + 1] = False
    seen = [
        (best[i], alphabet.likely(columns[i : i + 1], best[i])[0])
        for i in np.flatnonzero(fresh & (best != BLANK))
    ]
    return "".join(alphabet.letters[letter] for letter, likely in seen if likely > sure)


def _paths(
    columns: Columns, alphabet: Alphabet, words: NDArray[np.intp], usual: NDArray[np.bool_]
) -> list[Fitted]:
    """The best path of each of several words of one length, with the marks of their letters."""
    letters, place = np.unique(words, return_inverse=True)
    wanted = np.stack([alphabet.likely(columns, letter) for letter in (BLANK, *letters)], axis=1)
    best = columns.max(axis=1, keepdims=True)
    cost = np.log(np.maximum(best, MIN_PROBABILITY) / np.maximum(wanted, MIN_PROBABILITY)).clip(
        0
    )  # 0: the best
    count, size = words.shape
    states = size * 2 - 1  # c1 _ c2 _ c3: there may be a blank between two
    of_state = np.zeros((count, states), dtype=np.intp)
    of_state[:, ::2] = place.reshape(words.shape) + 1
    easy = np.zeros((count, states), dtype=np.bool_)
    easy[:, ::2] = usual  # but no blank: it would skip another letter
    twice = words[:, 1:] == words[:, :-1]  # a repeated letter needs the blank between
    total = np.full((count, states), np.inf)
    worst, start = np.zeros((count, states)), np.zeros((count, states), dtype=np.intp)
    least = np.full(count, np.inf)
    found = [Fitted()] * count
    for t in range(len(columns)):
        ways = np.full((4, count, states), np.inf)
        ways[STAY], ways[NEXT, :, 1:] = total, total[:, :-1]
        ways[SKIP, :, 2::2] = np.where(twice, np.inf, total[:, :-2:2])
        ways[BEGIN, :, 0] = 0.0  # the word may begin at any column
        came, paid = ways.argmin(axis=0), cost[t][of_state]
        total = ways.min(axis=0) + paid
        counted = np.where(easy & (paid < -np.log(POSSIBLE)), 0.0, paid)
        worst = np.maximum(_carried(worst, came, 0.0), counted)
        start = _carried(start, came, t)
        for n in np.flatnonzero(total[:, -1] < least):
            least[n] = total[n, -1]
            found[n] = Fitted(float(np.exp(-worst[n, -1])), int(start[n, -1]), t)
    return found


def _carried(kept: NDArray[Any], came: NDArray[np.intp], fresh: float) -> NDArray[Any]:
    """The values that each state takes over from the state its path came from."""
    ways = np.full((4, *kept.shape), fresh, dtype=kept.dtype)
    ways[STAY], ways[NEXT, :, 1:], ways[SKIP, :, 2:] = kept, kept[:, :-1], kept[:, :-2]
    return np.asarray(np.take_along_axis(ways, came[None], axis=0)[0])
