"""The characters of a PDF page as PDFium draws them, each with its tight box and its font.

Runs only inside a reading worker.
"""

import ctypes
import re
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from core.limits import limits
from core.models.geometry import Box

TALLEST = 2.0  # of the size: no ink is higher
UNIT = 10_000  # device units for the page, to read positions
INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_SUBSET = re.compile(r"^[A-Z]{6}\+")


class Glyph(NamedTuple):
    """One character that a page draws.

    `box` is its ink, as fractions of the stored page; `font` its name without the subset tag;
    `size` and `base` its size and its base line, in points; `drawn` numbers the text objects in
    drawing order; `em` is the size as fractions of the page's width and height.
    """

    text: str
    box: Box
    font: str
    embedded: bool
    size: float
    base: float
    drawn: int
    em: tuple[float, float]


def glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    """The drawn characters, in content order, without blanks and invisible text.

    Characters whose ink PDFium does not know are also left out: those of Type 3 fonts.
    """
    text = page.get_textpage()
    count = min(limits().page_characters, text.count_chars())
    wide, tall = page.get_size()
    fonts: dict[int, tuple[str, bool]] = {}
    drawn: dict[int, int] = {}
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        if code <= 32 or pdfium.FPDFText_IsGenerated(text.raw, index) == 1:
            continue
        piece = pdfium.FPDFText_GetTextObject(text.raw, index)
        if not piece or pdfium.FPDFTextObj_GetTextRenderMode(piece) in INVISIBLE:
            continue
        box = _box(page, text, index)
        if box is None or chr(code).isspace():
            continue
        font, embedded = _font(piece, fonts)
        size, base = _measure(text, index)
        if not size or max(box.width * wide, box.height * tall) > TALLEST * size:
            continue
        place = drawn.setdefault(address(piece), len(drawn))
        yield Glyph(chr(code), box, font, embedded, size, base, place, (size / wide, size / tall))


def address(handle: object) -> int:
    """The identity of a PDFium object; 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def _font(piece: object, known: dict[int, tuple[str, bool]]) -> tuple[str, bool]:
    handle = pdfium.FPDFTextObj_GetFont(piece)
    key = address(handle)
    if key not in known:
        known[key] = (font_name(handle), pdfium.FPDFFont_GetIsEmbedded(handle) == 1)
    return known[key]


def font_name(font: object) -> str:
    """The name of a PDFium font, without the subset tag."""
    size = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(size)
    pdfium.FPDFFont_GetBaseFontName(font, name, size)
    return _SUBSET.sub("", name.value.decode("utf-8", "replace"))


def _box(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, index: int) -> Box | None:
    """Its ink in the stored frame; None if it has none, or is beyond the page's edge."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    found = pdfium.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top)
    if not found or right.value <= left.value or top.value <= bottom.value:
        return None
    ends = [_device(page, left.value, top.value), _device(page, right.value, bottom.value)]
    (ax, ay), (bx, by) = ends
    box = Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
    return box if 0 <= box.cx <= 1 and 0 <= box.cy <= 1 else None


def _device(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    right, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, UNIT, UNIT, 0, x, y, right, down)
    return right.value / UNIT, down.value / UNIT


def _measure(text: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    """The size and the base line, in points; measured only for horizontal text."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text.raw, index, matrix)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
    size = pdfium.FPDFText_GetFontSize(text.raw, index)
    return float(size * abs(matrix.d)), float(y.value)
