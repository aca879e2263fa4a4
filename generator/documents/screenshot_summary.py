"""Withholding client, 汇总 tab: a whole screen printed on landscape A4."""

from collections.abc import Sequence
from decimal import Decimal

from generator import seals
from generator.cast import Company, Person
from generator.documents.pay import Note, Pay, annotate
from generator.documents.screen import LINE, entry_box, menu, pay_row, screen_rows, tabs
from generator.paper import Paper, a4
from generator.sheet import Sheet


def its_summary(
    applicant: Person,
    unit: Company,
    pays: Sequence[Pay],
    seed: int,
    *,
    window: tuple[str, str] | None = None,
    note: Note | None = None,
    seal: seals.Seal | None = None,
    folded: bool = False,
    title: str = "自然人电子税务局（扣缴端）",
) -> Paper:
    """Layout A: 汇总 tab of a whole screen, printed on landscape A4; green chrome."""
    sheet = a4(seed, landscape=True)
    face, x0, y0, x1 = "screen", 12.0, 12.0, 285.0
    green, bottom = (38, 132, 102), 142.0
    sheet.rect(x0, y0, x1, bottom, 0.3, (120, 130, 130), (255, 255, 255))
    sheet.rect(x0, y0, x1, y0 + 8, 0.1, None, green)
    sheet.text(x0 + 3, y0 + 2.4, title, 3.3, face, colour=(255, 255, 255), name="window_title")
    end = sheet.text(
        x1 - 26, y0 + 2.6, unit.name, 2.9, face, colour=(255, 255, 255), anchor="r", name="employer"
    )
    sheet.text(end + 4, y0 + 2.4, "— □ ×", 3.2, face, colour=(255, 255, 255))
    menu(sheet, x0, y0 + 8, bottom, face, (228, 238, 233), green)
    left, y = x0 + 44, y0 + 10
    sheet.text(
        left, y, "当前位置：首页>>查询统计>>个人扣缴明细查询", 2.6, face, colour=(90, 90, 90)
    )
    for i, label in enumerate(
        ("导出", "查询", "重置", "展开查询条件" if folded else "收折查询条件")
    ):
        sheet.rect(
            x1 - 76 + i * 17,
            y - 1,
            x1 - 61 + i * 17 + (5 if i == 3 else 0),
            y + 4,
            0.2,
            green,
            None,
        )
        sheet.text(x1 - 74 + i * 17, y, label, 2.5, face, colour=green)
    y += 7
    first, last = window or (pays[0].month, pays[-1].month)
    if not folded:
        y = _panel_a(sheet, left, y, x1, applicant, first, last, face)
    y = tabs(sheet, left, y, x1, face, green, 0)
    columns = [
        ("税款所属期", 17.0, "period"),
        ("所得项目", 21.0, "income_item"),
        ("收入", 19.0, "income"),
        ("免税收入", 14.0, "exempt_income"),
        ("减除费用", 15.0, "deduct"),
        ("基本养老", 16.0, "p"),
        ("基本医疗", 15.0, "m"),
        ("失业保险", 14.0, "u"),
        ("住房公积金", 17.0, "h"),
        ("年金", 11.0, "z"),
        ("其他扣除", 14.0, "z"),
        ("应扣缴税额", 17.0, "tax_due"),
        ("已缴税额", 17.0, "tax_due"),
        ("应补(退)税额", 18.0, "z"),
    ]
    values = [pay_row(p) for p in pays]
    total = sum((p.income for p in pays), Decimal(0))
    y = screen_rows(sheet, pays, columns, left, y, 6.4, 2.45, face, (222, 234, 228), values)
    sheet.rect(left, y, left + sum(c[1] for c in columns), y + 6.4, 0.12, LINE, (244, 247, 240))
    sheet.text(left + 8.5, y + 1.3, "合计", 2.45, face, anchor="c")
    sheet.text(left + 56.2, y + 1.3, f"{total:.2f}", 2.45, face, anchor="r", name="total_income")
    annotation, signs = annotate(sheet, note, 34, 156)
    sheet.seal(206, 158, seal)
    return Paper("its_withholding_screenshot", "summary", [sheet], annotation, signs)


def _panel_a(
    sheet: Sheet,
    left: float,
    y: float,
    x1: float,
    applicant: Person,
    first: str,
    last: str,
    face: str,
) -> float:
    sheet.rect(left, y - 2, x1 - 3, y + 13, 0.15, LINE, (250, 252, 251))
    x = sheet.text(left + 3, y, "*税款所属期：", 2.6, face)
    x = entry_box(sheet, x + 1, y, 20, first, face, "query_start")
    x = sheet.text(x + 1.5, y, "至", 2.6, face)
    x = entry_box(sheet, x + 1.5, y, 20, last, face, "query_end")
    x = sheet.text(x + 12, y, "*姓名：", 2.6, face)
    entry_box(sheet, x + 1, y, 38, applicant.name, face, "name")
    x = sheet.text(left + 3, y + 7, "国籍/地区：", 2.6, face)
    entry_box(sheet, x + 3.6, y + 7, 45, "中国", face, "nationality")
    x = sheet.text(left + 78.6, y + 7, "*证件号码：", 2.6, face)
    entry_box(sheet, x + 1, y + 7, 52, applicant.number, face, "id_number")
    return y + 16
