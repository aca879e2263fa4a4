"""The text layer of a PDF page: lines of words with their boxes. A claim, not a reading."""

from pathlib import Path

import pdfplumber

from pipeline.models.geometry import Box
from pipeline.models.page import Line

MOST_CHARACTERS = 60_000
GAP = 1.2  # words farther apart than this many character heights are separate lines


def layer_lines(path: Path, number: int) -> tuple[Line, ...]:
    """The lines of page `number`, boxes as fractions of the stored page; empty without text."""
    try:
        with pdfplumber.open(path) as document:
            page = document.pages[number - 1]
            if not page.chars or len(page.chars) > MOST_CHARACTERS:
                return ()
            width, height = float(page.width), float(page.height)
            words = page.dedupe_chars().extract_words(
                x_tolerance_ratio=GAP, y_tolerance=2, keep_blank_chars=True, return_chars=True
            )
            x0, y0 = page.bbox[0], page.bbox[1]
            return tuple(
                line for word in words if (line := _line(word, x0, y0, width, height)) is not None
            )
    except Exception:  # pdfminer raises many things on broken files; the page picture remains
        return ()


def _line(
    word: dict[str, object], x0: float, y0: float, width: float, height: float
) -> Line | None:
    chars = word["chars"]
    assert isinstance(chars, list)
    text = "".join(str(c["text"])[:1] or " " for c in chars)
    if not text.strip():
        return None
    left, right = float(chars[0]["x0"]), float(chars[-1]["x1"])
    top, bottom = float(str(word["top"])), float(str(word["bottom"]))
    span = max(1e-6, right - left)
    cuts = [*((float(c["x0"]) - left) / span for c in chars), 1.0]
    box = Box(
        (left - x0) / width, (top - y0) / height, (right - x0) / width, (bottom - y0) / height
    )
    return Line(
        text=text,
        box=box,
        quad=(box.x0, box.y0, box.x1, box.y0, box.x1, box.y1, box.x0, box.y1),
        confidence=1.0,
        cuts=tuple(cuts),
        certainty=(1.0,) * len(text),
    )
