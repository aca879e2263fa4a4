"""Diploma and degree certificate."""

from generator import seals
from generator.cast import Person
from generator.documents.study import Study
from generator.ink import BLACK, Hand
from generator.numbers import chinese_date, chinese_month
from generator.ops import Canvas
from generator.paper import Paper, guilloche, portrait
from generator.sheet import Fill, Sheet


def _booklet(seed: int) -> Sheet:
    sheet = Sheet(Canvas(260, 185, (251, 247, 238)), seed=seed)
    sheet.image(0, 0, 260, 185, guilloche(1040, 740, (190, 150, 110), 5))
    sheet.rect(8, 8, 252, 177, 0.8, (170, 120, 70))
    return sheet


def graduation(
    who: Person, study: Study, seed: int, *, unit_seal: seals.Seal | None = None
) -> Paper:
    """普通高等学校毕业证书."""
    sheet = _booklet(seed)
    sheet.text(130, 22, "普通高等学校", 6, "serifb", anchor="c")
    sheet.text(130, 33, "毕 业 证 书", 11, "serifb", anchor="c", colour=(160, 30, 30))
    sheet.image(22, 40, 30, 40, portrait(who.serial + 3))
    y = sheet.flow(
        64,
        58,
        176,
        [
            "学生 ",
            Fill(who.name, "name"),
            " 性别 ",
            Fill(who.sex, "sex"),
            "，",
            Fill.day(who.birth, "birth_date", chinese_date),
            "生，于",
            Fill(chinese_month(study.start), "start_month", study.start.isoformat()[:7]),
            "至",
            Fill(chinese_month(study.end), "end_month", study.end.isoformat()[:7]),
            "在本校",
            Fill(study.major, "major"),
            "专业",
            f"{'四' if study.years == '4' else '三'}年制",
            Fill(study.level, "level"),
            "学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
        ],
        5.0,
        1.9,
        "kai",
        indent=2,
    )
    x = sheet.text(64, y + 14, "校名：", 4.6)
    sheet.text(x, y + 14, study.school, 4.6, "kai", name="school")
    x = sheet.text(166, y + 14, "校（院）长：", 4.6)
    sheet.hand(x + 1, y + 11, study.president, 7, Hand("brush", 0.1, BLACK))
    x = sheet.text(64, 158, "证书编号：", 4.2)
    sheet.text(x, 158, study.diploma, 4.2, name="certificate_number")
    sheet.day(166, 158, study.end, 4.2, name="issue_date", form=chinese_date)
    sheet.seal(128, y + 18, seals.Seal("school", study.school, "", "", "round", 42, 42))
    sheet.seal(40, 142, unit_seal)
    return Paper("graduation_certificate", "booklet", [sheet])


def degree(who: Person, study: Study, seed: int, *, unit_seal: seals.Seal | None = None) -> Paper:
    """学位证书."""
    sheet = _booklet(seed)
    kind = study.degree[-2:]
    sheet.text(130, 26, f"{kind}学位证书", 11, "serifb", anchor="c", colour=(30, 50, 120))
    sheet.image(22, 42, 30, 40, portrait(who.serial + 3))
    course = "本科学习计划" if kind == "学士" else f"{kind}学位研究生培养计划"
    y = sheet.flow(
        64,
        54,
        176,
        [
            Fill(who.name, "name"),
            "，",
            Fill(who.sex, "sex"),
            "，",
            Fill.day(who.birth, "birth_date"),
            "生。在",
            Fill(study.school, "school"),
            Fill(study.major, "major"),
            f"专业完成了{course}，业已毕业，经审核符合《中华人民共和国学位条例》的规定，授予",
            Fill(study.degree, "degree"),
            "学位。",
        ],
        5.0,
        1.9,
        "kai",
        indent=2,
    )
    x = sheet.text(64, y + 14, "校长：", 4.6)
    sheet.hand(x + 1, y + 11, study.president, 7, Hand("brush", 0.1, BLACK))
    x = sheet.text(140, y + 14, "学位评定委员会主席：", 4.6)
    sheet.hand(x + 1, y + 11, study.president, 7, Hand("brush", 0.12, BLACK))
    x = sheet.text(64, 158, "证书编号：", 4.2)
    sheet.text(x, 158, study.degree_number, 4.2, name="certificate_number")
    sheet.day(166, 158, study.end, 4.2, name="issue_date")
    sheet.seal(120, y + 26, seals.Seal("school", study.school, "", "", "round", 42, 42))
    sheet.seal(40, 142, unit_seal)
    return Paper("degree_certificate", "booklet", [sheet])
