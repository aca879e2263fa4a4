"""Numbers and amounts of tax papers and of slips."""

import random
from datetime import date
from decimal import Decimal

from generator.layouts.invent import (
    WORDS,
    Life,
    company,
    day,
    digits,
    name,
    signs,
)
from generator.layouts.values import Capitals, Money, Raw


def slips(life: Life, rng: random.Random) -> dict[str, Raw]:
    """Numbers and amounts of tax papers and of slips."""
    issued = life.today
    since = date(issued.year - 1, 1, 1)
    amount = Decimal(rng.randrange(10, 900) * 10000)
    return {
        "tax.number": f"{rng.choice('东朝海')}税告〔{issued.year}〕第{digits(rng, 4)}号",
        "tax.serial": f"（{issued.year}）{digits(rng, 4)}记录{digits(rng, 8)}",
        "tax.code": " ".join(signs(rng, 4) for _ in range(4)),
        "tax.check": digits(rng, 12),
        "tax.from": since,
        "tax.to": date(issued.year - 1, 12, 31),
        "tax.query": rng.choice(
            ("企业所得税、增值税缴纳情况", "上年度全部税种缴纳信息", "纳税情况")
        ),
        "client": rng.choice(
            (
                "自然人电子税务局（扣缴端）",
                "自然人税收管理系统扣缴客户端",
                "自然人电子税务局(扣缴端)",
            )
        ),
        "slip.amount": Money(amount),
        "slip.words": Capitals(amount),
        "slip.number": digits(rng, 16),
        "slip.purpose": rng.choice(("投资款", "增资款", "出资款")),
        "account": digits(rng, 19),
        "account.other": digits(rng, 17),
        "investor": company(rng).name,
        "firm": f"北京样例{rng.choice(WORDS)}{rng.choice(WORDS)}会计师事务所有限责任公司",
        "cpa": name(rng),
        "audit.number": f"京样验字〔{issued.year}〕第{digits(rng, 3)}号",
        "audit.cut": day(rng, 2015, 2024),
        "query.code": digits(rng, 6),
        "query.serial": digits(rng, 14),
    }
