"""事业单位法人证书."""

from datetime import date

from generator import codes, seals
from generator.cast import InventedUnit
from generator.ops import Canvas
from generator.paper import Paper, guilloche
from generator.sheet import CanvasPart


def institution(
    company: InventedUnit,
    seed: int,
    start: date,
    end: date,
    *,
    unit_seal: seals.DrawnSeal | None = None,
) -> Paper:
    """事业单位法人证书（副本）."""
    sheet = CanvasPart(Canvas(297, 210, (248, 246, 240)), seed=seed)
    sheet.image(8, 8, 281, 194, guilloche(1124, 776, (150, 170, 120), 7))
    sheet.rect(8, 8, 289, 202, 2, (150, 110, 60))
    sheet.text(148, 22, "事业单位法人证书", 12, "serifb", anchor="c", colour=(160, 30, 30))
    sheet.text(148, 38, "（副  本）", 5, "serif", anchor="c")
    x = sheet.text(100, 48, "统一社会信用代码：", 4.4)
    sheet.text(x, 48, company.code, 4.6, "sans", name="credit_code")
    rows = [
        ("名    称", company.name, "name", None),
        ("宗旨和业务范围", "开展标准测试方法研究，提供样例检测与咨询服务", None, None),
        ("住    所", company.address, "address", None),
        ("法定代表人", company.legal_rep, "legal_rep", None),
        ("经费来源", "财政补助收入", "funding_source", None),
        ("开办资金", f"￥{company.capital // 10000}万元", "initial_fund", str(company.capital)),
        ("举办单位", "北京市样例科学技术委员会", "sponsor", None),
    ]
    y = 64.0
    for label, text, name, value in rows:
        sheet.text(34, y, label, 4.3)
        sheet.text(74, y, text, 4.5, "kai", name=name, value=value)
        y += 11.5
    sheet.text(34, y + 4, "登记管理机关", 4.3)
    sheet.text(74, y + 4, "北京市事业单位登记管理局", 4.3, name="registrar")
    x = sheet.text(164, 170, "有效期  自", 4.3)
    x = sheet.day(x + 1, 170, start, 4.3, name="valid_from")
    x = sheet.text(x + 1, 170, "至", 4.3)
    sheet.day(x + 1, 170, end, 4.3, name="valid_to")
    sheet.seal(96, 156, seals.office("北京市事业单位登记管理局", size=42))
    sheet.image(246, 60, 26, 26, codes.qr(f"http://search.gjsy.gov.cn/wsss?code={company.code}"))
    sheet.seal(238, 146, unit_seal)
    return Paper("institution_certificate", "landscape", [sheet])
