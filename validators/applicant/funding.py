"""The alternatives of condition 7, guide 二（二）7: own investment, equity or tax of the last three
years.
"""

from decimal import Decimal

from core.models.base import Wording
from core.models.document import Document
from validators.facts.funds import (
    AGREED,
    PAID,
    covered_years,
    distinct,
    is_unit,
    old,
    sums,
    three_years,
    total_of,
)
from validators.ground.case import Case
from validators.ground.hidden import hidden
from validators.ground.look import Value, cell, look
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

CENT = Decimal("0.01")
PAPERS = (
    "capital_increase_agreement", "capital_verification_report", "bank_receipt",
    "articles_of_association", "tax_info_query_application", "tax_info_notice",
)  # fmt: skip
Limb = tuple[bool | None, Wording, tuple[Witness, ...]]
"""Whether an alternative is met, what was read, and where; None if it was not read for sure."""


NOTHING = Wording(zh="", en="")
TWICE = Wording(
    zh="（另有内容相同的协议，如为同一份不重复计算，请核对）",
    en=" (another agreement says the same and counts only if it is a second one; please check)",
)
EARLY = Wording(
    zh="（协议早于近三年，请核对）",
    en=" (an agreement is older than the last three years; please check)",
)
RECEIPTS = Wording(
    zh="（银行回单的日期或金额未能辨认）",
    en=" (the day or the amount of a bank receipt was not read)",
)
OLD_RECEIPTS = Wording(
    zh="（银行回单早于近三年或未能辨认，请核对）",
    en=" (a bank receipt is older than the last three years or was not read; please check)",
)
"""Remarks on a sum."""


@rule("APP-C7-FUNDING")
def funding_or_tax_is_over_the_line(case: Case, policy: Policy) -> Verdict:
    """Own investment over 5 million, equity over 10 million, or 5 million of tax a year."""
    if case.condition != 7:
        return not_applicable("未申报条件7。", "Condition 7 is not declared.")
    tried = (_equity(case, policy), _own(case, policy), _tax(case, policy))
    limbs = [limb for limb in tried if limb is not None]
    if not limbs:
        return not_applicable("没有投融资或纳税材料，见条件7材料。", "No paper of condition 7.")
    text, en = "；".join(limb[1].zh for limb in limbs), "; ".join(limb[1].en for limb in limbs)
    shown = [witness for limb in limbs for witness in limb[2]]
    answers = [limb[0] for limb in limbs]
    if True in answers:
        return passed(f"{text}，达到条件7。", f"{en}. Condition 7 is reached.", *shown)
    if None in answers or hidden(case, *PAPERS):
        zh = f"{text}，未能确认是否达到条件7，请核对。"
        return to_review(zh, f"{en}. Whether condition 7 is reached must be checked.", *shown)
    low = failed(f"{text}，均未达到条件7。", f"{en}. Condition 7 is not reached.", *shown)
    return because(low, "condition:7")


def _equity(case: Case, policy: Policy) -> Limb | None:
    agreements = case.of("capital_increase_agreement")
    values = distinct(agreements, AGREED, policy)
    if not values:
        return None
    need = policy.figure("condition7_equity", case.day)
    total, whole = sums(agreements, AGREED, policy)
    answer, caveat = None if total is None else total > need, NOTHING
    if answer is False and whole is not None and whole > need:
        answer, caveat = None, TWICE
    if answer and any(old(paper, "sign_date", case, policy) for paper in agreements):
        answer, caveat = None, EARLY
    paid, recent = _received(case, policy)
    if answer and recent is None:
        answer, caveat = None, RECEIPTS
    elif answer and recent is not None and paid and recent <= need:
        answer, caveat = False, _recent(recent)
    amount = _yuan(total)
    remark = Wording(
        zh=f"股权类现金融资 {amount.zh}{caveat.zh}（须大于 {need} 元）",
        en=f"Equity funding in cash: {amount.en}{caveat.en} (must be over {need} yuan)",
    )
    return answer, remark, (*values, *paid)


def _yuan(total: Decimal | None) -> Wording:
    """An amount, or that it was not read."""
    if total is None:
        return Wording(zh="未能辨认", en="not read")
    return Wording(zh=f"{total} 元", en=f"{total} yuan")


def _recent(total: Decimal) -> Wording:
    """How much of it was paid within the period."""
    zh = f"，其中近三年内到账 {total} 元"
    return Wording(zh=zh, en=f", of which {total} yuan came within the last three years")


