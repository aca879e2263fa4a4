"""Second readings: what agrees grows surer, what differs is doubtful, nothing is guessed."""

from collections.abc import Sequence

import pytest
from pydantic import ValidationError

from core.models.document import Document, Field, Kind, PageRef, Reading
from core.models.geometry import Box
from core.models.page import Page
from pipeline.reading.ocr.engine import LineReading as Reread
from pipeline.reading.ocr.engine import even
from pipeline.settling import verify as rules
from pipeline.settling.verify import CEILING, CHECKED, DIFFERENT, checked, passes_check, verify

GOOD = "110101199003070011"
OTHER = "110101199003170012"  # as right as the first, one day apart
BAD = "110101199003070012"
CODE = "91110000100000000A"
BOX = Box(0.1, 0.1, 0.4, 0.2)
DECIDES = 0.9  # what a rule relies on
WORTH = 0.85  # of the second reader


def settle(before: Field, other: dict[str, Reread]) -> Field:
    return rules.settle(before, other, WORTH)


def field(
    value: str | None, kind: Kind = "id_number", confidence: float = 0.9, layer: str | None = None
) -> Field:
    readings: tuple[Reading, ...] = ()
    trouble = None
    if layer is not None:
        readings = (
            Reading(source="page", value=value, confidence=confidence),
            Reading(source="layer", value=layer, confidence=1.0),
        )
        trouble = None if layer == value else "differs"
    return Field(
        name="x",
        kind=kind,
        value=value,
        raw=value or "",
        confidence=confidence,
        page=PageRef(file="a", page=1),
        box=BOX,
        readings=readings,
        trouble=trouble,
    )


def answer(
    again: str | None = None, second: str | None = None, sure: float = 0.95
) -> dict[str, Reread]:
    said = {"again": again, "second": second}
    return {source: even(text, sure) for source, text in said.items() if text is not None}


def shown(found: Field) -> tuple[str | None, bool]:
    """The value, and whether a rule may rely on it."""
    return found.value, found.confidence >= DECIDES and found.trouble is None


@pytest.mark.parametrize(
    ("kind", "value", "wanted"),
    [
        ("id_number", GOOD, True),
        ("id_number", BAD, False),
        ("id_number", "110101********0011", None),
        ("id_number", "110101900307001", None),
        ("credit_code", CODE, False),
        ("date", "2025-03-01", None),
    ],
)
def test_check_digits(kind: Kind, value: str, wanted: bool | None) -> None:
    assert passes_check(kind, value) is wanted


def test_readings_that_agree() -> None:
    for kind, value in (("date", "2025-03-01"), ("id_number", GOOD), ("amount", "5000")):
        before = field(value, kind, 0.8)  # type: ignore[arg-type]
        once = settle(before, answer(again=value))
        twice = settle(before, answer(value, value))
        assert before.confidence < once.confidence < twice.confidence <= CHECKED
        assert shown(twice) == (value, True)
        assert [r.source for r in twice.readings] == ["page", "again", "second"]


def test_a_second_reader_is_worth_what_was_measured_of_it() -> None:
    before, both = field("2025-03-01", "date", 0.6), answer("2025-03-01", "2025-03-01")
    found = [rules.settle(before, both, worth).confidence for worth in (0.0, 0.5, 0.85)]
    assert found == sorted(found) and found[0] < found[2]
    assert found[0] == rules.settle(before, answer("2025-03-01"), 0.85).confidence


def test_a_reading_kept_under_the_engines_name_is_the_second_readers() -> None:
    kept = '{"source": "tesseract", "value": "5000", "confidence": 0.9}'
    assert Reading.model_validate_json(kept).source == "second"
    with pytest.raises(ValidationError):
        Reading.model_validate_json(kept.replace("tesseract", "another"))


def test_without_a_check_digit_nothing_is_surer_than_the_ceiling() -> None:
    found = settle(field("2025-03-01", "date", 0.94), answer("2025-03-01", "2025-03-01", 1.0))
    assert found.confidence == CEILING
    assert settle(field(GOOD), answer(GOOD, GOOD, 1.0)).confidence > CEILING


def test_readings_that_differ_are_doubtful() -> None:
    found = settle(field("2025-03-01", "date", 0.9), answer("2025-03-07"))
    assert shown(found) == ("2025-03-01", False)
    assert found.confidence <= DIFFERENT
    assert found.trouble is not None and "2025-03-07" in found.trouble


def test_a_much_surer_rival_is_shown_and_not_relied_on() -> None:
    found = settle(field("2025-03-01", "date", 0.5), answer("2025-03-07", sure=0.99))
    assert shown(found) == ("2025-03-07", False)


