"""The list of papers as a .docx file, to edit and tick off."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from docx import Document as new_document
from docx.shared import Cm, Pt, RGBColor

from core.models.need import Need
from pipeline.reporting.letter_docx import GREY, official_page
from pipeline.reporting.names import Language, ReportWords
from pipeline.reporting.need import view_of
from pipeline.reporting.need_views import NeedItem, NeedPart, PaperLine, View
from pipeline.reporting.packed import without_moment
from pipeline.reporting.plain import without_control

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

BODY, SMALL, HEAD, TITLE = 10.5, 9.0, 13.0, 18.0
BOX, TICKED = "□", "√"  # fonts available in every office
RED = RGBColor(0xA3, 0x20, 0x20)
WIDTHS = (0.9, 0.9, 7.6, 6.4)
DAYS = (2.8, 9.0, 4.0)
"""Column widths in centimetres."""


def render_need_docx(need: Need, lang: Language = "zh") -> bytes:
    """The file."""
    view, say = view_of(need, lang), ReportWords(lang).say
    file = new_document()
    file.core_properties.title = f"{view.title} {view.subject}"
    file.core_properties.author = file.core_properties.comments = ""
    official_page(file)
    _say(file, view.title, TITLE, bold=True)
    _say(file, view.subject, HEAD)
    for name, value in view.facts:
        _say(file, f"{name}  {value}")
    if view.against:
        _say(file, say("need.against"), HEAD, bold=True, colour=RED)
        _items(file, view.against)
    if view.assumed:
        _say(file, say("need.assumed"), bold=True)
        for text in view.assumed:
            _say(file, f"· {text}", SMALL)
    _say(file, say("need.papers", n=view.count), HEAD, bold=True)
    _papers(file, view, say("need.quote", quote="{}"))
    if view.perhaps:
        _say(file, say("need.perhaps"), HEAD, bold=True)
        _say(file, say("need.perhaps_note"), SMALL, colour=GREY)
        _rows(file, [(None, view.perhaps)], say("need.quote", quote="{}"))
    _parts(file, say("need.months"), view.months)
    _say(file, say("need.dates"), HEAD, bold=True)
    _days(file, view, say("need.section", section="{}"))
    _say(file, say("need.moves"), SMALL, colour=GREY)
    _parts(file, say("need.choices"), view.choices)
    if view.conditions:
        _part(file, view.conditions, HEAD)
    _say(file, say("need.foot"), SMALL, colour=GREY)
    buffer = io.BytesIO()
    file.save(buffer)
    return without_moment(buffer.getvalue())


def _say(
    place: "Document | _Cell",
    text: str,
    size: float = BODY,
    *,
    bold: bool = False,
    colour: RGBColor | None = None,
) -> None:
    made = place.add_paragraph()
    run = made.add_run(without_control(text))
    run.font.size, run.bold = Pt(size), bold
    if colour is not None:
        run.font.color.rgb = colour
    made.paragraph_format.line_spacing = 1.2
    made.paragraph_format.space_before = Pt(10 if size == HEAD else 0)
    made.paragraph_format.space_after = Pt(2)
    made.paragraph_format.keep_with_next = size == HEAD


def _papers(file: "Document", view: View, quote: str) -> None:
    _rows(file, [(table.title, table.lines) for table in view.tables], quote)


def _rows(
    file: "Document", heaps: Iterable[tuple[str | None, tuple[PaperLine, ...]]], quote: str
) -> None:
    table = file.add_table(0, len(WIDTHS), style="Table Grid")
    table.autofit = False
    for title, lines in heaps:
        if title is not None:
            cells = table.add_row().cells
            _put(cells[0].merge(cells[-1]), title, bold=True)
        for line in lines:
            cells = table.add_row().cells
            for cell, wide in zip(cells, WIDTHS, strict=True):
                cell.width = Cm(wide)
            _put(cells[0], str(line.number))
            _put(cells[1], TICKED if line.there and not line.short else BOX)
            _put(cells[2], line.name, bold=True)
            for note in line.notes:
                _say(cells[2], note, SMALL, colour=RED if line.short else None)
            quoted = quote.format(line.quote) if line.quote else ""
            _put(cells[3], f"{quoted}{line.clause}", SMALL)
    _widths(table, WIDTHS)


def _widths(table: "Table", widths: tuple[float, ...]) -> None:
    """Sets widths in the table's grid too, because some programs use that."""
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Cm(wide)


def _put(cell: "_Cell", text: str, size: float = BODY, *, bold: bool = False) -> None:
    """Fills the paragraph that every cell has from the start."""
    run = cell.paragraphs[0].add_run(without_control(text))
    run.font.size, run.bold = Pt(size), bold
    cell.paragraphs[0].paragraph_format.line_spacing = 1.2
    cell.paragraphs[0].paragraph_format.space_after = Pt(2)


def _days(file: "Document", view: View, section: str) -> None:
    table = file.add_table(0, len(DAYS), style="Table Grid")
    table.autofit = False
    for day in view.days:
        cells = table.add_row().cells
        for cell, wide in zip(cells, DAYS, strict=True):
            cell.width = Cm(wide)
        _put(cells[0], str(day.day), bold=True)
        _put(cells[1], day.title, bold=True)
        _say(cells[1], day.detail, SMALL)
        _put(cells[2], section.format(day.clause), SMALL)
    _widths(table, DAYS)


def _parts(file: "Document", title: str, parts: tuple[NeedPart, ...]) -> None:
    if parts:
        _say(file, title, HEAD, bold=True)
    for part in parts:
        _part(file, part, BODY)


def _part(file: "Document", part: NeedPart, size: float) -> None:
    _say(file, part.title, size, bold=True)
    for text in (part.note, part.clause):
        if text:
            _say(file, text, SMALL, colour=GREY)
    _items(file, part.items)


def _items(file: "Document", items: tuple[NeedItem, ...]) -> None:
    for item in items:
        _say(file, f"· {item.title}" + (f"（{item.mark}）" if item.mark else ""))
        for note in item.notes:
            if note:
                _say(file, note, SMALL)
