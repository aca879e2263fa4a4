"""The words each type of paper is known by, how telling each is, and which of them a text holds.

A type's own module gives its phrases: words, field labels, stops, titles. `lexicon.toml` adds what
papers are called elsewhere, and the foreign ones, which are classes like any other. How often a
phrase stands on papers of other kinds is judged from how many kinds know it and how short it is.
"""

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from core.text.fold import squeeze
from extractors.kit.fields import DocumentType

LEXICON = Path(__file__).with_name("lexicon.toml")
OWN = 0.5  # how often a phrase of a kind stands on a page of it
PAGE = 700.0  # characters a page commonly has: on a longer one more stands by chance
MOST = 3.0  # what one phrase may count
PART = 0.25  # of it where a longer phrase that holds it was counted already
LESS = 0.5  # how much of what chance says is taken off
NAMED = 0.4  # of it where the phrase is a title
NEAR = 0.7  # of it where a character was misread
BY_LENGTH = {1: 0.6, 2: 0.16, 3: 0.07, 4: 0.03, 5: 0.02}
LONG = 0.012
START = 3  # characters by which phrases are looked up
_FUZZY = 5  # phrases from this length on may have one character misread


@dataclass(frozen=True)
class PaperClass:
    """A type, or a kind of foreign paper (`kind` is None then), with its titles."""

    name: str
    kind: DocumentType | None
    titles: tuple[str, ...]
    against: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """What its module says it is known by."""


@dataclass(frozen=True)
class Phrase:
    """A phrase: how seldom it stands on other papers, and the classes that know it.

    With each class stand the longer phrases of that class that hold this one. A `title` in the
    running text tells less than other words: papers speak of each other by their titles.
    """

    text: str
    rate: float
    title: bool
    holders: tuple[tuple[int, frozenset[str]], ...]

    def weight(self, long: float) -> tuple[float, float]:
        """What it counts on a page so many times as long as others, and its chance there."""
        chance = 1.0 - (1.0 - self.rate) ** long
        worth = min(MOST, max(0.0, math.log(OWN / chance)))
        return worth * (NAMED if self.title else 1.0), chance


class Vocabulary:
    """All phrases and the classes that know them."""

    def __init__(self, classes: tuple[PaperClass, ...], phrases: tuple[Phrase, ...]) -> None:
        self.classes = classes
        self.phrases = phrases  # the longest first
        self._by_chance: dict[float, tuple[list[float], list[float]]] = {}
        self._by_start: dict[str, list[int]] = defaultdict(list)
        """Which phrases may stand in a text that has these characters, three of them at most."""
        for number, phrase in enumerate(phrases):
            for start in _starts(phrase.text):
                self._by_start[start].append(number)

    def evidence(self, text: str, length: int) -> list[float]:
        """What the text's phrases say for each class, less what as many say by chance."""
        totals = list(self._weights(_times(length))[1])
        for _, c, worth in self._found(text, length):
            totals[c] += worth
        return totals

    def standing(self, text: str) -> tuple[list[int], list[int]]:
        """How many of each class's telling words stand in a text, and of those against it."""
        known, against = [0] * len(self.classes), [0] * len(self.classes)
        for start in _beginnings(text) & self._known_by_start.keys():
            for word, knows, denies in self._known_by_start[start]:
                if word in text:
                    for c in knows:
                        known[c] += 1
                    for c in denies:
                        against[c] += 1
        return known, against

    @cached_property
    def _known_by_start(self) -> dict[str, list[tuple[str, list[int], list[int]]]]:
        """The telling words by how they begin, each with the classes it is for and against."""
        found: dict[str, tuple[list[int], list[int]]] = {}
        for c, one in enumerate(self.classes):
            for n, words in enumerate((one.words, one.against)):
                for word in words:
                    found.setdefault(word, ([], []))[n].append(c)
        starts: dict[str, list[tuple[str, list[int], list[int]]]] = defaultdict(list)
        for word, (knows, denies) in found.items():
            starts[word[:START]].append((word, knows, denies))
        return starts

    def told(self, text: str, length: int, name: str) -> list[tuple[str, float]]:
        """The text's phrases that speak for the class of that name, those that count most first."""
        mine = [
            (phrase.text, worth)
            for phrase, c, worth in self._found(text, length)
            if self.classes[c].name == name
        ]
        return sorted(mine, key=lambda pair: -pair[1])

    def _found(self, text: str, length: int) -> Iterator[tuple[Phrase, int, float]]:
        """Each phrase that stands in the text, with each class that knows it and its worth there."""
        lower = text.lower()
        seen: set[str] = set()
        weights = self._weights(_times(length))[0]
        for number in self._possible(lower):
            phrase = self.phrases[number]
            worth = weights[number] * _presence(phrase.text, lower)
            if worth > 0.0:
                seen.add(phrase.text)
                for c, within in phrase.holders:
                    yield phrase, c, worth * (1.0 if within.isdisjoint(seen) else PART)

    def _possible(self, text: str) -> list[int]:
        """The phrases of which the text has a beginning, the longest first: few of them all."""
        there = _beginnings(text) & self._by_start.keys()
        return sorted({n for start in there for n in self._by_start[start]})

    def _weights(self, long: float) -> tuple[list[float], list[float]]:
        if long not in self._by_chance:
            pairs = [phrase.weight(long) for phrase in self.phrases]
            chance = [0.0] * len(self.classes)
            for phrase, (weight, often) in zip(self.phrases, pairs, strict=True):
                for c, _ in phrase.holders:
                    chance[c] -= LESS * weight * often
            self._by_chance[long] = [weight for weight, _ in pairs], chance
        return self._by_chance[long]


