"""Reference values for comparison: from the most reliable paper, and from the system's record."""

from core.models.document import Document, Kind
from review.web.values import EvidenceValues, PacketView, ValueView

APPLICANT = frozenset({"", "applicant"})
PAPERS: dict[Kind, tuple[tuple[str, str], ...]] = {
    "company": (
        ("business_license", "name"),
        ("institution_certificate", "name"),
        ("social_org_certificate", "name"),
    ),
    "credit_code": (
        ("business_license", "credit_code"),
        ("institution_certificate", "credit_code"),
    ),
    "id_number": (("id_card", "id_number"),),
    "person": (("id_card", "name"),),
}
SAME: dict[str, Kind] = {"name": "person", "employer": "company"}
"""Kinds by field name, for fields whose kind is only "text" in extraction."""


def references(shown: PacketView, value: ValueView) -> list[EvidenceValues]:
    """What to compare the value with: at most one paper, and the record."""
    documents = {one.id: one for one in shown.packet.standing.documents}
    document = documents.get(value.document)
    if document is None:
        return []
    kind = _kind(document, value)
    personal = kind in ("person", "id_number")
    if personal and document.role not in APPLICANT:
        return []
    found = []
    for other in documents.values():
        name = next((field for type_, field in PAPERS.get(kind, ()) if type_ == other.type), None)
        may_use = other.role == "applicant" or not personal
        view = shown.values.get(f"{other.id}.{name}")
        if view is not None and may_use and view.text and view.id != value.id:
            title = f"{shown.titles[other.id]} · {view.label}"
            found.append(EvidenceValues(title, view.text, view.spot, (view,)))
    return [*found[:1], *_record(shown, kind)]


def _kind(document: Document, value: ValueView) -> Kind:
    if value.kind != "text":
        return value.kind
    named = ("business_license", "institution_certificate", "social_org_certificate")
    if document.type in named and value.field == "name":
        return "company"
    return SAME.get(value.field, "text")


def _record(shown: PacketView, kind: Kind) -> list[EvidenceValues]:
    material = shown.packet.material
    if material is None:
        return []
    employer, applicant = material.application.employer, material.application.applicant
    values: dict[Kind, str | None] = {
        "company": employer.name,
        "credit_code": employer.credit_code,
        "id_number": applicant.id_number,
        "person": applicant.name,
    }
    text = values.get(kind)
    title = shown.words.say("findings.record")
    return [EvidenceValues(title, shown.hidden(kind, text), None, ())] if text else []
