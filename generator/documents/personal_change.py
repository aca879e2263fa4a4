"""个人信息变更申请表（附件5）."""

from datetime import date

from generator import seals
from generator.cast import InventedPerson, InventedUnit
from generator.grid import GridCell, table
from generator.ink import Handwriting
from generator.paper import Paper, a4
from generator.sheet import CanvasPart


def personal_change(
    unit: InventedUnit,
    who: InventedPerson,
    permit: str,
    item: str,
    day: date,
    seed: int,
    *,
    seal: seals.DrawnSeal | None,
    other: str = "",
    shown_name: str | None = None,
) -> Paper:
    """个人信息变更申请表（附件5）; `item` is the box that is ticked."""
    sheet = a4(seed)
    sheet.text(105, 22, "个人信息变更申请表", 7.6, "serifb", anchor="c")
    y = _person(sheet, shown_name or who.name, permit, who.number)
    y = _choices(sheet, y, item, other)
    y = _box(sheet, y, 40, "个人声明")
    promise = "本人保证所填信息及提供材料真实有效。"
    _signed(sheet, y - 40, promise, "申请人（签字）：", who.name, who.hand)
    sheet.day(180, y - 10, day, 4.0, anchor="r", name="applicant_date")
    y = _box(sheet, y, 40, "申请单位", "声明")
    promise = "本单位已对上述材料进行审核，内容真实。"
    _signed(sheet, y - 40, promise, "法人代表（签字）：", unit.legal_rep, unit.hand)
    sheet.day(180, y - 10, day, 4.0, anchor="r", name="legal_rep_date")
    _opinions(sheet, y, unit, day, seal)
    return Paper(
        "personal_change_form",
        "annex",
        [sheet],
        signatures={"applicant_signature": "present", "legal_rep_signature": "present"},
    )


def _person(sheet: CanvasPart, name: str, permit: str, number: str) -> float:
    kai = "kai"
    rows = [
        [
            GridCell("姓  名"),
            GridCell(name, "name", face=kai),
            GridCell("证书编号"),
            GridCell(permit, "permit_number", face=kai),
        ],
        [GridCell("身份证号码"), GridCell(number, "id_number", span=3, face=kai)],
    ]
    return table(sheet, 22, 40, (30, 52, 30, 54), rows, height=12, size=4.0)


def _choices(sheet: CanvasPart, y: float, item: str, other: str) -> float:
    """The boxes to tick; returns the y below them."""
    sheet.rect(22, y, 188, y + 26)
    sheet.text(26, y + 4, "在申请事项前的□中画“√”：", 4.0)
    x = 28.0
    for choice in ("聘用单位", "居住地址", "随往人员", "其他（请注明）"):
        sheet.rect(x, y + 14.4, x + 3.8, y + 18.2, 0.3)
        if choice.startswith(item):
            sheet.line(x + 0.4, y + 16.2, x + 1.7, y + 18.2, 0.6, (24, 24, 60))
            sheet.line(x + 1.7, y + 18.2, x + 4.8, y + 13.0, 0.6, (24, 24, 60))
            sheet.mark("change_items", item, (x, y + 13, x + 26, y + 19))
        x = sheet.text(x + 5, y + 14, choice, 4.0) + 6
    if other:
        sheet.text(x - 4, y + 14, other, 4.0, "kai", name="other_item")
    return y + 26


def _box(sheet: CanvasPart, y: float, tall: float, *head: str) -> float:
    """A row of the form with its heading at the left; returns the y below it."""
    sheet.rect(22, y, 52, y + tall)
    for i, line in enumerate(head):
        sheet.text(37, y + tall / 2 - 3 + i * 6, line, 4.0, anchor="c")
    sheet.rect(52, y, 188, y + tall)
    return y + tall


def _signed(
    sheet: CanvasPart, y: float, text: str, label: str, name: str, hand: Handwriting
) -> None:
    sheet.flow(58, y + 5, 124, [text], 4.0, 1.7, indent=2)
    x = sheet.text(90, y + 19, label, 4.0)
    sheet.hand(x + 2, y + 17, name, 6.6, hand)


def _opinions(
    sheet: CanvasPart, y: float, unit: InventedUnit, day: date, seal: seals.DrawnSeal | None
) -> None:
    """The unit's opinion, and the office's, which is empty at filing."""
    sheet.rect(22, y, 52, y + 46)
    sheet.text(37, y + 18, "申请单位", 4.0, anchor="c")
    sheet.text(37, y + 24, "意见", 4.0, anchor="c")
    sheet.rect(52, y, 188, y + 46)
    sheet.hand(60, y + 8, "同意申报", 7, unit.hand, name="unit_opinion")
    sheet.day(180, y + 32, day, 4.0, anchor="r", name="unit_opinion_date")
    sheet.text(180, y + 38, "（加盖公章）", 4.0, anchor="r")
    sheet.seal(152, y + 26, seal)
    y += 46
    sheet.rect(22, y, 52, y + 32)
    sheet.text(37, y + 11, "区人力社", 4.0, anchor="c")
    sheet.text(37, y + 17, "保局意见", 4.0, anchor="c")
    sheet.rect(52, y, 188, y + 32)
    sheet.text(60, y + 10, "初审：              复审：", 4.0)
    sheet.text(180, y + 23, "年    月    日", 4.0, anchor="r")
