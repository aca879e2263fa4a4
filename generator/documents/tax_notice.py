"""涉税信息查询结果告知书, in sentences and as a table."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from generator import seals
from generator.cast import InventedUnit
from generator.documents.page import PageBuilder, Printed, Value, yuan
from generator.grid import GridCell, table
from generator.numbers import add_months, capitals, printed_date
from generator.paper import Paper, a4
from generator.sheet import CanvasPart

TAXES = (
    ("增值税", "1286403.27"),
    ("企业所得税", "503318.90"),
    ("个人所得税", "96207.55"),
    ("城市维护建设税", "45024.11"),
    ("教育费附加", "19296.05"),
)
OFFICE = "国家税务总局北京市东城区税务局"


def _total(rows: Sequence[tuple[str, str]]) -> Decimal:
    return sum((Decimal(amount) for _, amount in rows), Decimal(0))


def tax_notice_prose(
    company: InventedUnit,
    first: date,
    last: date,
    issued: date,
    seed: int,
    *,
    seal: seals.DrawnSeal | None,
    taxes: Sequence[tuple[str, str]] = TAXES,
) -> Paper:
    """涉税信息查询结果告知书 in sentences only."""
    sheet = a4(seed)
    sheet.text(105, 30, "涉税信息查询结果告知书", 8.2, "serifb", anchor="c")
    number = f"东税告〔{issued.year}〕第{seed % 10000:04d}号"
    sheet.text(184, 47, number, 4.0, "song", anchor="r", name="notice_number")
    total = _total(taxes)
    values: dict[str, Value] = {
        "taxpayer_name": company.name,
        "taxpayer_id": company.code,
        "period_start": first,
        "period_end": last,
        "total": yuan(f"{total:.2f}"),
        "total_caps": Printed(capitals(total), f"{total:.2f}"),
    }
    for i, (tax, amount) in enumerate(taxes):
        values |= {f"rows.{i}.tax_type": tax, f"rows.{i}.paid_amount": yuan(amount)}
    paid = "；".join(f"{{rows.{i}.tax_type}}{{rows.{i}.paid_amount}}元" for i in range(len(taxes)))
    p = PageBuilder(values, sheet, y=62, size=4.6, step=1.9, face="song")
    p.lines("{taxpayer_name}（纳税人识别号：{taxpayer_id}）：")
    p.prose(
        f"根据你单位于{printed_date(issued)}提出的《涉税信息查询申请表》，经查询税收征管信息系统，"
        "现将查询结果告知如下：",
        f"你单位自{{period_start}}起至{{period_end}}止期间，已入库税费情况为：{paid}。",
        "以上金额合计（小写）￥{total}元，（大写）{total_caps}。",
        "以上信息仅供参考，具体以税务机关征管系统记录为准。特此告知。",
    )
    _issued(sheet, p.y, issued)
    sheet.seal(64, p.y + 30, seal)
    return Paper("tax_info_notice", "prose", [sheet])


def _issued(sheet: CanvasPart, y: float, issued: date) -> None:
    """The office, the date and the office's seal."""
    sheet.text(146, y + 24, OFFICE, 4.6, "song", anchor="c", name="tax_authority")
    sheet.day(146, y + 33, issued, 4.6, "song", anchor="c", name="issue_date")
    sheet.seal(146, y + 27, seals.office(OFFICE, "征税专用章"))


def tax_notice_table(
    company: InventedUnit,
    first: date,
    last: date,
    issued: date,
    seed: int,
    *,
    seal: seals.DrawnSeal | None,
    taxes: Sequence[tuple[str, str]] = TAXES,
) -> Paper:
    """涉税信息查询结果告知书 as a wide table with periods and days of payment."""
    sheet = a4(seed)
    sheet.text(105, 24, OFFICE, 5.2, "serif", anchor="c")
    sheet.text(105, 33, "涉税信息查询结果告知书", 7.4, "serifb", anchor="c")
    number = f"{issued:%Y%m%d}{seed % 10000:04d}"
    sheet.labelled(18, 48, "编号：", number, 3.6, name="notice_number")
    y = _taxpayer(sheet, company, first, last)
    rows = _tax_rows(first, last, taxes)
    y = table(sheet, 18, y + 4, (13, 40, 31, 31, 33, 26), rows, height=9.5, size=3.5)
    note = "注：本告知书所列数据为查询时点数据，不作为纳税人涉税事项的证明依据。"
    sheet.text(18, y + 4, note, 3.2)
    sheet.text(148, y + 26, "税务机关（盖章）", 4.2, anchor="c")
    sheet.text(148, y + 34, OFFICE, 4.0, anchor="c", name="tax_authority")
    sheet.day(148, y + 42, issued, 4.0, anchor="c", name="issue_date")
    sheet.seal(148, y + 34, seals.office(OFFICE, "业务专用章"))
    sheet.seal(58, y + 36, seal)
    return Paper("tax_info_notice", "table", [sheet])


def _taxpayer(sheet: CanvasPart, company: InventedUnit, first: date, last: date) -> float:
    """The taxpayer's table, with the period in its last cell."""
    head = [
        [GridCell("纳税人名称"), GridCell(company.name, "taxpayer_name", align="l", span=3)],
        [
            GridCell("纳税人识别号"),
            GridCell(company.code, "taxpayer_id", align="l"),
            GridCell("查询期间"),
            GridCell("", align="l"),
        ],
    ]
    y = table(sheet, 18, 55, (30, 60, 24, 60), head, height=9, size=3.5)
    x = sheet.text(133, y - 6.3, first.isoformat(), 3.5, name="period_start")
    x = sheet.text(x + 1.5, y - 6.3, "至", 3.5)
    sheet.text(x + 1.5, y - 6.3, last.isoformat(), 3.5, name="period_end")
    return y


def _tax_rows(
    first: date, last: date, taxes: Sequence[tuple[str, str]]
) -> list[list[GridCell | str]]:
    """One row per tax, each paid a month before the one above; the total below."""
    heads = ["序号", "征收项目", "税款所属期起", "税款所属期止", "实缴金额（元）", "入库日期"]
    rows: list[list[GridCell | str]] = [[*heads]]
    for i, (tax, amount) in enumerate(taxes):
        month = add_months(last.isoformat()[:7], -i)
        paid = date.fromisoformat(f"{month}-{9 + i:02d}")
        rows.append(
            [
                str(i + 1),
                GridCell(tax, f"rows.{i}.tax_type"),
                GridCell(first.isoformat(), f"rows.{i}.period_start"),
                GridCell(last.isoformat(), f"rows.{i}.period_end"),
                GridCell(f"{Decimal(amount):,.2f}", f"rows.{i}.paid_amount", amount, align="r"),
                GridCell(paid.isoformat(), f"rows.{i}.paid_date"),
            ]
        )
    total = _total(taxes)
    small = GridCell(f"{total:,.2f}", "total", f"{total:.2f}", align="r")
    words = GridCell(capitals(total), "total_caps", f"{total:.2f}", span=4, align="l")
    return [
        *rows,
        [GridCell("合计（小写）", span=4), small, ""],
        [GridCell("合计（大写）", span=2), words],
    ]
