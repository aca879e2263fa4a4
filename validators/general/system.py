"""Papers compared with the system's record, guide 三: 材料齐全系统填报信息无误."""

from collections.abc import Callable
from decimal import Decimal

from core.models.document import Document, PlacedLine
from core.numbers import certificates, credit_code
from validators.facts import parties
from validators.facts.another import name_of_another
from validators.facts.entered import form_against_record
from validators.facts.parties import HOLDER
from validators.facts.sole import unit_on
from validators.facts.stated import form_against_papers
from validators.facts.whose import of_person, one_code
from validators.ground.address import one_door
from validators.ground.case import Case
from validators.ground.compare import HIGH, agrees, folded, is_one, lookalike
from validators.ground.elsewhere import amount_standing, standing
from validators.ground.gather import due, summed, unsettled
from validators.ground.kept import kept
from validators.ground.look import Value, look
from validators.ground.phrases import spoken
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    line_evidence,
    not_applicable,
    passed,
    rule,
)
from validators.policy import Policy

Same = Callable[[Value, str], bool | None]
CENT = Decimal("0.01")
DIGITS = 6
"""A number with this many digits occurs only once on a form."""
LONG = 10
"""Minimum characters of an address that names the house."""


def _money(value: Value, expected: str) -> bool | None:
    if value.amount is None:
        return None
    if abs(value.amount - Decimal(expected)) <= CENT:
        return True
    if amount_standing(value.document, Decimal(expected)) is not None:
        return None
    return False if value.sure else None


def _entries(case: Case) -> list[tuple[str, str, str | None, str, Same]]:
    """Document type, field, recorded value, its name, and how to compare."""
    record = case.application
    person, unit = record.applicant, record.employer
    income = None if person.monthly_income is None else str(person.monthly_income)
    new, old, change = "application_form_new", "application_form_renewal", "personal_change_form"
    return [
        ("business_license", "credit_code", unit.credit_code, "统一社会信用代码", _code),
        ("institution_certificate", "credit_code", unit.credit_code, "统一社会信用代码", _code),
        ("tax_info_notice", "taxpayer_id", unit.credit_code, "纳税人识别号", _code),
        ("social_org_certificate", "credit_code", unit.credit_code, "统一社会信用代码", _code),
        ("business_license", "name", unit.name, "单位名称", agrees),
        ("institution_certificate", "name", unit.name, "单位名称", agrees),
        (new, "name", person.name, "姓名", agrees),
        (new, "id_number", person.id_number, "证件号码", agrees),
        (new, "phone", person.phone, "联系电话", agrees),
        (new, "current_address", person.address, "现居住地址", one_door),
        (new, "unit_name", unit.name, "单位名称", agrees),
        (new, "diploma_number", person.education_certificate_no, "学历证书编号", agrees),
        (new, "degree_number", person.degree_certificate_no, "学位证书编号", agrees),
        (new, "monthly_income", income, "月均应税收入", _money),
        (old, "name", person.name, "姓名", agrees),
        (old, "id_number", person.id_number, "证件号码", agrees),
        (old, "phone", person.phone, "联系电话", agrees),
        (old, "diploma_number", person.education_certificate_no, "学历证书编号", agrees),
        (old, "degree_number", person.degree_certificate_no, "学位证书编号", agrees),
        (old, "monthly_income", income, "月均应税收入", _money),
        (old, "current_address", person.address, "现居住地址", one_door),
        (old, "unit_name", unit.name, "单位名称", agrees),
        (old, "permit_number", record.permit_no, "证书编号", agrees),
        (change, "name", person.name, "姓名", agrees),
        (change, "id_number", person.id_number, "证件号码", agrees),
        (change, "permit_number", record.permit_no, "证书编号", agrees),
        ("permit_confirmation", "permit_number", record.permit_no, "证书编号", agrees),
        ("power_of_attorney", "agent_phone", record.agent.phone, "代理人联系电话", agrees),
    ]


def _code(value: Value, expected: str) -> bool | None:
    """Credit codes: a person decides on a possibly misread character."""
    answer = one_code(value, (expected,))
    confidence = value.field.confidence if value.field else 0.0
    return (
        None
        if answer is False and confidence < HIGH and lookalike(value.text, expected)
        else answer
    )


