"""Months of table rows: two columns with the same month, and rows in sequence."""

from collections.abc import Sequence

from core.models.document import Field
from core.text.table import Row
from extractors.kit.fields import FieldSpec
from extractors.kit.tables import CONFIRMED, DENIED, Fields, capped, cell_field, raised

IN_STEP = CONFIRMED  # minimum confidence of a month between the previous and the next month
NEIGHBOUR = 0.95  # minimum confidence of those two
FAIR = 0.85  # minimum confidence of the months of a long run; MANY of them are needed
MANY = 4


def check_ends(rows: Sequence[Fields], printed: Sequence[Row], end: str) -> list[Fields]:
    """Checks each row's `period` against the column `end` with the span's last day."""
    result = []
    for row, cells in zip(rows, printed, strict=True):
        piece, period = cells.get(end), row.get("period")
        last = cell_field(FieldSpec("period", "month"), piece) if piece else None
        if period is None or period.value is None or last is None or last.value is None:
            result.append(dict(row))
            continue
        if last.value == period.value:
            doubt = (1 - period.confidence) * (1 - last.confidence)
            period = raised(period, min(CONFIRMED, 1 - doubt))
        elif last.confidence > period.confidence:
            period = capped(period, DENIED)
        result.append({**row, "period": period})
    return result


def check_steps(rows: Sequence[Fields]) -> list[Fields]:
    """Raises the confidence of rows whose `period` fits the sequence of the rows around them.

    A misread month would have to be misread as exactly the expected one. Two sure neighbours
    confirm it, or many fairly sure ones. The check runs twice, because a month confirmed by its
    neighbours may confirm the next one.
    """
    return _stepped(_stepped(rows))


def _stepped(rows: Sequence[Fields]) -> list[Fields]:
    months = [row.get("period") for row in rows]
    result = [dict(row) for row in rows]
    for i, current in enumerate(months):
        if current is None:
            continue
        for first in (i - 1, i - 2, i):  # the two beside it, those before it, those after it
            if first < 0 or first + 3 > len(months):
                continue
            three = [month for month in months[first : first + 3] if month is not None]
            others = [month for month in three if month is not current]
            if _in_step(three) and all(other.confidence >= NEIGHBOUR for other in others):
                result[i]["period"] = raised(current, IN_STEP)
        if _in_run(months, i):
            result[i]["period"] = raised(result[i]["period"], IN_STEP)
    return result


def _in_run(months: Sequence[Field | None], at: int) -> bool:
    """Whether a month fits a run of many fairly sure months; no two of them need be sure."""
    numbers = [_number(month) if month is not None else float("nan") for month in months]
    for step in (1, -1):
        first = last = at
        while first > 0 and numbers[first] - numbers[first - 1] == step:
            first -= 1
        while last + 1 < len(numbers) and numbers[last + 1] - numbers[last] == step:
            last += 1
        run = [months[i] for i in range(first, last + 1) if i != at]
        if sum(month is not None and month.confidence >= FAIR for month in run) >= MANY:
            return True
    return False


def _in_step(months: Sequence[Field]) -> bool:
    """Whether three months are in sequence, forwards or backwards."""
    if len(months) != 3:
        return False
    a, b, c = map(_number, months)
    return b - a == c - b and abs(b - a) == 1


def check_span(fields: Fields, rows: Sequence[Fields]) -> Fields:
    """Checks the requested span against the rows: matching ends confirm each other."""
    months = sorted(
        (month for row in rows if (month := row.get("period")) is not None and month.value),
        key=lambda month: month.value or "",
    )
    result = dict(fields)
    for name, at in (("query_start", 0), ("query_end", -1)):
        field = fields.get(name)
        if not months or field is None or field.value != months[at].value:
            continue
        doubt = (1 - field.confidence) * (1 - months[at].confidence)
        result[name] = raised(field, min(CONFIRMED, 1 - doubt))
    return result


def _number(month: Field) -> float:
    """Months since year 0; NaN, which equals nothing, for a month that was not read."""
    if month.value is None:
        return float("nan")
    year, _, rest = month.value.partition("-")
    return int(year) * 12 + int(rest)