def test_two_against_one_is_not_settled_by_counting() -> None:
    found = settle(field("2025-03-01", "date", 0.7), answer("2025-03-07", "2025-03-01", 0.98))
    assert shown(found) == ("2025-03-01", False)


def test_a_second_reading_that_reads_nothing_says_nothing() -> None:
    before = field("2025-03-01", "date", 0.93)
    for other in (answer(), answer(""), answer("？？"), answer("2025-03-07", sure=0.3)):
        assert shown(settle(before, other))[0] == "2025-03-01"
        assert settle(before, other).confidence == pytest.approx(0.93)


def test_a_wrong_number_gives_way_to_the_right_one() -> None:
    found = settle(field(BAD, confidence=0.8), answer(GOOD))
    assert shown(found) == (GOOD, True)
    assert settle(field(BAD, confidence=0.8), answer(GOOD, GOOD)).confidence > found.confidence


@pytest.mark.parametrize(
    "others",
    [
        answer("330106198501012341", sure=0.97),  # right or not: quite another number
        answer(OTHER, GOOD),  # two right ones
        answer(BAD, GOOD),  # the first reading confirmed, and a right one besides
        answer(GOOD, sure=0.55),  # hardly read
    ],
)
def test_a_wrong_number_is_not_mended_by_guessing(others: dict[str, Reread]) -> None:
    assert not shown(settle(field(BAD, confidence=0.9), others))[1]


def test_a_number_surely_wrong_on_the_paper_stays_wrong() -> None:
    found = settle(field(BAD, confidence=0.98), answer(BAD, BAD, 0.98))
    assert shown(found) == (BAD, True)
    assert found.confidence <= 0.98


def test_two_right_numbers_are_doubtful() -> None:
    assert not shown(settle(field(GOOD, confidence=0.9), answer(OTHER)))[1]
    assert shown(settle(field(GOOD, confidence=0.9), answer(BAD)))[1]


def test_names_are_held_against_the_whole_crop() -> None:
    """The crop shows a little more than the name; the independent reader knows no rare ones."""
    name = field("王样例", "person", 0.8)
    assert settle(name, answer("姓名：王样例性别")).confidence > 0.9
    assert shown(settle(name, answer("王祥例")))[1] is False
    with_noise = settle(name, answer("王样例", "Ea FF 3"))
    assert [r.source for r in with_noise.readings] == ["page", "again"]


@pytest.mark.parametrize(
    ("others", "wanted"),
    [
        (answer("2025-03-07"), ("2025-03-07", True)),  # the layer's value is on the page
        (answer("2025-03-01"), ("2025-03-01", False)),  # the page says otherwise: a claim stands
        (answer("2025-09-09"), ("2025-03-01", False)),
        (answer(), ("2025-03-01", False)),
    ],
)
def test_a_text_layer_that_differs(others: dict[str, Reread], wanted: tuple[str, bool]) -> None:
    before = field("2025-03-01", "date", DIFFERENT, layer="2025-03-07")
    assert shown(settle(before, others)) == wanted


def test_a_sure_first_reading() -> None:
    assert checked(field("2025-03-01", "date", 0.999)).confidence == CEILING
    assert checked(field(GOOD, confidence=0.96)).confidence == pytest.approx(0.996)
    assert checked(field("2025-03-01", "date", 0.995, layer="2025-03-01")).confidence == 0.995
    assert checked(field(None)).confidence == 0.9


class Rereader:
    """Answers from a table by value, and remembers what it was asked."""

    def __init__(self, *said: str) -> None:
        self.said, self.asked = said, list[Box]()

    def __call__(self, page: Page, boxes: Sequence[Box]) -> list[dict[str, Reread]]:
        self.asked += boxes
        return [answer(again=text) for text in self.said[: len(boxes)]]


def document(*fields: Field, row: Field | None = None) -> Document:
    placed = {
        str(n): f.model_copy(update={"box": Box(0.1, n / 10, 0.4, n / 10 + 0.05)})
        for n, f in enumerate(fields)
    }
    return Document(
        id="D1",
        type="x",
        confidence=1.0,
        pages=(PageRef(file="a", page=1),),
        fields=placed,
        rows=({"r": row},) if row else (),
    )


PAGES = [Page(file="a", number=1, width=10, height=10)]


def test_only_what_decides_and_is_unsure_is_read_again() -> None:
    sure, wordy = field("2025-03-01", "date", 0.97), field("工程师", "text", 0.5)
    unsure, wrong = field("5000", "amount", 0.7), field(BAD, confidence=0.99)
    again = Rereader("5000元", GOOD)
    (found,) = verify([document(sure, wordy, unsure, wrong, field(None))], PAGES, again)
    assert [box.y0 for box in again.asked] == [0.2, 0.3]
    assert found.fields["2"].confidence > 0.9
    assert found.fields["3"].value == GOOD
    assert found.fields["1"].confidence == 0.5
    assert found.fields["4"].value is None


