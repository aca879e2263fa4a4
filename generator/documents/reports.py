"""认证报告 of a diploma and of a degree."""

from datetime import date

from generator import codes, seals
from generator.cast import Person
from generator.documents.study import GREY, Study
from generator.grid import Cell, table
from generator.numbers import printed_date
from generator.paper import Paper, a4, guilloche, portrait
from generator.sheet import Fill, Sheet


def _photo_table(sheet: Sheet, y: float, rows: list[list[Cell | str]], seed: int) -> float:
    bottom = table(sheet, 20, y, (34, 96), rows, height=9.6, size=3.7)
    sheet.image(154, y + 2, 30, 40, portrait(seed))
    return bottom


def education_report(
    who: Person,
    study: Study,
    printed: date,
    seed: int,
    *,
    layout: str = "table",
    number: str = "2025080012345",
    unit_seal: seals.Seal | None = None,
) -> Paper:
    """中国高等教育学历认证报告: `table` with a photo, or `list` of labelled lines."""
    sheet = a4(seed)
    sheet.image(0, 0, 210, 297, guilloche(840, 1188, (120, 170, 150), 3))
    sheet.text(105, 22, "中国高等教育学历认证报告", 7, "serifb", anchor="c")
    sheet.text(
        105,
        32,
        "Verification Report of China Higher Education Qualification Certificate",
        3.0,
        "serif",
        anchor="c",
        colour=GREY,
    )
    code = f"{seed * 104729 % 10**12:012d}"
    pairs = [
        ("姓名", who.name, "name", None),
        ("性别", who.sex, "sex", None),
        ("出生日期", printed_date(who.birth), "birth_date", who.birth.isoformat()),
        ("入学日期", printed_date(study.start), "enroll_date", study.start.isoformat()),
        ("毕(结)业日期", printed_date(study.end), "graduation_date", study.end.isoformat()),
        ("院校名称", study.school, "school", None),
        ("专业名称", study.major, "major", None),
        ("学历类别", "普通", "category", None),
        ("学习形式", "全日制", "study_form", None),
        ("层次", study.level, "level", None),
        ("证书编号", study.diploma, "certificate_number", None),
    ]
    x = sheet.text(20, 42, "报告编号：", 3.6)
    sheet.text(x, 42, number, 3.6, name="report_number")
    x = sheet.text(142, 42, "打印日期：", 3.6)
    sheet.day(x, 42, printed, 3.6, name="print_date")
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
    y = sheet.flow(
        22,
        y + 8,
        166,
        [f"认证结论：经核查，该证书为{study.school}所颁发，持证人所持学历证书真实。"],
        3.9,
        indent=2,
    )
    x = sheet.text(22, y + 6, "在线验证码：", 3.6)
    sheet.text(x, y + 6, code, 3.6, name="verification_code")
    sheet.image(22, y + 14, 24, 24, codes.qr(f"https://www.chsi.com.cn/xlrz/bg.do?vcode={code}"))
    sheet.text(140, y + 22, "全国高等学校学生信息咨询与就业指导中心", 3.5, anchor="c")
    sheet.text(140, y + 30, printed_date(printed), 3.5, anchor="c")
    sheet.seal(
        140,
        y + 24,
        seals.office("全国高等学校学生信息咨询与就业指导中心", "学历认证专用章", size=42),
    )
    sheet.seal(70, y + 44, unit_seal)
    return Paper("education_verification_report", layout, [sheet])


def degree_report(
    who: Person,
    study: Study,
    printed: date,
    seed: int,
    *,
    layout: str = "prose",
    unit_seal: seals.Seal | None = None,
) -> Paper:
    """学位认证报告: the older `prose`, or the later `table`."""
    sheet = a4(seed)
    sheet.image(0, 0, 210, 297, guilloche(840, 1188, (110, 180, 120), 8))
    number = f"{printed:%Y%m}{seed % 10**6:06d}"
    if layout == "prose":
        sheet.text(105, 18, "教育部学位与研究生教育发展中心", 5.6, "serifb", anchor="c")
        sheet.text(
            105,
            26,
            "CHINA ACADEMIC DEGREES & GRADUATE EDUCATION DEVELOPMENT CENTER",
            2.9,
            anchor="c",
            colour=GREY,
        )
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
        y = sheet.flow(
            24,
            96,
            162,
            [
                "经查，",
                Fill(study.school, "school"),
                "是国务院学位委员会授权的学位授予单位，有权授予学士、硕士学位。",
            ],
            4.4,
            2.0,
            indent=2,
        )
        y = sheet.flow(
            24,
            y + 2,
            162,
            [
                Fill(who.name, "name"),
                "，",
                Fill(who.sex, "sex"),
                "，",
                Fill.day(who.birth, "birth_date"),
                "生，于",
                f"{study.end.year}年{study.end.month}月在该校",
                Fill(study.major, "major"),
                "专业获得",
                Fill(study.degree, None),
                "学位，其学位证书真实有效，证书编号为",
                Fill(study.degree_number, "certificate_number"),
                "。",
            ],
            4.4,
            2.0,
            indent=2,
        )
        sheet.text(105, y + 8, "————以下无正文————", 3.9, anchor="c")
    else:
        sheet.text(105, 26, "中国高等教育学位认证报告", 7, "serifb", anchor="c")
        rows: list[list[Cell | str]] = [
            [Cell(label), Cell(text, name, value, align="l")]
            for label, text, name, value in (
                ("报告编号", number, "report_number", None),
                ("打印日期", printed.isoformat(), "print_date", None),
                ("姓名", who.name, "name", None),
                ("性别", who.sex, "sex", None),
                ("出生日期", who.birth.isoformat(), "birth_date", None),
                ("学位授予单位", study.school, "school", None),
                ("学位层级", study.degree[-2:], "degree_level", None),
                ("学科门类", study.degree[:2], "discipline", None),
                ("学科专业", study.major, "major", None),
                ("获学位年份", str(study.end.year), "degree_year", None),
                ("学位证书编号", study.degree_number, "certificate_number", None),
            )
        ]
        y = table(sheet, 30, 44, (44, 106), rows, height=11, size=3.9)
        sheet.text(30, y + 6, "认证结果：上述学位信息经核实，真实有效。", 3.9)
    sheet.seal(
        146,
        214,
        seals.Seal(
            "agency",
            "教育部学位与研究生教育发展中心",
            "认证专用章",
            "",
            "oval",
            48,
            34,
            seals.BLUE,
            star=False,
        ),
    )
    sheet.image(28, 206, 24, 24, codes.qr(f"https://www.cdgdc.edu.cn/rz?id={number}"))
    sheet.seal(92, 246, unit_seal)
    return Paper("degree_verification_report", layout, [sheet])