def _received(case: Case, policy: Policy) -> tuple[tuple[Value, ...], Decimal | None]:
    """The receipts from before the three years, and the sum of those within them.

    Without an old receipt nothing is deducted; the sum is None if a receipt has a date that was not
    read.
    """
    receipts = case.of("bank_receipt")
    before = tuple(paper for paper in receipts if old(paper, "transaction_date", case, policy))
    days = [look(paper, "transaction_date", policy) for paper in receipts]
    if any(day.state in ("doubt", "absent") or (day.sure and day.day is None) for day in days):
        return tuple(days), None
    within = tuple(paper for paper in receipts if paper not in before)
    shown = tuple(look(paper, "transaction_date", policy) for paper in before)
    return shown, total_of(distinct(within, PAID, policy))


def _own(case: Case, policy: Policy) -> Limb | None:
    """What natural persons paid in within three years, by the report with the best result.

    It is not known whether several reports are cumulative or cover separate sums.
    """
    papers = [
        paper
        for paper in case.of("capital_verification_report")
        if not old(paper, "report_date", case, policy)
    ]
    papers = papers or list(case.of("capital_verification_report")[:1])
    found = [_paid(paper, case, policy) for paper in papers]
    limbs = [limb for limb in found if limb is not None]
    for wanted in (True, None, False):
        if (best := next((limb for limb in limbs if limb[0] is wanted), None)) is not None:
            break
    else:
        return None
    together = total_of([value for paper in papers for value in _persons(paper, policy)])
    need = policy.figure("condition7_own_investment", case.day)
    if best[0] is False and len(papers) > 1 and (together is None or together > need):
        sum_ = _yuan(together)
        remark = Wording(
            zh=f"{best[1].zh}，多份验资报告合计 {sum_.zh}，请核对是否累计",
            en=f"{best[1].en}, the verification reports together: {sum_.en}; please check whether "
            "these add up",
        )
        return None, remark, tuple(papers)
    return best


def _persons(paper: Document, policy: Policy) -> list[Value]:
    """What each natural person paid in."""
    return [
        cell(paper, row, "paid", policy)
        for row in paper.rows
        if not is_unit(cell(paper, row, "shareholder", policy).text)
    ]


def _paid(paper: Document, case: Case, policy: Policy) -> Limb | None:
    """One report; if there is an agreement, a total of all shareholders is the investors' money."""
    need = policy.figure("condition7_own_investment", case.day)
    if old(paper, "report_date", case, policy):
        day = look(paper, "report_date", policy)
        zh = f"验资报告日期 {day.text}，不在近三年内"
        en = f"The verification report is of {day.text}, not within the last three years"
        return False, Wording(zh=zh, en=en), (day,)
    if paper.rows:
        paid = _persons(paper, policy)
        holders = [cell(paper, row, "shareholder", policy) for row in paper.rows]
        total = total_of(paid) if paid else Decimal(0)
        sure = total is not None and not paper.troubles and all(who.sure for who in holders)
        answer = total > need if sure and total is not None else None
        (before, recent), amount, caveat = _received(case, policy), _yuan(total), NOTHING
        if answer and (before or recent is None):
            answer, caveat = None, OLD_RECEIPTS
        remark = Wording(
            zh=f"自然人股东自主投入 {amount.zh}{caveat.zh}（须超过 {need} 元）",
            en=f"Own investment of natural persons: {amount.en}{caveat.en} (must be over {need} "
            "yuan)",
        )
        return answer, remark, (paper, *paid, *before)
    if case.of("capital_increase_agreement"):
        return None
    whole = look(paper, "paid_in_total", policy)
    low = whole.sure and whole.amount is not None and whole.amount <= need
    remark = Wording(
        zh=f"累计实缴 {whole.text or '未能辨认'}，未列明何人投入（须超过 {need} 元）",
        en=f"Paid in all together: {whole.text or 'not read'}, by whom is not listed (must be over "
        f"{need} yuan)",
    )
    return False if low else None, remark, (whole,)


def _tax(case: Case, policy: Policy) -> Limb | None:
    """The mean of three years; a notice for last year alone is not meant for this alternative."""
    years = three_years(case, policy)
    covered, spans, vague = covered_years(case, policy)
    if not spans or not (covered & set(years[:-1]) or vague):
        return None
    shown = tuple(look(paper, "total", policy) for paper, _ in spans)
    need = policy.figure("condition7_tax", case.day)
    counts = [year for _, whole in spans for year in whole]
    clean = sorted(counts) == list(years) and not vague
    total = total_of(shown) if clean else None
    mean = None if total is None else (total / len(years)).quantize(CENT)
    answer = None if mean is None else mean >= need
    zh = "未能完整读取" if mean is None else f"{mean} 元"
    en = "not read in full" if mean is None else f"{mean} yuan"
    remark = Wording(
        zh=f"近三年平均每年纳税 {zh}（须达到 {need} 元）",
        en=f"Tax paid a year on average of the last three: {en} (must reach {need} yuan)",
    )
    return answer, remark, shown


RULES: tuple[Rule, ...] = (funding_or_tax_is_over_the_line,)
