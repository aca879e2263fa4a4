"""Rings of seals held against the names that may stand on them.

A ring is the hardest text of a packet: bent, faint, over print. What it should say is often
known: the unit's name, or that of an office or school which the same paper prints. A name
near to what was read that fits the ink takes its place; one that does not changes nothing,
so that another unit's seal stays another's.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence

from pipeline.fitting import Expected
from pipeline.models.document import Document, PlacedSeal
from pipeline.models.geometry import Box
from pipeline.models.page import Page
from pipeline.text.alike import edits
from pipeline.text.fold import squeeze

FITS = 0.2  # every column of the name at least this likely, of the likeliest's 1
HELD = 0.93  # what a ring is held with that a name fits
SURE = 0.985  # a ring read more surely than this is not asked about
NEAR = 0.45  # of the name's length: how many characters may be read wrong or not at all
SHORTEST = 4  # of a name

FitRings = Callable[[Page, Sequence[Box], Sequence[tuple[str, ...]]], Sequence[Sequence[float]]]


def fit_seals(
    documents: Sequence[Document], expected: Expected, pages: Sequence[Page], fit: FitRings
) -> tuple[Document, ...]:
    """The documents, with doubtful rings that an expected name fits put right."""
    by_ref = {(page.file, page.number): page for page in pages}
    asked: dict[tuple[str, int], dict[Box, tuple[str, ...]]] = defaultdict(dict)
    for document in documents:
        for placed in document.seals:
            if words := _words(placed, document, expected):
                page = (placed.page.file, placed.page.page)
                known = asked[page].get(placed.seal.box, ())
                asked[page][placed.seal.box] = tuple(dict.fromkeys((*known, *words)))
    answers: dict[tuple[str, int, Box], dict[str, float]] = {}
    for ref, boxes in asked.items():
        found = fit(by_ref[ref], list(boxes), list(boxes.values()))
        for (box, words), fits in zip(boxes.items(), found, strict=True):
            answers[(*ref, box)] = dict(zip(words, fits, strict=False))
    return tuple(
        document.model_copy(
            update={"seals": tuple(_settled(placed, answers) for placed in document.seals)}
        )
        for document in documents
    )


def _words(placed: PlacedSeal, document: Document, expected: Expected) -> tuple[str, ...]:
    """The names that may be meant by a doubtful ring: near what was read of it."""
    seal = placed.seal
    if seal.shape not in ("round", "oval") or seal.confidence > SURE:
        return ()
    printed = (
        field.value
        for field in document.fields.values()
        if field.kind == "company" and field.value is not None
    )
    names = dict.fromkeys((*expected.units, *printed))
    return tuple(
        name
        for name in names
        if len(name) >= SHORTEST and edits(_flat(seal.ring), _flat(name)) <= NEAR * len(name)
    )


def _settled(
    placed: PlacedSeal, answers: dict[tuple[str, int, Box], dict[str, float]]
) -> PlacedSeal:
    """The seal with the one name on its ring that fits best, where any fits."""
    seal = placed.seal
    fits = answers.get((placed.page.file, placed.page.page, seal.box), {})
    word, likely = max(fits.items(), key=lambda item: item[1], default=("", 0.0))
    if likely < FITS:
        return placed
    ring = word.replace("(", "（").replace(")", "）")
    update = {
        "ring": ring,
        "text": ring + seal.centre,
        "confidence": max(HELD, seal.confidence if _flat(ring) == _flat(seal.ring) else 0.0),
    }
    return placed.model_copy(update={"seal": seal.model_copy(update=update)})


def _flat(text: str) -> str:
    return squeeze(text).replace("(", "").replace(")", "")
