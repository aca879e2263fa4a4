"""Three calendar years of income or tax, guide 二（二）4, 5, 8 (conditions 4, 5 and 8)."""

from decimal import Decimal

from core.numbers.dates import months
from validators.facts import parties
from validators.facts.borrowed import of_somebody_else
from validators.facts.earned import SumRange
from validators.facts.ledger import (
    IncomeLedger,
    asked_years,
    lacking_months,
    ledger,
    old_papers_lack,
)
from validators.ground.case import Case
from validators.ground.gaps import without_income
from validators.ground.hidden import hidden
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
    without,
)
from validators.policy import Policy


@rule("INCOME-3Y-RECORD")
def records_cover_three_years(case: Case, policy: Policy) -> Verdict:
    """Conditions 4, 5 and 8: every month of Y-3..Y-1 is recorded (AMB-26)."""
    if case.condition not in (4, 5, 8):
        return not_applicable("仅适用于条件4、5、8。", "Binds conditions 4, 5 and 8 only.")
    book = ledger(case, policy)
    if not book.papers:
        return without_income(case, policy, *parties.INCOME)
    span = [month for year in asked_years(case.day) for month in months(f"{year}-01", 12)]
    gone = [month for month in span if month not in book.known]
    if not gone:
        return passed(
            f"{span[0]} 至 {span[-1]} 均有记录。",
            f"There are records of every month from {span[0]} to {span[-1]}.",
            *book.papers,
        )
    text = month_list(gone)
    if not book.whole or hidden(case, *parties.INCOME):
        en = f"Not read in the records of the last three years: {text.en}; please check."
        return to_review(f"近三年记录中未读到 {text.zh}，请核对。", en, *book.papers)
    if other := of_somebody_else(gone, case, policy):
        return other
    short = failed(
        f"近三年纳税记录缺 {text.zh}，请补齐。",
        f"The tax records of the last three years lack {text.en}; please hand them in.",
        *book.papers,
    )
    return without(because(short, *lacking_months(gone)), *old_papers_lack(case, policy, gone))


@rule("APP-C4-INCOME-4X")
def income_is_over_four_times_the_wage(case: Case, policy: Policy) -> Verdict:
    """Condition 4: each of three years over four times the wage of the year before."""
    if case.condition != 4:
        return not_applicable("未申报条件4。", "Condition 4 is not declared.")
    return _over(case, policy, policy.figure("condition4_multiplier", case.day))


@rule("APP-C5-INCOME-8X")
def income_is_over_eight_times_the_wage(case: Case, policy: Policy) -> Verdict:
    """Condition 5: as condition 4, eight times."""
    if case.condition != 5:
        return not_applicable("未申报条件5。", "Condition 5 is not declared.")
    return _over(case, policy, policy.figure("condition5_multiplier", case.day))


def _over(case: Case, policy: Policy, factor: Decimal) -> Verdict:
    book = ledger(case, policy)
    if not book.papers:
        return without_income(case, policy, *parties.INCOME)
    latest = factor * policy.latest_wage(case.day).annual
    texts, texts_en, answers, other = [], [], [], []
    for year in asked_years(case.day):
        total, need = _year(book, year), factor * policy.wage_of(year - 1).annual
        texts.append(f"{year} 年 {'未能完整读取' if total is None else total}（须超过 {need:.2f}）")
        read = "not read in full" if total is None else total.en
        texts_en.append(f"{year} {read} (must be over {need:.2f})")
        answers.append(_exceeds(total, need))
        other.append(_exceeds(total, latest))
    zh, en = "；".join(texts), f"Taxable income in yuan of the three years: {'; '.join(texts_en)}"
    if book.told and False in answers and False in other:
        low = failed(f"三年应税收入未达到：{zh}。", f"{en}. It is not reached.", *book.papers)
        return because(low, f"condition:{case.condition}")
    if not book.told or None in answers:
        en = f"{en}. Not all was read for sure; please check."
        return to_review(f"三年应税收入：{zh}，请核对。", en, *book.papers)
    if all(answers) and all(other):
        return passed(f"三年应税收入均达到：{zh}。", f"{en}. It is reached.", *book.papers)
    if all(answers):
        return passed(
            f"三年应税收入均达到：{zh}；如均须超过最近公布的 {latest:.2f}，则未达到。",
            f"{en}. It is reached, unless each must be over the latest, {latest:.2f}.",
            *book.papers,
            severity="advisory",
        )
    return to_review(
        f"三年应税收入：{zh}；如均以最近公布的平均工资计则达到，请人工确认。",
        f"{en}. It is reached only by the latest average wage; a person must check.",
        *book.papers,
        severity="advisory",
    )


def _exceeds(total: SumRange | None, need: Decimal) -> bool | None:
    """Whether a year is over the minimum; None if it was not read or rows may be one payment."""
    if total is None:
        return None
    return True if total.low > need else False if total.high <= need else None


def _year(book: IncomeLedger, year: int) -> SumRange | None:
    return book.total(months(f"{year}-01", 12))


RULES: tuple[Rule, ...] = (
    records_cover_three_years,
    income_is_over_four_times_the_wage,
    income_is_over_eight_times_the_wage,
)
