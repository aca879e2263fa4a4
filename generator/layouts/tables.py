"""Tables of many rows: months of pay, taxes paid, shareholders."""

from collections.abc import Sequence
from decimal import Decimal

from generator.documents.page import Printed
from generator.layouts.board import Board
from generator.layouts.grids import LayoutCell, draw
from generator.layouts.lexicon import FieldWords, TableWords
from generator.layouts.sources.record import Row as Record
from generator.layouts.values import Money
from generator.sheet import FilledBlank


def table(board: Board, of: TableWords, records: Sequence[Record], size: float = 0.0) -> None:
    """The table with its header and usually its total."""
    shown = columns(board, of)
    size = size or max(board.size * 0.82, 2.1)
    labels = [board.chosen(f"columns/{c.name}", c.labels) for c in shown]
    widths = _widths(board, shown, labels, records, size)
    lines = [[LayoutCell([board.style.safe(label)], head=True) for label in labels]]
    for n, record in enumerate(records):
        lines.append(
            [_value(board, c, label, record, n) for c, label in zip(shown, labels, strict=True)]
        )
    if total := _total(board, of, shown, labels, records):
        lines.append(total)
    size *= min(1.0, board.wide / sum(widths))
    scale = board.wide / sum(widths)
    draw(board, [w * scale for w in widths], lines, size, 0.8)


def columns(board: Board, of: TableWords) -> list[FieldWords]:
    """The columns of this paper: optional ones may be missing, the order may differ."""
    shown = [c for c in of.columns.values() if board.rng.random() >= c.skip]
    if board.style.order == "shuffled" and len(shown) > 3:
        first, rest = shown[:1], shown[1:]
        board.rng.shuffle(rest)
        shown = first + rest
    return shown


def _unit_note(board: Board, column: FieldWords, label: str, record: Record) -> Printed:
    if column.source == "":
        return Printed("", "")
    return board.forms.printed(record[column.source], label or "元")


def _value(board: Board, column: FieldWords, label: str, record: Record, n: int) -> LayoutCell:
    raw = record.get(column.source)
    printed = _unit_note(board, column, label if "元" in label else "（元）", record)
    name = None if column.name.startswith("_") else f"rows.{n}.{column.name}"
    align = "r" if isinstance(raw, Money) else "c"
    return LayoutCell(
        [FilledBlank(board.style.safe(printed.text), name, printed.value)], align=align
    )


def _widths(board: Board, shown: Sequence[FieldWords], labels: Sequence[str],
            records: Sequence[Record], size: float) -> list[float]:  # fmt: skip
    found = []
    for column, label in zip(shown, labels, strict=True):
        texts = [_unit_note(board, column, "（元）", r).text for r in records]
        longest = max([board.sheet.width(t, size, board.style.face) for t in texts] or [0.0])
        head = board.sheet.width(label, size, board.style.face)
        found.append(min(max(longest, head / 2 if len(label) > 4 else head), 46) + 3.2)
    return found


def _total(board: Board, of: TableWords, shown: Sequence[FieldWords], labels: Sequence[str],
           records: Sequence[Record]) -> list[LayoutCell] | None:  # fmt: skip
    """The row of totals, below the column they belong to."""
    name = of.total.partition(":")[2]
    at = next((n for n, c in enumerate(shown) if c.name == name), None)
    if not of.total or at is None or at == 0 or board.rng.random() < 0.15:
        return None
    source = shown[at].source
    amounts = [r[source] for r in records]
    sum_of = sum((a.amount for a in amounts if isinstance(a, Money)), Decimal(0))
    printed = board.forms.printed(Money(sum_of), labels[at] if "元" in labels[at] else "（元）")
    word = board.rule("total", ("合计", "合　计", "总计", "合计金额", "本表合计"))
    cells = [LayoutCell([word], head=True), *(LayoutCell([""]) for _ in shown[1:])]
    field = of.total.partition(":")[0]
    name_of = None if field.startswith("_") else field
    cells[at] = LayoutCell([FilledBlank(printed.text, name_of, printed.value)], align="r")
    return cells
