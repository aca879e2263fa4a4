"""Papers of the employer: licences and the tax office's notice."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from samples.generate import codes, seals
from samples.generate.cast import Company
from samples.generate.grid import Cell, table
from samples.generate.numbers import capitals, printed_date
from samples.generate.paper import Paper, a4, guilloche
from samples.generate.sheet import Canvas, Fill, Sheet

GOLD = (178, 142, 74)
SCOPE = ("技术开发、技术咨询、技术服务；软件开发；数据处理；经济贸易咨询。（市场主体依法自主选择经营项目，"
         "开展经营活动；依法须经批准的项目，经相关部门批准后依批准的内容开展经营活动。）")


def _capital(company: Company) -> str:
    return f"{company.capital // 10000}万元"


def license_landscape(company: Company, issued: date, seed: int, *, qr_code: str | None = None,
                      unit_seal: seals.Seal | None = None) -> Paper:
    """营业执照 of 2019 and later: two columns, QR at the top right."""
    sheet = Sheet(Canvas(297, 210, (250, 247, 238)), seed=seed)
    sheet.image(6, 6, 285, 198, guilloche(1140, 792, GOLD, 2))
    sheet.rect(6, 6, 291, 204, 2.2, GOLD)
    sheet.rect(9.5, 9.5, 287.5, 200.5, 0.4, GOLD)
    sheet.text(148, 16, "★", 12, "sans", anchor="c", colour=(190, 30, 30))
    sheet.text(148, 32, "营 业 执 照", 15, "serifb", anchor="c")
    sheet.text(148, 50, "（副  本）", 5.4, "serif", anchor="c", name="copy_mark", value="副本")
    sheet.text(24, 30, "统一社会信用代码", 4.2, "serif")
    sheet.text(24, 37, company.code, 5.2, "sansb", name="credit_code")
    sheet.image(246, 22, 26, 26, codes.qr(
        f"http://www.gsxt.gov.cn/index.html?uniscid={qr_code or company.code}"))
    sheet.text(259, 50, "扫描二维码登录“国家企业", 2.5, "serif", anchor="c")
    sheet.text(259, 53.6, "信用信息公示系统”了解更多", 2.5, "serif", anchor="c")
    left = [("名        称", company.name, "name", None),
            ("类        型", "有限责任公司(自然人投资或控股)", "company_type", None),
            ("法定代表人", company.legal_rep, "legal_rep", None)]
    y = 68.0
    for label, text, name, value in left:
        sheet.text(24, y, label, 4.4, "serif")
        sheet.text(56, y, text, 4.6, "kai", name=name, value=value)
        y += 12
    sheet.text(24, y, "经 营 范 围", 4.4, "serif")
    sheet.flow(56, y, 92, [SCOPE], 3.7, 1.55, "kai")
    right = [("注 册 资 本", _capital(company), "registered_capital", str(company.capital)),
             ("成 立 日 期", f"{company.established:%Y年%m月%d日}", "establishment_date",
              company.established.isoformat()),
             ("营 业 期 限", f"{company.established:%Y年%m月%d日}至 长期", None, None)]
    y = 68.0
    for label, text, name, value in right:
        sheet.text(164, y, label, 4.4, "serif")
        sheet.text(196, y, text, 4.6, "kai", name=name, value=value)
        y += 12
    sheet.text(164, y, "住        所", 4.4, "serif")
    _address(sheet, 196, y, company.address, 80)
    sheet.text(186, 160, "登 记 机 关", 5, "serif")
    sheet.text(206, 182, f"{issued:%Y 年 %m 月 %d 日}", 4.4, "serif", name="issue_date",
               value=issued.isoformat())
    sheet.seal(228, 166, seals.Seal("agency", "北京市东城区市场监督管理局", "", "", "round", 42, 42))
    sheet.text(20, 193, "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn", 3.0, "serif")
    sheet.text(277, 193, "国家市场监督管理总局监制", 3.0, "serif", anchor="r")
    if unit_seal:
        sheet.seal(128, 168, unit_seal)
    return Paper("business_license", "landscape", [sheet])


def _address(sheet: Sheet, x: float, y: float, address: str, width: float) -> None:
    count = int(width / 4.6)
    lines = [address[i : i + count] for i in range(0, len(address), count)]
    ends = [sheet.text(x, y + i * 6.4, line, 4.6, "kai") for i, line in enumerate(lines)]
    sheet.mark("address", address, (x, y, max(ends), y + 6.4 * len(lines) - 1.6))


def license_portrait(company: Company, issued: date, seed: int, *, qr_code: str | None = None,
                     unit_seal: seals.Seal | None = None) -> Paper:
    """营业执照 of 2015 to 2019: one column, QR at the lower left."""
    sheet = Sheet(Canvas(210, 297, (249, 247, 240)), seed=seed)
    sheet.image(8, 8, 194, 281, guilloche(780, 1124, (140, 150, 180), 6))
    sheet.rect(8, 8, 202, 289, 2.6, (120, 130, 170))
    sheet.text(105, 24, "★", 12, "sans", anchor="c", colour=(190, 30, 30))
    sheet.text(105, 42, "营业执照", 17, "serifb", anchor="c", spacing=3)
    sheet.text(105, 64, "（副 本）(1-1)", 4.8, "serif", anchor="c", name="copy_mark", value="副本")
    x = sheet.text(96, 76, "统一社会信用代码 ", 4.2, "serif")
    sheet.text(x, 76, company.code, 4.6, "sans", name="credit_code")
    rows = [("名称", company.name, "name", None),
            ("类型", "其他有限责任公司", "company_type", None),
            ("住所", company.address, "address", None),
            ("法定代表人", company.legal_rep, "legal_rep", None),
            ("注册资本", _capital(company), "registered_capital", str(company.capital)),
            ("成立日期", f"{company.established:%Y年%m月%d日}", "establishment_date",
             company.established.isoformat()),
            ("营业期限", f"{company.established:%Y年%m月%d日}至2044年12月31日", None, None)]
    y = 92.0
    for label, text, name, value in rows:
        wide = sheet.width(label, 4.5, "serif")
        gap = (22.5 - wide) / max(1, len(label) - 1)
        sheet.text(30, y, label, 4.5, "serif", spacing=gap)
        sheet.text(60, y, text, 4.6, "kai", name=name, value=value)
        y += 11
    sheet.text(30, y, "经营范围", 4.5, "serif", spacing=1.5)
    sheet.flow(60, y, 118, [SCOPE], 4.2, 1.6, "kai")
    sheet.image(26, 226, 28, 28, codes.qr(
        f"http://qyxy.baic.gov.cn/wap?creditCode={qr_code or company.code}"))
    sheet.text(40, 256, "在线扫码获取详细信息", 2.6, "serif", anchor="c")
    sheet.text(128, 226, "登记机关", 5.4, "serif", spacing=3)
    sheet.text(132, 252, f"{issued:%Y 年 %m 月 %d 日}", 4.4, "serif", name="issue_date",
               value=issued.isoformat())
    sheet.seal(160, 238, seals.Seal("agency", "北京市工商行政管理局东城分局", "", "", "round", 42, 42))
    sheet.text(105, 278, "中华人民共和国国家工商行政管理总局监制", 3.0, "serif", anchor="c")
    if unit_seal:
        sheet.seal(90, 236, unit_seal)
    return Paper("business_license", "portrait", [sheet])


def institution(company: Company, seed: int, start: date, end: date, *,
                unit_seal: seals.Seal | None = None) -> Paper:
    """事业单位法人证书（副本）."""
    sheet = Sheet(Canvas(297, 210, (248, 246, 240)), seed=seed)
    sheet.image(8, 8, 281, 194, guilloche(1124, 776, (150, 170, 120), 7))
    sheet.rect(8, 8, 289, 202, 2, (150, 110, 60))
    sheet.text(148, 22, "事业单位法人证书", 12, "serifb", anchor="c", colour=(160, 30, 30))
    sheet.text(148, 38, "（副  本）", 5, "serif", anchor="c")
    x = sheet.text(100, 48, "统一社会信用代码：", 4.4)
    sheet.text(x, 48, company.code, 4.6, "sans", name="credit_code")
    rows = [("名    称", company.name, "name", None),
            ("宗旨和业务范围", "开展标准测试方法研究，提供样例检测与咨询服务", None, None),
            ("住    所", company.address, "address", None),
            ("法定代表人", company.legal_rep, "legal_rep", None),
            ("经费来源", "财政补助收入", "funding_source", None),
            ("开办资金", f"￥{company.capital // 10000}万元", "initial_fund", str(company.capital)),
            ("举办单位", "北京市样例科学技术委员会", "sponsor", None)]
    y = 64.0
    for label, text, name, value in rows:
        sheet.text(34, y, label, 4.3)
        sheet.text(74, y, text, 4.5, "kai", name=name, value=value)
        y += 11.5
    sheet.text(34, y + 4, "登记管理机关", 4.3)
    sheet.text(74, y + 4, "北京市事业单位登记管理局", 4.3, name="registrar")
    x = sheet.text(164, 170, "有效期  自", 4.3)
    x = sheet.text(x + 1, 170, printed_date(start), 4.3, name="valid_from",
                   value=start.isoformat())
    x = sheet.text(x + 1, 170, "至", 4.3)
    sheet.text(x + 1, 170, printed_date(end), 4.3, name="valid_to", value=end.isoformat())
    sheet.seal(96, 156, seals.Seal("agency", "北京市事业单位登记管理局", "", "", "round", 42, 42))
    sheet.image(246, 60, 26, 26, codes.qr(f"http://search.gjsy.gov.cn/wsss?code={company.code}"))
    if unit_seal:
        sheet.seal(238, 146, unit_seal)
    return Paper("institution_certificate", "landscape", [sheet])


TAXES = (("增值税", "1286403.27"), ("企业所得税", "503318.90"), ("个人所得税", "96207.55"),
         ("城市维护建设税", "45024.11"), ("教育费附加", "19296.05"))
OFFICE = "国家税务总局北京市东城区税务局"


def _total(rows: Sequence[tuple[str, str]]) -> Decimal:
    return sum((Decimal(amount) for _, amount in rows), Decimal(0))


def tax_notice_prose(company: Company, first: date, last: date, issued: date, seed: int, *,
                     seal: seals.Seal | None, taxes: Sequence[tuple[str, str]] = TAXES) -> Paper:
    """涉税信息查询结果告知书 in sentences only."""
    sheet = a4(seed)
    total = _total(taxes)
    sheet.text(105, 30, "涉税信息查询结果告知书", 8.2, "serifb", anchor="c")
    sheet.text(184, 47, f"东税告〔{issued.year}〕第{seed % 10000:04d}号", 4.0, "song", anchor="r",
               name="notice_number")
    y = sheet.flow(26, 62, 158, [
        Fill(company.name, "taxpayer_name"), "（纳税人识别号：", Fill(company.code, "taxpayer_id"),
        "）："], 4.6, 1.9, "song")
    y = sheet.flow(26, y, 158, [
        f"根据你单位于{printed_date(issued)}提出的《涉税信息查询申请表》，经查询税收征管信息系统，"
        "现将查询结果告知如下："], 4.6, 1.9, "song", indent=2)
    parts: list[str | Fill] = [
        "你单位自", Fill(printed_date(first), "period_start", first.isoformat()), "起至",
        Fill(printed_date(last), "period_end", last.isoformat()), "止期间，已入库税费情况为："]
    for i, (tax, amount) in enumerate(taxes):
        parts += [Fill(tax, f"rows.{i}.tax_type"),
                  Fill(f"{Decimal(amount):,.2f}", f"rows.{i}.paid_amount", amount), "元"]
        parts.append("；" if i < len(taxes) - 1 else "。")
    y = sheet.flow(26, y, 158, parts, 4.6, 1.9, "song", indent=2)
    y = sheet.flow(26, y, 158, [
        "以上金额合计（小写）￥", Fill(f"{total:,.2f}", "total", f"{total:.2f}"), "元，（大写）",
        Fill(capitals(total), "total_caps"), "。"], 4.6, 1.9, "song", indent=2)
    y = sheet.flow(26, y, 158, ["以上信息仅供参考，具体以税务机关征管系统记录为准。特此告知。"], 4.6, 1.9,
                   "song", indent=2)
    sheet.text(146, y + 24, OFFICE, 4.6, "song", anchor="c", name="tax_authority")
    sheet.text(146, y + 33, printed_date(issued), 4.6, "song", anchor="c", name="issue_date",
               value=issued.isoformat())
    sheet.seal(146, y + 27, seals.Seal("agency", OFFICE, "征税专用章", "", "round", 40, 40))
    if seal:
        sheet.seal(64, y + 30, seal)
    return Paper("tax_info_notice", "prose", [sheet])


def tax_notice_table(company: Company, first: date, last: date, issued: date, seed: int, *,
                     seal: seals.Seal | None, taxes: Sequence[tuple[str, str]] = TAXES) -> Paper:
    """涉税信息查询结果告知书 as a wide table with periods and days of payment."""
    sheet = a4(seed)
    total = _total(taxes)
    sheet.text(105, 24, "国家税务总局北京市东城区税务局", 5.2, "serif", anchor="c")
    sheet.text(105, 33, "涉税信息查询结果告知书", 7.4, "serifb", anchor="c")
    x = sheet.text(18, 48, "编号：", 3.6)
    sheet.text(x, 48, f"{issued:%Y%m%d}{seed % 10000:04d}", 3.6, name="notice_number")
    head = [[Cell("纳税人名称"), Cell(company.name, "taxpayer_name", align="l", span=3)],
            [Cell("纳税人识别号"), Cell(company.code, "taxpayer_id", align="l"),
             Cell("查询期间"), Cell("", align="l")]]
    y = table(sheet, 18, 55, (30, 60, 24, 60), head, height=9, size=3.5)
    x = sheet.text(133, y - 6.3, first.isoformat(), 3.5, name="period_start")
    x = sheet.text(x + 1.5, y - 6.3, "至", 3.5)
    sheet.text(x + 1.5, y - 6.3, last.isoformat(), 3.5, name="period_end")
    rows: list[list[Cell | str]] = [
        ["序号", "征收项目", "税款所属期起", "税款所属期止", "实缴金额（元）", "入库日期"]]
    for i, (tax, amount) in enumerate(taxes):
        paid = date(last.year, 12 - i, 9 + i)
        rows.append([str(i + 1), Cell(tax, f"rows.{i}.tax_type"),
                     Cell(first.isoformat(), f"rows.{i}.period_start"),
                     Cell(last.isoformat(), f"rows.{i}.period_end"),
                     Cell(f"{Decimal(amount):,.2f}", f"rows.{i}.paid_amount", amount, align="r"),
                     Cell(paid.isoformat(), f"rows.{i}.paid_date")])
    rows.append([Cell("合计（小写）", span=4), Cell(f"{total:,.2f}", "total", f"{total:.2f}",
                                               align="r"), ""])
    rows.append([Cell("合计（大写）", span=2), Cell(capitals(total), "total_caps", span=4,
                                               align="l")])
    y = table(sheet, 18, y + 4, (13, 40, 31, 31, 33, 26), rows, height=9.5, size=3.5)
    sheet.text(18, y + 4, "注：本告知书所列数据为查询时点数据，不作为纳税人涉税事项的证明依据。", 3.2)
    sheet.text(148, y + 26, "税务机关（盖章）", 4.2, anchor="c")
    sheet.text(148, y + 34, OFFICE, 4.0, anchor="c", name="tax_authority")
    sheet.text(148, y + 42, printed_date(issued), 4.0, anchor="c", name="issue_date",
               value=issued.isoformat())
    sheet.seal(148, y + 34, seals.Seal("agency", OFFICE, "业务专用章", "", "round", 40, 40))
    if seal:
        sheet.seal(58, y + 36, seal)
    return Paper("tax_info_notice", "table", [sheet])
