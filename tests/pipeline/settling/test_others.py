"""Doubtful texts and long numbers are what other papers say where the ink says so too."""

from collections.abc import Mapping, Sequence

import pytest

from core.models.document import Document, Field, Kind, PageRef, Reading
from core.models.geometry import Box
from core.models.page import Page
from pipeline.settling.expected import FITTED, Expected
from pipeline.settling.fitting import MEANT, OPEN, PRINTED
from pipeline.settling.others import fit_others

REF = PageRef(file="a", page=1)
BOX = Box(0.4, 0.3, 0.6, 0.32)
UNIT = "某样例（北京）能源集团有限公司"
WHO = Expected(persons=("严军明",), units=(UNIT,))


def said(name: str, kind: Kind, value: str, sure: float, again: str | None = None) -> Field:
    readings = () if again is None else (Reading(source="again", value=again, confidence=0.8),)
    return Field(
        name=name, kind=kind, value=value, raw=value, confidence=sure, page=REF, box=BOX,
        readings=readings,
    )  # fmt: skip


def after(
    field: Field,
    fits: Mapping[str, float],
    other: Field | None = None,
    *,
    grown: bool = False,
) -> Field:
    """The field beside another paper's; words fit as given, in a grown box alone where `grown`."""
    papers = [
        Document(id=f"D{n}", type="x", confidence=1, pages=(REF,), fields={one.name: one})
        for n, one in enumerate(one for one in (field, other) if one is not None)
    ]

    def fit(page: Page, box: Box, words: Sequence[str]) -> list[float]:
        return [0.0 if grown and box == BOX else fits.get(word, 0.0) for word in words]

    pages = [Page(file="a", number=1, width=10, height=10)]
    return fit_others(papers, WHO, pages, fit)[0].fields[field.name]


SCHOOL = said("school", "company", "测试师范大学", 0.998)


@pytest.mark.parametrize(
    ("value", "likely", "again", "wanted"),
    [
        ("测试师范关学", PRINTED, None, "测试师范大学"),
        ("测试师范关学", PRINTED - 0.01, None, "测试师范关学"),
        ("测试师范关学", MEANT, "测试师范大学", "测试师范大学"),  # the second reading says it too
        ("测试师范关学", MEANT, "测试师范关学", "测试师范关学"),
        ("样例理工大学", 1.0, None, "样例理工大学"),  # nothing like it
    ],
)
def test_a_doubtful_school(value: str, likely: float, again: str | None, wanted: str) -> None:
    found = after(
        said("school", "company", value, 0.4, again), {SCHOOL.value or "": likely}, SCHOOL
    )
    assert found.value == wanted
    assert found.confidence == (FITTED if wanted != value else 0.4)


def test_what_was_read_surely_stays() -> None:
    field = said("school", "company", "测试师苑大学", 0.99)
    assert after(field, {"测试师范大学": 1.0}, SCHOOL) == field


@pytest.mark.parametrize(
    ("field", "word"),
    [
        (said("name", "company", "（北京）能源集团有限公司", 0.5), UNIT),
        (said("legal_rep_signature", "person", "严军", 0.979), "严军明"),
        (said("school", "company", "测试师范", 0.5), "测试师范大学"),
    ],
)
def test_what_was_read_short_is_looked_for_in_a_wider_box(field: Field, word: str) -> None:
    assert after(field, {word: 0.9}, SCHOOL, grown=True).value == word
    assert after(field, {}, SCHOOL, grown=True).value == field.value


ONE, TWO = "176301200105938448", "176801200105938448"
CERTIFICATE = said("certificate_number", "text", ONE, 0.999)


@pytest.mark.parametrize(
    ("own", "other", "value", "sure"),
    [
        (0.17, 1.0, ONE, FITTED),  # the ink is the other's
        (1.0, OPEN, TWO, 0.5),  # it may be
        (1.0, OPEN / 2, TWO, 0.98),  # it is not: the papers differ
        (0.9, 1.0, TWO, 0.5),  # it is both
    ],
)
def test_a_long_number_nearly_anothers(own: float, other: float, value: str, sure: float) -> None:
    field = said("certificate_number", "text", TWO, 0.98)
    found = after(field, {TWO: own, ONE: other}, CERTIFICATE)
    assert (found.value, found.confidence) == (value, sure)
    far = said("certificate_number", "text", "176399200105938000", 0.98)
    assert after(far, {ONE: 1.0}, CERTIFICATE) == far


@pytest.mark.parametrize(("likely", "sure"), [(OPEN, 0.5), (OPEN / 2, 0.99)])
def test_a_number_nearly_the_records(likely: float, sure: float) -> None:
    """Both readings of a hand make the same error."""
    field = said("agent_phone", "phone", "18459461973", 0.99)
    documents = [Document(id="D1", type="x", confidence=1, pages=(REF,), fields={"p": field})]
    pages = [Page(file="a", number=1, width=10, height=10)]
    expected = Expected(numbers=("18459461473", "18459469999"))
    (found,) = fit_others(
        documents,
        expected,
        pages,
        lambda page, box, words: [likely if word == "18459461473" else 1.0 for word in words],
    )
    assert found.fields["p"].confidence == sure
