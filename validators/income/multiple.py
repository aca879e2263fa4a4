"""The minimum income, guide 二（二）末段: 1.5 or 1.2 times the city's average wage."""

from decimal import Decimal

from core.errors import PolicyError
from core.models.base import Wording
from core.numbers import credit_code
from validators.facts import parties, points
from validators.facts.bar import WageMinimum
from validators.facts.earned import SumRange
from validators.facts.ledger import IncomeLedger, ledger, windows
from validators.facts.units import unit_kind
from validators.ground.case import Case
from validators.ground.gaps import without_income
from validators.ground.hidden import hidden
from validators.ground.look import look
from validators.ground.verdict import Rule, Verdict, failed, not_applicable, passed, rule, to_review
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
        return not_applicable("仅适用于条件1、2。", "Binds conditions 1 and 2 only.")
    kind = is_institution(case, policy)
    if kind is not None and kind is not institution:
        return not_applicable("单位类别不同，适用另一倍数。", "The unit is of the other class.")
    book = ledger(case, policy)
    if not book.papers:
        return without_income(case, policy, *parties.INCOME)
    if kind is None:
        return to_review(
            "无法确认单位类别（企业或事业单位），请核对。",
            "Whether the unit is an enterprise or a public institution is unknown; please check.",
        )
    factor = policy.figure(multiplier, case.day)
    return _level(case, policy, book, factor)


def _level(case: Case, policy: Policy, book: IncomeLedger, factor: Decimal) -> Verdict:
    wages = policy.wages_on(case.day)
    spans = windows(case.day, policy.whole("income_window_months", case.day))
    sums = {span: total for span in spans if (total := book.total(span)) is not None}
    short = not any(set(span) <= book.known for span in spans)
    if short and book.whole and not hidden(case, *parties.INCOME):
        return not_applicable(
            "近6个月收入不全，见收入期间各项。",
            "Not all of the last 6 months are there; see the rules on the span.",
        )
    if not sums:
        return to_review(
            "近6个月收入未能完整读取，无法计算年应税收入，请核对。",
            "The last six months' income was not read in full, so the year's taxable income is "
            "not known; please check.",
            *book.papers,
        )
    best = max(sums, key=lambda span: (sums[span].low, sums[span].high))
    if not book.told:
        return to_review(
            "收入表行数与合计不符或有未辨认之处，无法确认年应税收入，请核对。",
            "The rows of the income table do not add up to its total, or some were not read, so "
            "the year's taxable income is not sure; please check.",
            *book.shown(best),
        )
    bars = [WageMinimum(case, policy, wage, factor) for wage in wages]
    answers = [_answer(bar, sums) for bar in bars]
    if len(set(answers)) > 1:
        return _between(bars, answers, best, sums[best], book)
    bar, newest = bars[0], bars[-1]  # the older one was surely published
    facts, en = bar.facts(best, sums[best])
    if newest is not bar:
        alike = _alike(newest)
        facts, en = facts + alike.zh, en + alike.en
    if answers[0] is None:
        return to_review(
            f"{facts}；同一月份有多行或多份材料，金额不能确认是否重复或更正，请核对。",
            f"{en} One month has several rows or papers, and whether its amounts repeat or correct "
            "each other is not sure; please check.",
            *book.shown(best),
        )
    shown = book.shown(best)
    lower, higher = sorted((bar, newest), key=lambda one: one.need)
    doubt = points.against(higher, best, book) if answers[0] else points.towards(lower, book)
    if doubt is not None:
        return to_review(
            f"{facts}；{doubt.zh}", f"{en} {doubt.en}", *shown, severity=doubt.severity
        )
    if not answers[0]:
        return failed(
            f"{facts}，未达到标准{newest.age.zh}，请核对，或待达到后申报。",
            f"{en} It is not reached; please check, or file once it is.{newest.age.en}",
            *shown,
        )
    if policy.outdated(newest.wage, case.day) and not newest.clear_of(sums[best].low):
        after = newest.wage.year + 1
        return to_review(
            f"{facts}，按现有数据达到{newest.age.zh}；{after} 年数据可能使其不达标，请核对。",
            f"{en} It is reached by the known figure; that of {after} may change this, please "
            f"check.{newest.age.en}",
            *shown,
        )
    later = _next(policy, newest.wage, newest.year(sums[best].low), factor)
    return passed(
        f"{facts}，达到标准{later.zh}{newest.age.zh}。",
        f"{en} It is reached.{later.en}{newest.age.en}",
        *shown,
    )


def _alike(newer: WageMinimum) -> Wording:
    """A remark that the newer figure, perhaps published by then, gives the same result."""
    wage = newer.wage
    return Wording(
        zh=f"（{wage.year} 年数据在 {wage.perhaps} 至 {wage.applies[0]} 之间公布，"
        f"按其须 {newer.need:.2f} 元/年，结论相同）",
        en=f" The figure of {wage.year}, published between {wage.perhaps} and {wage.applies[0]}, "
        f"asks {newer.need:.2f} and says the same.",
    )


def _answer(bar: WageMinimum, sums: dict[tuple[str, ...], SumRange]) -> bool | None:
    """Whether a window reaches the minimum; None if it depends on rows that may be one payment."""
    if any(bar.reached(total.low) for total in sums.values()):
        return True
    return None if any(bar.reached(total.high) for total in sums.values()) else False


def _between(
    bars: list[WageMinimum],
    answers: list[bool | None],
    span: tuple[str, ...],
    total: SumRange,
    book: IncomeLedger,
) -> Verdict:
    """A day on which the newer figure may have been published, with a different result."""
    words = {True: "达到", False: "未达到", None: "不能确认"}
    both = "，".join(
        f"按 {bar.wage.year} 年数据（{bar.need:.2f} 元/年）{words[answer]}"
        for bar, answer in zip(bars, answers, strict=True)
    )
    words_en = {True: "is reached", False: "is not reached", None: "is not sure to be reached"}
    both_en = ", ".join(
        f"that of {bar.wage.year} ({bar.need:.2f} a year) {words_en[answer]}"
        for bar, answer in zip(bars, answers, strict=True)
    )
    newer, (zh, en) = bars[-1].wage, bars[-1].facts(span, total)
    return to_review(
        f"{zh}；{newer.year} 年数据在 {newer.perhaps} 至"
        f" {newer.applies[0]} 之间公布，申报日是否已公布不能确认：{both}，请人工确认。",
        f"{en} The figure of {newer.year} came out between {newer.perhaps} and "
        f"{newer.applies[0]}, perhaps after the day of filing: {both_en}; a person must check.",
        *book.shown(span),
    )


def _next(policy: Policy, wage: Wage, annual: Decimal, factor: Decimal) -> Wording:
    """A warning if the next figure would change the answer (AMB-03)."""
    try:
        later = policy.wage_of(wage.year + 1)
    except PolicyError:
        return Wording(zh="", en="")
    if annual >= factor * later.annual:
        return Wording(zh="", en="")
    return Wording(
        zh=f"（注意：{later.applies[0]} 起适用 {later.year} 年数据，届时将不达标）",
        en=f" (From {later.applies[0]} on the figure of {later.year} applies, which it misses.)",
    )


RULES: tuple[Rule, ...] = (
    enterprise_income_reaches_its_multiple,
    institution_income_reaches_its_multiple,
)
