"""Work, permits and application forms."""

import random
from datetime import date, timedelta
from decimal import Decimal

from generator.layouts.invent import (
    JOBS,
    Life,
    day,
    digits,
)
from generator.layouts.values import Money, Raw


def work(life: Life, rng: random.Random) -> dict[str, Raw]:
    start = day(rng, 2018, 2024).replace(day=rng.choice((1, 1, 8, 15, 16)))
    end = start.replace(year=start.year + rng.choice((2, 3, 3, 5))) - timedelta(days=1)
    left = start - timedelta(days=rng.randrange(1, 60))
    joined = left.replace(year=left.year - rng.randrange(1, 6), day=min(left.day, 28))
    pay = Decimal(rng.randrange(80, 600) * 100)
    permit = day(rng, 2019, 2023)
    return {
        **_contract(life, rng, start, end, pay),
        "past.start": joined,
        "past.end": left,
        "past.issued": left + timedelta(days=rng.randrange(0, 15)),
        "past.job": rng.choice(JOBS),
        "permit.number": f"{permit.year}{permit.month:02d}{rng.choice('01')}{digits(rng, 5)}",
        "permit.from": permit,
        "permit.to": permit.replace(year=permit.year + 3, day=min(permit.day, 28)),
        "permit.first": permit.replace(year=permit.year - 3, day=min(permit.day, 28)),
        **_forms(life, rng),
    }


def _contract(
    life: Life, rng: random.Random, start: date, end: date, pay: Decimal
) -> dict[str, Raw]:
    """The terms of the labour contract."""
    return {
        "work.number": rng.choice(
            (f"HT{digits(rng, 8)}", digits(rng, 6), f"LD-{digits(rng, 4)}-{digits(rng, 3)}")
        ),
        "work.start": start,
        "work.end": end,
        "work.probation": start + timedelta(days=rng.choice((89, 181, 183))),
        "work.signed": start - timedelta(days=rng.randrange(0, 12)),
        "work.job": life.job,
        "work.department": rng.choice(
            ("人力资源部", "技术中心", "研发一部", "综合管理部", "行政部", "财务部")
        ),
        "work.place": rng.choice(("北京市", "北京市东城区", "北京", "北京市朝阳区")),
        "work.pay": Money(pay),
        "work.monthly": Money(pay + Decimal(rng.randrange(100)) / 100),
        "work.yearly": Money(pay * 12),
        "agent.title": rng.choice(("人事专员", "人力资源经理", "行政主管", "HRBP", "招聘经理")),
    }


def _forms(life: Life, rng: random.Random) -> dict[str, Raw]:
    """Cards, numbers of forms, and the offices that issue papers."""
    return {
        "card.number": digits(rng, 18),
        "card.day": day(rng, 2021, 2025),
        "card.until": day(rng, 2026, 2028),
        "form.number": digits(rng, 12),
        "condition": rng.choice(("1", "2", "4", "5", "7", "8")),
        "bureau": "东城区人力资源和社会保障局",
        "social.centre": f"北京市{rng.choice(('东城', '朝阳', '海淀'))}区社会保险基金管理中心",
        "outside.agency": rng.choice(
            ("样例市社会保险事业管理中心", "测试市人力资源和社会保障局", "样例市社保经办中心")
        ),
        "politics": rng.choice(("群众", "中共党员", "共青团员")),
        "day": life.today,
        "card.issuer": f"北京市公安局{rng.choice(('东城', '朝阳', '海淀', '丰台'))}分局",
        "edu.office": rng.choice(
            ("教育部学生服务与素质发展中心", "全国高等学校学生信息咨询与就业指导中心")
        ),
        "land.office": rng.choice(("北京市规划和自然资源委员会", "北京市国土资源局")),
        "tax.office": rng.choice(("国家税务总局北京市税务局", "国家税务总局北京市东城区税务局")),
        "study.person": life.who.name,
        "opinion": rng.choice(("同意申报", "情况属实，同意办理", "同意上报", "同意")),
    }
