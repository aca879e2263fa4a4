"""Rings held against names: one that fits is put right, another's seal stays another's."""

from collections.abc import Mapping, Sequence

import pytest

from core.models.document import Document, Field, PageRef, PlacedSeal
from core.models.geometry import Box
from core.models.page import Line, Page, Seal
from pipeline.settling.expected import Expected
from pipeline.settling.ringfit import FITS, FITTED_RING, PRESUMED, PRESUMES, fit_seals

REF = PageRef(file="a", page=1)
BOX = Box(0.6, 0.6, 0.8, 0.75)
UNIT = "凯迪（北京）新能源技术有限公司"
OFFICE = "国家税务总局北京市东城区税务局"
WHO = Expected(units=(UNIT,))


def sealed(ring: str, sure: float, centre: str = "", **more: object) -> Document:
    seal = Seal(
        kind="official", text=ring + centre, ring=ring, centre=centre, shape="round",
        colour="red", confidence=sure, box=BOX,
    ).model_copy(update=more)  # fmt: skip
    office = Field(name="tax_authority", kind="company", value=OFFICE, raw=OFFICE, confidence=0.99)
    return Document(
        id="D1", type="tax_info_notice", confidence=1, pages=(REF,),
        fields={"tax_authority": office}, seals=(PlacedSeal(seal=seal, page=REF),),
    )  # fmt: skip


def run(document: Document, likely: Mapping[str, float], expected: Expected = WHO) -> Seal:
    """The document's seal, on an engine to which each name fits as said."""

    def fit(
        page: Page, boxes: Sequence[Box], words: Sequence[tuple[str, ...]]
    ) -> list[list[float]]:
        assert list(boxes) == [BOX]
        return [[likely.get(word, 0.0) for word in of] for of in words]

    pages = [Page(file="a", number=1, width=10, height=10)]
    (found,) = fit_seals([document], expected, pages, fit)
    return found.seals[0].seal


def test_words_read_along_with_the_name_stand_in_the_seals_middle() -> None:
    """Without them another class of seal would be taken for the unit's own."""
    seal = run(sealed(UNIT + "防多专用", 0.6), {UNIT: 0.5})
    assert (seal.ring, seal.centre) == (UNIT, "防多专用")
    assert run(sealed(UNIT + "1101041742215", 0.6), {UNIT: 0.5}).centre == ""


def test_the_units_name_that_fits_is_put_right() -> None:
    seal = run(sealed("凯（北京）新集技术有限公司", 0.4, "财务专用章"), {UNIT: 0.5})
    assert (seal.ring, seal.text, seal.confidence) == (UNIT, UNIT + "财务专用章", FITTED_RING)


def test_an_office_that_the_paper_prints_is_put_right() -> None:
    assert run(sealed("国家务总局北京市东城区税参局", 0.5), {OFFICE: 0.9}).ring == OFFICE


@pytest.mark.parametrize("likely", [0.0, FITS - 0.01])
def test_a_name_that_does_not_fit_changes_nothing(likely: float) -> None:
    before = sealed("凯达（北京）新能源技术有限公司", 0.7)
    assert run(before, {UNIT: likely}) == before.seals[0].seal


@pytest.mark.parametrize(
    "document",
    [
        sealed("上海某某贸易有限公司", 0.5),  # nothing like it
        sealed("凯达（北京）新能源技术有限公司", 0.99),  # well read: it is another's
        sealed("凯（北京）新集技术有限公司", 0.4, shape="square"),  # no ring to unroll
    ],
)
def test_some_seals_are_not_asked_about(document: Document) -> None:
    assert run(document, {UNIT: 0.9, OFFICE: 0.9}) == document.seals[0].seal


def test_of_two_names_the_better_fit_is_taken() -> None:
    twin = UNIT.replace("技术", "科技")
    seal = run(
        sealed("凯迪（北京）新能源科术有限公司", 0.5),
        {UNIT: 0.4, twin: 0.6},
        Expected(units=(UNIT, twin)),
    )
    assert seal.ring == twin


ALIKE = UNIT.replace("迪", "逋")


