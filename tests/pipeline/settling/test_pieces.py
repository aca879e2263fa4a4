"""A value over two lines is read again line by line, not from the box around both."""

from core.models.document import Document, Field, PageRef
from core.models.geometry import Box, union
from core.models.page import Page
from pipeline.reading.ocr.engine import even
from pipeline.settling.pieces import joined, places_of
from pipeline.settling.verify import verify
from tests.extractors.sheets import line

FIRST = line("劳动合同期限:自2024年5月", 0.1, 0.3)
SECOND = line("13日起至2027年5月12日止", 0.1, 0.325)
PAGE = Page(file="a", number=1, width=1000, height=1400, lines=(FIRST, SECOND))
START, END = FIRST.place(8), SECOND.place(0, 3)


def wrapped(raw: str, box: Box, confidence: float = 0.6) -> Field:
    return Field(
        name="start_date", kind="date", value="2024-05-13", raw=raw, confidence=confidence,
        page=PageRef(file="a", page=1), box=box,
    )  # fmt: skip


def test_the_parts_of_a_wrapped_value() -> None:
    field = wrapped("2024年5月13日", union([START, END]))
    assert places_of(field, PAGE) == (START, END)


def test_a_value_on_one_line_has_one_place() -> None:
    box = SECOND.place(5, 15)
    assert places_of(wrapped("2027年5月12日", box), PAGE) == (box,)
    strange = union([START, END])  # its text is not what the lines say
    assert places_of(wrapped("2024年6月13日", strange), PAGE) == (strange,)


def test_only_what_every_part_has_is_joined() -> None:
    answers = {
        START: {"again": even("2024年5月", 0.9), "second": even("2024", 0.5)},
        END: {"again": even("13日", 0.8)},
    }
    found = joined((START, END), answers)
    assert set(found) == {"again"}
    assert (found["again"].text, found["again"].confidence) == ("2024年5月13日", 0.8)


def test_the_other_day_of_these_lines_is_no_second_reading() -> None:
    says = {START: "2024年5月", END: "13日"}
    field = wrapped("2024年5月13日", union([START, END]))
    paper = Document(
        id="D1", type="labor_contract", confidence=1.0, pages=(), fields={"start_date": field}
    )
    (found,) = verify(
        [paper],
        [PAGE],
        lambda page, boxes: [
            {"again": even(says.get(box, "日起至2027年5月12日止"), 0.95)} for box in boxes
        ],
    )
    assert found.fields["start_date"].value == "2024-05-13"
    assert found.fields["start_date"].confidence > 0.9
