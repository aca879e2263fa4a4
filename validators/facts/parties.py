"""Who the case is about: applicant, spouse, children, handler, employer.

The system's record decides; what it lacks is taken from the papers, the form first.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.models.document import Document
from validators.ground.case import Case
from validators.ground.compare import folded
from validators.ground.elsewhere import by_itself
from validators.ground.kept import kept
from validators.ground.look import Value, look
from validators.ground.named import lists
from validators.policy import Policy

UNIT_PAPERS = ("business_license", "institution_certificate", "social_org_certificate")
INCOME = ("its_withholding_screenshot", "iit_tax_list", "iit_tax_record")
TITLES = ("real_estate_certificate", "house_ownership_certificate")
FORMS = ("application_form_new", "application_form_renewal", "personal_change_form")

HOLDER: dict[str, tuple[str, str]] = {
    "application_form_new": ("name", "id_number"),
    "application_form_renewal": ("name", "id_number"),
    "personal_change_form": ("name", "id_number"),
    "integrity_statement": ("applicant_name_in_text", ""),
    "graduation_certificate": ("name", ""),
    "degree_certificate": ("name", ""),
    "chsi_registration_form": ("name", ""),
    "education_verification_report": ("name", ""),
    "degree_verification_report": ("name", ""),
    "degree_online_report": ("name", ""),
    "overseas_degree_certification": ("name", ""),
    "residence_permit_card": ("name", "id_number"),
    "unit_residence_proof": ("name", "id_number"),
    "resignation_certificate": ("name", "id_number"),
    "its_withholding_screenshot": ("name", "id_number"),
    "iit_tax_list": ("name", "id_number"),
    "iit_tax_record": ("name", "id_number"),
    "social_insurance_record": ("name", "id_number"),
    "external_social_insurance_proof": ("name", "id_number"),
    "professional_title_certificate": ("name", "id_number"),
    "vocational_qualification_certificate": ("name", "id_number"),
    "exam_passer_registration_form": ("name", "id_number"),
    "title_review_form": ("name", ""),
    "permit_confirmation": ("name", "id_number"),
    "lease_contract": ("lessee", "lessee_id"),
    "lodging_declaration": ("lodger_name", "lodger_id"),
    "id_card": ("name", "id_number"),
    "household_register_member": ("name", "id_number"),
    "labor_contract": ("employee", "employee_id"),
    "labor_contract_renewal": ("employee", ""),
    "birth_medical_certificate": ("child_name", ""),
    "school_enrollment_certificate": ("student_name", "student_id_number"),
}
"""The fields that name a paper's holder; for the lease and the declaration it is the applicant."""

ROLE_TYPES = frozenset(
    ("id_card", "household_register_cover", "household_register_member", "labor_contract",
     "labor_contract_renewal")
)  # fmt: skip
CHILD_TYPES = frozenset(("birth_medical_certificate", "school_enrollment_certificate"))

ROLE_ZH = {
    "applicant": "申请人", "handler": "经办人", "spouse": "配偶", "child": "子女", "owner": "房主",
}  # fmt: skip
ROLE_EN = {
    "applicant": "applicant", "handler": "handler", "spouse": "spouse", "child": "child",
    "owner": "owner",
}  # fmt: skip
HALF = 0.5


