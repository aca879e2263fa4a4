"""Second readings: unsure values that decide a verdict are read again and settled.

A value is read again from the enlarged crop if the first reading is unsure or fails its check
digit: by the same engine on another picture of it, and for numbers by an independent engine if one
is installed. Different readings make the field doubtful; nothing is guessed.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from core.models.document import SIGNATURE, Document, Field, Kind, Reading
from core.models.geometry import Box
from core.models.page import Page, PageKey
from core.numbers.credit_code import is_valid as code_is_valid
from core.numbers.identity import is_valid as id_is_valid
from core.reasons import reason
from core.text.fold import squeeze
from core.text.strings import value_of
from pipeline.reading.ocr.engine import LineReading as Reread
from pipeline.settling.cut import Again, whole_numbers
from pipeline.settling.pieces import joined, places_of

DECISIVE: frozenset[Kind] = frozenset(
    {"id_number", "credit_code", "date", "month", "amount", "person", "company", "phone"}
)
NUMERIC = DECISIVE - {"person", "company"}
SURE = 0.95  # a first reading above this, with a right check digit, is not read again
CEILING = 0.985  # maximum confidence without a text layer or check digit
CHECKED = 0.999  # maximum with a check digit
DIFFERENT = 0.5  # maximum confidence of a value whose readings differ
DISPUTED = 0.85  # maximum if one reading agrees and another with higher confidence does not
HEARD = 0.6  # a second reading with less confidence contradicts nothing
CLEARER = 0.2  # a second reading must be this much more confident to be shown instead of the first
AGAIN_WORTH = 0.9  # how far an agreeing reading by the same engine can be trusted
CHECK_GAIN = 10.0  # a wrong number passes its check digit once in about ten

_FEN = re.compile(r"(?<=[0-9])[,:;·](?=[0-9]{2}(?![0-9]))")  # misreadings of the point before fen
STROKES = " _-—|[]:."  # how the stroke under a blank, or a box around it, is read
WORD = re.compile(r"[㐀-鿿]{1,4}")
NO_FORM = re.compile(r"有[^限]公司|[^有]限公司|有限[^公责合]司")

Worths = Mapping[str, float]


def verify(
    documents: Sequence[Document], pages: Sequence[Page], again: Again, worth: float = 0.0
) -> list[Document]:
    """The documents with unsure values settled. `again` reads boxes of a page once more.

    `worth`: how far an agreeing second reader can be trusted.
    """
    by_ref = {page.key: page for page in pages}
    documents = whole_numbers(documents, by_ref, again)
    wanted: dict[PageKey, dict[Box, None]] = defaultdict(dict)
    places: dict[tuple[PageKey, Box], tuple[Box, ...]] = {}
    for document in documents:
        for field in _fields(document):
            asked = _unsure(field) or _maybe_filled(field)
            if asked and field.page is not None and field.box is not None:
                key = field.page.key
                places[key, field.box] = parts = places_of(field, by_ref[key])
                wanted[key].update(dict.fromkeys(parts))
    answers: dict[PageKey, dict[Box, dict[str, Reread]]] = {}
    for key, boxes in wanted.items():
        answers[key] = dict(zip(boxes, again(by_ref[key], list(boxes)), strict=True))

    def settled(field: Field) -> Field:
        place = (field.page.key, field.box) if field.page and field.box else None
        answer = joined(places[place], answers[place[0]]) if place in places else {}
        if _maybe_filled(field):
            return filled(field, answer)
        if place is None or not _unsure(field):
            return _plausible(checked(field))
        return _plausible(settle(field, answer, worth))

    return [
        document.model_copy(
            update={
                "fields": {n: settled(f) for n, f in document.fields.items()},
                "rows": tuple({n: settled(f) for n, f in row.items()} for row in document.rows),
            }
        )
        for document in documents
    ]


def _fields(document: Document) -> list[Field]:
    return [*document.fields.values(), *(f for row in document.rows for f in row.values())]


def passes_check(kind: Kind, value: str) -> bool | None:
    """Whether the value's own check digit is right; None for kinds without one."""
    if kind == "id_number" and len(value) == 18 and "*" not in value:
        return id_is_valid(value)
    if kind == "id_number" and len(value) != 18:
        return None
    if kind == "credit_code" and len(value) == 18:
        return code_is_valid(value)
    return None


