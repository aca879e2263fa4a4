"""The minimum for a year's income: a multiple of the average wage (guide 二（二）末段)."""

from dataclasses import dataclass
from decimal import Decimal

from core.models.base import Wording
from validators.facts.earned import SumRange
from validators.ground.case import Case
from validators.policy import Policy, Wage

YEAR = Decimal(12)


@dataclass(frozen=True)
class WageMinimum:
    """The minimum by one wage figure on the day of a case."""

    case: Case
    policy: Policy
    wage: Wage
    factor: Decimal

    @property
    def need(self) -> Decimal:
        """The minimum for a year."""
        return self.factor * self.wage.annual

    def year(self, total: Decimal, count: int | None = None) -> Decimal:
        """A year's income worked out from that of the window, or of `count` months."""
        window = self.policy.whole("income_window_months", self.case.day)
        return total * YEAR / (count or window)

    def reached(self, total: Decimal, count: int | None = None) -> bool:
        """Whether the months' income reaches it, allowing for the rounding of the official monthly
        figure.
        """
        slack = self.policy.tolerance("income_tolerance_year")
        return self.year(total, count) + slack >= self.need

    def clear_of(self, total: Decimal) -> bool:
        """Whether it would be reached under any figure that may come next."""
        return self.year(total) >= self.need * (1 + self.policy.tolerance("wage_rise_share"))

    @property
    def age(self) -> Wording:
        """How old the figure is, if the next one is due but not known."""
        if not self.policy.outdated(self.wage, self.case.day):
            return Wording(zh="", en="")
        year, since = self.wage.year, self.wage.applies[0]
        return Wording(
            zh=f"（{year} 年数据为现有最近公布的，自 {since} 起适用；"
            f"{year + 1} 年数据尚未列入，请核对是否已公布）",
            en=f" (The figure of {year} is the last one known, in use since {since}; that of "
            f"{year + 1} is not listed yet: please check whether it is out.)",
        )

    def facts(self, span: tuple[str, ...], total: SumRange) -> tuple[str, str]:
        """What was read and what is required, in both languages."""
        year = SumRange(self.year(total.low), self.year(total.high))
        month = SumRange(total.low / len(span), total.high / len(span))
        zh = (
            f"{span[0]} 至 {span[-1]} 应税收入合计 {total} 元，折合全年 {year} 元"
            f"（月均 {month} 元）；标准为 {self.wage.year} 年全市平均工资 {self.wage.annual} 元的"
            f" {self.factor} 倍，即 {self.need:.2f} 元/年{self.wage.cited}"
        )
        en = (
            f"Taxable income of {span[0]} to {span[-1]} is {total.en} yuan, {year.en} for a whole "
            f"year ({month.en} a month); {self.need:.2f} a year is asked, {self.factor} times the "
            f"city's average wage of {self.wage.year}, {self.wage.annual}."
        )
        return zh, en
