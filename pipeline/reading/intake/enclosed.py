"""Contents of a PDF besides its pages: files attached to it or to a page, dynamic forms (XFA).

Nothing is opened here. What is not read is named, because it may be any paper.
"""

import ctypes
from collections.abc import Iterable

import pypdfium2
import pypdfium2.raw as pdfium

from core.reasons import reason
from pipeline.reading.intake.names import shown

XFA = reason("file.xfa")
DATA = (".cer", ".crt", ".csv", ".json", ".p7s", ".sig", ".txt", ".xbrl", ".xml", ".xsd")
"""Suffixes of attachments for programs: an e-invoice's data, a signature."""
MAX_NAMES = 20  # maximum of names


def enclosed(document: pypdfium2.PdfDocument, numbers: Iterable[int]) -> tuple[str, ...]:
    """The names of attachments other than data files, each once; on these pages (from 1)."""
    names = [document.get_attachment(n).get_name() for n in range(document.count_attachments())]
    for number in numbers:
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            continue  # a page that cannot be shown is reported when it is read
        names += _on(page)
        page.close()
    forms = [XFA] if document.get_formtype() == pdfium.FORMTYPE_XFA_FULL else []
    return named([*names, *forms])


def named(names: Iterable[str]) -> tuple[str, ...]:
    """Names of attached files other than data files, safe to show, each once."""
    found = [shown(name) for name in dict.fromkeys(names) if not name.lower().endswith(DATA)]
    return tuple(found[:MAX_NAMES])


def _on(page: pypdfium2.PdfPage) -> list[str]:
    """The names of files attached to a page as annotations."""
    names = []
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        mark = pdfium.FPDFPage_GetAnnot(page, number)
        if not mark:
            continue
        if pdfium.FPDFAnnot_GetSubtype(mark) == pdfium.FPDF_ANNOT_FILEATTACHMENT:
            names.append(_name(pdfium.FPDFAnnot_GetFileAttachment(mark)))
        pdfium.FPDFPage_CloseAnnot(mark)
    return names


def _name(attachment: object) -> str:
    if not attachment:
        return "?"
    size = pdfium.FPDFAttachment_GetName(attachment, None, 0)
    text = ctypes.create_string_buffer(size)
    wide = ctypes.cast(text, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFAttachment_GetName(attachment, wide, size)
    return text.raw[:-2].decode("utf-16-le", "replace") or "?"
