"""Characters that stand alone, which the detector sees no line in."""

import cv2
import pytest

from core.models.geometry import Box
from pipeline.reading.alone import read_alone
from pipeline.reading.imaging.crops import Image, Quad
from pipeline.reading.imaging.ink import inks_of
from pipeline.reading.ocr.rapid import RapidOcr
from pipeline.reading.page import read_page
from tests.pipeline.reading.drawn import HEIGHT, WIDTH, Said, page, quad

SIZE = 32
LABELS = [
    Said(150, 200, "姓名"),
    Said(150, 280, "性别"),
    Said(150, 360, "民族"),
    Said(150, 440, "公民身份号码"),
]
ADDRESS = Said(150, 600, "佛山市南海区青竹镇万和工业园丽北一路三座之")


def around(row: Said) -> Quad:
    x0, y0, x1, y1 = row.x - 4, row.y, row.x + len(row.text) * SIZE + 4, row.y + 1.4 * SIZE
    return quad(x0, y0, x1, y1)


def alone(
    picture: Image, engine: RapidOcr, known: list[Said], taken: tuple[Box, ...] = ()
) -> list[str]:
    quads = [around(row) for row in known]
    found = read_alone(picture, inks_of(picture), quads, taken, engine)
    return [reading.text for _, reading in found]


@pytest.mark.parametrize("face", ["serif", "sans", "kai"])
@pytest.mark.parametrize("text", ["女", "男", "汉", "硕士"])
def test_a_character_behind_a_label_is_read(engine: RapidOcr, text: str, face: str) -> None:
    picture = page([*LABELS, Said(260, 280, text)], face=face)
    assert alone(picture, engine, LABELS) == [text]


@pytest.mark.parametrize("text", ["一", "之一", "号"])
def test_what_wrapped_below_a_long_line_is_read(engine: RapidOcr, text: str) -> None:
    picture = page([*LABELS, ADDRESS, Said(150, 645, text)])
    assert alone(picture, engine, [*LABELS, ADDRESS]) == [text]


def test_its_place_is_that_of_the_character(engine: RapidOcr) -> None:
    picture = page([*LABELS, Said(260, 280, "女")])
    quads = [around(row) for row in LABELS]
    [(quad, reading)] = read_alone(picture, inks_of(picture), quads, (), engine)
    assert 255 <= quad[0, 0] <= 270
    assert 285 <= quad[1, 0] <= 300
    assert reading.cuts == (0.0, 1.0)


@pytest.mark.parametrize(
    "said",
    [
        Said(900, 280, "女"),  # too far from any label
        Said(260, 310, "女"),  # between two rows
        Said(600, 900, "女"),  # beside nothing
        Said(150, 820, "一"),  # far below the long line
    ],
)
def test_a_character_without_a_line_it_belongs_to_is_left(engine: RapidOcr, said: Said) -> None:
    picture = page([*LABELS, ADDRESS, said])
    assert alone(picture, engine, [*LABELS, ADDRESS]) == []


def test_boxes_rules_and_stains_are_no_characters(engine: RapidOcr) -> None:
    picture = page([*LABELS, ADDRESS])
    cv2.rectangle(picture, (262, 288), (286, 312), (40, 40, 40), 2)
    cv2.line(picture, (250, 395), (450, 395), (40, 40, 40), 2)
    cv2.circle(picture, (275, 222), 11, (60, 60, 60), -1)
    cv2.line(picture, (150, 680), (175, 700), (60, 60, 60), 3)
    assert alone(picture, engine, [*LABELS, ADDRESS]) == []


def test_what_a_seal_covers_is_left_to_it(engine: RapidOcr) -> None:
    picture = page([*LABELS, Said(260, 280, "女")])
    seal = Box(240 / WIDTH, 250 / HEIGHT, 340 / WIDTH, 350 / HEIGHT)
    assert alone(picture, engine, LABELS, (seal,)) == []


def test_a_page_gives_each_character_once(engine: RapidOcr) -> None:
    """Whether or not the detector saw them."""
    rows = [*LABELS, Said(260, 280, "女"), Said(260, 360, "汉"), ADDRESS, Said(150, 645, "一")]
    lines = read_page(page(rows), engine).page.lines
    text = "".join(line.text for line in lines).replace(" ", "")
    assert sorted(text) == sorted("".join(row.text for row in rows))
