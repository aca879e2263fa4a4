"""Income against the social insurance base, guide 六（二）常规13B and 六（三）6 (AMB-21)."""

from datetime import date
from decimal import Decimal

from validators.facts import parties
from validators.facts.contributions import contributions, monthly
from validators.facts.earned import SumRange
from validators.facts.ledger import IncomeLedger, lacking_months, ledger, windows
from validators.facts.names import seal_of_unit
from validators.ground.case import Case
from validators.ground.gaps import lacking
from validators.ground.hidden import hidden
from validators.ground.look import look
from validators.ground.phrases import month_list
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    not_checked,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

SHOWN = 6
FLOOR = "insurance_base_floor"


@rule("SI-BASE-MISMATCH")
def income_off_the_base_is_proved(case: Case, policy: Policy) -> Verdict:
    """Over 10 % off the base, within cap and floor: sealed and annotated income papers."""
    book = contributions(case, policy)
    if not book.papers:
        return not_checked("没有社保记录，缴费基数由系统比对。", "Bases are not given.")
    income = ledger(case, policy)
    name = "renewal_income_months" if case.service == "renewal" else "income_window_months"
    span = windows(case.day, policy.whole(name, case.day))
    asked = max(span, key=lambda window: len(set(window) & income.known))
    off, vague = [], []
    for row in book.payments:
        base = monthly(row)
        for month in sorted(set(asked) & set(row.span)):
            earned = _earned(income, month, case)
            if earned is None:
                continue
            if base is None or not row.full:
                vague.append(month)
                continue
            ends = {_differs(one, base, month, policy) for one in (earned.low, earned.high)}
            if len(ends) > 1:
                vague.append(month)
            elif True in ends:
                off.append(month)
    if off:
        return _proof(off, income, case, policy)
    if vague or not book.payments or not book.whole:
        return to_review(
            "社保缴费基数未能辨认，请核对与收入是否一致。",
            "The bases of social insurance were not read; please check that they match the income.",
            *book.papers,
        )
    return not_applicable(
        "收入与社保基数一致，无须佐证。",
        "Income and bases of social insurance agree; no proof is needed.",
    )


def _earned(income: IncomeLedger, month: str, case: Case) -> SumRange | None:
    """The month's income from the papers, else the monthly income on record."""
    if any(line.tells for line in income.of(month)):
        return income.total((month,), leave=("bonus",))
    recorded = case.application.applicant.monthly_income
    return None if recorded is None else SumRange(recorded, recorded)


def _differs(earned: Decimal, base: Decimal, month: str, policy: Policy) -> bool:
    """Whether base and income differ; the limits are looked up only if they matter."""
    share = base * policy.tolerance("insurance_base_tolerance")
    if abs(earned - base) <= share:
        return False
    day = date(int(month[:4]), int(month[5:]), 1)
    cap, floor = _limit("insurance_base_cap", day, policy), _limit(FLOOR, day, policy)
    due = min(max(earned, floor), cap)
    return abs(due - base) > share


def _limit(name: str, day: date, policy: Policy) -> Decimal:
    """A limit of the monthly base: in yuan, or in an older folder as a share of the wage."""
    figure = policy.parameter(name, day)
    assert isinstance(figure.value, Decimal)
    shared = figure.unit.startswith("×")
    return figure.value * policy.wage_on(day).monthly if shared else figure.value


def _proof(off: list[str], income: IncomeLedger, case: Case, policy: Policy) -> Verdict:
    months = month_list(off, SHOWN)
    bare = [month for month in off if not income.of(month)]
    zh = f"{months.zh} 收入与社保基数不一致"
    en = f"Income of {months.en} differs from the base of social insurance"
    if bare:
        zh = f"{zh}，须提供加盖财务章并注明的应税收入佐证材料。"
        en = f"{en}; papers of the taxable income, noted and with the finance seal, must prove it."
        if not income.whole and income.papers:
            en = f"{en} The income papers were not read in full; please check."
            return to_review(zh, en, *income.papers)
        if not income.papers:
            return lacking(case, policy, zh, en, papers=parties.INCOME)
        if where := hidden(case, *parties.INCOME):
            return to_review(zh, en, *income.papers, *where.papers)
        return because(failed(zh, en, *income.papers), *lacking_months(bare))
    papers = {line.document.id: line.document for month in off for line in income.of(month)}
    good = all(
        seal_of_unit(paper, look(paper, "employer", policy), "finance", case, policy).state
        == "there"
        and paper.annotations
        for paper in papers.values()
    )
    if good:
        zh = f"{zh}，已附盖章并注明的收入材料。"
        return passed(zh, f"{en}; sealed and noted papers prove it.", *papers.values())
    zh = f"{zh}，收入材料的财务章、批注见相应各项，请核对。"
    en = f"{en}; please check the finance seal and the note of the income papers (own rules)."
    return to_review(zh, en, *papers.values(), severity="advisory")


RULES: tuple[Rule, ...] = (income_off_the_base_is_proved,)
