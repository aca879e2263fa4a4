"""How similar an unlisted label is to a field's labels, by the meaning of its words.

A label is split into words with known meanings (`kindred.toml`); the rest counts as single
characters. Two labels are as similar as the meanings of their words.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

DATA = "kindred.toml"
LIGHT, LETTER, PLAIN = 0.25, 0.5, 1.0  # weights of the words of a label
WORDED = 0.95  # share of a word's weight if another word of the same class matches it
WITHIN = 0.5  # minimum similarity if one label contains the other
SIDE = frozenset({"named", "state", "class", "certificate"})
"""Head words that may be omitted: 学位名称, 婚姻状况."""
_HAN = re.compile(r"[一-鿿]+")
_ASIDE = re.compile(r"\([^()]*\)?|[/|].*$|[^一-鿿()/、]")


@dataclass(frozen=True)
class Word:
    """A word of a label: its possible classes, or a single character."""

    text: str
    classes: frozenset[str]
    weight: float
    strict: bool
    names: bool
    """Whether it is the head of the label."""

    def says(self, other: "Word") -> float:
        """The share of this word's weight that another word covers."""
        if self.text == other.text:
            return 1.0
        return 0.0 if self.classes.isdisjoint(other.classes) else WORDED


@cache
def _classes() -> tuple[dict[str, dict[str, frozenset[str]]], int]:
    """The classes of each word, by strictness, and the length of the longest word."""
    data = tomllib.loads(files("extractors.kit.places").joinpath(DATA).read_text("utf-8"))
    found: dict[str, dict[str, set[str]]] = {}
    for part, classes in data.items():
        for name, words in classes.items():
            for word in words:
                found.setdefault(word, {}).setdefault(part, set()).add(name)
    return (
        {w: {p: frozenset(c) for p, c in parts.items()} for w, parts in found.items()},
        max(map(len, found)),
    )


@lru_cache(maxsize=1 << 15)
def words_of(label: str) -> tuple[Word, ...]:
    """The words of a label, longest match first.

    >>> [word.text for word in words_of("颁证时间")]
    ['颁证', '时间']
    """
    text = _ASIDE.sub("", label)
    known, longest = _classes()
    found: list[Word] = []
    at = 0
    while at < len(text):
        size = next((n for n in range(longest, 0, -1) if text[at : at + n] in known), 0)
        if size:
            parts = known[text[at : at + size]]
            every = frozenset().union(*parts.values())
            light = set(parts) == {"light"} or (found and every <= SIDE)
            strict = "strict" in parts and "heads" not in parts and "light" not in parts
            weight = LIGHT if light else PLAIN
            found.append(Word(text[at : at + size], every, weight, strict, "heads" in parts))
        elif text[at] not in "()/、":
            found.append(Word(text[at], frozenset(), LETTER, False, False))
        at += size or 1
    return tuple(found)


def is_worded(text: str) -> bool:
    """Whether a text has only words that occur in labels.

    >>> is_worded("学历证书编号"), is_worded("北京市海淀区")
    (True, False)
    """
    made = words_of(text) if _HAN.fullmatch(text) else ()
    return len(text) > 1 and bool(made) and made[-1].names and all(w.classes for w in made)


@lru_cache(maxsize=1 << 17)
def kin(label: str, word: str) -> float:
    """How similar two labels are in meaning, 0 to 1.

    >>> kin("颁证时间", "发证日期") > 0.9, kin("出生日期", "发证日期"), kin("母亲姓名", "姓名")
    (True, 0.0, 0.0)
    """
    near = loosely(label, word)
    return near if _strictly(words_of(label), words_of(word)) else 0.0


def _strictly(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether each label has all the strict words of the other."""
    return all(
        any(word.says(another) for another in against)
        for words, against in ((one, other), (other, one))
        for word in words
        if word.strict
    )


@lru_cache(maxsize=1 << 17)
def loosely(label: str, word: str) -> float:
    """The same similarity, without requiring strict words in both labels.

    >>> loosely("出生日期", "发证日期") < loosely("学校", "毕业院校")
    True
    """
    one, other = words_of(label), words_of(word)
    if not one or not other or not _same_head(one, other):
        return 0.0
    left = list(other)
    shared = 0.0
    for own in one:
        best = max(left, key=own.says, default=None)
        likeness = own.says(best) if best is not None else 0.0
        if best is not None and likeness:
            left.remove(best)
            shared += likeness * min(own.weight, best.weight)
    a, b = _weight(one), _weight(other)
    whole = shared >= WORDED * min(a, b) - 0.01
    return WITHIN + (1 - WITHIN) * shared / max(a, b) if whole else 2 * shared / (a + b)


def heads_of(label: str) -> frozenset[str]:
    """The kinds of thing a label may name: the classes of its head word, or its last character.

    >>> sorted(heads_of("颁证时间")), sorted(heads_of("民族"))
    (['date'], ['nation'])
    """
    words = words_of(label)
    return _head(words).classes or frozenset({_head(words).text}) if words else frozenset()


def _weight(words: Sequence[Word]) -> float:
    return sum(word.weight for word in words)


def _head(words: Sequence[Word]) -> Word:
    """The head word, which is at the end of a label."""
    return next((word for word in reversed(words) if word.weight > LIGHT), words[-1])


def _same_head(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether two labels name the same kind of thing."""
    return _head(one).says(_head(other)) > 0.0
