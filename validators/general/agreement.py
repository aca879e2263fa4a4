"""Names and numbers agree across the papers (generic), person by person."""

from core.models.document import Document
from validators.facts import parties
from validators.facts.changes import lenient
from validators.facts.parties import HOLDER, ROLE_TYPES, ROLE_ZH, Party, legal_rep
from validators.facts.sole import holder_on
from validators.facts.whose import by_number, of_person
from validators.ground.case import Case
from validators.ground.compare import agrees, edits, folded
from validators.ground.gather import compared, each, summed
from validators.ground.look import look
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    passed,
    rule,
    unbound,
    unclear,
    without,
)
from validators.policy import Policy, Requirement


def _allowed(document: Document, case: Case, policy: Policy) -> tuple[Party, ...]:
    """Who a paper may name: the person of its role; a lease may also be the spouse's."""
    found = parties.people(case, policy, document.role)
    if document.type == "lease_contract":
        found = (*found, parties.spouse(case, policy))
    return tuple(party for party in found if party.name or party.number)


def _nearest(document: Document, people: tuple[Party, ...], policy: Policy) -> Party:
    """Of several people the one that the paper most likely means."""
    name, number = parties.holder(document, policy)
    said = folded(name.text), folded(number.text if number else "")
    return min(people, key=lambda party: sum(map(edits, said, (folded(party.name), party.number))))


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
        allowed = _allowed(document, case, policy)
        named = tuple(party for party in allowed if party.name)
        if not named:
            return None
        if (found := by_number(document, allowed, policy)) is not None:
            return found
        one, value = _nearest(document, named, policy), holder_on(value, allowed)
        subject = f"{ROLE_ZH[document.role]} {one.name} "
        verdict = compared(value, one.name, one.sure, subject, "姓名", policy)
        if verdict and verdict.status == "fail" and folded(value.text) in former:
            return unclear(
                f"{policy.title(document.type)}姓名“{value.text}”为曾用名，请核对。",
                "A former name explains the difference.", value, severity="advisory",
            )  # fmt: skip
        return verdict and of_person(verdict, document, value, one, policy)

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
        known = tuple(party for party in _allowed(document, case, policy) if party.number)
        if value is None or not known:
            return None
        one, subject = _nearest(document, known, policy), f"{ROLE_ZH[document.role]}的证件号码"
        verdict = compared(value, one.number, one.sure, subject, "证件号码", policy)
        return verdict and of_person(verdict, document, value, one, policy)

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
        for party in parties.people(case, policy, role)
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


@rule("GEN-HANDLER-EQUAL")
def the_handler_agrees(case: Case, policy: Policy) -> list[Verdict]:
    """Power of attorney, identity card and system name the same handler."""
    agent = parties.handler(case, policy)
    verdicts: list[Verdict | None] = []
    for paper in case.of("power_of_attorney"):
        name, number = look(paper, "agent_name", policy), look(paper, "agent_id", policy)
        subject = f"系统登记的经办人 {agent.name} "
        found = [
            (compared(name, agent.name, agent.sure, subject, "代理人姓名", policy), name),
            (
                compared(
                    number, agent.number, agent.sure, "经办人的证件号码", "代理人证件号码", policy
                ),
                number,
            ),
        ]
        whole = all(verdict and verdict.status == "fail" for verdict, _ in found)
        verdicts += [
            because(verdict, f"holder:{paper.id}" if whole else value)
            for verdict, value in found
            if verdict
        ]
    cards = case.of("id_card", role="handler")
    for card in cards:
        verdicts += _card(card, case, agent, policy)
    if not cards and agent.name and _asks_for_the_card(policy.packet(case.service).needs):
        strays = case.of("id_card", role="")
        verdicts += [_stranger(card, agent, policy) for card in strays]
    return summed(
        (verdict for verdict in verdicts if verdict), f"经办人均为 {agent.name}。", "One handler."
    ) or [unbound("没有可比对的经办人材料。", "Nothing to compare.")]


def _card(card: Document, case: Case, agent: Party, policy: Policy) -> list[Verdict | None]:
    """The handler's card against the record and the power of attorney."""
    name, number = parties.holder(card, policy)
    subject = f"经办人 {agent.name} "
    named = by_number(card, (agent,), policy) or compared(
        name, agent.name, agent.sure, subject, "姓名", policy
    )
    verdicts = [named and of_person(named, card, name, agent, policy)]
    if number is not None:
        told = compared(number, agent.number, agent.sure, "经办人的证件号码", "号码", policy)
        verdicts.append(told and of_person(told, card, number, agent, policy))
    return verdicts


def _stranger(card: Document, agent: Party, policy: Policy) -> Verdict | None:
    """A card of nobody here where the handler's is asked: that one is not there."""
    name, _ = parties.holder(card, policy)
    verdict = compared(name, agent.name, agent.sure, f"经办人 {agent.name} ", "姓名", policy)
    return verdict and without(verdict, "id_card:handler")


def _asks_for_the_card(need: Requirement) -> bool:
    """Whether a service's papers have the handler's identity card among them."""
    return need.paper == "id_card:handler" or any(
        map(_asks_for_the_card, (*need.all_of, *need.any_of))
    )


RULES: tuple[Rule, ...] = (
    names_agree,
    identity_numbers_agree,
    papers_belong_to_the_case,
    the_handler_agrees,
)
