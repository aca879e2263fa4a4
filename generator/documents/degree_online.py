"""中国高等教育学位在线验证报告."""

from datetime import date

from generator import codes, seals
from generator.cast import InventedPerson
from generator.documents.study import GREY, Pairs, Study
from generator.grid import GridCell, Ruling, table
from generator.numbers import printed_date
from generator.paper import Paper, a4, portrait
from generator.sheet import CanvasPart


def degree_online(
    who: InventedPerson,
    study: Study,
    updated: date,
    code: str,
    seed: int,
    *,
    layout: str = "lines",
    qr_code: str | None = None,
    embeddable: bool = False,
    valid_until: date | None = None,
    unit_seal: seals.DrawnSeal | None = None,
) -> Paper:
    """中国高等教育学位在线验证报告: `lines` beside a photo, or a ruled `grid`."""
    sheet = a4(seed, embeddable=embeddable)
    sheet.text(105, 24, "中国高等教育学位在线验证报告", 7, "sansb", anchor="c")
    x = sheet.text(24, 38, "更新日期：", 3.5, "sans", colour=GREY)
    sheet.day(x, 38, updated, 3.5, "sans", name="update_date")
    y = (_grid if layout == "grid" else _lines)(sheet, who, study)
    sheet.image(154, 52, 32, 42, portrait(who.serial + 3))
    y += 14
    link = f"https://www.chsi.com.cn/xwcx/bg.do?vcode={qr_code or code}&srcid=xwbg"
    sheet.image(24, y, 28, 28, codes.qr(link))
    sheet.text(60, y + 4, "在线验证码", 3.5, "sans", colour=GREY)
    sheet.text(60, y + 11, code, 4.6, "sans", name="verification_code")
    if valid_until:
        x = sheet.text(60, y + 20, "报告有效期至：", 3.4, "sans", colour=GREY)
        sheet.day(x, y + 20, valid_until, 3.4, "sans", name="valid_until")
    note = "注：本报告由教育部学生服务与素质发展中心提供在线验证，有效期由权属人设置。"
    sheet.text(24, y + 42, note, 3.1, "sans", colour=GREY)
    sheet.seal(152, y + 34, unit_seal)
    return Paper("degree_online_report", layout, [sheet])


def _pairs(who: InventedPerson, study: Study) -> Pairs:
    return [
        ("姓名", who.name, "name", None),
        ("性别", who.sex, "sex", None),
        ("出生日期", printed_date(who.birth), "birth_date", who.birth.isoformat()),
        ("获学位日期", printed_date(study.end), "degree_date", study.end.isoformat()),
        ("学位授予单位", study.school, "school", None),
        ("所授学位", study.degree, "degree", None),
        ("学科/专业", study.major, "major", None),
        ("学位证书编号", study.degree_number, "certificate_number", None),
    ]


def _grid(sheet: CanvasPart, who: InventedPerson, study: Study) -> float:
    rows: list[list[GridCell | str]] = [
        [GridCell(label, fill=(240, 247, 243)), GridCell(text, name, value, align="l")]
        for label, text, name, value in _pairs(who, study)
    ]
    look: Ruling = {"height": 11, "size": 3.8, "face": "sans", "colour": (140, 170, 155)}
    return table(sheet, 24, 50, (38, 84), rows, **look)


def _lines(sheet: CanvasPart, who: InventedPerson, study: Study) -> float:
    y = 50.0
    for label, text, name, value in _pairs(who, study):
        sheet.text(54, y, label, 3.6, "sans", colour=GREY, anchor="r")
        sheet.text(60, y, text, 3.9, "sans", name=name, value=value)
        y += 11
    return y
