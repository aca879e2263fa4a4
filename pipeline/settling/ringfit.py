"""Seal rings compared with the names that they may have.

A ring is the hardest text of a packet: curved, faint, over print. Its expected text is often known:
the unit's name, or that of an office or school in the packet's papers. A name similar to the
reading that fits the ink replaces it. A name that differs in only a character or two, where a photo
or another seal hides them, is shown but not relied on. Any other name changes nothing, so that
another unit's seal stays another's.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from core.models.document import Document, PlacedSeal
from core.models.geometry import Box
from core.models.page import Page, PageKey, Seal
from core.text.alike import edits, misreadings
from core.text.fold import fold, squeeze
from core.text.values.units import usual_letters
from pipeline.reading.imaging.sealwords import kind_of
from pipeline.settling.expected import Expected

FITS = 0.12  # every column of the name at least this likely, relative to the likeliest
PRESUMES = 0.015  # minimum fit of a name that is only shown: no absent name fitted better than 0.01
FITTED_RING = 0.93  # confidence of a ring that a name fits
SURE = 0.985  # rings with more confidence are not checked
NEAR = 0.45  # of the name's length: how many characters may be misread or missing
FEW = 2  # and this many of a short name
HIDDEN = 4  # one character in this many of a name may be hidden, and at least one
PRESUMED = 0.5  # maximum confidence of a ring whose name is similar to the reading but does not fit
MIN_NAME_CHARACTERS = 4  # characters of a name
MAX_NAMES = 8  # most similar names that are compared with one ring
SOURCE_RING = 0.97  # a ring with this confidence gives a candidate for other rings
BODY = re.compile(
    r"[㐀-鿿()]{2,}(?:公司|局|厅|部|委员会|大学|学院|学校|中心|事务所|派出所|医院|合伙\)?)"
)
HAN = re.compile(r"[㐀-鿿]")
PROVINCE = re.compile(r"(?:^|[^㐀-鿿])((?:黑龙江|[㐀-鿿]{2})省)")
POLICE = "公安厅"  # of a province: its seal is printed in every household register

Place = tuple[PageKey, Box]
FitRings = Callable[[Page, Sequence[Box], Sequence[tuple[str, ...]]], Sequence[Sequence[float]]]


def fit_seals(
    documents: Sequence[Document], expected: Expected, pages: Sequence[Page], fit: FitRings
) -> tuple[Document, ...]:
    """The documents, with doubtful rings corrected by an expected name that fits."""
    by_ref = {page.key: page for page in pages}
    bodies = _named_bodies(documents, pages)
    asked: dict[PageKey, dict[Box, tuple[str, ...]]] = defaultdict(dict)
    for document in documents:
        for placed in document.seals:
            ref = placed.page.key
            names = (*expected.units, *bodies.packet, *bodies.pages.get(ref, ()))
            if words := _near(placed.seal, names):
                asked[ref][placed.seal.box] = words
    answers = _answers(asked, by_ref, fit)
    doubts: dict[PageKey, dict[Box, tuple[str, ...]]] = defaultdict(dict)
    for (ref, box), fits in answers.items():
        if (word := _fitting(fits)) is not None and (others := _rivals(word)):
            doubts[ref][box] = others
    alike = {
        place: max(fits.values(), default=0.0)
        for place, fits in _answers(doubts, by_ref, fit).items()
    }
    return tuple(
        document.model_copy(
            update={"seals": tuple(_settled(placed, answers, alike) for placed in document.seals)}
        )
        for document in documents
    )


def _answers(
    asked: Mapping[PageKey, Mapping[Box, tuple[str, ...]]],
    pages: Mapping[PageKey, Page],
    fit: FitRings,
) -> dict[Place, dict[str, float]]:
    """How well each word fits the ring for which it was requested."""
    answers: dict[Place, dict[str, float]] = {}
    for ref, boxes in asked.items():
        found = fit(pages[ref], list(boxes), list(boxes.values()))
        for (box, words), fits in zip(boxes.items(), found, strict=True):
            answers[ref, box] = dict(zip(words, fits, strict=False))
    return answers


class NamedBodies(NamedTuple):
    """Bodies named by the papers: anywhere in the packet, and on each page."""

    packet: tuple[str, ...]
    pages: dict[PageKey, tuple[str, ...]]


def _named_bodies(documents: Sequence[Document], pages: Sequence[Page]) -> NamedBodies:
    values = [
        fold(field.value)
        for document in documents
        for field in document.fields.values()
        if field.value is not None
    ]
    rings = (
        fold(placed.seal.ring)
        for document in documents
        for placed in document.seals
        if placed.seal.confidence >= SOURCE_RING
    )
    provinces = (f"{match[1]}{POLICE}" for value in values for match in PROVINCE.finditer(value))
    named = (value for value in values if BODY.fullmatch(value))
    of_page = {
        page.key: tuple(
            body[0] for line in page.lines for body in BODY.finditer(squeeze(fold(line.text)))
        )
        for page in pages
    }
    return NamedBodies(tuple(dict.fromkeys((*named, *rings, *provinces))), of_page)


def _near(seal: Seal, names: Iterable[str]) -> tuple[str, ...]:
    """The candidate names for a doubtful ring: those most similar to its reading."""
    if seal.shape not in ("round", "oval") or seal.confidence > SURE:
        return ()
    once = {
        _flat(name): name for name in reversed(tuple(names)) if len(name) >= MIN_NAME_CHARACTERS
    }
    apart = {name: edits(_flat(seal.ring), flat) for flat, name in once.items()}
    near = [name for name, away in apart.items() if away <= max(FEW, NEAR * len(name))]
    return tuple(sorted(near, key=lambda name: apart[name])[:MAX_NAMES])


def _fitting(fits: Mapping[str, float]) -> str | None:
    """The longest name that fits; of equally long ones the one that fits best."""
    fitting = [word for word, likely in fits.items() if likely >= FITS]
    return max(fitting, key=lambda word: (len(word), fits[word]), default=None)


def _rivals(word: str) -> tuple[str, ...]:
    """The names that differ from this one in a look-alike character, except in usual words.

    >>> "余明有限公司" in _rivals("佘明有限公司"), "佘明有隈公司" in _rivals("佘明有限公司")
    (True, False)
    """
    usual = usual_letters(word)
    return tuple(
        other
        for other in misreadings(word)
        if not any(same and a != b for same, a, b in zip(usual, word, other, strict=True))
    )


def _settled(
    placed: PlacedSeal,
    answers: Mapping[Place, Mapping[str, float]],
    alike: Mapping[Place, float],
) -> PlacedSeal:
    """The seal with the one name that fits its ring best, or that its reading nearly equals.

    `alike` is the best fit of the names that differ from it in a look-alike character: if that fits
    better, the ink is not the name's, and the free reading is kept.
    """
    seal = placed.seal
    place = (placed.page.key, seal.box)
    fits = answers.get(place, {})
    word = _fitting(fits)
    same = word is not None and _flat(word) == _flat(seal.ring)
    if word is not None and fits[word] >= alike.get(place, 0.0):
        return _saying(placed, word, max(FITTED_RING, seal.confidence if same else 0.0))
    if same:
        return placed
    hidden = _all_but_fits(seal, fits) or _all_but_said(seal, tuple(fits))
    return placed if hidden is None else _saying(placed, hidden, min(PRESUMED, seal.confidence))


def _all_but_fits(seal: Seal, fits: Mapping[str, float]) -> str | None:
    """The one name that fits a doubtful ring, except for the part that a photo or print hides."""
    if seal.confidence >= PRESUMED:
        return None
    likely = [word for word, fit in fits.items() if fit >= PRESUMES]
    return likely[0] if len(likely) == 1 else None


def _all_but_said(seal: Seal, words: Sequence[str]) -> str | None:
    """The one word of which the ring lacks no more characters than may be hidden.

    A character read with some confidence in place of another one means another seal.
    """
    ring = _flat(seal.ring)
    apart = sorted((edits(ring, _flat(word)), word) for word in words)
    if not apart or apart[0][0] > max(1, len(apart[0][1]) // HIDDEN):
        return None
    away, word = apart[0]
    only_lost = len(_flat(word)) - len(ring) == away
    alone = len(apart) == 1 or apart[1][0] > away
    return word if alone and (only_lost or seal.confidence < PRESUMED) else None


def _saying(placed: PlacedSeal, word: str, confidence: float) -> PlacedSeal:
    """The seal with these words on its ring, and the kind that follows from them."""
    seal = placed.seal
    ring = word.replace("(", "（").replace(")", "）")
    centre = seal.centre or _beyond(seal.ring, word)
    kind, by_words = kind_of(ring, centre, seal.shape, star=False)
    update = {
        "ring": ring,
        "centre": centre,
        "text": ring + centre,
        "confidence": confidence,
        "kind": kind if by_words else seal.kind,
    }
    return placed.model_copy(update={"seal": seal.model_copy(update=update)})


def _beyond(ring: str, word: str) -> str:
    """The text after the name on a ring: words of the seal's middle that were read with it."""
    rest = _flat(ring).removeprefix(_flat(word))
    return rest if rest != _flat(ring) and len(HAN.findall(rest)) >= FEW else ""


def _flat(text: str) -> str:
    return squeeze(text).replace("(", "").replace(")", "")
