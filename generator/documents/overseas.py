"""国（境）外学历学位认证书, old and new."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from generator import codes, seals
from generator.cast import InventedPerson
from generator.documents.page import PageBuilder, Printed, Value
from generator.paper import Paper, a4, portrait
from generator.sheet import CanvasPart

CENTRE = "教育部留学服务中心"


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
    who: InventedPerson,
    study: Abroad,
    issued: date,
    seed: int,
    *,
    layout: str = "new",
    unit_seal: seals.DrawnSeal | None = None,
) -> Paper:
    """国（境）外学历学位认证书: the `old` framed certificate or the `new` one with a QR."""
    sheet = a4(seed)
    old = layout == "old"
    (_old_head if old else _new_head)(sheet, who, study)
    start = Printed(f"{study.start:%Y}年{study.start.month}月", f"{study.start:%Y-%m}")
    values: dict[str, Value] = {
        "name": who.name,
        "sex": who.sex,
        "birth_date": who.birth,
        "study_start": start,
        "country": study.country,
        "school": study.school,
        "degree_date": study.got,
        "degree": study.degree,
    }
    p = PageBuilder(values, sheet, y=82 if old else 98, size=4.9 if old else 4.4, step=2.0)
    p.prose(
        "{name}，{sex}，中国国籍，{birth_date}出生，自{study_start}起在{country}{school}"
        f"（{study.school_en}）学习，{{degree_date}}获得{{degree}}学位（证书号LX204417）。"
    )
    p.y += 3
    p.prose(
        f"经核查，{study.school}是{study.country}正规高等学校，其所颁发的{study.degree}学位证书表明"
        "持证人具有相应的学历。"
    )
    p.y += 3
    p.prose("特此证明。")
    _issued(sheet, p.y, issued, old)
    sheet.seal(70, p.y + 44, unit_seal)
    return Paper("overseas_degree_certification", layout, [sheet])


def _issued(sheet: CanvasPart, y: float, issued: date, old: bool) -> None:
    """Issuer and date, with the seal."""
    sheet.text(144, y + 26, CENTRE, 4.6, anchor="c")
    sheet.day(144, y + 36, issued, 4.4, anchor="c", name="issue_date")
    sheet.seal(144, y + 30, seals.office(CENTRE, "" if old else "国境外学历学位认证专用章"))


def _old_head(sheet: CanvasPart, who: InventedPerson, study: Abroad) -> None:
    sheet.rect(10, 10, 200, 287, 1.6, (190, 150, 70))
    sheet.rect(13, 13, 197, 284, 0.4, (190, 150, 70))
    red = (176, 40, 36)
    sheet.text(105, 40, "国外学历学位认证书", 9, "serifb", anchor="c", colour=red, spacing=1)
    sheet.labelled(118, 60, "编号：", study.number, 4, name="certificate_number")


def _new_head(sheet: CanvasPart, who: InventedPerson, study: Abroad) -> None:
    sheet.text(105, 26, "国（境）外学历学位认证书", 8, "sansb", anchor="c")
    sheet.labelled(24, 44, "认证书编号：", study.number, 3.7, "sans", name="certificate_number")
    sheet.image(160, 38, 26, 26, codes.qr(f"https://zwfw.cscse.edu.cn/check?no={study.number}"))
    sheet.image(24, 54, 26, 34, portrait(who.serial + 3))