@dataclass(frozen=True)
class Party:
    """A person or unit of the case. `sources` are the fields it was taken from, if any."""

    name: str = ""
    number: str = ""
    known: bool = False
    """The system's record names it, so its name is certain."""
    sources: tuple[Value, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether a difference from it may count against a paper."""
        return self.known or any(value.sure for value in self.sources)


@kept
def applicant(case: Case, policy: Policy) -> Party:
    """The applicant, by the record, else by the form or another paper that names one."""
    record = case.application.applicant
    if record.name or record.id_number:
        return Party(record.name or "", (record.id_number or "").upper(), known=True)
    papers = (*FORMS, "its_withholding_screenshot", "residence_permit_card", "labor_contract")
    return _from_papers(case, policy, papers)


@kept
def handler(case: Case, policy: Policy) -> Party:
    """The handler, by the record, else by the power of attorney."""
    record = case.application.agent
    if record.name or record.id_number:
        return Party(record.name or "", (record.id_number or "").upper(), known=True)
    for paper in case.of("power_of_attorney"):
        return _party(look(paper, "agent_name", policy), look(paper, "agent_id", policy))
    return Party()


@kept
def spouse(case: Case, policy: Policy) -> Party:
    """The accompanying spouse, by the record, else the other party of the marriage."""
    record = case.application.accompanying.spouse
    if record is not None:
        return Party(record.name or "", (record.id_number or "").upper(), known=True)
    own = applicant(case, policy)
    for paper in case.of("marriage_certificate"):
        one, two = (
            _party(look(paper, f"party{n}_name", policy), look(paper, f"party{n}_id", policy))
            for n in (1, 2)
        )
        for mate, other in ((one, two), (two, one)):
            if other.name and folded(other.name) == folded(own.name):
                return mate
    return Party()


def couple(case: Case, policy: Policy) -> tuple[Party, ...]:
    """The applicant and the spouse, if known."""
    people = (applicant(case, policy), spouse(case, policy))
    return tuple(party for party in people if party.name)


@kept
def children(case: Case, policy: Policy) -> tuple[Party, ...]:
    """The accompanying children, by the record, else by the birth certificates."""
    listed = case.application.accompanying.children
    if listed:
        return tuple(Party(c.name or "", (c.id_number or "").upper(), known=True) for c in listed)
    return tuple(
        _party(look(paper, "child_name", policy), None)
        for paper in case.of("birth_medical_certificate")
    )


@kept
def employer(case: Case, policy: Policy) -> Party:
    """The applying unit and its credit code, by the record, else by its own papers."""
    record = case.application.employer
    name = record.name or case.application.applicant.employer
    if name or record.credit_code:
        return Party(name or "", (record.credit_code or "").upper(), known=True)
    for paper in case.of(*UNIT_PAPERS):
        return _party(look(paper, "name", policy), look(paper, "credit_code", policy))
    for kind, field in (("power_of_attorney", "company"), ("application_form_new", "unit_name")):
        for paper in case.of(kind):
            return _party(look(paper, field, policy), None)
    return Party()


def legal_rep(case: Case, policy: Policy) -> tuple[str, bool, tuple[Value, ...]]:
    """The legal representative's name, whether it is certain, and its fields."""
    values = [look(paper, "legal_rep", policy) for paper in case.of(*UNIT_PAPERS)]
    for value in values:
        if value.sure:
            return value.text, True, (value,)
    recorded = case.application.extra.get("legal_rep")
    if isinstance(recorded, str) and recorded:
        return recorded, True, ()
    powers = [look(paper, "legal_rep", policy) for paper in case.of("power_of_attorney")]
    unsure = next((value for value in (*values, *powers) if value.text), None)
    return (unsure.text, False, (unsure,)) if unsure else ("", False, ())


def owners(case: Case, policy: Policy) -> tuple[Party, ...]:
    """The owners or lessors of the home, by the declaration, the title and the lease."""
    found: list[Party] = []
    for paper in case.of("lodging_declaration"):
        found.append(_party(look(paper, "owner_name", policy), look(paper, "owner_id", policy)))
    for paper in case.of("lease_contract"):
        found.append(_party(look(paper, "lessor", policy), look(paper, "lessor_id", policy)))
    for paper in case.of(*TITLES):
        found.append(_party(look(paper, "owner", policy), None))
    return tuple(party for party in found if party.name or party.number)


def people(case: Case, policy: Policy, role: str) -> tuple[Party, ...]:
    """The people of the case in a role."""
    if role == "child":
        return children(case, policy)
    if role == "owner":
        return owners(case, policy)
    found: dict[str, Callable[[Case, Policy], Party]] = {
        "applicant": applicant,
        "spouse": spouse,
        "handler": handler,
    }
    return (found[role](case, policy),) if role in found else ()


def holder(document: Document, policy: Policy) -> tuple[Value, Value | None]:
    """The name and number of a paper's holder; the number is None if the type has none."""
    name, number = HOLDER[document.type]
    return look(document, name, policy), look(document, number, policy) if number else None


def owns(value: Value, person: Party) -> bool:
    """Whether a title names a person although its owner field was not read.

    A title names only its owners.
    """
    if value.sure or value.state == "absent" or value.document.type not in TITLES:
        return False
    if value.placed >= HALF:
        return False
    return bool(person.name) and by_itself(value.document, person.name) is not None


def names_one(value: Value, people: tuple[Party, ...]) -> bool | None:
    """Whether a field, perhaps of several names, holds one of these people's."""
    answers = [lists(value, party.name) for party in people]
    if True in answers or any(owns(value, party) for party in people):
        return True
    known = people and all(party.sure for party in people)
    return False if known and all(answer is False for answer in answers) else None


def _party(name: Value, number: Value | None) -> Party:
    sources = tuple(value for value in (name, number) if value is not None and value.text)
    return Party(name.text, number.text.upper() if number else "", sources=sources)


def _from_papers(case: Case, policy: Policy, kinds: Iterable[str]) -> Party:
    for kind in kinds:
        for paper in case.of(kind):
            if paper.role not in ("", "applicant"):
                continue
            name, number = holder(paper, policy)
            if name.text:
                return _party(name, number)
    return Party()
