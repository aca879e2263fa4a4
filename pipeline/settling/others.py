"""Doubtful texts, and long numbers, compared with the packet's other papers.

A school, an office or a discipline is on two papers; a unit's or a person's name on many. If one of
them is doubtful, or was read incompletely (某理工大), the ink is checked for the texts of the
others: in a wider box if characters are missing at an end. A long number without a check digit that
differs from another paper's, or the record's, in one or two digits is checked for both numbers,
whatever its confidence. Only a text that fits replaces the reading.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from core.models.document import SIGNATURE, Document, Field, Reading
from core.models.geometry import Box
from core.models.page import Page
from core.text.alike import edits, nearest
from core.text.fold import fold, squeeze
from pipeline.settling.expected import FITS, FITTED, READ, Expected, Fit, Ink, best_of
from pipeline.settling.fitting import MEANT, OPEN, PRINTED, SLIPS
from pipeline.settling.verify import DIFFERENT

HALF = 0.5  # of a word: the minimum part read if its line was read short
LINE = 1.3  # heights of the box: the distance to the next line of a cell
ROOM = 1.15  # factor on the missing width by which the box grows
LIKELIER = 3.0  # the other number must fit this many times better than the one that was read
_NUMBER = re.compile(r"[A-Z]{0,4}[0-9]{10,}")

Told = Mapping[str, frozenset[str]]


class WordCheck(NamedTuple):
    """A word and the box to check it in."""

    word: str
    box: Box


def fit_others(
    documents: Sequence[Document], expected: Expected, pages: Sequence[Page], fit: Fit
) -> tuple[Document, ...]:
    """The documents, with doubtful texts and long numbers compared with the other papers."""
    ink = Ink({page.key: page for page in pages}, fit)
    texts = _confident_texts(documents)
    return tuple(
        document.model_copy(
            update={
                "fields": {
                    name: _settled(field, expected, texts, ink)
                    for name, field in document.fields.items()
                }
            }
        )
        for document in documents
    )


def _confident_texts(documents: Sequence[Document]) -> Told:
    """The confident texts of each field on any paper, and every long number."""
    found: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for name, field in document.fields.items():
            if field.value is None or field.kind not in ("company", "text", "phone"):
                continue
            if _is_number(field) or field.confidence > READ:
                found[name].add(field.value)
    return {name: frozenset(values) for name, values in found.items()}


def _is_number(field: Field) -> bool:
    return (
        field.kind in ("text", "phone")
        and _NUMBER.fullmatch(squeeze(field.value or "")) is not None
    )


def _settled(field: Field, expected: Expected, texts: Told, ink: Ink) -> Field:
    if field.value is None or field.page is None or field.box is None:
        return field
    if _is_number(field):
        others = texts.get(field.name, frozenset()).union(expected.numbers)
        return _number(field, others, ink)
    if field.confidence > READ or field.kind not in ("company", "text", "person"):
        return field
    return _text(field, expected, texts, ink)


def _number(field: Field, others: frozenset[str], ink: Ink) -> Field:
    """A long number similar to another one: the ink decides which of the two it is."""
    value = field.value or ""
    near = sorted(n for n in others if len(n) == len(value) and 0 < edits(n, value) <= SLIPS)
    if not near or field.page is None or field.box is None:
        return field
    own, *fits = ink.against(field.page, field.box, [value, *near]) or [None]
    best = max(fits, key=lambda one: one.confidence, default=None)
    if own is None or best is None or best.confidence < OPEN:
        return field
    field = field.model_copy(update={"readings": (*field.readings, own, *fits)})
    if best.confidence >= PRINTED and best.confidence >= LIKELIER * own.confidence:
        return _saying(field, best)
    return field.model_copy(update={"confidence": min(field.confidence, DIFFERENT)})


def _text(field: Field, expected: Expected, texts: Told, ink: Ink) -> Field:
    """A doubtful text replaced by the text of others, if that fits."""
    assert field.page is not None
    signed, short = field.name.endswith(SIGNATURE), False
    best_of_word: dict[str, Reading] = {}
    for asked in _asked(field, expected, texts):
        short = short or asked.box != field.box
        for one in ink.against(field.page, asked.box, [asked.word]):
            known = best_of_word.get(asked.word)
            if known is None or known.confidence < one.confidence:
                best_of_word[asked.word] = one
    fits = list(best_of_word.values())
    # An incomplete reading is the exact beginning or end of the word.
    best = best_of(fits, field.value, FITS if signed or short else PRINTED)
    best = best or _reread(field, fits)
    if not fits:
        return field
    field = field.model_copy(update={"readings": (*field.readings, *fits)})
    return field if best is None else _saying(field, best)


def _asked(field: Field, expected: Expected, texts: Told) -> Iterator[WordCheck]:
    """The candidate words: similar, or longer at one end than the reading."""
    assert field.box is not None
    value = squeeze(fold(field.value or ""))
    known = {reading.value for reading in field.readings if reading.source == "fit"}
    units = expected.units if field.kind == "company" else ()
    words = dict.fromkeys((*units, *sorted(texts.get(field.name, frozenset()))))
    if field.kind == "person":
        words = dict.fromkeys(expected.persons)
    for word in words:
        flat = squeeze(fold(word))
        if boxes := _wider(field.box, value, flat):
            yield from (WordCheck(word, box) for box in boxes)
        elif field.kind != "person" and word not in known and nearest(flat, value):
            yield WordCheck(word, field.box)


def _wider(box: Box, value: str, word: str) -> tuple[Box, ...]:
    """The box extended by the unread part of a word; empty if not just one end is missing.

    To the side, or by a line: the word may wrap in its cell.
    """
    missing = len(word) - len(value)
    if missing <= 0 or len(value) < max(2, HALF * len(word)):
        return ()
    more, line = ROOM * box.width * missing / len(value), LINE * box.height
    if word.startswith(value):
        return (
            Box(box.x0, box.y0, min(1.0, box.x1 + more), box.y1),
            Box(box.x0, box.y0, box.x1, min(1.0, box.y1 + line)),
        )
    if word.endswith(value):
        return (
            Box(max(0.0, box.x0 - more), box.y0, box.x1, box.y1),
            Box(box.x0, max(0.0, box.y0 - line), box.x1, box.y1),
        )
    return ()


def _reread(field: Field, fits: Sequence[Reading]) -> Reading | None:
    """The word that the second reading has too: then a weaker fit to the ink is enough.

    Not for a person's name: a similar character makes it another person's.
    """
    again = {reading.value for reading in field.readings if reading.source == "again"}
    agreed = [one for one in fits if one.confidence >= MEANT and one.value in again]
    return agreed[0] if len(agreed) == 1 and field.kind != "person" else None


def _saying(field: Field, best: Reading) -> Field:
    sure = round(FITTED * field.placed, 4)
    return field.model_copy(update={"value": best.value, "confidence": sure, "trouble": None})
