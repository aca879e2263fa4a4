"""A test reading: checks that an engine works, with its models and libraries."""

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from core.errors import ToolMissing
from pipeline.reading.ocr.engine import Engine

TEXT = "2026-10-15"


def trial(engine: Engine) -> None:
    """Read a drawn line with the engine. Raises ToolMissing if it cannot."""
    engine.probe()
    picture = Pillow.new("RGB", (300, 60), "white")
    ImageDraw.Draw(picture).text((20, 8), TEXT, fill="black", font=ImageFont.load_default(40))
    try:
        readings = engine.recognise([np.asarray(picture)[:, :, ::-1].copy()])
    except Exception as error:  # a broken model or library may raise any exception
        kind = type(error).__name__
        raise ToolMissing(
            f"{engine.name}：试读失败（{kind}）", f"{engine.name}: a trial reading failed ({kind})"
        ) from error
    seen = readings[0].text if readings else ""
    if [ch for ch in seen if ch.isdigit()] != [ch for ch in TEXT if ch.isdigit()]:
        raise ToolMissing(
            f"{engine.name}：试读有误：{seen!r}", f"{engine.name}: misread a drawn date: {seen!r}"
        )
