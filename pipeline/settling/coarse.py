"""Numbers in print of such low resolution that their readings are not reliable."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from core.models.document import Document, Field
from core.models.page import Page, PageKey
from core.numbers.amounts import parse_figures
from core.reasons import reason
from pipeline.settling.totals import COLUMNS
from pipeline.settling.verify import NUMERIC, passes_check

MAX_CONFIDENCE = 0.9  # maximum confidence of such a number: below every threshold
SUMMED = 2  # non-zero amounts that a total must be the sum of
RUN = 4  # rows whose months are consecutive, or whose cells are all zero (0.00)
ENDS = ("query_start", "query_end")
WHY = reason("value.small_print")


def held_coarse(documents: Sequence[Document], pages: Sequence[Page]) -> tuple[Document, ...]:
    """The documents, with coarsely printed numbers unsure, unless something else confirms them.

    They are confirmed by a check digit, the file's own text, a column that adds up to its printed
    total or is zero (0.00) in every row, or consecutive months in the rows: a misread digit would
    break any of these.
    """
    by_key = {page.key: page for page in pages}
    return tuple(_checked(document, by_key) for document in documents)


def _checked(document: Document, pages: dict[PageKey, Page]) -> Document:
    sure = {id(field) for field in (*_added_up(document), *_nothing(document), *_in_turn(document))}

    def held(fields: Mapping[str, Field]) -> dict[str, Field]:
        return {
            name: field if id(field) in sure else _capped(field, pages)
            for name, field in fields.items()
        }

    return document.model_copy(
        update={"fields": held(document.fields), "rows": tuple(map(held, document.rows))}
    )


def _added_up(document: Document) -> Iterator[Field]:
    """The cells of each column that equals its total exactly, and the total."""
    for column, name in COLUMNS:
        total, cells = document.fields.get(name), [row.get(column) for row in document.rows]
        there = [cell for cell in cells if cell is not None]
        amounts = [parse_figures(cell.value) for cell in there]
        read = [amount for amount in amounts if amount is not None]
        if total is None or len(read) < len(cells) or sum(map(bool, read)) < SUMMED:
            continue
        if sum(read, Decimal(0)) == parse_figures(total.value):
            yield from (*there, total)


def _nothing(document: Document) -> Iterator[Field]:
    """The cells of each column of amounts that are 0.00 in every row."""
    for name in dict.fromkeys(name for row in document.rows for name in row):
        cells = [row[name] for row in document.rows if name in row]
        there = [cell for cell in cells if cell.value is not None]
        if len(there) >= RUN and all(parse_figures(cell.value) == 0 for cell in there):
            yield from there


def _in_turn(document: Document) -> Iterator[Field]:
    """The months of rows that are consecutive without a gap, and the fields of the span."""
    cells = [row.get("period") for row in document.rows]
    months = [cell for cell in cells if cell is not None and cell.value is not None]
    steps = {_number(b.value) - _number(a.value) for a, b in pairwise(months)}
    if len(months) < max(RUN, len(cells)) or steps not in ({1}, {-1}):
        return
    yield from months
    ends = {months[0].value, months[-1].value}
    for name in ENDS:
        if (field := document.fields.get(name)) is not None and field.value in ends:
            yield field


def _number(month: str | None) -> int:
    """Months since the year 0, of a month or a year: 2018-07, 2018."""
    year, _, rest = (month or "0").partition("-")
    return int(year) * 12 + int(rest or 0)


def _capped(field: Field, pages: dict[PageKey, Page]) -> Field:
    if field.kind not in NUMERIC or field.value is None or field.page is None or field.box is None:
        return field
    page = pages.get(field.page.key)
    if (
        page is None
        or field.box.height * page.height >= page.coarse
        or field.confidence <= MAX_CONFIDENCE
    ):
        return field
    borne_out = any(r.source in ("layer", "code") for r in field.readings)
    if borne_out or passes_check(field.kind, field.value):
        return field
    trouble = f"{field.trouble}；{WHY}" if field.trouble else WHY
    return field.model_copy(update={"confidence": MAX_CONFIDENCE, "trouble": trouble})
