"""Tables that confirm themselves: doubtful cells made surer by what the table says around them.

Nothing is read or changed here. A month that follows the row above and precedes the row below
is hardly misread, nor is an amount of a column that adds up to its printed total to the cent.
"""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from core.models.document import Document, Field
from core.numbers.dates import month_of, parse_date

ECHO = 0.5  # a reading less sure than this is confirmed by nothing
DOUBT = 0.1  # what is left of a cell's doubt once its table confirms it
CEILING = 0.985
SURE = 0.97  # a cell that others may be held against
PERIOD = "period"
BOUNDS = ("query_start", "query_end")
TOTALS = (
    ("total_income", "income"),
    ("total", "tax_paid"),
    ("total_caps", "tax_paid"),
    ("total", "paid_amount"),
    ("total_caps", "paid_amount"),
)
"""What a printed total is the sum of."""


def confirmed(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents with what their tables confirm."""
    return tuple(_months(_sums(document)) if document.rows else document for document in documents)


def _sums(document: Document) -> Document:
    """The cells of each column that adds up to a printed total, and the total."""
    fields, rows = dict(document.fields), list(document.rows)
    for name, column in TOTALS:
        total = fields.get(name)
        cells = [row[column] for row in rows if column in row]
        if total is None or not cells or not _adds_up(total, cells):
            continue
        fields[name] = _surer(total)
        rows = [{**row, column: _surer(row[column])} if column in row else row for row in rows]
    return document.model_copy(update={"fields": fields, "rows": tuple(rows)})


def _adds_up(total: Field, cells: Sequence[Field]) -> bool:
    amounts = [_amount(cell) for cell in cells]
    printed = _amount(total)
    if printed is None or len(amounts) < 2:
        return False
    known = [amount for amount in amounts if amount is not None]
    return len(known) == len(amounts) and sum(known, Decimal(0)) == printed


def _amount(field: Field) -> Decimal | None:
    try:
        return Decimal(field.value) if field.value else None
    except InvalidOperation:
        return None


def _months(document: Document) -> Document:
    """Doubtful months that follow the row above and precede the row below, whichever way it runs.

    The first and the last row are held against the span that the paper says it shows.
    """
    cells = [row.get(PERIOD) for row in document.rows]
    start, end = (_sure(document.fields.get(name)) for name in BOUNDS)
    near = [_sure(cell) for cell in cells]
    for step, first, last in ((1, start, end), (-1, end, start)):
        above = [_after(first, -step), *near[:-1]]
        below = [*near[1:], _after(last, step)]
        for k, cell in enumerate(cells):
            if cell is not None and cell.value and _stands(cell.value, above[k], below[k], step):
                cells[k] = _surer(cell)
    rows = tuple(
        {**row, PERIOD: cell} if cell is not None else row
        for row, cell in zip(document.rows, cells, strict=True)
    )
    return document.model_copy(update={"rows": rows})


def _sure(field: Field | None) -> str | None:
    """The month of a cell that others may be held against."""
    return field.value if field is not None and field.confidence >= SURE else None


def _after(month: str | None, step: int) -> str | None:
    """The month so many months later; None for what is no month."""
    day = parse_date(f"{month}-01")
    return None if day is None else month_of(day, step)


def _stands(month: str, above: str | None, below: str | None, step: int) -> bool:
    """Whether a month is the one between two that are both known."""
    return (
        above is not None
        and below is not None
        and month == _after(above, step) == _after(below, -step)
    )


def _surer(field: Field) -> Field:
    """The field with most of its doubt gone; what was hardly read stays as it is."""
    if field.confidence < ECHO:
        return field
    sure = max(field.confidence, min(CEILING, 1 - DOUBT * (1 - field.confidence)))
    return field.model_copy(update={"confidence": round(sure, 4)})
