"""Seals on income and tax papers, guide 六（二）常规10, annexes 3, 8 and 9."""

from dataclasses import replace

from core.models.document import Document
from validators.facts import parties
from validators.facts.another import PAYER, seal_of_payer
from validators.facts.names import NAMED, seal_of_unit
from validators.facts.parties import INCOME
from validators.facts.sealed import seal_cause
from validators.ground.case import Case
from validators.ground.gather import Words, summed
from validators.ground.hidden import next_page, place, place_en
from validators.ground.look import Value, look
from validators.ground.stamps import CLASS_EN, CLASS_ZH, SealSearch
from validators.ground.verdict import (
    Rule,
    Verdict,
    Witness,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

TAX = ("tax_info_notice",)
WHOLE: Words = ("", "")
"""No specific page of a paper."""


@rule("MAT-FIN-SEAL")
def tax_and_income_papers_bear_the_finance_seal(case: Case, policy: Policy) -> list[Verdict]:
    """Each page of each income and tax paper bears the unit's 财务专用章."""
    verdicts = [
        verdict for paper in case.of(*TAX, *INCOME) for verdict in _pages(paper, case, policy)
    ]
    return summed(verdicts, "均已加盖财务专用章。", "The finance seals are there.") or [
        not_applicable("没有纳税或个人收入材料。", "No tax or income paper.")
    ]


@rule("UNIT-TAXNOTICE-FINSEAL")
def tax_notice_bears_the_finance_seal(case: Case, policy: Policy) -> list[Verdict]:
    """The applicant unit's finance seal; neither the bureau's seal nor the 公章 replaces it."""
    verdicts = [_whole(paper, case, policy) for paper in case.of(*TAX)]
    return verdicts or [not_applicable("没有涉税告知书，见材料齐全一项。", "No tax notice.")]


def _named(paper: Document, policy: Policy) -> Value:
    return look(paper, NAMED.get(paper.type, PAYER), policy)


def _whole(paper: Document, case: Case, policy: Policy) -> Verdict:
    """One printed record of several sheets: in practice a seal on any of them is enough."""
    found = seal_of_unit(paper, _named(paper, policy), "finance", case, policy)
    if found.state != "there" and paper.type not in TAX:
        verdict = seal_of_payer(paper, None, WHOLE, case, policy)
        return verdict or _answer(paper, found, WHOLE, case, policy)
    return _answer(paper, found, WHOLE, case, policy)


def _pages(paper: Document, case: Case, policy: Policy) -> list[Verdict]:
    """The seals of a paper's pages; pages with the same fault get a single answer."""
    if paper.type in TAX or paper.type == "iit_tax_record":
        return [_whole(paper, case, policy)]
    called, alike = _named(paper, policy), dict[tuple[str, str], list[int]]()
    found = [seal_of_unit(paper, called, "finance", case, policy, page) for page in paper.pages]
    for n, one in enumerate(found):
        alike.setdefault((one.state, one.ring), []).append(n)
    verdicts = []
    for pages in alike.values():
        where = _pages_named(pages) if len(paper.pages) > 1 else WHOLE
        one = replace(found[pages[0]], evidence=tuple(e for n in pages for e in found[n].evidence))
        verdict = None
        if one.state != "there":
            verdict = seal_of_payer(paper, paper.pages[pages[0]], where, case, policy)
        verdicts.append(verdict or _answer(paper, one, where, case, policy))
    return verdicts


def _pages_named(pages: list[int]) -> Words:
    numbers = [str(n + 1) for n in pages]
    word = "page" if len(numbers) == 1 else "pages"
    return f"第 {'、'.join(numbers)} 页", f", {word} {', '.join(numbers)}"


def _answer(
    paper: Document, found: SealSearch, where: Words, case: Case, policy: Policy
) -> Verdict:
    """The verdict on a finance seal; it may be on an unrecognised next page."""
    known, beyond = parties.employer(case, policy), next_page(case, paper, policy)
    unit = known.name
    title, title_en = policy.title(paper.type) + where[0], policy.title_en(paper.type) + where[1]
    shown: tuple[Witness, ...] = found.evidence or (paper,)
    if found.state == "there":
        return passed(
            f"{title}已加盖财务专用章。", f"{title_en}: the finance seal is there.", *shown
        )
    cause = seal_cause(paper, "finance", found.ring, case, policy)
    if found.state == "unread" or (found.state == "foreign" and not known.sure):
        read, read_en = "未能辨认", "was not read"
        if found.ring:
            read, read_en = f"读作“{found.ring}”", f"reads “{found.ring}”"
        verdict = to_review(
            f"{title}的印章{read}，请核对是否为 {unit} 财务专用章。",
            f"{title_en}: the seal {read_en}; please check whether it is the finance seal of "
            f"{unit}.",
            *shown,
        )
        return because(verdict, cause)
    if found.state == "absent" and beyond is not None:
        return to_review(
            f"{title}未见财务专用章；{place(beyond)}未能辨认，可能是其续页，请核对。",
            f"{title_en}: no finance seal; {place_en(beyond)} was not read and may be its "
            "next page; please check.",
            *shown,
            beyond,
        )
    text, text_en = {
        "absent": ("未见财务专用章", "no finance seal"),
        "wrong": (
            f"所盖为{CLASS_ZH.get(found.kind, '其他印章')}，没有财务专用章",
            f"the {CLASS_EN.get(found.kind, 'seal of another class')}, no finance seal",
        ),
        "foreign": (
            f"财务专用章环文为“{found.ring}”，不是申请单位 {unit}",
            f"the finance seal of “{found.ring}”, not of the applying unit {unit}",
        ),
    }[found.state]
    verdict = failed(
        f"{title}{text}，须加盖 {unit} 财务专用章。",
        f"{title_en}: {text_en}; please add the finance seal of {unit}.",
        *shown,
    )
    return because(verdict, cause)


RULES: tuple[Rule, ...] = (
    tax_and_income_papers_bear_the_finance_seal,
    tax_notice_bears_the_finance_seal,
)
