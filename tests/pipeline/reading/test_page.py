"""Pages that are nearly white: faint print is read, and only an empty back is blank."""

import cv2
import numpy as np
from PIL import Image as Pictures
from PIL import ImageDraw

from generator.fonts import font
from pipeline.reading.imaging.crops import Image
from pipeline.reading.imaging.ink import is_blank
from pipeline.reading.ocr.engine import Engine
from pipeline.reading.page import read_page

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
