"""The formats of a report. To add one: write its function, add one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.files import not_writable, packet_folder, write_result
from core.models.report import Report
from pipeline.reporting.html import render_html
from pipeline.reporting.ics import render_ics
from pipeline.reporting.names import Language
from pipeline.reporting.notice import render_notice
from pipeline.reporting.pictures import Pictures

Render = Callable[[Report, Pictures, Language], bytes | None]


@dataclass(frozen=True)
class Format:
    """A format of the report: its file, and its content or None if it does not apply."""

    id: str
    file: str
    render: Render


def _json(report: Report, _pictures: Pictures, _lang: Language) -> bytes:
    return report.model_dump_json(indent=1).encode()


def _html(report: Report, pictures: Pictures, lang: Language) -> bytes:
    return render_html(report, pictures, lang).encode("utf-8", "replace")


def _notice(report: Report, _pictures: Pictures, lang: Language) -> bytes | None:
    return render_notice(report, lang)


def _ics(report: Report, _pictures: Pictures, lang: Language) -> bytes | None:
    return render_ics(report, lang)


FORMATS: tuple[Format, ...] = (
    Format("json", "report.json", _json),
    Format("html", "report.html", _html),
    Format("notice", "supplement.docx", _notice),
    Format("ics", "deadlines.ics", _ics),
)


def write_report(
    report: Report, pictures: Pictures, out_dir: Path, lang: Language = "zh"
) -> list[Path]:
    """Write every format into `out_dir` and return the files written, report.json first.

    Files of an earlier run whose format no longer applies are removed. Raises InputError if
    `out_dir` cannot be written.
    """
    try:
        packet_folder(out_dir)
    except OSError as error:
        raise not_writable(out_dir) from error
    written = []
    for form in FORMATS:
        path = out_dir / form.file
        content = form.render(report, pictures, lang)
        if content is None:
            path.unlink(missing_ok=True)
            continue
        write_result(path, content)
        written.append(path)
    return written
