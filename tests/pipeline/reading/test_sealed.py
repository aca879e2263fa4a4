"""Dates that a seal was pressed upon."""

import numpy as np
import pytest

from core.models.geometry import Box
from core.models.page import Line
from pipeline.reading.ocr.engine import LineReading
from pipeline.reading.ocr.rapid import RapidOcr
from pipeline.reading.sealed import _is_broken_date, _whole_date, under_seals
from tests.pipeline.reading.drawn import HEIGHT, WIDTH, Said, page, pressed, seal_at

NAME = "北京晨光数据科技有限公司"
DAY = "2022年03月10日"


def line(text: str, sure: float = 0.9, box: Box = Box(0.1, 0.1, 0.3, 0.13)) -> Line:
    corners = (box.x0, box.y0, box.x1, box.y0, box.x1, box.y1, box.x0, box.y1)
    return Line(
        text=text, box=box, quad=corners, confidence=sure,
        cuts=tuple(np.linspace(0, 1, len(text) + 1).tolist()), certainty=(sure,) * len(text),
    )  # fmt: skip


def reading(text: str, sure: float) -> LineReading:
    cuts = tuple(np.linspace(0, 1, len(text) + 1).tolist())
    return LineReading(text, sure, cuts, (sure,) * len(text))


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("2022 年03052月10日", True),
        ("201年09月26日", True),
        ("2046年0601日", True),
        ("2022年 3月 10日", False),
        ("签发日期：2022年03月10日", False),
        ("登记机关", False),
        ("京（2019）朝不动产权第0034159号", False),
    ],
)
def test_a_date_that_is_none_is_known(text: str, broken: bool) -> None:
    assert _is_broken_date(text) is broken


def test_a_whole_date_takes_the_place_of_a_broken_one_and_stays_in_doubt() -> None:
    ways = [reading("2022年0305月1日", 0.99), reading(DAY, 0.8), reading("2022年08月10日", 0.6)]
    found = _whole_date(line("2022年03052月10日"), ways)
    assert found.text == DAY
    assert found.surety() < 0.8


def test_a_reading_with_other_words_takes_no_place() -> None:
    broken = line("填表日期2022年03052月10日")
    assert _whole_date(broken, [reading(DAY, 0.99)]) == broken
    assert _whole_date(broken, [reading("填表日期2022年13月10日", 0.99)]) == broken


@pytest.mark.parametrize("x", [300, 360, 420])
def test_a_date_below_a_seal_is_read_whole(engine: RapidOcr, x: int) -> None:
    """Whatever was read at first: here it had taken up figures of the seal."""
    picture = pressed(page([Said(400, 500, DAY)]), NAME, x, 330)
    there = Box(396 / WIDTH, 498 / HEIGHT, 680 / WIDTH, 544 / HEIGHT)
    [found] = under_seals(
        [line("2022年03052月10日", 0.5, there)], [seal_at(x, 330, NAME)], picture, engine
    )
    assert found.text.replace(" ", "") == DAY
    assert found.sealed
