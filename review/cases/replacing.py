"""Whether a later paper replaces an earlier one. Pure functions.

It certainly does only if its type is certain, person, subject and dates are the same, and it has
everything that the earlier paper has. If it only may replace it, a person decides.
"""

from typing import Literal

from core.models.document import Document, Field
from validators.ground.compare import agrees, folded
from validators.ground.hidden import UNKNOWN
from validators.ground.look import look, weigh
from validators.policy import Policy

MIN_TYPE_CONFIDENCE = 0.9  # confidence of a paper's type
WHOSE = ("person", "id_number", "company", "credit_code")
DAYS = ("date", "month")
FRESH = ("sign_date", "print_date", "update_date", "query_date", "applicant_date")
"""Dates on which a paper was made, not part of its subject: a later paper has later ones."""
ABOUT = frozenset({
    "certificate_number", "contract_number", "case_number", "invoice_code", "invoice_number",
    "serial", "report_number", "license_number", "patent_number", "registration_number",
    "document_number", "title_number", "account", "payer_account", "payee_account", "period",
    "school", "degree", "degree_level", "level", "major", "award", "grade", "title", "project",
    "exam", "qualification", "software_name", "agency", "hospital",
})  # fmt: skip
"""Fields that identify a paper's subject: one person may have several diplomas."""
FORMS = frozenset({
    "application_form_new", "application_form_renewal", "personal_change_form",
    "unit_change_form", "unit_registration_application", "power_of_attorney",
    "integrity_statement", "tax_info_query_application",
})  # fmt: skip
"""Types of which a case needs only one per holder and unit, whatever its content."""
Answer = Literal["surely", "perhaps"]


def replaces(newer: Document, older: Document, policy: Policy) -> Answer | None:
    """Whether the newer paper replaces the older one."""
    if newer.type != older.type or newer.type == UNKNOWN:
        return None
    if newer.role and older.role and newer.role != older.role:
        return None
    telling = _telling(older, policy)
    answers = [_same(newer, older, name, policy) for name in telling]
    if False in answers:
        return "perhaps" if older.type in FORMS else None
    whole = None not in answers and True in answers
    return "surely" if whole and _has_all(newer, older, policy) else "perhaps"


def _telling(older: Document, policy: Policy) -> list[str]:
    """The non-empty fields that say whose paper it is and what it is about."""
    form = older.type in FORMS
    return [
        name
        for name, field in older.fields.items()
        if (
            (field.kind in WHOSE and not name.endswith("_signature"))
            or (not form and (name in ABOUT or _is_about_days(name, field)))
        )
        and look(older, name, policy).state != "absent"
    ]


def _is_about_days(name: str, field: Field) -> bool:
    return field.kind in DAYS and name not in FRESH


def _same(newer: Document, older: Document, name: str, policy: Policy) -> bool | None:
    """Whether the two values agree; None if one of them was not read with certainty."""
    before, now = look(older, name, policy), look(newer, name, policy)
    if not before.sure or not now.sure:
        return None
    if folded(before.text) == folded(now.text):
        return True
    return False if agrees(now, before.text) is False else None


def _has_all(newer: Document, older: Document, policy: Policy) -> bool:
    """Whether dropping the older paper loses nothing: type, pages, sides and rows."""
    return (
        newer.confidence >= MIN_TYPE_CONFIDENCE
        and newer.role == older.role
        and len(newer.pages) >= len(older.pages)
        and set(older.sides) <= set(newer.sides)
        and _rows(older, policy) <= _rows(newer, policy)
        and None not in _rows(older, policy)
    )


def _rows(document: Document, policy: Policy) -> set[tuple[str, ...] | None]:
    """The days and months of its rows; contains None if those of a row are uncertain."""
    found: set[tuple[str, ...] | None] = set()
    for row in document.rows:
        cells = [weigh(document, n, cell, policy) for n, cell in row.items() if cell.kind in DAYS]
        sure = cells and all(cell.sure for cell in cells)
        found.add(tuple(cell.text for cell in cells) if sure else None)
    return found
