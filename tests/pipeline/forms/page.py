"""A .docx drawn as a page, with the generator's own fonts and pens: paragraphs and tables.

It reads the file as an office suite would: sizes, indents, widths of columns, joined cells, and
tells where each line ends, so that people can sign there.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from generator.paper import a4
from generator.sheet import CanvasPart

POINT = 25.4 / 72
FACE = "serif"
BOX, TICKED = "□", "☑"
PAD = 1.9
"""Millimetres between a cell's edge and its text."""
NO_START = "，。、；：！？）》”"


class Letter(NamedTuple):
    """A character as it is printed."""

    text: str
    size: float
    underlined: bool


class Spot(NamedTuple):
    """A line that was printed: its words, where each letter begins, where it ends, how high."""

    text: str
    letters: tuple[float, ...]
    x: float
    y: float

    def before(self, letter: str) -> float:
        """Where a letter of it begins."""
        return self.letters[self.text.index(letter)]


@dataclass
class Page:
    """The page being drawn, and what stands where."""

    sheet: CanvasPart
    spots: list[Spot] = field(default_factory=list)
    blanks: list[tuple[float, float]] = field(default_factory=list)
    """Where lines to write on begin, in their order."""
    y: float = 0.0

    def spot(self, words: str, nth: int = 0) -> Spot:
        """The end of the n-th line that holds these words."""
        return [spot for spot in self.spots if words in spot.text][nth]


def drawn(content: bytes, seed: int = 1) -> Page:
    """The page; one that would run over its foot is a failure."""
    document = Document(io.BytesIO(content))
    section = document.sections[0]
    left, right = section.left_margin.mm, section.page_width.mm - section.right_margin.mm
    page = Page(a4(seed), y=section.top_margin.mm)
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            page.y = _paragraph(page, part, left, page.y, right - left)
        else:
            page.y = _table(page, part, left, page.y)
    assert page.y <= section.page_height.mm - section.bottom_margin.mm, page.y
    return page


def _table(page: Page, table: Table, left: float, y: float) -> float:
    widths = [int(column.get(qn("w:w"))) / 20 * POINT for column in table._tbl.tblGrid]
    ruled = table.style is not None and table.style.name == "Table Grid"
    for row in table.rows:
        cells, x = [], left
        for cell in row._tr.tc_lst:
            wide = sum(widths[: cell.grid_span])
            widths_after = widths[cell.grid_span :]
            cells.append((x, wide, [Paragraph(one, row) for one in cell.p_lst]))
            x, widths = x + wide, widths_after
        widths = [int(column.get(qn("w:w"))) / 20 * POINT for column in table._tbl.tblGrid]
        ends = []
        for at, wide, paragraphs in cells:
            low = y + PAD
            for one in paragraphs:
                low = _paragraph(page, one, at + PAD, low, wide - 2 * PAD)
            ends.append(low + PAD)
        for at, wide, _ in cells if ruled else ():
            page.sheet.rect(at, y, at + wide, max(ends))
        y = max(ends)
    return y


def _paragraph(page: Page, one: Paragraph, left: float, y: float, wide: float) -> float:
    """Print it; the y below it."""
    shape = one.paragraph_format
    size = max((run.font.size.pt for run in one.runs if run.font.size), default=12.0) * POINT
    step = size * 1.25 * float(shape.line_spacing or 1.0)
    indent = shape.first_line_indent.mm if shape.first_line_indent else 0.0
    y += shape.space_before.mm if shape.space_before else 0.0
    for n, line in enumerate(_lines(page, one, wide, indent)):
        length = sum(page.sheet.width(letter.text, letter.size, FACE) for letter in line)
        x = left + (indent if n == 0 else 0.0)
        if one.alignment == WD_ALIGN_PARAGRAPH.CENTER:
            x = left + (wide - length) / 2
        elif one.alignment == WD_ALIGN_PARAGRAPH.RIGHT:
            x = left + wide - length
        wides = [page.sheet.width(letter.text, letter.size, FACE) for letter in line]
        begins = tuple(x + sum(wides[:at]) for at in range(len(wides)))
        end = _line(page, line, x, y + (step - size) / 2)
        text = "".join(letter.text for letter in line)
        page.spots.append(Spot(text, begins, end, y + (step - size) / 2))
        y += step
    return y + (shape.space_after.mm if shape.space_after else 0.0)


def _line(page: Page, line: list[Letter], x: float, y: float) -> float:
    """Print the letters, those alike in one go."""
    sheet, at = page.sheet, 0
    while at < len(line):
        end = at
        while end < len(line) and line[end][1:] == line[at][1:]:
            end += 1
        text, (_, size, underlined) = "".join(letter.text for letter in line[at:end]), line[at]
        after = x + sheet.width(text, size, FACE)
        if text.strip("\u3000 "):
            _printed(sheet, text, x, y, size)
        if underlined:
            page.blanks.append((x, y))
            sheet.line(
                after - sheet.width(text, size, FACE), y + size * 1.15, after, y + size * 1.15
            )
        x, at = after, end
    return x


def _printed(sheet: CanvasPart, text: str, x: float, y: float, size: float) -> None:
    """The free fonts have no ticked box: it is an empty one and a tick."""
    for at in (n for n, letter in enumerate(text) if letter == TICKED):
        left, low = x + sheet.width(text[:at], size, FACE), y + size * 0.8
        sheet.line(left + size * 0.2, low - size * 0.3, left + size * 0.4, low, 0.5)
        sheet.line(left + size * 0.4, low, left + size * 0.95, low - size * 0.8, 0.5)
    sheet.text(x, y, text.replace(TICKED, BOX), size, FACE)


def _lines(page: Page, one: Paragraph, wide: float, indent: float) -> Iterator[list[Letter]]:
    """Broken where a letter would stand beyond the edge; a mark of punctuation may."""
    line: list[Letter] = []
    room = wide - indent
    for letter in _letters(one):
        size = page.sheet.width(letter.text, letter.size, FACE)
        if line and size > room and letter.text not in NO_START:
            yield line
            line, room = [], wide
        line.append(letter)
        room -= size
    yield line


def _letters(one: Paragraph) -> Iterator[Letter]:
    for run in one.runs:
        size = (run.font.size.pt if run.font.size else 12.0) * POINT
        yield from (Letter(text, size, bool(run.underline)) for text in run.text)
