"""What is taken for a seal and what is not, with a reader that needs no engine."""

import itertools
from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from pipeline.reading.imaging.bars import dark_bars
from pipeline.reading.imaging.ink import inks_of
from pipeline.reading.imaging.outlines import candidates
from pipeline.reading.imaging.seals import find_seals
from pipeline.reading.imaging.separate import Image
from pipeline.reading.imaging.votes import ScoredText

RED = (40, 30, 200)
DARK = (60, 60, 60)


def page(height: int = 1170, width: int = 827) -> Image:
    return np.full((height, width, 3), 255, dtype=np.uint8)


def said(text: str, sure: float) -> ScoredText:
    return ScoredText(text, (sure,) * len(text))


def nothing(lines: Sequence[Image]) -> list[ScoredText]:
    return [said("", 0.0) for _ in lines]


def always(lines: Sequence[Image]) -> list[ScoredText]:
    return [said("北京样例云图科技有限公司", 0.999) for _ in lines]


def ring_on(
    image: Image, centre: tuple[int, int], radius: int, colour: tuple[int, int, int]
) -> None:
    """A ring with a dozen little bars for characters along its upper arc."""
    cv2.circle(image, centre, radius, colour, max(2, radius // 25), cv2.LINE_AA)
    for turn in np.deg2rad(np.linspace(-200, 20, 12)):
        for across in (-0.05, 0.05):
            at = turn + across
            inner, outer = 0.68 * radius, 0.88 * radius
            ends = [
                (round(centre[0] + r * np.cos(at)), round(centre[1] + r * np.sin(at)))
                for r in (inner, outer)
            ]
            cv2.line(image, ends[0], ends[1], colour, 2, cv2.LINE_AA)


@pytest.mark.parametrize("colour", [RED, (180, 80, 30), DARK])
def test_a_ring_is_found_where_it_stands(colour: tuple[int, int, int]) -> None:
    image = page()
    ring_on(image, (500, 800), 80, colour)
    (seal,) = find_seals(image, always)
    assert seal.shape == "round"
    assert abs(seal.box.cx * 827 - 500) < 3
    assert abs(seal.box.cy * 1170 - 800) < 3
    assert abs(seal.box.width * 827 - 163) < 8


def test_colours_are_told_apart_under_warm_light() -> None:
    image = page()
    ring_on(image, (250, 300), 80, RED)
    ring_on(image, (550, 300), 80, DARK)
    ring_on(image, (400, 800), 80, (180, 80, 30))
    warm = (image * np.array([0.68, 0.86, 0.95])).astype(np.uint8)
    assert [c.colour for c in candidates(inks_of(warm))] == ["red", "blue", "grey"]


def test_an_ellipse_of_a_slanting_photo_is_still_a_round_seal() -> None:
    image = page()
    ring_on(image, (400, 500), 90, RED)
    slanted = np.asarray(cv2.resize(image, None, fx=1.0, fy=0.92), dtype=np.uint8)
    (seal,) = find_seals(slanted, always)
    assert seal.shape == "round"


def test_an_oval_is_an_oval() -> None:
    image = page()
    cv2.ellipse(image, (400, 500), (90, 62), 10, 0, 360, RED, 3, cv2.LINE_AA)
    (found,) = candidates(inks_of(image))
    assert found.shape == "oval"


def print_on(image: Image, top: int = 60, bottom: int = 500) -> None:
    """Lines of big dark glyphs, as a title and a paragraph have."""
    for y in range(top, bottom, 60):
        for x in range(60, 760, 34):
            cv2.rectangle(image, (x, y), (x + 26, y + 28), (25, 25, 25), 3)
            cv2.line(image, (x, y + 14), (x + 26, y + 14), (25, 25, 25), 3)


def test_a_grey_oval_is_found_beneath_much_print() -> None:
    image = page()
    print_on(image)
    cv2.ellipse(image, (260, 800), (90, 62), 0, 0, 360, DARK, 4, cv2.LINE_AA)
    assert "oval" in [found.shape for found in candidates(inks_of(image))]


def test_a_grey_oval_is_found_beside_a_slanting_table() -> None:
    """No line of the table is level, so none is taken away: they outvote the oval."""
    image, thin = page(), (110, 110, 110)
    for row in range(10):
        cv2.line(image, (105, 370 + 32 * row), (720, 394 + 32 * row), thin, 1, cv2.LINE_AA)
    for x in (105, 165, 430, 620, 720):
        top = 370 + (x - 105) * 24 // 615
        cv2.line(image, (x, top), (x - 12, top + 320), thin, 1, cv2.LINE_AA)
    cv2.ellipse(image, (240, 950), (90, 58), 22, 0, 360, (90, 90, 90), 3, cv2.LINE_AA)
    cos, sin = np.cos(np.deg2rad(22)), np.sin(np.deg2rad(22))
    places = np.deg2rad(np.linspace(-200, 20, 14))  # of the text along it
    for turn in (place + across for place in places for across in (-0.05, 0.0, 0.05)):
        ends = [
            (round(240 + u * cos - v * sin), round(950 + u * sin + v * cos))
            for u, v in ((90 * r * np.cos(turn), 58 * r * np.sin(turn)) for r in (0.7, 0.9))
        ]
        cv2.line(image, ends[0], ends[1], (90, 90, 90), 2, cv2.LINE_AA)
    found = [one.ring for one in candidates(inks_of(image)) if one.shape == "oval"]
    assert any(np.hypot(ring.cx - 240, ring.cy - 950) < 5 for ring in found)


def test_a_seal_much_paler_than_the_print_of_its_copy_is_found() -> None:
    image = page()
    print_on(image, bottom=120)
    ring_on(image, (500, 800), 80, (205, 205, 205))
    (seal,) = find_seals(image, always)
    assert (seal.shape, seal.colour) == ("round", "grey")
    assert abs(seal.box.cx * 827 - 500) < 3


def test_a_red_seal_on_a_faint_page_is_seen_though_it_cannot_be_read() -> None:
    """Its red is hardly any: 10 of 255 above the paper's."""
    image = page()
    ring_on(image, (500, 800), 80, (236, 236, 250))
    (seal,) = find_seals(image, nothing)
    assert (seal.colour, seal.ring, seal.confidence) == ("red", "", 0.0)
    print_on(image, bottom=300)  # as faint a ring beside dark print is no seal for sure
    assert find_seals(image, nothing) == []


def test_what_shines_through_is_no_seal() -> None:
    image = page()
    ring_on(image, (500, 800), 80, (215, 215, 215))
    for words in ("北兴", "巾圆公夹技杠云图"):  # as a seal reads in a mirror
        assert find_seals(image, lambda lines, say=words: [said(say, 0.4) for _ in lines]) == []


@pytest.mark.parametrize(
    ("words", "sure", "found"),
    [
        ("北京样例云图科技有限公司", 0.4, 1),  # nothing else in a ring ends so
        ("北京样例云图科技有限公", 0.4, 0),
        ("样例大学", 0.4, 0),
        ("样例大学", 0.6, 1),
        ("北京样例云图科技有限公司", 0.1, 0),
    ],
)
def test_a_ring_whose_rim_is_broken_is_told_by_its_words(
    words: str, sure: float, found: int
) -> None:
    image = page()
    ring_on(image, (500, 800), 80, DARK)
    cv2.rectangle(image, (440, 860), (560, 890), (255, 255, 255), -1)  # a quarter of the rim
    (outline,) = candidates(inks_of(image))
    assert outline.ring.coverage < 0.85
    seals = find_seals(image, lambda lines: [said(words, sure) for _ in lines])
    assert len(seals) == found


def test_a_square_frame_needs_text() -> None:
    image = page()
    cv2.rectangle(image, (400, 500), (480, 580), RED, 3)
    cv2.putText(image, "AB", (410, 555), cv2.FONT_HERSHEY_SIMPLEX, 1.5, RED, 4)
    assert [c.shape for c in candidates(inks_of(image))] == ["square"]
    assert find_seals(image, nothing) == []


def test_a_frame_full_of_words_stands_though_they_are_not_made_out() -> None:
    """Not to see it would say that no seal is there."""
    image = page()
    cv2.rectangle(image, (500, 700), (640, 840), (60, 60, 220), 5)
    for n in range(4):
        cv2.putText(image, "HHHH", (512, 735 + 30 * n), 0, 0.9, (60, 60, 220), 3)
    found = find_seals(image, lambda lines: [said("章司有实北财限生京务", 0.4) for _ in lines])
    assert [seal.shape for seal in found] == ["square"]
    assert found[0].confidence < 0.3
    assert find_seals(image, lambda lines: [said("章司有", 0.4) for _ in lines]) == []


def test_a_grey_ring_without_text_is_no_seal() -> None:
    image = page()
    ring_on(image, (400, 500), 80, DARK)
    assert find_seals(image, nothing) == []


def test_a_ring_of_a_table_of_lines_is_not_imagined() -> None:
    image = page()
    for y in range(100, 1100, 40):
        cv2.line(image, (60, y), (760, y), DARK, 2)
    for x in range(60, 800, 100):
        cv2.line(image, (x, 100), (x, 1100), DARK, 2)
    assert candidates(inks_of(image)) == []


@pytest.mark.parametrize("seed", [0, 5, 38])
def test_an_oval_of_a_red_form_is_not_imagined(seed: int) -> None:
    """The lines and labels of a household register meet a large oval all round."""
    image = page(2339, 1656)
    heights = np.random.default_rng(seed).integers(48, 75, 11)
    ys = [int(y) for y in np.cumsum([1170, *heights])]
    for y in ys:
        cv2.line(image, (215, y), (1430, y), RED, 4)
    for x in (215, 390, 950, 1125, 1430):
        cv2.line(image, (x, ys[0]), (x, ys[-1]), RED, 4)
    for y, x, n in itertools.product(ys[:-1], (230, 965), range(4)):
        left = x + 34 * n
        cv2.rectangle(image, (left, y + 16), (left + 24, y + 40), RED, 2)
        cv2.line(image, (left, y + 28), (left + 24, y + 28), RED, 2)
    assert [one for one in candidates(inks_of(image)) if one.is_whole] == []


def test_a_red_bar_and_a_red_frame_are_no_seals() -> None:
    image = page()
    cv2.rectangle(image, (0, 0), (826, 60), RED, -1)
    cv2.rectangle(image, (30, 100), (796, 1140), RED, 4)
    cv2.putText(image, "TITLE", (250, 220), cv2.FONT_HERSHEY_SIMPLEX, 3, RED, 8)
    assert find_seals(image, always) == []


def test_a_filled_disc_is_no_seal() -> None:
    image = page()
    cv2.circle(image, (400, 500), 70, RED, -1, cv2.LINE_AA)
    assert find_seals(image, nothing) == []


def test_a_reading_whose_characters_do_not_fit_the_ring_is_not_trusted() -> None:
    image = page()
    ring_on(image, (400, 500), 100, RED)

    def one_short(lines: Sequence[Image]) -> list[ScoredText]:
        return [said("北京样例云图技有限公司", 0.999) for _ in lines]

    (right,) = find_seals(image, always)
    (wrong,) = find_seals(image, one_short)
    assert right.confidence > 0.9
    assert wrong.confidence <= 0.5


def test_a_broken_ring_that_names_a_body_stands_however_badly_it_was_read() -> None:
    """Faint ink over the rules of a table: not to see it would say that no seal is there."""
    image = page()
    ring_on(image, (500, 800), 80, (150, 150, 235))
    cv2.ellipse(image, (500, 800), (80, 80), 0, 45, 135, (255, 255, 255), 8)

    def badly(lines: Sequence[Image]) -> list[ScoredText]:
        return [said("国家税务局北京市东城区税务局", 0.6) for _ in lines]

    (seal,) = find_seals(image, badly)
    assert seal.colour == "red" and seal.confidence <= 0.3


def test_a_window_s_blue_bar_is_no_seal() -> None:
    """The edges of what is drawn on it make no ring; its ink is not taken away as a seal's."""
    image = page()
    cv2.rectangle(image, (30, 40), (800, 105), (190, 110, 40), -1)
    cv2.circle(image, (300, 72), 29, (255, 255, 255), -1, cv2.LINE_AA)
    assert dark_bars(inks_of(image))
    assert candidates(inks_of(image)) == []
    ring_on(image, (400, 600), 80, (190, 110, 40))
    assert [found.colour for found in candidates(inks_of(image))] == ["blue"]


def test_print_is_no_bar() -> None:
    image = page()
    print_on(image)
    assert dark_bars(inks_of(image)) == []
