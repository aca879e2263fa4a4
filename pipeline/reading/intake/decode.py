"""Decoding one file: what it is, how many pages, and each page as a picture.

Runs inside a reading worker only. Pictures are BGR uint8 arrays in the stored frame:
after the file's own EXIF or PDF rotation.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageOps, UnidentifiedImageError

from core.errors import InputError
from pipeline.reading.intake.active import active
from pipeline.reading.intake.enclosed import enclosed, named
from pipeline.reading.intake.ended import is_emptied, is_torn, without_end_mark
from pipeline.reading.intake.frames import page_frames
from pipeline.reading.intake.layer import user_unit
from pipeline.reading.intake.ofd.convert import attachments, page_count
from pipeline.reading.intake.scale import (
    A4,
    LONG_SIDE,
    SCANNERS,
    is_sideways,
    kept_size,
    resolution,
)
from pipeline.reading.intake.sealed import is_signed
from pipeline.reading.intake.sniff import sniff
from pipeline.reading.intake.undrawn import borrowed
from pipeline.reading.orders import Contents

Image = NDArray[np.uint8]

MOST_PAGES = 300
MOST_PIXELS = 150_000_000
DPI = 200
INCH = 25.4  # mm
NEAR = 12  # points
PHOTOMETRIC, WHITE_IS_ZERO = 262, 0  # a TIFF's tag, and what it says of negatives
SHORT_SIDE = 32  # pixels; nothing narrower holds a line of text
READABLE = ("AVIF", "BMP", "DIB", "GIF", "HEIF", "JPEG", "JPEG2000", "PNG", "PPM", "TIFF", "WEBP")


def contents(path: Path) -> Contents:
    """The pages and what else there is; raises InputError with what to do for an unusable file."""
    kind = sniff(path)
    if kind == "pdf":
        with _pdf(path) as document:
            count = _few(len(document))
            names = enclosed(document)
            borrows = bool(borrowed(document, *range(1, count + 1)))
        return Contents(count, names, borrows, active(path), is_signed(path))
    if kind == "ofd":  # its fonts may be the machine's
        return Contents(_few(page_count(path)), named(attachments(path)), True, signed=True)
    with _picture(path) as picture:
        return Contents(_few(_pages(picture)))


def _few(count: int) -> int:
    if count == 0:
        raise InputError("no_pages", "文件没有任何页面，请重新导出")
    if count > MOST_PAGES:
        raise InputError(
            "too_many_pages", f"文件有 {count} 页，超过 {MOST_PAGES} 页的上限，请只提交需要的页面"
        )
    return count


def page_picture(path: Path, number: int) -> Image:
    """Page `number` (from 1) as a picture. Raises InputError where it cannot be decoded."""
    if sniff(path) == "pdf":
        with _pdf(path) as document:
            return _render(document, number)
    with _picture(path) as picture:
        return _decode(picture, number, path)


def paper_size(path: Path, number: int) -> tuple[float, float] | None:
    """Width and height of page `number` in millimetres, in the stored frame.

    A PDF has a page size; a picture only where it states the scanner's resolution: what
    cameras and screens write by habit is none. Raises InputError as `page_picture`.
    """
    if sniff(path) == "pdf":
        with _pdf(path) as document:
            width, height = document[number - 1].get_size()
        if not _usual(width, height):  # a larger unit is rare, and PDFium knows none
            unit = user_unit(path, number)
            width, height = width * unit, height * unit
        return round(width * INCH / 72, 1), round(height * INCH / 72, 1)
    with _picture(path) as picture:
        _open_page(picture, number)
        dpi = resolution(picture)
        if dpi is None or max(dpi) < SCANNERS[0]:
            return None
        turned = is_sideways(picture) and picture.format != "TIFF"  # whose size is upright
        width, height = picture.size[::-1] if turned else picture.size
        return round(width * INCH / dpi[0], 1), round(height * INCH / dpi[1], 1)


def _usual(width: float, height: float) -> bool:
    """Whether a size in points is A4, either way up."""
    short, long = sorted((width, height))
    return abs(short - A4[0]) < NEAR and abs(long - A4[1]) < NEAR


def _open_page(picture: Pillow.Image, number: int) -> None:
    picture.seek(next(islice(page_frames(picture), number - 1, None)))


def _pages(picture: Pillow.Image) -> int:
    try:
        return sum(1 for _ in page_frames(picture))
    except Exception as error:  # as in _decode
        raise InputError("damaged", "图片已损坏，请重新扫描") from error


@contextmanager
def _pdf(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise InputError("encrypted", "PDF 设有打开密码，请去除密码后重新提交") from error
        raise InputError("damaged", "PDF 已损坏或不完整，请重新导出或扫描") from error
    try:
        yield document
    finally:
        document.close()


def _render(document: pypdfium2.PdfDocument, number: int) -> Image:
    try:
        document.init_forms()  # else what was typed into a form's fields is not drawn
        page = document[number - 1]
        if any(is_torn(data) for data in _photos(page)):
            raise InputError("damaged", "页面中的图片不完整，请重新扫描或导出")
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            raise InputError("bad_page", "页面尺寸异常，请重新导出")
        scale = max(DPI / 72, LONG_SIDE[0] / max(width, height))
        wanted = round(width * scale), round(height * scale)
        scale *= max(kept_size(wanted, None)) / max(wanted)
        bitmap = page.render(scale=scale, may_draw_forms=True)
        array = bitmap.to_numpy()
    except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
        raise InputError("bad_page", "页面无法显示，请重新导出或扫描") from error
    if array.ndim == 2 or array.shape[2] == 1:
        return np.asarray(cv2.cvtColor(array, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
    return np.ascontiguousarray(array[:, :, :3], dtype=np.uint8)


def _photos(page: pypdfium2.PdfPage) -> Iterator[bytes]:
    """The JPEGs that a PDF's page shows, as they were put into it."""
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        if image.get_filters() == ["DCTDecode"]:
            yield bytes(image.get_data())


