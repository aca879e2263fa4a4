"""What a sheet is: every type and kind of foreign paper weighed against "none of these".

What speaks for a class is added up as log odds: how like a heading is to its titles, which of its
phrases and labels stand there, numbers of the form it lives by, the issuer's seal, what precedes
the sheet in its file. The sums become probabilities that share one whole with "none of these", so
that two close classes are in doubt and a page that is like nothing stays unknown.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from core.text.fold import squeeze
from core.text.sheet import Sheet
from extractors.kit.fields import DocumentType
from extractors.packet.forms import form_evidence
from extractors.packet.headings import Heading, Titles, headings
from extractors.packet.vocabulary import PaperClass, Vocabulary, vocabulary

ENOUGH = 0.5  # from this probability on a sheet is of a type
SURE = 0.9  # from this one on no neighbour's page is thought of
TOLD = 0.01  # less probable classes are not named
TITLED = 0.85  # of likeness: the heading is this type's own
CURVE = ((0.3, 0.0), (0.5, 2.0), (0.7, 5.0), (0.85, 8.5), (1.0, 12.0))
"""What a heading of that likeness speaks for a class."""
OWN = 0.995  # the heading is a class's own
LENT = 0.6  # the most that it is like any other's then
ODD = 0.8  # the most that a type gets where such a heading stands
RIVAL = 8.0  # how much likeness falls for what another class's title is more like
OTHERS = -2.5  # a heading stands there that names a paper, and none of this class
PLAIN = 5.0  # what the best heading of a class counts that is plainly its own
UNLIKE = 0.35  # below this likeness it names none of them
MUCH = 12.0  # evidence of phrases beyond this counts little: they come together
LITTLE = 0.25
AGAINST = -3.0  # a phrase that never stands on the type
KNOWN = 1.5  # as many of the type's telling words stand there as it needs without heading
BARELY = -2.5  # one of them at most
NEEDS_HEADING = 9  # `alone` of types that nothing but their heading tells from others
HEADLESS = -7.0
NONE = 4.5  # what speaks for "none of these" from the start
FAINT = 1.0  # less evidence is none: many classes with a little are not one with much
ALL = 14.0  # more evidence than this makes nothing surer against "none of these"
SOFT = 0.6  # how far evidence is believed: phrases of one paper come together


HEADING, STRANGE = "heading", "another's heading"


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
    text, stamps = _text(sheet), _stamps(sheet)
    own = index.words.evidence(text + stamps, len(text))
    likes = [(head, index.titles.like(head.text)) for head in headings(sheet)]
    heads = _heads(likes, len(own))
    lower = text.lower()
    weighed = []
    for of, head, phrases in zip(index.words.classes, heads, own, strict=True):
        parts = {
            HEADING: head.worth,
            "phrases": _tempered(phrases),
            STRANGE: head.strange,
            "words of others": AGAINST * sum(word in lower for word in of.against),
        }
        if of.kind is not None:
            known = sum(word in lower for word in of.words)
            headless = of.kind.alone >= NEEDS_HEADING and head.likeness < TITLED
            parts |= {
                "form": form_evidence(of.kind.id, text),
                "no heading": HEADLESS if headless else 0.0,
                "telling words": KNOWN if known >= of.kind.alone else BARELY if known < 2 else 0.0,
                "page before": (before or {}).get(of.name, 0.0),
            }
        parts = {name: part for name, part in parts.items() if part}
        weighed.append(Evidence(parts, head.text, head.likeness, head.at))
    return _shared(index.words.classes, weighed)


def phrases_of(
    sheet: Sheet, kinds: Sequence[DocumentType], kind: DocumentType
) -> list[tuple[str, float]]:
    """The phrases on a sheet that speak for a type, with what each counts before tempering."""
    text = _text(sheet)
    return _index(tuple(kinds)).words.told(text + _stamps(sheet), len(text), kind.id)


def _text(sheet: Sheet) -> str:
    return "".join(squeeze(sheet.lines[i].text) for row in sheet.rows for i in row)


def _stamps(sheet: Sheet) -> str:
    return "\n" + "".join(squeeze(seal.ring + seal.centre) for seal in sheet.page.seals)


@dataclass
class _Head:
    """The best heading for a class: its words, worth, likeness and height."""

    text: str = ""
    worth: float = 0.0
    likeness: float = 0.0
    at: float = 1.0
    strange: float = 0.0
    """What a heading says against the class that names some other paper."""


def _heads(likes: Sequence[tuple[Heading, dict[int, float]]], classes: int) -> list[_Head]:
    found = [_Head() for _ in range(classes)]
    for heading, like in likes:
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


def _tempered(evidence: float) -> float:
    return min(evidence, MUCH) + LITTLE * max(0.0, evidence - MUCH)


def _curve(likeness: float) -> float:
    for (x0, y0), (x1, y1) in itertools.pairwise(CURVE):
        if x0 <= likeness <= x1:
            return y0 + (y1 - y0) * (likeness - x0) / (x1 - x0)
    return 0.0


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
