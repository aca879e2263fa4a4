"""The middle of a doubtful seal asked for the words of its class."""

from collections.abc import Sequence

import pytest

from core.models.document import Document, PlacedSeal
from core.models.geometry import Box
from core.models.page import Page, Seal
from pipeline.settling.centrefit import ASKED, FAR, FITS, READ, fit_centres
from tests.pipeline.settling.test_ringfit import UNIT, sealed

FINANCE = "财务专用章"


def placed_of(document: Document, likely: dict[str, float]) -> PlacedSeal:
    def fit(
        page: Page, boxes: Sequence[Box], words: Sequence[tuple[str, ...]]
    ) -> list[list[float]]:
        assert list(words) == [ASKED] * len(boxes)
        return [[likely.get(word, 0.0) for word in ASKED] for _ in boxes]

    (found,) = fit_centres([document], [Page(file="a", number=1, width=10, height=10)], fit)
    return found.seals[0]


def run(document: Document, likely: dict[str, float]) -> Seal:
    return placed_of(document, likely).seal


def test_words_that_the_ink_bears_out_make_it_that_class() -> None:
    seal = run(sealed(UNIT, 0.3), {FINANCE: FITS, "合同专用章": FITS / FAR})
    assert (seal.kind, seal.centre, seal.text) == ("finance", FINANCE, UNIT + FINANCE)
    assert seal.confidence == 0.3  # whose it is, is as sure as before


@pytest.mark.parametrize("other", ["合同专用章", "业务专用章"])
def test_words_that_fit_nearly_as_well_as_others_leave_the_class_open(other: str) -> None:
    """Of 务专用章 alone nobody can tell whose it is."""
    before = sealed(UNIT, 0.3)
    placed = placed_of(before, {FINANCE: 0.5, other: 0.06})
    assert placed.open_class
    assert placed.seal == before.seals[0].seal


def test_words_that_no_class_asked_for_has_leave_the_class_open() -> None:
    placed = placed_of(sealed(UNIT, 0.3), {"业务专用章": 0.9, FINANCE: 0.001})
    assert placed.open_class
    assert placed.seal.kind == "official"


@pytest.mark.parametrize("likely", [0.0, FITS - 0.001])
def test_ink_that_fits_no_words_leaves_the_class_open(likely: float) -> None:
    before = sealed(UNIT, 0.3)
    placed = placed_of(before, {FINANCE: likely})
    assert placed.open_class
    assert placed.seal == before.seals[0].seal


def test_words_in_the_middle_that_no_class_has_are_asked_about_however_sure_the_ring() -> None:
    strange = sealed(UNIT, 0.93, "防多专用章")
    assert placed_of(strange, {}).open_class
    seal = run(strange, {FINANCE: 0.07})
    assert (seal.kind, seal.centre) == ("finance", FINANCE)
    pages = [Page(file="a", number=1, width=10, height=10)]
    (silent,) = fit_centres([strange], pages, lambda page, boxes, words: [[]])
    assert silent.seals[0].open_class


@pytest.mark.parametrize(
    "before",
    [sealed(UNIT, READ), sealed(UNIT, 0.3, "合同专用章"), sealed(UNIT, 0.3, shape="square")],
)
def test_other_seals_are_not_asked(before: Document) -> None:
    assert run(before, {FINANCE: 1.0}) == before.seals[0].seal


def test_a_seal_with_nothing_in_its_middle_or_an_engine_that_cannot_say_stays() -> None:
    before = sealed(UNIT, 0.3)
    pages = [Page(file="a", number=1, width=10, height=10)]
    assert fit_centres([before], pages, lambda page, boxes, words: [[]]) == (before,)
