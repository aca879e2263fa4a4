"""Withholding client, 汇总 tab: a whole screen printed on landscape A4."""

from collections.abc import Sequence
from decimal import Decimal

from generator import seals
from generator.cast import InventedPerson, InventedUnit
from generator.documents.pay import HandlerNote, Pay, annotate
from generator.documents.screen import LINE, entry_box, menu, pay_row, screen_rows, tabs
from generator.paper import Paper, a4
from generator.sheet import CanvasPart

FACE, GREEN = "screen", (38, 132, 102)
X0, Y0, X1 = 12.0, 12.0, 285.0
LEFT = X0 + 44
COLUMNS = (
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
)
"""Heading, width and key of each column."""


def its_summary(
    applicant: InventedPerson,
    unit: InventedUnit,
    pays: Sequence[Pay],
    seed: int,
    *,
    window: tuple[str, str] | None = None,
    note: HandlerNote | None = None,
    seal: seals.DrawnSeal | None = None,
    folded: bool = False,
    title: str = "自然人电子税务局（扣缴端）",
) -> Paper:
    """Layout A: 汇总 tab of a whole screen, printed on landscape A4; green chrome."""
    sheet = a4(seed, landscape=True)
    _window(sheet, title, unit)
    y = _buttons(sheet, folded)
    first, last = window or (pays[0].month, pays[-1].month)
    if not folded:
        y = _panel(sheet, y, applicant, first, last)
    y = tabs(sheet, LEFT, y, X1, FACE, GREEN, 0)
    rows = [pay_row(p) for p in pays]
    y = screen_rows(sheet, pays, COLUMNS, LEFT, y, 6.4, 2.45, FACE, (222, 234, 228), rows)
    total = sum((p.income for p in pays), Decimal(0))
    right = LEFT + sum(c[1] for c in COLUMNS)
    sheet.rect(LEFT, y, right, y + 6.4, 0.12, LINE, (244, 247, 240))
    sheet.text(LEFT + 8.5, y + 1.3, "合计", 2.45, FACE, anchor="c")
    sheet.text(LEFT + 56.2, y + 1.3, f"{total:.2f}", 2.45, FACE, anchor="r", name="total_income")
    annotation, signs = annotate(sheet, note, 34, 156)
    sheet.seal(206, 158, seal)
    return Paper("its_withholding_screenshot", "summary", [sheet], annotation, signs)


def _window(sheet: CanvasPart, title: str, unit: InventedUnit) -> None:
    """The frame, the title bar that names the unit, and the menu."""
    white, bottom = (255, 255, 255), 142.0
    sheet.rect(X0, Y0, X1, bottom, 0.3, (120, 130, 130), white)
    sheet.rect(X0, Y0, X1, Y0 + 8, 0.1, None, GREEN)
    sheet.text(X0 + 3, Y0 + 2.4, title, 3.3, FACE, colour=white, name="window_title")
    x = X1 - 26
    x = sheet.text(x, Y0 + 2.6, unit.name, 2.9, FACE, colour=white, anchor="r", name="employer")
    sheet.text(x + 4, Y0 + 2.4, "— □ ×", 3.2, FACE, colour=white)
    menu(sheet, X0, Y0 + 8, bottom, FACE, (228, 238, 233), GREEN)


def _buttons(sheet: CanvasPart, folded: bool) -> float:
    """The breadcrumb and the buttons beside it; returns the y below."""
    y = Y0 + 10
    place = "当前位置：首页>>查询统计>>个人扣缴明细查询"
    sheet.text(LEFT, y, place, 2.6, FACE, colour=(90, 90, 90))
    labels = ("导出", "查询", "重置", "展开查询条件" if folded else "收折查询条件")
    for i, label in enumerate(labels):
        x = X1 - 76 + i * 17
        right = X1 - 61 + i * 17 + (5 if i == 3 else 0)
        sheet.rect(x, y - 1, right, y + 4, 0.2, GREEN, None)
        sheet.text(X1 - 74 + i * 17, y, label, 2.5, FACE, colour=GREEN)
    return y + 7


def _panel(sheet: CanvasPart, y: float, applicant: InventedPerson, first: str, last: str) -> float:
    """The query; returns the y below."""
    sheet.rect(LEFT, y - 2, X1 - 3, y + 13, 0.15, LINE, (250, 252, 251))
    x = sheet.text(LEFT + 3, y, "*税款所属期：", 2.6, FACE)
    x = entry_box(sheet, x + 1, y, 20, first, FACE, "query_start")
    x = sheet.text(x + 1.5, y, "至", 2.6, FACE)
    x = entry_box(sheet, x + 1.5, y, 20, last, FACE, "query_end")
    x = sheet.text(x + 12, y, "*姓名：", 2.6, FACE)
    entry_box(sheet, x + 1, y, 38, applicant.name, FACE, "name")
    x = sheet.text(LEFT + 3, y + 7, "国籍/地区：", 2.6, FACE)
    entry_box(sheet, x + 3.6, y + 7, 45, "中国", FACE, "nationality")
    x = sheet.text(LEFT + 78.6, y + 7, "*证件号码：", 2.6, FACE)
    entry_box(sheet, x + 1, y + 7, 52, applicant.number, FACE, "id_number")
    return y + 16
