"""Certificates of units other than the business licence."""

from datetime import date

from generator import seals
from generator.documents.page import PageBuilder, Printed, Value, digits, framed, page
from generator.facts import Facts
from generator.numbers import credit_code
from generator.paper import Paper

TAX_BUREAU = "国家税务总局北京市税务局"


def _copy(p: PageBuilder, f: Facts, x: float, y: float) -> None:
    """The unit's own seal, as on a copy."""
    p.sheet.seal(x, y, seals.official(f.unit.name))


def social_org(f: Facts, seed: int) -> Paper:
    """民办非企业单位登记证书."""
    name = "北京市东城区样例" + f.unit.name[4:6] + "服务中心"
    values: dict[str, Value] = {
        "credit_code": credit_code("52", "110101", seed),
        "name": name,
        "business_scope": "社会公益服务、课题研究、业务培训",
        "address": f.unit.address,
        "legal_rep": f.unit.legal_rep,
        "registered_fund": Printed("30万元", "300000"),
        "supervisor": "北京市东城区民政局",
        "registrar": "北京市东城区民政局",
        "issue_date": date(2022, 5, 6),
        "valid_from": date(2022, 5, 6),
        "valid_to": date(2026, 5, 5),
    }
    p = framed(seed, values, (60, 120, 90), shape=(210.0, 297.0), left=30, wide=150)
    p.title("民办非企业单位登记证书", 9, colour=(160, 30, 30), gap=4)
    p.title("（法人）", 4.6)
    p.pairs(
        78,
        ("统一社会信用代码", "{credit_code}"),
        ("名    称", "{name}"),
        ("业务范围", "{business_scope}"),
        ("住    所", "{address}"),
        ("法定代表人", "{legal_rep}"),
        ("开办资金", "{registered_fund}"),
        ("业务主管单位", "{supervisor}"),
        gap=5,
    )
    p.lines("有效期限：{valid_from}至{valid_to}")
    p.foot(
        "发证机关：{registrar}",
        "发证日期：{issue_date}",
        seal=seals.office("北京市东城区民政局"),
        gap=20,
    )
    p.sheet.seal(60, p.y - 6, seals.official(name))
    return p.paper("social_org_certificate", "page")


def industry(f: Facts, seed: int) -> Paper:
    """律师事务所执业许可证."""
    name = f"北京样例{f.unit.name[4:6]}律师事务所"
    values: dict[str, Value] = {
        "license_number": "3111000" + digits(seed, 7),
        "name": name,
        "principal": f.unit.legal_rep,
        "address": f.unit.address,
        "authority": "北京市司法局",
        "issue_date": date(2018, 3, 4),
    }
    p = framed(seed, values, (60, 80, 150))
    p.title("律师事务所执业许可证", 10, colour=(30, 50, 120))
    p.pairs(
        92,
        ("许可证编号", "{license_number}"),
        ("名    称", "{name}"),
        ("住    所", "{address}"),
        ("负责人", "{principal}"),
        ("组织形式", "普通合伙"),
        gap=5,
    )
    p.foot(
        "发证机关：{authority}", "发证日期：{issue_date}", seal=seals.office("北京市司法局"), gap=8
    )
    p.sheet.seal(64, p.y - 10, seals.official(name))
    return p.paper("industry_license", "law-firm")


def high_tech(f: Facts, seed: int) -> Paper:
    """高新技术企业证书, three offices' seals side by side."""
    values: dict[str, Value] = {
        "name": f.unit.name,
        "certificate_number": "GR202311" + digits(seed, 6),
        "issue_date": date(2023, 10, 26),
        "validity": "三年",
    }
    p = framed(seed, values)
    p.size = 5.2
    p.title("高新技术企业证书", 12, colour=(170, 30, 30), gap=14)
    p.pairs(78, ("企业名称：", "{name}"), ("证书编号：", "{certificate_number}"), gap=7)
    p.put(p.left, p.y, "发证时间：{issue_date}")
    p.put(170, p.y, "有效期：{validity}")
    p.put(p.left, p.y + 16, "批准机关：")
    offices = ("北京市科学技术委员会", "北京市财政局", TAX_BUREAU)
    for n, name in enumerate(offices):
        p.sheet.seal(92 + n * 56, p.y + 40, seals.office(name))
    _copy(p, f, 42, p.y + 50)
    return p.paper("high_tech_certificate", "landscape")