@contextmanager
def _picture(path: Path) -> Iterator[Pillow.Image]:
    import pi_heif

    pi_heif.register_heif_opener()
    Pillow.init()  # all plugins: open() knows only the named formats that are loaded
    Pillow.MAX_IMAGE_PIXELS = None  # the limit below names the file and what to do
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Pillow.open(path, formats=READABLE)
        except UnidentifiedImageError as error:
            raise InputError(
                "unknown_format", "不是可识别的图片、PDF 或 OFD，或文件已损坏，请重新扫描"
            ) from error
        except Exception as error:  # as in _decode
            raise InputError("damaged", "图片已损坏，请重新扫描") from error
        with picture:
            _check_size(picture)
            yield picture


def _check_size(picture: Pillow.Image) -> None:
    """By the header, before anything is decoded."""
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise InputError("too_many_pixels", f"图片过大（{width}×{height}），请降低分辨率")
    if min(width, height) < SHORT_SIDE:
        raise InputError("too_small", f"图片过小（{width}×{height}），不是可读的扫描件，请重新扫描")


def _decode(picture: Pillow.Image, number: int, path: Path) -> Image:
    dpi = None
    try:
        _open_page(picture, number)
        _check_size(picture)
        if picture.format == "JPEG":
            picture.draft("RGB", (LONG_SIDE[1], LONG_SIDE[1]))
        dpi = resolution(picture)  # with the picture the tag of its turn is gone
        flat = _upright(picture)
        if is_emptied(picture, flat, path):
            raise InputError("damaged", "图片后半部分没有内容，文件不完整，请重新扫描")
    except InputError:
        raise
    except Exception as error:  # a decoder of Pillow's may raise anything on a broken file
        whole = without_end_mark(path.read_bytes()) if number == 1 else None
        if whole is None:
            raise InputError("damaged", "图片不完整或已损坏，请重新扫描") from error
        flat = _upright(whole)
    array = np.asarray(flat)[:, :, ::-1]
    width, height = kept_size(flat.size, dpi)
    if (height, width) != array.shape[:2]:
        array = cv2.resize(array, (width, height), interpolation=cv2.INTER_AREA).astype(np.uint8)
    return np.ascontiguousarray(array, dtype=np.uint8)


def _upright(picture: Pillow.Image) -> Pillow.Image:
    """As the camera was held, RGB."""
    negative = dict(getattr(picture, "tag_v2", {})).get(PHOTOMETRIC) == WHITE_IS_ZERO
    return _on_white(ImageOps.exif_transpose(picture), negative)


def _on_white(picture: Pillow.Image, negative: bool) -> Pillow.Image:
    """RGB, with transparency as paper and 16-bit greys brought to 8.

    Of a `negative` Pillow turns greys of 8 bits about, and no wider ones.
    """
    if picture.mode[0] in "IF":
        wide = np.nan_to_num(np.asarray(picture, dtype=np.float64)).clip(0.0)
        top = max(255.0, float(wide.max()))
        wide = top - wide if negative else wide
        return Pillow.fromarray((wide * (255.0 / top)).astype(np.uint8)).convert("RGB")
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        paper = Pillow.new("RGBA", rgba.size, "white")
        return Pillow.alpha_composite(paper, rgba).convert("RGB")
    return picture.convert("RGB")