@pytest.mark.parametrize(
    ("rival", "ring"),
    [(0.49, UNIT), (0.5, UNIT), (0.51, "凯（北京）新集技术有限公司")],
)
def test_a_name_is_not_believed_where_a_look_alike_fits_better(rival: float, ring: str) -> None:
    """The ink of a company whose name differs in one character bears its own name out better."""
    seal = run(sealed("凯（北京）新集技术有限公司", 0.6), {UNIT: 0.5, ALIKE: rival})
    assert (seal.ring, seal.confidence) == (ring, FITTED_RING if ring == UNIT else 0.6)


def test_a_name_read_of_itself_stands_where_a_look_alike_fits_better() -> None:
    before = sealed(UNIT, 0.9)
    assert run(before, {UNIT: 0.5, ALIKE: 0.9}) == before.seals[0].seal


def test_an_engine_that_cannot_say_changes_nothing() -> None:
    before = sealed("凯（北京）新集技术有限公司", 0.4)
    pages = [Page(file="a", number=1, width=10, height=10)]
    (after,) = fit_seals([before], WHO, pages, lambda page, boxes, words: [[]])
    assert after == before


def test_a_name_with_a_character_hidden_is_shown_and_not_relied_on() -> None:
    seal = run(sealed("凯（北京）新能源技术有限公司", 0.7), {UNIT: 0.0})
    assert (seal.ring, seal.confidence) == (UNIT, PRESUMED)


@pytest.mark.parametrize(("sure", "ring"), [(0.7, "凯达（北京）新能源技术有限公司"), (0.3, UNIT)])
def test_another_character_in_its_place_is_another_seal_unless_hardly_read(
    sure: float, ring: str
) -> None:
    seal = run(sealed("凯达（北京）新能源技术有限公司", sure), {})
    assert (seal.ring, seal.confidence) == (ring, sure)


@pytest.mark.parametrize(("sure", "shown"), [(0.4, True), (PRESUMED, False)])
def test_a_name_of_which_much_is_hidden_is_shown_where_the_rest_fits(
    sure: float, shown: bool
) -> None:
    seal = run(sealed("凯达（北京）能源拔木有限公司", sure), {UNIT: PRESUMES})
    assert (seal.ring == UNIT) is shown
    assert seal.confidence == sure


def test_two_names_that_might_be_hidden_alike_change_nothing() -> None:
    before = sealed("凯（北京）新能源技术有限公司", 0.4)
    twins = Expected(units=(UNIT, UNIT.replace("迪", "达")))
    assert run(before, {}, twins) == before.seals[0].seal


def test_of_names_within_one_another_the_longest_that_fits_is_meant() -> None:
    short, long = "天津市公安局", "天津市公安局和平分局"
    seal = run(
        sealed("天津市公安局和分局", 0.4), {short: 1.0, long: 1.0}, Expected(units=(short, long))
    )
    assert seal.ring == long


def test_bodies_come_from_the_page_from_sure_rings_and_from_addresses() -> None:
    home = "山东省临沂市兰山区样例路1号"
    address = Field(name="address", kind="address", value=home, raw=home, confidence=0.99)
    school = "样例理工大学"
    line = Line(
        text=f"校名：{school}", box=Box(0.1, 0.1, 0.5, 0.12), confidence=1.0,
        quad=(0.1, 0.1, 0.5, 0.1, 0.5, 0.12, 0.1, 0.12),
        cuts=(0.0, *(n / 9 for n in range(1, 9)), 1.0), certainty=(1.0,) * 9,
    )  # fmt: skip
    sure = sealed("临沂市公安局兰山分局", 0.99)
    words = {"山东省公安厅": 0.9, school: 0.9, "临沂市公安局兰山分局": 0.9}

    def fit(
        page: Page, boxes: Sequence[Box], asked: Sequence[tuple[str, ...]]
    ) -> list[list[float]]:
        return [[words.get(word, 0.0) for word in of] for of in asked]

    for ring, wanted in (("东省公安厅", "山东省公安厅"), ("样例埋工大", school),
                         ("临沂市公委局兰山分局", "临沂市公安局兰山分局")):  # fmt: skip
        document = sealed(ring, 0.4)
        document = document.model_copy(update={"fields": {"address": address}})
        page = Page(file="a", number=1, width=10, height=10, lines=(line,))
        found, _ = fit_seals([document, sure], Expected(), [page], fit)
        assert found.seals[0].seal.ring == wanted
