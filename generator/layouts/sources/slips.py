"""Numbers and amounts of tax papers and of slips."""

import random
from datetime import date
from decimal import Decimal

from generator.documents.page import Printed
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
        "tax.serial": Printed(
            f"（{issued.year}）{(a := digits(rng, 4))}记录{(b := digits(rng, 8))}",
            f"{issued.year}{a}{b}",
        ),
        "tax.code": Printed(" ".join(c := [signs(rng, 4) for _ in range(4)]), "".join(c)),
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
        **_capital(rng, issued, amount),
        **_foreign(rng),
        "policy.span": f"{issued.year}年1月1日零时起至{issued.year}年12月31日二十四时止",
        "tax.item": "工资薪金",
        "tax.use": rng.choice(("办理工作居住证", "单位注册", "其他")),
        "query.code": digits(rng, 6),
        "query.serial": digits(rng, 14),
    }


def _capital(rng: random.Random, issued: date, amount: Decimal) -> dict[str, Raw]:
    """Paid-in capital, and its auditor."""
    return {
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
        "audit.cut": day(rng, 2015, 2023),
        "audit.day": day(rng, 2024, 2025),
    }


def _foreign(rng: random.Random) -> dict[str, Raw]:
    """Values on papers that no service requires: tickets, bills, chats."""
    return {
        "trip": rng.choice(
            ("G101 北京南-上海虹桥", "D727 北京西—郑州东", "CA1831 北京首都-上海虹桥")
        ),
        "trip.price": Money(Decimal(rng.randrange(2000, 200000)) / 100),
        "goods": rng.choice(("*餐饮服务*餐费", "*运输服务*客运服务费", "*办公用品*打印纸")),
        "chat.1": rng.choice(("下个月房租记得转我", "房子的暖气修好了吗", "身份证照片发我一下")),
        "chat.2": rng.choice(("好的，明天转", "租金5200对吧", "收到，谢谢")),
        "chat.3": rng.choice(
            ("劳动合同签好了", "工作居住证办得怎么样了", "材料还差营业执照复印件")
        ),
        "chat.4": rng.choice(("已经交给人事了", "还在补材料", "下周去办")),
        "chat.5": rng.choice(("[图片]", "语音通话 03:25", "OK")),
    }
