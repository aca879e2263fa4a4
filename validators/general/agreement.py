"""Names and numbers agree across the papers (generic), person by person."""

from core.models.document import Document
from validators.facts import parties
from validators.facts.changes import lenient
from validators.facts.parties import HOLDER, ROLE_TYPES, ROLE_ZH, Party, legal_rep
from validators.facts.sole import holder_on, unit_on
from validators.facts.whose import by_code, by_number, strangers
from validators.ground.case import Case
from validators.ground.compare import agrees, edits, folded
from validators.ground.gather import compared, due, each, summed, unsettled
from validators.ground.look import Value, look
from validators.ground.verdict import (
    Rule,
    Verdict,
    failed,
    passed,
    rule,
    unbound,
    unclear,
)
from validators.policy import Policy

UNIT_NAMES = {
    "business_license": "name", "institution_certificate": "name",
    "social_org_certificate": "name", "power_of_attorney": "company",
    "application_form_new": "unit_name", "application_form_renewal": "unit_name",
    "unit_change_form": "unit_name", "unit_registration_application": "company",
    "labor_contract": "employer", "labor_contract_renewal": "employer",
    "its_withholding_screenshot": "employer", "tax_info_notice": "taxpayer_name",
    "unit_residence_proof": "unit_name", "credit_publicity_printout": "company",
    "capital_verification_report": "company",
}  # fmt: skip
"""Whose name must be the applying unit's; former and spouses' employers are exempt."""


def people(case: Case, policy: Policy, role: str) -> tuple[Party, ...]:
    """The people of the case in a role."""
    if role == "child":
        return parties.children(case, policy)
    if role == "owner":
        return parties.owners(case, policy)
    found = {"applicant": parties.applicant, "spouse": parties.spouse, "handler": parties.handler}
    return (found[role](case, policy),) if role in found else ()


def _allowed(document: Document, case: Case, policy: Policy) -> tuple[Party, ...]:
    """Who a paper may name: the person of its role; a lease may also be the spouse's."""
    found = people(case, policy, document.role)
    if document.type == "lease_contract":
        found = (*found, parties.spouse(case, policy))
    return tuple(party for party in found if party.name or party.number)


def _nearest(value: Value, named: list[tuple[str, bool]]) -> tuple[str, bool]:
    """Of several people the one that the paper most likely means."""
    return min(named, key=lambda found: edits(folded(value.text), folded(found[0])))


@rule("GEN-NAME-EQUAL")
def names_agree(case: Case, policy: Policy) -> list[Verdict]:
    """Each person's name is the same on all papers; 曾用名 explains a difference."""
    former = {
        folded(value.text)
        for paper in case.of("household_register_member")
        if (value := look(paper, "former_name", policy)).text
    }

    def check(document: Document) -> Verdict | None:
        if document.type not in HOLDER or not document.role:
            return None
        value = parties.holder(document, policy)[0]
        named = [(p.name, p.sure) for p in _allowed(document, case, policy) if p.name]
        if not named:
            return None
        name, sure = _nearest(value, named)
        allowed = _allowed(document, case, policy)
        if (found := by_number(document, allowed, policy)) is not None:
            return found
        value = holder_on(value, allowed)
        verdict = compared(value, name, sure, f"{ROLE_ZH[document.role]} {name} ", "姓名", policy)
        if verdict and verdict.status == "fail" and folded(value.text) in former:
            return unclear(
                f"{policy.title(document.type)}姓名“{value.text}”为曾用名，请核对。",
                "A former name explains the difference.", value, severity="advisory",
            )  # fmt: skip
        return verdict

    found = lenient(each(case.documents, check), case, policy)
    return summed(found, "各材料姓名一致。", "Names agree.") or [
        unbound("没有可比对的姓名。", "No names to compare.")
    ]


@rule("GEN-IDNO-EQUAL")
def identity_numbers_agree(case: Case, policy: Policy) -> list[Verdict]:
    """Each person's number is the same on all papers; masked digits are passed over."""

    def check(document: Document) -> Verdict | None:
        if document.type not in HOLDER or not document.role:
            return None
        value = parties.holder(document, policy)[1]
        named = [(p.number, p.sure) for p in _allowed(document, case, policy) if p.number]
        if value is None or not named:
            return None
        number, sure = _nearest(value, named)
        subject = f"{ROLE_ZH[document.role]}的证件号码"
        return compared(value, number, sure, subject, "证件号码", policy)

    found = lenient(each(case.documents, check), case, policy)
    return summed(found, "各材料证件号码一致。", "Numbers agree.") or [
        unbound("没有可比对的证件号码。", "No numbers to compare.")
    ]


