"""Seals and notes on income and tax papers, guide 六（二）常规10, annexes 3, 8 and 9."""

import re

from core.models.document import Annotation, Document, PageRef
from validators.facts import parties
from validators.facts.another import PAYER, note_of_payer, payer_of, seal_of_payer
from validators.facts.names import NAMED, names, seal_of_unit
from validators.facts.parties import INCOME, Party
from validators.ground.case import Case
from validators.ground.compare import HIGH, edits, folded, lookalike
from validators.ground.hidden import next_page, place, place_en
from validators.ground.look import Value, look
from validators.ground.stamps import Found
from validators.ground.verdict import (
    Rule,
    Verdict,
    Witness,
    failed,
    note_evidence,
    passed,
    rule,
    unbound,
    unclear,
)
from validators.policy import Policy

TAX = ("tax_info_notice",)
WAGES = re.compile(r"(工资|薪酬|薪金|薪资|应税收入|收入|个税|个人所得税).{0,6}由")
VERB = re.compile(r"发放|支付|代发|代扣|代缴|扣缴|缴纳")
UNREAD = 0.6
"""Below this the reading of a handwritten name says nothing about whose it is."""


@rule("MAT-FIN-SEAL")
def tax_and_income_papers_bear_the_finance_seal(case: Case, policy: Policy) -> list[Verdict]:
    """Each page of each income and tax paper bears the unit's 财务专用章."""
    verdicts = [
        _on_page(paper, n, next_page(case, paper, policy), case, policy)
        for paper in case.of(*TAX, *INCOME)
        for n in range(len(paper.pages))
    ]
    return verdicts or [unbound("没有纳税或个人收入材料。", "No tax or income paper.")]


@rule("UNIT-TAXNOTICE-FINSEAL")
def tax_notice_bears_the_finance_seal(case: Case, policy: Policy) -> list[Verdict]:
    """The applicant unit's finance seal; neither the bureau's seal nor the 公章 replaces it."""
    unit = parties.employer(case, policy)
    verdicts = [
        _answer(
            paper,
            seal_of_unit(paper, look(paper, "taxpayer_name", policy), "finance", case, policy),
            unit.name,
            policy,
            beyond=next_page(case, paper, policy),
        )
        for paper in case.of(*TAX)
    ]
    return verdicts or [unbound("没有涉税告知书，见材料齐全一项。", "No tax notice.")]


def _named(paper: Document, policy: Policy) -> Value:
    return look(paper, NAMED.get(paper.type, PAYER), policy)


def _on_page(
    paper: Document, n: int, beyond: Document | None, case: Case, policy: Policy
) -> Verdict:
    """The seal of one page; it may stand `beyond`, on a page that was not known to go on."""
    unit = parties.employer(case, policy).name
    page: PageRef | None = paper.pages[n]
    where = f"第 {n + 1} 页" if len(paper.pages) > 1 else ""
    if paper.type in TAX or paper.type == "iit_tax_record":
        # one printed record of several leaves: a seal on any of them, by practice
        page, where = None, ""
    found = seal_of_unit(paper, _named(paper, policy), "finance", case, policy, page)
    if found.state != "there" and (told := seal_of_payer(paper, page, where, case, policy)):
        return told
    return _answer(paper, found, unit, policy, where, beyond=beyond)


def _answer(
    paper: Document,
    found: Found,
    unit: str,
    policy: Policy,
    where: str = "",
    beyond: Document | None = None,
) -> Verdict:
    title = policy.title(paper.type) + where
    shown: tuple[Witness, ...] = found.evidence or (paper,)
    if found.state == "there":
        return passed(f"{title}已加盖财务专用章。", "The finance seal is there.", *shown)
    if found.state == "unread":
        return unclear(
            f"{title}的印章未能辨认，无法确认是否为 {unit} 财务专用章。",
            "The seal was not read well enough.",
            *shown,
        )
    if found.state == "absent" and beyond is not None:
        return unclear(
            f"{title}未见财务专用章；{place(beyond)}未能辨认，可能是其续页，请核对。",
            f"No finance seal; {place_en(beyond)} may be its next page.",
            *shown,
            beyond,
        )
    said = {
        "absent": "未见财务专用章",
        "wrong": "只有单位公章或其他印章，没有财务专用章",
        "foreign": f"财务专用章环文为“{found.ring}”，不是申请单位",
    }[found.state]
    return failed(
        f"{title}{said}，须加盖 {unit} 财务专用章。",
        f"Finance seal of the applying unit needed ({found.state}).",
        *shown,
    )


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
        return [unbound("没有此类材料。", "No such paper.")]
    person, agent = parties.applicant(case, policy), parties.handler(case, policy)
    known = names(case, policy)
    verdicts = []
    for paper in papers:
        unit = payer_of(paper, known, case, policy)
        beyond = next_page(case, paper, policy)
        verdict = _noted(paper, (person, unit, agent), beyond, policy)
        ours = _noted(paper, (person, known.unit, agent), beyond, policy)
        verdict = note_of_payer(paper, verdict, ours, case, policy)
        verdicts.append(verdict)
    return verdicts


