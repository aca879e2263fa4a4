"""Papers about a person: identity cards, residence cards, household register, marriage."""

from datetime import date

from PIL import Image

from samples.generate import seals
from samples.generate.cast import Person
from samples.generate.grid import Cell, table
from samples.generate.paper import Paper, a4, guilloche, portrait
from samples.generate.sheet import Canvas, Sheet

LABEL = (38, 108, 168)
CARD_W, CARD_H = 85.6, 54.0


def _ground(sheet: Sheet, tint: tuple[int, int, int], paper: tuple[int, int, int]) -> None:
    sheet.rect(0, 0, CARD_W, CARD_H, 0.25, (170, 170, 170), paper)
    sheet.image(0.3, 0.3, CARD_W - 0.6, CARD_H - 0.6, guilloche(860, 540, tint, 4))


def _front(sheet: Sheet, who: Person, shown_birth: date | None, shown_sex: str | None) -> None:
    _ground(sheet, (90, 150, 200), (240, 246, 250))
    size = 3.1

    def label(x: float, y: float, text: str) -> None:
        sheet.text(x, y, text, 2.6, "sans", colour=LABEL)

    label(6, 6.5, "姓名")
    sheet.text(15, 6, who.name, 3.6, "sans", name="name", spacing=0.3)
    label(6, 13.6, "性别")
    sheet.text(15, 13.2, shown_sex or who.sex, size, "sans", name="sex")
    label(26, 13.6, "民族")
    sheet.text(34, 13.2, who.ethnicity, size, "sans", name="ethnicity")
    label(6, 20.4, "出生")
    birth = shown_birth or who.birth
    x = 15.0
    for i, (text, unit) in enumerate(
        ((str(birth.year), "年"), (str(birth.month), "月"), (str(birth.day), "日"))
    ):
        end = sheet.text(x + 0.4, 20, text, size, "sans")
        label(end + 1.2, 20.4, unit)
        x = end + 4.6 + (0.6 if i else 0.0)
    sheet.mark("birth_date", birth.isoformat(), (15.2, 19.8, x - 3, 23.4))
    label(6, 27.2, "住址")
    lines = [who.address[i : i + 12] for i in range(0, len(who.address), 12)]
    ends = [sheet.text(15, 26.8 + i * 4.4, line, size, "sans") for i, line in enumerate(lines)]
    sheet.mark("address", who.address, (15, 26.8, max(ends), 26.8 + len(lines) * 4.4 - 1))
    label(6, 45, "公民身份号码")
    sheet.text(28, 44.4, who.number, 3.7, "sansb", name="id_number", spacing=0.55)
    sheet.image(60, 8.5, 20.5, 27, portrait(len(who.name) + who.serial * 7, (200, 264),
                                            (226, 232, 238)))


def _back(sheet: Sheet, who: Person) -> None:
    _ground(sheet, (190, 140, 120), (248, 244, 238))
    red = (170, 40, 40)
    sheet.rect(6, 6, 19, 20, 0.6, red)
    sheet.text(12.5, 8.2, "★", 8, "sans", colour=red, anchor="c")
    sheet.text(24, 7, "中华人民共和国", 5.2, "serifb", spacing=1.6)
    sheet.text(24, 16, "居民身份证", 7.2, "serifb", spacing=2.4)
    sheet.text(17, 36, "签发机关", 2.7, "sans", colour=LABEL)
    sheet.text(33, 35.7, who.issuer, 3.1, "sans", name="issuer")
    sheet.text(17, 44, "有效期限", 2.7, "sans", colour=LABEL)
    end = f"{who.card_to:%Y.%m.%d}" if who.card_to else "长期"
    x = sheet.text(33, 43.7, f"{who.card_from:%Y.%m.%d}", 3.1, "sans", name="valid_from",
                   value=who.card_from.isoformat())
    x = sheet.text(x, 43.7, "-", 3.1, "sans")
    sheet.text(x, 43.7, end, 3.1, "sans", name="valid_to",
               value=who.card_to.isoformat() if who.card_to else "长期")


