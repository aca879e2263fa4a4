"""The resolution of a photographed page: digits of few pixels are misread with high confidence.

A messenger's copy of a photo, 720 pixels wide, shows letters ten pixels high. On such pages every
reader reads 9 as 0, because the difference is no longer visible.
"""

from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from pipeline.reading.intake.sniff import sniff

COARSE = 19.0  # pixels of a line's height, as stored in the file
MOSTLY = 0.5  # of a PDF's page that its picture covers
EVEN = 0.25  # of a page in one shade: a screenshot, a drawn page or a black-and-white copy


def coarse_below(path: Path, number: int, picture: NDArray[np.uint8]) -> float:
    """The line height in pixels of the page's picture (BGR) below which digits are not reliable.

    0 if the page is not a photo or scan with shades.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    shades = cv2.calcHist([grey], [0], None, [256], (0.0, 256.0))
    if float(shades.max()) > EVEN * grey.size:
        return 0.0
    enlarged = _enlarged(path, number, picture.shape[1]) if sniff(path) == "pdf" else 1.0
    return COARSE * enlarged


def _enlarged(path: Path, number: int, width: int) -> float:
    """Pixels of a PDF page's picture of that width per pixel of the photo it contains.

    0 if it contains none, or its text is drawn.
    """
    document = pypdfium2.PdfDocument(path)
    try:
        page = document[number - 1]
        if next(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]), None) is not None:
            return 0.0
        whole = page.get_width() * page.get_height()
        ratios = [
            width * (right - left) / page.get_width() / image.get_px_size()[0]
            for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
            for left, bottom, right, top in [image.get_bounds()]
            if (right - left) * (top - bottom) > MOSTLY * whole
        ]
        return max(1.0, min(ratios)) if ratios else 0.0
    except (pypdfium2.PdfiumError, ZeroDivisionError):
        return 0.0
    finally:
        document.close()
