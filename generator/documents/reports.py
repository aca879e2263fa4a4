"""认证报告 of a diploma and of a degree."""

from datetime import date

from generator import codes, seals
from generator.cast import InventedPerson
from generator.documents.page import PageBuilder, Value
from generator.documents.study import GREY, Pairs, Study
from generator.grid import GridCell, table
from generator.numbers import printed_date
from generator.paper import Paper, a4, guilloche, portrait
from generator.sheet import CanvasPart

CHSI = "全国高等学校学生信息咨询与就业指导中心"
CDGDC = "教育部学位与研究生教育发展中心"


def education_report(
    who: InventedPerson,
    study: Study,
    printed: date,
    seed: int,
    *,
    layout: str = "table",
    number: str = "2025080012345",
    unit_seal: seals.DrawnSeal | None = None,
) -> Paper:
    """中国高等教育学历认证报告: `table` with a photo, or `list` of labelled lines."""
    sheet = a4(seed)
    sheet.image(0, 0, 210, 297, guilloche(840, 1188, (120, 170, 150), 3))
    sheet.text(105, 22, "中国高等教育学历认证报告", 7, "serifb", anchor="c")
    english = "Verification Report of China Higher Education Qualification Certificate"
    sheet.text(105, 32, english, 3.0, "serif", anchor="c", colour=GREY)
    sheet.labelled(20, 42, "报告编号：", number, 3.6, name="report_number")
    x = sheet.text(142, 42, "打印日期：", 3.6)
    sheet.day(x, 42, printed, 3.6, name="print_date")
    draw = _education_table if layout == "table" else _education_list
    y = draw(sheet, _education_pairs(who, study), who.serial + 3)
    conclusion = f"认证结论：经核查，该证书为{study.school}所颁发，持证人所持学历证书真实。"
    y = sheet.flow(22, y + 8, 166, [conclusion], 3.9, indent=2)
    code = f"{seed * 104729 % 10**12:012d}"
    sheet.labelled(22, y + 6, "在线验证码：", code, 3.6, name="verification_code")
    sheet.image(22, y + 14, 24, 24, codes.qr(f"https://www.chsi.com.cn/xlrz/bg.do?vcode={code}"))
    sheet.text(140, y + 22, CHSI, 3.5, anchor="c")
    sheet.text(140, y + 30, printed_date(printed), 3.5, anchor="c")
    sheet.seal(140, y + 24, seals.office(CHSI, "学历认证专用章", size=42))
    sheet.seal(70, y + 44, unit_seal)
    return Paper("education_verification_report", layout, [sheet])


def _education_pairs(who: InventedPerson, study: Study) -> Pairs:
    return [
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


def _education_table(sheet: CanvasPart, pairs: Pairs, face: int) -> float:
    bottom = table(sheet, 20, 50, (34, 96), _rows(pairs), height=9.6, size=3.7)
    sheet.image(154, 52, 30, 40, portrait(face))
    return bottom


def _education_list(sheet: CanvasPart, pairs: Pairs, face: int) -> float:
    y = 56.0
    sheet.image(154, 52, 30, 40, portrait(face))
    for i, (label, text, name, value) in enumerate(pairs):
        at = 26 if i < 4 or i % 2 == 0 else 106
        x = sheet.text(at, y, f"{label}：", 3.9, "serif", colour=GREY)
        sheet.text(x + 1, y, text, 3.9, "kai", name=name, value=value)
        y += 10 if i < 4 or i % 2 == 1 else 0
    return y + 12


def _rows(pairs: Pairs) -> list[list[GridCell | str]]:
    """Each pair as a row of two cells."""
    return [
        [GridCell(label), GridCell(text, name, value, align="l")]
        for label, text, name, value in pairs
    ]


def degree_report(
    who: InventedPerson,
    study: Study,
    printed: date,
    seed: int,
    *,
    layout: str = "prose",
    unit_seal: seals.DrawnSeal | None = None,
) -> Paper:
    """学位认证报告: the older `prose`, or the later `table`."""
    sheet = a4(seed)
    sheet.image(0, 0, 210, 297, guilloche(840, 1188, (110, 180, 120), 8))
    number = f"{printed:%Y%m}{seed % 10**6:06d}"
    draw = _degree_prose if layout == "prose" else _degree_table
    draw(sheet, who, study, printed, number)
    seal = seals.DrawnSeal(
        "agency", CDGDC, "认证专用章", "", "oval", 48, 34, seals.BLUE, star=False
    )
    sheet.seal(146, 214, seal)
    sheet.image(28, 206, 24, 24, codes.qr(f"https://www.cdgdc.edu.cn/rz?id={number}"))
    sheet.seal(92, 246, unit_seal)
    return Paper("degree_verification_report", layout, [sheet])


def _degree_prose(
    sheet: CanvasPart, who: InventedPerson, study: Study, printed: date, number: str
) -> None:
    sheet.text(105, 18, CDGDC, 5.6, "serifb", anchor="c")
    english = "CHINA ACADEMIC DEGREES & GRADUATE EDUCATION DEVELOPMENT CENTER"
    sheet.text(105, 26, english, 2.9, anchor="c", colour=GREY)
    sheet.text(105, 44, "认 证 报 告", 8, "serifb", anchor="c")
    sheet.text(105, 55, "CREDENTIALS REPORT", 3.6, anchor="c", colour=GREY)
    x = sheet.text(132, 68, "打印日期：", 3.6)
    sheet.day(x, 68, printed, 3.6, name="print_date")
    sheet.labelled(132, 74, "报告编号：", number, 3.6, name="report_number")
    application = f"D{sheet.seed % 10**8:08d}"
    sheet.labelled(132, 80, "申请编号：", application, 3.6, name="application_number")
    values: dict[str, Value] = {
        "school": study.school,
        "name": who.name,
        "sex": who.sex,
        "birth_date": who.birth,
        "major": study.major,
        "certificate_number": study.degree_number,
    }
    p = PageBuilder(values, sheet, y=96, left=24, wide=162, size=4.4, step=2.0)
    p.prose("经查，{school}是国务院学位委员会授权的学位授予单位，有权授予学士、硕士学位。")
    p.y += 2
    p.prose(
        f"{{name}}，{{sex}}，{{birth_date}}生，于{study.end.year}年{study.end.month}月在该校"
        f"{{major}}专业获得{study.degree}学位，其学位证书真实有效，证书编号为{{certificate_number}}。"
    )
    sheet.text(105, p.y + 8, "————以下无正文————", 3.9, anchor="c")


def _degree_table(
    sheet: CanvasPart, who: InventedPerson, study: Study, printed: date, number: str
) -> None:
    sheet.text(105, 26, "中国高等教育学位认证报告", 7, "serifb", anchor="c")
    pairs: Pairs = [
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
    ]
    y = table(sheet, 30, 44, (44, 106), _rows(pairs), height=11, size=3.9)
    sheet.text(30, y + 6, "认证结果：上述学位信息经核实，真实有效。", 3.9)
