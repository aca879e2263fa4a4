"""Labels set from top to bottom that the detector found in pieces."""

import cv2
import numpy as np
import pytest

from pipeline.reading.imaging.crops import Image, Quad
from pipeline.reading.imaging.ink import Inks, inks_of
from pipeline.reading.imaging.stacked import with_stacks
from pipeline.reading.ocr.engine import Engine
from pipeline.reading.page import read_page
from pipeline.reading.turned import turned_things
from tests.pipeline.reading.drawn import Said, page, quad

SIZE = (600, 800)
PIECES = [quad(100, 100, 126, 126), quad(100, 138, 126, 200), quad(102, 212, 128, 310)]


def sheet(rule: int | None = None) -> Inks:
    picture = np.full((SIZE[1], SIZE[0], 3), 255, np.uint8)
    if rule is not None:
        cv2.line(picture, (40, rule), (560, rule), (0, 0, 0), 2)
    return inks_of(picture)


def boxes(quads: list[Quad]) -> set[tuple[float, ...]]:
    return {tuple(np.concatenate([q.min(axis=0), q.max(axis=0)]).tolist()) for q in quads}


def test_the_pieces_of_one_label_are_joined() -> None:
    line = quad(200, 100, 500, 126)
    assert boxes(with_stacks([line, *PIECES], sheet(), SIZE)) == {
        (200, 100, 500, 126),
        (100, 100, 128, 310),
    }


@pytest.mark.parametrize(
    "pieces",
    [
        [quad(100, 100 + 40 * n, 126, 126 + 40 * n) for n in range(5)],  # one character a row
        [PIECES[1], quad(160, 212, 186, 310)],  # another column
        [PIECES[1], quad(100, 260, 126, 340)],  # too far below
        [PIECES[1], quad(90, 212, 150, 310)],  # another size
    ],
)
def test_others_stay(pieces: list[Quad]) -> None:
    assert boxes(with_stacks(pieces, sheet(), SIZE)) == boxes(pieces)


def test_labels_of_two_cells_stay_two() -> None:
    two = [PIECES[1], quad(100, 216, 126, 300)]
    assert len(with_stacks(two, sheet(), SIZE)) == 1
    assert boxes(with_stacks(two, sheet(rule=208), SIZE)) == boxes(two)


def form() -> Image:
    """A cell whose label is set with gaps, its words beside it, and lines of type around."""
    label = [Said(100, 300 + 54 * n, letter) for n, letter in enumerate("用人单位意见")]
    words = [
        Said(300, 120 + 60 * n, "本人在持证期间遵纪守法，依法纳税，与用人单位劳动关系未发生变化。")
        for n in range(2)
    ]
    drawn = page([*words, *label, Said(320, 330, "同意续签")])
    for y in (270, 650):
        cv2.line(drawn, (60, y), (1340, y), (60, 60, 60), 2)
    for x in (60, 200, 1340):
        cv2.line(drawn, (x, 270), (x, 650), (60, 60, 60), 2)
    return drawn


@pytest.mark.engine
def test_it_is_read_as_the_page_s_own(engine: Engine) -> None:
    read = read_page(form(), engine)
    assert "用人单位意见" in {line.text for line in read.page.lines}
    assert read.askew == ()


@pytest.mark.engine
def test_its_pieces_are_no_thing_that_lies_otherwise(engine: Engine) -> None:
    """Characters from top to bottom are read like a line that runs up the page."""
    pieces = [quad(94, y0, 138, y1) for y0, y1 in ((296, 400), (402, 506), (508, 616))]
    assert turned_things(form(), pieces, [], [], engine) == {}
