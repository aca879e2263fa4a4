"""supplement.docx (补正告知书): the one complete list, to be edited and handed over."""

import io
import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from docx import Document as new_document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from pipeline.models.finding import Finding, Severity
from pipeline.models.report import Report
from pipeline.reporting.desk import titles
from pipeline.reporting.finding_views import to_supply
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import Language, Words
from pipeline.reporting.people import people

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

BODY, TITLE, SMALL = Pt(14), Pt(22), Pt(10.5)
GREY = RGBColor(0x59, 0x63, 0x6E)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def render_notice(report: Report, lang: Language = "zh") -> bytes | None:
    """The notice as a .docx file; None where nothing must be supplied."""
    lacking = to_supply(report, "supplement")
    rejected = to_supply(report, "reject")
    if not lacking and report.outcome != "supplement":
        return None
    writer = _Writer(report, Words(lang))
    writer.opening(sum(len(numbers) for _, numbers in lacking))
    writer.items(lacking)
    if rejected:
        count = sum(len(numbers) for _, numbers in rejected)
        writer.paragraph(writer.words.say("notice.reject", n=count), before=12)
        writer.items(rejected)
    writer.advice("advisory")
    writer.closing()
    buffer = io.BytesIO()
    writer.file.save(buffer)
    return buffer.getvalue()


class _Writer:
    """The document being written, and what all of its paragraphs need."""

    def __init__(self, report: Report, words: Words) -> None:
        self.report, self.words, self.masker = report, words, Masker.of(report)
        self.titles = titles(report.documents, words)
        self.file: Document = new_document()
        self.file.core_properties.title = words.say("notice.title")
        self.file.core_properties.author = ""
        self.file.core_properties.comments = ""
        _page(self.file)

    def opening(self, count: int) -> None:
        """Title, whom it concerns, and the sentence the list hangs on."""
        who, say = people(self.report), self.words.say
        service = self.words.service(self.report.service)
        title = self.paragraph(say("notice.title"), size=TITLE, bold=True, after=18)
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if who.applicant:
            self.paragraph(say("notice.to", name=f"{who.applicant} {who.number}".strip()))
        if who.employer:
            self.paragraph(say("notice.employer", name=who.employer))
        self.paragraph(say("notice.service", name=service), after=10)
        day = self.report.submission_date
        if day is None:
            lead = say("notice.lead_no_day", service=service, n=count)
        else:
            shown = _day(day, self.words.lang)
            lead = say("notice.lead", day=shown, service=service, n=count)
        self.paragraph(lead, after=8).paragraph_format.first_line_indent = 2 * BODY

    def items(self, heaps: Sequence[tuple[str, list[int]]]) -> None:
        """The findings document by document, numbered through."""
        number = 0
        for document, members in heaps:
            title = self.titles.get(document) or self.words.say("supply.missing")
            heading = self.paragraph(title, bold=True, before=10, after=2)
            heading.paragraph_format.keep_with_next = True
            for member in members:
                number += 1
                self.item(number, self.report.findings[member])

    def item(self, number: int, finding: Finding) -> None:
        """One point with the guide's words under it."""
        message = self.words.both(finding.message, finding.message_en)
        point = self.paragraph(f"{number}. {message}", after=1)
        point.paragraph_format.left_indent = Cm(0.9)
        point.paragraph_format.first_line_indent = Cm(-0.9)
        section = finding.guide.section.strip("—- ")
        parts = [self.words.say("notice.clause", section=section)] if section else []
        if finding.guide.quote:
            parts.append(self.words.say("notice.quote", quote=finding.guide.quote))
        if parts:
            clause = self.paragraph(" ".join(parts), size=SMALL, grey=True, after=6)
            clause.paragraph_format.left_indent = Cm(0.9)

    def advice(self, severity: Severity) -> None:
        """What need not be supplied but is worth knowing."""
        found = [
            finding
            for finding in self.report.findings
            if finding.status == "fail" and finding.severity == severity
        ]
        if found:
            self.paragraph(self.words.say("notice.advisory"), bold=True, before=12, after=2)
        for finding in found:
            message = self.words.both(finding.message, finding.message_en)
            self.paragraph(f"· {message}", size=Pt(12))

    def closing(self) -> None:
        """The place for stamp and day, and whose draft this is."""
        for name, before in (("notice.office", 30.0), ("notice.date", 2.0)):
            line = self.paragraph(self.words.say(name), before=before)
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.paragraph(self.words.say("notice.draft"), size=SMALL, grey=True, before=24)

    def paragraph(
        self,
        text: str,
        *,
        size: Pt = BODY,
        bold: bool = False,
        grey: bool = False,
        before: float = 0,
        after: float = 3,
    ) -> "Paragraph":
        """A paragraph of masked text; characters no document may hold are left out."""
        made = self.file.add_paragraph()
        run = made.add_run(_CONTROL.sub("", self.masker.text(text)))
        run.font.size, run.bold = size, bold
        if grey:
            run.font.color.rgb = GREY
        made.paragraph_format.space_before, made.paragraph_format.space_after = (
            Pt(before),
            Pt(after),
        )
        return made


def _page(file: "Document") -> None:
    """A4 with an official letter's margins, in a typeface every office has."""
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(3.0), Cm(2.6)
    style: ParagraphStyle = file.styles["Normal"]
    style.font.name = "Times New Roman"
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    style.paragraph_format.line_spacing = 1.4


def _day(day: date, lang: Language) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else day.isoformat()
