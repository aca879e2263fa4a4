"""Recent years by tax and screenshot, guide 二（二）8 and 六（二）条件3、4说明."""

from collections import Counter
from decimal import Decimal

from core.models.document import Document
from core.numbers.dates import month_of, months
from validators.facts import parties
from validators.facts.borrowed import of_somebody_else
from validators.facts.earned import SumRange, whole
from validators.facts.ledger import lacking_months, ledger
from validators.ground.case import Case
from validators.ground.gaps import without_income
from validators.ground.hidden import hidden
from validators.ground.look import cell, look
from validators.ground.phrases import month_list
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

RECORDS = ("iit_tax_record", "iit_tax_list")
SCREEN = "its_withholding_screenshot"


@rule("APP-C8-TAX-200K")
def tax_reaches_the_line_each_year(case: Case, policy: Policy) -> Verdict:
    """Condition 8: tax paid in each of Y-3..Y-1, refunds negative, is 200,000 or more."""
    if case.condition != 8:
        return not_applicable("未申报条件8。", "Condition 8 is not declared.")
    book = ledger(case, policy)
    papers = tuple(paper for paper in book.papers if paper.type in RECORDS)
    if not papers:
        return without_income(case, policy, *parties.INCOME)
    need = policy.figure("condition8_tax", case.day)
    span = policy.whole("recent_years", case.day)
    texts, texts_en, answers = [], [], []
    for year in range(case.day.year - span, case.day.year):
        total = _paid(papers, year, policy)
        texts.append(f"{year} 年 {'未能完整读取' if total is None else total} 元")
        texts_en.append(f"{year} {'not read in full' if total is None else f'{total.en} yuan'}")
        ends = {None} if total is None else {total.low >= need, total.high >= need}
        answers.append(ends.pop() if len(ends) == 1 else None)
    text = f"纳税额：{'；'.join(texts)}（每年须达到 {need} 元）"
    en = f"Tax paid: {'; '.join(texts_en)} (each year must reach {need} yuan)"
    if None in answers or not book.whole or hidden(case, *parties.INCOME):
        en = f"{en}; this was not read for sure, please check."
        return to_review(f"{text}，未能确认，请核对。", en, *papers)
    if all(answers):
        return passed(f"{text}，达到。", f"{en}; it is reached.", *papers)
    low = failed(f"{text}，未达到。", f"{en}; it is not reached.", *papers)
    return because(low, "condition:8")


def _paid(papers: tuple[Document, ...], year: int, policy: Policy) -> SumRange | None:
    """The tax of a year; a month on two papers counts once. None if not all was read."""
    found: dict[str, list[Counter[Decimal]]] = {}
    covered = False
    for paper in papers:
        start, end = look(paper, "period_start", policy), look(paper, "period_end", policy)
        first, last = f"{year}-01", f"{year}-12"
        covered |= start.sure and end.sure and start.text <= first and end.text[:7] >= last
        by_month: dict[str, Counter[Decimal]] = {}
        for row in paper.rows:
            period, paid = cell(paper, row, "period", policy), cell(paper, row, "tax_paid", policy)
            if not period.sure:
                return None
            if not period.text.startswith(str(year)):
                continue
            if not paid.sure or paid.amount is None:
                return None
            by_month.setdefault(period.text, Counter())[paid.amount] += 1
        for month, amounts in by_month.items():
            found.setdefault(month, []).append(amounts)
    if not found and not covered:
        return None  # the year's record is missing: INCOME-3Y-RECORD reports it
    return sum((_month(counts) for counts in found.values()), SumRange())


def _month(amounts: list[Counter[Decimal]]) -> SumRange:
    """A month's tax: by the paper that has every row, else as bounds."""
    largest = whole(amounts)
    union: Counter[Decimal] = Counter()
    for rows in amounts:
        union |= rows
    held = (*amounts, union) if largest is None else (largest,)
    sums = [sum(rows.elements(), Decimal(0)) for rows in held]
    return SumRange(min(sums), max(sums))


@rule("INCOME-3Y-CURRENT")
def screenshots_run_from_2019_on(case: Case, policy: Policy) -> Verdict:
    """Conditions 4 and 5: screenshots without gap from 2019-01, or the span's start, to M-2."""
    if case.condition not in (4, 5):
        return not_applicable("仅适用于条件4、5。", "Binds conditions 4 and 5 only.")
    last = month_of(case.day, -2)
    start = f"{case.day.year - policy.whole('recent_years', case.day)}-01"
    if case.service == "renewal":
        start = month_of(case.day, -policy.whole("renewal_income_months", case.day) - 1)
    since = f"{policy.date_of('client_income_from', case.day):%Y-%m}"
    first = max(start, since)
    if last < first:
        return not_applicable(
            "所需期间均在扣缴客户端启用之前。",
            "All of the period is before the withholding client came into use.",
        )
    book = ledger(case, policy)
    if not book.papers:
        return without_income(case, policy, *parties.INCOME)
    count = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1
    shown = {ln.period.text for ln in book.lines if ln.document.type == SCREEN and ln.period.sure}
    gone = [month for month in months(first, count) if month not in shown]
    papers = [paper for paper in book.papers if paper.type == SCREEN]
    if not gone:
        return passed(f"截图覆盖 {first} 至 {last}。", f"{first}..{last}.", *papers)
    text = month_list(gone)
    if hidden(case, *parties.INCOME) or (papers and not book.whole):
        en = f"Not read on the screenshots: {text.en}; please check."
        return to_review(f"截图中未读到 {text.zh}，请核对。", en, *papers)
    if other := of_somebody_else(gone, case, policy):
        return other
    short = failed(
        f"须另附 {first} 至 {last} 的扣缴客户端截图，缺 {text.zh}，请补齐。",
        f"Screenshots of the withholding client must cover {first} to {last} as well; missing: "
        f"{text.en}. Please hand them in.",
        *papers,
    )
    return because(short, *lacking_months(gone), *(f"screen:{month}" for month in gone))


RULES: tuple[Rule, ...] = (tax_reaches_the_line_each_year, screenshots_run_from_2019_on)
