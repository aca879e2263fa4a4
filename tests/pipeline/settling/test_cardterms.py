"""The two days of an identity card bear each other out where they make a term it can have."""

import pytest

from core.models.document import Document, Field, PageRef, Reading
from pipeline.settling.cardterms import CEILING, by_terms

PAGE = PageRef(file="a.pdf", page=1)
BORN_1990, BORN_2001 = "110105199003070017", "11010520010307001X"


def day(name: str, value: str | None, sure: float, *again: str) -> Field:
    readings = tuple(Reading(source="again", value=one, confidence=0.9) for one in again)
    return Field(
        name=name, kind="date", value=value, raw=value or "", confidence=sure, page=PAGE,
        readings=readings,
    )  # fmt: skip


def after(
    start: Field, last: Field, number: str = BORN_1990, kind: str = "id_card"
) -> tuple[float, float]:
    holder = Field(name="id_number", kind="id_number", value=number, raw=number, confidence=0.99)
    fields = {one.name: one for one in (start, last, holder)}
    document = Document(id="D1", type=kind, confidence=0.99, pages=(PAGE,), fields=fields)
    (found,) = by_terms([document])
    return found.fields["valid_from"].confidence, found.fields["valid_to"].confidence


def test_a_doubtful_last_day() -> None:
    first, last = day("valid_from", "2016-03-28", 0.99), day("valid_to", "2026-03-28", 0.3)
    # 26 when it was issued: valid for 20 years, so 2026 was misread
    assert after(first, last) == (0.99, 0.3)
    assert after(first, day("valid_to", "2036-03-28", 0.3)) == (0.99, CEILING)


def test_two_doubtful_days() -> None:
    first, last = day("valid_from", "2016-03-28", 0.8), day("valid_to", "2036-03-28", 0.7)
    assert after(first, last) == pytest.approx((0.98, 0.97))


@pytest.mark.parametrize(
    ("last", "number", "kind"),
    [
        (day("valid_to", "2036-03-29", 0.7), BORN_1990, "id_card"),  # a day off
        (day("valid_to", "2036-03-28", 0.7), BORN_2001, "id_card"),  # 15 then: five years
        (day("valid_to", "2036-03-28", 0.7), "110105199003070018", "id_card"),  # a wrong number
        (day("valid_to", "2036-03-28", 0.7, "2035-03-28"), BORN_1990, "id_card"),
        (day("valid_to", "2036-03-28", 0.1), BORN_1990, "id_card"),  # no more than a guess
        (day("valid_to", None, 0.7), BORN_1990, "id_card"),
        (day("valid_to", "2036-03-28", 0.7), BORN_1990, "residence_permit_card"),
    ],
)
def test_what_bears_out_nothing(last: Field, number: str, kind: str) -> None:
    first = day("valid_from", "2016-03-28", 0.8)
    assert after(first, last, number, kind) == (0.8, last.confidence)


def test_a_card_for_life_has_no_term() -> None:
    old = "110105195003070019"
    first, last = day("valid_from", "2016-03-28", 0.8), day("valid_to", "长期", 0.7)
    assert after(first, last, old) == (0.8, 0.7)
