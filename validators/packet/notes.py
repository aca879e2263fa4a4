"""The handler's notes on income papers, guide 六（二）常规10, annexes 8 and 9."""

import re

from core.models.document import Annotation, Document
from validators.facts import parties
from validators.facts.another import note_of_payer, payer_of
from validators.facts.names import names
from validators.facts.parties import Party
from validators.facts.signed import signed_by_another
from validators.ground.case import Case
from validators.ground.compare import HIGH, edits, folded, lookalike
from validators.ground.hidden import next_page, place, place_en
from validators.ground.look import look
from validators.ground.named import named_in, partly
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    note_evidence,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

WAGES = re.compile(r"(工资|薪酬|薪金|薪资|应税收入|收入|个税|个人所得税).{0,6}由")
VERB = re.compile(r"发放|支付|代发|代扣|代缴|扣缴|缴纳")
UNREAD = 0.6
"""Below this confidence a handwritten name does not show who signed."""


@rule("MAT-INCOME-ANNOTATION")
def income_papers_carry_the_handlers_note(case: Case, policy: Policy) -> list[Verdict]:
    """某某人工资由 XXX 单位发放, with the handler's signature, on screenshots and records."""
    papers = case.of("its_withholding_screenshot", "iit_tax_record")
    return _notes(case, papers, policy)


@rule("MAT-TAXLIST-ANNOTATION")
def tax_lists_carry_the_handlers_note(case: Case, policy: Policy) -> list[Verdict]:
    """Either wording of the note on the old list (AMB-13)."""
    return _notes(case, case.of("iit_tax_list"), policy)


def _notes(case: Case, papers: tuple[Document, ...], policy: Policy) -> list[Verdict]:
    if not papers:
        return [not_applicable("没有此类材料。", "No such paper.")]
    person, agent = parties.applicant(case, policy), parties.handler(case, policy)
    known = names(case, policy)
    verdicts = []
    for paper in papers:
        unit = payer_of(paper, known, case, policy)
        beyond = next_page(case, paper, policy)
        verdict = _noted(paper, (person, unit, agent), beyond, policy)
        ours = _noted(paper, (person, known.unit, agent), beyond, policy)
        verdicts.append(note_of_payer(paper, verdict, ours, case, policy))
    return verdicts


def _noted(
    paper: Document, who: tuple[Party, Party, Party], beyond: Document | None, policy: Policy
) -> Verdict:
    """The note of one paper; it may be `beyond`, on an unrecognised next page."""
    person, unit, agent = who
    title, title_en = policy.title(paper.type), policy.title_en(paper.type)
    if paper.annotations:
        note = max(paper.annotations, key=lambda found: found.confidence)
        return _worded(paper, note, who, title, policy)
    wanted = f"“{person.name}工资由{unit.name}发放”并由经办人 {agent.name} 签字"
    wanted_en = f"“{person.name}工资由{unit.name}发放”, signed by the handler {agent.name}"
    field = look(paper, "annotation", policy)
    if field.state == "absent" and beyond is not None:
        return to_review(
            f"{title}未见注明；{place(beyond)}未能辨认，可能是其续页，请核对。",
            f"{title_en}: no note was found; {place_en(beyond)} was not read and may be its next "
            "page; please check.",
            field,
            beyond,
        )
    if field.state == "absent" and not paper.troubles:
        return failed(
            f"{title}未见注明，须写明{wanted}。",
            f"{title_en}: the note is missing; please write {wanted_en}.",
            field,
        )
    return to_review(
        f"{title}上的注明未能辨认，须有{wanted}。",
        f"{title_en}: the note was not read; it must say {wanted_en}; please check.",
        field,
    )


