"""Print that a blue pen crosses is read, in doubt; a note beside print changes nothing."""

import numpy as np
from PIL import Image as Pictures
from PIL import ImageDraw

from generator.fonts import font
from pipeline.reading.crossed import written_over
from pipeline.reading.imaging.crops import Image
from pipeline.reading.imaging.ink import inks_of
from pipeline.reading.ocr.engine import Engine
from pipeline.reading.page import read_page

PRINT = (
    "兹证明翟柏凤自二〇一八年七月起在我公司担任市场总监职务，现已与",
    "我公司解除劳动关系，离职手续已经全部办理完毕，特此证明。",
)
NOTE = "仅供办理北京市工作居住证使用，再次复印无效"


def noted(down: int, pen: tuple[int, int, int] = (40, 60, 190)) -> Image:
    """A page of four lines with a slanting note over or below the last two of them."""
    page = Pictures.new("RGB", (1240, 1754), (252, 252, 252))
    draw = ImageDraw.Draw(page)
    draw.text((450, 140), "解除劳动关系证明", fill=(20, 20, 20), font=font("song", 40))
    for n, text in enumerate(PRINT):
        draw.text((120, 300 + 48 * n), text, fill=(25, 25, 25), font=font("song", 30))
    draw.text((120, 460), "样例科技有限公司", fill=(25, 25, 25), font=font("song", 30))
    note = Pictures.new("L", (1000, 90), 0)
    ImageDraw.Draw(note).text((10, 10), NOTE, fill=255, font=font("pen", 42))
    note = note.rotate(-1.5, expand=True)
    page.paste(Pictures.new("RGB", note.size, pen), (140, down), note)
    return np.ascontiguousarray(np.array(page)[:, :, ::-1])


def test_crossed_print_is_read_in_doubt(engine: Engine) -> None:
    lines = read_page(noted(285), engine).page.lines
    text = "".join(line.text for line in lines)
    assert "担任市场总监职务" in text and "样例科技有限公司" in text
    crossed = next(line for line in lines if "市场总监" in line.text)
    plain = next(line for line in lines if "样例科技" in line.text)
    assert crossed.confidence < 0.9 < plain.confidence


def test_a_note_beside_the_print_is_left_alone(engine: Engine) -> None:
    picture = noted(700)
    quads = engine.detect(picture)
    assert written_over(quads, inks_of(picture), (1240, 1754)) == []
    lines = read_page(picture, engine).page.lines
    assert any("工作居住证" in line.text for line in lines)
    assert min(line.confidence for line in lines if line.text in PRINT) > 0.9
