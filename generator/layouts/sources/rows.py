"""Tables: months of pay, taxes, shareholders, spans of insurance."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from generator.layouts.invent import (
    Life,
    name,
)
from generator.layouts.sources.record import Row
from generator.layouts.values import Capitals, Money, Month, Raw
from generator.numbers import add_months


def tables(life: Life, rng: random.Random, values: Mapping[str, Raw]) -> dict[str, list[Row]]:
    return {
        "pays": pays(life, rng),
        "taxes": _taxes(life, rng, values),
        "holders": _holders(life, rng),
        "segments": _segments(life, rng),
    }


def sums(rows: Mapping[str, Sequence[Row]]) -> dict[str, Raw]:
    """Totals and other values derived from the tables."""

    def total(table: str, column: str) -> Decimal:
        amounts = [row[column] for row in rows[table]]
        return sum((a.amount for a in amounts if isinstance(a, Money)), Decimal(0))

    pays = rows["pays"]
    return {
        "pays.first": pays[0]["period"],
        "pays.last": pays[-1]["period"],
        "pays.tax": Money(total("pays", "tax")),
        "pays.tax_words": Capitals(total("pays", "tax")),
        "pays.income": Money(total("pays", "income")),
        "pays.count": str(len(pays)),
        "taxes.sum": Money(total("taxes", "amount")),
        "taxes.words": Capitals(total("taxes", "amount")),
        "last.period": pays[-1]["period"],
        "last.income": pays[-1]["income"],
        "last.tax": pays[-1]["tax"],
        "last.net": pays[-1]["net"],
        "pays.pension": pays[-1]["pension"],
        "pays.fund": pays[-1]["fund"],
        "segments.months": str(sum(int(str(row["months"])) for row in rows["segments"])),
    }


def pays(
    life: Life, rng: random.Random, first: str = "", count: int = 0, pay: Decimal = Decimal(0)
) -> list[Row]:
    """Months of pay with deductions; start, number and amount are random unless given."""
    first = first or f"{life.today.year - 1}-{rng.randint(1, 6):02d}"
    pay = pay or Decimal(rng.randrange(8000, 60000))
    authority = rng.choice(
        ("国家税务总局北京市东城区税务局", "东城区税务局", "国家税务总局北京市朝阳区税务局")
    )
    rows: list[Row] = []
    for n in range(count or rng.randint(3, 12)):
        month = _month(life, rng, add_months(first, n), pay, rows[0]["item"] if rows else None)
        rows.append({**month, "authority": authority, "number": str(n + 1)})
    return rows


def _month(
    life: Life, rng: random.Random, month: str, pay: Decimal, item: Raw | None
) -> dict[str, Raw]:
    """One month's pay, deductions and declaration; `item` is random unless given."""
    when = date(int(month[:4]), int(month[5:]), 1)
    paid = (when + timedelta(days=32)).replace(day=rng.randint(3, 15))
    income = pay + Decimal(rng.randrange(100)) / 100
    cuts = [round(income * share / 1000, 2) for share in (80, 20, 5, 120)]
    tax = round(max(Decimal(0), income - sum(cuts) - 5000) / 10, 2)
    return {
        "period": Month(when),
        "item": item or rng.choice(("正常工资薪金", "工资、薪金所得")),
        "income": Money(income),
        "exempt": Money(Decimal(0)),
        "less": Money(Decimal(5000)),
        "pension": Money(cuts[0]),
        "medical": Money(cuts[1]),
        "unemployment": Money(cuts[2]),
        "fund": Money(cuts[3]),
        "tax": Money(tax),
        "zero": Money(Decimal(0)),
        "declared": paid,
        "paid": paid + timedelta(days=rng.randint(0, 3)),
        "unit": life.unit.name,
        "base": Money(pay),
        "net": Money(income - sum(cuts) - tax),
        "person": life.who.name,
        "insurance": "企业职工基本养老保险",
    }


def _taxes(life: Life, rng: random.Random, values: Mapping[str, Raw]) -> list[Row]:
    since, until = values["tax.from"], values["tax.to"]
    rows: list[Row] = []
    kinds = (
        "增值税",
        "企业所得税",
        "城市维护建设税",
        "教育费附加",
        "印花税",
        "个人所得税",
        "房产税",
    )
    for n, kind in enumerate(rng.sample(kinds, rng.randint(2, 6))):
        paid = Decimal(rng.randrange(10000, 90000000)) / 100
        rows.append(
            {
                "kind": kind,
                "from": since,
                "to": until,
                "amount": Money(paid),
                "paid": date(life.today.year, 1, rng.randint(4, 28)),
                "number": str(n + 1),
            }
        )
    return rows


def _holders(life: Life, rng: random.Random) -> list[Row]:
    count = rng.randint(1, 4)
    shares = {1: (100,), 2: (60, 40), 3: (50, 30, 20), 4: (40, 30, 20, 10)}[count]
    return [
        {
            "holder": life.who.name if n == 0 else name(rng),
            "subscribed": Money(Decimal(life.unit.capital * part // 100)),
            "paid": Money(Decimal(life.unit.capital * part // 100)),
            "share": f"{part}%",
            "method": rng.choice(("货币", "知识产权", "货币")),
            "due": date(2029, 12, 31),
        }
        for n, part in enumerate(shares)
    ]


def _segments(life: Life, rng: random.Random) -> list[Row]:
    rows: list[Row] = []
    start = date(rng.randint(2016, 2019), rng.randint(1, 12), 1)
    for n in range(rng.randint(1, 3)):
        months = rng.randint(5, 30)
        end = add_months(f"{start:%Y-%m}", months - 1)
        last = date(int(end[:4]), int(end[5:]), 1)
        rows.append(
            {
                "start": Month(start),
                "end": Month(last),
                "months": str(months),
                "unit": life.former.name if n == 0 else life.unit.name,
                "district": rng.choice(("东城区", "朝阳区", "海淀区")),
            }
        )
        after = add_months(end, 1)
        start = date(int(after[:4]), int(after[5:]), 1)
    return rows
