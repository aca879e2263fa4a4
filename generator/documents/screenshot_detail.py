"""Withholding client, 综合所得 tab: a bare screen picture."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from generator import seals
from generator.cast import Company, Person
from generator.documents.pay import Note, Pay, annotate
from generator.documents.screen import LINE, PALE, entry_box, pay_row, screen_rows, tabs
from generator.numbers import add_months
from generator.ops import Canvas
from generator.paper import Paper
from generator.sheet import Sheet


def its_detail(
    applicant: Person,
    unit: Company,
    pays: Sequence[Pay],
    seed: int,
    *,
    note: Note | None = None,
    seal: seals.Seal | None = None,
    bare: bool = False,
) -> Paper:
    """Layout B: 综合所得 tab, a bare screen picture (no paper margin when `bare`)."""
    height = 128.0 if bare else 190.0
    sheet = Sheet(Canvas(300.0, height), seed=seed)
    face, blue = "micro", (24, 92, 170)
    sheet.rect(0, 0, 300, 128, 0.1, None, (255, 255, 255))
    sheet.rect(0, 0, 300, 7, 0.1, None, (240, 242, 245))
    sheet.text(
        4,
        1.8,
        "自然人税收管理系统扣缴客户端 V3.1.090",
        3.0,
        face,
        name="window_title",
        value="自然人税收管理系统扣缴客户端",
    )
    sheet.text(296, 1.8, "－ ▢ ✕", 3.0, "sans", anchor="r")
    sheet.rect(0, 7, 300, 16, 0.1, None, blue)
    x = sheet.text(4, 9.8, "扣缴义务人：", 3.0, face, colour=(255, 255, 255))
    x = sheet.text(x, 9.8, unit.name, 3.0, face, colour=(255, 255, 255), name="employer")
    x = sheet.text(x + 10, 9.8, "纳税人识别号：", 3.0, face, colour=(255, 255, 255))
    sheet.text(x, 9.8, unit.code, 3.0, face, colour=(255, 255, 255), name="employer_credit_code")
    sheet.text(296, 9.8, "代扣代缴 | 消息 | 帮助", 2.8, face, colour=(220, 232, 246), anchor="r")
    y = 20.0
    sheet.text(4, y, "查询统计 > 个人扣缴明细查询", 2.7, face, colour=(100, 100, 100))
    y += 6.5
    x = sheet.text(4, y, "姓名", 2.8, face)
    x = entry_box(sheet, x + 2, y, 30, applicant.name, face, "name")
    x = sheet.text(x + 6, y, "证件号码", 2.8, face)
    x = entry_box(sheet, x + 2, y, 48, applicant.number, face, "id_number")
    x = sheet.text(x + 6, y, "国籍/地区", 2.8, face)
    x = entry_box(sheet, x + 2, y, 26, "中国", face, "nationality")
    x = sheet.text(x + 6, y, "税款所属期起", 2.8, face)
    x = entry_box(sheet, x + 2, y, 19, pays[0].month, face, "query_start")
    x = sheet.text(x + 4, y, "税款所属期止", 2.8, face)
    x = entry_box(sheet, x + 2, y, 19, pays[-1].month, face, "query_end")
    sheet.rect(x + 5, y - 1.4, x + 17, y + 4.2, 0.1, None, blue)
    sheet.text(x + 8, y, "查询", 2.8, face, colour=(255, 255, 255))
    y = tabs(sheet, 4, y + 8, 296, face, blue, 1)
    columns = [
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
    ]
    values, total = [], Decimal(0)
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
        values.append(row)
    y = screen_rows(sheet, pays, columns, 4, y, 6.2, 2.4, face, (226, 234, 246), values)
    sheet.rect(4, y, 291, y + 3, 0.1, LINE, PALE)
    sheet.rect(6, y + 0.6, 210, y + 2.4, 0.1, None, (190, 198, 210))
    sheet.text(4, 122, f"共 {len(pays)} 条  每页 20 条", 2.5, face, colour=(110, 110, 110))
    sheet.text(236, 122, "当前版本 3.1.090  客服 12366", 2.5, face, colour=(110, 110, 110))
    annotation, signs = annotate(sheet, note, 20, 108 if bare else 138, 4.6)
    sheet.seal(232, 104 if bare else 150, seal)
    return Paper("its_withholding_screenshot", "detail", [sheet], annotation, signs)


def _last(month: str) -> int:
    following = add_months(month, 1)
    return (date.fromisoformat(f"{following}-01") - date.resolution).day
