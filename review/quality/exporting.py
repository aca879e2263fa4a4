"""Anonymised packets: kinds, positions, confidences, and which values people changed.

Nothing from the pages is exported: no value, no line, no file name, no date. Field names are the
program's own.
"""

from collections.abc import Iterator
from typing import Any

from core.models.document import Document
from core.models.material import Material
from review.models import Correction, DeskPacket
from review.places import Place, places
from review.quality.freezing import rule_answers

PLACES = 3  # decimals of a box: about a tenth of a millimetre, too coarse to reveal letters


def anonymised(packet: DeskPacket, number: int) -> dict[str, Any]:
    """The anonymised packet; `number` is its only identifier."""
    material = packet.material
    if material is None:
        return {"packet": number, "documents": [], "answers": []}
    corrections = {(one.document, one.field): one for one in packet.corrections}
    answers = rule_answers(material, packet.corrections)
    return {
        "packet": number,
        "readers": material.engine,
        "edition": material.edition,
        "documents": [_document(one, material, corrections) for one in material.documents],
        "answers": [one.model_dump(mode="json") for one in answers],
    }


def _document(
    document: Document, material: Material, corrections: dict[tuple[str, str], Correction]
) -> dict[str, Any]:
    return {
        "id": document.id,
        "type": document.type,
        "confidence": document.confidence,
        "guesses": [one.model_dump() for one in document.guesses],
        "pages": len(document.pages),
        "grey": document.grey,
        "values": list(_values(document, material, corrections)),
    }


def _values(
    document: Document, material: Material, corrections: dict[tuple[str, str], Correction]
) -> Iterator[dict[str, Any]]:
    numbers = {(sheet.file, sheet.page): n for n, sheet in enumerate(material.sheets)}
    for one in places(document):
        page = numbers.get((one.page.file, one.page.page)) if one.page is not None else None
        yield {
            "field": one.address,
            "kind": one.kind,
            "confidence": one.confidence,
            "read": bool(one.value),
            "page": page,
            "box": [round(value, PLACES) for value in one.box] if one.box else None,
            "sources": _sources(one),
            "person": _person(corrections.get((document.id, one.address))),
        }


def _sources(one: Place) -> list[dict[str, Any]]:
    """The readings of a value, their confidences, and which one was chosen."""
    readings = one.field.readings if one.field is not None else ()
    return [
        {"source": r.source, "confidence": r.confidence, "taken": r.value == one.value}
        for r in readings
    ]


def _person(correction: Correction | None) -> str | None:
    if correction is None:
        return None
    if correction.confirms:
        return "confirmed"
    return "corrected" if correction.value is not None else "nothing there"
