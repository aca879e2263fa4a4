"""summary.xlsx: one row for each packet, and a sheet of all problems."""

import io
from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from pipeline.reporting.names import ReportWords
from pipeline.reporting.packed import without_moment
from pipeline.reporting.plain import without_control

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from pipeline.reporting.names import Language
    from pipeline.reporting.tally import BatchSummary, PacketSummary, Problem

PACKETS = (
    *("packet", "outcome", "service", "day", "applicant", "employer", "reject", "supplement"),
    *("advisory", "review", "pass", "not_checked", "reasons", "seconds", "report"),
)
PROBLEMS = (
    *("packet", "status", "severity", "message", "documents", "section", "quote", "where"),
    "rule",
)
MAX_CELL_LENGTH = 32_000  # characters; a cell holds 32767
HEAD = PatternFill("solid", fgColor="E9F0F9")
TOP = Alignment(vertical="top", wrap_text=True)
TONES = {"reject": "A32020", "supplement": "8A5300", "review": "4B4A86", "accept": "23653C"}

Value = str | int | float | None


def render_xlsx(summary: "BatchSummary", lang: "Language" = "zh") -> bytes:
    """The workbook; cells that look like formulas are stored as text."""
    words, book = ReportWords(lang), Workbook()
    book.remove(book.worksheets[0])
    _packets(book.create_sheet(words.say("summary.sheet_packets")), summary, words)
    problems_sheet(book.create_sheet(words.say("summary.sheet_problems")), summary.packets, words)
    if summary.differences:
        _differences(book.create_sheet(words.say("summary.sheet_differences")), summary, words)
    buffer = io.BytesIO()
    book.save(buffer)
    return without_moment(buffer.getvalue())


def _differences(sheet: "Worksheet", summary: "BatchSummary", words: ReportWords) -> None:
    """One row for each reported difference."""
    head(
        sheet, [words.say(f"summary.{name}") for name in ("employer", "what", "said", "packets_by")]
    )
    for one in summary.differences:
        for value in one.said:
            row(sheet, [one.unit, words.both(one.what, one.what_en), value.text,
                        words.both("、", ", ").join(value.packets)])  # fmt: skip
    shape(sheet, [34, 22, 44, 44])


def _packets(sheet: "Worksheet", summary: "BatchSummary", words: ReportWords) -> None:
    head(sheet, [words.say(f"summary.{name}") for name in PACKETS])
    for packet in summary.packets:
        cells = row(sheet, _packet(packet, words))
        cells[1].font = Font(bold=True, color=TONES.get(packet.shown or "", "A32020"))
        if packet.report:
            cells[-1].hyperlink = packet.report
            cells[-1].font = Font(color="1F4E8C", underline="single")
    shape(sheet, [22, 16, 16, 12, 26, 30, 11, 9, 9, 9, 9, 10, 70, 11, 14])


def _packet(packet: "PacketSummary", words: ReportWords) -> list[Value]:
    reasons = [words.both(p.message, p.message_en) for p in packet.problems[:3]]
    checked = packet.outcome is not None
    counts: list[Value] = [
        packet.fail_reject,
        packet.fail_supplement,
        packet.fail_advisory,
        packet.review,
        packet.passed,
        packet.not_checked,
    ]
    return [
        packet.packet,
        words.say(f"outcome.{packet.shown}" if checked else "summary.failed"),
        words.service(packet) if checked else None,
        packet.submission_date.isoformat() if packet.submission_date else None,
        packet.applicant,
        packet.employer,
        *(counts if checked else [None] * len(counts)),
        "\n".join(reasons) if checked else words.told(packet.error or ""),
        round(packet.seconds, 1) if packet.seconds is not None else None,
        words.say("summary.open") if packet.report else None,
    ]


def problem_documents(problem: "Problem", words: ReportWords) -> list[str]:
    """The names of the document types that a problem concerns."""
    pairs = zip_longest(problem.documents, problem.document_names)
    return [words.type(kind, name) for kind, name in pairs]


def problems_sheet(
    sheet: "Worksheet", packets: "Sequence[PacketSummary]", words: ReportWords
) -> None:
    """One row for each problem, packet by packet."""
    head(sheet, [words.say(f"summary.{name}") for name in PROBLEMS])
    for packet in packets:
        for problem in packet.problems:
            values: list[Value] = [
                packet.packet,
                words.say(f"status.{problem.status}"),
                words.say(f"severity.{problem.severity}"),
                words.both(problem.message, problem.message_en),
                words.both("、", ", ").join(problem_documents(problem, words)),
                problem.section,
                problem.quote,
                problem.place,
                problem.rule,
            ]
            row(sheet, values)
    shape(sheet, [22, 13, 10, 70, 34, 22, 50, 26, 28])


def head(sheet: "Worksheet", names: Sequence[str]) -> None:
    """The header row."""
    for cell in row(sheet, list(names)):
        cell.font, cell.fill = Font(bold=True), HEAD


def row(sheet: "Worksheet", values: Sequence[Value]) -> list[Cell]:
    """Appends a row. Text is stored as text: `=1+1` from a packet is not run.

    The sheet counts its rows itself: asking it for the last row would scan all cells.
    """
    cells = [_cell(sheet, value) for value in values]
    sheet.append(cells)
    return cells


def _cell(sheet: "Worksheet", value: Value) -> Cell:
    """A cell without a position yet."""
    cell = Cell(sheet, row=1, column=1)
    if isinstance(value, str):
        cell.value = without_control(value)[:MAX_CELL_LENGTH]
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@", "\t", "\r")
    else:
        cell.value = value
    cell.alignment = TOP
    return cell


def shape(sheet: "Worksheet", widths: Sequence[int]) -> None:
    """Sets widths, a fixed header, filters and print layout."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
