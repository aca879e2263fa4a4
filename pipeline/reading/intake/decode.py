"""Decodes one file: its format, its number of pages, and each page as a picture.

Runs only inside a reading worker. Pictures are BGR uint8 arrays in the stored frame: after the
file's own EXIF or PDF rotation.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import InputError
from core.limits import limits
from core.reasons import reason
from pipeline.reading.intake import pdf, pictures
from pipeline.reading.intake.active import active
from pipeline.reading.intake.enclosed import enclosed, named
from pipeline.reading.intake.layer import user_unit
from pipeline.reading.intake.ofd.convert import attachments, page_count
from pipeline.reading.intake.scale import A4, SCANNERS, is_sideways, resolution
from pipeline.reading.intake.sealed import is_signed
from pipeline.reading.intake.sniff import sniff
from pipeline.reading.intake.undrawn import borrowed
from pipeline.reading.intake.weight import check_packed, heavy_pages
from pipeline.reading.orders import Contents

Image = NDArray[np.uint8]

INCH = 25.4  # mm
NEAR = 12  # points


def contents(path: Path) -> Contents:
    """The pages and other contents; raises InputError with advice for an unusable file."""
    kind = sniff(path)
    if kind == "pdf":
        return _of_pdf(path)
    if kind == "ofd":  # its fonts may be those of this machine
        return Contents(_few(page_count(path)), named(attachments(path)), True, signed=True)
    with pictures.open_picture(path) as picture:
        return Contents(_few(pictures.page_count(picture)))


def _of_pdf(path: Path) -> Contents:
    check_packed(path)
    with pdf.open_pdf(path) as document:
        count = _few(len(document))
        heavy = heavy_pages(path, count)
        light = [number for number in range(1, count + 1) if number not in heavy]
        names = enclosed(document, light)
        borrows = bool(borrowed(document, *light))
    return Contents(count, names, borrows, active(path), is_signed(path), heavy)


def _few(count: int) -> int:
    if count == 0:
        raise InputError("no_pages", reason("file.no_pages"))
    if count > (most := limits().file_pages):
        raise InputError("too_many_pages", reason("file.too_many_pages", count=count, most=most))
    return count


def page_picture(path: Path, number: int) -> Image:
    """Page `number` (from 1) as a picture. Raises InputError if it cannot be decoded."""
    if sniff(path) == "pdf":
        with pdf.open_pdf(path) as document:
            return pdf.drawn(document, number)
    with pictures.open_picture(path) as picture:
        return pictures.decoded(picture, number, path)


def paper_size(path: Path, number: int) -> tuple[float, float] | None:
    """Width and height of page `number` in millimetres, in the stored frame.

    A PDF page has a size; a picture only if it states a scanner's resolution, not the default
    values of cameras and screens. Raises InputError as `page_picture`.
    """
    if sniff(path) == "pdf":
        with pdf.open_pdf(path) as document:
            width, height = document[number - 1].get_size()
        if not _usual(width, height):  # a larger unit is rare, and PDFium does not support it
            unit = user_unit(path, number)
            width, height = width * unit, height * unit
        return round(width * INCH / 72, 1), round(height * INCH / 72, 1)
    with pictures.open_picture(path) as picture:
        pictures.open_page(picture, number)
        dpi = resolution(picture)
        if dpi is None or max(dpi) < SCANNERS[0]:
            return None
        turned = is_sideways(picture) and picture.format != "TIFF"  # a TIFF's is upright
        width, height = picture.size[::-1] if turned else picture.size
        return round(width * INCH / dpi[0], 1), round(height * INCH / dpi[1], 1)


def _usual(width: float, height: float) -> bool:
    """Whether a size in points is A4, portrait or landscape."""
    short, long = sorted((width, height))
    return abs(short - A4[0]) < NEAR and abs(long - A4[1]) < NEAR