@rule("GEN-SYSTEM-EQUAL")
def papers_equal_the_record(case: Case, policy: Policy) -> list[Verdict]:
    """Every entry of the record is the same on each paper that shows it; all differences are
    listed.
    """
    verdicts = (
        *_against_record(case, policy),
        *form_against_record(case, policy),
        *form_against_papers(case, policy),
    )
    return summed(verdicts, "材料与系统填报一致。", "Papers equal the record.") or [
        not_applicable("没有系统填报信息可比对。", "Nothing on record to compare.")
    ]


@kept
def _against_record(case: Case, policy: Policy) -> tuple[Verdict, ...]:
    """Each entry of the record compared with each paper that shows it."""
    return tuple(
        verdict
        for kind, name, known, what, same in _entries(case)
        for paper in case.of(kind)
        if known and (verdict := _entry(paper, name, known, what, same, case, policy)) is not None
    )


def _entry(
    paper: Document, name: str, known: str, what: str, same: Same, case: Case, policy: Policy
) -> Verdict | None:
    """One entry of the record; somebody else's permit is ignored."""
    holder = case.application.applicant.name
    if paper.type == "permit_confirmation":
        named = look(paper, "name", policy)
        if holder and is_one(named, holder) is False:
            return None
    value = look(paper, name, policy)
    if known == case.application.employer.name:
        value = unit_on(paper, name, parties.employer(case, policy), policy)
    if value.state in ("missing", "absent") and not due(value, policy):
        return None
    answer = same(value, known)
    title, read = policy.title(paper.type), spoken(value, policy)
    if answer:
        return passed(f"{title}{what}与系统一致。", f"{read} agrees with the record.", value)
    line = _numbered(value, known) or (
        None if value.text else _printed(paper, name, known, case, policy)
    )
    if line is not None:
        where = line_evidence(paper, line, name)
        return passed(
            f"{title}印有系统所填{what}。", f"{read}: what the record says is printed there.", where
        )
    hide = name == "id_number"
    shown, shown_en = ("", "") if hide else (f"，系统为“{known}”", f", which says “{known}”")
    if answer is False:
        verdict = failed(
            f"{title}{what}为“{value.shown}”{shown}，不一致，请更正系统或材料。",
            f"{read} “{value.shown}” does not match the record{shown_en}; "
            "please correct the record or the paper.",
            value,
        )
        if known == case.application.employer.name:
            return name_of_another(paper, value, verdict, case, policy)
        return _caused(verdict, value, case, policy)
    doubt = f"无法与系统填报核对{shown}", f"it could not be held against the record{shown_en}"
    return unsettled(value, known, (f"{title}{what}", read), doubt)


def _caused(verdict: Verdict, value: Value, case: Case, policy: Policy) -> Verdict:
    """The verdict with the same cause as in the rules on names, numbers and codes."""
    if value.name in ("credit_code", "taxpayer_id") and not credit_code.is_valid(value.text):
        return because(verdict, value)
    if value.name in ("credit_code", "taxpayer_id", "unit_name"):
        return because(verdict, f"unit:{value.document.id}")
    if value.name in ("name", "id_number") and value.document.type in HOLDER:
        return of_person(verdict, value.document, value, parties.applicant(case, policy), policy)
    return because(verdict, value)


def _numbered(value: Value, known: str) -> PlacedLine | None:
    """The line with a certificate's number, if its format identifies it."""
    forms = {"diploma_number": certificates.diploma_level, "degree_number": certificates.degree_of}
    form = forms.get(value.name)
    if form is None or value.sure or not form(known):
        return None
    return standing(value.document, known)


def _printed(
    paper: Document, name: str, known: str, case: Case, policy: Policy
) -> PlacedLine | None:
    """The line that prints the recorded value, if its field was not found.

    A name counts if the number beside it is the recorded person's. Else only a number, an amount or
    an address counts that is too long to match another entry by chance, and that was not read as
    another entry.
    """
    if name == "name":
        number, own = look(paper, "id_number", policy), case.application.applicant.id_number or ""
        return standing(paper, known) if number.sure and agrees(number, own) else None
    digits = sum(letter.isdigit() for letter in known)
    if digits < DIGITS and not (name == "current_address" and digits and len(known) >= LONG):
        return None
    others = (field.value or "" for key, field in paper.fields.items() if key != name)
    if folded(known) in map(folded, others):
        return None
    if name == "monthly_income":
        return amount_standing(paper, Decimal(known))
    return standing(paper, known)


RULES: tuple[Rule, ...] = (papers_equal_the_record,)
