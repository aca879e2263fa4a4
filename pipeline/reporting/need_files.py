"""need.html, need.docx and need.ics in a folder."""

from pathlib import Path

from core.files import write_result
from core.models.need import Need
from pipeline.reporting.names import Language
from pipeline.reporting.need_docx import render_need_docx
from pipeline.reporting.need_html import render_need_html
from pipeline.reporting.need_ics import render_need_ics


def write_need(need: Need, folder: Path, lang: Language = "zh") -> list[Path]:
    """The files written. Raises InputError if they cannot be written."""
    contents = {
        "need.html": render_need_html(need, lang).encode(),
        "need.docx": render_need_docx(need, lang),
        "need.ics": render_need_ics(need, lang),
    }
    written = []
    for name, content in contents.items():
        write_result(folder / name, content)
        written.append(folder / name)
    return written