def _times(length: int) -> float:
    """How many common pages long a text is, in halves."""
    return min(3.0, max(0.5, round(2 * length / PAGE) / 2))


def _starts(phrase: str) -> set[str]:
    """Characters of which some must stand where the phrase does: either of its halves begins so."""
    if len(phrase) < _FUZZY:
        return {phrase[:START]}
    half = len(phrase) // 2
    return {phrase[:half][:START], phrase[half:][:START]}


def _beginnings(text: str) -> set[str]:
    """Every run of characters of a text that is no longer than a beginning."""
    runs = (text[n:] for n in range(START))
    pairs = map("".join, pairwise(text))
    return {*text, *pairs, *map("".join, zip(*runs, strict=False))}


def _presence(phrase: str, text: str) -> float:
    if phrase in text:
        return 1.0
    return NEAR if len(phrase) >= _FUZZY and _nearly(phrase, text) else 0.0


def _nearly(phrase: str, text: str) -> bool:
    """Whether the phrase stands in the text with one character changed: one half is whole."""
    half = len(phrase) // 2
    for part, before in ((phrase[:half], 0), (phrase[half:], half)):
        at = text.find(part)
        while at >= 0:
            window = text[max(0, at - before) : at - before + len(phrase)]
            same = sum(a == b for a, b in zip(window, phrase, strict=False))
            if len(window) == len(phrase) and same >= len(phrase) - 1:
                return True
            at = text.find(part, at + 1)
    return False


@lru_cache(maxsize=8)
def vocabulary(kinds: tuple[DocumentType, ...]) -> Vocabulary:
    """The vocabulary of these types and of the foreign papers."""
    foreign = lexicon()["foreign"]
    told: list[tuple[str, DocumentType | None, tuple[str, ...], set[str]]] = []
    for kind in kinds:
        titles = _bare(known_titles(kind))
        words = _bare(known_words(kind))
        told.append((kind.id, kind, titles, {w for w in words if len(w) > 1}))
    for paper in foreign:
        titles = _bare(paper["titles"])
        told.append((paper["name"], None, titles, {*_bare(paper["words"]), *titles}))
    classes = tuple(
        PaperClass(name, kind, titles, _bare(kind.against), _bare(kind.words))
        if kind
        else PaperClass(name, None, titles)
        for name, kind, titles, _ in told
    )
    named = {title for one in classes for title in one.titles}
    return Vocabulary(classes, _phrases([words for *_, words in told], named))


def known_titles(kind: DocumentType) -> tuple[str, ...]:
    """What papers of the type are called: by its module, and elsewhere."""
    return (*kind.titles, *lexicon()["types"].get(kind.id, {}).get("titles", ()))


def known_words(kind: DocumentType) -> tuple[str, ...]:
    """All that is known to stand on papers of the type, titles among it."""
    labels = (label for spec in kind.fields for label in spec.labels)
    more = lexicon()["types"].get(kind.id, {}).get("words", ())
    return (*kind.words, *labels, *kind.stops, *more, *known_titles(kind))


def _phrases(sets: Sequence[set[str]], titles: set[str]) -> tuple[Phrase, ...]:
    rates = _rates(sets)
    holders: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    for c, words in enumerate(sets):
        for word in words:
            longer = frozenset(other for other in words if word != other and word in other)
            holders[word].append((c, longer))
    ordered = sorted(rates, key=lambda word: (-len(word), word))
    return tuple(
        Phrase(word, rates[word], word in titles, tuple(holders[word])) for word in ordered
    )


def _rates(sets: Sequence[set[str]]) -> dict[str, float]:
    """How often each phrase stands on a page of some other kind."""
    holders: dict[str, int] = defaultdict(int)
    joined = ["\n".join(words) for words in sets]
    for phrase in sorted(set().union(*sets)):
        holders[phrase] = sum(phrase in text for text in joined)
    return {
        phrase: min(0.6, max(BY_LENGTH.get(len(phrase), LONG), (n - 1) / len(sets)))
        for phrase, n in holders.items()
    }


def _bare(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(squeeze(text).lower() for text in texts))


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    """What papers are called elsewhere, by type, and the foreign ones."""
    return tomllib.loads(LEXICON.read_text("utf-8"))
