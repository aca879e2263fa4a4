"""Values, and the many ways in which a paper prints them."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.documents.page import Printed
from generator.layouts.parts import Part, share
from generator.numbers import capitals, chinese_date, chinese_month


@dataclass(frozen=True)
class Money:
    """An amount of yuan."""

    amount: Decimal


@dataclass(frozen=True)
class Capitals:
    """An amount that is printed in words."""

    amount: Decimal


@dataclass(frozen=True)
class Month:
    """A month, as any day in it."""

    day: date


Raw = str | date | Money | Capitals | Month | Printed
DATES: Mapping[str, Callable[[date], str]] = {
    "plain": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "padded": lambda d: f"{d.year}年{d.month:02d}月{d.day:02d}日",
    "dashed": lambda d: d.isoformat(),
    "dotted": lambda d: f"{d:%Y.%m.%d}",
    "slashed": lambda d: f"{d.year}/{d.month}/{d.day}",
    "spaced": lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    "wide": lambda d: f"{d.year}  年  {d.month:02d}  月  {d.day:02d}  日",
    "chinese": chinese_date,
    "slashes": lambda d: f"{d:%Y/%m/%d}",
    "bare": lambda d: f"{d:%Y%m%d}",
}
MONTHS: Mapping[str, Callable[[date], str]] = {
    "plain": lambda d: f"{d.year}年{d.month}月",
    "padded": lambda d: f"{d.year}年{d.month:02d}月",
    "dashed": lambda d: f"{d:%Y-%m}",
    "dotted": lambda d: f"{d:%Y.%m}",
    "bare": lambda d: f"{d:%Y%m}",
    "slashed": lambda d: f"{d:%Y/%m}",
    "chinese": chinese_month,
}
AMOUNTS: Mapping[str, Callable[[Decimal], str]] = {
    "commas": lambda a: f"{a:,.2f}",
    "yuan": lambda a: f"{_short(a)}元",
    "sign": lambda a: f"¥{a:,.2f}",
    "renminbi": lambda a: f"人民币{_short(a)}元",
    "renminbi_commas": lambda a: f"人民币{a:,.2f}元",
    "sign_short": lambda a: f"￥{_short(a)}",
    "yuan_whole": lambda a: f"{_short(a)}元整",
    "ten_thousands": lambda a: f"{_ten_thousands(a)}万元",
    "renminbi_ten_thousands": lambda a: f"人民币{_ten_thousands(a)}万元",
    "words": lambda a: f"人民币{capitals(a)}（¥{a:,.2f}）",
}
LARGE = ("ten_thousands", "renminbi_ten_thousands")
SCREEN_DATES = ("dashed", "slashes", "bare", "dotted")
CERTIFICATE_DATES = ("plain", "padded", "spaced", "wide", "chinese")


def _short(amount: Decimal) -> str:
    """Without cents if it is a whole number."""
    return f"{amount:.0f}" if amount == int(amount) else f"{amount:.2f}"


def _ten_thousands(amount: Decimal) -> str:
    return f"{(amount / 10000).normalize():f}"


@dataclass(frozen=True)
class Forms:
    """How one paper prints its days, months and amounts."""

    date: str
    month: str
    amount: str
    large: str

    def printed(self, raw: Raw, label: str = "", suffix: str = "") -> Printed:
        """The value as printed after this label, and as reported; `label` may give the unit."""
        if isinstance(raw, Printed):
            return raw
        if isinstance(raw, Money):
            return Printed(self._amount(raw.amount, label, suffix), _short(raw.amount))
        if isinstance(raw, Capitals):
            return Printed(capitals(raw.amount), _short(raw.amount))
        if isinstance(raw, Month):
            return Printed(MONTHS[self.month](raw.day), f"{raw.day:%Y-%m}")
        if isinstance(raw, date):
            return Printed(DATES[self.date](raw), raw.isoformat())
        return Printed(raw, raw)

    def _amount(self, amount: Decimal, label: str, suffix: str) -> str:
        if "万元" in label or suffix.startswith("万元"):
            return _ten_thousands(amount)
        if "元" in label or suffix.startswith("元") or "¥" in label or "￥" in label:
            return f"{amount:,.2f}" if self.amount in ("commas", "sign") else _short(amount)
        if amount >= 100000 and amount % 1000 == 0:
            return AMOUNTS[self.large](amount)
        return AMOUNTS[self.amount](amount)


def forms(rng: random.Random, part: Part, screen: bool = False, formal: bool = False) -> Forms:
    """Random formats from one part's share (a third or two thirds)."""
    days = SCREEN_DATES if screen else CERTIFICATE_DATES if formal else tuple(DATES)[:9]
    amounts = ("commas",) if screen else tuple(a for a in AMOUNTS if a not in LARGE)
    return Forms(
        rng.choice(share("dates", days, part)),
        rng.choice(share("months", tuple(MONTHS)[2:6] if screen else tuple(MONTHS), part)),
        rng.choice(share("amounts", amounts, part)),
        rng.choice(share("amounts", tuple(AMOUNTS)[1:], part)),
    )
