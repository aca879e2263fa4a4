"""PDFs by PDFium: opens them and renders each page as a picture."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from core.errors import InputError
from core.limits import limits
from core.reasons import reason
from pipeline.reading.intake.ended import is_torn
from pipeline.reading.intake.inflate import inflated_size
from pipeline.reading.intake.scale import LONG_SIDE, kept_size
from pipeline.reading.orders import HEAVY

Image = NDArray[np.uint8]

DPI = 200
PLAIN = frozenset(
    ("FlateDecode", "LZWDecode", "RunLengthDecode", "ASCII85Decode", "ASCIIHexDecode")
)
"""Filters after which a picture's rows are uncompressed, so that their length is known."""
INDEXED = pdfium.FPDF_COLORSPACE_INDEXED
FEWER_BITS = (1, 2, 4)  # bits per pixel that PDFium reports as eight
NEARLY = 0.01
SEVERAL = 4  # maximum of a picture's data, as a multiple of what it shows


@contextmanager
def open_pdf(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The document. Raises InputError if it is locked or damaged."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise InputError("encrypted", reason("pdf.locked")) from error
        raise InputError("damaged", reason("pdf.damaged")) from error
    try:
        yield document
    finally:
        document.close()


def drawn(document: pypdfium2.PdfDocument, number: int) -> Image:
    """Page `number` (from 1). Raises InputError if it cannot be shown completely."""
    try:
        document.init_forms()  # otherwise the text in form fields is not drawn
        page = document[number - 1]
        if any(map(_is_torn, page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))):
            raise InputError("damaged", reason("pdf.picture_cut"))
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            raise InputError("bad_page", reason("pdf.bad_size"))
        scale = max(DPI / 72, LONG_SIDE[0] / max(width, height))
        wanted = round(width * scale), round(height * scale)
        scale *= max(kept_size(wanted, None)) / max(wanted)
        bitmap = page.render(scale=scale, may_draw_forms=True)
        array = bitmap.to_numpy()
    except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
        raise InputError("bad_page", reason("pdf.not_shown")) from error
    if array.ndim == 2 or array.shape[2] == 1:
        return np.asarray(cv2.cvtColor(array, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
    return np.ascontiguousarray(array[:, :, :3], dtype=np.uint8)


def _check_image(data: bytes, filters: list[str], bits: int) -> None:
    """Raise InputError if a picture has far more data than it shows."""
    most = max(limits().pdf_stream, SEVERAL * bits // 8)
    if filters == ["FlateDecode"] and inflated_size(data, most) > most:
        raise InputError("too_complex", HEAVY)


def _is_torn(image: pypdfium2.PdfImage) -> bool:
    """Whether a picture's data end too early: PDFium fills in the missing part."""
    filters = image.get_filters()
    if filters == ["DCTDecode"]:
        return is_torn(bytes(image.get_data()))
    info = image.get_metadata()
    if not filters or not PLAIN.issuperset(filters) or info.colorspace == INDEXED:
        return False
    _check_image(bytes(image.get_data()), filters, info.height * info.width * info.bits_per_pixel)
    there = pdfium.FPDFImageObj_GetImageDataDecoded(image.raw, None, 0)
    whole = [
        info.height * -(-info.width * bits // 8) for bits in (info.bits_per_pixel, *FEWER_BITS)
    ]
    as_told = any(abs(there - size) <= NEARLY * size for size in whole)
    return not as_told and there < (1 - NEARLY) * whole[0]
