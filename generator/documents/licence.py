"""营业执照, landscape and portrait."""

from collections.abc import Sequence
from datetime import date

from generator import codes, seals
from generator.cast import InventedUnit
from generator.numbers import padded_date
from generator.ops import Canvas
from generator.paper import Paper, guilloche
from generator.sheet import CanvasPart

GOLD = (178, 142, 74)
SCOPE = (
    "技术开发、技术咨询、技术服务；软件开发；数据处理；经济贸易咨询。（市场主体依法自主选择经营项目，"
    "开展经营活动；依法须经批准的项目，经相关部门批准后依批准的内容开展经营活动。）"
)


def _capital(company: InventedUnit) -> str:
    return f"{company.capital // 10000}万元"


def license_landscape(
    company: InventedUnit,
    issued: date,
    seed: int,
    *,
    qr_code: str | None = None,
    unit_seal: seals.DrawnSeal | None = None,
) -> Paper:
    """营业执照 of 2019 and later: two columns, QR at the top right."""
    sheet = CanvasPart(Canvas(297, 210, (250, 247, 238)), seed=seed)
    sheet.image(6, 6, 285, 198, guilloche(1140, 792, GOLD, 2))
    sheet.rect(6, 6, 291, 204, 2.2, GOLD)
    sheet.rect(9.5, 9.5, 287.5, 200.5, 0.4, GOLD)
    _landscape_head(sheet, company.code, qr_code or company.code)
    founded = padded_date(company.established)
    y = _column(sheet, 24, (
        ("名        称", company.name, "name", None),
        ("类        型", "有限责任公司(自然人投资或控股)", "company_type", None),
        ("法定代表人", company.legal_rep, "legal_rep", None),
    ))  # fmt: skip
    sheet.text(24, y, "经 营 范 围", 4.4, "serif")
    sheet.flow(56, y, 92, [SCOPE], 3.7, 1.55, "kai")
    y = _column(sheet, 164, (
        ("注 册 资 本", _capital(company), "registered_capital", str(company.capital)),
        ("成 立 日 期", founded, "establishment_date", company.established.isoformat()),
        ("营 业 期 限", f"{founded}至 长期", None, None),
    ))  # fmt: skip
    sheet.text(164, y, "住        所", 4.4, "serif")
    _address(sheet, 196, y, company.address, 80)
    sheet.text(186, 160, "登 记 机 关", 5, "serif")
    sheet.day(206, 182, issued, 4.4, "serif", name="issue_date", form=_spaced)
    sheet.seal(228, 166, seals.office("北京市东城区市场监督管理局", size=42))
    sheet.text(20, 193, "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn", 3.0, "serif")
    sheet.text(277, 193, "国家市场监督管理总局监制", 3.0, "serif", anchor="r")
    sheet.seal(128, 168, unit_seal)
    return Paper("business_license", "landscape", [sheet])


def _spaced(day: date) -> str:
    return f"{day:%Y 年 %m 月 %d 日}"


def _landscape_head(sheet: CanvasPart, code: str, qr_code: str) -> None:
    """Title, credit code and the QR code beside it."""
    sheet.text(148, 16, "★", 12, "sans", anchor="c", colour=(190, 30, 30))
    sheet.text(148, 32, "营 业 执 照", 15, "serifb", anchor="c")
    sheet.text(148, 50, "（副  本）", 5.4, "serif", anchor="c")
    sheet.text(24, 30, "统一社会信用代码", 4.2, "serif")
    sheet.text(24, 37, code, 5.2, "sansb", name="credit_code")
    link = f"http://www.gsxt.gov.cn/index.html?uniscid={qr_code}"
    sheet.image(246, 22, 26, 26, codes.qr(link))
    sheet.text(259, 50, "扫描二维码登录“国家企业", 2.5, "serif", anchor="c")
    sheet.text(259, 53.6, "信用信息公示系统”了解更多", 2.5, "serif", anchor="c")


