"""Shared by the tax office's income documents: the record (from 2019) and the list (to 2018)."""

from collections.abc import Sequence
from decimal import Decimal

from core.models.document import Field
from core.text.numerals import chinese_amount
from core.text.sheet import Flow, Piece
from core.text.table import Column, Row, Table, find_tables
from core.text.values import TextValue, read_company
from extractors.kit.fields import FieldSpec, Sheets, make_field
from extractors.kit.income_items import read_item
from extractors.kit.months import check_steps
from extractors.kit.notes import Notes, read_notes
from extractors.kit.sums import check_sum
from extractors.kit.tables import (  # fmt: skip
    CONFIRMED,
    DENIED,
    Fields,
    amount_field,
    capped,
    raised,
    row_fields,
)

COLUMNS = (
    Column("_number", ("序号",)),
    Column("income_item", ("所得项目", "征收项目", "品目名称", "所得项目名称")),
    Column("declare_date", ("申报日期", "申报时间"), "date"),
    Column("income", ("申报收入额", "收入额", "申报收入", "计税金额"), "amount"),
    Column(
        "tax_paid",
        ("实缴(退)金额", "实缴税额", "实缴(退)税额", "实缴金额", "已缴税额", "税额"),
        "amount",
    ),
    Column(
        "paid_date", ("入(退)库日期", "入库时间", "入库日期", "入(退)库时间", "缴款日期"), "date"
    ),
    Column(
        "period", ("税款所属期", "税款所属时期", "所属期", "税款所属期间", "税款所属月份"), "month"
    ),
    Column("authority", ("入库税务机关", "征收机关", "税务机关", "主管税务机关", "入库机关")),
    Column("agent", ("扣缴义务人", "扣缴义务人名称", "扣缴单位")),
    Column("remark", ("备注",)),
)


def read_authority(piece: Piece) -> TextValue | None:
    """The name of a tax office."""
    value = read_company(piece)
    return (
        value if value and any(word in value.value for word in ("税务", "税", "局", "所")) else None
    )


ROWS = (
    FieldSpec("income_item", "text", read=read_item),
    FieldSpec("declare_date", "date"),
    FieldSpec("income", "amount"),
    FieldSpec("tax_paid", "amount"),
    FieldSpec("paid_date", "date"),
    FieldSpec("period", "month"),
    FieldSpec("authority", "company", read=read_authority),
    FieldSpec("remark", "text"),
)


def tables_of(sheets: Sheets) -> list[Table | None]:
    """The income table of each sheet."""
    return find_tables(sheets, COLUMNS, 3)


def rows_of(tables: Sequence[Table | None]) -> list[list[Fields]]:
    """The rows of each table."""
    return [row_fields(table, ROWS) if table else [] for table in tables]


def total_of(tables: Sequence[Table | None], label: str, column: str, name: str) -> Field | None:
    """The last total (or subtotal) printed in a column."""
    found = [
        piece
        for table in tables
        if table
        for row in table.totals
        if row.label == label and (piece := _amount_in(row, column)) is not None
    ]
    return amount_field(name, found[-1], fen=True) if found else None


def _amount_in(row: Row, column: str) -> Piece | None:
    piece = row.get(column)
    return piece if piece and any(ch.isdigit() for ch in piece.folded) else None


def capitals(sheets: Sheets, name: str = "total_caps") -> Field | None:
    """The last amount written in capitals, as a number."""
    flow = Flow(sheets)
    spec = FieldSpec(name, "amount")
    found: Field | None = None
    at = 0
    while (hit := chinese_amount(flow.text[at:])) is not None:
        piece = flow.piece(at + hit[1], at + hit[2])
        if any(ch in "壹贰叁肆伍陆柒捌玖拾佰仟" for ch in piece.text):
            found = make_field(spec, TextValue(f"{hit[0]:.2f}", piece))
        at += hit[2]
    return found


def checked(
    groups: Sequence[list[Fields]], column: str, total: Field | None
) -> tuple[list[Fields], Field | None]:
    """All rows, checked against the total if one is printed."""
    return check_sum(check_steps([row for group in groups for row in group]), column, total)


def against_capitals(total: Field | None, caps: Field | None) -> tuple[Field | None, Field | None]:
    """Figures and capitals of one amount: if equal, they confirm each other."""
    if total is None or caps is None or total.value is None or caps.value is None:
        return total, caps
    if Decimal(total.value) == Decimal(caps.value):
        return raised(total, CONFIRMED), raised(caps, CONFIRMED)
    return capped(total, DENIED), capped(caps, DENIED)


def notes_of(sheets: Sheets, tables: Sequence[Table | None]) -> Notes:
    """Notes below the tables."""
    return read_notes(sheets, [table.bottom if table else 0.0 for table in tables])
