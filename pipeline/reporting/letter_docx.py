"""A letter as a .docx file, to be edited and handed over."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx import Document as new_document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from pipeline.reporting.letters import Letter, LetterBlock, Style
from pipeline.reporting.mask import Masker
from pipeline.reporting.packed import without_moment
from pipeline.reporting.plain import without_control

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

BODY = 14.0
TIGHT = 0.85  # relative to the font sizes of other letters
GREY = RGBColor(0x59, 0x63, 0x6E)


@dataclass(frozen=True)
class StyleFormat:
    """Format of a style; sizes and spaces in points, indents in centimetres."""

    size: float = BODY
    bold: bool = False
    grey: bool = False
    before: float = 0
    after: float = 3
    align: WD_ALIGN_PARAGRAPH | None = None
    left: float = 0
    first: float = 0
    keeps: bool = False


LOOKS: dict[Style, StyleFormat] = {
    "title": StyleFormat(size=22, bold=True, after=18, align=WD_ALIGN_PARAGRAPH.CENTER),
    "plain": StyleFormat(),
    "lead": StyleFormat(before=7, after=8, first=0.988),  # width of two characters
    "heading": StyleFormat(bold=True, before=10, after=2, keeps=True),
    "more": StyleFormat(before=12),
    "item": StyleFormat(after=1, left=0.9, first=-0.9),
    "clause": StyleFormat(size=10.5, grey=True, after=6, left=0.9),
    "point": StyleFormat(size=12),
    "office": StyleFormat(before=14, align=WD_ALIGN_PARAGRAPH.RIGHT),
    "small": StyleFormat(size=10.5, grey=True, before=24),
}


def render_docx(letter: Letter, masker: Masker) -> bytes:
    """The file; characters that XML does not allow are left out."""
    file = new_document()
    file.core_properties.title = letter.title
    file.core_properties.author = ""
    file.core_properties.comments = ""
    official_page(file, tight=letter.tight)
    for block in letter.blocks:
        _paragraph(file, block, masker, TIGHT if letter.tight else 1.0)
    buffer = io.BytesIO()
    file.save(buffer)
    return without_moment(buffer.getvalue())


def _paragraph(file: "Document", block: LetterBlock, masker: Masker, scale: float) -> None:
    look = LOOKS[block.style]
    made = file.add_paragraph()
    run = made.add_run(without_control(masker.text(block.text)))
    run.font.size, run.bold = Pt(round(look.size * scale * 2) / 2), look.bold
    if look.grey:
        run.font.color.rgb = GREY
    if look.align is not None:
        made.alignment = look.align
    shape = made.paragraph_format
    shape.space_before, shape.space_after = Pt(look.before * scale), Pt(look.after * scale)
    shape.left_indent, shape.first_line_indent = Cm(look.left), Cm(look.first)
    shape.keep_with_next = look.keeps


def official_page(file: "Document", *, tight: bool = False) -> None:
    """A4 with the margins of an official letter, in a typeface that every office has."""
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.top_margin, section.bottom_margin = (Cm(2), Cm(2)) if tight else (Cm(3.0), Cm(2.6))
    style: ParagraphStyle = file.styles["Normal"]
    style.font.name = "Times New Roman"
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    style.paragraph_format.line_spacing = 1.25 if tight else 1.4
