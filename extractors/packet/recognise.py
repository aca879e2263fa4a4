"""What a sheet is: every type and kind of foreign paper weighed against "none of these".

What speaks for a class is added up as log odds: how like a heading is to its titles, which of its
phrases and labels stand there, numbers of the form it lives by, the issuer's seal, what precedes
the sheet in its file. The sums become probabilities that share one whole with "none of these", so
that two close classes are in doubt and a page that is like nothing stays unknown.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from core.text.fold import MAX_CACHED_TEXTS, squeeze
from core.text.sheet import Sheet
from extractors.kit.fields import DocumentType
from extractors.packet.forms import form_evidence, has_form
from extractors.packet.headings import Titles, headings
from extractors.packet.heads import OWN, Head, best_heads
from extractors.packet.vocabulary import PaperClass, Vocabulary, vocabulary

ENOUGH = 0.5  # from this probability on a sheet is of a type
SURE = 0.9  # from this one on no neighbour's page is thought of
TOLD = 0.01  # less probable classes are not named
TITLED = 0.85  # of likeness: the heading is this type's own
ODD = 0.8  # the most that a type gets where such a heading stands
MUCH = 12.0  # evidence of phrases beyond this counts little: they come together
LITTLE = 0.25
AGAINST = -3.0  # a phrase that never stands on the type
KNOWN = 1.5  # as many of the type's telling words stand there as it needs without heading
BARELY = -2.5  # one of them at most
NEEDS_HEADING = 9  # `alone` of types that nothing but their heading tells from others
HEADLESS = -20.0  # so that they never win
NONE = 4.5  # what speaks for "none of these" from the start
FAINT = 1.0  # less evidence is none: many classes with a little are not one with much
ALL = 14.0  # more evidence than this makes nothing surer against "none of these"
SOFT = 0.6  # how far evidence is believed: phrases of one paper come together


_PURPOSE = re.compile(r"((?:仅|只)(?:供|用于|限)).{2,30}?(?:使用|专用|之用|无效|$)")
"""What a copy is for names papers, and says nothing of this one."""

HEADING, STRANGE, PHRASES = "heading", "another's heading", "phrases"


@dataclass(frozen=True)
class Evidence:
    """What speaks for a class and against it, in log odds: parts of a sum, by what they are of.

    `heading` is the one that is likest to the class's titles, at height `at`.
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
        """That part of the score which is not the heading's."""
        return self.score - self.parts.get(HEADING, 0.0)


UNLIKELY = Evidence({})
"""More speaks against a class than for it: it is not named, whatever the parts of that are."""


@dataclass(frozen=True)
class Guess:
    """A type with its probability, and why."""

    kind: DocumentType
    confidence: float
    evidence: Evidence

    @property
    def own(self) -> float:
        return self.evidence.own

    @property
    def phrases(self) -> float:
        """What the words it is known by speak for it."""
        return self.evidence.parts.get(PHRASES, 0.0)

    @property
    def titled(self) -> bool:
        """Whether its heading was found."""
        return self.evidence.likeness >= TITLED

    @property
    def at(self) -> float:
        return self.evidence.at


@dataclass(frozen=True)
class Seen:
    """What a sheet may be: types best first, and how probably it is foreign, and what then."""

    guesses: tuple[Guess, ...] = ()
    foreign: float = 0.0
    called: str = ""
    others: tuple[Guess, ...] = ()
    """All types with evidence, however little is left them by a better one."""

    @property
    def titled(self) -> list[Guess]:
        """The types whose heading stands on the sheet."""
        return [guess for guess in self.others if guess.titled]

    def standing(self, least: float) -> list[Guess]:
        """The types for which more speaks than a heading."""
        return [guess for guess in self.others if guess.own >= least]

    @property
    def best(self) -> Guess | None:
        """The type it is taken for; None for a page of no type."""
        first = self.guesses[0] if self.guesses else None
        return first if first is not None and first.confidence >= ENOUGH else None

    def of(self, kind: DocumentType) -> Guess | None:
        return next((guess for guess in self.guesses if guess.kind is kind), None)


@dataclass(frozen=True)
class _Index:
    words: Vocabulary
    titles: Titles


def recognise(
    sheet: Sheet, kinds: Sequence[DocumentType], before: Mapping[str, float] | None = None
) -> Seen:
    """All the sheet may be. `before`: what precedes it says for types, by their ids."""
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
            weighed.append(UNLIKELY)  # whatever else is said of it is against it
            continue
        parts = {
            HEADING: head.worth,
            PHRASES: _tempered(phrases),
            STRANGE: head.strange,
            # under its own heading one phrase that never stands on the class counts
            "words of others": AGAINST * (min(against, 1) if head.likeness >= OWN else against),
        }
        if of.kind is not None:
            headless = of.kind.alone >= NEEDS_HEADING and head.likeness < TITLED
            parts |= {
                "form": form_evidence(of.kind.id, text),
                "no heading": HEADLESS if headless else 0.0,
                "telling words": KNOWN if known >= of.kind.alone else _barely(known, head),
                "page before": before.get(of.name, 0.0),
            }
        if sum(parts.values()) > 0:
            parts = {name: part for name, part in parts.items() if part}
            weighed.append(Evidence(parts, head.text, head.likeness, head.at))
        else:
            weighed.append(UNLIKELY)
    return _shared(index.words.classes, weighed)


def phrases_of(
    sheet: Sheet, kinds: Sequence[DocumentType], kind: DocumentType
) -> list[tuple[str, float]]:
    """The phrases on a sheet that speak for a type, with what each counts before tempering."""
    text = _text(sheet)
    return _index(tuple(kinds)).words.told(text + _stamps(sheet), len(text), kind.id)


def _text(sheet: Sheet) -> str:
    return "".join([_said(sheet.lines[i].text) for row in sheet.rows for i in row])


@lru_cache(maxsize=MAX_CACHED_TEXTS)
def _said(line: str) -> str:
    return _PURPOSE.sub(r"\1", squeeze(line))


def _stamps(sheet: Sheet) -> str:
    return "\n" + "".join(squeeze(seal.ring + seal.centre) for seal in sheet.page.seals)


def _barely(known: int, head: Head) -> float:
    """A short paper has hardly any of its type's words: its own heading is enough then."""
    return BARELY if known < 2 and head.likeness < OWN else 0.0


def _tempered(evidence: float) -> float:
    return evidence if evidence <= MUCH else MUCH + LITTLE * (evidence - MUCH)


def _shared(classes: Sequence[PaperClass], weighed: Sequence[Evidence]) -> Seen:
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
    most = max(foreign, default=(0.0, ""))
    return Seen(
        tuple(
            sorted(
                (g for g in guesses if g.confidence >= TOLD),
                key=lambda g: (-g.confidence, -g.evidence.score),
            )
        ),
        round(min(0.99, sum(p for p, _ in foreign)), 4),
        most[1] if most[0] >= TOLD else "",
        tuple(guesses),
    )


@lru_cache(maxsize=8)
def _index(kinds: tuple[DocumentType, ...]) -> _Index:
    words = vocabulary(kinds)
    return _Index(words, Titles(words.classes))