def _worded(
    paper: Document, note: Annotation, who: tuple[Party, Party, Party], title: str, policy: Policy
) -> Verdict:
    person, unit, agent = who
    shown = note_evidence(paper, note)
    text = folded(note.text)
    sure = note.confidence >= policy.threshold("annotation")
    form = bool(WAGES.search(text) and VERB.search(text))
    named = _says(text, person.name, note.confidence)
    by = _says(text, unit.name, note.confidence)
    wanted_en = f"it should be “{person.name}工资由{unit.name}发放”"
    if not form or named is not True or by is not True:
        wrong = sure and (named is False or by is False or not form) and None not in (named, by)
        if wrong:
            return failed(
                f"{title}注明为“{note.text}”，应为“{person.name}工资由{unit.name}发放”。",
                f"{policy.title_en(paper.type)}: the note reads “{note.text}”; {wanted_en}; please "
                "correct it.",
                shown,
            )
        return to_review(
            f"{title}注明读作“{note.text}”，请核对是否为“{person.name}工资由{unit.name}发放”。",
            f"{policy.title_en(paper.type)}: the note reads “{note.text}”; {wanted_en}; please "
            "check.",
            shown,
        )
    return _signed(paper, note, agent, title, policy)


def _says(text: str, name: str, confidence: float) -> bool | None:
    """Whether the note contains a name; None if a misread character may explain its absence.

    A name that is part of another one does not count: 张三丰工资由…, …公司东城分公司发放.
    """
    whole, name = name, folded(name)
    if not name:
        return None
    if (answer := named_in(text, name)) or name in text:
        return answer
    if partly(text, whole):
        return None
    near = min(
        (text[i : i + len(name)] for i in range(max(1, len(text) - len(name) + 1))),
        key=lambda part: edits(part, name),
    )
    gap = edits(near, name)
    if confidence >= HIGH:
        return None if gap == 1 and lookalike(near, name) else False
    return None if gap <= max(1, len(name) // 4) else False


def _signed(paper: Document, note: Annotation, agent: Party, title: str, policy: Policy) -> Verdict:
    shown = note_evidence(paper, note)
    title_en = policy.title_en(paper.type)
    field = look(paper, "handler_signature", policy)
    name, sure = note.signature, note.signature_confidence
    if name is None and field.text:
        name, sure = field.text, field.field.confidence if field.field else 0.0
    if name is None and field.state == "doubt":
        name, sure = "", 0.0
    if name is None:
        if field.state == "absent" or (field.state == "missing" and not paper.troubles):
            return failed(
                f"{title}注明旁没有经办人签字，须由经办人 {agent.name} 签字。",
                f"{title_en}: the note is not signed; the handler {agent.name} should sign.",
                shown,
            )
        return to_review(
            f"{title}注明旁的签字未能辨认，请核对。",
            f"{title_en}: the signature beside the note was not made out; please check.",
            shown,
        )
    if not name or sure < UNREAD:
        return to_review(
            f"{title}注明旁的签字未能辨认，请目视核对是否为 {agent.name or '经办人'}。",
            f"{title_en}: the signature beside the note was not read; please check by eye whether "
            f"it is that of {agent.name or 'the handler'}.",
            shown,
        )
    if not agent.name:
        return passed(
            f"{title}注明齐全，由“{name}”签字。",
            f"{title_en}: the note is there, signed “{name}”.",
            shown,
        )
    if folded(name) == folded(agent.name):
        return passed(
            f"{title}注明齐全，经办人 {agent.name} 已签字。",
            f"{title_en}: the note is there, signed by the handler {agent.name}.",
            shown,
        )
    if signed_by_another(name, sure, agent, policy):
        verdict = failed(
            f"{title}注明旁签名为“{name}”，不是经办人 {agent.name}；请由经办人签字或补委托。",
            f"{title_en}: the note is signed “{name}”, not by the handler {agent.name}, who should "
            "sign, or hand in a power for the signer.",
            shown,
        )
        return because(verdict, f"note:{paper.id}")
    return to_review(
        f"{title}注明旁签名读作“{name}”，请核对是否为经办人 {agent.name}。",
        f"{title_en}: the signature reads “{name}”; please check whether it is the handler "
        f"{agent.name}'s.",
        shown,
    )


RULES: tuple[Rule, ...] = (
    income_papers_carry_the_handlers_note,
    tax_lists_carry_the_handlers_note,
)
