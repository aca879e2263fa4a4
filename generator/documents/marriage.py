"""结婚证."""

from datetime import date

from PIL import Image

from generator import seals
from generator.cast import InventedPerson
from generator.numbers import padded_date
from generator.ops import Canvas
from generator.paper import Paper, portrait
from generator.sheet import CanvasPart


def marriage(
    holder: InventedPerson,
    other: InventedPerson,
    day: date,
    number: str,
    seed: int,
    *,
    unit_seal: seals.DrawnSeal | None = None,
) -> Paper:
    """结婚证, the two inner pages side by side."""
    sheet = CanvasPart(Canvas(240, 165, (252, 246, 238)), seed=seed)
    sheet.rect(6, 6, 234, 159, 0.5, (190, 60, 60))
    sheet.line(120, 6, 120, 159, 0.3, (200, 170, 160))
    sheet.text(63, 18, "结 婚 证", 8, "serifb", anchor="c", colour=(170, 30, 30))
    promise = "结婚申请，符合《中华人民共和国民法典》规定，予以登记，发给此证。"
    sheet.flow(16, 42, 94, [promise], 4.6, 2.0, indent=2)
    sheet.text(20, 96, "登记机关：", 4.2)
    sheet.seal(60, 108, seals.office("北京市东城区民政局", "婚姻登记专用章", size=38))
    sheet.text(20, 134, "婚姻登记员：", 4.2)
    sheet.hand(48, 132, "安样", 6, other.hand)
    x = sheet.text(128, 14, "持证人：", 4.0)
    sheet.text(x, 14, holder.name, 4.0, "kai", name="holder")
    x = sheet.text(128, 22, "登记日期：", 4.0)
    sheet.day(x, 22, day, 4.0, "kai", name="register_date", form=padded_date)
    x = sheet.text(128, 30, "结婚证字号：", 4.0)
    sheet.text(x, 30, number, 4.0, "kai", name="certificate_number")
    sheet.text(128, 38, "备注：", 4.0)
    two = Image.new("RGBA", (420, 260), (190, 40, 40, 255))
    two.paste(portrait(5, (210, 260), (190, 40, 40)), (0, 0))
    two.paste(portrait(9, (210, 260), (190, 40, 40)), (210, 0))
    sheet.image(190, 12, 38, 26, two)
    _party(sheet, 52, holder, "party1")
    _party(sheet, 102, other, "party2")
    sheet.seal(196, 138, unit_seal)
    return Paper("marriage_certificate", "booklet", [sheet])


def _party(sheet: CanvasPart, y: float, who: InventedPerson, key: str) -> None:
    sheet.line(126, y - 5, 228, y - 5, 0.2, (200, 170, 160))
    birth, day = padded_date(who.birth), who.birth.isoformat()
    for x, down, label, text, name, value in (
        (128, 0, "姓名", who.name, "name", None),
        (182, 0, "性别", who.sex, "sex", None),
        (128, 9, "国籍", "中国", "nationality", None),
        (168, 9, "出生日期", birth, "birth", day),
        (128, 18, "身份证件号", who.number, "id", None),
    ):
        end = sheet.text(x, y + down, f"{label}：", 3.8)
        sheet.text(end, y + down, text, 3.8, "kai", name=f"{key}_{name}", value=value)
