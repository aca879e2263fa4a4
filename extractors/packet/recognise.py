"""Recognises a sheet's type: compares every type and kind of foreign document with "none of these".

The evidence for a class is a sum of log odds: how similar a heading is to its titles, which of its
phrases and labels are on the sheet, numbers of its form, the issuer's seal, and the sheet before it
in its file. The sums become probabilities that, with "none of these", add up to one. So two close
classes are in doubt, and a page that is similar to nothing stays unknown.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from core.text.fold import MAX_CACHED_TEXTS, squeeze
from core.text.sheet import TextSheet
from extractors.kit.fields import TypeEntry
from extractors.packet.forms import form_evidence, has_form
from extractors.packet.headings import Titles, headings
from extractors.packet.heads import OWN, HeadingMatch, best_heads
from extractors.packet.vocabulary import PaperClass, PhraseVocabulary, vocabulary

MIN_TYPE_PROBABILITY = 0.5  # from this probability on, a sheet is of a type
SURE = 0.9  # from this probability on, the neighbouring pages are not considered
MIN_LISTED = 0.01  # less probable classes are not listed
TITLED = 0.85  # from this likeness on, the heading is this type's own
ODD = 0.8  # maximum probability of a type on a sheet with such a heading
MUCH = 12.0  # evidence of phrases beyond this counts little: phrases occur together
LITTLE = 0.25
AGAINST = -3.0  # score of a phrase that never occurs on the type
SPECIFIC = 1.5  # score if it has as many of the type's specific words as it needs without heading
BARELY = -2.5  # score if it has at most one of them
NEEDS_HEADING = 9  # `alone` of types that only their heading distinguishes from others
HEADLESS = -20.0  # so that they never win
NONE = 4.5  # initial score of "none of these"
FAINT = 1.0  # less evidence counts as none: many classes with a little do not add up
ALL = 14.0  # more evidence makes no difference against "none of these"
SOFT = 0.6  # damping of the evidence: phrases of one document are not independent


_PURPOSE = re.compile(r"((?:仅|只)(?:供|用于|限)).{2,30}?(?:使用|专用|之用|无效|$)")
"""A note of purpose on a copy names other documents, and says nothing about this one."""

HEADING, STRANGE, PHRASES = "heading", "another's heading", "phrases"


@dataclass(frozen=True)
class ClassEvidence:
    """The evidence for and against a class, in log odds, as named parts of a sum.

    `heading` is the one most similar to the class's titles, at height `at`.
    """

    parts: Mapping[str, float]
    heading: str = ""
    likeness: float = 0.0
    at: float = 1.0

    @cached_property
    def score(self) -> float:
        return sum(self.parts.values())

    @property
    def own(self) -> float:
        """The part of the score that does not come from the heading."""
        return self.score - self.parts.get(HEADING, 0.0)


UNLIKELY = ClassEvidence({})
"""More evidence against a class than for it: it is not listed, whatever the parts are."""


@dataclass(frozen=True)
class Guess:
    """A type with its probability, and the evidence."""

    kind: TypeEntry
    confidence: float
    evidence: ClassEvidence

    @property
    def own(self) -> float:
        return self.evidence.own

    @property
    def phrases(self) -> float:
        """The score of the words that identify it."""
        return self.evidence.parts.get(PHRASES, 0.0)

    @property
    def titled(self) -> bool:
        """Whether its heading was found."""
        return self.evidence.likeness >= TITLED

    @property
    def at(self) -> float:
        return self.evidence.at


@dataclass(frozen=True)
class Recognition:
    """What a sheet may be: types, best first; how probably it is foreign, and its name then."""

    guesses: tuple[Guess, ...] = ()
    foreign: float = 0.0
    called: str = ""
    others: tuple[Guess, ...] = ()
    """All types with evidence, however little probability a better one leaves them."""

    @property
    def titled(self) -> list[Guess]:
        """The types whose heading is on the sheet."""
        return [guess for guess in self.others if guess.titled]

    def standing(self, min_evidence: float) -> list[Guess]:
        """The types with at least this much evidence besides a heading."""
        return [guess for guess in self.others if guess.own >= min_evidence]

    @property
    def best(self) -> Guess | None:
        """The type of the sheet; None for a page without a type."""
        first = self.guesses[0] if self.guesses else None
        return first if first is not None and first.confidence >= MIN_TYPE_PROBABILITY else None

    def of(self, kind: TypeEntry) -> Guess | None:
        return next((guess for guess in self.guesses if guess.kind is kind), None)


@dataclass(frozen=True)
class _ClassIndex:
    words: PhraseVocabulary
    titles: Titles


def recognise(
    sheet: TextSheet, kinds: Sequence[TypeEntry], before: Mapping[str, float] | None = None
) -> Recognition:
    """All possible types of the sheet. `before`: scores from the page before it, by type id."""
    index = _index(tuple(kinds))
    text, stamps, before = _text(sheet), _stamps(sheet), before or {}
    own = index.words.evidence(text + stamps, len(text))
    likes = [(head, index.titles.like(head.text)) for head in headings(sheet)]
    heads = best_heads(likes, len(own))
    lower = text.lower()
    standing = index.words.standing(lower)
    weighed = []
    for of, head, phrases, known, against in zip(
        index.words.classes, heads, own, *standing, strict=True
    ):
        tells = head.worth > 0 or phrases > 0 or of.name in before
        if not tells and (of.kind is None or (known < of.kind.alone and not has_form(of.kind.id))):
            weighed.append(UNLIKELY)  # all other evidence is against it
            continue
        parts = {
            HEADING: head.worth,
            PHRASES: _tempered(phrases),
            STRANGE: head.strange,
            # under its own heading, one phrase that never occurs on the class counts
            "words of others": AGAINST * (min(against, 1) if head.likeness >= OWN else against),
        }
        if of.kind is not None:
            headless = of.kind.alone >= NEEDS_HEADING and head.likeness < TITLED
            parts |= {
                "form": form_evidence(of.kind.id, text),
                "no heading": HEADLESS if headless else 0.0,
                "telling words": SPECIFIC if known >= of.kind.alone else _barely(known, head),
                "page before": before.get(of.name, 0.0),
            }
        if sum(parts.values()) > 0:
            parts = {name: part for name, part in parts.items() if part}
            weighed.append(ClassEvidence(parts, head.text, head.likeness, head.at))
        else:
            weighed.append(UNLIKELY)
    return _shared(index.words.classes, weighed)


def phrases_of(
    sheet: TextSheet, kinds: Sequence[TypeEntry], kind: TypeEntry
) -> list[tuple[str, float]]:
    """The phrases on a sheet that are evidence for a type, each with its undamped score."""
    text = _text(sheet)
    return _index(tuple(kinds)).words.told(text + _stamps(sheet), len(text), kind.id)


def _text(sheet: TextSheet) -> str:
    return "".join([_without_purpose(sheet.lines[i].text) for row in sheet.rows for i in row])


@lru_cache(maxsize=MAX_CACHED_TEXTS)
def _without_purpose(line: str) -> str:
    return _PURPOSE.sub(r"\1", squeeze(line))


def _stamps(sheet: TextSheet) -> str:
    own = (seal for seal in sheet.page.seals if sheet.zone.contains(seal.box.cx, seal.box.cy))
    return "\n" + "".join(squeeze(seal.ring + seal.centre) for seal in own)


def _barely(known: int, head: HeadingMatch) -> float:
    """The penalty for few words; a short document has few, so its own heading is enough."""
    return BARELY if known < 2 and head.likeness < OWN else 0.0


def _tempered(evidence: float) -> float:
    return evidence if evidence <= MUCH else MUCH + LITTLE * (evidence - MUCH)


def _shared(classes: Sequence[PaperClass], weighed: Sequence[ClassEvidence]) -> Recognition:
    """The probabilities of all classes and of none, which sum to one."""
    over = max(0.0, max(w.score for w in weighed) - ALL)
    odds = [math.exp(SOFT * (w.score - over - NONE)) if w.score > FAINT else 0.0 for w in weighed]
    whole = 1.0 + sum(odds)
    pairs = [*zip(classes, weighed, (o / whole for o in odds), strict=True)]
    guesses = [
        Guess(of.kind, round(min(ODD if STRANGE in w.parts else 0.99, p), 4), w)
        for of, w, p in pairs
        if of.kind is not None and w.score > 0
    ]
    foreign = [(p, of.name) for of, _, p in pairs if of.kind is None]
    likeliest = max(foreign, default=(0.0, ""))
    return Recognition(
        tuple(
            sorted(
                (g for g in guesses if g.confidence >= MIN_LISTED),
                key=lambda g: (-g.confidence, -g.evidence.score),
            )
        ),
        round(min(0.99, sum(p for p, _ in foreign)), 4),
        likeliest[1] if likeliest[0] >= MIN_LISTED else "",
        tuple(guesses),
    )


@lru_cache(maxsize=8)
def _index(kinds: tuple[TypeEntry, ...]) -> _ClassIndex:
    words = vocabulary(kinds)
    return _ClassIndex(words, Titles(words.classes))
