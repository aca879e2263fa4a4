"""国（境）外学历学位认证书, old and new."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from generator import codes, seals
from generator.cast import Person
from generator.paper import Paper, a4, portrait
from generator.sheet import Fill


@dataclass(frozen=True)
class Abroad:
    """A degree from outside the mainland."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}  # in a case's file

    country: str
    school: str
    school_en: str
    degree: str
    start: date
    got: date
    number: str


def overseas(
    who: Person,
    study: Abroad,
    issued: date,
    seed: int,
    *,
    layout: str = "new",
    unit_seal: seals.Seal | None = None,
) -> Paper:
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
    y = sheet.flow(
        26,
        y,
        158,
        [
            Fill(who.name, "name"),
            "，",
            Fill(who.sex, "sex"),
            "，中国国籍，",
            Fill.day(who.birth, "birth_date"),
            "出生，自",
            Fill(f"{study.start:%Y}年{study.start.month}月", "study_start", f"{study.start:%Y-%m}"),
            "起在",
            Fill(study.country, "country"),
            Fill(study.school, "school"),
            f"（{study.school_en}）学习，",
            Fill.day(study.got, "degree_date"),
            "获得",
            Fill(study.degree, "degree"),
            "学位（证书号LX204417）。",
        ],
        size,
        2.0,
        indent=2,
    )
    y = sheet.flow(
        26,
        y + 3,
        158,
        [
            f"经核查，{study.school}是{study.country}正规高等学校，其所颁发的{study.degree}学位证书表明"
            "持证人具有相应的学历。"
        ],
        size,
        2.0,
        indent=2,
    )
    y = sheet.flow(26, y + 3, 158, ["特此证明。"], size, 2.0, indent=2)
    sheet.text(144, y + 26, "教育部留学服务中心", 4.6, anchor="c")
    sheet.day(144, y + 36, issued, 4.4, anchor="c", name="issue_date")
    sheet.seal(
        144,
        y + 30,
        seals.office("教育部留学服务中心", "国境外学历学位认证专用章" if layout == "new" else ""),
    )
    sheet.seal(70, y + 44, unit_seal)
    return Paper("overseas_degree_certification", layout, [sheet])
