"""Small unique packets: the system's record and a page to read."""

import json
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

RECORD = {"service": "address_change", "submission_date": "2025-03-03"}
LINES = 4


def packet(folder: Path, rng: random.Random, unit: str = "", *, page: bool = True) -> Path:
    """Write a packet; without `unit` it gets its own unit; without a page it is only a record."""
    folder.mkdir(parents=True)
    name = f"{unit or folder.name}公司"
    record = {**RECORD, "applicant": {"name": "样例"}, "unit": {"name": name}}
    (folder / "application.json").write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    if not page:
        return folder
    picture = Image.new("RGB", (640, 60 * LINES + 20), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(36)
    for number in range(LINES):
        draw.text((20, 14 + 60 * number), f"{rng.getrandbits(60):020d}", fill="black", font=font)
    picture.save(folder / "scan.png")
    return folder