def software_enterprise(f: Facts, seed: int) -> Paper:
    """软件企业证书."""
    values: dict[str, Value] = {
        "name": f.unit.name,
        "certificate_number": f"京RQ-2025-{digits(seed, 4)}",
        "issue_date": date(2025, 5, 30),
        "valid_to": date(2026, 5, 29),
        "authority": "北京软件和信息服务业协会",
    }
    p = framed(seed, values, (50, 110, 170))
    p.size = 5.0
    p.title("软件企业证书", 12, colour=(30, 70, 140), gap=12)
    p.prose("{name}符合《软件企业评估标准》的有关规定，评估为软件企业，特发此证。")
    p.y += 6
    p.lines(
        "证书编号：{certificate_number}",
        "有效期：2025年5月30日至{valid_to}",
        "评估机构：{authority}",
        "发证日期：{issue_date}",
    )
    p.sheet.seal(214, 158, seals.office("北京软件和信息服务业协会"))
    _copy(p, f, 150, 166)
    return p.paper("software_enterprise_certificate", "landscape")


def other_qualification(f: Facts, seed: int) -> Paper:
    """环境污染治理资质证书."""
    values: dict[str, Value] = {
        "name": f.unit.name,
        "certificate_number": f"京环治-{digits(seed, 5)}",
        "grade": "甲级",
        "authority": "北京样例环境保护产业协会",
        "issue_date": date(2023, 6, 1),
        "valid_to": date(2026, 5, 31),
    }
    p = framed(seed, values, (50, 130, 80))
    p.title("环境污染治理资质证书", 10, colour=(20, 100, 50))
    p.pairs(
        92,
        ("企业名称", "{name}"),
        ("证书编号", "{certificate_number}"),
        ("资质等级", "{grade}"),
        ("业务范围", "水污染治理、大气污染治理"),
        ("发证机关", "{authority}"),
        ("发证日期", "{issue_date}"),
        ("有效期至", "{valid_to}"),
        gap=4,
    )
    p.sheet.seal(222, 150, seals.office("北京样例环境保护产业协会"))
    _copy(p, f, 160, 168)
    return p.paper("other_qualification_certificate", "landscape")


def innovation(f: Facts, seed: int) -> Paper:
    """中关村高新技术企业证书."""
    values: dict[str, Value] = {
        "name": f.unit.name,
        "category": "中关村高新技术企业",
        "certificate_number": "20242010" + digits(seed, 6),
        "authority": "中关村科技园区管理委员会",
        "issue_date": date(2024, 6, 18),
        "valid_to": date(2026, 6, 17),
    }
    p = framed(seed, values, (160, 60, 60))
    p.size = 5.0
    p.title("中关村高新技术企业证书", 11, colour=(160, 30, 30))
    p.sheet.mark("category", "中关村高新技术企业", (78, 22, 200, 40))
    p.y += 6
    p.lines(
        "企业名称：{name}",
        "证书编号：{certificate_number}",
        "发证日期：{issue_date}",
        "有效期：2024年6月18日至{valid_to}",
        "发证机关：{authority}",
    )
    p.sheet.seal(214, 148, seals.office("中关村科技园区管理委员会"))
    _copy(p, f, 150, 166)
    return p.paper("innovation_entity_proof", "zhongguancun")


def name_change(f: Facts, seed: int) -> Paper:
    """名称变更通知书."""
    values: dict[str, Value] = {
        "credit_code": f.unit.code,
        "old_name": f.unit.name.replace("样例", "样例旧名").replace("测试", "测试旧名"),
        "new_name": f.unit.name,
        "approval_date": date(2024, 7, 8),
        "registrar": "北京市东城区市场监督管理局",
    }
    p = page(seed, values, y=36, size=4.6, step=2.1)
    p.title("名称变更通知书")
    p.lines("统一社会信用代码：{credit_code}")
    p.prose("经核准，{old_name}名称变更为{new_name}。", "特此通知。")
    p.foot("{registrar}", "{approval_date}", seal=seals.office(
        "北京市东城区市场监督管理局", "企业登记专用章"), gap=24)  # fmt: skip
    return p.paper("name_change_notice", "letter")
