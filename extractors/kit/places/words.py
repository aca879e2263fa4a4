"""The words that documents use for fields: the types' own labels and those of any form."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any

from core.numbers.identity import is_valid as id_is_valid
from core.text.fold import MAX_CACHED_TEXTS, squeeze
from core.text.patterns import ready
from extractors.kit.fields import FieldSpec
from extractors.kit.places.kindred import heads_of, kin, loosely

DATA = "words.toml"
OTHER = "other"
NEAR_IN_MEANING = 0.74
NEAR, LIKE = 0.66, 0.85  # how similar a label must be to mean a field, and the factor then
MIN_LABEL_LETTERS = 3  # of a label that may match by similarity
OWN, SHARED = 1.0, 0.9  # confidence of a type's own label, and of one of any form


@dataclass(frozen=True)
class Meaning:
    """What is known of a field by name: its labels, words after its value, its form."""

    words: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    lead: str = ""
    form: str = ""
    usual: str = ""
    number: str = ""

    def is_usual(self, value: str) -> bool:
        """Whether a value is usual for such fields, though it may be a label too."""
        return bool(self.usual) and ready(self.usual).fullmatch(value) is not None

    def is_number(self, value: str) -> bool:
        """Whether a value has the form of such numbers, and is not an identity number."""
        built = bool(self.number) and ready(self.number).fullmatch(value) is not None
        return built and not id_is_valid(value)


@cache
def meanings() -> dict[str, Meaning]:
    """Every field's meaning by its name."""
    data = tomllib.loads(files("extractors.kit.places").joinpath(DATA).read_text("utf-8"))
    return {name: Meaning(**{key: _fixed(of) for key, of in data[name].items()}) for name in data}


def _fixed(of: Any) -> Any:
    return tuple(of) if isinstance(of, list) else of


@cache
def meaning_of(name: str) -> Meaning:
    """What is known of the field with this name."""
    return meanings().get(name, Meaning())


def plain(label: str) -> str:
    """A label in the form used for matching: folded, no spaces, lower case.

    >>> plain("Date of Birth："), plain("姓 名")
    ('dateofbirth:', '姓名')
    """
    return squeeze(label).lower()