@rule("GEN-WRONG-PERSON")
def papers_belong_to_the_case(case: Case, policy: Policy) -> list[Verdict]:
    """A paper whose holder is nobody of this case is pointed out."""
    known = [
        party
        for role in ("applicant", "handler", "spouse", "child", "owner")
        for party in people(case, policy, role)
    ]
    head = legal_rep(case, policy)[0]
    known += [Party(name=head)] if head else []

    def check(document: Document) -> Verdict | None:
        if document.type not in HOLDER:
            return None
        if document.type in ROLE_TYPES and document.role:
            return passed("材料属于本案人员。", "Belongs to the case.", document)
        name, number = parties.holder(document, policy)
        if any(
            agrees(name, p.name) or (number is not None and agrees(number, p.number)) for p in known
        ):
            return passed("材料属于本案人员。", "Belongs to the case.", name)
        title = policy.title(document.type)
        if name.sure and (number is None or number.sure or number.state == "missing"):
            return failed(
                f"{title}持有人“{name.text}”不是本案人员，请确认是否误放。",
                "The holder is nobody of this case.",
                name,
            )
        return unclear(f"{title}持有人未能辨认。", "The holder was not read.", name)

    return summed(each(case.documents, check), "材料均属本案人员。", "All of the case.") or [
        unbound("没有可核对持有人的材料。", "Nothing to check.")
    ]


@rule("GEN-EMPLOYER-EQUAL")
def the_units_name_agrees(case: Case, policy: Policy) -> list[Verdict]:
    """Licence, forms, contract, screenshots and tax notice name one and the same unit."""
    unit = parties.employer(case, policy)
    if not unit.name:
        return [unclear("申请单位名称未能确认。", "The unit's name is unknown.")]

    def check(document: Document) -> Verdict | None:
        if document.type not in UNIT_NAMES or document.role == "spouse":
            return None
        if strangers(document, policy):
            return None  # somebody else's contract is with somebody else's employer
        value = unit_on(document, UNIT_NAMES[document.type], unit, policy)
        if (found := by_code(document, value, unit, policy)) is not None:
            return found
        return compared(value, unit.name, unit.sure, f"申请单位 {unit.name} ", "单位名称", policy)

    return summed(each(case.documents, check), "各材料单位名称一致。", "Unit names agree.") or [
        unbound("没有可比对的单位名称。", "No unit names to compare.")
    ]


@rule("GEN-LEGALREP-EQUAL")
def the_legal_representative_agrees(case: Case, policy: Policy) -> list[Verdict]:
    """The licence's legal representative is the one who gives power."""
    said = case.application.extra.get("legal_rep")
    verdicts = []
    for licence in case.of(*parties.UNIT_PAPERS):
        head = look(licence, "legal_rep", policy)
        if isinstance(said, str) and said:
            verdicts.append(compared(head, said, True, f"系统登记的 {said} ", "法定代表人", policy))
        for paper in case.of("power_of_attorney"):
            other = look(paper, "legal_rep", policy)
            if not head.text and due(head, policy):
                told = "无法与授权委托书核对"
                what = f"{policy.title(licence.type)}法定代表人"
                verdicts.append(unsettled(head, other.text, what, told))
            if head.text:
                subject = f"证照的 {head.text} "
                verdicts.append(
                    compared(other, head.text, head.sure, subject, "法定代表人", policy)
                )
    return summed(
        (verdict for verdict in verdicts if verdict), "法定代表人一致。", "The same person."
    ) or [unbound("没有可比对的法定代表人。", "Nothing to compare.")]


@rule("GEN-HANDLER-EQUAL")
def the_handler_agrees(case: Case, policy: Policy) -> list[Verdict]:
    """Power of attorney, identity card and system name the same handler."""
    agent = parties.handler(case, policy)
    verdicts: list[Verdict | None] = []
    for paper in case.of("power_of_attorney"):
        name, number = look(paper, "agent_name", policy), look(paper, "agent_id", policy)
        subject = f"系统登记的经办人 {agent.name} "
        verdicts.append(compared(name, agent.name, agent.sure, subject, "代理人姓名", policy))
        verdicts.append(
            compared(number, agent.number, agent.sure, "经办人的证件号码", "代理人证件号码", policy)
        )
    cards = case.of("id_card", role="handler")
    for card in cards:
        verdicts += _card(card, case, agent, policy)
    if not cards and agent.name:
        verdicts += [_stranger(card, agent, policy) for card in case.of("id_card", role="")]
    return summed(
        (verdict for verdict in verdicts if verdict), f"经办人均为 {agent.name}。", "One handler."
    ) or [unbound("没有可比对的经办人材料。", "Nothing to compare.")]


def _card(card: Document, case: Case, agent: Party, policy: Policy) -> list[Verdict | None]:
    """The handler's card against the record and the power of attorney."""
    name, number = parties.holder(card, policy)
    verdicts = [
        by_number(card, (agent,), policy)
        or compared(name, agent.name, agent.sure, f"经办人 {agent.name} ", "姓名", policy)
    ]
    if number is not None:
        verdicts.append(
            compared(number, agent.number, agent.sure, "经办人的证件号码", "号码", policy)
        )
    return verdicts


def _stranger(card: Document, agent: Party, policy: Policy) -> Verdict | None:
    name, _ = parties.holder(card, policy)
    return compared(name, agent.name, agent.sure, f"经办人 {agent.name} ", "姓名", policy)


RULES: tuple[Rule, ...] = (
    names_agree,
    identity_numbers_agree,
    papers_belong_to_the_case,
    the_units_name_agrees,
    the_legal_representative_agrees,
    the_handler_agrees,
)
