"""Identity cards."""

from datetime import date

from generator import seals
from generator.cast import InventedPerson
from generator.ops import Canvas
from generator.paper import Paper, a4, guilloche, portrait
from generator.sheet import CanvasPart

LABEL = (38, 108, 168)
CARD_W = 85.6
CARD_H = 54.0


def card_ground(sheet: CanvasPart, tint: tuple[int, int, int], paper: tuple[int, int, int]) -> None:
    sheet.rect(0, 0, CARD_W, CARD_H, 0.25, (170, 170, 170), paper)
    sheet.image(0.3, 0.3, CARD_W - 0.6, CARD_H - 0.6, guilloche(860, 540, tint, 4))


def _front(
    sheet: CanvasPart, who: InventedPerson, shown_birth: date | None, shown_sex: str | None
) -> None:
    card_ground(sheet, (90, 150, 200), (240, 246, 250))
    size = 3.1

    def label(x: float, y: float, text: str) -> None:
        sheet.text(x, y, text, 2.6, "sans", colour=LABEL)

    label(6, 6.5, "姓名")
    sheet.text(15, 6, who.name, 3.6, "sans", name="name", spacing=0.3)
    label(6, 13.6, "性别")
    sheet.text(15, 13.2, shown_sex or who.sex, size, "sans", name="sex")
    label(26, 13.6, "民族")
    sheet.text(34, 13.2, who.ethnicity, size, "sans", name="ethnicity")
    label(6, 20.4, "出生")
    birth = shown_birth or who.birth
    x = 15.0
    for i, (text, unit) in enumerate(
        ((str(birth.year), "年"), (str(birth.month), "月"), (str(birth.day), "日"))
    ):
        end = sheet.text(x + 0.4, 20, text, size, "sans")
        label(end + 1.2, 20.4, unit)
        x = end + 4.6 + (0.6 if i else 0.0)
    sheet.mark("birth_date", birth.isoformat(), (15.2, 19.8, x - 3, 23.4))
    label(6, 27.2, "住址")
    lines = [who.address[i : i + 12] for i in range(0, len(who.address), 12)]
    ends = [sheet.text(15, 26.8 + i * 4.4, line, size, "sans") for i, line in enumerate(lines)]
    sheet.mark("address", who.address, (15, 26.8, max(ends), 26.8 + len(lines) * 4.4 - 1))
    label(6, 45, "公民身份号码")
    sheet.text(28, 44.4, who.number, 3.7, "sansb", name="id_number", spacing=0.55)
    sheet.image(
        60, 8.5, 20.5, 27, portrait(len(who.name) + who.serial * 7, (200, 264), (226, 232, 238))
    )


def _back(sheet: CanvasPart, who: InventedPerson) -> None:
    card_ground(sheet, (190, 140, 120), (248, 244, 238))
    red = (170, 40, 40)
    sheet.rect(6, 6, 19, 20, 0.6, red)
    sheet.text(12.5, 8.2, "★", 8, "sans", colour=red, anchor="c")
    sheet.text(24, 7, "中华人民共和国", 5.2, "serifb", spacing=1.6)
    sheet.text(24, 16, "居民身份证", 7.2, "serifb", spacing=2.4)
    sheet.text(17, 36, "签发机关", 2.7, "sans", colour=LABEL)
    sheet.text(33, 35.7, who.issuer, 3.1, "sans", name="issuer")
    sheet.text(17, 44, "有效期限", 2.7, "sans", colour=LABEL)
    end = f"{who.card_to:%Y.%m.%d}" if who.card_to else "长期"
    x = sheet.text(
        33,
        43.7,
        f"{who.card_from:%Y.%m.%d}",
        3.1,
        "sans",
        name="valid_from",
        value=who.card_from.isoformat(),
    )
    x = sheet.text(x, 43.7, "-", 3.1, "sans")
    sheet.text(
        x,
        43.7,
        end,
        3.1,
        "sans",
        name="valid_to",
        value=who.card_to.isoformat() if who.card_to else "长期",
    )


def id_card(
    who: InventedPerson,
    seed: int,
    *,
    layout: str = "page",
    sides: str = "both",
    unit_seal: seals.DrawnSeal | None = None,
    shown_birth: date | None = None,
    shown_sex: str | None = None,
) -> Paper:
    """An identity card: both sides on A4 (`page`), each on its own A4 (`split`), or cards only."""
    if layout == "split":
        front, back = a4(seed), a4(seed + 1)
        face = CanvasPart(front.canvas, 60, 70, seed, front.marks, front.seals)
        _front(face, who, shown_birth, shown_sex)
        _back(CanvasPart(back.canvas, 60, 70, seed, back.marks, back.seals), who)
        for sheet in (front, back):
            if unit_seal:
                sheet.seal(140, 150, unit_seal)
        return Paper("id_card", "split", [front, back])
    if layout == "page":
        sheet = a4(seed)
        front = CanvasPart(sheet.canvas, 62, 48, seed, sheet.marks, sheet.seals)
        _front(front, who, shown_birth, shown_sex)
        if sides == "both":
            _back(CanvasPart(sheet.canvas, 62, 118, seed, sheet.marks, sheet.seals), who)
        if unit_seal:
            sheet.text(64, 186, "仅供办理工作居住证使用", 4.2, "kai")
            sheet.seal(142, 196, unit_seal)
        return Paper("id_card", f"page-{sides}", [sheet])
    sheets = []
    for side in ("front", "back") if sides == "both" else (sides,):
        card = CanvasPart(Canvas(CARD_W + 8, CARD_H + 8, (206, 208, 210)), 4, 4, seed)
        if side == "front":
            _front(card, who, shown_birth, shown_sex)
        else:
            _back(card, who)
        sheets.append(card)
    return Paper("id_card", f"cards-{sides}", sheets)
