"""The middle of a seal, matched with the words that make it another class of seal.

A finance seal differs from the 公章 by 财务专用章 in its middle. If print or table rules cross it,
these words are not read, and the seal's class would be wrong. This checks doubtful seals with
nothing read in the middle, and seals with words there that no class has. The ink is compared with
the words of each class, and with similar words: a word is accepted if it fits and no other fits
nearly as well. If the ink there fits none, the seal's class is left open.
"""

from collections import defaultdict
from collections.abc import Sequence

from core.models.document import Document, PlacedSeal
from core.models.geometry import Box
from core.models.page import Page, PageKey
from pipeline.reading.imaging.sealwords import kind_of
from pipeline.settling.ringfit import FitRings

WORDS = ("财务专用章", "合同专用章", "发票专用章", "人事专用章")
NEAR = (
    "业务专用章", "税务专用章", "商务专用章", "财会专用章",
    "行政专用章", "项目专用章", "采购专用章",
)  # fmt: skip
"""Other possible words on a seal, with mostly the same characters."""
FITS = 0.003  # no word that was absent fitted better than 0.0002
FAR = 10.0  # a word must fit this many times better than any other
ASKED = WORDS + NEAR
READ = 0.8  # seals with more confidence are not checked


def fit_centres(
    documents: Sequence[Document], pages: Sequence[Page], fit: FitRings
) -> tuple[Document, ...]:
    """The documents, with the words in the middle of doubtful seals that fit the ink."""
    by_ref = {page.key: page for page in pages}
    asked: dict[PageKey, dict[Box, None]] = defaultdict(dict)
    for placed in (placed for document in documents for placed in document.seals):
        if _open(placed):
            asked[placed.page.key][placed.seal.box] = None
    found: dict[tuple[PageKey, Box], str] = {}
    for ref, boxes in asked.items():
        answers = fit(by_ref[ref], list(boxes), [ASKED] * len(boxes))
        for box, fits in zip(boxes, answers, strict=True):
            if fits:  # empty if there is no ink
                found[ref, box] = _word(dict(zip(ASKED, fits, strict=True)))

    def with_word(placed: PlacedSeal) -> PlacedSeal:
        word = found.get((placed.page.key, placed.seal.box))
        if word is None and _is_unknown(placed):
            word = ""
        return placed if word is None or not _open(placed) else _with(placed, word)

    return tuple(
        document.model_copy(update={"seals": tuple(with_word(placed) for placed in document.seals)})
        for document in documents
    )


def _word(fits: dict[str, float]) -> str:
    """The word of a class that fits far better than any other; empty if it is ambiguous."""
    best, *others = sorted(fits, key=lambda word: -fits[word])
    alone = fits[best] >= FAR * fits[others[0]]
    return best if best in WORDS and alone and fits[best] >= FITS else ""


def _open(placed: PlacedSeal) -> bool:
    seal = placed.seal
    unit = seal.kind in ("official", "other") and seal.shape in ("round", "oval")
    silent = not seal.centre and seal.confidence < READ
    return unit and (silent or _is_unknown(placed))


def _is_unknown(placed: PlacedSeal) -> bool:
    """Whether the middle has words that could not be read: a 公章 has none."""
    seal = placed.seal
    by_words = kind_of(seal.ring, seal.centre, seal.shape, star=False)[0]
    return bool(seal.centre) and seal.kind == by_words == "official"


def _with(placed: PlacedSeal, centre: str) -> PlacedSeal:
    """The seal with these words in its middle; if empty, its class is open."""
    if not centre:
        return placed.model_copy(update={"open_class": True})
    seal = placed.seal
    kind, _ = kind_of(seal.ring, centre, seal.shape, star=False)
    update = {"centre": centre, "text": seal.ring + centre, "kind": kind}
    return placed.model_copy(update={"seal": seal.model_copy(update=update)})
