"""Tables of shareholders: the amount, form and share of each contribution.

Amounts are printed in yuan or in 万元: the unit is in the heading, above the table, or in the cell.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from core.models.document import Field
from core.text.sheet import Flow, Piece, TextSheet
from core.text.stamps import without_seal_text
from core.text.table import Column, Row, Table, find_table
from core.text.values import TextValue, plain, read_amount, read_company, read_person
from extractors.kit.fields import FieldSpec, Sheets, make_field
from extractors.kit.tables import Fields, money, row_fields

SUBSCRIBED = (
    "认缴出资额",
    "认缴注册资本",
    "认缴额",
    "出资额",
    "认缴金额",
    "注册资本",
    "认缴出资",
    "出资金额",
)
PAID = (
    "实际出资",
    "实收资本",
    "实缴出资额",
    "实缴额",
    "实缴金额",
    "实缴出资",
    "实际出资额",
    "实际出资情况",
    "实缴注册资本",
)
SHARE = (
    "占注册资本总额比例",
    "出资比例",
    "持股比例",
    "股权比例",
    "比例",
    "占注册资本比例",
    "占比",
    "股份比例",
)
COLUMNS = (
    Column("_number", ("序号",)),
    Column("shareholder", ("股东姓名(名称)", "股东名称", "股东姓名", "股东", "股东姓名或名称",
        "股东(发起人)", "出资者名称", "股东(发起人)名称", "股东名称(姓名)", "股东的姓名或名称",
        "出资人", "股东或发起人名称")),
    Column("subscribed", SUBSCRIBED, "amount"),
    Column("paid", PAID, "amount"),
    Column("share", SHARE, "amount"),
    Column("method", ("出资方式", "认缴出资方式", "实缴出资方式", "出资形式")),
    Column("due_date", ("出资时间", "出资期限", "认缴出资时间", "出资日期", "认缴出资日期",
        "实缴出资日期", "缴付期限"), "date"),
    Column("_kind", ("股东类型", "证照类型", "证照/证件类型")),
    Column("_id", ("证照号码", "证件号码", "证照/证件号码")),
)  # fmt: skip
_WAN = re.compile(r"(?<![0-9零壹贰叁肆伍陆柒捌玖拾佰仟一二三四五六七八九十百千])(?:人民币)?万元")
"""万元 as a unit; after a number it belongs to that number."""
_WAN_BROKEN = re.compile(r"[^0-9][(]万$")
"""The end of a head's first line whose second line is 元)."""
SHARED = ("shareholder", "subscribed", "paid", "share", "method", "due_date")


def owner(piece: Piece) -> TextValue | None:
    """A shareholder: a person or an organisation."""
    company = read_company(piece)
    if company is not None and len(company.value) > 4:
        return company
    person = read_person(piece)
    return person or company


def share(piece: Piece) -> TextValue | None:
    """A share with its percent sign."""
    flat = piece.dense()
    match = re.search(r"[0-9]+(?:\.[0-9]+)?%?", flat.folded)
    if match is None:
        return None
    text = match[0] if match[0].endswith("%") else f"{match[0]}%"
    return TextValue(text, flat[match.start() : match.end()])


SPECS = (
    FieldSpec("shareholder", "person", read=owner),
    FieldSpec("share", "text", read=share),
    FieldSpec("method", "text"),
    FieldSpec("due_date", "date"),
)


def shareholders(
    sheets: Sheets, columns: Sequence[Column] = COLUMNS, min_columns: int = 2
) -> list[tuple[Table, TextSheet]]:
    """The tables of shareholders, in printed order."""
    found = []
    for sheet in sheets:
        clean = without_seal_text(sheet)
        table = find_table(clean, columns, min_columns)
        if table is not None and "shareholder" in table.heads and len(table.heads) >= min_columns:
            found.append((table, clean))
    return found


def rows_of(table: Table, sheet: TextSheet) -> list[Fields]:
    """Rows of a table of shareholders, amounts in yuan."""
    unit = unit_of(table, sheet)
    rows = []
    for row, fields in zip(table.rows, row_fields(table, SPECS), strict=True):
        for name in ("subscribed", "paid"):
            piece = row.get(name)
            if piece and (value := in_yuan(name, piece, unit)) is not None:
                fields[name] = value
        if "shareholder" in fields and len(fields) > 1:
            rows.append(fields)
    return rows


def total_in(table: Table, sheet: TextSheet, column: str, name: str) -> Field | None:
    """The total row's amount of a column, in yuan."""
    unit = unit_of(table, sheet)
    for row in reversed(table.totals):
        piece = row.get(column) or _only_amount(row)
        if piece and (value := in_yuan(name, piece, unit)) is not None:
            return value
    return None


def _only_amount(row: Row) -> Piece | None:
    pieces = [p for p in row.cells.values() if money(p) is not None]
    return pieces[0] if len(pieces) == 1 else None


def unit_of(table: Table, sheet: TextSheet) -> int:
    """10000 if the heads, or a line just above, contain 万元."""
    around = sheet.part(
        lambda ln: table.top - 3 * sheet.line_height < ln.box.cy < table.top + 3 * sheet.line_height
    )
    broken = any(_WAN_BROKEN.search(text) for text in around.folded)
    return 10000 if broken or _WAN.search(Flow([around]).text) else 1


def in_yuan(name: str, piece: Piece, unit: int) -> Field | None:
    """An amount in yuan: its own unit takes precedence over the table's."""
    text = piece.dense().folded
    if "万" in text or "元" in text:
        value = read_amount(piece)
        return make_field(FieldSpec(name, "amount"), value) if value is not None else None
    found = money(piece)
    if found is None:
        return None
    return make_field(FieldSpec(name, "amount"), TextValue(_bare(found.amount * unit), found.piece))


def _bare(amount: Decimal) -> str:
    return (
        plain(amount.quantize(Decimal(1)))
        if amount == amount.to_integral_value() and amount >= 10000
        else plain(amount)
    )
