"""Household register: cover and member page."""

from datetime import date

from generator import seals
from generator.cast import InventedPerson
from generator.grid import GridCell, table
from generator.numbers import padded_date
from generator.paper import Paper, a4
from generator.sheet import CanvasPart


def register_cover(
    head: str,
    number: str,
    address: str,
    issued: date,
    office: str,
    seed: int,
    sheet: CanvasPart | None = None,
    *,
    kind: str = "家庭户",
) -> Paper:
    """户口簿首页; on the upper half of a given page, or on its own page."""
    sheet = sheet or a4(seed)
    x, y = 33.5, 18.0
    sheet.rect(x - 4, y - 4, x + 147, y + 110, 0.2, (180, 180, 170), (250, 248, 240))
    rows = [
        [
            GridCell("户    别"),
            GridCell(kind, "household_type"),
            GridCell("户主姓名"),
            GridCell(head, "head_name"),
        ],
        [
            GridCell("户    号"),
            GridCell(number, "household_number"),
            GridCell("住    址"),
            GridCell(address, "address", align="l"),
        ],
    ]
    y = table(sheet, x, y, (24, 45, 24, 50), rows, height=13, size=3.7)
    city = office[:3].replace("市公", "市") + "公安局"
    sheet.seal(x + 34, y + 22, seals.office(city, "户口专用章", size=34))
    sheet.seal(x + 104, y + 22, seals.office(office, "户口专用章", size=34))
    sheet.text(x + 4, y + 42, "承办人签章：", 3.5)
    sheet.day(x + 140, y + 42, issued, 3.5, anchor="r", name="issue_date", form=padded_date)
    sheet.text(x + 110 - 20, y + 42, "签发", 3.5)
    sheet.text(x + 71, y + 49, "住 址 变 动 登 记", 3.8, anchor="c")
    rows2 = [["变动后的住址", "变动日期", "承办人签章"], ["", "", ""], ["", "", ""]]
    table(sheet, x, y + 55, (83, 30, 30), rows2, height=7, size=3.4)
    return Paper("household_register_cover", "booklet", [sheet])


def register_member(
    who: InventedPerson,
    relation: str,
    office: str,
    registered: date,
    seed: int,
    sheet: CanvasPart | None = None,
    *,
    marital: str = "未婚",
    shown_name: str | None = None,
    shown_number: str | None = None,
) -> Paper:
    """常住人口登记卡."""
    sheet = sheet or a4(seed)
    x, y = 33.5, 22.0
    sheet.rect(x - 4, y - 8, x + 147, y + 106, 0.2, (180, 180, 170), (250, 248, 240))
    sheet.text(x + 71, y - 6, "常 住 人 口 登 记 卡", 4.6, "serifb", anchor="c")
    name, number = shown_name or who.name, shown_number or who.number
    rows = _member_rows(who, name, number, relation, marital)
    y = table(sheet, x, y + 2, (31, 48, 31, 33), rows, height=9.6, size=3.4)
    sheet.text(x + 4, y + 5, "承办人签章：", 3.4)
    sheet.text(x + 80, y + 5, "登记日期：", 3.4)
    sheet.day(x + 97, y + 5, registered, 3.4, "kai", name="register_date", form=padded_date)
    sheet.seal(x + 52, y + 4, seals.office(office, "户口专用章", size=30))
    return Paper("household_register_member", "booklet", [sheet])


def _member_rows(
    who: InventedPerson, name: str, number: str, relation: str, marital: str
) -> list[list[GridCell | str]]:
    """Labels followed by typed values."""

    def typed(
        text: str, key: str | None = None, value: str | None = None, span: int = 1
    ) -> GridCell:
        return GridCell(text, key, value, span, face="kai")

    birth = typed(padded_date(who.birth), "birth_date", who.birth.isoformat())
    place, nation = who.address[:6], who.ethnicity
    return [
        ["姓名", typed(name, "name"), "户主或与户主关系", typed(relation, "relation")],
        ["曾用名", typed(""), "性别", typed(who.sex, "sex")],
        ["出生地", typed(place), "民族", typed(f"{nation}族", "ethnicity", nation)],
        ["籍贯", typed(place, "native_place"), "出生日期", birth],
        ["公民身份证件编号", typed(number, "id_number"), "宗教信仰", ""],
        ["文化程度", typed("大学本科"), "婚姻状况", typed(marital, "marital_status")],
        ["服务处所", typed(""), "职业", typed("专业技术人员")],
        ["何时由何地迁来本址", typed("", span=3)],
    ]


def register_page(
    who: InventedPerson,
    number: str,
    seed: int,
    *,
    unit_seal: seals.DrawnSeal | None = None,
    shown_name: str | None = None,
    shown_number: str | None = None,
) -> tuple[Paper, Paper]:
    """Cover above and member page below on one A4 page: two documents."""
    upper = a4(seed)
    lower = CanvasPart(upper.canvas, 0, 138, seed + 1)
    cover = register_cover(
        who.name, number, who.address, date(2015, 6, 11), who.issuer, seed, upper
    )
    page = register_member(
        who,
        "户主",
        who.issuer,
        date(2015, 6, 11),
        seed,
        lower,
        shown_name=shown_name,
        shown_number=shown_number,
    )
    lower.seal(168, 122, unit_seal)
    return cover, page
