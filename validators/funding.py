"""Condition 7's limbs, guide 二（二）7 and 六（二）条件6: investment, equity or tax."""

from decimal import Decimal

from pipeline.models.document import Document
from validators.case import Case
from validators.gaps import lacking
from validators.look import Value, cell, look
from validators.policy import Policy
from validators.shareholding import is_unit
from validators.verdict import Rule, Verdict, Witness, failed, passed, rule, unbound, unclear

CENT = Decimal("0.01")
INVEST = ("capital_increase_agreement", "capital_verification_report", "bank_receipt")
TAX = ("articles_of_association", "tax_info_query_application", "tax_info_notice")
Limb = tuple[bool | None, str, tuple[Witness, ...]]
"""Whether a limb is met, what was read, and where; None where it was not read for sure."""


def _years(case: Case, policy: Policy) -> range:
    return range(case.day.year - policy.whole("recent_years", case.day), case.day.year)


@rule("APP-C7-FUNDING")
def funding_or_tax_is_over_the_line(case: Case, policy: Policy) -> Verdict:
    """Own investment over 5 million, equity over 10 million, or 5 million of tax a year."""
    if case.condition != 7:
        return unbound("未申报条件7。", "Condition 7 is not declared.")
    tried = (_equity(case, policy), _own(case, policy), _tax(case, policy))
    limbs = [limb for limb in tried if limb is not None]
    if not limbs:
        return unbound("没有投融资或纳税材料，见条件7材料。", "No paper of condition 7.")
    told = "；".join(limb[1] for limb in limbs)
    shown = [witness for limb in limbs for witness in limb[2]]
    answers = [limb[0] for limb in limbs]
    if True in answers:
        return passed(f"{told}，达到条件7。", "One limb is met.", *shown)
    if None in answers or case.unread:
        return unclear(f"{told}，未能确认是否达到条件7。", "Not read well enough.", *shown)
    return failed(f"{told}，均未达到条件7。", "No limb is met.", *shown)


def _equity(case: Case, policy: Policy) -> Limb | None:
    values = [
        look(paper, "investment_amount", policy) for paper in case.of("capital_increase_agreement")
    ]
    if not values:
        return None
    need = policy.figure("condition7_equity", case.day)
    total = _sum(values)
    said = "未能辨认" if total is None else f"{total} 元"
    answer = None if total is None else total > need
    return answer, f"股权类现金融资 {said}（须大于 {need} 元）", tuple(values)


def _own(case: Case, policy: Policy) -> Limb | None:
    """What natural persons paid in; beside an agreement the total is the investors' money."""
    need = policy.figure("condition7_own_investment", case.day)
    for paper in case.of("capital_verification_report"):
        rows = [
            (cell(paper, row, "shareholder", policy), cell(paper, row, "paid", policy))
            for row in paper.rows
        ]
        if rows:
            paid = [value for holder, value in rows if not is_unit(holder.text)]
            total = _sum(paid) if paid else Decimal(0)
            said = "未能辨认" if total is None else f"{total} 元"
            sure = total is not None and not paper.troubles
            answer = total > need if sure and total is not None else None
            return answer, f"自然人股东自主投入 {said}（须超过 {need} 元）", (paper, *paid)
        whole = look(paper, "paid_in_total", policy)
        if case.of("capital_increase_agreement"):
            return None
        low = whole.sure and whole.amount is not None and whole.amount <= need
        said = f"累计实缴 {whole.text or '未能辨认'}，未列明何人投入"
        return False if low else None, f"{said}（须超过 {need} 元）", (whole,)
    return None


def _tax(case: Case, policy: Policy) -> Limb | None:
    """The mean of three years; a notice of last year alone is not meant for this."""
    years = _years(case, policy)
    covered, spans, vague = _spans(case, policy)
    if not spans or not (covered & set(years[:-1]) or vague):
        return None
    shown = tuple(look(paper, "total", policy) for paper, _ in spans)
    need = policy.figure("condition7_tax", case.day)
    counts = [year for _, whole in spans for year in whole]
    clean = sorted(counts) == list(years) and not vague
    total = _sum(shown) if clean else None
    mean = None if total is None else (total / len(years)).quantize(CENT)
    said = "未能完整读取" if mean is None else f"{mean} 元"
    answer = None if mean is None else mean >= need
    return answer, f"近三年平均每年纳税 {said}（须达到 {need} 元）", shown


Spans = list[tuple[Document, tuple[int, ...]]]


def _spans(case: Case, policy: Policy) -> tuple[set[int], Spans, bool]:
    """The whole years each notice covers, and whether a period was not read."""
    found: Spans = []
    vague = False
    for paper in case.of("tax_info_notice"):
        start, end = look(paper, "period_start", policy), look(paper, "period_end", policy)
        if not (start.sure and end.sure and start.day and end.day):
            vague = True
            continue
        covers = range(start.day.year, end.day.year + 1)
        whole = tuple(y for y in covers if start.text <= f"{y}-01-01" and end.text >= f"{y}-12-31")
        found.append((paper, whole))
    return {year for _, years in found for year in years}, found, vague


