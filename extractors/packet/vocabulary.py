"""The words that identify each document type, their weights, and which of them a text has.

A type's own module gives its phrases: words, field labels, stops, titles. `lexicon.toml` adds other
names of documents, and the foreign documents, which are classes like any other. How often a phrase
is on documents of other kinds is estimated from how many kinds have it and how short it is.
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

from core.text.alike import misread
from core.text.fold import squeeze
from extractors.kit.fields import TypeEntry

LEXICON = Path(__file__).with_name("lexicon.toml")
OWN = 0.5  # probability that a phrase of a kind is on a page of it
PAGE = 700.0  # characters of an average page: a longer one has more phrases by chance
MAX_PHRASE_SCORE = 3.0
PART = 0.25  # factor if a longer phrase that contains it was counted already
LESS = 0.5  # share of the chance score that is subtracted
NAMED = 0.4  # factor if the phrase is a title
NEAR = 0.7  # factor if a character was misread
BY_LENGTH = {1: 0.6, 2: 0.16, 3: 0.07, 4: 0.03, 5: 0.02}
LONG = 0.012
START = 3  # characters by which phrases are looked up
_FUZZY = 5  # phrases from this length on may have one misread character


@dataclass(frozen=True)
class PaperClass:
    """A type, or a kind of foreign document (then `kind` is None), with its titles."""

    name: str
    kind: TypeEntry | None
    titles: tuple[str, ...]
    against: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """The words by which its module identifies it."""


@dataclass(frozen=True)
class Phrase:
    """A phrase: how rare it is on other documents, and the classes that have it.

    Each class comes with its longer phrases that contain this one. A `title` in the running text is
    weaker evidence than other words: documents mention each other by title.
    """

    text: str
    rate: float
    title: bool
    holders: tuple[tuple[int, frozenset[str]], ...]

    def weight(self, long: float) -> tuple[float, float]:
        """Its score on a page `long` times as long as others, and its chance score there."""
        chance = 1.0 - (1.0 - self.rate) ** long
        worth = min(MAX_PHRASE_SCORE, max(0.0, math.log(OWN / chance)))
        return worth * (NAMED if self.title else 1.0), chance


class PhraseVocabulary:
    """All phrases and the classes that have them."""

    def __init__(self, classes: tuple[PaperClass, ...], phrases: tuple[Phrase, ...]) -> None:
        self.classes = classes
        self.phrases = phrases  # the longest first
        self._by_chance: dict[float, tuple[list[float], list[float]]] = {}
        self._by_start: dict[str, list[int]] = defaultdict(list)
        """The phrases that may be in a text with these characters, three at most."""
        for number, phrase in enumerate(phrases):
            for start in _starts(phrase.text):
                self._by_start[start].append(number)

    def evidence(self, text: str, length: int) -> list[float]:
        """The score of the text's phrases for each class, minus the score expected by chance."""
        totals = list(self._weights(_times(length))[1])
        for _, c, worth in self._found(text, length):
            totals[c] += worth
        return totals

    def standing(self, text: str) -> tuple[list[int], list[int]]:
        """For each class, how many of its words are in a text, and how many of those against it."""
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
        """The specific words by their start, each with the classes it is for and against."""
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
        """The text's phrases that are evidence for the named class, the highest score first."""
        phrases = [
            (phrase.text, worth)
            for phrase, c, worth in self._found(text, length)
            if self.classes[c].name == name
        ]
        return sorted(phrases, key=lambda pair: -pair[1])

    def _found(self, text: str, length: int) -> Iterator[tuple[Phrase, int, float]]:
        """Each phrase in the text, with each class that has it and its score there."""
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
        """The phrases whose start is in the text, the longest first: a small part of all."""
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
    """The length of a text in average pages, rounded to halves."""
    return min(3.0, max(0.5, round(2 * length / PAGE) / 2))


def _starts(phrase: str) -> set[str]:
    """Starts of which one must be in a text with the phrase: that of either half."""
    if len(phrase) < _FUZZY:
        return {phrase[:START]}
    half = len(phrase) // 2
    return {phrase[:half][:START], phrase[half:][:START]}


def _beginnings(text: str) -> set[str]:
    """All character runs of a text that are at most as long as a start."""
    runs = (text[n:] for n in range(START))
    pairs = map("".join, pairwise(text))
    return {*text, *pairs, *map("".join, zip(*runs, strict=False))}


def _presence(phrase: str, text: str) -> float:
    if phrase in text:
        return 1.0
    return NEAR if len(phrase) >= _FUZZY and _nearly(phrase, text) else 0.0


def _nearly(phrase: str, text: str) -> bool:
    """Whether the phrase is in the text with one character changed: one half is intact."""
    half = len(phrase) // 2
    for part, before in ((phrase[:half], 0), (phrase[half:], half)):
        at = text.find(part)
        while at >= 0:
            window = text[max(0, at - before) : at - before + len(phrase)]
            if len(window) == len(phrase) and misread(window, phrase) <= 1:
                return True
            at = text.find(part, at + 1)
    return False


@lru_cache(maxsize=8)
def vocabulary(kinds: tuple[TypeEntry, ...]) -> PhraseVocabulary:
    """The vocabulary of these types and of the foreign papers."""
    foreign = lexicon()["foreign"]
    entries: list[tuple[str, TypeEntry | None, tuple[str, ...], set[str]]] = []
    for kind in kinds:
        titles = _bare(known_titles(kind))
        words = _bare(known_words(kind))
        entries.append((kind.id, kind, titles, {w for w in words if len(w) > 1}))
    for paper in foreign:
        titles = _bare(paper["titles"])
        entries.append((paper["name"], None, titles, {*_bare(paper["words"]), *titles}))
    classes = tuple(
        PaperClass(name, kind, titles, _bare(kind.against), _bare(kind.words))
        if kind
        else PaperClass(name, None, titles)
        for name, kind, titles, _ in entries
    )
    named = {title for one in classes for title in one.titles}
    return PhraseVocabulary(classes, _phrases([words for *_, words in entries], named))


def known_titles(kind: TypeEntry) -> tuple[str, ...]:
    """The names of documents of the type: from its module and from the lexicon."""
    return (*kind.titles, *lexicon()["types"].get(kind.id, {}).get("titles", ()))


def known_words(kind: TypeEntry) -> tuple[str, ...]:
    """All words known to be on documents of the type, including titles."""
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
    """How often each phrase is on a page of another kind."""
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
    """The names of documents from the lexicon, by type, and the foreign ones."""
    return tomllib.loads(LEXICON.read_text("utf-8"))
