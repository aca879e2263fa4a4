"""Doubtful names compared with the expected names: asks "does it say this?", not "what does it
say?".

Free reading of handwriting, and of a rare name in small type, is poor. If the names that should be
in a note, at a signature or in a field are known, the recogniser checks how well each fits the ink.
A name that fits replaces what was read in its place; a name that does not changes nothing, so a
paper about another person stays one. The original reading is kept too.
"""

from collections.abc import Sequence

from core.models.document import NOTE, SIGNATURE, Document, Field, Reading
from core.models.page import Page
from core.text.alike import edits, look_alike, nearest
from core.text.fold import squeeze
from pipeline.settling.expected import FITS, FITTED, READ, Expected, Fit, Ink, best_of
from pipeline.settling.notefit import fitted_note
from pipeline.settling.verify import DIFFERENT, passes_check

PRINTED = 0.5  # as FITS, for a name in a field; it must also be similar to the reading
SLIPS = 2  # characters in which a misread number may differ from the one expected
OPEN = 0.01  # above this a number with a wrong check digit may be the expected one
MEANT = 0.1  # and above this it is: absent text fits ten times worse
TORN = (17, 19)  # characters of a code that lost one character, or has one twice
NUMBERED = ("id_number", "credit_code")
SPELT = 0.9  # confidence of a name spelt by free readings that fits at least MEANT


def fit_expected(
    documents: Sequence[Document], expected: Expected, pages: Sequence[Page], fit: Fit
) -> tuple[Document, ...]:
    """The documents, with their notes and doubtful names compared with the expected names.

    `fit` gives how well each word fits in a box on a page, 0 to 1.
    """
    if not expected:
        return tuple(documents)
    ink = Ink({page.key: page for page in pages}, fit)
    return tuple(_fitted(document, expected, ink) for document in documents)


def _fitted(document: Document, expected: Expected, ink: Ink) -> Document:
    notes = tuple(fitted_note(it, expected, ink) for it in document.annotations)
    texts = {old.text: new.text for old, new in zip(document.annotations, notes, strict=True)}
    fields = {
        name: field.model_copy(update={"value": texts[field.value]})
        if name == NOTE and field.value in texts
        else _number(field, expected, ink)
        if field.kind in NUMBERED
        else _name(field, expected, ink)
        for name, field in document.fields.items()
    }
    return document.model_copy(update={"annotations": notes, "fields": fields})


def _name(field: Field, expected: Expected, ink: Ink) -> Field:
    """A doubtful name or signature, replaced by the expected one that fits."""
    words = expected.units if field.kind == "company" else expected.persons
    signed = field.name.endswith(SIGNATURE)
    if field.kind not in ("person", "company"):
        return field
    if field.presence != "present" and not (signed and field.presence == "unclear"):
        return field
    if field.page is None or field.box is None or (field.value is None and not signed):
        return field
    if field.confidence > READ:
        return _doubted(field, words, ink)
    was = field.value
    near = words if signed else [w for w in words if nearest(w, was or "")]
    fits = ink.against(field.page, field.box, near)
    field = field.model_copy(update={"readings": (*field.readings, *fits)})
    best, held = best_of(fits, field.value, FITS if signed else PRINTED), FITTED
    if best is None and field.kind == "person":
        best, held = _spelt(field, fits), SPELT
    if best is None:
        return field
    sure = max(round(held * field.placed, 4), field.confidence if best.value == was else 0.0)
    found = {"value": best.value, "confidence": sure, "trouble": None, "presence": "present"}
    return field.model_copy(update=found)


def _spelt(field: Field, fits: Sequence[Reading]) -> Reading | None:
    """The one name that may fit the ink and whose characters all occur in free readings.

    Either one reading has it, or two readings miss different characters of it: 田楠乾 and 回楠晓
    give 田楠晓. A similar name that is really on the paper is not spelt by any of them.
    """
    read = [one for one in field.readings if one.source != "fit" and one.value]
    if not read and field.value:
        read = [Reading(source="page", value=field.value, confidence=field.confidence)]
    likely = [one for one in fits if one.confidence >= MEANT]
    found = [one for one in likely if is_spelt(one.value or "", read)]
    return found[0] if len(found) == len(likely) == 1 else None


def is_spelt(word: str, read: Sequence[Reading]) -> bool:
    """Whether each character of a word is at its place in a reading.

    Each of them differs in one character at most, and none that is surer has a look-alike there.

    >>> one, other = (Reading(source="page", value=v, confidence=0.6) for v in ("田楠乾", "回楠晓"))
    >>> is_spelt("田楠晓", [one, other]), is_spelt("田楠晓", [one, one])
    (True, False)
    """
    near = [
        (one.value, one.confidence)
        for one in read
        if one.value and len(one.value) == len(word) and edits(one.value, word) <= 1
    ]
    for n, letter in enumerate(word):
        sure = max((sure for text, sure in near if text[n] == letter), default=None)
        if sure is None or any(sure <= s and look_alike(t[n], letter) for t, s in near):
            return False
    return bool(near)


def _doubted(field: Field, words: Sequence[str], ink: Ink) -> Field:
    """A confident name, put in doubt if it may be an expected one that differs in one character.

    Two readings of a character that is half under a seal make the same error.
    """
    assert field.page is not None and field.box is not None
    value = field.value or ""
    near = [] if value in words else [word for word in words if edits(word, value) == 1]
    fits = ink.against(field.page, field.box, near)
    if all(one.confidence < OPEN for one in fits):
        return field
    sure = min(field.confidence, DIFFERENT)
    return field.model_copy(update={"confidence": sure, "readings": (*field.readings, *fits)})


def _number(field: Field, expected: Expected, ink: Ink) -> Field:
    """A number with a wrong check digit, compared with the expected one.

    It was misread, or it is wrong on the paper. If the expected number fits the ink as well, it is
    taken; if it only may fit, the number stays in doubt. One that lacks a character is treated
    alike.
    """
    torn = field.value is None
    value = squeeze(field.raw) if torn else field.value or ""
    wrong = passes_check(field.kind, value) is False or (torn and len(value) in TORN)
    if field.page is None or field.box is None or not wrong:
        return field
    near = [n for n in expected.numbers if 0 < edits(n, value) <= SLIPS]
    fits = ink.against(field.page, field.box, near)
    best = max(fits, key=lambda reading: reading.confidence, default=None)
    if best is None or best.confidence < OPEN:
        return field
    field = field.model_copy(update={"readings": (*field.readings, *fits)})
    if best.confidence < MEANT or (torn and best.confidence < FITS):
        return field.model_copy(update={"confidence": min(field.confidence, DIFFERENT)})
    sure = round(FITTED * field.placed, 4)
    return field.model_copy(
        update={
            "value": best.value, "confidence": sure, "trouble": None, "presence": "present",
        }
    )  # fmt: skip