def _column(
    sheet: CanvasPart, x: float, rows: Sequence[tuple[str, str, str | None, str | None]]
) -> float:
    """Labels followed by their values; returns the y below."""
    y = 68.0
    for label, text, name, value in rows:
        sheet.text(x, y, label, 4.4, "serif")
        sheet.text(x + 32, y, text, 4.6, "kai", name=name, value=value)
        y += 12
    return y


def _address(sheet: CanvasPart, x: float, y: float, address: str, width: float) -> None:
    count = int(width / 4.6)
    lines = [address[i : i + count] for i in range(0, len(address), count)]
    ends = [sheet.text(x, y + i * 6.4, line, 4.6, "kai") for i, line in enumerate(lines)]
    sheet.mark("address", address, (x, y, max(ends), y + 6.4 * len(lines) - 1.6))


def license_portrait(
    company: InventedUnit,
    issued: date,
    seed: int,
    *,
    qr_code: str | None = None,
    unit_seal: seals.DrawnSeal | None = None,
) -> Paper:
    """营业执照 of 2015 to 2019: one column, QR at the lower left."""
    sheet = CanvasPart(Canvas(210, 297, (249, 247, 240)), seed=seed)
    sheet.image(8, 8, 194, 281, guilloche(780, 1124, (140, 150, 180), 6))
    sheet.rect(8, 8, 202, 289, 2.6, (120, 130, 170))
    sheet.text(105, 24, "★", 12, "sans", anchor="c", colour=(190, 30, 30))
    sheet.text(105, 42, "营业执照", 17, "serifb", anchor="c", spacing=3)
    sheet.text(105, 64, "（副 本）(1-1)", 4.8, "serif", anchor="c")
    x = sheet.text(96, 76, "统一社会信用代码 ", 4.2, "serif")
    sheet.text(x, 76, company.code, 4.6, "sans", name="credit_code")
    y = _portrait_rows(sheet, company)
    sheet.text(30, y, "经营范围", 4.5, "serif", spacing=1.5)
    sheet.flow(60, y, 118, [SCOPE], 4.2, 1.6, "kai")
    link = f"http://www.gsxt.gov.cn/wap?creditCode={qr_code or company.code}"
    sheet.image(26, 226, 28, 28, codes.qr(link))
    sheet.text(40, 256, "在线扫码获取详细信息", 2.6, "serif", anchor="c")
    sheet.text(128, 226, "登记机关", 5.4, "serif", spacing=3)
    sheet.day(132, 252, issued, 4.4, "serif", name="issue_date", form=_spaced)
    sheet.seal(160, 238, seals.office("北京市工商行政管理局东城分局", size=42))
    sheet.text(105, 278, "中华人民共和国国家工商行政管理总局监制", 3.0, "serif", anchor="c")
    sheet.seal(90, 236, unit_seal)
    return Paper("business_license", "portrait", [sheet])


def _portrait_rows(sheet: CanvasPart, company: InventedUnit) -> float:
    """Labels spread to the same width, followed by their values; returns the y below."""
    founded = padded_date(company.established)
    y = 92.0
    for label, text, name, value in (
        ("名称", company.name, "name", None),
        ("类型", "其他有限责任公司", "company_type", None),
        ("住所", company.address, "address", None),
        ("法定代表人", company.legal_rep, "legal_rep", None),
        ("注册资本", _capital(company), "registered_capital", str(company.capital)),
        ("成立日期", founded, "establishment_date", company.established.isoformat()),
        ("营业期限", f"{founded}至2044年12月31日", None, None),
    ):
        wide = sheet.width(label, 4.5, "serif")
        gap = (22.5 - wide) / max(1, len(label) - 1)
        sheet.text(30, y, label, 4.5, "serif", spacing=gap)
        sheet.text(60, y, text, 4.6, "kai", name=name, value=value)
        y += 11
    return y
