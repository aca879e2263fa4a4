"""Diplomas, degrees and the reports that verify them."""

from dataclasses import dataclass
from datetime import date

from samples.generate import codes, seals
from samples.generate.cast import Person
from samples.generate.grid import Cell, table
from samples.generate.ink import BLACK, Hand
from samples.generate.numbers import chinese_date, chinese_month, printed_date
from samples.generate.paper import Paper, a4, guilloche, portrait
from samples.generate.sheet import Canvas, Fill, Sheet

GREY = (110, 110, 110)
LINK = (28, 84, 170)


@dataclass(frozen=True)
class Study:
    """One course of study; `diploma` and `degree_number` are the certificate numbers."""

    school: str
    major: str
    level: str
    degree: str
    years: str
    start: date
    end: date
    diploma: str
    degree_number: str
    president: str = "童样生"


def chsi_form(who: Person, study: Study, updated: date, code: str, seed: int, *,
              qr_code: str | None = None, layout: str = "grid", embeddable: bool = False,
              unit_seal: seals.Seal | None = None, valid_until: date | None = None) -> Paper:
    """教育部学历证书电子注册备案表: ruled `grid`, or `open` lines with the code on top."""
    sheet = a4(seed, embeddable=embeddable)
    link = f"https://www.chsi.com.cn/xlcx/bg.do?vcode={qr_code or code}&srcid=bgcx"
    sheet.text(105, 24, "教育部学历证书电子注册备案表", 7, "sansb", anchor="c")
    pairs = [
        ("姓名", who.name, "name", None), ("性别", who.sex, "sex", None),
        ("出生日期", printed_date(who.birth), "birth_date", who.birth.isoformat()),
        ("入学日期", printed_date(study.start), "enroll_date", study.start.isoformat()),
        ("毕(结)业日期", printed_date(study.end), "graduation_date", study.end.isoformat()),
        ("学历类别", "普通高等教育", "category", None), ("层次", study.level, "level", None),
        ("学校名称", study.school, "school", None), ("学制", study.years, "schooling_length", None),
        ("专业", study.major, "major", None), ("学习形式", "普通全日制", "study_form", None),
        ("证书编号", study.diploma, "certificate_number", None),
        ("毕(结)业", "毕业", "completion", None),
        ("校(院)长姓名", study.president, "president", None),
    ]
    if layout == "grid":
        _chsi_grid(sheet, pairs, updated, code, link, who)
    else:
        _chsi_open(sheet, pairs, updated, code, link, who)
    if valid_until:
        x = sheet.text(24, 268, "本报告在线验证有效期至：", 3.3, "sans", colour=GREY)
        sheet.text(x, 268, printed_date(valid_until), 3.3, "sans", name="valid_until",
                   value=valid_until.isoformat())
    if unit_seal:
        sheet.seal(160, 242, unit_seal)
    return Paper("chsi_registration_form", layout, [sheet])


Pairs = list[tuple[str, str, str, str | None]]


def _chsi_grid(sheet: Sheet, pairs: Pairs, updated: date, code: str, link: str,
               who: Person) -> None:
    x = sheet.text(146, 40, "更新日期：", 3.5, "sans")
    sheet.text(x, 40, printed_date(updated), 3.5, "sans", name="update_date",
               value=updated.isoformat())
    first = [[Cell(label, fill=(243, 246, 250)), Cell(text, name, value, align="l")]
             for label, text, name, value in pairs[:4]]
    y = table(sheet, 22, 48, (32, 94), first, height=11.5, size=3.7, face="sans",
              colour=(150, 160, 175))
    sheet.rect(148, 48, 188, y, 0.2, (150, 160, 175))
    sheet.image(152, 52, 32, min(y - 56, 40), portrait(who.serial + 3))
    rest: list[list[Cell | str]] = []
    for i in range(4, len(pairs), 2):
        row: list[Cell | str] = []
        for label, text, name, value in pairs[i : i + 2]:
            row += [Cell(label, fill=(243, 246, 250)), Cell(text, name, value, align="l")]
        rest.append(row)
    y = table(sheet, 22, y, (32, 51, 32, 51), rest, height=11.5, size=3.7, face="sans",
              colour=(150, 160, 175))
    sheet.text(22, y + 10, "在线验证", 4.2, "sansb")
    sheet.rect(22, y + 17, 188, y + 54, 0.2, (200, 206, 214))
    sheet.text(58, y + 27, code, 4.4, "sans", anchor="c", colour=LINK, name="verification_code")
    sheet.line(30, y + 33, 86, y + 33, 0.2, LINK)
    sheet.text(58, y + 35, "在线验证码", 3.3, "sans", anchor="c", colour=GREY)
    sheet.image(112, y + 20, 26, 26, codes.qr(link))
    sheet.text(125, y + 48, "扫码验证", 3.0, "sans", anchor="c", colour=GREY)
    _chsi_notes(sheet, y + 62)


