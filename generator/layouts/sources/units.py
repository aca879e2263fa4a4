"""Units and their licences."""

import random
from decimal import Decimal

from generator import cast
from generator.layouts.invent import (
    day,
    digits,
)
from generator.layouts.values import Capitals, Money, Raw


def unit(key: str, of: cast.InventedUnit, rng: random.Random) -> dict[str, Raw]:
    term = rng.choice(
        ("长期", f"{of.established:%Y年%m月%d日}至长期", f"{of.established:%Y-%m-%d}至无固定期限")
    )
    county = rng.choice(("东城区", "朝阳区", "海淀区"))
    kind = "特殊普通合伙企业" if "事务所" in of.name else rng.choice(
        ("有限责任公司（自然人投资或控股）", "有限责任公司(法人独资)", "其他有限责任公司",
         "有限责任公司（自然人独资）", "股份有限公司（非上市、自然人投资或控股）")
    )  # fmt: skip
    scope = "".join(
        rng.sample(
            ("技术开发、技术咨询、技术服务；", "销售计算机、软件及辅助设备；", "企业管理咨询；",
             "组织文化艺术交流活动；", "设计、制作、代理、发布广告；", "货物进出口、技术进出口；",
             "数据处理；", "会议服务；", "市场调查；", "医学研究与试验发展；"), 5)
    ).rstrip("；") + "。"  # fmt: skip
    return {
        f"{key}.name": of.name,
        f"{key}.code": of.code,
        f"{key}.rep": of.legal_rep,
        f"{key}.address": of.address,
        f"{key}.capital": Money(Decimal(of.capital)),
        f"{key}.founded": of.established,
        f"{key}.term": term,
        f"{key}.kind": kind,
        f"{key}.scope": scope,
        f"{key}.phone": f"010-{digits(rng, 8)}",
        f"{key}.county": county,
        f"{key}.registrar": f"北京市{county}市场监督管理局",
        f"{key}.licensed": day(rng, 2016, 2025),
        f"{key}.bureau": f"国家税务总局北京市{county}税务局",
        f"{key}.staff": str(rng.randrange(8, 900)),
        f"{key}.capital_words": Capitals(Decimal(of.capital)),
        f"{key}.status": rng.choice(("存续（在营、开业、在册）", "存续", "在业")),
        f"{key}.none": rng.choice(("无", "暂无相关信息", "无记录")),
    }