@dataclass(frozen=True, eq=False)
class LabelVocabulary:
    """The labels of a type's documents: for each, the fields it may mean and how surely.

    A label with no fields is known, but means no field of this type.
    """

    labels: dict[str, dict[str, float]]
    behind: dict[str, dict[str, float]]
    by_first: dict[str, list[str]]
    """Labels by their first character, the longest first."""
    prose: frozenset[str]
    """Words that announce a value in a sentence and are not labels."""
    endings: dict[str, list[str]]
    """Labels by their endings, for those that a narrow cell broke in two."""
    fields: dict[str, tuple[str, ...]]
    """The words of each field."""

    def like(self, label: str, *, meant: bool = False) -> dict[str, float]:
        """The fields that an unlisted label may mean because it is similar to their words.

        By its characters and, with `meant`, by the meaning of its words.
        """
        return _like(self, label, meant)

    def kindred(self, label: str) -> dict[str, float]:
        """How close a label is in meaning to the words of each field that it may mean."""
        best: dict[str, float] = {}
        for head in heads_of(label):
            for name, word in self._headed.get(head, ()):
                best[name] = max(kin(label, word), best.get(name, 0.0))
        return best

    def loosely(self, label: str, name: str) -> float:
        """How close a label is to a field's words, used to rule out another field."""
        return max((loosely(label, word) for word in self.fields.get(name, ())), default=0.0)

    def sharing(self, text: str, but: int) -> list[str]:
        """The labels of about a text's length that share all but `but` of their letters with it."""
        sizes = range(len(text) - 1, len(text) + 2)
        every = (self._holding.get((ch, size), ()) for ch in set(text) for size in sizes)
        letters = Counter(chain.from_iterable(every))
        return [label for label, shared in letters.items() if shared >= len(label) - but]

    def beginning(self, start: str) -> tuple[str, ...]:
        """The labels that begin with one or two letters, or consist of the first of them."""
        return self._by_start.get(start) or self._by_start.get(start[:1], ())

    @cached_property
    def _by_start(self) -> dict[str, tuple[str, ...]]:
        """Labels by their first two letters; by a single letter, all that begin with it."""
        found: dict[str, tuple[str, ...]] = {}
        for label in self.labels:
            found[label[:2]] = (*found.get(label[:2], ()), label)
        for start in [start for start in found if len(start) == 2 and start[0] in found]:
            found[start] = (*found[start], start[0])
        return found

    def of_size(self, size: int) -> list[str]:
        """The labels of a given length."""
        return self._by_size.get(size, [])

    @cached_property
    def _by_size(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for label in self.labels:
            found.setdefault(len(label), []).append(label)
        return found

    @cached_property
    def _headed(self) -> dict[str, list[tuple[str, str]]]:
        """The fields' words by the kind of thing they name."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, words in self.fields.items():
            for word in words:
                for head in heads_of(word):
                    found.setdefault(head, []).append((name, word))
        return found

    @cached_property
    def ending(self) -> dict[str, list[tuple[str, str]]]:
        """The fields' words by their last letter, which similar labels share."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, words in self.fields.items():
            for word in words:
                found.setdefault(word[-1], []).append((name, word))
        return found

    @cached_property
    def _holding(self) -> dict[tuple[str, int], list[str]]:
        """The labels by their length and each letter in them."""
        found: dict[tuple[str, int], list[str]] = {}
        for label in self.labels:
            for letter in set(label):
                found.setdefault((letter, len(label)), []).append(label)
        return found

    def behind_at(self, rest: str) -> Iterator[tuple[str, dict[str, float]]]:
        """The words after a value with which a text begins, with or without closing brackets."""
        bare = rest.lstrip(")],")
        for word in sorted(
            {*self._behind.get(rest[:1], ()), *self._behind.get(bare[:1], ())},
            key=self._order.__getitem__,
        ):
            if rest.startswith(word) or bare.startswith(word):
                yield word, self.behind[word]

    @cached_property
    def _behind(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self.behind:
            found.setdefault(word[:1], []).append(word)
        return found

    @cached_property
    def _order(self) -> dict[str, int]:
        return {word: n for n, word in enumerate(self.behind)}

    @cached_property
    def numbered(self) -> tuple[tuple[str, Meaning], ...]:
        """The fields whose numbers have a known structure."""
        known = meanings()
        return tuple(
            (name, known[name]) for name in self.fields if name in known and known[name].number
        )


def _near(words: LabelVocabulary, label: str, meant: bool) -> dict[str, float]:
    best: dict[str, float] = {}
    for name, word in words.ending.get(label[-1:], ()):
        near = alike(label, word)
        if near >= NEAR:
            best[name] = max(near, best.get(name, 0.0))
    for name, near in words.kindred(label).items() if meant else ():
        if near >= NEAR_IN_MEANING:
            best[name] = max(near, best.get(name, 0.0))
    return {name: round(LIKE * best[name], 3) for name in words.fields if name in best}


_like = lru_cache(maxsize=MAX_CACHED_TEXTS)(_near)  # cached over all documents that print the label


def alike(label: str, word: str) -> float:
    """How similar two labels are, 0 to 1: the same pairs of characters, and the same end.

    The head word of a label is at its end: 编号, 日期.

    >>> alike("聘用期限", "聘用合同期限") > 0.6, alike("出生日期", "发证日期") > 0.6
    (True, False)
    """
    short, long = (label, word) if len(label) <= len(word) else (word, label)
    if len(short) < MIN_LABEL_LETTERS or label[-1] != word[-1] or label.isascii() != word.isascii():
        return 0.0
    if short[0] in long and _within(short, long):
        return 0.5 + 0.5 * len(short) / len(long)
    one, other = _pairs(label), _pairs(word)
    return 2 * len(one & other) / (len(one) + len(other))


def _within(short: str, long: str) -> bool:
    """Whether the letters of one word occur in another in the same order."""
    at = -1
    for letter in short:
        at = long.find(letter, at + 1)
        if at < 0:
            return False
    return True


@lru_cache(maxsize=1 << 14)
def _pairs(word: str) -> frozenset[str]:
    """The pairs of neighbouring letters of a word."""
    return frozenset(word[i : i + 2] for i in range(len(word) - 1))


def vocabulary(specs: tuple[FieldSpec, ...], stops: tuple[str, ...] = ()) -> LabelVocabulary:
    """All known labels, with the fields of `specs` that they may mean."""
    return _vocabulary(tuple((spec.name, spec.labels) for spec in specs), stops)


@cache
def _vocabulary(
    fields: tuple[tuple[str, tuple[str, ...]], ...], stops: tuple[str, ...]
) -> LabelVocabulary:
    known = meanings()
    of = {name: known.get(name, Meaning()) for name, _ in fields}
    labels: dict[str, dict[str, float]] = {word: {} for word in (*map(plain, stops), *_all_words())}
    behind: dict[str, dict[str, float]] = {}
    for name, own in fields:
        for worth, words in ((SHARED, (*of[name].words, *of[name].before)), (OWN, own)):
            for word in words:
                labels.setdefault(plain(word), {})[name] = worth
        for word in of[name].behind:
            behind.setdefault(plain(word), {})[name] = OWN
    found = LabelVocabulary(
        labels,
        behind,
        _by_first(labels),
        frozenset(plain(word) for meaning in of.values() for word in meaning.before),
        _by_end(labels),
        {name: tuple(map(plain, (*own, *of[name].words))) for name, own in fields},
    )
    for label, meant in labels.items():
        if not meant and len(label) >= MIN_LABEL_LETTERS and label not in found.prose:
            meant.update(_near(found, label, False))
    return found


@cache
def _all_words() -> tuple[str, ...]:
    """The words of all fields in matching form: every type's vocabulary has them."""
    return tuple(dict.fromkeys(plain(word) for one in meanings().values() for word in one.words))


def _by_first(labels: Iterable[str]) -> dict[str, list[str]]:
    result: dict[str, list[str]] = {}
    for label in sorted(labels, key=len, reverse=True):
        result.setdefault(label[0], []).append(label)
    return result


def _by_end(labels: Iterable[str]) -> dict[str, list[str]]:
    result: dict[str, list[str]] = {}
    for label in labels:
        for size in range(1, len(label) - 1) if len(label) >= 4 and not label.isascii() else ():
            result.setdefault(label[-size:], []).append(label)
    return result
