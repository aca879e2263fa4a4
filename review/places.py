"""Addresses of values in a document, to refer to one of them.

`name` is a field, `rows.2.income` a cell of its table (rows from 0), `seals.0.ring` the text of
a seal, `annotations.0.text` and `annotations.0.signature` a note and who signed it.
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from core.errors import Refused
from core.models.document import Annotation, Document, Field, Kind, PageRef, PlacedSeal, Reading
from core.models.finding import Evidence
from core.models.geometry import Box, to_stored

T = TypeVar("T")


class Place(NamedTuple):
    """A value of a document and its position; `box` is upright."""

    address: str
    kind: Kind
    value: str | None
    confidence: float
    page: PageRef | None
    box: Box | None
    field: Field | None = None


def places(document: Document) -> Iterator[Place]:
    """Every value a person may correct: fields, cells, seals, notes."""
    for name, field in document.fields.items():
        yield _field(name, field)
    for number, row in enumerate(document.rows):
        for name, cell in row.items():
            yield _field(f"rows.{number}.{name}", cell)
    for number, placed in enumerate(document.seals):
        seal = placed.seal
        sure = seal.confidence
        yield Place(f"seals.{number}.ring", "text", seal.ring, sure, placed.page, seal.box)
    for number, note in enumerate(document.annotations):
        name, sure = f"annotations.{number}", note.confidence
        yield Place(f"{name}.text", "text", note.text, sure, note.page, note.box)
        yield Place(
            f"{name}.signature", "person", note.signature, note.signature_confidence,
            note.page, note.signature_box or note.box,
        )  # fmt: skip


def of_evidence(document: Document, evidence: Evidence) -> list[str]:
    """The addresses of the values that a finding's evidence shows; empty for a whole page.

    Evidence names a cell without its row, and a seal or note by its kind only: the position tells
    which one it is.
    """
    return [
        one.address
        for one in places(document)
        if one.page is not None
        and evidence.field in names_of(one.address)
        and stored(one) == evidence.box
    ]


def names_of(address: str) -> tuple[str, ...]:
    """The names that a finding's evidence may use for the value at that address."""
    head, _, rest = address.partition(".")
    if head == "rows":
        return (address, f"rows.{rest.partition('.')[2]}")
    called = {"seals": "seals", "annotations": "annotation"}.get(head)
    return (called,) if called and rest else (address,)


def stored(one: Place) -> Box | None:
    """Its box in stored coordinates, as findings have it."""
    if one.box is None or one.page is None:
        return None
    return to_stored(one.box, one.page.rotation).rounded()


def place(document: Document, address: str) -> Place:
    """The value at that address; raises Refused if there is none."""
    found = next((one for one in places(document) if one.address == address), None)
    if found is None:
        raise Refused(
            "no_such_field", f"{document.id} 中没有 {address}", f"{document.id} has no {address}"
        )
    return found


def has(document: Document, address: str) -> bool:
    """Whether there is a value at that address."""
    return any(one.address == address for one in places(document))


def put(document: Document, address: str, value: str | None, *, keep: bool = False) -> Document:
    """The document with a person's value at that address; None means that the place is empty.

    The position on the page stays as evidence. With `keep` the printed text stays too, because
    the reading was correct.
    """
    head, _, rest = address.partition(".")
    if not rest:
        fields = {**document.fields, head: _with_value(document.fields[head], value, keep)}
        return document.model_copy(update={"fields": fields})
    number, _, name = rest.partition(".")
    at = int(number)
    if head == "rows":
        row = document.rows[at]
        rows = _replaced(document.rows, at, {**row, name: _with_value(row[name], value, keep)})
        return document.model_copy(update={"rows": rows})
    if head == "seals":
        seals = _replaced(document.seals, at, _sealed(document.seals[at], value))
        return document.model_copy(update={"seals": seals})
    notes = _replaced(document.annotations, at, _noted(document.annotations[at], name, value))
    return document.model_copy(update={"annotations": notes})


def _field(address: str, field: Field) -> Place:
    return Place(address, field.kind, field.value, field.confidence, field.page, field.box, field)


def _with_value(field: Field, value: str | None, keep: bool) -> Field:
    return field.model_copy(
        update={
            "value": value,
            "raw": field.raw if keep and field.raw else value or "",
            "confidence": 1.0,
            "presence": "absent" if value is None else "present",
            "readings": (Reading(source="person", value=value, confidence=1.0),),
            "trouble": None,
        }
    )


def _sealed(placed: PlacedSeal, value: str | None) -> PlacedSeal:
    seal, ring = placed.seal, value or ""
    update = {"ring": ring, "text": ring + seal.centre, "confidence": 1.0 if ring else 0.0}
    return placed.model_copy(update={"seal": seal.model_copy(update=update)})


def _noted(note: Annotation, name: str, value: str | None) -> Annotation:
    if name == "text":
        return note.model_copy(update={"text": value or "", "confidence": 1.0})
    update = {"signature": value, "signature_confidence": 1.0, "readings": ()}
    return note.model_copy(update=update)


def _replaced(items: tuple[T, ...], at: int, new: T) -> tuple[T, ...]:
    return (*items[:at], new, *items[at + 1 :])
