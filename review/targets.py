"""Targets of corrections: the reading there, and the value after the correction."""

from datetime import date

from core.errors import Refused
from core.models.document import Document
from core.models.material import Material
from review.lapsing import UNREAD
from review.places import has, place
from review.values import normalised
from validators.ground.case import CONDITIONS
from validators.judging.edition import open_edition


def weighed(
    material: Material, document: str, field: str, typed: str | None, confirms: bool
) -> tuple[str | None, float, str | None]:
    """The reading, its confidence, and the new value."""
    if not document:
        return _of_packet(material, field, typed or "")
    found = place(check_address(material, document), field)
    value = typed if confirms or typed is None else normalised(found.kind, typed)
    return found.value, found.confidence, value


def _of_packet(material: Material, field: str, typed: str) -> tuple[str | None, float, str | None]:
    if field.startswith(UNREAD):
        name = field.removeprefix(UNREAD)
        if name not in material.unread:
            raise Refused(
                "no_such_field", f"{name} 不在未能识读之列", f"{name} is none that was not read"
            )
        return name, 0.0, None
    if field == "submission_date":
        day = normalised("date", typed)
        try:
            date.fromisoformat(day)
        except ValueError:
            raise Refused(
                "value", "日期应为 2019-03-05", "a date must be YYYY-MM-DD, as 2019-03-05"
            ) from None
        return material.day.isoformat(), 0.0, day
    if field == "condition":
        if typed not in {str(number) for number in CONDITIONS}:
            raise Refused("value", "没有这项条件", "no such condition")
        known = material.application.condition
        return str(known) if known is not None else None, 0.0, typed
    if field != "service":
        raise Refused("no_such_field", f"没有 {field}", f"no field {field}")
    if typed not in {service.id for service in open_edition(material.edition).services}:
        raise Refused("value", "没有这项业务", "no such service")
    return material.service, 0.0, typed


def secret(material: Material, document: str, field: str, *, gone: bool = False) -> bool:
    """Whether the value is an identity number; assumed if the place is `gone`."""
    if not document:
        return False
    if gone and not any(one.id == document and has(one, field) for one in material.documents):
        return True
    return place(check_address(material, document), field).kind == "id_number"


def target(document: str, field: str) -> str:
    """The address in the form that the audit uses."""
    return f"{document or 'packet'}.{field}"


def check_address(material: Material, document: str) -> Document:
    """The document with that id; raises Refused if there is none."""
    found = next((one for one in material.documents if one.id == document), None)
    if found is None:
        raise Refused("no_such_document", f"没有材料 {document}", f"no document {document}")
    return found