def _unsure(field: Field) -> bool:
    if field.value is None or field.kind not in DECISIVE:
        return False
    return field.confidence < SURE or passes_check(field.kind, field.value) is False


def _maybe_filled(field: Field) -> bool:
    """Whether a place counts as empty for what was read there: the stroke to write on."""
    stroke = bool(field.raw.strip()) and not field.raw.strip(STROKES)
    empty = field.value is None and field.presence == "absent"
    return empty and stroke and not field.name.endswith(SIGNATURE)


def filled(field: Field, answer: dict[str, Reread]) -> Field:
    """A place taken for empty, with what the second reading finds on its stroke.

    The recogniser reads a lone character on a long stroke as the stroke. Of free text only a word
    counts: anything else may be part of a line beside it.
    """
    again = answer.get("again")
    if again is None:
        return field
    text = again.text.strip(STROKES)
    value = value_of(field.kind, text)
    if value is None or (field.kind == "text" and WORD.fullmatch(text) is None):
        return field
    confidence = round(min(again.confidence, CEILING), 4)
    reading = Reading(source="again", value=value, confidence=confidence)
    update = {
        "value": value, "raw": text, "confidence": confidence, "presence": "present",
        "trouble": None, "readings": (reading,),
    }  # fmt: skip
    return field.model_copy(update=update)


def checked(field: Field) -> Field:
    """A sure first reading, with more confidence if its check digit is right."""
    if field.value is None or _rival_layer(field) is not None:
        return field
    confidence = field.confidence
    ceiling = CEILING
    if any(r.source == "layer" for r in field.readings) and field.trouble is None:
        ceiling = CHECKED
    if passes_check(field.kind, field.value):
        confidence, ceiling = 1 - (1 - confidence) / CHECK_GAIN, CHECKED
    return field.model_copy(update={"confidence": round(min(confidence, ceiling), 4)})


def settle(field: Field, answer: dict[str, Reread], worth: float = 0.0) -> Field:
    """The field after its second readings; `worth` is the second reader's.

    A reading that agrees raises the confidence; a number with a wrong check digit is replaced by a
    reading with a right one; other differences leave the field doubtful.
    """
    assert field.value is not None
    first = Reading(source="page", value=field.value, confidence=field.confidence)
    readings = [*field.readings] or [first]
    for source in ("again", "second"):
        if source in answer and (source == "again" or field.kind in NUMERIC):
            reading = answer[source]
            value = _value(field, reading.text)
            readings.append(
                Reading(source=source, value=value, confidence=round(reading.confidence, 4))
            )
    field = field.model_copy(update={"readings": tuple(readings)})
    others = [r for r in readings if r.source in ("again", "second") and r.value]
    if (layer := _rival_layer(field)) is not None:
        return _disputed(field, layer, others)
    worths = {"again": AGAIN_WORTH, "second": worth}
    if _has_check(field):
        return _with_check(field, others, worths)
    return _without_check(field, others, worths)


def _rival_layer(field: Field) -> Reading | None:
    """The text layer's value, if it differs from the page's."""
    found = next((r for r in field.readings if r.source == "layer"), None)
    return found if found is not None and found.value != field.value else None


def _disputed(field: Field, layer: Reading, others: Sequence[Reading]) -> Field:
    """The layer's value if the page says so on a second reading; else the dispute remains.

    A right check digit does not end it: the paper and its file may both have one.
    """
    assert field.value is not None
    backed = any(r.value == layer.value for r in others)
    if backed and not passes_check(field.kind, field.value):
        return field.model_copy(update={"value": layer.value, "confidence": 0.97, "trouble": None})
    return field.model_copy(update={"confidence": min(field.confidence, DIFFERENT)})


