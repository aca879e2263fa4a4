"""Tables that confirm their own doubtful cells, and change none."""

from collections.abc import Sequence

import pytest

from core.models.document import Document, Field, PageRef
from pipeline.settling.tables import confirmed

DIM = 0.9


def cell(name: str, value: str | None, sure: float = 0.99) -> Field:
    return Field(name=name, kind="text", value=value, raw=value or "", confidence=sure)


def table(
    rows: Sequence[dict[str, tuple[str | None, float]]], **fields: tuple[str, float]
) -> Document:
    return Document(
        id="D1",
        type="its_withholding_screenshot",
        confidence=1,
        pages=(PageRef(file="a", page=1),),
        fields={name: cell(name, *found) for name, found in fields.items()},
        rows=tuple({n: cell(n, *found) for n, found in row.items()} for row in rows),
    )


def sures(document: Document, column: str) -> list[float]:
    (found,) = confirmed([document])
    values = [row[column].value for row in document.rows]
    assert [row[column].value for row in found.rows] == values
    return [row[column].confidence for row in found.rows]


def months(*found: tuple[str, float]) -> list[dict[str, tuple[str | None, float]]]:
    return [{"period": one} for one in found]


def test_a_month_between_its_neighbours_is_surer_whichever_way_the_table_runs() -> None:
    up = months(("2024-11", 0.99), ("2024-12", DIM), ("2025-01", 0.99))
    assert sures(table(up), "period") == pytest.approx([0.99, 0.985, 0.99])
    down = months(("2025-01", 0.99), ("2024-12", DIM), ("2024-11", 0.99))
    assert sures(table(down), "period") == pytest.approx([0.99, 0.985, 0.99])


def test_a_month_out_of_its_place_stays_in_doubt() -> None:
    rows = months(("2024-11", 0.99), ("2024-02", DIM), ("2025-01", 0.99))
    assert sures(table(rows), "period")[1] == DIM
    gap = months(("2024-10", 0.99), ("2024-12", DIM), ("2025-01", 0.99))
    assert sures(table(gap), "period")[1] == DIM


def test_the_first_month_is_held_against_the_span_that_is_shown() -> None:
    rows = months(("2025-02", DIM), ("2025-03", 0.99))
    assert sures(table(rows), "period")[0] == DIM
    spanned = table(rows, query_start=("2025-02", 0.99), query_end=("2025-03", 0.99))
    assert sures(spanned, "period")[0] == pytest.approx(0.985)
    other = table(rows, query_start=("2025-01", 0.99), query_end=("2025-03", 0.99))
    assert sures(other, "period")[0] == DIM


def test_what_was_hardly_read_confirms_nothing() -> None:
    rows = months(("2024-11", 0.99), ("2024-12", 0.3), ("2025-01", 0.99))
    assert sures(table(rows), "period")[1] == 0.3
    dim = months(("2024-11", DIM), ("2024-12", DIM), ("2025-01", DIM))
    assert sures(table(dim), "period") == [DIM] * 3


def test_a_column_that_adds_up_to_its_total_is_surer() -> None:
    rows: list[dict[str, tuple[str | None, float]]] = [
        {"income": ("100.10", DIM)},
        {"income": ("200.20", 0.99)},
    ]
    assert sures(table(rows, total_income=("300.30", 0.9)), "income")[0] == pytest.approx(0.985)
    assert sures(table(rows, total_income=("300.31", 0.9)), "income")[0] == DIM
    assert sures(table(rows[:1], total_income=("100.10", 0.9)), "income")[0] == DIM
    lost: list[dict[str, tuple[str | None, float]]] = [*rows, {"income": (None, 0.0)}]
    assert sures(table(lost, total_income=("300.30", 0.9)), "income")[0] == DIM
