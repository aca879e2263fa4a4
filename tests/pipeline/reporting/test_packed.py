"""The same report is the same Office file, whenever it is written."""

import io
import time
import zipfile

from docx import Document
from openpyxl import Workbook, load_workbook

from pipeline.reporting.packed import without_moment


def workbook() -> bytes:
    book, buffer = Workbook(), io.BytesIO()
    book.worksheets[0]["A1"] = "张三"
    book.save(buffer)
    return buffer.getvalue()


def letter() -> bytes:
    file, buffer = Document(), io.BytesIO()
    file.add_paragraph("补正告知书")
    file.save(buffer)
    return buffer.getvalue()


def test_what_is_written_later_is_the_same_and_still_opens() -> None:
    first = workbook(), letter()
    time.sleep(2.1)  # a zip's times are even seconds
    later = workbook(), letter()
    assert all(one != two for one, two in zip(first, later, strict=True))
    for one, two in zip(first, later, strict=True):
        assert without_moment(one) == without_moment(two)
        with zipfile.ZipFile(io.BytesIO(without_moment(one))) as packed:
            assert packed.testzip() is None
            assert b"1980-01-01T00:00:00Z" in packed.read("docProps/core.xml")
    book = load_workbook(io.BytesIO(without_moment(later[0])))
    assert book.worksheets[0]["A1"].value == "张三"
    assert Document(io.BytesIO(without_moment(later[1]))).paragraphs[0].text == "补正告知书"