def _chsi_notes(sheet: Sheet, y: float) -> None:
    sheet.text(22, y, "注意事项：", 3.3, "sansb")
    notes = ("1、备案表是学历证书电子注册备案的结果，未经权属人同意不得用于违背权属人意愿之用途。",
             "2、验证：访问学信网在线验证系统输入验证码，或扫描二维码。",
             "3、报告在线验证有效期由报告权属人设置（1~6个月），在有效期内可以延长。")
    for i, note in enumerate(notes):
        sheet.text(22, y + 6 + i * 5.5, note, 3.0, "sans", colour=GREY)


def _chsi_open(sheet: Sheet, pairs: Pairs, updated: date, code: str, link: str,
               who: Person) -> None:
    x = sheet.text(24, 38, "在线验证码", 3.5, "sans", colour=GREY)
    sheet.text(x + 3, 38, code, 3.9, "sans", name="verification_code")
    x = sheet.text(140, 38, "更新日期：", 3.5, "sans", colour=GREY)
    sheet.text(x, 38, printed_date(updated), 3.5, "sans", name="update_date",
               value=updated.isoformat())
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


def _photo_table(sheet: Sheet, y: float, rows: list[list[Cell | str]], seed: int) -> float:
    bottom = table(sheet, 20, y, (34, 96), rows, height=9.6, size=3.7)
    sheet.image(154, y + 2, 30, 40, portrait(seed))
    return bottom


