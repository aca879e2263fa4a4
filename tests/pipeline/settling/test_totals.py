"""A cell in doubt is told by its column's total, where the ink agrees and only one value can be."""

import pytest

from core.models.document import Document, Field, PageRef, Reading
from pipeline.settling.totals import by_totals

SURE = 0.95
PAGE = PageRef(file="a.pdf", page=1)


def cell(value: str | None, confidence: float = 0.99, *other: str, raw: str = "") -> Field:
    readings = tuple(Reading(source="again", value=one, confidence=0.9) for one in other)
    return Field(
        name="income", kind="amount", value=value, raw=raw or value or "", confidence=confidence,
        page=PAGE, readings=readings, trouble=None if value and confidence >= SURE else "存疑",
    )  # fmt: skip


def told(total: Field, *cells: Field) -> list[Field]:
    document = Document(
        id="D1", type="its_withholding_screenshot", confidence=0.99, pages=(PAGE,),
        fields={"total_income": total}, rows=tuple({"income": one} for one in cells),
    )  # fmt: skip
    (found,) = by_totals([document], SURE)
    return [row["income"] for row in found.rows]


@pytest.mark.parametrize(
    ("doubtful", "value"),
    [
        (cell("407350.00", 0.5, "40750.00"), "40750.00"),  # two readings, one of which fits
        (cell("40750.00", 0.9), "40750.00"),  # a doubtful reading that fits
        (cell(None, 0.0, raw="40T"), "40750.00"),  # the little that was read is its beginning
        (cell(None, 0.0, raw="40,75"), "40750.00"),
    ],
)
def test_one_cell(doubtful: Field, value: str) -> None:
    first, found = told(cell("81569.48", 0.97), cell("40819.48"), doubtful)
    assert first == cell("40819.48")
    assert (found.value, found.confidence, found.trouble) == (value, 0.97, None)
    assert found.readings[-1].source == "sum"


def test_two_cells_of_which_one_was_read_two_ways() -> None:
    cells = cell("40750.00"), cell("407350.00", 0.5, "40750.00"), cell(None, 0.0, raw="40T")
    found = told(cell("122250.00"), *cells)
    assert [one.value for one in found] == ["40750.00"] * 3


@pytest.mark.parametrize(
    ("total", "cells"),
    [
        (cell("81569.48"), [cell("40819.48"), cell("40150.00", 0.9)]),  # it does not add up
        (cell("81569.48", 0.9), [cell("40819.48"), cell("40750.00", 0.9)]),  # nor is it sure
        (cell("81569.48"), [cell("40819.48"), cell(None, 0.0, raw="")]),  # nothing was seen
        (cell("81569.48"), [cell("40819.48"), cell(None, 0.0, raw="51")]),  # something else was
        (cell("40000.00"), [cell("40819.48"), cell(None, 0.0, raw="-8")]),  # less than nothing
        (cell("81569.48"), [cell("40819.48"), cell("40750.00")]),  # nothing is in doubt
        (cell("81569.48"), [cell("40750.00", 0.9), cell("40819.48", 0.9)]),  # all is
        # either may be the one that was misread
        (cell("30.00"), [cell("10.00"), cell("5.00", 0.5, "15.00"), cell("15.00", 0.5, "5.00")]),
    ],
)
def test_what_stays_as_it_was(total: Field, cells: list[Field]) -> None:
    assert told(total, *cells) == cells


def test_a_table_that_lacks_a_cell_tells_nothing() -> None:
    document = Document(
        id="D1", type="iit_tax_list", confidence=0.99, pages=(PAGE,),
        fields={"total_income": cell("30.00")},
        rows=({"income": cell("10.00")}, {}, {"income": cell("20.00", 0.9)}),
    )  # fmt: skip
    assert by_totals([document], SURE) == (document,)
