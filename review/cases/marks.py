"""Matching keys of a submission: from the record, or else from values read with certainty."""

import hashlib
from collections.abc import Iterator

from core.models.material import Material
from core.numbers import credit_code, identity
from pipeline.judging import case_of
from pipeline.naming import numbers_of
from review.cases.models import CaseKeys
from validators.facts import parties
from validators.ground.compare import folded
from validators.ground.look import weigh
from validators.policy import Policy

HASH_LENGTH = 32  # characters of a hash


def hashed(number: str) -> str:
    """The hash of an identity number for matching: no index stores the number itself."""
    bare = "".join(number.split()).upper()
    if not bare:
        return ""
    return hashlib.sha256(f"person/{bare}".encode()).hexdigest()[:HASH_LENGTH]


def marks_of(material: Material, policy: Policy) -> CaseKeys:
    """The matching keys of a packet; values that were not read with certainty are left empty."""
    case = case_of(material, policy)
    person, unit = parties.applicant(case, policy), parties.employer(case, policy)
    number = person.number if identity.is_valid(person.number) else ""
    code = unit.number if credit_code.is_valid(unit.number) else ""
    own = hashed(number if person.sure else "")
    people = {hashed(one) for one in numbers_of(material.application) if identity.is_valid(one)}
    people |= {hashed(one) for one in _numbers(material, policy)}
    return CaseKeys(
        number=(material.application.application_number or "").strip(),
        person=own,
        name=folded(person.name) if person.sure else "",
        unit=code if unit.sure else "",
        unit_name=folded(unit.name) if unit.sure else "",
        service=material.service or "",
        people=frozenset(people | {own} - {""}),
    )


def _numbers(material: Material, policy: Policy) -> Iterator[str]:
    """The identity numbers that were read from the papers with certainty."""
    for document in material.documents:
        for name, field in document.fields.items():
            if field.kind == "id_number" and weigh(document, name, field, policy).sure:
                value = (field.value or "").upper()
                if identity.is_valid(value):
                    yield value
