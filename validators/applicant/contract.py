"""The labour contract, guide 六（二）常规9: its remaining term and its parties."""

from core.models.base import Wording
from core.models.document import Document
from validators.facts import parties
from validators.facts.contracts import lasts
from validators.facts.names import RENAMED, names, renamed
from validators.facts.parties import Party
from validators.facts.sealed import seal_cause
from validators.facts.signed import others_hands, unsigned
from validators.facts.sole import unit_on
from validators.facts.whose import by_number, of_person, strangers
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.compare import agrees
from validators.ground.gather import due
from validators.ground.hidden import next_page, place, place_en
from validators.ground.look import Value, look, written
from validators.ground.phrases import quoted
from validators.ground.stamps import CLASS_EN, CLASS_ZH, unit_seal
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

ON_RECORD = "系统号码"
WANTED_EN = {ON_RECORD: "the number on the system's record"}
"""The number that a contract's number is compared with, in English."""


@rule("CONTRACT-6M")
def contract_has_six_months_left(case: Case, policy: Policy) -> list[Verdict]:
    """The contract, with its signed renewals, lasts six months more, or has no end."""
    renewals = case.of("labor_contract_renewal", role="applicant")
    verdict = lasts(case, policy, "applicant", Wording(zh="劳动合同", en="labour contract"))
    return [verdict, *unsigned(renewals, "CONTRACT-6M", policy)]


@rule("CONTRACT-PARTIES")
def contract_is_between_unit_and_applicant(case: Case, policy: Policy) -> list[Verdict]:
    """甲方 is the unit, 乙方 the applicant; the unit sealed it and the applicant signed it."""
    papers = case.of("labor_contract", role="applicant")
    papers = papers or tuple(
        paper for paper in case.of("labor_contract", role="") if not strangers(paper, policy)
    )
    if not papers:
        return [
            not_applicable(
                "没有申请人劳动合同，见材料齐全一项。",
                "No contract of the applicant; see the list of papers.",
            )
        ]
    known, person = names(case, policy), parties.applicant(case, policy)
    verdicts = []
    for paper in papers:
        first = look(paper, "employer", policy)
        unit, beyond = known.as_called(first), next_page(case, paper, policy)
        if known.without_notice(first):
            verdicts.append(because(renamed(first, known.unit.name, policy), RENAMED))
        elif known.by_notice(first) is None and agrees(first, unit.name) is False:
            zh = (
                f"劳动合同甲方为“{first.shown}”，更名通知书未能辨认，不能确认是否为本单位，请核对。"
            )
            en = (
                f"The employer on the labour contract is “{first.shown}”; the notice of the change "
                "of name was not read, so whether that is this unit is not sure, please check."
            )
            verdicts.append(to_review(zh, en, first))
        else:
            verdicts.append(_parties(paper, unit, person, beyond, case, policy))
    return verdicts


def _parties(
    paper: Document, unit: Party, person: Party, beyond: Document | None, case: Case,
    policy: Policy,
) -> Verdict:  # fmt: skip
    first, second = unit_on(paper, "employer", unit, policy), look(paper, "employee", policy)
    number = look(paper, "employee_id", policy)
    checks = [
        ("甲方", first, agrees(first, unit.name), unit.name, unit.sure),
        ("乙方", second, _is_second(paper, second, person, policy), person.name, person.sure),
    ]
    if (number.state != "missing" or due(number, policy)) and person.number:
        checks.append(
            ("乙方证件号码", number, agrees(number, person.number), ON_RECORD, person.sure)
        )
    for what, value, same, wanted, sure in checks:
        if same is False and sure:
            verdict = failed(
                f"劳动合同{what}为“{value.shown}”，与{wanted}不一致，请提供本单位与申请人签订的合同。",
                f"The {value.called} on the labour contract is “{value.shown}”, not "
                f"{WANTED_EN.get(wanted, wanted)}; please hand in the contract of the unit and the "
                "applicant.",
                value,
            )
            if value is first:
                return because(verdict, f"unit:{paper.id}")
            return of_person(verdict, paper, value, person, policy)
    for what, value, same, _, _ in checks:
        if value.state == "absent":
            return unread(value, f"劳动合同{what}", f"The {value.called} on the labour contract")
        if same is None:
            return to_review(
                f"劳动合同{what}读作“{value.shown or '（未能辨认）'}”，无法确认，请核对。",
                f"The {value.called} on the labour contract reads {quoted(value.shown)}, not for "
                "sure; please check.",
                value,
            )
    return _executed(paper, unit, beyond, case, policy, first, second)


def _is_second(paper: Document, second: Value, person: Party, policy: Policy) -> bool | None:
    """Whether the employee is the applicant: by the name, or by the number beside it if the name
    was not found.
    """
    by_their_number = by_number(paper, (person,), policy) is not None
    return by_their_number or agrees(second, person.name)


def _executed(
    paper: Document, unit: Party, beyond: Document | None, case: Case, policy: Policy,
    first: Value, second: Value,
) -> Verdict:  # fmt: skip
    """Sealed by the unit and signed by the employee, perhaps on a page that may be its
    continuation.
    """
    seal = unit_seal(paper, unit.name, "official_or_hr", policy)
    title = policy.title_en(paper.type)
    cause = seal_cause(paper, "official_or_hr", seal.ring, case, policy)
    if seal.state == "absent" and beyond is not None:
        where = f"{place(beyond)}可能是其续页"
        return to_review(
            f"劳动合同未见甲方印章；{where}，请核对。",
            f"{title}: no seal of the employer; {place_en(beyond)} may be its next page, please "
            "check.",
            paper,
            beyond,
        )
    if seal.state in ("absent", "foreign", "wrong"):
        words = {
            "absent": "未见甲方印章",
            "foreign": f"印章为“{seal.ring}”",
            "wrong": f"所盖为{CLASS_ZH.get(seal.kind, '其他印章')}",
        }[seal.state]
        words_en = {
            "absent": "no seal of the employer",
            "foreign": f"the seal is “{seal.ring}”",
            "wrong": f"it bears the {CLASS_EN.get(seal.kind, 'seal of another kind')}",
        }[seal.state]
        verdict = failed(
            f"劳动合同{words}，须加盖甲方 {unit.name} 公章、合同专用章或人事专用章。",
            f"{title}: {words_en}; the employer {unit.name} must put its official, contract or "
            "personnel seal on it.",
            paper,
            *seal.evidence,
        )
        return because(verdict, cause)
    if gone := unsigned((paper,), "CONTRACT-PARTIES", policy):
        return gone[0]
    name = look(paper, "employee_signature", policy)
    if written(name) is not True:
        return to_review(
            "劳动合同乙方签字未能辨认，请核对乙方是否已签字。",
            f"{title}: whether the employee signed was not made out; please check.",
            *((name,) if name.field else (paper,)),
        )
    if others := others_hands((paper,), "CONTRACT-PARTIES", case, policy):
        return others[0]
    if seal.state == "unread":
        zh = "劳动合同甲方印章未能辨认，请核对。"
        en = f"{title}: the employer's seal was not read; please check."
        return because(to_review(zh, en, paper), cause)
    return passed("劳动合同双方与本案一致。", "Parties match.", first, second, *seal.evidence)


RULES: tuple[Rule, ...] = (contract_has_six_months_left, contract_is_between_unit_and_applicant)
