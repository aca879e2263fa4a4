"""Is the income high enough, guide 二（二）末段: 1.5 or 1.2 times the city's average wage."""

from decimal import Decimal

from core.errors import PolicyError
from core.numbers import credit_code
from validators.facts import parties
from validators.facts.ledger import Ledger, ledger, windows
from validators.facts.units import unit_kind
from validators.ground.case import Case
from validators.ground.gaps import without_income
from validators.ground.look import look
from validators.ground.verdict import Rule, Verdict, failed, passed, rule, unbound, unclear
from validators.policy import Policy, Wage


def is_institution(case: Case, policy: Policy) -> bool | None:
    """Whether the unit is a public institution or social organisation; None if unknown."""
    if (kind := unit_kind(case, policy)) is not None:
        return kind == "institution"
    for paper in case.of(*parties.UNIT_PAPERS):
        code = look(paper, "credit_code", policy)
        if code.sure:
            return credit_code.is_institution(code.text)
        if paper.type != "business_license":
            return True
    code_known = parties.employer(case, policy).number
    return credit_code.is_institution(code_known) if code_known else None


@rule("APP-C12-INCOME-ENTERPRISE")
def enterprise_income_reaches_its_multiple(case: Case, policy: Policy) -> Verdict:
    """Enterprises and firms: a year's taxable income is at least 1.5 times the wage."""
    return _reaches(case, policy, "income_multiplier_enterprise", institution=False)


@rule("APP-C12-INCOME-INSTITUTION")
def institution_income_reaches_its_multiple(case: Case, policy: Policy) -> Verdict:
    """Institutions and social organisations: at least 1.2 times the wage."""
    return _reaches(case, policy, "income_multiplier_institution", institution=True)


def _reaches(case: Case, policy: Policy, multiplier: str, *, institution: bool) -> Verdict:
    if case.condition not in (None, 1, 2):
        return unbound("仅适用于条件1、2。", "Binds conditions 1 and 2 only.")
    kind = is_institution(case, policy)
    if kind is not None and kind is not institution:
        return unbound("单位类别不同，适用另一倍数。", "The unit is of the other class.")
    book = ledger(case, policy)
    if not book.papers:
        return without_income(case, policy, *parties.INCOME)
    if kind is None:
        return unclear("无法确认单位类别（企业或事业单位）。", "The unit's class is unknown.")
    factor = policy.figure(multiplier, case.day)
    return _level(case, policy, book, factor)


def _level(case: Case, policy: Policy, book: Ledger, factor: Decimal) -> Verdict:
    wage = policy.wage_on(case.day)
    need = factor * wage.annual
    slack = policy.tolerance("income_tolerance_year")
    year = Decimal(12) / policy.whole("income_window_months", case.day)
    spans = windows(case.day, policy.whole("income_window_months", case.day))
    sums = [(span, total) for span in spans if (total := book.total(span)) is not None]
    if not sums:
        return unclear(
            "近6个月收入未能完整读取，无法计算年应税收入。",
            "Six months of income were not read in full.",
            *book.papers,
        )
    span, total = max(sums, key=lambda found: found[1])
    if not book.whole:
        return unclear(
            "收入表行数与合计不符或有未辨认之处，无法确认年应税收入。",
            "Rows and total of the income table disagree.",
            *book.shown(span),
        )
    annual = total * year
    facts = _facts(span, total, annual, need, factor, wage)
    if annual + slack < need:
        return failed(
            f"{facts}，未达到标准。", f"Annualised income {annual:.2f} is below {need:.2f}.",
            *book.shown(span),
        )  # fmt: skip
    plain = book.total(span, bonus=False)
    if plain is not None and plain * year + slack < need:
        return unclear(
            f"{facts}；仅计入一次性奖金后才达到，请人工确认。",
            "Reaches the level only with a one-off bonus.",
            *book.shown(span),
            severity="advisory",
        )
    return passed(
        f"{facts}，达到标准{_next(policy, wage, annual + slack, factor)}。",
        f"Annualised income {annual:.2f} reaches {need:.2f}.",
        *book.shown(span),
    )


def _facts(
    span: tuple[str, ...],
    total: Decimal,
    annual: Decimal,
    need: Decimal,
    factor: Decimal,
    wage: Wage,
) -> str:
    return (
        f"{span[0]} 至 {span[-1]} 应税收入合计 {total:.2f} 元，折合全年 {annual:.2f} 元"
        f"（月均 {total / len(span):.2f} 元）；标准为 {wage.year} 年全市平均工资 {wage.annual} 元的"
        f" {factor} 倍，即 {need:.2f} 元/年（{wage.source}）"
    )


def _next(policy: Policy, wage: Wage, annual: Decimal, factor: Decimal) -> str:
    """A warning where the figure that follows would change the answer (AMB-03)."""
    try:
        later = policy.wage_of(wage.year + 1)
    except PolicyError:
        return ""
    if annual >= factor * later.annual:
        return ""
    return f"（注意：{later.applies[0]} 起适用 {later.year} 年数据，届时将不达标）"


RULES: tuple[Rule, ...] = (
    enterprise_income_reaches_its_multiple,
    institution_income_reaches_its_multiple,
)
