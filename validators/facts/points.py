"""Remarks on an income that reaches or misses its minimum over six months (AMB-06, AMB-07)."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from core.models.finding import Severity
from core.numbers.dates import month_of, months
from validators.facts.bar import WageMinimum
from validators.facts.earned import SumRange
from validators.facts.ledger import IncomeLedger

YEAR = 12


@dataclass(frozen=True)
class ReviewReason:
    """Why a person should look, with the severity; None means the rule's own severity."""

    zh: str
    en: str
    severity: Severity | None = "advisory"


def against(bar: WageMinimum, span: tuple[str, ...], book: IncomeLedger) -> ReviewReason | None:
    """A doubt about an income that reaches the minimum."""
    plain = book.total(span, leave=("labour",))
    if plain is not None and not bar.reached(plain.low):
        zh = "仅计入劳务报酬等非工资所得后才达到；收入须为本单位发放的工资，请人工确认。"
        en = (
            "It is reached only with pay for services or other pay that is no wage; the income "
            "must be wages of the unit, so a person must check."
        )
        return ReviewReason(zh, en, None)
    plain = book.total(span, leave=("bonus", "labour"))
    if plain is not None and not bar.reached(plain.low):
        zh = "仅计入一次性奖金后才达到，请人工确认。"
        return ReviewReason(zh, "It is reached only with a one-off bonus; a person must check.")
    if (high := _spike(bar, span, book)) is not None:
        zh = f"{high} 一个月的收入达其余各月数倍，仅计入后才达到；请核对是否为奖金或补发。"
        en = (
            f"It is reached only with {high}, whose income is far above the other months'; please "
            "check whether that is a bonus or back pay."
        )
        return ReviewReason(zh, en)
    year = _year(bar, book)
    if year is not None and not bar.reached(year.high, YEAR):
        zh = f"但所附 12 个月合计 {year} 元，未达到；请人工确认收入是否稳定。"
        en = (
            f"The 12 months shown come to {year.en}, which does not reach it; a person must check "
            "whether the income is steady."
        )
        return ReviewReason(zh, en)
    return None


def towards(bar: WageMinimum, book: IncomeLedger) -> ReviewReason | None:
    """A point in favour of an income below the minimum: a whole year that reaches it."""
    year = _year(bar, book)
    if year is not None and bar.reached(year.low, YEAR):
        zh = f"未达到；但所附 12 个月合计 {year} 元，已达到，请人工确认。"
        en = (
            f"It is not reached, yet the 12 months shown come to {year.en}, which does; a person "
            "must check."
        )
        return ReviewReason(zh, en, None)
    return None


def _spike(bar: WageMinimum, span: tuple[str, ...], book: IncomeLedger) -> str | None:
    """The month far above the others without which the minimum is missed."""
    found = {month: total.low for month in span if (total := book.total((month,))) is not None}
    if len(found) < len(span):
        return None
    top = max(span, key=lambda month: found[month])
    usual = Decimal(median(found[month] for month in span if month != top))
    if usual <= 0 or found[top] < usual * bar.policy.tolerance("income_spike"):
        return None
    return None if bar.reached(sum(found.values(), Decimal(0)) - found[top] + usual) else top


def _year(bar: WageMinimum, book: IncomeLedger) -> SumRange | None:
    """The twelve months up to the last or the one before, if all are shown."""
    for back in (YEAR, YEAR + 1):
        total = book.total(months(month_of(bar.case.day, -back), YEAR))
        if total is not None:
            return total
    return None
