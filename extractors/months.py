"""Months of a table's rows: two columns that name one month, rows that follow one another."""

from collections.abc import Sequence

from extractors.kit import FieldSpec
from extractors.tables import CONFIRMED, DENIED, Fields, capped, cell_field, raised
from pipeline.models.document import Field
from pipeline.text.table import Row

IN_STEP = 0.97  # what a month between the one before and the one after is at least held with
NEIGHBOUR = 0.95  # how sure those two must be


def check_ends(rows: Sequence[Fields], printed: Sequence[Row], end: str) -> list[Fields]:
    """Hold each row's `period` against the column `end`, where the span's last day stands."""
    result = []
    for row, cells in zip(rows, printed, strict=True):
        piece, mine = cells.get(end), row.get("period")
        last = cell_field(FieldSpec("period", "month"), piece) if piece else None
        if mine is None or mine.value is None or last is None or last.value is None:
            result.append(dict(row))
            continue
        if last.value == mine.value:
            doubt = (1 - mine.confidence) * (1 - last.confidence)
            mine = raised(mine, min(CONFIRMED, 1 - doubt))
        elif last.confidence > mine.confidence:
            mine = capped(mine, DENIED)
        result.append({**row, "period": mine})
    return result


def check_steps(rows: Sequence[Fields]) -> list[Fields]:
    """Rows whose `period` lies between that of the row above and of the row below are surer.

    A misread month would have to be misread as just the one that is due there.
    """
    months = [row.get("period") for row in rows]
    result = [dict(row) for row in rows]
    for i in range(1, len(rows) - 1):
        above, mine, below = months[i - 1], months[i], months[i + 1]
        if above is None or mine is None or below is None:
            continue
        steps = {_number(mine) - _number(above), _number(below) - _number(mine)}
        if steps in ({1}, {-1}) and min(above.confidence, below.confidence) >= NEIGHBOUR:
            result[i]["period"] = raised(mine, IN_STEP)
    return result


def _number(month: Field) -> float:
    """Months since the year 0; NaN, which nothing equals, for one that was not read."""
    if month.value is None:
        return float("nan")
    year, _, rest = month.value.partition("-")
    return int(year) * 12 + int(rest)
