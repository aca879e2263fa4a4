"""Withholding client, 综合所得 tab: a bare screen picture."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from generator import seals
from generator.cast import InventedPerson, InventedUnit
from generator.documents.pay import HandlerNote, Pay, annotate
from generator.documents.screen import LINE, PALE, entry_box, pay_row, screen_rows, tabs
from generator.numbers import add_months
from generator.ops import Canvas
from generator.paper import Paper
from generator.sheet import CanvasPart

FACE, BLUE = "micro", (24, 92, 170)
COLUMNS = (
    ("序号", 8.0, "n"),
    ("姓名", 14.0, "name"),
    ("证照类型", 20.0, "idt"),
    ("证照号码", 36.0, "id"),
    ("税款所属期起", 21.0, "period"),
    ("税款所属期止", 21.0, "to"),
    ("所得项目", 22.0, "income_item"),
    ("本期收入", 20.0, "income"),
    ("本期免税收入", 19.0, "exempt_income"),
    ("基本养老保险费", 22.0, "p"),
    ("基本医疗保险费", 22.0, "m"),
    ("失业保险费", 17.0, "u"),
    ("住房公积金", 19.0, "h"),
    ("累计收入额", 21.0, "sum"),
    ("累计减除", 13.0, "z"),
)
"""Heading, width and key of each column."""


def its_detail(
    applicant: InventedPerson,
    unit: InventedUnit,
    pays: Sequence[Pay],
    seed: int,
    *,
    note: HandlerNote | None = None,
    seal: seals.DrawnSeal | None = None,
    bare: bool = False,
) -> Paper:
    """Layout B: 综合所得 tab, a bare screen picture (no paper margin when `bare`)."""
    sheet = CanvasPart(Canvas(300.0, 128.0 if bare else 190.0), seed=seed)
    sheet.rect(0, 0, 300, 128, 0.1, None, (255, 255, 255))
    _window(sheet, unit)
    y = _query(sheet, applicant, pays[0].month, pays[-1].month)
    y = tabs(sheet, 4, y + 8, 296, FACE, BLUE, 1)
    rows = _rows(applicant, pays)
    y = screen_rows(sheet, pays, COLUMNS, 4, y, 6.2, 2.4, FACE, (226, 234, 246), rows)
    sheet.rect(4, y, 291, y + 3, 0.1, LINE, PALE)
    sheet.rect(6, y + 0.6, 210, y + 2.4, 0.1, None, (190, 198, 210))
    sheet.text(4, 122, f"共 {len(pays)} 条  每页 20 条", 2.5, FACE, colour=(110, 110, 110))
    sheet.text(236, 122, "当前版本 3.1.090  客服 12366", 2.5, FACE, colour=(110, 110, 110))
    annotation, signs = annotate(sheet, note, 20, 108 if bare else 138, 4.6)
    sheet.seal(232, 104 if bare else 150, seal)
    return Paper("its_withholding_screenshot", "detail", [sheet], annotation, signs)


def _window(sheet: CanvasPart, unit: InventedUnit) -> None:
    """The title bar, and the bar that names the unit."""
    title = "自然人税收管理系统扣缴客户端"
    sheet.rect(0, 0, 300, 7, 0.1, None, (240, 242, 245))
    sheet.text(4, 1.8, f"{title} V3.1.090", 3.0, FACE, name="window_title", value=title)
    sheet.text(296, 1.8, "－ ▢ ✕", 3.0, "sans", anchor="r")
    sheet.rect(0, 7, 300, 16, 0.1, None, BLUE)
    x = 4.0
    for gap, text, name in (
        (0, "扣缴义务人：", None),
        (0, unit.name, "employer"),
        (10, "纳税人识别号：", None),
        (0, unit.code, "employer_credit_code"),
    ):
        x = sheet.text(x + gap, 9.8, text, 3.0, FACE, colour=(255, 255, 255), name=name)
    sheet.text(296, 9.8, "代扣代缴 | 消息 | 帮助", 2.8, FACE, colour=(220, 232, 246), anchor="r")


def _query(sheet: CanvasPart, applicant: InventedPerson, first: str, last: str) -> float:
    """The fields of the query; returns their y."""
    y = 20.0
    sheet.text(4, y, "查询统计 > 个人扣缴明细查询", 2.7, FACE, colour=(100, 100, 100))
    y += 6.5
    x = -2.0
    for gap, label, wide, text, name in (
        (6, "姓名", 30, applicant.name, "name"),
        (6, "证件号码", 48, applicant.number, "id_number"),
        (6, "国籍/地区", 26, "中国", "nationality"),
        (6, "税款所属期起", 19, first, "query_start"),
        (4, "税款所属期止", 19, last, "query_end"),
    ):
        x = sheet.text(x + gap, y, label, 2.8, FACE)
        x = entry_box(sheet, x + 2, y, wide, text, FACE, name)
    sheet.rect(x + 5, y - 1.4, x + 17, y + 4.2, 0.1, None, BLUE)
    sheet.text(x + 8, y, "查询", 2.8, FACE, colour=(255, 255, 255))
    return y


def _rows(applicant: InventedPerson, pays: Sequence[Pay]) -> list[dict[str, str]]:
    """One row per month, with the running total."""
    rows, total = [], Decimal(0)
    for i, pay in enumerate(pays):
        total += pay.income
        row = pay_row(pay)
        row.update(
            n=str(i + 1),
            name=applicant.name,
            idt="居民身份证",
            id=applicant.number,
            period=f"{pay.month}-01",
            to=f"{pay.month}-{_last(pay.month):02d}",
            sum=f"{total:.2f}",
        )
        rows.append(row)
    return rows


def _last(month: str) -> int:
    following = add_months(month, 1)
    return (date.fromisoformat(f"{following}-01") - date.resolution).day