def _sum(values: list[Value] | tuple[Value, ...]) -> Decimal | None:
    total = Decimal(0)
    for value in values:
        if not value.sure or value.amount is None:
            return None
        total += value.amount
    return total


def _claims(case: Case, policy: Policy) -> tuple[bool, bool]:
    """Which limb the papers are meant for: funding, tax. A report alone claims neither."""
    invest = bool(case.of("capital_increase_agreement", "bank_receipt"))
    covered, _, _ = _spans(case, policy)
    tax = bool(case.of("tax_info_query_application") or covered & set(_years(case, policy)[:-1]))
    return invest, tax


@rule("EV-C7-INVEST")
def funding_papers_are_there(case: Case, policy: Policy) -> list[Verdict]:
    """Agreement, verification report, bank receipts; articles if the shares are not told."""
    if case.condition != 7:
        return [unbound("未申报条件7。", "Condition 7 is not declared.")]
    invest, tax = _claims(case, policy)
    if not invest and tax:
        return [unbound("按纳税额申报，不需投融资材料。", "Claimed by tax.")]
    gone = [kind for kind in INVEST if not case.of(kind)]
    if gone == list(INVEST) and not tax:
        zh = "条件7须提供投融资材料（增资协议、验资报告附银行回单）或近三年纳税材料之一，请补充。"
        return [lacking(case, zh, "Neither funding nor tax papers.")]
    if not gone and _shares_untold(case, policy) and not case.of("articles_of_association"):
        gone = ["articles_of_association"]
    return [_told(case, policy, gone, INVEST, complete=tax and not _tax_gone(case, policy)),
            *_equal(case, policy)]  # fmt: skip


def _shares_untold(case: Case, policy: Policy) -> bool:
    """Whether no agreement surely shows the shares."""
    return not any(
        look_row.text
        for paper in case.of("capital_increase_agreement")
        for row in paper.rows
        for look_row in (cell(paper, row, "share", policy),)
    )


def _told(
    case: Case, policy: Policy, gone: list[str], kinds: tuple[str, ...], *, complete: bool
) -> Verdict:
    if not gone:
        return passed("条件7材料已附。", "The papers are there.", *case.of(*kinds))
    names = "、".join(policy.title(kind) if kind in (*INVEST, *TAX) else kind for kind in gone)
    zh = f"条件7缺少{names}，请补充。"
    if complete:  # the other limb suffices
        return failed(zh, "The other limb is complete.", severity="advisory")
    en = f"Missing: {', '.join(map(policy.title_en, gone))}."
    return lacking(case, zh, en, papers=tuple(gone) if set(gone) <= {*INVEST, *TAX} else ())


def _equal(case: Case, policy: Policy) -> list[Verdict]:
    """The receipts add up to what the agreement says; the report may count otherwise."""
    agreed = [
        look(paper, "investment_amount", policy) for paper in case.of("capital_increase_agreement")
    ]
    paid = [look(paper, "amount", policy) for paper in case.of("bank_receipt")]
    if not agreed or not paid:
        return []
    one, two = _sum(agreed), _sum(paid)
    if one is None or two is None:
        return [unclear("增资款或银行回单金额未能辨认。", "Amounts not read.", *agreed, *paid)]
    if one != two:
        zh = f"增资款 {one} 元与银行回单合计 {two} 元不一致，请补充回单或说明。"
        make = unclear if case.unread else failed
        return [make(zh, f"{one} agreed, {two} paid.", *agreed, *paid)]
    for paper in case.of("capital_verification_report"):
        total = look(paper, "paid_in_total", policy)
        if total.sure and total.amount != one:
            zh = f"验资报告实收资本 {total.text} 元与增资款 {one} 元不同，请核对口径。"
            return [unclear(zh, "The report's total differs.", total, severity="advisory")]
    return []


@rule("EV-C7-TAX")
def tax_papers_are_there(case: Case, policy: Policy) -> list[Verdict]:
    """Articles, the application for the query, notices that cover each of three years."""
    if case.condition != 7:
        return [unbound("未申报条件7。", "Condition 7 is not declared.")]
    invest, tax = _claims(case, policy)
    if not tax:
        return [unbound("未按纳税额申报。", "Not claimed by tax.")]
    gone = _tax_gone(case, policy)
    complete = invest and all(case.of(kind) for kind in INVEST)
    _, _, vague = _spans(case, policy)
    if gone and vague and not all(kind in TAX for kind in gone):
        return [unclear("涉税告知书所属期未能辨认。", "A period was not read.",
                        *case.of("tax_info_notice"))]  # fmt: skip
    return [_told(case, policy, gone, TAX, complete=complete)]


def _tax_gone(case: Case, policy: Policy) -> list[str]:
    covered, _, _ = _spans(case, policy)
    years = [y for y in _years(case, policy) if y not in covered]
    gone = [kind for kind in TAX[:2] if not case.of(kind)]
    return gone + [f"{policy.title(TAX[2])}（{year}年）" for year in years]


RULES: tuple[Rule, ...] = (
    funding_or_tax_is_over_the_line,
    funding_papers_are_there,
    tax_papers_are_there,
)
