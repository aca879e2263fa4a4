"""Identity numbers that were read too short: a seal's rim or faint print hid the rest.

A number of 15 digits without a valid date is not an old-form number: it has 18 digits of which some
were not seen. It is read again in a box extended by the missing width, on either side. The new
reading counts if the first one is its beginning or its end and its check digit is right; otherwise
the number stays in doubt.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from core.models.document import Document, Field, Reading
from core.models.geometry import Box
from core.models.page import Page, PageKey
from core.numbers.identity import OLD_FORM, is_valid, lengthen
from core.reasons import reason
from core.text.fold import fold, squeeze
from pipeline.reading.ocr.engine import LineReading as Reread

WHOLE = 18  # digits of a number
ROOM = 1.15  # factor on the missing width: characters differ in width
MIN_DIGIT = 0.9  # minimum confidence of each digit of the whole number
UNSEEN = 0.5  # maximum confidence of a number with unseen digits
WHY = reason("value.digits_lost")
_NUMBER = re.compile(r"(?<![0-9])[0-9]{17}[0-9X](?![0-9])")

Again = Callable[[Page, Sequence[Box]], list[dict[str, Reread]]]


def whole_numbers(
    documents: Sequence[Document], pages: Mapping[PageKey, Page], again: Again
) -> list[Document]:
    """The documents, with numbers that were read short completed, or in doubt."""
    wanted: dict[PageKey, list[Box]] = defaultdict(list)
    for document in documents:
        for field in document.fields.values():
            if field.page is not None and field.box is not None and is_cut(field):
                wanted[field.page.key] += _wider(field.box, len(field.value or ""))
    if not wanted:
        return list(documents)
    answers: dict[tuple[PageKey, Box], Reread | None] = {}
    for key, boxes in wanted.items():
        found = again(pages[key], boxes)
        answers |= {(key, b): one.get("again") for b, one in zip(boxes, found, strict=True)}

    def completed(field: Field) -> Field:
        return _completed(field, answers) if is_cut(field) else field

    return [
        document.model_copy(
            update={"fields": {name: completed(field) for name, field in document.fields.items()}}
        )
        for document in documents
    ]


def is_cut(field: Field) -> bool:
    """Whether some digits of an identity number were not seen.

    >>> it = Field(name="x", kind="id_number", value="110105194912310", raw="", confidence=1.0)
    >>> is_cut(it), is_cut(it.model_copy(update={"value": "110105491231002"}))
    (True, False)
    """
    value = field.value or ""
    old = field.kind == "id_number" and OLD_FORM.fullmatch(value) is not None
    return old and not is_valid(lengthen(value))


def _wider(box: Box, read: int) -> list[Box]:
    """The box extended to the right, and to the left, by the missing digits."""
    more = ROOM * box.width * (WHOLE - read) / max(1, read)
    return [
        Box(box.x0, box.y0, min(1.0, box.x1 + more), box.y1),
        Box(max(0.0, box.x0 - more), box.y0, box.x1, box.y1),
    ]


def _completed(field: Field, answers: Mapping[tuple[PageKey, Box], Reread | None]) -> Field:
    assert field.page is not None and field.box is not None and field.value is not None
    found = {
        number: (box, sure)
        for box in _wider(field.box, len(field.value))
        for number, sure in _numbers(answers.get((field.page.key, box)))
        if number.startswith(field.value) or number.endswith(field.value)
    }
    if len(found) != 1:
        trouble = f"{field.trouble}；{WHY}" if field.trouble else WHY
        return field.model_copy(
            update={"confidence": min(field.confidence, UNSEEN), "trouble": trouble}
        )
    [(number, (box, sure))] = found.items()
    reading = Reading(source="again", value=number, confidence=round(sure, 4))
    update = {
        "value": number, "box": box, "confidence": round(min(field.confidence, sure), 4),
        "readings": (*field.readings, reading),
    }  # fmt: skip
    return field.model_copy(update=update)


def _numbers(reading: Reread | None) -> Iterator[tuple[str, float]]:
    """The numbers in a reading whose check digit is right, and their confidence."""
    if reading is None:
        return
    kept = [n for n, letter in enumerate(reading.text) if not letter.isspace()]
    text = "".join(fold(reading.text[n]) for n in kept).upper()
    if len(text) != len(kept) or len(reading.certainty) != len(reading.text):
        return
    for match in _NUMBER.finditer(squeeze(text)):
        sure = min(reading.certainty[n] for n in kept[match.start() : match.end()])
        if sure >= MIN_DIGIT and is_valid(match[0]):
            yield match[0], sure