def education_report(who: Person, study: Study, printed: date, seed: int, *,
                     layout: str = "table", number: str = "2025080012345",
                     unit_seal: seals.Seal | None = None) -> Paper:
    """中国高等教育学历认证报告: `table` with a photo, or `list` of labelled lines."""
    sheet = a4(seed)
    sheet.image(0, 0, 210, 297, guilloche(840, 1188, (120, 170, 150), 3))
    sheet.text(105, 22, "中国高等教育学历认证报告", 7, "serifb", anchor="c")
    sheet.text(105, 32, "Verification Report of China Higher Education Qualification Certificate",
               3.0, "serif", anchor="c", colour=GREY)
    code = f"{seed * 104729 % 10**12:012d}"
    pairs = [
        ("姓名", who.name, "name", None), ("性别", who.sex, "sex", None),
        ("出生日期", printed_date(who.birth), "birth_date", who.birth.isoformat()),
        ("入学日期", printed_date(study.start), "enroll_date", study.start.isoformat()),
        ("毕(结)业日期", printed_date(study.end), "graduation_date", study.end.isoformat()),
        ("院校名称", study.school, "school", None), ("专业名称", study.major, "major", None),
        ("学历类别", "普通", "category", None), ("学习形式", "全日制", "study_form", None),
        ("层次", study.level, "level", None),
        ("证书编号", study.diploma, "certificate_number", None),
    ]
    x = sheet.text(20, 42, "报告编号：", 3.6)
    sheet.text(x, 42, number, 3.6, name="report_number")
    x = sheet.text(142, 42, "打印日期：", 3.6)
    sheet.text(x, 42, printed_date(printed), 3.6, name="print_date", value=printed.isoformat())
    if layout == "table":
        rows: list[list[Cell | str]] = [
            [Cell(lab), Cell(text, name, value, align="l")] for lab, text, name, value in pairs
        ]
        y = _photo_table(sheet, 50, rows, who.serial + 3)
    else:
        y = 56.0
        sheet.image(154, 52, 30, 40, portrait(who.serial + 3))
        for i, (label, text, name, value) in enumerate(pairs):
            at = 26 if i < 4 or i % 2 == 0 else 106
            x = sheet.text(at, y, f"{label}：", 3.9, "serif", colour=GREY)
            sheet.text(x + 1, y, text, 3.9, "kai", name=name, value=value)
            y += 10 if i < 4 or i % 2 == 1 else 0
        y += 12
    y = sheet.flow(22, y + 8, 166, [
        f"认证结论：经核查，该证书为{study.school}所颁发，持证人所持学历证书真实。"], 3.9, indent=2)
    x = sheet.text(22, y + 6, "在线验证码：", 3.6)
    sheet.text(x, y + 6, code, 3.6, name="verification_code")
    sheet.image(22, y + 14, 24, 24, codes.qr(f"https://www.chsi.com.cn/xlrz/bg.do?vcode={code}"))
    sheet.text(140, y + 22, "全国高等学校学生信息咨询与就业指导中心", 3.5, anchor="c")
    sheet.text(140, y + 30, printed_date(printed), 3.5, anchor="c")
    sheet.seal(140, y + 24, seals.Seal("agency", "全国高等学校学生信息咨询与就业指导中心",
                                       "学历认证专用章", "", "round", 42, 42))
    if unit_seal:
        sheet.seal(70, y + 44, unit_seal)
    return Paper("education_verification_report", layout, [sheet])


def degree_report(who: Person, study: Study, printed: date, seed: int, *,
                  layout: str = "prose", unit_seal: seals.Seal | None = None) -> Paper:
    """学位认证报告: the older `prose`, or the later `table`."""
    sheet = a4(seed)
    sheet.image(0, 0, 210, 297, guilloche(840, 1188, (110, 180, 120), 8))
    number = f"{printed:%Y%m}{seed % 10**6:06d}"
    if layout == "prose":
        sheet.text(105, 18, "教育部学位与研究生教育发展中心", 5.6, "serifb", anchor="c")
        sheet.text(105, 26, "CHINA ACADEMIC DEGREES & GRADUATE EDUCATION DEVELOPMENT CENTER", 2.9,
                   anchor="c", colour=GREY)
        sheet.text(105, 44, "认 证 报 告", 8, "serifb", anchor="c")
        sheet.text(105, 55, "CREDENTIALS REPORT", 3.6, anchor="c", colour=GREY)
        y = 68.0
        for label, text, name, value in (
            ("打印日期：", printed_date(printed), "print_date", printed.isoformat()),
            ("报告编号：", number, "report_number", None),
            ("申请编号：", f"D{seed % 10**8:08d}", "application_number", None),
        ):
            x = sheet.text(132, y, label, 3.6)
            sheet.text(x, y, text, 3.6, name=name, value=value)
            y += 6
        y = sheet.flow(24, 96, 162, [
            "经查，", Fill(study.school, "school"),
            "是国务院学位委员会授权的学位授予单位，有权授予学士、硕士学位。"], 4.4, 2.0, indent=2)
        y = sheet.flow(24, y + 2, 162, [
            Fill(who.name, "name"), "，", Fill(who.sex, "sex"), "，",
            Fill(printed_date(who.birth), "birth_date", who.birth.isoformat()), "生，于",
            f"{study.end.year}年{study.end.month}月在该校", Fill(study.major, "major"),
            "专业获得", Fill(study.degree, None), "学位，其学位证书真实有效，证书编号为",
            Fill(study.degree_number, "certificate_number"), "。"], 4.4, 2.0, indent=2)
        sheet.text(105, y + 8, "————以下无正文————", 3.9, anchor="c")
    else:
        sheet.text(105, 26, "中国高等教育学位认证报告", 7, "serifb", anchor="c")
        rows: list[list[Cell | str]] = [
            [Cell(label), Cell(text, name, value, align="l")] for label, text, name, value in (
                ("报告编号", number, "report_number", None),
                ("打印日期", printed.isoformat(), "print_date", None),
                ("姓名", who.name, "name", None), ("性别", who.sex, "sex", None),
                ("出生日期", who.birth.isoformat(), "birth_date", None),
                ("学位授予单位", study.school, "school", None),
                ("学位层级", study.degree[-2:], "degree_level", None),
                ("学科门类", study.degree[:2], "discipline", None),
                ("学科专业", study.major, "major", None),
                ("获学位年份", str(study.end.year), "degree_year", None),
                ("学位证书编号", study.degree_number, "certificate_number", None))
        ]
        y = table(sheet, 30, 44, (44, 106), rows, height=11, size=3.9)
        sheet.text(30, y + 6, "认证结果：上述学位信息经核实，真实有效。", 3.9)
    sheet.seal(146, 214, seals.Seal("agency", "教育部学位与研究生教育发展中心", "认证专用章", "",
                                    "oval", 48, 34, seals.BLUE, star=False))
    sheet.image(28, 206, 24, 24, codes.qr(f"https://www.cdgdc.edu.cn/rz?id={number}"))
    if unit_seal:
        sheet.seal(92, 246, unit_seal)
    return Paper("degree_verification_report", layout, [sheet])


