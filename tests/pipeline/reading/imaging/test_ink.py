"""Ink maps, blank and grey pages, and text freed of the seal above it."""

import cv2
import numpy as np
import pytest

from core.models.geometry import Box
from core.models.page import Seal
from pipeline.reading.imaging.ink import ink_map, is_blank, is_grey
from pipeline.reading.imaging.separate import Colour, Image, without_seal_ink

RED = (60, 50, 205)
BLUE_PEN = (170, 70, 40)


def page(tint: tuple[int, int, int] = (255, 255, 255)) -> Image:
    image = np.full((1170, 827, 3), 0, dtype=np.uint8)
    image[:] = tint
    return image


def seal(box: Box, colour: Colour = "red") -> Seal:
    return Seal(
        kind="official", text="", ring="", centre="", shape="round", colour=colour,
        confidence=0.0, box=box,
    )  # fmt: skip


@pytest.mark.parametrize("pen", [(30, 30, 30), BLUE_PEN])
def test_a_signature_shows_on_the_ink_map(pen: tuple[int, int, int]) -> None:
    image = page((205, 225, 235))
    cv2.putText(image, "Lin", (500, 900), cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 2, pen, 3)
    ink = ink_map(image)
    assert (ink.columns, ink.rows) == (160, 226)
    assert ink.share(Box(0.58, 0.7, 0.75, 0.8)) > 0.02
    assert ink.share(Box(0.1, 0.1, 0.5, 0.6)) == 0.0


def test_red_seal_ink_is_not_on_the_ink_map() -> None:
    image = page()
    cv2.circle(image, (400, 500), 80, RED, 8)
    assert ink_map(image).share(Box(0.3, 0.3, 0.7, 0.6)) < 0.002


def test_a_shaded_dusty_back_is_blank_and_a_line_of_text_is_not() -> None:
    shade = np.linspace(170, 240, 827, dtype=np.float64)
    back = np.repeat(np.tile(shade, (1170, 1))[:, :, None], 3, axis=2).astype(np.uint8)
    back[:20] = 30
    back[600, 400] = 0
    assert is_blank(back)
    cv2.putText(back, "page 7", (300, 600), cv2.FONT_HERSHEY_SIMPLEX, 1, (20, 20, 20), 2)
    assert not is_blank(back)


def test_a_copy_with_a_fresh_red_seal_is_grey() -> None:
    image = page((222, 222, 222))
    cv2.putText(image, "COPY", (100, 300), cv2.FONT_HERSHEY_SIMPLEX, 3, (60, 60, 60), 6)
    cv2.circle(image, (400, 700), 80, RED, 5)
    box = Box(0.37, 0.52, 0.6, 0.68)
    assert is_grey(image)
    assert is_grey(image, [seal(box)])
    assert not is_grey(image, [seal(Box(0.0, 0.0, 0.1, 0.1))])


def test_a_page_with_blue_writing_is_not_grey() -> None:
    image = page()
    cv2.putText(image, "Lin Mo", (300, 900), cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 3, BLUE_PEN, 5)
    assert not is_grey(image)


@pytest.mark.parametrize("colour", ["red", "blue"])
def test_taking_a_seal_out_leaves_the_text_below(colour: Colour) -> None:
    text = page((225, 238, 242))
    cv2.putText(text, "20240318", (300, 515), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (35, 35, 35), 4)
    under = text.copy()
    dye = np.full_like(text, 255)
    cv2.circle(dye, (430, 500), 70, RED if colour == "red" else (190, 70, 40), 14)
    stamped = cv2.multiply(under, dye, scale=1 / 255)
    box = Box(350 / 827, 420 / 1170, 510 / 827, 580 / 1170)
    clean = without_seal_ink(np.asarray(stamped, dtype=np.uint8), [seal(box, colour)])
    rows, columns = slice(425, 575), slice(355, 505)
    before = np.abs(stamped[rows, columns].astype(int) - text[rows, columns]).mean()
    after = np.abs(clean[rows, columns].astype(int) - text[rows, columns]).mean()
    assert after < 0.25 * before


def test_nothing_outside_the_seals_boxes_is_touched() -> None:
    image = page()
    cv2.circle(image, (400, 500), 80, RED, 8)
    clean = without_seal_ink(image, [seal(Box(0.35, 0.35, 0.45, 0.45))])
    outside = np.ones(image.shape[:2], dtype=bool)
    outside[int(0.35 * 1170) : int(0.45 * 1170) + 1, int(0.35 * 827) : int(0.45 * 827) + 1] = False
    assert np.array_equal(clean[outside], image[outside])
    assert not np.array_equal(clean, image)


def test_a_grey_seal_is_left_alone() -> None:
    image = page()
    cv2.circle(image, (400, 500), 80, (90, 90, 90), 8)
    assert np.array_equal(without_seal_ink(image, [seal(Box(0, 0, 1, 1), "grey")]), image)