def _has_check(field: Field) -> bool:
    return field.value is not None and passes_check(field.kind, field.value) is not None


def _value(field: Field, text: str) -> str | None:
    """The second reading's value; for names, the first value if the crop has it too."""
    if field.kind in ("person", "company"):
        flat = squeeze(text)
        wanted = squeeze(field.raw)
        if wanted and wanted in flat:
            return field.value
    if field.kind == "amount":
        text = _FEN.sub(".", text)
    return value_of(field.kind, text)


def _with_check(field: Field, others: Sequence[Reading], worths: Worths) -> Field:
    assert field.value is not None
    valid = passes_check(field.kind, field.value)
    agreeing = [r for r in others if r.value == field.value]
    better = [r for r in others if r not in agreeing and passes_check(field.kind, r.value or "")]
    if better and (valid or agreeing):  # two valid numbers, or two readings of the wrong one
        return _doubtful(field, better[0])
    if valid:
        return _agreed(field, agreeing, others, worths, CHECKED, CHECK_GAIN)
    if better and len({r.value for r in better}) == 1 and _one_slip(field.value, better[0].value):
        confidence = max(r.confidence for r in better)
        sure = 0.97 if len(better) > 1 else min(0.93, confidence)
        return field.model_copy(
            update={"value": better[0].value, "confidence": round(sure, 4), "trouble": None}
        )
    return _agreed(field, agreeing, others, worths, 0.98, 1.0)


def _one_slip(a: str, b: str | None) -> bool:
    if b is None or len(a) != len(b):
        return False
    return sum(x != y for x, y in zip(a, b, strict=True)) <= 2


def _without_check(field: Field, others: Sequence[Reading], worths: Worths) -> Field:
    agreeing = [r for r in others if r.value == field.value]
    return _agreed(field, agreeing, others, worths, CEILING, 1.0)


def _plausible(field: Field) -> Field:
    """Marks as doubtful a unit with a legal form that does not exist (有很公司), or an address to
    which a 、 was added that was not read.
    """
    if field.kind == "company" and NO_FORM.search(field.value or ""):
        confidence = min(field.confidence, DIFFERENT)
        return field.model_copy(update={"confidence": confidence})
    if field.kind == "address" and (field.value or "").count("、") > field.raw.count("、"):
        return field.model_copy(update={"confidence": min(field.confidence, DIFFERENT)})
    return field


def _agreed(
    field: Field,
    agreeing: Sequence[Reading],
    others: Sequence[Reading],
    worths: Worths,
    ceiling: float,
    gain: float,
) -> Field:
    """The field whose readings agree, or differ; `gain` is the value of its check digit."""
    doubt = (1 - field.confidence) / gain
    for reading in agreeing:
        doubt *= 1 - worths[reading.source] * reading.confidence
    confidence = min(ceiling, 1 - doubt)
    rivals = [r for r in others if r.source == "again" and r.value not in (None, field.value)]
    rival = next((r for r in rivals if r.confidence > HEARD), None)
    if rival is None or gain > 1.0:
        trouble = None if agreeing else field.trouble
        return field.model_copy(update={"confidence": round(confidence, 4), "trouble": trouble})
    if agreeing:
        held = confidence if rival.confidence <= field.confidence else min(confidence, DISPUTED)
        return field.model_copy(update={"confidence": round(held, 4), "trouble": None})
    return _doubtful(field, rival)


def _doubtful(field: Field, rival: Reading) -> Field:
    """Two readings differ: the much surer one is shown, and neither is relied on."""
    update: dict[str, object] = {
        "confidence": round(min(field.confidence, DIFFERENT), 4),
        "trouble": reason("value.two_readings", one=field.value, another=rival.value),
    }
    if rival.confidence > field.confidence + CLEARER:
        update |= {"value": rival.value, "confidence": DIFFERENT}
    return field.model_copy(update=update)