def degree_online(who: Person, study: Study, updated: date, code: str, seed: int, *,
                  layout: str = "lines", qr_code: str | None = None, embeddable: bool = False,
                  valid_until: date | None = None,
                  unit_seal: seals.Seal | None = None) -> Paper:
    """中国高等教育学位在线验证报告: `lines` beside a photo, or a ruled `grid`."""
    sheet = a4(seed, embeddable=embeddable)
    link = f"https://www.chsi.com.cn/xwcx/bg.do?vcode={qr_code or code}&srcid=xwbg"
    sheet.text(105, 24, "中国高等教育学位在线验证报告", 7, "sansb", anchor="c")
    pairs: Pairs = [
        ("姓名", who.name, "name", None), ("性别", who.sex, "sex", None),
        ("出生日期", printed_date(who.birth), "birth_date", who.birth.isoformat()),
        ("获学位日期", printed_date(study.end), "degree_date", study.end.isoformat()),
        ("学位授予单位", study.school, "school", None), ("所授学位", study.degree, "degree", None),
        ("学科/专业", study.major, "major", None),
        ("学位证书编号", study.degree_number, "certificate_number", None),
    ]
    x = sheet.text(24, 38, "更新日期：", 3.5, "sans", colour=GREY)
    sheet.text(x, 38, printed_date(updated), 3.5, "sans", name="update_date",
               value=updated.isoformat())
    y = 50.0
    if layout == "grid":
        rows: list[list[Cell | str]] = [
            [Cell(label, fill=(240, 247, 243)), Cell(text, name, value, align="l")]
            for label, text, name, value in pairs
        ]
        y = table(sheet, 24, y, (38, 84), rows, height=11, size=3.8, face="sans",
                  colour=(140, 170, 155))
    else:
        for label, text, name, value in pairs:
            sheet.text(54, y, label, 3.6, "sans", colour=GREY, anchor="r")
            sheet.text(60, y, text, 3.9, "sans", name=name, value=value)
            y += 11
    sheet.image(154, 52, 32, 42, portrait(who.serial + 3))
    y += 14
    sheet.image(24, y, 28, 28, codes.qr(link))
    sheet.text(60, y + 4, "在线验证码", 3.5, "sans", colour=GREY)
    sheet.text(60, y + 11, code, 4.6, "sans", name="verification_code")
    if valid_until:
        x = sheet.text(60, y + 20, "报告有效期至：", 3.4, "sans", colour=GREY)
        sheet.text(x, y + 20, printed_date(valid_until), 3.4, "sans", name="valid_until",
                   value=valid_until.isoformat())
    sheet.text(24, y + 42, "注：本报告由教育部学生服务与素质发展中心提供在线验证，有效期由权属人设置。", 3.1,
               "sans", colour=GREY)
    if unit_seal:
        sheet.seal(152, y + 34, unit_seal)
    return Paper("degree_online_report", layout, [sheet])


