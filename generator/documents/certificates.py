"""Diploma and degree certificate."""

from generator import seals
from generator.cast import InventedPerson
from generator.documents.page import PageBuilder, Printed, Value
from generator.documents.study import Study
from generator.ink import BLACK, Handwriting
from generator.numbers import chinese_date, chinese_month
from generator.ops import Canvas
from generator.paper import Paper, guilloche, portrait
from generator.sheet import CanvasPart


def _booklet(seed: int) -> CanvasPart:
    sheet = CanvasPart(Canvas(260, 185, (251, 247, 238)), seed=seed)
    sheet.image(0, 0, 260, 185, guilloche(1040, 740, (190, 150, 110), 5))
    sheet.rect(8, 8, 252, 177, 0.8, (170, 120, 70))
    return sheet


def graduation(
    who: InventedPerson, study: Study, seed: int, *, unit_seal: seals.DrawnSeal | None = None
) -> Paper:
    """普通高等学校毕业证书."""
    sheet = _booklet(seed)
    sheet.text(130, 22, "普通高等学校", 6, "serifb", anchor="c")
    sheet.text(130, 33, "毕 业 证 书", 11, "serifb", anchor="c", colour=(160, 30, 30))
    sheet.image(22, 40, 30, 40, portrait(who.serial + 3))
    values: dict[str, Value] = {
        "name": who.name,
        "sex": who.sex,
        "birth_date": Printed(chinese_date(who.birth), who.birth.isoformat()),
        "start_month": Printed(chinese_month(study.start), f"{study.start:%Y-%m}"),
        "end_month": Printed(chinese_month(study.end), f"{study.end:%Y-%m}"),
        "major": study.major,
        "level": study.level,
    }
    p = PageBuilder(values, sheet, y=58, left=64, wide=176, size=5.0, step=1.9, face="kai")
    years = "四" if study.years == "4" else "三"
    p.prose(
        "学生 {name} 性别 {sex}，{birth_date}生，于{start_month}至{end_month}在本校{major}专业"
        f"{years}年制{{level}}学习，修完教学计划规定的全部课程，成绩合格，准予毕业。"
    )
    y = p.y + 14
    x = sheet.text(64, y, "校名：", 4.6)
    sheet.text(x, y, study.school, 4.6, "kai", name="school")
    x = sheet.text(166, y, "校（院）长：", 4.6)
    sheet.hand(x + 1, p.y + 11, study.president, 7, Handwriting("brush", 0.1, BLACK))
    sheet.labelled(64, 158, "证书编号：", study.diploma, 4.2, name="certificate_number")
    sheet.day(166, 158, study.end, 4.2, name="issue_date", form=chinese_date)
    sheet.seal(128, p.y + 18, seals.DrawnSeal("school", study.school, "", "", "round", 42, 42))
    sheet.seal(40, 142, unit_seal)
    return Paper("graduation_certificate", "booklet", [sheet])


def degree(
    who: InventedPerson, study: Study, seed: int, *, unit_seal: seals.DrawnSeal | None = None
) -> Paper:
    """学位证书."""
    sheet = _booklet(seed)
    kind = study.degree[-2:]
    sheet.text(130, 26, f"{kind}学位证书", 11, "serifb", anchor="c", colour=(30, 50, 120))
    sheet.image(22, 42, 30, 40, portrait(who.serial + 3))
    course = "本科学习计划" if kind == "学士" else f"{kind}学位研究生培养计划"
    values: dict[str, Value] = {
        "name": who.name,
        "sex": who.sex,
        "birth_date": who.birth,
        "school": study.school,
        "major": study.major,
        "degree": study.degree,
    }
    p = PageBuilder(values, sheet, y=54, left=64, wide=176, size=5.0, step=1.9, face="kai")
    p.prose(
        f"{{name}}，{{sex}}，{{birth_date}}生。在{{school}}{{major}}专业完成了{course}，业已毕业，"
        "经审核符合《中华人民共和国学位条例》的规定，授予{degree}学位。"
    )
    x = sheet.text(64, p.y + 14, "校长：", 4.6)
    sheet.hand(x + 1, p.y + 11, study.president, 7, Handwriting("brush", 0.1, BLACK))
    x = sheet.text(140, p.y + 14, "学位评定委员会主席：", 4.6)
    sheet.hand(x + 1, p.y + 11, study.president, 7, Handwriting("brush", 0.12, BLACK))
    sheet.labelled(64, 158, "证书编号：", study.degree_number, 4.2, name="certificate_number")
    sheet.day(166, 158, study.end, 4.2, name="issue_date")
    sheet.seal(120, p.y + 26, seals.DrawnSeal("school", study.school, "", "", "round", 42, 42))
    sheet.seal(40, 142, unit_seal)
    return Paper("degree_certificate", "booklet", [sheet])
