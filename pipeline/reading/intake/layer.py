"""The text layer of a PDF page: lines of words with their boxes. It is a claim, not a reading."""

from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium
from pdfplumber.page import Page

from core.limits import limits
from core.models.geometry import Box
from core.models.page import Line
from core.text.fold import ordinary
from pipeline.reading.intake.deadline import deadline

UNIT_RANGE = (0.1, 100.0)  # of a page's own unit, in points
WHOLE = 0.9  # share of the page: a picture this large is the page itself
UNMAPPED = "\ufffd"
GAP = 1.2  # in character heights: words farther apart are separate lines


class _Frame(NamedTuple):
    """The visible part of a page, in pdfplumber's coordinates."""

    x0: float
    top: float
    width: float
    height: float

    def shows(self, thing: dict[str, object]) -> bool:
        """Whether the middle of a character is visible: text beyond the edge does not count."""
        x = (_number(thing["x0"]) + _number(thing["x1"])) / 2 - self.x0
        y = (_number(thing["top"]) + _number(thing["bottom"])) / 2 - self.top
        return 0 <= x <= self.width and 0 <= y <= self.height


def layer_lines(path: Path, number: int) -> tuple[Line, ...]:
    """The lines of page `number`, boxes as fractions of the stored page; empty without text."""
    try:
        if not 0 < _count(path, number) <= limits().page_characters:
            return ()
        with deadline(limits().layer_seconds), pdfplumber.open(path) as document:
            page = document.pages[number - 1]
            if len(page.chars) > limits().page_characters:
                return ()
            frame = _frame(page)
            shown = page.filter(lambda thing: _runs_right(thing) and frame.shows(thing))
            words = shown.dedupe_chars().extract_words(
                x_tolerance_ratio=GAP, y_tolerance=2, keep_blank_chars=True, return_chars=True
            )
            return tuple(line for word in words if (line := _line(word, frame)) is not None)
    except Exception:  # pdfminer raises many exceptions on broken files; the page picture remains
        return ()


def user_unit(path: Path, number: int) -> float:
    """The page's unit in 1/72 inch; 1 if it is not stated."""
    try:
        with deadline(limits().layer_seconds), pdfplumber.open(path) as document:
            unit = float(document.pages[number - 1].page_obj.attrs.get("UserUnit", 1.0))
    except Exception:  # as in layer_lines
        return 1.0
    return unit if UNIT_RANGE[0] <= unit <= UNIT_RANGE[1] else 1.0


def _runs_right(thing: dict[str, Any]) -> bool:
    """Whether it is an upright character: rotated words are left out."""
    return thing["object_type"] == "char" and bool(thing["upright"]) and thing["matrix"][0] > 0


def _count(path: Path, number: int) -> int:
    """The page's number of characters: PDFium counts at once, pdfminer may take minutes.

    The invisible text of a scanner's own OCR does not count.
    """
    document = pypdfium2.PdfDocument(path)
    try:
        page = document[number - 1]
        return int(page.get_textpage().count_chars()) if is_drawn(page) else 0
    finally:
        document.close()


def is_drawn(page: pypdfium2.PdfPage) -> bool:
    """Whether any of its text is drawn visibly.

    A scanner's own OCR text is not: it is invisible over the picture, or hidden under it.
    """
    drawn = False
    kinds = [pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE]
    for thing in page.get_objects(filter=kinds):  # in drawing order
        if thing.type == pdfium.FPDF_PAGEOBJ_TEXT:
            drawn = drawn or _is_seen(thing)
        elif thing.level == 0 and _covers(thing, page):
            drawn = False
    return drawn


def _is_seen(text: pypdfium2.PdfObject) -> bool:
    mode = pdfium.FPDFTextObj_GetTextRenderMode(text.raw)
    return bool(mode != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def _covers(image: pypdfium2.PdfObject, page: pypdfium2.PdfPage) -> bool:
    if pdfium.FPDFPageObj_HasTransparency(image.raw):
        return False
    left, bottom, right, top = image.get_bounds()
    x0, y0, x1, y1 = page.get_cropbox()
    across = min(right, x1) - max(left, x0)
    down = min(top, y1) - max(bottom, y0)
    return bool(across > 0 and down > 0 and across * down > WHOLE * (x1 - x0) * (y1 - y0))


def _frame(page: Page) -> _Frame:
    """The crop box on the rotated page; pdfplumber measures from the media box."""
    media = _upright(page.page_obj.mediabox)
    crop = _upright(page.page_obj.cropbox)
    crop = Box(
        max(media.x0, crop.x0),
        max(media.y0, crop.y0),
        min(media.x1, crop.x1),
        min(media.y1, crop.y1),
    )
    if crop.width <= 0 or crop.height <= 0:
        crop = media
    left, right = crop.x0 - media.x0, media.x1 - crop.x1
    low, high = crop.y0 - media.y0, media.y1 - crop.y1
    dx, dy = {0: (left, high), 90: (low, left), 180: (right, low), 270: (high, right)}[
        page.rotation
    ]
    width, height = crop.width, crop.height
    if page.rotation in (90, 270):
        width, height = height, width
    return _Frame(float(page.bbox[0]) + dx, float(page.bbox[1]) + dy, width, height)


def _upright(box: object) -> Box:
    """A PDF rectangle, whatever corners it is given by; y counts upwards."""
    assert isinstance(box, (list, tuple))
    ax, ay, bx, by = map(_number, box)
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _line(word: dict[str, object], frame: _Frame) -> Line | None:
    chars = word["chars"]
    assert isinstance(chars, list)
    text = ordinary("".join(_character(str(c["text"])) for c in chars))
    if not text.strip():
        return None
    left, right = _number(chars[0]["x0"]), _number(chars[-1]["x1"])
    span = max(1e-6, right - left)
    cuts = [*((_number(c["x0"]) - left) / span for c in chars), 1.0]
    box = Box(
        (left - frame.x0) / frame.width,
        (_number(word["top"]) - frame.top) / frame.height,
        (right - frame.x0) / frame.width,
        (_number(word["bottom"]) - frame.top) / frame.height,
    )
    return Line(
        text=text,
        box=box,
        quad=(box.x0, box.y0, box.x1, box.y0, box.x1, box.y1, box.x0, box.y1),
        confidence=1.0,
        cuts=tuple(cuts),
        certainty=(1.0,) * len(text),
    )


def _character(text: str) -> str:
    """The first character of a glyph; a replacement mark if the font does not say which it is."""
    return UNMAPPED if text.startswith("(cid:") else text[:1] or " "


def _number(value: object) -> float:
    return float(str(value))
