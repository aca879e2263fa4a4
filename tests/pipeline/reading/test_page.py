"""Pages that are nearly white, and pages whose coloured ink is taken out before lines are found."""

from dataclasses import dataclass, field

import cv2
import numpy as np
import pytest
from PIL import Image as Pictures
from PIL import ImageDraw

from generator.fonts import font
from pipeline.reading.imaging.crops import Image
from pipeline.reading.imaging.ink import is_blank
from pipeline.reading.ocr.engine import Engine
from pipeline.reading.ocr.remembered import RememberingEngine
from pipeline.reading.page import read_page
from tests.pipeline.reading.drawn import Said, page, pressed

TEXT = ("离婚证", "持证人：吕晓", "登记日期：2025年09月03日", "字号：L110101-2025-429670")


def printed(shade: int) -> Image:
    """A page of a few lines in a grey as light as asked for."""
    page = Pictures.new("RGB", (1240, 1754), (253, 253, 253))
    draw = ImageDraw.Draw(page)
    for n, text in enumerate(TEXT):
        draw.text((200, 220 + 90 * n), text, fill=(shade,) * 3, font=font("song", 34))
    return np.ascontiguousarray(np.array(page)[:, :, ::-1])


def test_faint_print_is_read(engine: Engine) -> None:
    picture = printed(195)
    assert is_blank(picture)
    page = read_page(picture, engine).page
    assert not page.blank
    assert [line.text for line in page.lines] == list(TEXT)
    assert page.ink is not None
    assert page.ink.share(page.lines[1].box) > 0.02


def test_an_empty_page_is_blank(engine: Engine) -> None:
    assert read_page(printed(253), engine).page.blank


def test_print_that_shines_through_from_the_other_side_is_no_text(engine: Engine) -> None:
    picture = cv2.GaussianBlur(np.ascontiguousarray(printed(200)[:, ::-1]), (5, 5), 0)
    assert is_blank(picture)
    page = read_page(np.asarray(picture, dtype=np.uint8), engine).page
    assert page.blank and page.lines == ()


ROWS = [
    Said(150, 200, "住所 海淀区青竹街道万和丽北路八号"),
    Said(150, 280, "注册资本 贰佰万元整"),
    Said(150, 360, "成立日期 2017年07月25日"),
]


@dataclass
class Looking(RememberingEngine):
    """An engine that keeps the sizes of what the detector was shown."""

    shown: list[tuple[int, ...]] = field(default_factory=list)

    def detect(self, image: Image, scale: float | None = None) -> list[np.ndarray]:  # type: ignore[type-arg]
        self.shown.append(image.shape[:2])
        return super().detect(image, scale)


def test_lines_below_a_seal_are_found_in_one_look(engine: Engine) -> None:
    looking = Looking(engine)
    picture = pressed(page(ROWS), "北京样例云图科技有限公司", 380, 170)
    read = read_page(picture, looking).page
    assert len(read.seals) == 1
    assert [line.text.replace(" ", "") for line in read.lines] == [
        row.text.replace(" ", "") for row in ROWS
    ]
    assert len(looking.shown) == 1


def test_red_print_in_a_ring_that_is_no_seal_is_found_in_a_second_look(engine: Engine) -> None:
    looking = Looking(engine)
    picture = page(ROWS)
    cv2.circle(picture, (900, 700), 150, (40, 40, 210), 5, cv2.LINE_AA)
    cv2.putText(picture, "20260415", (800, 710), 0, 1.4, (40, 40, 210), 3, cv2.LINE_AA)
    read = read_page(picture, looking).page
    assert read.seals == ()
    assert "20260415" in [line.text for line in read.lines]
    assert len(looking.shown) > 1


DUSTY = [
    Said(100 + 640 * (n % 2), 120 + 60 * (n // 2), f"2022-{n + 1:02} 正常工资薪金 33,05{n}.60")
    for n in range(12)
]


@pytest.mark.parametrize("scale", [1.0, 4 / 3])
def test_lines_among_many_specks_are_read(scale: float, engine: Engine) -> None:
    """A PDF's page is drawn at 200 dpi: the specks of a scan at 150 are larger there."""
    picture = page(DUSTY, size=20)
    dice = np.random.default_rng(5)
    for shade in (30, 250):
        spots = (dice.random(picture.shape[:2]) < 0.0025).astype(np.uint8)
        picture[cv2.dilate(spots, np.ones((2, 2), np.uint8)) > 0] = shade
    whole = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    read = read_page(np.asarray(whole, np.uint8), engine).page
    assert len(read.lines) == len(DUSTY)
    text = "".join(line.text.replace(" ", "") for line in read.lines)
    assert sum(f"33,05{n}.60" in text for n in range(12)) >= 6
    assert sum(f"2022-{n + 1:02}" in text for n in range(12)) >= 6