@dataclass(frozen=True)
class Abroad:
    """A degree from outside the mainland."""

    country: str
    school: str
    school_en: str
    degree: str
    start: str
    got: date
    number: str


def overseas(who: Person, study: Abroad, issued: date, seed: int, *, layout: str = "new",
             unit_seal: seals.Seal | None = None) -> Paper:
    """国（境）外学历学位认证书: the `old` framed certificate or the `new` one with a QR."""
    sheet = a4(seed)
    red = (176, 40, 36)
    if layout == "old":
        sheet.rect(10, 10, 200, 287, 1.6, (190, 150, 70))
        sheet.rect(13, 13, 197, 284, 0.4, (190, 150, 70))
        sheet.text(105, 40, "国外学历学位认证书", 9, "serifb", anchor="c", colour=red, spacing=1)
        x = sheet.text(118, 60, "编号：", 4)
        sheet.text(x, 60, study.number, 4, name="certificate_number")
        size, y = 4.9, 82.0
    else:
        sheet.text(105, 26, "国（境）外学历学位认证书", 8, "sansb", anchor="c")
        x = sheet.text(24, 44, "认证书编号：", 3.7, "sans")
        sheet.text(x, 44, study.number, 3.7, "sans", name="certificate_number")
        sheet.image(160, 38, 26, 26, codes.qr(f"https://zwfw.cscse.edu.cn/check?no={study.number}"))
        sheet.image(24, 54, 26, 34, portrait(who.serial + 3))
        size, y = 4.4, 98.0
    y = sheet.flow(26, y, 158, [
        Fill(who.name, "name"), "，", Fill(who.sex, "sex"), "，中国国籍，",
        Fill(printed_date(who.birth), "birth_date", who.birth.isoformat()), "出生，自",
        Fill(study.start, "study_start"), "起在", Fill(study.country, "country"),
        Fill(study.school, "school"), f"（{study.school_en}）学习，",
        Fill(printed_date(study.got), "degree_date", study.got.isoformat()), "获得",
        Fill(study.degree, "degree"), "学位（证书号LX204417）。"], size, 2.0, indent=2)
    y = sheet.flow(26, y + 3, 158, [
        f"经核查，{study.school}是{study.country}正规高等学校，其所颁发的{study.degree}学位证书表明"
        "持证人具有相应的学历。"], size, 2.0, indent=2)
    y = sheet.flow(26, y + 3, 158, ["特此证明。"], size, 2.0, indent=2)
    sheet.text(144, y + 26, "教育部留学服务中心", 4.6, anchor="c")
    sheet.text(144, y + 36, printed_date(issued), 4.4, anchor="c", name="issue_date",
               value=issued.isoformat())
    sheet.seal(144, y + 30, seals.Seal("agency", "教育部留学服务中心",
                                       "国境外学历学位认证专用章" if layout == "new" else "",
                                       "", "round", 40, 40))
    if unit_seal:
        sheet.seal(70, y + 44, unit_seal)
    return Paper("overseas_degree_certification", layout, [sheet])


def _booklet(seed: int) -> Sheet:
    sheet = Sheet(Canvas(260, 185, (251, 247, 238)), seed=seed)
    sheet.image(0, 0, 260, 185, guilloche(1040, 740, (190, 150, 110), 5))
    sheet.rect(8, 8, 252, 177, 0.8, (170, 120, 70))
    return sheet


