"""What stands in a seal's middle: seals seen aslant, turned askew by print, and crossed by it."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.models.page import Seal
from pipeline.reading.imaging.arcs import Arc
from pipeline.reading.imaging.ink import blank_of, inks_of
from pipeline.reading.imaging.legend import read_legend
from pipeline.reading.imaging.middle import tilt_of
from pipeline.reading.imaging.outlines import candidates
from pipeline.reading.imaging.rings import Ring
from pipeline.reading.imaging.seals import find_seals, seal_lines
from pipeline.reading.imaging.separate import Image, seal_inks
from pipeline.reading.imaging.unroll import UnrolledRing
from pipeline.reading.imaging.votes import ScoredText
from pipeline.reading.ocr.rapid import RapidOcr
from pipeline.settling.centrefit import FITS
from tests.pipeline.reading.drawn import Said, pressed
from tests.pipeline.reading.drawn import page as drawn
from tests.pipeline.reading.imaging.test_seals_found import ring_on
from validators.ground.stamps import LETTER_SURE

STAMPS = Path(__file__).parent / "seals"
FINANCE = "财务专用章"


def page_with(name: str) -> Image:
    """The cut of a worn page that holds a seal, on an empty page."""
    cut = cv2.imread(str(STAMPS / f"{name}.jpg"))
    assert cut is not None
    page = np.full((1600, 1130, 3), 245, dtype=np.uint8)
    page[900 : 900 + cut.shape[0], 600 : 600 + cut.shape[1]] = cut
    return page


def seal_on(page: Image, engine: RapidOcr, colour: str = "red") -> Seal:
    def read(lines: Sequence[Image]) -> list[ScoredText]:
        return [ScoredText(found.text, found.certainty) for found in engine.recognise(lines)]

    (seal,) = [seal for seal in find_seals(page, read) if seal.colour == colour]
    return seal


@pytest.mark.parametrize(
    ("name", "kind", "centre"),
    [
        ("finance_aslant", "finance", FINANCE),
        ("finance_over_table", "finance", FINANCE),
        ("contract_over_table", "contract", "合同专用章"),
    ],
)
def test_words_across_a_table_or_seen_aslant_are_read(
    name: str, kind: str, centre: str, engine: RapidOcr
) -> None:
    seal = seal_on(page_with(name), engine)
    assert (seal.kind, seal.centre) == (kind, centre)


@pytest.mark.parametrize(
    "name", ["contract_over_table", "business_over_table", "official_over_table"]
)
def test_no_other_seal_across_the_same_table_is_a_finance_seal(name: str, engine: RapidOcr) -> None:
    page = page_with(name)
    seal = seal_on(page, engine)
    assert seal.kind != "finance" and "财务" not in seal.text
    (lines,) = seal_lines(page, [seal.box], "centre")
    assert max((engine.fit([line], [FINANCE])[0] for line in lines), default=0.0) < FITS / 10


@pytest.mark.parametrize("grey", [False, True])
def test_words_printed_below_a_units_own_seal_are_not_its_middle(
    grey: bool, engine: RapidOcr
) -> None:
    """A form may ask for the 财务专用章 just where the 公章 was pressed."""
    page = pressed(drawn([Said(693, 650, FINANCE)]), "北京样例云图科技有限公司", 600, 400)
    if grey:
        page = np.repeat(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)[:, :, None], 3, axis=2)
    seal = seal_on(page, engine, "grey" if grey else "red")
    assert (seal.kind, seal.centre) == ("official", "")
    (lines,) = seal_lines(page, [seal.box], "centre")
    assert max((engine.fit([line], [FINANCE])[0] for line in lines), default=0.0) < FITS / 10


@pytest.mark.parametrize(("flat", "tilt"), [(0.86, 0.0), (0.7, 1.0)])
def test_a_circle_seen_aslant_is_turned_by_its_text_and_an_oval_by_its_axis(
    flat: float, tilt: float
) -> None:
    ring = Ring(200.0, 200.0, 100.0, 100.0 * flat, 1.0, 1.0)
    band = UnrolledRing(np.zeros((126, 1000), np.uint8), 1.05, 0.42)
    about_the_top = Arc(20, 90, 50, 400)
    assert tilt_of(band, about_the_top, ring) == pytest.approx(tilt, abs=0.01)


@pytest.mark.parametrize("colour", ["red", "grey"])
def test_what_print_hides_of_a_seal_is_filled_from_beside(colour: str) -> None:
    ink = (40, 30, 200) if colour == "red" else (150, 150, 150)
    crop = np.full((240, 240, 3), 255, dtype=np.uint8)
    cv2.circle(crop, (120, 120), 100, ink, 6, cv2.LINE_AA)
    cv2.line(crop, (100, 60), (100, 180), ink, 9)
    cv2.line(crop, (60, 120), (180, 120), (20, 20, 20), 3)  # a table's rule
    ring = Ring(120.0, 120.0, 100.0, 100.0, 0.0, 1.0)
    alone, together, filled = seal_inks(crop, "red" if colour == "red" else "grey", ring)
    assert alone[120, 100] < 60 < together[120, 100]
    assert filled[120, 100] > 120
    assert filled[120, 160] < 60  # the rule itself is no ink of the seal's


def test_what_is_read_of_a_filled_picture_alone_is_never_sure_to_the_letter() -> None:
    """市 with a stroke made up is 事 to the letter."""
    page = np.full((240, 240, 3), 255, dtype=np.uint8)
    ring_on(page, (120, 120), 100, (0, 0, 0))
    ink = np.asarray(255 - page[:, :, 0], dtype=np.uint8)
    ring = Ring(120.0, 120.0, 100.0, 100.0, 0.0, 1.0)

    def sure_of(filled: float, others: float) -> float:
        sure = iter([others, others, filled])  # the seal alone, with what crosses it, filled

        def read(lines: Sequence[Image]) -> list[ScoredText]:
            text = "定州事公安局定州事公安局"
            return [ScoredText(text, (next(sure, others),) * len(text)) for _ in lines]

        return read_legend([ink, ink, ink], ring, read).confidence

    assert sure_of(0.5, 0.999) > LETTER_SURE
    assert 0.8 < sure_of(0.999, 0.5) < LETTER_SURE


def pale_page(depth: float) -> Image:
    """Rows of print and a ring of thin red, all so much paler than full ink."""
    full = np.full((1170, 827, 3), 255, dtype=np.uint8)
    for y in range(100, 700, 24):
        cv2.putText(full, "worn toner 0123456789", (80, y), 0, 0.8, (0, 0, 0), 2, cv2.LINE_AA)
    cv2.circle(full, (400, 900), 90, (170, 165, 225), 5, cv2.LINE_AA)
    return np.asarray(255 - (255 - full.astype(np.float32)) * depth, dtype=np.uint8)


def test_a_seal_as_pale_as_the_print_is_seen_though_the_page_is_not_blank() -> None:
    inks = inks_of(pale_page(0.35))
    assert not blank_of(inks)
    (seal,) = candidates(inks)
    assert (seal.colour, seal.pale) == ("red", True)


def test_red_as_pale_on_a_page_of_dark_print_is_no_seal() -> None:
    dark = pale_page(1.0)
    dark[750:] = pale_page(0.35)[750:]
    assert [c for c in candidates(inks_of(dark)) if c.colour == "red"] == []
