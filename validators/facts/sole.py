"""A name whose field was not found, on a paper that names nobody else.

If the unit's name is printed on it and no other unit's, the owner is clear without the field. The
same holds for a person's name on a paper with one holder. If another name is present, the field
stays unread: it never becomes sure just to remove a difference.
"""

import re

from core.models.document import Document, Field, Kind, PlacedLine
from core.text.values.units import FORMS, has_form, names_in
from validators.facts.parties import Party
from validators.facts.whose import UNIT_CODES
from validators.ground.compare import agrees
from validators.ground.elsewhere import by_itself, folded, own_lines, standing
from validators.ground.look import Value, look
from validators.policy import Policy

ONE_PERSONS = frozenset(
    ("graduation_certificate", "degree_certificate", "chsi_registration_form",
     "education_verification_report", "degree_verification_report", "degree_online_report",
     "overseas_degree_certification", "professional_title_certificate",
     "vocational_qualification_certificate", "social_insurance_record", "iit_tax_list",
     "iit_tax_record", "residence_permit_card", "permit_confirmation", "id_card",
     "household_register_cover")
)  # fmt: skip
"""Papers that name only their holder, apart from an official's signature."""
DOUBT = 0.6
"""A less sure field position may be another field's."""
LONG = 6
"""Minimum characters of a unit's name; shorter words are generic: 用人单位, 申请公司."""
OFFICES = ("局", "委员会", "派出所")
"""Issuing offices are named on everybody's papers."""
_FORM = re.compile(rf"(?:{FORMS})(?:\([^()]*\))?")
"""A legal form alone, as a licence prints it: 有限责任公司(自然人独资)."""


def unit_on(document: Document, name: str, unit: Party, policy: Policy) -> Value:
    """A unit's name on a paper: as read, or the unit's if no other unit is named there.

    A surely empty field stays empty, and a sure name stays unchanged.
    """
    value = look(document, name, policy)
    if value.sure or value.state == "absent" or not unit.name:
        return value
    if has_form(value.text) and folded(value.text) not in folded(unit.name):
        return value
    line = standing(document, unit.name)
    if line is None or any(_another(found, unit.name) for found in _units(document)):
        return value
    if _bears_another_code(document, unit, policy):
        return value
    return _at(line, value, unit.name, "company")


def holder_on(value: Value, people: tuple[Party, ...]) -> Value:
    """The holder's name on a paper of one person: as read, or that of the person named on it.

    A reading from a likely position stays unchanged.
    """
    if value.sure or value.placed > DOUBT or value.state == "absent":
        return value
    if value.document.type not in ONE_PERSONS:
        return value
    for party in people:
        if party.name and (line := by_itself(value.document, party.name)) is not None:
            return _at(line, value, party.name, "person")
    return value


def _at(line: PlacedLine, value: Value, text: str, kind: Kind) -> Value:
    """The text of a line as the value of a field."""
    field = Field(
        name=value.name, kind=kind, value=text, raw=line.text, confidence=1.0,
        page=value.document.pages[line.page], box=line.box,
    )  # fmt: skip
    return Value(value.document, value.name, "sure", text, field)


def _units(document: Document) -> list[str]:
    """The units named in a paper's own print, without generic words for units."""
    found = []
    for line in own_lines(document):
        for name in names_in(folded(line.text)):
            if len(name) >= LONG and not (name.endswith(OFFICES) or _FORM.fullmatch(name)):
                found.append(name)
    return found


def _bears_another_code(document: Document, unit: Party, policy: Policy) -> bool:
    """Whether the paper prints a code that is not surely the unit's."""
    name = UNIT_CODES.get(document.type)
    code = look(document, name, policy) if name and unit.number else None
    return code is not None and bool(code.text) and not agrees(code, unit.number)


def _another(found: str, own: str) -> bool:
    """Whether a found name is neither the unit's own nor a part of it cut off at a line's end."""
    name = folded(own)
    if found in name:
        return False
    before, here, behind = found.partition(name)
    return not here or bool(behind) or re.search(FORMS, before) is not None
