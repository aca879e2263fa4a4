"""Text of a PDF that its picture does not show.

Fonts that a PDF names but does not embed are drawn with the machine's own. Without Chinese fonts
PDFium draws nothing in their place, and a page full of text looks like an empty form. Such a page
is unread, and the fonts are named.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from core.errors import InputError
from core.models.page import Line
from core.reasons import reason
from pipeline.reading.intake.glyphs import address, font_name
from pipeline.reading.intake.names import shown

BUILT_IN = frozenset(
    ("Arial", "ArialMT", "Courier", "CourierNew", "CourierNewPSMT", "Helvetica", "Symbol", "Times",
     "TimesNewRoman", "TimesNewRomanPS", "TimesNewRomanPSMT", "ZapfDingbats")
)  # fmt: skip
"""Font families that PDFium draws with its built-in Latin fonts."""
MAX_TEXTS = 5000  # text objects of a page whose font is checked
MAX_NAMED_FONTS = 5
CHINESE = 0x2E80  # the first character of the scripts without a built-in font
STROKE = 40  # of 255: minimum grey range of a place with a character on it
FEW, SHARE = 3, 0.2  # limits of undrawn characters that make a page unread if fonts are missing
MANY, HALF = 10, 0.5  # and if none is missing: invisible text, whatever the cause
TRIAL = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 40]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 38>>stream\nBT /F 30 Tf 10 8 Td <9884 5BA1> Tj ET \nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
    b"/DescendantFonts[6 0 R]>>endobj\n"
    b"6 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 7 0 R>>endobj\n"
    b"7 0 obj<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>endobj\n"
    b"trailer<</Root 1 0 R/Size 8>>\n%%EOF\n"
)
"""A PDF with two characters in a font that it does not embed."""


def has_chinese() -> bool:
    """Whether this machine has a font for Chinese text that is not embedded."""
    document = pypdfium2.PdfDocument(TRIAL)
    try:
        return bool(np.ptp(document[0].render(scale=1).to_numpy()) > STROKE)
    finally:
        document.close()


def borrowed(document: pypdfium2.PdfDocument, *numbers: int) -> tuple[str, ...]:
    """The names of the fonts of these pages (from 1) that are drawn with another font."""
    names: dict[str, None] = {}
    for number in numbers:
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            continue  # a page that cannot be shown is reported when it is read
        names |= dict.fromkeys(_of(page))
        page.close()
    return tuple(name for name in names if re.split("[-,]", name)[0] not in BUILT_IN)


def check_drawn(path: Path, number: int, picture: NDArray[np.uint8], layer: Sequence[Line]) -> None:
    """Raise InputError if the picture of a PDF page lacks characters of its text.

    Picture and lines are in the stored frame.
    """
    characters = [drawn for line in layer for drawn in _drawn(line, picture)]
    unseen = characters.count(False)
    share = unseen / max(1, len(characters))
    if unseen >= FEW and share >= SHARE and (names := _borrowed_on(path, number)):
        fonts = "、".join(f"“{shown(name)}”" for name in names[:MAX_NAMED_FONTS])
        raise InputError(
            "fonts_missing",
            reason("pdf.fonts_missing", names=fonts),
        )
    if unseen >= MANY and share >= HALF:
        raise InputError("text_not_shown", reason("pdf.text_not_shown"))


def _borrowed_on(path: Path, number: int) -> tuple[str, ...]:
    document = pypdfium2.PdfDocument(path)
    try:
        return borrowed(document, number)
    finally:
        document.close()


def _of(page: pypdfium2.PdfPage) -> Iterator[str]:
    """The names of fonts used on a page that are not embedded, each once."""
    seen = set()
    texts = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    for text in islice(texts, MAX_TEXTS):
        font = pdfium.FPDFTextObj_GetFont(text.raw)
        if address(font) in seen:
            continue
        seen.add(address(font))
        if font and pdfium.FPDFFont_GetIsEmbedded(font) == 0:
            yield font_name(font) or "?"


def _drawn(line: Line, picture: NDArray[np.uint8]) -> Iterator[bool]:
    """For each Chinese character of a line, whether there is any ink at its place."""
    height, width = picture.shape[:2]
    top, bottom = round(line.box.y0 * height), round(line.box.y1 * height)
    for n, character in enumerate(line.text):
        if ord(character) < CHINESE or not character.isalnum():
            continue
        left, right = (line.box.x0 + line.box.width * cut for cut in line.cuts[n : n + 2])
        place = picture[max(0, top) : bottom, max(0, round(left * width)) : round(right * width)]
        if place.size:
            yield bool(np.ptp(place) > STROKE)
