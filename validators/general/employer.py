"""The applying unit's name, code and legal representative agree across the papers (generic)."""

from core.models.document import Document
from core.numbers import credit_code
from validators.facts import parties
from validators.facts.another import name_of_another
from validators.facts.names import MADE
from validators.facts.parties import Party
from validators.facts.payers import other_payer, payer_cause
from validators.facts.sole import unit_on
from validators.facts.whose import UNIT_CODES, by_code, one_code, strangers
from validators.ground.case import Case
from validators.ground.compare import agrees
from validators.ground.gather import compared, due, each, summed, unsettled
from validators.ground.look import Value, look
from validators.ground.phrases import spoken
from validators.ground.signers import namesake, whose
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

UNIT_NAMES = {**MADE, "capital_verification_report": "company"}
"""Papers that must name the applying unit; former and spouses' employers are exempt."""


SIGNED = (
    "application_form_new", "application_form_renewal", "power_of_attorney",
    "integrity_statement", "personal_change_form", "unit_change_form",
    "unit_registration_application",
)  # fmt: skip
"""Papers that the legal representative signs."""
RECORDED = (*parties.UNIT_PAPERS, "tax_info_notice")
"""Papers whose code GEN-SYSTEM-EQUAL compares with the record."""
CODE_LENGTHS = (15, 18)
"""A taxpayer number and a credit code; a licence's 注册号 is a different kind."""


@rule("GEN-EMPLOYER-EQUAL")
def the_units_name_agrees(case: Case, policy: Policy) -> list[Verdict]:
    """Licence, forms, contract, screenshots and tax notice name the same unit."""
    unit = parties.employer(case, policy)
    if not unit.name:
        return [
            to_review("申请单位名称未能确认，请核对。", "The unit's name is unknown; please check.")
        ]
    codes = _known_codes(case, unit, policy)

    def check(document: Document) -> Verdict | None:
        if document.type not in UNIT_NAMES or _elsewhere(document, policy):
            return None
        value = unit_on(document, UNIT_NAMES[document.type], unit, policy)
        if (found := by_code(document, value, unit, policy)) is not None:
            return found
        subject = f"申请单位 {unit.name} ", f"the applying unit {unit.name}"
        verdict = compared(value, unit.name, unit.sure, subject, "单位名称", policy)
        return name_of_another(document, value, verdict, case, policy)

    found = [*each(case.documents, check), *_codes(case, unit, codes, policy)]
    return summed(found, "各材料单位名称一致。", "Unit names agree.") or [
        not_applicable("没有可比对的单位名称。", "No unit names to compare.")
    ]


@rule("GEN-LEGALREP-EQUAL")
def the_legal_representative_agrees(case: Case, policy: Policy) -> list[Verdict]:
    """The licence's legal representative is the one who grants the power, and the one on record.

    In a change of the unit's data, the record still has the old one.
    """
    record = None if case.service == "unit_info_change" else case.application.extra.get("legal_rep")
    verdicts = []
    for licence in case.of(*parties.UNIT_PAPERS):
        head = look(licence, "legal_rep", policy)
        if isinstance(record, str) and record:
            subject = f"系统登记的 {record} ", f"{record} on record"
            verdicts.append(compared(head, record, True, subject, "法定代表人", policy))
        for paper in case.of("power_of_attorney"):
            other = look(paper, "legal_rep", policy)
            if not head.text and due(head, policy):
                doubt = "无法与授权委托书核对", "it could not be held against the power of attorney"
                what = f"{policy.title(licence.type)}法定代表人", spoken(head, policy)
                verdicts.append(unsettled(head, other.text, what, doubt))
            if head.text:
                subject = f"证照的 {head.text} ", f"{head.text} on the licence"
                verdicts.append(
                    compared(other, head.text, head.sure, subject, "法定代表人", policy)
                )
    verdicts += _hands(case, policy)
    return summed(
        (verdict for verdict in verdicts if verdict), "法定代表人一致。", "The same person."
    ) or [not_applicable("没有可比对的法定代表人。", "Nothing to compare.")]


def _hands(case: Case, policy: Policy) -> list[Verdict]:
    """Signatures for the unit that are surely somebody else's; other rules report unread ones."""
    name, sure, shown = parties.legal_rep(case, policy)
    verdicts = []
    for paper in case.of(*SIGNED) if sure else ():
        value = look(paper, "legal_rep_signature", policy)
        if value.sure and whose(value, name) is False and not namesake(value, name):
            verdict = failed(
                f"{policy.title(paper.type)}法定代表人处签名为“{value.text}”，证照为 {name}，"
                "请由其签字。",
                f"{policy.title_en(paper.type)}: signed “{value.text}” for the legal "
                f"representative; the licence names {name}, who should sign.",
                value,
                *shown,
            )
            verdicts.append(because(verdict, value))
    return verdicts


def _elsewhere(document: Document, policy: Policy) -> bool:
    """Whether a paper is another person's, who may have any employer."""
    return document.role == "spouse" or strangers(document, policy)


def _known_codes(case: Case, unit: Party, policy: Policy) -> tuple[str, ...]:
    """The unit's codes by the record and by its own licence; another rule compares the two."""
    own = [look(paper, "credit_code", policy) for paper in case.of(*parties.UNIT_PAPERS)]
    return tuple(
        code for code in (unit.number, *(value.text for value in own if value.sure)) if code
    )


def _codes(case: Case, unit: Party, codes: tuple[str, ...], policy: Policy) -> list[Verdict]:
    """The unit's code on each paper with one; the unit's own papers against the record."""
    told_of_record = policy.rule("GEN-SYSTEM-EQUAL").binds(case.service)

    def check(document: Document) -> Verdict | None:
        field = UNIT_CODES.get(document.type)
        if field is None or _elsewhere(document, policy):
            return None
        value = look(document, field, policy)
        if document.type in RECORDED and case.application.employer.credit_code and told_of_record:
            return None
        own = document.type in parties.UNIT_PAPERS
        known = (unit.number,) if own else codes
        if len(value.text) not in CODE_LENGTHS or not any(known):
            return None
        return _coded(value, one_code(value, known), unit, case, policy)

    return each(case.documents, check)


def _coded(value: Value, same: bool | None, unit: Party, case: Case, policy: Policy) -> Verdict:
    title, read = policy.title(value.document.type), spoken(value, policy)
    if same:
        return passed(f"{title}代码为申请单位的。", f"{read} is the applying unit's.", value)
    if same is False and unit.sure:
        verdict = failed(
            f"{title}的统一社会信用代码（纳税人识别号）为 {value.text}，不是申请单位 {unit.name} 的"
            f" {unit.number}，请提供本单位的材料或更正。",
            f"{read} {value.text} is not {unit.number}, the code of the applying unit {unit.name}; "
            "please hand in the unit's own paper, or correct it.",
            value,
        )
        name = look(value.document, UNIT_NAMES.get(value.document.type, ""), policy)
        if not credit_code.is_valid(value.text) and agrees(name, unit.name):
            return because(verdict, value)  # an error in one character, not another unit's code
        paid = other_payer(value.document, case, policy)
        cause = payer_cause(value.document, case, policy) if paid else f"unit:{value.document.id}"
        return because(verdict, cause)
    return to_review(
        f"{title}的统一社会信用代码（纳税人识别号）读作 {value.text}，"
        f"请核对是否为申请单位 {unit.name} 的。",
        f"{read} reads {value.text}; please check whether it is the code of the applying unit "
        f"{unit.name}.",
        value,
    )


RULES: tuple[Rule, ...] = (the_units_name_agrees, the_legal_representative_agrees)