def _noted(
    paper: Document, who: tuple[Party, Party, Party], beyond: Document | None, policy: Policy
) -> Verdict:
    """The note of one paper; it may stand `beyond`, on a page that was not known to go on."""
    person, unit, agent = who
    title = policy.title(paper.type)
    wanted = f"“{person.name}工资由{unit.name}发放”并由经办人 {agent.name} 签字"
    if not paper.annotations:
        field = look(paper, "annotation", policy)
        if field.state == "absent" and beyond is not None:
            return unclear(
                f"{title}未见注明；{place(beyond)}未能辨认，可能是其续页，请核对。",
                f"No note; {place_en(beyond)} may be its next page.",
                field,
                beyond,
            )
        if field.state == "absent" and not paper.troubles:
            return failed(
                f"{title}未见注明，须写明{wanted}。", "The handler's note is missing.", field
            )
        return unclear(f"{title}上的注明未能辨认，须有{wanted}。", "The note was not read.", field)
    note = max(paper.annotations, key=lambda found: found.confidence)
    return _worded(paper, note, who, title, policy)


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
    if not form or named is not True or by is not True:
        wrong = sure and (named is False or by is False or not form) and None not in (named, by)
        if wrong:
            return failed(
                f"{title}注明为“{note.text}”，应为“{person.name}工资由{unit.name}发放”。",
                f"The note reads '{note.text}'.",
                shown,
            )
        return unclear(
            f"{title}注明读作“{note.text}”，请核对是否为“{person.name}工资由{unit.name}发放”。",
            "The note was not read well enough.",
            shown,
        )
    return _signed(paper, note, agent, title, policy)


def _says(text: str, name: str, confidence: float) -> bool | None:
    """Whether the note holds a name; None where a misread character may explain its lack."""
    name = folded(name)
    if not name:
        return None
    if name in text:
        return True
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
                "The handler's signature is missing.",
                shown,
            )
        return unclear(f"{title}注明旁的签字未能辨认。", "The signature was not found.", shown)
    if not name or sure < UNREAD:
        return unclear(
            f"{title}注明旁的签字未能辨认，请目视核对是否为 {agent.name or '经办人'}。",
            "Something stands where the handler signs; it was not read.",
            shown,
        )
    if not agent.name:
        return passed(f"{title}注明齐全，由“{name}”签字。", f"Noted, signed '{name}'.", shown)
    if folded(name) == folded(agent.name):
        return passed(f"{title}注明齐全，经办人 {agent.name} 已签字。", "Noted and signed.", shown)
    cut = folded(agent.name).startswith(folded(name))
    other = edits(folded(name), folded(agent.name)) > 1 and not cut
    if sure >= policy.threshold("person") and other:
        return failed(
            f"{title}注明旁签名为“{name}”，不是经办人 {agent.name}；请由经办人签字或补委托。",
            f"Signed by '{name}', not by the handler.",
            shown,
        )
    return unclear(
        f"{title}注明旁签名读作“{name}”，请核对是否为经办人 {agent.name}。",
        f"The signature reads '{name}'.",
        shown,
    )


RULES: tuple[Rule, ...] = (
    tax_and_income_papers_bear_the_finance_seal,
    tax_notice_bears_the_finance_seal,
    income_papers_carry_the_handlers_note,
    tax_lists_carry_the_handlers_note,
)
