"""个人信息变更申请表（附件5）."""

from datetime import date

from generator import seals
from generator.cast import Company, Person
from generator.grid import Cell, table
from generator.ink import Hand
from generator.numbers import printed_date
from generator.paper import Paper, a4
from generator.sheet import Sheet


def personal_change(
    unit: Company,
    who: Person,
    permit: str,
    item: str,
    day: date,
    seed: int,
    *,
    seal: seals.Seal | None,
    other: str = "",
    shown_name: str | None = None,
) -> Paper:
    """个人信息变更申请表（附件5）; `item` is the box that is ticked."""
    sheet = a4(seed)
    sheet.text(105, 22, "个人信息变更申请表", 7.6, "serifb", anchor="c")
    kai = "kai"
    top = [
        [
            Cell("姓  名"),
            Cell(shown_name or who.name, "name", face=kai),
            Cell("证书编号"),
            Cell(permit, "permit_number", face=kai),
        ],
        [Cell("身份证号码"), Cell(who.number, "id_number", span=3, face=kai)],
    ]
    y = table(sheet, 22, 40, (30, 52, 30, 54), top, height=12, size=4.0)
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
        sheet.text(x - 4, y + 14, other, 4.0, kai, name="other_item")
    y += 26
    y = _statement(
        sheet,
        y,
        "个人声明",
        "本人保证所填信息及提供材料真实有效。",
        "申请人（签字）：",
        who.name,
        who.hand,
        day,
        "applicant_date",
        40,
    )
    y = _statement(
        sheet,
        y,
        "申请单位\n声明",
        "本单位已对上述材料进行审核，内容真实。",
        "法人代表（签字）：",
        unit.legal_rep,
        unit.hand,
        day,
        "legal_rep_date",
        40,
    )
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
    return Paper(
        "personal_change_form",
        "annex",
        [sheet],
        signatures={"applicant_signature": "present", "legal_rep_signature": "present"},
    )


def _statement(
    sheet: Sheet,
    y: float,
    head: str,
    text: str,
    label: str,
    name: str,
    hand: Hand,
    day: date,
    date_name: str,
    tall: float,
) -> float:
    sheet.rect(22, y, 52, y + tall)
    for i, line in enumerate(head.split("\n")):
        sheet.text(37, y + tall / 2 - 3 + i * 6, line, 4.0, anchor="c")
    sheet.rect(52, y, 188, y + tall)
    sheet.flow(58, y + 5, 124, [text], 4.0, 1.7, indent=2)
    x = sheet.text(90, y + 19, label, 4.0)
    sheet.hand(x + 2, y + 17, name, 6.6, hand)
    sheet.text(
        180, y + 30, printed_date(day), 4.0, anchor="r", name=date_name, value=day.isoformat()
    )
    return y + tall
