"""The summary of a batch: the outcome of each packet, and all problems together."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from markupsafe import escape

from core.files import write_result
from core.models.filing import StatedValue, UnitDifference
from core.models.finding import OUTCOMES, SEVERITIES, Finding
from core.models.report import Report, Wording
from pipeline.reporting import readers
from pipeline.reporting.count import counted
from pipeline.reporting.markup import environment
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import Language, ReportWords
from pipeline.reporting.once import told_elsewhere
from pipeline.reporting.people import people
from pipeline.reporting.tally import BatchSummary, PacketSummary, Problem

MAX_REASONS = 3
FILES = ("summary.json", "summary.html", "summary.xlsx")
Typed = tuple[str, Wording | None]
"""A document's type and its name in the guide."""


def summarise(
    report: Report, folder: str | None = None, seconds: float | None = None
) -> PacketSummary:
    """The summary of one packet; `folder` is its folder in OUT if it differs from the name."""
    name = folder or report.packet
    masker, who = Masker.of(report), people(report)
    types = {document.id: (document.type, document.name) for document in report.documents}
    count = counted(report)
    return PacketSummary(
        packet=masker.text(name),
        outcome=report.outcome,
        service=report.service,
        service_name=report.service_name,
        submission_date=report.submission_date,
        applicant=masker.text(f"{who.applicant} {who.number}".strip()),
        employer=masker.text(who.employer),
        fail_reject=count.rejects,
        fail_supplement=count.lacks,
        fail_advisory=count.advice,
        review=count.doubts,
        passed=count.passed,
        not_checked=count.counter,
        problems=tuple(_problem(f, masker, types) for f in problems(report)),
        readers=report.readers,
        report=quote(f"{name}/report.html") if masker.text(name) == name else "",
        seconds=seconds,
    )


def failed_packet(folder: str, error: str, seconds: float | None = None) -> PacketSummary:
    """The summary of a packet that could not be checked; `error` is safe to show."""
    masker = Masker()
    return PacketSummary(
        packet=masker.text(folder), outcome=None, error=masker.text(error), seconds=seconds
    )


def problems(report: Report) -> list[Finding]:
    """Failures, then points in review; each most severe first, each fact once."""
    weights = {"reject": 0, "supplement": 1, "advisory": 2}
    twice = frozenset[int]().union(*(told_elsewhere(report.findings, one) for one in SEVERITIES))
    found = [
        finding
        for number, finding in enumerate(report.findings)
        if finding.status in ("fail", "review") and number not in twice
    ]
    return sorted(found, key=lambda f: (f.status != "fail", weights[f.severity]))


def batch_summary(
    packets: Sequence[PacketSummary], differences: Sequence[UnitDifference] = ()
) -> BatchSummary:
    """The summary of a batch, packets in the given order; differences name their folders."""
    counts: Counter[str] = Counter(packet.outcome or "failed" for packet in packets)
    names = [*OUTCOMES, "failed"]
    return BatchSummary(
        outcomes={n: counts[n] for n in names},
        packets=tuple(packets),
        differences=tuple(_masked(one) for one in differences),
    )


def write_summary(summary: BatchSummary, out: Path, lang: Language = "zh") -> list[Path]:
    """Write summary.json, summary.html and summary.xlsx into `out`; returns their paths."""
    from pipeline.reporting.sheets import render_xlsx  # slow to load, and used once a batch

    contents = {
        FILES[0]: summary.model_dump_json(indent=1).encode(),
        FILES[1]: render_summary_html(summary, lang).encode(),
        FILES[2]: render_xlsx(summary, lang),
    }
    for name, content in contents.items():
        write_result(out / name, content)
    return [out / name for name in contents]


def render_summary_html(summary: BatchSummary, lang: Language = "zh") -> str:
    """The summary as one self-contained page that links to the reports."""
    words = ReportWords(lang)
    template = environment(Masker()).get_template("summary.html.j2")
    return template.render(
        summary=summary,
        lang=lang,
        words=words,
        say=words.say,
        most=MAX_REASONS,
        readers=readers.sentences([packet.readers for packet in summary.packets], words),
        link=escape,  # not masked, or the link would break
        outcomes=[name for name in OUTCOMES if summary.shown.get(name)],
    )


def _masked(one: UnitDifference) -> UnitDifference:
    mask = Masker().text
    values = [
        StatedValue(text=mask(value.text), packets=tuple(mask(name) for name in value.packets))
        for value in one.said
    ]
    return one.model_copy(update={"said": tuple(values)})


def _problem(finding: Finding, masker: Masker, types: dict[str, Typed]) -> Problem:
    first = next((e for e in finding.evidence if e.file), None)
    named = dict(types.get(d, (d, None)) for d in finding.documents)
    return Problem(
        rule=finding.rule,
        status=finding.status,
        severity=finding.severity,
        message=masker.text(finding.message),
        message_en=masker.text(finding.message_en),
        section=finding.guide.section,
        quote=finding.guide.quote,
        documents=tuple(named),
        document_names=tuple(named.values()),
        place=masker.text(f"{first.file} p.{first.page}") if first else "",
    )