def id_card(who: Person, seed: int, *, layout: str = "page", sides: str = "both",
            unit_seal: seals.Seal | None = None, shown_birth: date | None = None,
            shown_sex: str | None = None) -> Paper:
    """An identity card: `page` (both sides on A4) or `cards` (an image for each side)."""
    if layout == "page":
        sheet = a4(seed)
        front = Sheet(sheet.canvas, 62, 48, seed, sheet.marks, sheet.seals)
        _front(front, who, shown_birth, shown_sex)
        if sides == "both":
            _back(Sheet(sheet.canvas, 62, 118, seed, sheet.marks, sheet.seals), who)
        if unit_seal:
            sheet.text(64, 186, "仅供办理工作居住证使用", 4.2, "kai")
            sheet.seal(142, 196, unit_seal)
        return Paper("id_card", f"page-{sides}", [sheet])
    sheets = []
    for side in ("front", "back") if sides == "both" else (sides,):
        card = Sheet(Canvas(CARD_W + 8, CARD_H + 8, (206, 208, 210)), 4, 4, seed)
        if side == "front":
            _front(card, who, shown_birth, shown_sex)
        else:
            _back(card, who)
        sheets.append(card)
    return Paper("id_card", f"cards-{sides}", sheets)


def residence_card(who: Person, home: str, start: date, end: date, seed: int, *,
                   layout: str = "page", unit_seal: seals.Seal | None = None) -> Paper:
    """北京市居住证: both sides on A4 (`page`) or the electronic licence (`electronic`)."""
    if layout == "electronic":
        return _electronic(who, home, start, end, seed, unit_seal)
    sheet = a4(seed)
    face = Sheet(sheet.canvas, 62, 40, seed, sheet.marks, sheet.seals)
    _ground(face, (120, 180, 140), (242, 249, 243))
    face.text(CARD_W / 2, 3, "北京市居住证", 4.4, "serifb", anchor="c", spacing=1.2)
    rows = [("姓名", who.name, "name", None), ("性别", who.sex, "sex", None),
            ("民族", who.ethnicity, "ethnicity", None),
            ("出生", f"{who.birth:%Y年%m月%d日}", "birth_date", who.birth.isoformat())]
    for i, (label, text, name, value) in enumerate(rows):
        x, y = (6.0 if i % 2 == 0 else 30.0), 10.5 + i // 2 * 5.4
        x = face.text(x, y, label, 2.4, "sans", colour=(40, 120, 80))
        face.text(x + 2, y - 0.2, text, 2.8, "sans", name=name, value=value)
    for y, label, text, name in ((21.5, "户籍地址", who.address, "hukou_address"),
                                 (30.5, "居住地址", home, "residence_address")):
        face.text(6, y, label, 2.4, "sans", colour=(40, 120, 80))
        lines = [text[i : i + 14] for i in range(0, len(text), 14)]
        ends = [face.text(18, y - 0.2 + j * 3.8, line, 2.8, "sans") for j, line in
                enumerate(lines)]
        face.mark(name, text, (18, y - 0.2, max(ends), y + 3.8 * len(lines) - 0.8))
    face.text(6, 45.5, "公民身份号码", 2.4, "sans", colour=(40, 120, 80))
    face.text(25, 45, who.number, 3.3, "sansb", name="id_number", spacing=0.4)
    face.image(63, 10, 17.5, 23, portrait(who.serial + 31, (200, 264), (232, 236, 232)))
    rear = Sheet(sheet.canvas, 62, 108, seed, sheet.marks, sheet.seals)
    _ground(rear, (120, 170, 190), (243, 248, 250))
    rear.text(CARD_W / 2, 10, "中华人民共和国", 4.6, "serifb", anchor="c", spacing=1.4)
    rear.text(CARD_W / 2, 18, "居 住 证", 6.6, "serifb", anchor="c", spacing=2)
    rear.text(16, 36, "签发机关", 2.6, "sans", colour=(40, 100, 140))
    rear.text(32, 35.7, "北京市公安局东城分局", 3.0, "sans", name="issuer")
    rear.text(16, 43, "有效期限", 2.6, "sans", colour=(40, 100, 140))
    x = rear.text(32, 42.7, f"{start:%Y.%m.%d}", 3.0, "sans", name="valid_from",
                  value=start.isoformat())
    x = rear.text(x, 42.7, "-", 3.0, "sans")
    rear.text(x, 42.7, f"{end:%Y.%m.%d}", 3.0, "sans", name="valid_to", value=end.isoformat())
    if unit_seal:
        sheet.seal(146, 188, unit_seal)
    return Paper("residence_permit_card", "page", [sheet])


