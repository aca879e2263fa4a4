"""Wrapped texts of which only one line was taken, completed from the line above or below.

A name or a discipline wraps to the next line, and the field has one of the two lines: 贸易 of
国际经济与 / 贸易. A confident text of the record or another paper is taken as the whole if the page
itself prints the missing part: at the end of the line directly above, or as the entire line
directly below. The ink is not checked again, and only text that was read there is taken.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from core.models.document import Document, Field
from core.models.geometry import Box, union
from core.models.page import Line, Page, PageKey
from core.text.fold import fold, squeeze
from pipeline.settling.expected import READ, Expected

KINDS = ("company", "text")
MIN_CHARACTERS = 2  # characters of the reading, or of a rest, that is not its entire line
NEAR = 2.2  # heights of the field's line to the middle of the next one
MAX_INDENT = 1.5  # heights: the maximum difference of the two lines' left ends
SURE = 0.9  # minimum confidence of each character of the rest


def with_rests(
    documents: Sequence[Document], expected: Expected, pages: Sequence[Page]
) -> tuple[Document, ...]:
    """The documents, with texts completed that the page itself prints completely."""
    by_key = {page.key: page for page in pages}
    texts = _confident_texts(documents)
    return tuple(
        document.model_copy(
            update={
                "fields": {
                    name: _whole(field, (*_units(field, expected), *texts[name]), by_key)
                    for name, field in document.fields.items()
                }
            }
        )
        for document in documents
    )


def _confident_texts(documents: Sequence[Document]) -> dict[str, tuple[str, ...]]:
    """The confident texts of each field on any paper."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for document in documents:
        for name, field in document.fields.items():
            if field.value is not None and field.kind in KINDS and field.confidence > READ:
                found[name][field.value] = None
    return defaultdict(tuple, {name: tuple(values) for name, values in found.items()})


def _units(field: Field, expected: Expected) -> tuple[str, ...]:
    return expected.units if field.kind == "company" else ()


def _whole(field: Field, words: Sequence[str], pages: Mapping[PageKey, Page]) -> Field:
    """The field with the one word that it forms with the line beside it."""
    value = _flat(field.value or "")
    if field.kind not in KINDS or field.page is None or field.box is None or not value:
        return field
    longer = [w for w in dict.fromkeys(words) if len(_flat(w)) > len(value) and value in _flat(w)]
    lines = pages[field.page.key].lines if longer else ()
    alone = any(_flat(line.text) == value and line.box.overlap(field.box) > 0.5 for line in lines)
    if not alone and len(value) < MIN_CHARACTERS:
        return field
    made = {word: rest for word in longer for rest in _rests(word, value, field.box, lines)}
    if len(made) != 1:
        return field
    [(word, rest)] = made.items()
    update = {"value": word, "raw": word, "box": union([field.box, rest]), "trouble": None}
    return field.model_copy(update=update)


def _rests(word: str, value: str, box: Box, lines: Sequence[Line]) -> Iterator[Box]:
    """Where the rest of a word is, above or below the reading."""
    flat = _flat(word)
    for line in lines:
        apart = (line.box.cy - box.cy) / max(1e-6, box.height)
        if flat.startswith(value) and 0.5 < apart < NEAR and _is_below(line, box):
            if (end := _begins_with(line, flat[len(value) :])) is not None:
                yield line.level(0, end)
        elif flat.endswith(value) and -NEAR < apart < -0.5 and _begins_a_line(box, lines):
            start = _ends_with(line, flat[: -len(value)])
            if start is not None and _flush(line, start, box):
                yield line.level(start)


def _is_below(line: Line, box: Box) -> bool:
    """Whether a line begins below the beginning of the text above it."""
    return abs(line.box.x0 - box.x0) < MAX_INDENT * line.box.height


def _flush(line: Line, start: int, box: Box) -> bool:
    """Whether a text that continues below begins above its continuation, or its line does."""
    height = MAX_INDENT * line.box.height
    return any(abs(at - box.x0) < height for at in (line.box.x0, line.level(start).x0))


def _begins_a_line(box: Box, lines: Sequence[Line]) -> bool:
    """Whether the line has nothing before the reading."""
    level = [line for line in lines if abs(line.box.cy - box.cy) < 0.5 * box.height]
    return any(abs(line.box.x0 - box.x0) < line.box.height for line in level)


def _begins_with(line: Line, rest: str) -> int | None:
    """Where the rest ends if it is the entire line; None if more text follows it."""
    return len(line.text) if _flat(line.text) == rest and line.surety() >= SURE else None


def _ends_with(line: Line, rest: str) -> int | None:
    """Where the rest begins at the end of the line; None if more text precedes it."""
    flat = _flat(line.text)
    if not flat.endswith(rest) or (len(rest) < MIN_CHARACTERS and flat != rest):
        return None
    if flat != rest and flat[-len(rest) - 1].isalnum():
        return None  # the beginning of a longer name
    start = next(
        (n for n in range(len(line.text) - 1, -1, -1) if _flat(line.text[n:]) == rest), None
    )
    return start if start is not None and line.surety(start) >= SURE else None


def _flat(text: str) -> str:
    return squeeze(fold(text))
