"""A grey seal thins to paper where it is fainter than the text it crosses."""

import cv2
import numpy as np

from core.models.geometry import Box
from core.models.page import Colour, Seal
from pipeline.reading.imaging.greyseal import Image, without_grey_seals

SIZE = 400
BOX = Box(0.25, 0.25, 0.75, 0.75)


def page(seal: int, text: int) -> Image:
    """A ring of one grey and a stroke of another across it, on white paper."""
    image = np.full((SIZE, SIZE, 3), 250, dtype=np.uint8)
    cv2.circle(image, (200, 200), 97, (seal,) * 3, 6)
    cv2.circle(image, (200, 200), 30, (seal,) * 3, 6)
    cv2.line(image, (20, 200), (380, 200), (text,) * 3, 8)
    return image


def seal(colour: Colour = "grey") -> Seal:
    return Seal(
        kind="official", text="", ring="", centre="", shape="round", colour=colour,
        confidence=0, box=BOX,
    )  # fmt: skip


def test_text_stays_and_the_seal_goes() -> None:
    clean = without_grey_seals(page(150, 30), [seal()])
    assert clean[200, 60:340].max() < 60  # the stroke, all along
    assert clean[103, 200].min() > 230  # the ring's top
    assert clean[170, 200].min() > 230  # the inner ring
    assert (clean[:80] == page(150, 30)[:80]).all()  # nothing outside is touched


def test_a_seal_as_dark_as_the_text_stays() -> None:
    """Else the text would go with it."""
    image = page(60, 60)
    assert (without_grey_seals(image, [seal()]) == image).all()


def test_coloured_seals_are_left_to_colour_separation() -> None:
    image = page(150, 30)
    assert without_grey_seals(image, [seal("red")]) is image


def test_a_speck_of_a_seal_is_left_alone() -> None:
    tiny = seal().model_copy(update={"box": Box(0.5, 0.5, 0.51, 0.51)})
    image = page(150, 30)
    assert (without_grey_seals(image, [tiny]) == image).all()
