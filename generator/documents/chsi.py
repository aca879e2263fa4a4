"""教育部学历证书电子注册备案表, as a ruled grid or as open lines."""

from datetime import date

from generator import codes, seals
from generator.cast import InventedPerson
from generator.documents.study import GREY, LINK, Pairs, Study
from generator.grid import GridCell, table
from generator.numbers import printed_date
from generator.paper import Paper, a4, portrait
from generator.sheet import CanvasPart


def chsi_form(
    who: InventedPerson,
    study: Study,
    updated: date,
    code: str,
    seed: int,
    *,
    qr_code: str | None = None,
    layout: str = "grid",
    embeddable: bool = False,
    unit_seal: seals.DrawnSeal | None = None,
    valid_until: date | None = None,
) -> Paper:
    """教育部学历证书电子注册备案表: ruled `grid`, or `open` lines with the code on top."""
    sheet = a4(seed, embeddable=embeddable)
    link = f"https://www.chsi.com.cn/xlcx/bg.do?vcode={qr_code or code}&srcid=bgcx"
    sheet.text(105, 24, "教育部学历证书电子注册备案表", 7, "sansb", anchor="c")
    draw = _chsi_grid if layout == "grid" else _chsi_open
    draw(sheet, _pairs(who, study), updated, code, link, who)
    if valid_until:
        x = sheet.text(24, 268, "本报告在线验证有效期至：", 3.3, "sans", colour=GREY)
        sheet.day(x, 268, valid_until, 3.3, "sans", name="valid_until")
    sheet.seal(160, 242, unit_seal)
    return Paper("chsi_registration_form", layout, [sheet])


def _pairs(who: InventedPerson, study: Study) -> Pairs:
    return [
        ("姓名", who.name, "name", None),
        ("性别", who.sex, "sex", None),
        ("出生日期", printed_date(who.birth), "birth_date", who.birth.isoformat()),
        ("入学日期", printed_date(study.start), "enroll_date", study.start.isoformat()),
        ("毕(结)业日期", printed_date(study.end), "graduation_date", study.end.isoformat()),
        ("学历类别", "普通高等教育", "category", None),
        ("层次", study.level, "level", None),
        ("学校名称", study.school, "school", None),
        ("学制", study.years, "schooling_length", None),
        ("专业", study.major, "major", None),
        ("学习形式", "普通全日制", "study_form", None),
        ("证书编号", study.diploma, "certificate_number", None),
        ("毕(结)业", "毕业", "completion", None),
        ("校(院)长姓名", study.president, "president", None),
    ]


def _chsi_grid(
    sheet: CanvasPart, pairs: Pairs, updated: date, code: str, link: str, who: InventedPerson
) -> None:
    x = sheet.text(146, 40, "更新日期：", 3.5, "sans")
    sheet.day(x, 40, updated, 3.5, "sans", name="update_date")
    first = [
        [GridCell(label, fill=(243, 246, 250)), GridCell(text, name, value, align="l")]
        for label, text, name, value in pairs[:4]
    ]
    y = table(
        sheet, 22, 48, (32, 94), first, height=11.5, size=3.7, face="sans", colour=(150, 160, 175)
    )
    sheet.rect(148, 48, 188, y, 0.2, (150, 160, 175))
    sheet.image(152, 52, 32, min(y - 56, 40), portrait(who.serial + 3))
    rest: list[list[GridCell | str]] = []
    for i in range(4, len(pairs), 2):
        row: list[GridCell | str] = []
        for label, text, name, value in pairs[i : i + 2]:
            row += [GridCell(label, fill=(243, 246, 250)), GridCell(text, name, value, align="l")]
        rest.append(row)
    y = table(
        sheet,
        22,
        y,
        (32, 51, 32, 51),
        rest,
        height=11.5,
        size=3.7,
        face="sans",
        colour=(150, 160, 175),
    )
    sheet.text(22, y + 10, "在线验证", 4.2, "sansb")
    sheet.rect(22, y + 17, 188, y + 54, 0.2, (200, 206, 214))
    sheet.text(58, y + 27, code, 4.4, "sans", anchor="c", colour=LINK, name="verification_code")
    sheet.line(30, y + 33, 86, y + 33, 0.2, LINK)
    sheet.text(58, y + 35, "在线验证码", 3.3, "sans", anchor="c", colour=GREY)
    sheet.image(112, y + 20, 26, 26, codes.qr(link))
    sheet.text(125, y + 48, "扫码验证", 3.0, "sans", anchor="c", colour=GREY)
    _chsi_notes(sheet, y + 62)


def _chsi_notes(sheet: CanvasPart, y: float) -> None:
    sheet.text(22, y, "注意事项：", 3.3, "sansb")
    notes = (
        "1、备案表是学历证书电子注册备案的结果，未经权属人同意不得用于违背权属人意愿之用途。",
        "2、验证：访问学信网在线验证系统输入验证码，或扫描二维码。",
        "3、报告在线验证有效期由报告权属人设置（1~6个月），在有效期内可以延长。",
    )
    for i, note in enumerate(notes):
        sheet.text(22, y + 6 + i * 5.5, note, 3.0, "sans", colour=GREY)


def _chsi_open(
    sheet: CanvasPart, pairs: Pairs, updated: date, code: str, link: str, who: InventedPerson
) -> None:
    x = sheet.text(24, 38, "在线验证码", 3.5, "sans", colour=GREY)
    sheet.text(x + 3, 38, code, 3.9, "sans", name="verification_code")
    x = sheet.text(140, 38, "更新日期：", 3.5, "sans", colour=GREY)
    sheet.day(x, 38, updated, 3.5, "sans", name="update_date")
    sheet.line(22, 46, 188, 46, 0.5, (28, 120, 90))
    sheet.image(154, 52, 32, 42, portrait(who.serial + 3))
    y = 54.0
    for i, (label, text, name, value) in enumerate(pairs):
        column = i % 2 if i >= 6 else 0
        at = 24 if column == 0 else 108
        sheet.text(at, y, label, 3.6, "sans", colour=GREY)
        sheet.text(at + 30, y, text, 3.8, "sans", name=name, value=value)
        if i < 6 or column == 1:
            y += 10
    sheet.image(24, y + 10, 30, 30, codes.qr(link))
    sheet.text(60, y + 22, "使用学信网App或微信扫描二维码验证", 3.3, "sans", colour=GREY)
    _chsi_notes(sheet, y + 52)
