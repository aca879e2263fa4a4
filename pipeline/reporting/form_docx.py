"""A form of the guide as a .docx file, filled in, ready to sign and seal."""

import io
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from docx import Document as new_document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from core.models.forms import Block, Form, LinePiece, Para
from pipeline.reporting.letter_docx import official_page
from pipeline.reporting.packed import without_moment
from pipeline.reporting.plain import without_control

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

BODY, TITLE, SMALL = 12.5, 22.0, 11.0
RULED = 12.0
"""Font size in points in a ruled table: annexes 5 and 6 fit on one page each."""
LINE = 1.5
FREE = 20.0
"""Space in points above an empty line to write on."""
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
BOX, TICKED = "□", "☑"
BLANK = "\u3000"
PADDING = 60  # space above and below the text of a cell, in twentieths of a point


def render_form(form: Form, values: Mapping[str, str], ticked: Collection[str] = ()) -> bytes:
    """The form with these values; a missing value becomes a line to write on."""
    file = new_document()
    file.core_properties.title = form.title
    file.core_properties.author = file.core_properties.comments = ""
    official_page(file)
    section = file.sections[0]
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)
    section.left_margin, section.right_margin = Cm(2.6), Cm(2.6)
    _write(file.add_paragraph(), Para(text=f"附件{form.annex}"), {}, (), SMALL)
    head = file.add_paragraph()
    _write(head, Para(text=form.title, align="centre"), {}, (), TITLE, bold=True)
    head.paragraph_format.space_after = Pt(12)
    for block in form.blocks:
        _block(file, block, values, ticked)
    buffer = io.BytesIO()
    file.save(buffer)
    return without_moment(buffer.getvalue())


def _block(
    file: "Document", block: Block, values: Mapping[str, str], ticked: Collection[str]
) -> None:
    if block.para is not None:
        _write(file.add_paragraph(), block.para, values, ticked, BODY)
        return
    size = RULED if block.ruled else BODY
    table = file.add_table(0, len(block.columns), style="Table Grid" if block.ruled else None)
    table.autofit = False
    for row in block.rows:
        cells, at = table.add_row().cells, 0
        for cell in row:
            joined = cells[at].merge(cells[at + cell.span - 1])
            joined.width = Mm(sum(block.columns[at : at + cell.span]))
            at += cell.span
            for n, para in enumerate(cell.lines):
                made = joined.paragraphs[0] if n == 0 else joined.add_paragraph()
                _write(made, para, values, ticked, size)
    for column, wide in zip(table.columns, block.columns, strict=True):
        column.width = Mm(wide)
    _pad(table)


def _pad(table: "Table") -> None:
    """Adds space above and below the text of each cell."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(PADDING))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)


def _write(
    made: "Paragraph",
    para: Para,
    values: Mapping[str, str],
    ticked: Collection[str],
    size: float,
    *,
    bold: bool = False,
) -> None:
    made.alignment = ALIGN[para.align]
    shape = made.paragraph_format
    shape.line_spacing, shape.space_after = LINE if size == BODY else 1.25, Pt(0)
    shape.space_before = Pt(FREE * para.above)
    shape.first_line_indent = Pt(2 * size if para.indent else 0)
    for piece in para.pieces:
        text, known = _filled_text(piece, values, ticked)
        run = made.add_run(without_control(text))
        run.font.size, run.bold = Pt(size), bold
        run.underline = piece.kind == "place" and not known


def _filled_text(
    piece: LinePiece, values: Mapping[str, str], ticked: Collection[str]
) -> tuple[str, bool]:
    """The text of a piece, and whether it was known."""
    if piece.kind == "words":
        return piece.text, True
    if piece.kind == "box":
        return TICKED if piece.text in ticked else BOX, True
    value = values.get(piece.text, "")
    return value or BLANK * piece.width, bool(value)
