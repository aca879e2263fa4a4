"""个人所得税纳税记录, ruled on portrait A4 or open on landscape A4."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from generator import codes, seals
from generator.cast import InventedPerson
from generator.documents.pay import HandlerNote, Pay, annotate
from generator.grid import GridCell, table
from generator.numbers import add_months, capitals, padded_date
from generator.paper import Paper, a4
from generator.sheet import CanvasPart

TAX_OFFICE = "国家税务总局北京市税务局"
NOTES = (
    "说明：1.本记录涉及纳税人敏感信息，请妥善保存；",
    "2.您可以通过以下方式对本记录进行验证：扫描二维码，或登录自然人电子税务局输入查询验证码；",
    "3.不同打印设备造成的色差不影响使用效力。本凭证不作纳税人记账、抵扣凭证。",
)


def tax_record(
    applicant: InventedPerson,
    pays: Sequence[Pay],
    issued: date,
    seed: int,
    *,
    note: HandlerNote | None = None,
    seal: seals.DrawnSeal | None = None,
    wide: bool = False,
    embeddable: bool = False,
    qr_code: str | None = None,
) -> Paper:
    """个人所得税纳税记录; portrait with ruled table, or `wide`: landscape, open table."""
    sheet = a4(seed, landscape=wide, embeddable=embeddable)
    right = 285.0 if wide else 196.0
    code = "8KXW3M2HPT7QZ5RB" if wide else "4RTY9WKQ2MZX7HDP"
    serial = f"{issued.year}{issued.month:02d}{seed % 10**8:08d}"
    _titles(sheet, serial, code, qr_code or code, right)
    y = _record_head(sheet, applicant, pays, right, wide)
    y = _record_table(sheet, pays, y, right, wide)
    y = _record_foot(sheet, pays, issued, y, right)
    page, last = sheet.canvas.width, 204 if wide else 288
    sheet.text(page / 2, last, "当前第1页,共1页", 3.0, "song", anchor="c")
    sheet.seal(62, y + 4, seals.office(TAX_OFFICE, "业务专用章", size=38))
    annotation, signs = annotate(sheet, note, 20, min(y + 27, 182 if wide else 262), 4.8, 110)
    sheet.seal(right - 34, y + 32 if not wide else 176, seal)
    return Paper("iit_tax_record", "wide" if wide else "ruled", [sheet], annotation, signs)


def _titles(sheet: CanvasPart, serial: str, code: str, qr_code: str, right: float) -> None:
    """Serial number, titles, and the verification code with its QR code."""
    middle = sheet.canvas.width / 2
    x = sheet.text(14, 12, "（2019）市区个证", 3.2, "song")
    sheet.text(x + 3, 12, serial, 3.2, "song", name="serial")
    sheet.text(middle, 20, "中华人民共和国", 5.2, "song", anchor="c", spacing=1.2)
    sheet.text(middle, 28, "个人所得税纳税记录", 6.8, "song", anchor="c", spacing=0.8)
    sheet.text(middle, 37, "（原《税收完税证明》）", 3.6, "song", anchor="c")
    link = f"https://etax.chinatax.gov.cn/verify?code={qr_code}"
    sheet.image(right - 24, 12, 24, 24, codes.qr(link))
    shown = " ".join(code[i : i + 4] for i in range(0, 16, 4))
    sheet.text(right, 38, shown, 3.0, "song", anchor="r", name="verification_code", value=code)
    sheet.text(right - sheet.width(shown, 3.0, "song"), 38, "查询验证码：", 3.0, "song", anchor="r")


def _record_foot(
    sheet: CanvasPart, pays: Sequence[Pay], issued: date, y: float, right: float
) -> float:
    """Total, notes, office and date; returns the y of the office's line minus its gap."""
    total = sum((p.tax for p in pays), Decimal(0))
    words, value = capitals(total), f"{total:.2f}"
    label = "金额合计（大写）人民币："
    sheet.labelled(14, y + 3, label, words, 3.6, "song", name="total_caps", value=value)
    sheet.text(right, y + 3, f"（小写）￥{total:,.2f}", 3.6, "song", anchor="r")
    y += 11
    for line in NOTES:
        sheet.text(14, y, line, 3.0, "song")
        y += 5.2
    sheet.labelled(14, y + 6, "开具机关(盖章)：", TAX_OFFICE, 3.6, "song", name="authority")
    x = sheet.text(right - 68, y + 6, "开具时间：", 3.6, "song")
    sheet.day(x, y + 6, issued, 3.6, "song", name="issue_date", form=padded_date)
    return y


def _record_head(
    sheet: CanvasPart, applicant: InventedPerson, pays: Sequence[Pay], right: float, wide: bool
) -> float:
    y = 46.0
    first, last = pays[0].month, pays[-1].month
    x = sheet.text(14, y, "记录期间：", 3.6, "song")
    x = sheet.text(
        x, y, f"{first[:4]}年{first[5:]}月", 3.6, "song", name="period_start", value=first
    )
    x = sheet.text(x + 1, y, "至", 3.6, "song")
    x = sheet.text(
        x + 1, y, f"{last[:4]}年{last[5:]}月", 3.6, "song", name="period_end", value=last
    )
    x = sheet.text(x + 14 if wide else 110, y, "纳税人名称：", 3.6, "song")
    x = sheet.text(x, y, applicant.name, 3.6, "song", name="name")
    if not wide:
        y += 6.4
    x = sheet.text(x + 14 if wide else 14, y, "身份证件类型：居民身份证", 3.6, "song")
    x = sheet.text(x + 10 if wide else 110, y, "身份证件号码：", 3.6, "song")
    sheet.text(x, y, applicant.number, 3.6, "song", name="id_number")
    sheet.text(right, y + 7, "金额单位：元", 3.2, "song", anchor="r")
    return y + 12.5


def _record_table(
    sheet: CanvasPart, pays: Sequence[Pay], y: float, right: float, wide: bool
) -> float:
    heads = (
        "申报日期",
        "实缴(退)金额",
        "入(退)库日期",
        "所得项目",
        "税款所属期",
        "入库税务机关",
        "备注",
    )
    shares = (0.13, 0.14, 0.13, 0.15, 0.12, 0.24, 0.09)
    widths = [(right - 14) * s for s in shares]
    rows: list[list[GridCell | str]] = [list(heads)]
    for i, pay in enumerate(pays):
        due = add_months(pay.month, 1)
        rows.append(
            [
                GridCell(f"{due}-12", f"rows.{i}.declare_date"),
                GridCell(f"{pay.tax:.2f}", f"rows.{i}.tax_paid", align="r"),
                GridCell(f"{due}-13", f"rows.{i}.paid_date"),
                GridCell("工资薪金所得" if wide else "正常工资薪金", f"rows.{i}.income_item"),
                GridCell(pay.month, f"rows.{i}.period"),
                GridCell("国家税务总局北京市东城区税务局", None, size=2.6),
                "",
            ]
        )
    return table(
        sheet,
        14,
        y,
        widths,
        rows,
        height=7.2,
        size=3.2,
        face="song",
        lines="rows" if wide else "all",
    )
