"""The labour contract, guide 六（二）常规9: its rest and its parties."""

from core.models.document import Document
from validators.facts import parties
from validators.facts.contracts import lasts
from validators.facts.parties import Party
from validators.facts.sole import unit_on
from validators.facts.whose import by_number
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.compare import agrees
from validators.ground.gather import due
from validators.ground.hidden import next_page, place, place_en
from validators.ground.look import Value, look, written
from validators.ground.stamps import unit_seal
from validators.ground.verdict import Rule, Verdict, failed, passed, rule, unbound, unclear
from validators.policy import Policy


@rule("CONTRACT-6M")
def contract_has_six_months_left(case: Case, policy: Policy) -> Verdict:
    """The contract, with its signed renewals, lasts six months more, or has no end."""
    return lasts(case, policy, "applicant", "劳动合同")


@rule("CONTRACT-PARTIES")
def contract_is_between_unit_and_applicant(case: Case, policy: Policy) -> list[Verdict]:
    """甲方 is the unit, 乙方 the applicant; sealed by the one and signed by the other."""
    papers = case.of("labor_contract", role="applicant")
    papers = papers or case.of("labor_contract", role="")
    if not papers:
        return [unbound("没有申请人劳动合同，见材料齐全一项。", "No contract.")]
    unit, person = parties.employer(case, policy), parties.applicant(case, policy)
    return [
        _parties(paper, unit, person, next_page(case, paper, policy), policy) for paper in papers
    ]


def _parties(
    paper: Document, unit: Party, person: Party, beyond: Document | None, policy: Policy
) -> Verdict:
    first, second = unit_on(paper, "employer", unit, policy), look(paper, "employee", policy)
    number = look(paper, "employee_id", policy)
    checks = [
        ("甲方", first, agrees(first, unit.name), unit.name, unit.sure),
        ("乙方", second, _is_second(paper, second, person, policy), person.name, person.sure),
    ]
    if (number.state != "missing" or due(number, policy)) and person.number:
        checks.append(
            ("乙方证件号码", number, agrees(number, person.number), "系统号码", person.sure)
        )
    for what, value, same, wanted, sure in checks:
        if same is False and sure:
            return failed(
                f"劳动合同{what}为“{value.shown}”，与{wanted}不一致，请提供本单位与申请人签订的合同。",
                f"The contract's party differs ({value.name}).",
                value,
            )
    for what, value, same, _, _ in checks:
        if value.state == "absent":
            return unread(value, f"劳动合同{what}", value.name)
        if same is None:
            return unclear(
                f"劳动合同{what}读作“{value.shown or '（未能辨认）'}”，无法确认。",
                f"Not read well enough: {value.name}.",
                value,
            )
    return _executed(paper, unit, beyond, policy, first, second)


def _is_second(paper: Document, second: Value, person: Party, policy: Policy) -> bool | None:
    """Whether the employee is the applicant: by the name, or where its place was not found, by
    the number beside it.
    """
    by_their_number = by_number(paper, (person,), policy) is not None
    return by_their_number or agrees(second, person.name)


def _executed(
    paper: Document, unit: Party, beyond: Document | None, policy: Policy, first: Value,
    second: Value,
) -> Verdict:  # fmt: skip
    """Sealed by the unit and signed by the employee, perhaps on the page that may go on with it."""
    seal = unit_seal(paper, unit.name, "official_or_hr", policy)
    if seal.state == "absent" and beyond is not None:
        where = f"{place(beyond)}可能是其续页"
        return unclear(
            f"劳动合同未见甲方印章；{where}，请核对。",
            f"No seal of the employer; {place_en(beyond)} may be its next page.",
            paper,
            beyond,
        )
    if seal.state in ("absent", "foreign", "wrong"):
        said = f"印章为“{seal.ring}”" if seal.ring else "未见甲方印章"
        return failed(
            f"劳动合同{said}，须加盖甲方 {unit.name} 公章或合同专用章。",
            "The employer's seal is missing or another's.",
            paper,
            *seal.evidence,
        )
    name = look(paper, "employee_signature", policy)
    if written(name) is False:
        return failed(
            "劳动合同乙方未签字，请提供双方签章齐全的合同。", "Not signed by the employee.", name
        )
    if written(name) is None:
        return unclear(
            "劳动合同乙方签字未能辨认，请核对乙方是否已签字。",
            "Whether the employee signed was not made out.",
            *((name,) if name.field else (paper,)),
        )
    if seal.state == "unread":
        return unclear("劳动合同甲方印章未能辨认。", "The employer's seal was not read.", paper)
    return passed("劳动合同双方与本案一致。", "Parties match.", first, second, *seal.evidence)


RULES: tuple[Rule, ...] = (contract_has_six_months_left, contract_is_between_unit_and_applicant)
