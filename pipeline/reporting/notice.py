"""supplement.docx (补正告知书): the complete list of what to supply, to edit and hand over."""

from core.models.report import Report
from pipeline.reporting.finding_views import to_supply
from pipeline.reporting.letters import notice_letter
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import Language


def render_notice(report: Report, lang: Language = "zh") -> bytes | None:
    """The notice as a .docx file; None if nothing must be supplied."""
    if not to_supply(report, "supplement") and report.outcome != "supplement":
        return None
    from pipeline.reporting.letter_docx import render_docx  # slow to load

    return render_docx(notice_letter(report, lang), Masker.of(report))
