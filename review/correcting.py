"""Applying people's corrections to the material of a packet. Pure functions."""

from collections.abc import Sequence
from datetime import date

from core.models.document import Document
from core.models.material import Assumption, Material
from core.reasons import reason
from pipeline.judging import case_of
from review.lapsing import UNREAD, standing
from review.models import Correction
from review.places import put
from validators.facts.roles import assign_roles
from validators.judging.filing import facts_of
from validators.policy import Policy


def corrected(material: Material, corrections: Sequence[Correction], policy: Policy) -> Material:
    """The material with people's corrections applied and roles assigned again, without lapsed ones.

    Papers filed earlier this year belong to the unit that they were looked up for: if a
    correction changes the unit, they do not count.
    """
    corrections = standing(material, corrections)
    if not corrections:
        return material
    for one in corrections:
        if not one.document:
            material = _with_answer(material, one)
    documents = material.documents
    own = [one for one in corrections if one.document]
    if not own:
        return material
    documents = tuple(_corrected(document, own) for document in documents)
    documents = assign_roles(documents, material.application, policy)
    material = material.model_copy(update={"documents": documents})
    return same_unit(material, policy)


def _corrected(document: Document, corrections: Sequence[Correction]) -> Document:
    for one in corrections:
        if one.document == document.id:
            document = put(document, one.field, one.value, keep=one.confirms)
    return document


def _with_answer(material: Material, one: Correction) -> Material:
    """With a person's service or filing day, or with an unread page marked as looked at."""
    if one.field.startswith(UNREAD):
        name = one.field.removeprefix(UNREAD)
        left = tuple(other for other in material.unread if other != name)
        note = Assumption(text=reason("assumed.nothing_in_it", name=name))
        return material.model_copy(update={"unread": left, "assumed": (*material.assumed, note)})
    value = one.value or ""
    if one.field == "service":
        note = Assumption(text=reason("assumed.told_service", service=value), about="service")
        return material.model_copy(update={"service": value, "assumed": _instead(material, note)})
    if one.field == "condition":
        record = material.application.model_copy(update={"condition": int(value)})
        note = Assumption(text=reason("assumed.told_condition", number=value))
        return material.model_copy(
            update={"application": record, "assumed": (*material.assumed, note)}
        )
    note = Assumption(text=reason("assumed.told_day", day=value), about="day")
    day = {"day": date.fromisoformat(value), "day_given": True}
    return material.model_copy(update={**day, "assumed": _instead(material, note)})


def _instead(material: Material, note: Assumption) -> tuple[Assumption, ...]:
    """The assumptions, with this one replacing any other about the same subject."""
    return (*(other for other in material.assumed if other.about != note.about), note)


def same_unit(material: Material, policy: Policy) -> Material:
    """Without earlier filed papers if they were looked up for another unit."""
    before = material.facts
    if before is None or not material.filed:
        return material
    now = facts_of(
        case_of(material, policy), policy, key=material.key, day_given=material.day_given
    )
    if (now.unit_code, now.unit_name) == (before.unit_code, before.unit_name):
        return material
    note = reason("assumed.other_unit")
    return material.model_copy(update={"filed": (), "asides": (*material.asides, note)})