def _electronic(who: Person, home: str, start: date, end: date, seed: int,
                unit_seal: seals.Seal | None) -> Paper:
    sheet = a4(seed)
    sheet.rect(20, 24, 190, 210, 0.6, (60, 120, 90))
    sheet.text(105, 34, "北京市居住证", 8, "serifb", anchor="c", spacing=2)
    sheet.text(105, 46, "（电子证照）", 4.4, "serif", anchor="c")
    rows = [
        ("证照号码", f"1101{seed:08d}", "card_number", None), ("持证人", who.name, "name", None),
        ("性别", who.sex, "sex", None), ("民族", who.ethnicity, "ethnicity", None),
        ("出生日期", f"{who.birth:%Y年%m月%d日}", "birth_date", who.birth.isoformat()),
        ("身份证件号码", who.number, "id_number", None),
        ("户籍所在地", who.address, "hukou_address", None),
        ("现居住地址", home, "residence_address", None),
        ("发证机关", "北京市公安局东城分局", "issuer", None),
        ("发证日期", start.isoformat(), "issue_date", None),
        ("有效期起", start.isoformat(), "valid_from", None),
        ("有效期止", end.isoformat(), "valid_to", None),
    ]
    y = 60.0
    for label, text, name, value in rows:
        sheet.text(32, y, label, 3.9, "sans", colour=(60, 90, 80))
        sheet.text(66, y, text, 3.9, "sans", name=name, value=value)
        sheet.line(30, y + 7, 180, y + 7, 0.1, (190, 205, 196))
        y += 11.5
    sheet.image(152, 60, 25, 33, portrait(who.serial + 31))
    if unit_seal:
        sheet.seal(146, 222, unit_seal)
    return Paper("residence_permit_card", "electronic", [sheet])


def register_cover(head: str, number: str, address: str, issued: date, office: str,
                   seed: int, sheet: Sheet | None = None, *, kind: str = "家庭户") -> Paper:
    """户口簿首页; on the upper half of the page given, or on its own."""
    sheet = sheet or a4(seed)
    x, y = 33.5, 18.0
    sheet.rect(x - 4, y - 4, x + 147, y + 110, 0.2, (180, 180, 170), (250, 248, 240))
    rows = [[Cell("户    别"), Cell(kind, "household_type"), Cell("户主姓名"),
             Cell(head, "head_name")],
            [Cell("户    号"), Cell(number, "household_number"), Cell("住    址"),
             Cell(address, "address", align="l")]]
    y = table(sheet, x, y, (24, 45, 24, 50), rows, height=13, size=3.7)
    sheet.seal(x + 34, y + 22, seals.Seal("agency", office[:3].replace("市公", "市") + "公安局",
                                          "户口专用章", "", "round", 34, 34))
    sheet.seal(x + 104, y + 22, seals.Seal("agency", office, "户口专用章", "", "round", 34, 34))
    sheet.text(x + 4, y + 42, "承办人签章：", 3.5)
    sheet.text(x + 140, y + 42, f"{issued:%Y年%m月%d日}", 3.5, anchor="r",
               name="issue_date", value=issued.isoformat())
    sheet.text(x + 110 - 20, y + 42, "签发", 3.5)
    sheet.text(x + 71, y + 49, "住 址 变 动 登 记", 3.8, anchor="c")
    rows2 = [["变动后的住址", "变动日期", "承办人签章"], ["", "", ""], ["", "", ""]]
    table(sheet, x, y + 55, (83, 30, 30), rows2, height=7, size=3.4)
    return Paper("household_register_cover", "booklet", [sheet])


def register_member(who: Person, relation: str, office: str, registered: date, seed: int,
                    sheet: Sheet | None = None, *, marital: str = "未婚",
                    shown_name: str | None = None, shown_number: str | None = None) -> Paper:
    """常住人口登记卡."""
    sheet = sheet or a4(seed)
    x, y = 33.5, 22.0
    sheet.rect(x - 4, y - 8, x + 147, y + 106, 0.2, (180, 180, 170), (250, 248, 240))
    sheet.text(x + 71, y - 6, "常 住 人 口 登 记 卡", 4.6, "serifb", anchor="c")
    kai = "kai"
    rows = [
        [Cell("姓名"), Cell(shown_name or who.name, "name", face=kai), Cell("户主或与户主关系"),
         Cell(relation, "relation", face=kai)],
        [Cell("曾用名"), Cell("", face=kai), Cell("性别"), Cell(who.sex, "sex", face=kai)],
        [Cell("出生地"), Cell(who.address[:6], face=kai), Cell("民族"),
         Cell(f"{who.ethnicity}族", "ethnicity", value=who.ethnicity, face=kai)],
        [Cell("籍贯"), Cell(who.address[:6], "native_place", face=kai), Cell("出生日期"),
         Cell(f"{who.birth:%Y年%m月%d日}", "birth_date", value=who.birth.isoformat(), face=kai)],
        [Cell("公民身份证件编号"), Cell(shown_number or who.number, "id_number", face=kai),
         Cell("宗教信仰"), Cell("")],
        [Cell("文化程度"), Cell("大学本科", face=kai), Cell("婚姻状况"),
         Cell(marital, "marital_status", face=kai)],
        [Cell("服务处所"), Cell("", face=kai), Cell("职业"), Cell("专业技术人员", face=kai)],
        [Cell("何时由何地迁来本址"), Cell("", span=3, face=kai)],
    ]
    y = table(sheet, x, y + 2, (31, 48, 31, 33), rows, height=9.6, size=3.4)
    sheet.text(x + 4, y + 5, "承办人签章：", 3.4)
    sheet.text(x + 80, y + 5, "登记日期：", 3.4)
    sheet.text(x + 97, y + 5, f"{registered:%Y年%m月%d日}", 3.4, kai, name="register_date",
               value=registered.isoformat())
    sheet.seal(x + 52, y + 4, seals.Seal("agency", office, "户口专用章", "", "round", 30, 30))
    return Paper("household_register_member", "booklet", [sheet])


