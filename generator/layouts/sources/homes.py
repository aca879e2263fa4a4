"""Homes: titles, leases, purchases, loans."""

import random
from datetime import date, timedelta
from decimal import Decimal

from generator.documents.page import Printed
from generator.layouts.invent import (
    WORDS,
    Life,
    address,
    day,
    digits,
)
from generator.layouts.values import Capitals, Money, Raw


def homes(life: Life, rng: random.Random) -> dict[str, Raw]:
    start = day(rng, 2022, 2025).replace(day=rng.choice((1, 1, 5, 15, 20)))
    end = start.replace(year=start.year + rng.choice((1, 2, 3))) - timedelta(days=1)
    rent = Decimal(rng.randrange(25, 160) * 100)
    price = Decimal(rng.randrange(180, 1200) * 10000)
    year = rng.randint(2016, 2024)
    invoice = digits(rng, 20 if rng.random() < 0.5 else 8)
    return {
        **_title(life, rng, year),
        **_lease(rng, start, end, rent),
        **_purchase(rng, year, price),
        "bill.number": invoice,
        "bill.code": digits(rng, 12),
        "bill.check": digits(rng, 20),
        "bill.day": day(rng, 2021, 2025),
    }


def _title(life: Life, rng: random.Random, year: int) -> dict[str, Raw]:
    """The values of a title, and bills for a home."""
    return {
        "home": life.home,
        "home.area": Printed(a := f"{rng.randrange(2800, 14000) / 100:.2f}", a),
        "home.title": f"京（{year}）{rng.choice('东朝海西')}不动产权第{digits(rng, 7)}号",
        "home.old_title": f"X京房权证{rng.choice('东朝海西')}字第{digits(rng, 6)}号",
        "home.unit": f"1101{digits(rng, 2)}{digits(rng, 6)}GB{digits(rng, 5)}F{digits(rng, 8)}",
        "home.shared": rng.choice(("单独所有", "共同共有", "按份共有", "房屋单独所有")),
        "home.right": "国有建设用地使用权/房屋所有权",
        "home.nature": rng.choice(
            ("出让/市场化商品房", "划拨/房改房", "出让/商品房", "划拨/经济适用住房")
        ),
        "home.use": rng.choice(("住宅", "城镇住宅用地/住宅", "成套住宅", "普通住宅")),
        "home.until": f"国有建设用地使用权 {rng.randint(2060, 2088)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日止",
        "home.kind": rng.choice(("商品房", "已购公有住房", "经济适用住房", "房改房")),
        "home.registered": day(rng, 2006, 2024),
        "home.serial": digits(rng, 11),
        "home.other": rng.choice(
            ("房屋结构：钢筋混凝土", "总层数：18，所在层：6", "共用宗地面积：3210.5平方米")
        ),
        "home.moved": address(rng),
        "home.planned": rng.choice(("住宅", "成套住宅", "普通住宅")),
        "home.note": rng.choice(("无", "该房屋为成本价购买的公有住房", "登记前产权人见档案")),
        "build.office": rng.choice(("北京市住房和城乡建设委员会", "北京市东城区房屋管理局")),
        "public.rent": Money(Decimal(rng.randrange(6000, 60000)) / 100),
        "bill.house": rng.choice(("*不动产*商品房", "*不动产*住宅")),
        "bill.rent": rng.choice(
            ("*经营租赁*住房租赁", "*经营租赁*房屋租金", "*不动产经营租赁*房租")
        ),
        "bill.tax": rng.choice(("5%", "1.5%", "***", "9%")),
    }


def _lease(rng: random.Random, start: date, end: date, rent: Decimal) -> dict[str, Raw]:
    return {
        "lease.number": rng.choice(
            (f"BJ-{digits(rng, 8)}", f"ZL{digits(rng, 10)}", digits(rng, 9))
        ),
        "lease.start": start,
        "lease.end": end,
        "lease.signed": start - timedelta(days=rng.randrange(0, 20)),
        "lease.months": str(max(1, round((end - start).days / 30.4))),
        "lease.rent": Money(rent),
        "lease.rent_words": Capitals(rent),
        "lease.deposit": Money(rent * rng.choice((1, 1, 2))),
        "lease.total": Money(rent * 12),
        "lease.total_words": Capitals(rent * 12),
        "lease.agency": f"北京样例{rng.choice(WORDS)}{rng.choice(WORDS)}房地产经纪有限公司",
        "office.rent": f"北京样例{rng.choice(WORDS)}{rng.choice(WORDS)}房屋管理中心",
    }


def _purchase(rng: random.Random, year: int, price: Decimal) -> dict[str, Raw]:
    """The values of a purchase and its loan."""
    return {
        "deal.number": f"{rng.choice('XYC')}{digits(rng, 7)}",
        "deal.seller": f"北京样例{rng.choice(WORDS)}{rng.choice(WORDS)}房地产开发有限公司",
        "deal.project": f"样例{rng.choice(WORDS)}{rng.choice('园苑庭府')}",
        "deal.licence": f"京房售证字（{year}）{digits(rng, 3)}号",
        "deal.price": Money(price),
        "deal.price_words": Capitals(price),
        "deal.signed": day(rng, 2012, 2024),
        "loan.number": f"{year}年抵字第{digits(rng, 4)}号",
        "loan.signed": day(rng, 2012, 2024),
    }