def graduation(who: Person, study: Study, seed: int, *,
               unit_seal: seals.Seal | None = None) -> Paper:
    """普通高等学校毕业证书."""
    sheet = _booklet(seed)
    sheet.text(130, 22, "普通高等学校", 6, "serifb", anchor="c")
    sheet.text(130, 33, "毕 业 证 书", 11, "serifb", anchor="c", colour=(160, 30, 30))
    sheet.image(22, 40, 30, 40, portrait(who.serial + 3))
    y = sheet.flow(64, 58, 176, [
        "学生 ", Fill(who.name, "name"), " 性别 ", Fill(who.sex, "sex"), "，",
        Fill(chinese_date(who.birth), "birth_date", who.birth.isoformat()), "生，于",
        Fill(chinese_month(study.start), "start_month", study.start.isoformat()[:7]), "至",
        Fill(chinese_month(study.end), "end_month", study.end.isoformat()[:7]), "在本校",
        Fill(study.major, "major"), "专业", f"{'四' if study.years == '4' else '三'}年制",
        Fill(study.level, "level"), "学习，修完教学计划规定的全部课程，成绩合格，准予毕业。"],
        5.0, 1.9, "kai", indent=2)
    x = sheet.text(64, y + 14, "校名：", 4.6)
    sheet.text(x, y + 14, study.school, 4.6, "kai", name="school")
    x = sheet.text(166, y + 14, "校（院）长：", 4.6)
    sheet.hand(x + 1, y + 11, study.president, 7, Hand("brush", 0.1, BLACK))
    x = sheet.text(64, 158, "证书编号：", 4.2)
    sheet.text(x, 158, study.diploma, 4.2, name="certificate_number")
    sheet.text(166, 158, chinese_date(study.end), 4.2, name="issue_date",
               value=study.end.isoformat())
    sheet.seal(128, y + 18, seals.Seal("school", study.school, "", "", "round", 42, 42))
    if unit_seal:
        sheet.seal(40, 142, unit_seal)
    return Paper("graduation_certificate", "booklet", [sheet])


def degree(who: Person, study: Study, seed: int, *,
           unit_seal: seals.Seal | None = None) -> Paper:
    """学位证书."""
    sheet = _booklet(seed)
    kind = study.degree[-2:]
    sheet.text(130, 26, f"{kind}学位证书", 11, "serifb", anchor="c", colour=(30, 50, 120))
    sheet.image(22, 42, 30, 40, portrait(who.serial + 3))
    course = "本科学习计划" if kind == "学士" else f"{kind}学位研究生培养计划"
    y = sheet.flow(64, 54, 176, [
        Fill(who.name, "name"), "，", Fill(who.sex, "sex"), "，",
        Fill(printed_date(who.birth), "birth_date", who.birth.isoformat()), "生。在",
        Fill(study.school, "school"), Fill(study.major, "major"),
        f"专业完成了{course}，业已毕业，经审核符合《中华人民共和国学位条例》的规定，授予",
        Fill(study.degree, "degree"), "学位。"], 5.0, 1.9, "kai", indent=2)
    x = sheet.text(64, y + 14, "校长：", 4.6)
    sheet.hand(x + 1, y + 11, study.president, 7, Hand("brush", 0.1, BLACK))
    x = sheet.text(140, y + 14, "学位评定委员会主席：", 4.6)
    sheet.hand(x + 1, y + 11, study.president, 7, Hand("brush", 0.12, BLACK))
    x = sheet.text(64, 158, "证书编号：", 4.2)
    sheet.text(x, 158, study.degree_number, 4.2, name="certificate_number")
    sheet.text(166, 158, printed_date(study.end), 4.2, name="issue_date",
               value=study.end.isoformat())
    sheet.seal(120, y + 26, seals.Seal("school", study.school, "", "", "round", 42, 42))
    if unit_seal:
        sheet.seal(40, 142, unit_seal)
    return Paper("degree_certificate", "booklet", [sheet])
