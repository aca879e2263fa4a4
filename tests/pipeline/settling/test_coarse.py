"""Digits in print of few pixels: no reading is sure of them, however sure it sounds."""

import pytest

from core.models.document import Document, Field, Kind, PageRef, Reading
from core.models.geometry import Box
from core.models.page import Page
from pipeline.settling.coarse import MOST, held_coarse

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
    assert held.confidence == MOST and "过小" in (held.trouble or "")


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
    assert said("id_number", "370102199103140035").confidence == MOST
