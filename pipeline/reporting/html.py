"""report.html: one file for the reviewer, with every picture inside it."""

from markupsafe import Markup

from core.models.report import Report
from core.small import SmallImage
from pipeline.reporting import readers
from pipeline.reporting.ahead import dates, sentences
from pipeline.reporting.count import counted, shown_outcome
from pipeline.reporting.desk import ReportBuilder
from pipeline.reporting.document_views import document_views
from pipeline.reporting.finding_views import (
    finding_views,
    groups,
    supply_list,
    to_review,
)
from pipeline.reporting.markup import environment
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import Language, ReportWords, names_in
from pipeline.reporting.people import people
from pipeline.reporting.pictures import Pictures
from pipeline.reporting.signatures import active_line, signature_lines
from pipeline.reporting.views import DocumentView, SupplyGroup


def render_html(report: Report, pictures: Pictures, lang: Language = "zh") -> str:
    """The report as one self-contained page that loads nothing."""
    words = ReportWords(lang)
    desk = ReportBuilder(report, pictures, words)
    documents = document_views(desk)  # first: findings refer to the boxes marked here
    findings = finding_views(desk)
    rejected = supply_list(desk, findings, "reject")
    lacking = supply_list(desk, findings, "supplement")
    advice = supply_list(desk, findings, "advisory")
    page: str = (
        environment(Masker.of(report))
        .get_template("report.html.j2")
        .render(
            report=report,
            lang=lang,
            words=words,
            say=words.say,
            who=people(report),
            pages=sum(file.pages for file in report.files),
            lists=[
                ("reject", words.say("supply.title_reject"), rejected),
                ("supplement", words.say("supply.title"), lacking),
                ("advisory", words.say("severity.advisory"), advice),
            ],
            plain=plain_list(report, words, rejected, lacking),
            reviews=to_review(findings),
            count=counted(report),
            outcome=shown_outcome(report),
            groups=groups(desk, findings),
            assumptions=[words.told(note, names_in(report)) for note in report.assumptions],
            readers=readers.sentences([report.readers], words),
            ahead=sentences(report, words),
            dates=dates(report, words),
            documents=documents,
            embedded=desk.embedded(),
            held=_documents_by_file(report, documents),
            signatures={file.name: signature_lines(file, words) for file in report.files},
            actives={file.name: active_line(file, words) for file in report.files},
            uri=_uri,
        )
    )
    desk.album.keep()
    return page


def plain_list(report: Report, words: ReportWords, *lists: list[SupplyGroup]) -> str:
    """The list of what to supply as plain text, for the clipboard."""
    lines = [f"{words.service(report)} · {words.say('notice.title')}"]
    for heaps in lists:
        for heap in heaps:
            lines += ["", heap.title]
            for item in heap.items:
                section = item.finding.section
                clause = (
                    f"（{words.say('notice.clause', section=section)}）"
                    if section.strip("—-")
                    else ""
                )
                lines.append(f"{item.number}. {item.finding.message}{clause}")
    return "\n".join(lines)


def _documents_by_file(
    report: Report, documents: list[DocumentView]
) -> dict[str, list[DocumentView]]:
    """The documents in each file."""
    result: dict[str, list[DocumentView]] = {file.name: [] for file in report.files}
    for document, view in zip(report.documents, documents, strict=True):
        for name in dict.fromkeys(page.file for page in document.pages):
            result.setdefault(name, []).append(view)
    return result


def _uri(picture: SmallImage) -> Markup:
    return Markup(picture.uri)
