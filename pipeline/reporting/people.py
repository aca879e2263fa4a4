"""The people a packet is about, from the documents most likely to name them."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.models.report import Report, ReportDocument
from pipeline.reporting.mask import mask_number

# Where to find the applicant, best source first: type, name field, number field.
APPLICANT = (
    ("system_record", "applicant_name", "applicant_id"),
    ("application_form_new", "name", "id_number"),
    ("application_form_renewal", "name", "id_number"),
    ("personal_change_form", "name", "id_number"),
    ("permit_confirmation", "name", "id_number"),
    ("labor_contract", "employee", "employee_id"),
    ("social_insurance_record", "name", "id_number"),
)
EMPLOYER = (
    ("system_record", "unit_name"),
    ("business_license", "name"),
    ("institution_certificate", "name"),
    ("social_org_certificate", "name"),
    ("application_form_new", "unit_name"),
    ("application_form_renewal", "unit_name"),
    ("unit_registration_application", "unit_name"),
    ("unit_change_form", "unit_name"),
    ("labor_contract", "employer"),
    ("power_of_attorney", "company"),
)


@dataclass(frozen=True)
class ReportPeople:
    """Empty fields if nothing was read; the number is masked."""

    applicant: str = ""
    number: str = ""
    employer: str = ""


def people(report: Report) -> ReportPeople:
    """The applicant and the employer as the documents name them."""
    documents = sorted(report.documents, key=lambda d: d.role != "applicant")
    cards = [d for d in documents if d.type == "id_card" and d.role == "applicant"]
    name = _first(documents, [(kind, field) for kind, field, _ in APPLICANT])
    number = _first(documents, [(kind, field) for kind, _, field in APPLICANT])
    return ReportPeople(
        applicant=_first(cards, [("id_card", "name")]) or name,
        number=mask_number(_first(cards, [("id_card", "id_number")]) or number),
        employer=_first(documents, EMPLOYER),
    )


def _first(documents: Sequence[ReportDocument], places: Sequence[tuple[str, str]]) -> str:
    for kind, name in places:
        for document in documents:
            field = document.fields.get(name)
            if document.type == kind and field and field.value:
                return field.value
    return ""
