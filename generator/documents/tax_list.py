"""个人所得税纳税清单 of 2018 and before."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from generator import seals
from generator.cast import InventedPerson, InventedUnit
from generator.documents.pay import HandlerNote, Pay, annotate
from generator.grid import GridCell, table
from generator.numbers import add_months, capitals
from generator.paper import Paper, a4
from generator.sheet import CanvasPart

WIDE = (
    ("所得项目", 0.14, "income_item"),
    ("申报日期", 0.12, "declare_date"),
    ("申报收入额", 0.14, "income"),
    ("实缴税额", 0.12, "tax_paid"),
    ("税款所属时期", 0.13, "period"),
    ("征收机关", 0.22, "authority"),
    ("入库时间", 0.13, "paid_date"),
)
TALL = (
    ("税款所属期", 0.18, "period"),
    ("所得项目", 0.24, "income_item"),
    ("收入额", 0.2, "income"),
    ("实缴(退)金额", 0.18, "tax_paid"),
    ("入库日期", 0.2, "paid_date"),
)
"""Heading, share of the width and name of each column."""
AMOUNTS = ("income", "tax_paid")


def tax_list(
    applicant: InventedPerson,
    unit: InventedUnit,
    pays: Sequence[Pay],
    printed: date,
    seed: int,
    *,
    note: HandlerNote | None = None,
    seal: seals.DrawnSeal | None = None,
    wide: bool = True,
) -> Paper:
    """个人所得税纳税清单 of 2018 and before; landscape, or portrait with other columns."""
    sheet = a4(seed, landscape=wide)
    page, right = sheet.canvas.width, sheet.canvas.width - 14
    title = "个人所得税纳税清单" if wide else "个人所得税纳税记录清单"
    sheet.text(page / 2, 16, "国家税务总局北京市税务局", 5.4, "song", anchor="c")
    sheet.text(page / 2, 25, title, 6.6, "serifb", anchor="c")
    y = 38.0
    office, day = "国家税务总局北京市东城区税务局", printed.isoformat()
    sheet.labelled(14, y, "税务机关：", office, 3.6, "song", name="tax_authority")
    sheet.labelled(page * 0.5, y, "打印日期：", day, 3.6, "song", name="print_date")
    x, below = (right - 46, y) if wide else (14, y + 6.5)
    check = f"{seed * 7919 % 10**12:012d}"
    sheet.labelled(x, below, "查验码：", check, 3.6, "song", name="check_code")
    y += 8 if wide else 14
    person = [
        GridCell("纳税人名称"),
        GridCell(applicant.name, "name"),
        GridCell("证件类型"),
        GridCell("居民身份证", "id_type"),
        GridCell("证件号码"),
        GridCell(applicant.number, "id_number"),
    ]
    widths = [(right - 14) * s for s in (0.13, 0.14, 0.12, 0.17, 0.13, 0.31)]
    y = table(sheet, 14, y, widths, [person], height=8, size=3.4, face="song") + 3
    y = _list_table(sheet, pays, y, right, wide)
    annotation, signs = annotate(sheet, note, 24, y + 12, 5.0, 118)
    sheet.seal(right - 40, y + 22, seal)
    sheet.text(page / 2, sheet.canvas.height - 12, "第1页/共1页", 3.2, "song", anchor="c")
    return Paper("iit_tax_list", "wide" if wide else "tall", [sheet], annotation, signs)


def _list_table(
    sheet: CanvasPart, pays: Sequence[Pay], y: float, right: float, wide: bool
) -> float:
    columns = WIDE if wide else TALL
    rows: list[list[GridCell | str]] = [[head for head, _, _ in columns]]
    for i, pay in enumerate(pays):
        known = _month(pay)
        rows.append(
            [
                GridCell(known[key], f"rows.{i}.{key}", align="r" if key in AMOUNTS else "c")
                for _, _, key in columns
            ]
        )
    total = sum((p.tax for p in pays), Decimal(0))
    label, rest = 3, len(columns) - 3
    amount = GridCell(f"{total:.2f}", "total", align="r")
    rows.append([GridCell("合计", span=label), amount, GridCell("", span=rest - 1)])
    words = GridCell(capitals(total), "total_caps", f"{total:.2f}", span=rest)
    rows.append([GridCell("税款金额合计（大写）", span=label), words])
    widths = [(right - 14) * share for _, share, _ in columns]
    return table(sheet, 14, y, widths, rows, height=7, size=3.3, face="song")


def _month(pay: Pay) -> dict[str, str]:
    """The values of a month, by column name."""
    due = add_months(pay.month, 1)
    return {
        "income_item": "工资、薪金所得",
        "declare_date": f"{due}-11",
        "income": f"{pay.income:.2f}",
        "tax_paid": f"{pay.tax:.2f}",
        "period": pay.month,
        "authority": "东城区税务局",
        "paid_date": f"{due}-12",
    }
