"""北京市居住证: the card, or the electronic licence."""

from datetime import date

from generator import seals
from generator.cast import InventedPerson
from generator.documents.cards import CARD_W, card_ground
from generator.numbers import dotted_date, padded_date
from generator.paper import Paper, a4, portrait
from generator.sheet import CanvasPart


def residence_card(
    who: InventedPerson,
    home: str,
    start: date,
    end: date,
    seed: int,
    *,
    layout: str = "page",
    embeddable: bool = False,
    unit_seal: seals.DrawnSeal | None = None,
) -> Paper:
    """北京市居住证: both sides on A4 (`page`) or the electronic licence (`electronic`)."""
    if layout == "electronic":
        sheet = a4(seed, embeddable=embeddable)
        return _electronic(sheet, who, home, start, end, unit_seal)
    sheet = a4(seed)
    _front(CanvasPart(sheet.canvas, 62, 40, seed, sheet.marks, sheet.seals), who, home)
    _back(CanvasPart(sheet.canvas, 62, 108, seed, sheet.marks, sheet.seals), start, end)
    sheet.seal(146, 188, unit_seal)
    return Paper("residence_permit_card", "page", [sheet])


def _front(face: CanvasPart, who: InventedPerson, home: str) -> None:
    card_ground(face, (120, 180, 140), (242, 249, 243))
    face.text(CARD_W / 2, 3, "北京市居住证", 4.4, "serifb", anchor="c", spacing=1.2)
    rows = [
        ("姓名", who.name, "name", None),
        ("性别", who.sex, "sex", None),
        ("民族", who.ethnicity, "ethnicity", None),
        ("出生", padded_date(who.birth), "birth_date", who.birth.isoformat()),
    ]
    for i, (label, text, name, value) in enumerate(rows):
        x, y = (6.0 if i % 2 == 0 else 30.0), 10.5 + i // 2 * 5.4
        x = face.text(x, y, label, 2.4, "sans", colour=(40, 120, 80))
        face.text(x + 2, y - 0.2, text, 2.8, "sans", name=name, value=value)
    for y, label, text, name in (
        (21.5, "户籍地址", who.address, "hukou_address"),
        (30.5, "居住地址", home, "residence_address"),
    ):
        face.text(6, y, label, 2.4, "sans", colour=(40, 120, 80))
        lines = [text[i : i + 14] for i in range(0, len(text), 14)]
        ends = [face.text(18, y - 0.2 + j * 3.8, line, 2.8, "sans") for j, line in enumerate(lines)]
        face.mark(name, text, (18, y - 0.2, max(ends), y + 3.8 * len(lines) - 0.8))
    face.text(6, 45.5, "公民身份号码", 2.4, "sans", colour=(40, 120, 80))
    face.text(25, 45, who.number, 3.3, "sansb", name="id_number", spacing=0.4)
    face.image(63, 10, 17.5, 23, portrait(who.serial + 31, (200, 264), (232, 236, 232)))


def _back(rear: CanvasPart, start: date, end: date) -> None:
    card_ground(rear, (120, 170, 190), (243, 248, 250))
    rear.text(CARD_W / 2, 10, "中华人民共和国", 4.6, "serifb", anchor="c", spacing=1.4)
    rear.text(CARD_W / 2, 18, "居 住 证", 6.6, "serifb", anchor="c", spacing=2)
    rear.text(16, 36, "签发机关", 2.6, "sans", colour=(40, 100, 140))
    rear.text(32, 35.7, "北京市公安局东城分局", 3.0, "sans", name="issuer")
    rear.text(16, 43, "有效期限", 2.6, "sans", colour=(40, 100, 140))
    x = rear.day(32, 42.7, start, 3.0, "sans", name="valid_from", form=dotted_date)
    x = rear.text(x, 42.7, "-", 3.0, "sans")
    rear.day(x, 42.7, end, 3.0, "sans", name="valid_to", form=dotted_date)


def _electronic(
    sheet: CanvasPart,
    who: InventedPerson,
    home: str,
    start: date,
    end: date,
    unit_seal: seals.DrawnSeal | None,
) -> Paper:
    sheet.rect(20, 24, 190, 210, 0.6, (60, 120, 90))
    sheet.text(105, 34, "北京市居住证", 8, "serifb", anchor="c", spacing=2)
    sheet.text(105, 46, "（电子证照）", 4.4, "serif", anchor="c")
    rows = [
        ("证照号码", f"1101{sheet.seed:08d}", "card_number", None),
        ("持证人", who.name, "name", None),
        ("性别", who.sex, "sex", None),
        ("民族", who.ethnicity, "ethnicity", None),
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
    sheet.seal(146, 222, unit_seal)
    return Paper("residence_permit_card", "electronic", [sheet])