def test_rows_are_settled_too_and_each_box_read_once() -> None:
    cell = field("2025-03-01", "date", 0.6)
    again = Rereader("2025-03-01")
    both = [document(row=cell), document(row=cell)]
    found = verify(both, PAGES, again)
    assert again.asked == [BOX]
    assert all(doc.rows[0]["r"].confidence > 0.6 for doc in found)


def test_nothing_to_do_asks_nobody() -> None:
    again = Rereader()
    verify([document(field("2025-03-01", "date", 0.97))], PAGES, again)
    assert again.asked == []


def test_a_field_without_a_place_stays() -> None:
    nowhere = field("2025-03-01", "date", 0.5).model_copy(update={"page": None, "box": None})
    (found,) = verify([document(row=nowhere)], PAGES, Rereader())
    assert found.rows[0]["r"] == nowhere


def test_a_right_check_digit_does_not_end_a_dispute_with_the_layer() -> None:
    """Page and file may each carry a number that is right in itself."""
    seen, claimed = "11010519491231002X", "110105194912310038"
    before = field(seen, "id_number", DIFFERENT, layer=claimed)
    for others in (answer(), answer(seen, seen), answer(claimed, claimed)):
        assert not shown(settle(before, others))[1]
    assert not shown(checked(before))[1]


@pytest.mark.parametrize(
    ("value", "decides"),
    [
        ("北京样例科技有限公司", True),
        ("北京样例科技股份有限公司", True),
        ("北京样例科技有限责任公司", True),
        ("北京样例科技有很公司", False),
        ("北京样例科技郁限公司", False),
    ],
)
def test_a_legal_form_that_does_not_exist_is_never_sure(value: str, decides: bool) -> None:
    """Two readings by one engine agree on it, and it is still misread."""
    page = Page(file="a", number=1, width=10, height=10)
    first = field(value, "company", 0.93)
    document = Document(id="D", type="x", confidence=1, pages=(), fields={"x": first})
    (found,) = verify([document], [page], lambda page, boxes: [answer(again=value, sure=0.99)])
    assert (found.fields["x"].confidence >= DECIDES) is decides


@pytest.mark.parametrize(
    ("raw", "decides"), [("样例路15栋5、6、7号", True), ("样例路15栋5、67号", False)]
)
def test_an_address_that_was_given_a_mark_is_never_sure(raw: str, decides: bool) -> None:
    """A 、 between two lines of a list of numbers: it was not read."""
    page = Page(file="a", number=1, width=10, height=10)
    value = "样例路15栋5、6、7号"
    first = field(value, "address", 0.99).model_copy(update={"raw": raw})
    document = Document(id="D", type="x", confidence=1, pages=(), fields={"x": first})
    (found,) = verify([document], [page], lambda page, boxes: [])
    assert (found.fields["x"].confidence >= DECIDES) is decides


@pytest.mark.parametrize(("again", "agrees"), [("47,212,54", True), ("0,54", False)])
def test_a_comma_before_fen_was_the_point(again: str, agrees: bool) -> None:
    found = settle(field("47212.54", "amount", 0.6), answer(again))
    assert (found.confidence > DECIDES) is agrees


@pytest.mark.parametrize(
    ("name", "kind", "raw", "again", "value"),
    [
        ("agent_sex", "text", "_", "女", "女"),  # a lone character is read as the stroke below it
        ("agent_sex", "text", "_", "女_", "女"),
        ("agent_sex", "text", "_", "_", None),
        ("agent_sex", "text", "_", "代理人张三联系", None),  # the line beside it
        ("phone", "phone", "[", "13800000000", "13800000000"),
        ("agent_sex", "text", "无", "女", None),  # a word was read there
        ("agent_signature", "person", "_", "张三", None),  # whose it is, the ink is asked
    ],
)
def test_a_stroke_that_hides_what_is_written_on_it(
    name: str, kind: Kind, raw: str, again: str, value: str | None
) -> None:
    empty = field(None, kind, 0.55).model_copy(
        update={"name": name, "raw": raw, "presence": "absent", "trouble": "未填写"}
    )
    document = Document(
        id="D1", type="power_of_attorney", confidence=1.0, pages=(), fields={name: empty}
    )
    page = Page(file="a", number=1, width=100, height=100)
    (found,) = verify([document], [page], lambda page, boxes: [answer(again)] * len(boxes))
    assert found.fields[name].value == value
    assert (found.fields[name].trouble is None) == (value is not None)
