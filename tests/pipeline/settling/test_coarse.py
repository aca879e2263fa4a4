"""Digits in print of few pixels: no reading is sure of them, however sure it sounds."""

import pytest

from core.models.document import Document, Field, Kind, PageRef, Reading
from core.models.geometry import Box
from core.models.page import Page
from pipeline.settling.coarse import MAX_CONFIDENCE, held_coarse

PAGE = Page(file="a.jpg", number=1, width=720, height=1000, coarse=17.0)
LOW, HIGH = Box(0.1, 0.1, 0.3, 0.116), Box(0.1, 0.1, 0.3, 0.118)  # 16 and 18 pixels


def said(kind: Kind, value: str, box: Box = LOW, *sources: str, page: Page = PAGE) -> Field:
    field = Field(
        name="it", kind=kind, value=value, raw=value, confidence=0.985, box=box,
        page=PageRef(file="a.jpg", page=1),
        readings=tuple(Reading(source=s, value=value, confidence=0.99) for s in sources),  # type: ignore[arg-type]
    )  # fmt: skip
    document = Document(
        id="D1", type="lease_contract", confidence=1.0, pages=(), fields={"it": field}
    )
    [held] = held_coarse([document], [page])
    return held.fields["it"]


@pytest.mark.parametrize("kind", ["date", "amount", "month", "phone"])
def test_numbers_in_coarse_print_are_not_sure(kind: Kind) -> None:
    held = said(kind, "2000-07-01", LOW, "page", "again")
    assert held.confidence == MAX_CONFIDENCE and "过小" in (held.trouble or "")


@pytest.mark.parametrize(
    "field",
    [
        said("date", "2000-07-01", HIGH),
        said("person", "林样舟"),
        said("date", "2000-07-01", LOW, "layer"),
        said("id_number", "370102199103140034"),  # with its check digit
        said("date", "2000-07-01", page=PAGE.model_copy(update={"coarse": 0.0})),
    ],
)
def test_all_else_stays_as_it_is(field: Field) -> None:
    assert field.confidence == 0.985 and field.trouble is None


def test_a_number_whose_check_digit_is_wrong_is_held() -> None:
    assert said("id_number", "370102199103140035").confidence == MAX_CONFIDENCE


def cell(name: str, kind: Kind, value: str | None) -> Field:
    return Field(
        name=name, kind=kind, value=value, raw=value or "?", confidence=0.985, box=LOW,
        page=PageRef(file="a.jpg", page=1),
    )  # fmt: skip


def sheet(months: list[str], amounts: list[str], total: str, exempt: list[str | None]) -> Document:
    rows = tuple(
        {
            "period": cell("period", "month", month), "income": cell("income", "amount", amount),
            "exempt_income": cell("exempt_income", "amount", free),
        }
        for month, amount, free in zip(months, amounts, exempt, strict=True)
    )  # fmt: skip
    fields = {
        "total_income": cell("total_income", "amount", total),
        "query_start": cell("query_start", "month", months[0]),
    }
    document = Document(
        id="D1", type="its_withholding_screenshot", confidence=1.0, pages=(), fields=fields,
        rows=rows,
    )  # fmt: skip
    [held] = held_coarse([document], [PAGE])
    return held


MONTHS = ["2025-10", "2025-11", "2025-12", "2026-01"]
AMOUNTS = ["44406.32", "44406.59", "44406.44", "44406.10"]


def sure(document: Document, name: str) -> set[bool]:
    return {row[name].confidence > MAX_CONFIDENCE for row in document.rows}


def test_what_the_table_itself_bears_out_is_sure() -> None:
    found = sheet(MONTHS, AMOUNTS, "177625.45", ["0.00", "0.00", "0.00", "0.00"])
    assert all(field.confidence > MAX_CONFIDENCE for field in found.fields.values())
    assert all(sure(found, name) == {True} for name in ("period", "income", "exempt_income"))
    back = sheet(MONTHS[::-1], AMOUNTS, "177625.45", ["0.00"] * 4)
    assert sure(back, "period") == {True}


def test_what_it_does_not_bear_out_is_held() -> None:
    found = sheet(
        ["2025-10", "2025-11", "2025-12", "2026-02"], AMOUNTS, "177625.43",
        ["0.00", "0.08", "0.00", "0.00"],
    )  # fmt: skip
    assert all(field.confidence == MAX_CONFIDENCE for field in found.fields.values())
    assert all(sure(found, name) == {False} for name in ("period", "income", "exempt_income"))


def test_few_rows_and_lone_amounts_bear_nothing_out() -> None:
    one = sheet(MONTHS[:3], ["44406.32", "0.00", "0.00"], "44406.32", ["0.00", "0.00", "0.00"])
    assert one.fields["total_income"].confidence == MAX_CONFIDENCE
    assert all(sure(one, name) == {False} for name in ("period", "income", "exempt_income"))


def test_a_cell_that_was_not_read_leaves_the_others_that_say_nothing() -> None:
    found = sheet([*MONTHS, "2026-02"], [*AMOUNTS, "1.00"], "1.00", ["0.00"] * 4 + [None])
    assert sure(found, "exempt_income") == {True} and found.rows[4]["exempt_income"].value is None
