"""Parts of the withholding client's window: menu, boxes, tabs, tables."""

from collections.abc import Sequence

from generator.documents.pay import Pay
from generator.sheet import CanvasPart

LINE = (186, 190, 198)
PALE = (236, 240, 246)
MENU = (
    "首页",
    "人员信息采集",
    "专项附加扣除信息采集",
    "综合所得申报",
    "分类所得申报",
    "非居民所得申报",
    "限售股所得申报",
    "查询统计",
    "  单位申报记录查询",
    "  个人扣缴明细查询",
    "  缴税记录查询",
    "系统设置",
)
MARKED = {"period", "income_item", "income", "exempt_income"}


def screen_rows(
    sheet: CanvasPart,
    pays: Sequence[Pay],
    columns: Sequence[tuple[str, float, str]],
    x: float,
    y: float,
    tall: float,
    size: float,
    face: str,
    head: tuple[int, int, int],
    values: list[dict[str, str]],
) -> float:
    """A screen table; marks rows.<i>.<key>."""
    left = x
    for label, wide, _ in columns:
        sheet.rect(left, y, left + wide, y + tall * 1.15, 0.12, LINE, head)
        sheet.text(left + wide / 2, y + tall * 0.25, label, size, face, anchor="c")
        left += wide
    y += tall * 1.15
    for i, row in enumerate(values):
        left = x
        for _, wide, key in columns:
            fill = (255, 255, 255) if i % 2 else (249, 251, 253)
            sheet.rect(left, y, left + wide, y + tall, 0.12, LINE, fill)
            marked = key in MARKED and row.get("marked", "1") == "1"
            name = f"rows.{i}.{key}" if marked else None
            _value(sheet, row.get(key, "0.00"), left, y + tall * 0.2, wide, size, face, name)
            left += wide
        y += tall
    return y


def _value(
    sheet: CanvasPart, text: str, left: float, y: float, wide: float, size: float, face: str,
    name: str | None,
) -> None:  # fmt: skip
    """The text of a cell: amounts right-aligned, everything else centred."""
    amount = text.replace(".", "").isdigit() and "." in text
    x, anchor = (left + wide - 0.8, "r") if amount else (left + wide / 2, "c")
    value = text.replace(",", "")[:7] if name and name.endswith(".period") else text
    sheet.text(x, y, text, size, face, anchor=anchor, name=name, value=value)


def pay_row(pay: Pay) -> dict[str, str]:
    p, m, u, h = pay.parts
    return {
        "period": pay.month,
        "income_item": "正常工资薪金",
        "income": f"{pay.income:.2f}",
        "exempt_income": "0.00",
        "deduct": "5000.00",
        "p": f"{p:.2f}",
        "m": f"{m:.2f}",
        "u": f"{u:.2f}",
        "h": f"{h:.2f}",
        "z": "0.00",
        "tax_due": f"{pay.tax:.2f}",
    }


def menu(
    sheet: CanvasPart,
    x: float,
    y: float,
    bottom: float,
    face: str,
    ground: tuple[int, int, int],
    accent: tuple[int, int, int],
) -> None:
    sheet.rect(x, y, x + 41, bottom, 0.1, None, ground)
    y += 3
    for item in MENU:
        here = item.strip() == "个人扣缴明细查询"
        if here:
            sheet.rect(x, y - 1.2, x + 41, y + 4.4, 0.1, None, accent)
        sheet.text(
            x + 4 + (4 if item.startswith(" ") else 0),
            y,
            item.strip(),
            2.7,
            face,
            colour=(255, 255, 255) if here else (50, 60, 60),
        )
        y += 7


def entry_box(
    sheet: CanvasPart,
    x: float,
    y: float,
    wide: float,
    text: str,
    face: str,
    name: str | None,
    value: str | None = None,
) -> float:
    sheet.rect(x, y - 1.2, x + wide, y + 4, 0.15, LINE, (255, 255, 255))
    sheet.text(x + 1.2, y, text, 2.6, face, name=name, value=value)
    return x + wide


def tabs(
    sheet: CanvasPart,
    left: float,
    y: float,
    x1: float,
    face: str,
    accent: tuple[int, int, int],
    chosen: int,
) -> float:
    x = left
    for i, label in enumerate(
        ("汇总", "综合所得申报表", "分类所得申报表", "非居民所得申报表", "限售股所得申报表")
    ):
        wide = sheet.width(label, 2.7, face) + 6
        sheet.rect(x, y, x + wide, y + 6, 0.15, LINE, (255, 255, 255) if i == chosen else PALE)
        if i == chosen:
            sheet.line(x, y, x + wide, y, 0.6, accent)
        sheet.text(x + 3, y + 1.5, label, 2.7, face, colour=accent if i == chosen else (70, 70, 70))
        x += wide
    return y + 8
