"""Seals on income and tax papers, guide 六（二）常规10, annexes 3, 8 and 9."""

from dataclasses import replace

from core.models.document import Document
from validators.facts import parties
from validators.facts.parties import INCOME
from validators.facts.sealed import elses, seal_cause
from validators.ground.case import Case
from validators.ground.gather import summed
from validators.ground.hidden import next_page, place, place_en
from validators.ground.stamps import CLASS_ZH, Found, unit_seal
from validators.ground.verdict import (
    Rule,
    Verdict,
    Witness,
    because,
    failed,
    passed,
    rule,
    unbound,
    unclear,
)
from validators.policy import Policy

TAX = ("tax_info_notice",)


@rule("MAT-FIN-SEAL")
def tax_and_income_papers_bear_the_finance_seal(case: Case, policy: Policy) -> list[Verdict]:
    """Each page of each income and tax paper bears the unit's 财务专用章."""
    verdicts = [
        verdict for paper in case.of(*TAX, *INCOME) for verdict in _pages(paper, case, policy)
    ]
    return summed(verdicts, "均已加盖财务专用章。", "The finance seals are there.") or [
        unbound("没有纳税或个人收入材料。", "No tax or income paper.")
    ]


@rule("UNIT-TAXNOTICE-FINSEAL")
def tax_notice_bears_the_finance_seal(case: Case, policy: Policy) -> list[Verdict]:
    """The applicant unit's finance seal; neither the bureau's seal nor the 公章 replaces it."""
    verdicts = [_whole(paper, case, policy) for paper in case.of(*TAX)]
    return verdicts or [unbound("没有涉税告知书，见材料齐全一项。", "No tax notice.")]


def _whole(paper: Document, case: Case, policy: Policy) -> Verdict:
    """One printed record of several leaves: a seal on any of them, by practice."""
    found = unit_seal(paper, parties.employer(case, policy).name, "finance", policy)
    return _answer(paper, found, "", case, policy)


def _pages(paper: Document, case: Case, policy: Policy) -> list[Verdict]:
    """The seals of a paper's pages; of pages with one and the same lack a single answer."""
    if paper.type in TAX or paper.type == "iit_tax_record":
        return [_whole(paper, case, policy)]
    unit, alike = parties.employer(case, policy).name, dict[tuple[str, str], list[int]]()
    found = [unit_seal(paper, unit, "finance", policy, page) for page in paper.pages]
    for n, one in enumerate(found):
        alike.setdefault((one.state, one.ring), []).append(n)
    verdicts = []
    for pages in alike.values():
        several = len(paper.pages) > 1
        where = f"第 {'、'.join(str(n + 1) for n in pages)} 页" if several else ""
        shown = tuple(shown for n in pages for shown in found[n].evidence)
        one = replace(found[pages[0]], evidence=shown)
        verdicts.append(_answer(paper, one, where, case, policy))
    return verdicts


def _answer(paper: Document, found: Found, where: str, case: Case, policy: Policy) -> Verdict:
    """What is said of a finance seal; it may stand on a page that was not known to go on."""
    unit, beyond = parties.employer(case, policy).name, next_page(case, paper, policy)
    title, title_en = policy.title(paper.type) + where, policy.title_en(paper.type)
    shown: tuple[Witness, ...] = found.evidence or (paper,)
    if found.state == "there":
        return passed(f"{title}已加盖财务专用章。", "The finance seal is there.", *shown)
    if found.state == "unread":
        read = f"读作“{found.ring}”" if found.ring else "未能辨认"
        return unclear(
            f"{title}的印章{read}，请核对是否为 {unit} 财务专用章。",
            f"{title_en}: whether the seal is the finance seal of {unit} was not made out.",
            *shown,
        )
    if found.state == "absent" and beyond is not None:
        return unclear(
            f"{title}未见财务专用章；{place(beyond)}未能辨认，可能是其续页，请核对。",
            f"{title_en}: no finance seal; {place_en(beyond)} may be its next page.",
            *shown,
            beyond,
        )
    cause = seal_cause(paper, "finance", found.ring, case, policy)
    said, said_en = {
        "absent": ("未见财务专用章", "no finance seal"),
        "wrong": (
            f"所盖为{CLASS_ZH.get(found.kind, '其他印章')}，没有财务专用章",
            "a seal of another class, no finance seal",
        ),
        "foreign": (
            f"财务专用章环文为“{found.ring}”，不是申请单位 {unit}",
            f"the finance seal of '{found.ring}', not of the applying unit {unit}",
        ),
    }[found.state]
    do, do_en = f"须加盖 {unit} 财务专用章", f"the finance seal of {unit} is needed"
    if elses(paper, case, policy) is not None:  # no unit certifies what another paid
        do, do_en = "请提供申请单位自己的材料", "papers of the applying unit are needed"
    return because(
        failed(f"{title}{said}，{do}。", f"{title_en}: {said_en}; {do_en}.", *shown), cause
    )


RULES: tuple[Rule, ...] = (
    tax_and_income_papers_bear_the_finance_seal,
    tax_notice_bears_the_finance_seal,
)
