"""Numbers whose line ends too soon are read again in a wider box, or held."""

from collections.abc import Sequence

import pytest

from core.models.document import Document, Field, PageRef
from core.models.geometry import Box
from core.models.page import Page
from pipeline.reading.ocr.engine import LineReading, even
from pipeline.settling.cut import MIN_DIGIT, UNSEEN, whole_numbers

WHOLE = "110101199003070011"
BOX = Box(0.4, 0.3, 0.6, 0.32)
PAGE = Page(file="a", number=1, width=1000, height=1414)


def read(value: str, right: LineReading | None, left: LineReading | None = None) -> Field:
    """The number after its second readings in a box grown to the right, and to the left."""
    field = Field(
        name="id_number", kind="id_number", value=value, raw=value, confidence=0.98,
        page=PageRef(file="a", page=1), box=BOX,
    )  # fmt: skip
    document = Document(id="D1", type="id_card", confidence=1, pages=(), fields={"it": field})

    def again(page: Page, boxes: Sequence[Box]) -> list[dict[str, LineReading]]:
        assert [box.x1 > BOX.x1 for box in boxes] == [True, False]
        assert [box.x0 < BOX.x0 for box in boxes] == [False, True]
        return [{} if one is None else {"again": one} for one in (right, left)]

    (found,) = whole_numbers([document], {PAGE.key: PAGE}, again)
    return found.fields["it"]


def test_the_rest_of_a_number_is_seen_in_a_wider_box() -> None:
    found = read(WHOLE[:15], even(f"号码：{WHOLE}", 0.99))
    assert (found.value, found.raw, found.confidence) == (WHOLE, WHOLE[:15], 0.98)
    assert found.box is not None and found.box.x1 > BOX.x1


def test_the_beginning_of_a_number_is_seen_in_a_wider_box() -> None:
    found = read(WHOLE[3:], None, even(WHOLE, 0.99))
    assert found.value == WHOLE


@pytest.mark.parametrize(
    "seen",
    [
        None,  # nothing more is seen
        even(WHOLE[:15], 0.99),
        even("110101199003170012", 0.99),  # another number, as right as this one
        even(WHOLE[:17] + "2", 0.99),  # its check digit is wrong
        even(WHOLE, MIN_DIGIT - 0.01),
    ],
)
def test_a_number_of_which_some_was_not_seen_is_held(seen: LineReading | None) -> None:
    found = read(WHOLE[:15], seen)
    assert (found.value, found.confidence) == (WHOLE[:15], UNSEEN) and found.trouble


@pytest.mark.parametrize("value", [WHOLE, "110105491231002"])
def test_whole_numbers_and_old_ones_are_not_asked_about(value: str) -> None:
    def again(page: Page, boxes: Sequence[Box]) -> list[dict[str, LineReading]]:
        raise AssertionError(boxes)

    field = Field(
        name="id_number", kind="id_number", value=value, raw=value, confidence=0.98,
        page=PageRef(file="a", page=1), box=BOX,
    )  # fmt: skip
    document = Document(id="D1", type="id_card", confidence=1, pages=(), fields={"it": field})
    assert whole_numbers([document], {PAGE.key: PAGE}, again) == [document]
