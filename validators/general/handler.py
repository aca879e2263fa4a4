"""The handler is one person on all papers (generic)."""

from core.models.document import Document
from validators.facts import parties
from validators.facts.parties import INCOME, Party
from validators.facts.signed import signed_by_another
from validators.facts.whose import by_number, of_person
from validators.ground.case import Case
from validators.ground.gather import Words, compared, summed
from validators.ground.look import look
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    note_evidence,
    rule,
    without,
)
from validators.policy import Policy, Requirement

NUMBER = "经办人的证件号码", "the handler's identity number"


@rule("GEN-HANDLER-EQUAL")
def the_handler_agrees(case: Case, policy: Policy) -> list[Verdict]:
    """Power of attorney, identity card and system name the same handler."""
    agent = parties.handler(case, policy)
    verdicts: list[Verdict | None] = []
    for paper in case.of("power_of_attorney"):
        name, number = look(paper, "agent_name", policy), look(paper, "agent_id", policy)
        subject = f"系统登记的经办人 {agent.name} ", f"the handler {agent.name} on record"
        found = [
            (compared(name, agent.name, agent.sure, subject, "代理人姓名", policy), name),
            (
                compared(number, agent.number, agent.sure, NUMBER, "代理人证件号码", policy),
                number,
            ),
        ]
        whole = all(verdict and verdict.status == "fail" for verdict, _ in found)
        verdicts += [
            because(verdict, f"holder:{paper.id}" if whole else value)
            for verdict, value in found
            if verdict
        ]
    verdicts += [*_applied(case, agent, policy), *_notes(case, agent, policy)]
    cards = case.of("id_card", role="handler")
    for card in cards:
        verdicts += _card(card, case, agent, policy)
    if not cards and agent.name and _asks_for_the_card(case, policy):
        strays = case.of("id_card", role="")
        verdicts += [_stranger(card, agent, policy) for card in strays]
    return summed(
        (verdict for verdict in verdicts if verdict),
        f"经办人均为 {agent.name}。",
        f"The handler is {agent.name} everywhere.",
    ) or [not_applicable("没有可比对的经办人材料。", "Nothing to compare.")]


def _applied(case: Case, agent: Party, policy: Policy) -> list[Verdict | None]:
    """The agent named in the registration application; another rule reports a blank field."""
    verdicts: list[Verdict | None] = []
    for paper in case.of("unit_registration_application"):
        name, number = look(paper, "agent_name", policy), look(paper, "agent_id", policy)
        for value, known, what in ((name, agent.name, "姓名"), (number, agent.number, "号码")):
            subject = ("经办人", NUMBER[1]) if value is number else _named(agent)
            if value.state != "absent":
                verdict = compared(value, known, agent.sure, subject, f"代理人{what}", policy)
                verdicts.append(verdict and because(verdict, value))
    return verdicts


def _named(agent: Party) -> Words:
    return f"经办人 {agent.name} ", f"the handler {agent.name}"


def _notes(case: Case, agent: Party, policy: Policy) -> list[Verdict]:
    """Notes on income papers signed by somebody else; their own rule reports unread ones."""
    verdicts = []
    for paper in case.of(*INCOME) if agent.sure else ():
        for note in paper.annotations:
            if not signed_by_another(note.signature, note.signature_confidence, agent, policy):
                continue
            verdict = failed(
                f"{policy.title(paper.type)}注明旁签名为“{note.signature}”，不是经办人"
                f" {agent.name}，请由经办人签字或补委托。",
                f"{policy.title_en(paper.type)}: the note is signed “{note.signature}”, not by the "
                f"handler {agent.name}, who should sign, or hand in a power for the signer.",
                note_evidence(paper, note),
            )
            verdicts.append(because(verdict, f"note:{paper.id}"))
    return verdicts


def _card(card: Document, case: Case, agent: Party, policy: Policy) -> list[Verdict | None]:
    """The handler's card against the record and the power of attorney."""
    name, number = parties.holder(card, policy)
    named = by_number(card, (agent,), policy) or compared(
        name, agent.name, agent.sure, _named(agent), "姓名", policy
    )
    verdicts = [named and of_person(named, card, name, agent, policy)]
    if number is not None:
        verdict = compared(number, agent.number, agent.sure, NUMBER, "号码", policy)
        verdicts.append(verdict and of_person(verdict, card, number, agent, policy))
    return verdicts


def _stranger(card: Document, agent: Party, policy: Policy) -> Verdict | None:
    """A card of an unknown person where the handler's is required: the handler's is missing."""
    name, _ = parties.holder(card, policy)
    verdict = compared(name, agent.name, agent.sure, _named(agent), "姓名", policy)
    return verdict and without(verdict, "id_card:handler")


def _asks_for_the_card(case: Case, policy: Policy) -> bool:
    """Whether the service requires the handler's identity card."""
    return bool(case.service) and _holds_the_card(policy.packet(case.service).needs)


def _holds_the_card(need: Requirement) -> bool:
    return need.paper == "id_card:handler" or any(
        map(_holds_the_card, (*need.all_of, *need.any_of))
    )


RULES: tuple[Rule, ...] = (the_handler_agrees,)
