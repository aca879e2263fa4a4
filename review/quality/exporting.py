"""Packets without what anybody wrote on them: kinds, places, confidences, what people changed.

Nothing that stands on a page leaves: no value, no line, no name of a file, no day. What a field is
called is the program's own word for it.
"""

from collections.abc import Iterator
from typing import Any

from core.models.document import Document
from core.models.material import Material
from review.models import Correction, Packet
from review.places import Place, places
from review.quality.freezing import answers

PLACES = 3  # decimals of a box: a tenth of a millimetre or so tells nothing of the letters


def bare(packet: Packet, number: int) -> dict[str, Any]:
    """A packet as it may be passed on; `number` is all that it is called by."""
    material = packet.material
    if material is None:
        return {"packet": number, "documents": [], "answers": []}
    told = {(one.document, one.field): one for one in packet.corrections}
    said = answers(material, packet.corrections)
    return {
        "packet": number,
        "readers": material.engine,
        "edition": material.edition,
        "documents": [_document(one, material, told) for one in material.documents],
        "answers": [one.model_dump(mode="json") for one in said],
    }


def _document(
    document: Document, material: Material, told: dict[tuple[str, str], Correction]
) -> dict[str, Any]:
    return {
        "id": document.id,
        "type": document.type,
        "confidence": document.confidence,
        "guesses": [one.model_dump() for one in document.guesses],
        "pages": len(document.pages),
        "grey": document.grey,
        "values": list(_values(document, material, told)),
    }


def _values(
    document: Document, material: Material, told: dict[tuple[str, str], Correction]
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
            "person": _person(told.get((document.id, one.address))),
        }


def _sources(one: Place) -> list[dict[str, Any]]:
    """Which readings were weighed, how sure each was, and whether it is the one that was taken."""
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