def register_page(who: Person, number: str, seed: int, *, unit_seal: seals.Seal | None = None,
                  **member: str) -> tuple[Paper, Paper]:
    """Cover above, member page below, on one A4; two documents of one page."""
    upper = a4(seed)
    lower = Sheet(upper.canvas, 0, 138, seed + 1)
    cover = register_cover(who.name, number, who.address, date(2015, 6, 11), who.issuer, seed,
                           upper)
    page = register_member(who, "户主", who.issuer, date(2015, 6, 11), seed, lower, **member)
    if unit_seal:
        lower.seal(168, 122, unit_seal)
    return cover, page


def marriage(holder: Person, other: Person, day: date, number: str, seed: int, *,
             unit_seal: seals.Seal | None = None) -> Paper:
    """结婚证, the two inner pages side by side."""
    sheet = Sheet(Canvas(240, 165, (252, 246, 238)), seed=seed)
    sheet.rect(6, 6, 234, 159, 0.5, (190, 60, 60))
    sheet.line(120, 6, 120, 159, 0.3, (200, 170, 160))
    sheet.text(63, 18, "结 婚 证", 8, "serifb", anchor="c", colour=(170, 30, 30))
    sheet.flow(16, 42, 94, ["结婚申请，符合《中华人民共和国民法典》规定，予以登记，发给此证。"], 4.6,
               2.0, indent=2)
    sheet.text(20, 96, "登记机关：", 4.2)
    sheet.seal(60, 108, seals.Seal("agency", "北京市东城区民政局", "婚姻登记专用章", "", "round",
                                   38, 38))
    sheet.text(20, 134, "婚姻登记员：", 4.2)
    sheet.hand(48, 132, "安样", 6, other.hand)
    x = sheet.text(128, 14, "持证人：", 4.0)
    sheet.text(x, 14, holder.name, 4.0, "kai", name="holder")
    x = sheet.text(128, 22, "登记日期：", 4.0)
    sheet.text(x, 22, f"{day:%Y年%m月%d日}", 4.0, "kai", name="register_date",
               value=day.isoformat())
    x = sheet.text(128, 30, "结婚证字号：", 4.0)
    sheet.text(x, 30, number, 4.0, "kai", name="certificate_number")
    sheet.text(128, 38, "备注：", 4.0)
    two = Image.new("RGBA", (420, 260), (190, 40, 40, 255))
    two.paste(portrait(5, (210, 260), (190, 40, 40)), (0, 0))
    two.paste(portrait(9, (210, 260), (190, 40, 40)), (210, 0))
    sheet.image(190, 12, 38, 26, two)
    for i, who in enumerate((holder, other)):
        y = 52 + i * 50
        sheet.line(126, y - 5, 228, y - 5, 0.2, (200, 170, 160))
        items = (("姓名", who.name, f"party{i + 1}_name", None),
                 ("性别", who.sex, f"party{i + 1}_sex", None),
                 ("国籍", "中国", f"party{i + 1}_nationality", None),
                 ("出生日期", f"{who.birth:%Y年%m月%d日}", f"party{i + 1}_birth",
                  who.birth.isoformat()),
                 ("身份证件号", who.number, f"party{i + 1}_id", None))
        spots = ((128, y), (182, y), (128, y + 9), (168, y + 9), (128, y + 18))
        for (label, text, name, value), (px, py) in zip(items, spots, strict=True):
            x = sheet.text(px, py, f"{label}：", 3.8)
            sheet.text(x, py, text, 3.8, "kai", name=name, value=value)
    if unit_seal:
        sheet.seal(196, 138, unit_seal)
    return Paper("marriage_certificate", "booklet", [sheet])
