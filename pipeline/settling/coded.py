"""Printed codes corrected by the QR code beside them: O and 0, I and 1 look alike.

A code that differs from the QR code only in such glyphs is replaced by it. Any other difference is
left to the rules.
"""

import re
from collections.abc import Sequence

from core.models.document import Document, Field, Reading
from core.text.alike import GLYPHS
from pipeline.settling.verify import CHECKED

MIN_CODE_CHARACTERS = 10  # characters of a code that is not in a payload by chance
_CODE = re.compile(r"[0-9A-Z]{10,24}")
_RUN = re.compile(r"[0-9A-Z]+")


def by_codes(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, with the printed codes corrected from their QR codes."""
    return tuple(_corrected(document) for document in documents)


def _corrected(document: Document) -> Document:
    if not document.codes:
        return document
    runs = {run for code in document.codes for run in _RUN.findall(code.payload.upper())}
    fields = {name: _as_coded(field, runs) for name, field in document.fields.items()}
    return document.model_copy(update={"fields": fields})


def _as_coded(field: Field, runs: set[str]) -> Field:
    printed = re.sub(r"\s", "", field.value or "").upper()
    if field.kind != "text" or len(printed) < MIN_CODE_CHARACTERS or not _CODE.fullmatch(printed):
        return field
    size, meant = len(printed), printed.translate(GLYPHS)
    held = {
        run[at : at + size]
        for run in runs
        for at in range(len(run) - size + 1)
        if run[at : at + size].translate(GLYPHS) == meant
    }
    if len(held) != 1:
        return field
    code = held.pop()
    reading = Reading(source="code", value=code, confidence=CHECKED)
    update = {
        "value": field.value if code == printed else code,
        "confidence": max(field.confidence, round(CHECKED * field.placed, 4)),
        "readings": (*field.readings, reading),
        "trouble": None,
    }
    return field.model_copy(update=update)
