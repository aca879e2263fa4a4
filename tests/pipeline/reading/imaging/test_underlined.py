"""Blanks to fill in: what is written on one, and an empty one."""

import re

import cv2
import numpy as np
import pytest

from pipeline.reading.imaging.crops import Image
from pipeline.reading.imaging.underlined import blanks_of, written_blank
from pipeline.reading.ocr.engine import Engine
from pipeline.reading.page import read_page
from tests.pipeline.reading.drawn import Said, page

BLANK = [(0.4, 1.0)]


def line(written: str = "", rule: int = 92) -> Image:
    """A label, a rule of 150 pixels, and what stands on it; as much as a line's quad holds."""
    drawn = page([Said(50, 56, "性别："), Said(215, 56, written)])
    cv2.line(drawn, (160, rule), (310, rule), (40, 40, 40), 2)
    return drawn


def cut(picture: Image) -> Image:
    return np.ascontiguousarray(picture[50:102, 46:314])


def test_a_blank_with_ink_over_it_is_shown_without_its_rule() -> None:
    bare = written_blank(cut(line("女")), BLANK)
    assert bare is not None
    rows = (bare[:, 130:].max(axis=2) < 120).mean(axis=1)
    assert rows[:38].max() > 0.05 and rows[40:].max() < 0.05


def test_an_empty_blank_is_left_as_it_is() -> None:
    assert written_blank(cut(line()), BLANK) is None


@pytest.mark.parametrize(
    ("text", "cuts", "blanks"),
    [
        ("性别:__", (0.0, 0.15, 0.3, 0.4, 0.7, 1.0), [(0.4, 1.0)]),
        ("性别:", (0.0, 0.15, 0.3, 0.4), [(0.4, 1.0)]),
        ("性别:_女", (0.0, 0.15, 0.3, 0.4, 0.7, 0.95), []),
        ("性别:__", (), []),
    ],
)
def test_a_blank_is_what_was_read_as_a_rule_or_not_at_all(
    text: str, cuts: tuple[float, ...], blanks: list[tuple[float, float]]
) -> None:
    assert blanks_of(text, cuts, 5.0) == blanks


@pytest.mark.engine
@pytest.mark.parametrize("written", ["女", "男"])
def test_it_is_read(written: str, engine: Engine) -> None:
    text = "".join(one.text for one in read_page(line(written), engine).page.lines)
    assert re.sub("[_ ]", "", text).replace(":", "：") == f"性别：{written}"
