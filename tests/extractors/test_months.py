"""Months of rows: confirmed by a second column and by their neighbours, or put in doubt."""

import pytest

from core.models.document import Field
from core.text.sheet import TextSheet
from core.text.table import Row
from extractors.kit.months import IN_STEP, check_ends, check_span, check_steps
from extractors.kit.tables import CONFIRMED, DENIED, Fields
from tests.extractors.sheets import page


def month(value: str | None, sure: float = 0.99) -> Field:
    return Field(name="period", kind="month", value=value, raw=value or "", confidence=sure)


def rows(*months: tuple[str | None, float]) -> list[Fields]:
    return [{"period": month(*one)} for one in months]


def printed(text: str) -> Row:
    return Row(y=0.1, cells={"_to": TextSheet.of(page(text)).piece(0)})


def test_two_columns_with_one_month_confirm_it() -> None:
    (row,) = check_ends(rows(("2023-07", 0.6)), [printed("2023-07-31")], "_to")
    assert row["period"].confidence == CONFIRMED


@pytest.mark.parametrize(("sure", "left"), [(0.9, DENIED), (0.999, 0.999)])
def test_a_surer_other_month_puts_it_in_doubt(sure: float, left: float) -> None:
    """The other column is read at 0.99: only a less sure month is put in doubt."""
    (row,) = check_ends(rows(("2023-01", sure)), [printed("2023-07-31")], "_to")
    assert row["period"].value == "2023-01"
    assert row["period"].confidence == left


def test_a_column_that_is_not_there_says_nothing() -> None:
    (row,) = check_ends(rows(("2023-01", 0.6)), [Row(y=0.1)], "_to")
    assert row["period"].confidence == 0.6


@pytest.mark.parametrize(
    ("above", "mine", "below", "raised"),
    [
        ("2023-06", "2023-07", "2023-08", True),
        ("2023-12", "2024-01", "2024-02", True),
        ("2023-08", "2023-07", "2023-06", True),  # newest first
        ("2023-06", "2023-07", "2023-09", False),
        ("2023-06", "2023-01", "2023-08", False),
        ("2023-06", None, "2023-08", False),
        (None, "2023-07", "2023-08", False),
    ],
)
def test_a_month_between_its_neighbours(
    above: str | None, mine: str | None, below: str | None, raised: bool
) -> None:
    found = check_steps(rows((above, 0.99), (mine, 0.5), (below, 0.99)))
    assert found[1]["period"].confidence == (IN_STEP if raised else 0.5)


@pytest.mark.parametrize("at", [0, 2])
def test_a_month_at_the_end_of_a_run(at: int) -> None:
    months = [("2023-11", 0.99), ("2023-12", 0.99), ("2024-01", 0.99)]
    months[at] = (months[at][0], 0.5)
    assert check_steps(rows(*months))[at]["period"].confidence == IN_STEP
    months[at] = ("2023-08", 0.5)
    assert check_steps(rows(*months))[at]["period"].confidence == 0.5


def test_two_rows_are_no_run() -> None:
    assert check_steps(rows(("2023-11", 0.5), ("2023-12", 0.99)))[0]["period"].confidence == 0.5


@pytest.mark.parametrize(
    ("start", "sure"),
    [("2023-06", CONFIRMED), ("2023-05", 0.6)],  # the rows begin later than the requested span
)
def test_the_span_asked_for_against_the_rows(start: str, sure: float) -> None:
    fields = {"query_start": month(start, 0.6), "query_end": month("2023-07", 0.6)}
    found = check_span(fields, rows(("2023-06", 0.99), ("2023-07", 0.5)))
    assert found["query_start"].confidence == sure
    assert found["query_end"].confidence == pytest.approx(0.8)
    assert check_span(fields, []) == fields


def test_doubtful_neighbours_confirm_nothing() -> None:
    found = check_steps(rows(("2023-06", 0.5), ("2023-07", 0.5), ("2023-08", 0.99)))
    assert [row["period"].confidence for row in found] == [0.5, 0.5, 0.99]


RUN = ("2025-02", "2025-03", "2025-04", "2025-05", "2025-06")


@pytest.mark.parametrize(
    ("months", "beside", "raised"),
    [
        (RUN, 0.9, True),
        (tuple(reversed(RUN)), 0.9, True),
        (RUN, 0.7, False),
        (RUN[:4], 0.9, False),
        (("2025-01", *RUN[1:]), 0.9, False),  # not the expected month
    ],
)
def test_a_month_at_the_end_of_a_long_run(
    months: tuple[str, ...], beside: float, raised: bool
) -> None:
    """On a screen whose months are all read poorly, no two are sure."""
    first, *others = months
    found = check_steps(rows((first, 0.4), *((month, beside) for month in others)))
    assert found[0]["period"].confidence == (IN_STEP if raised else 0.4)
