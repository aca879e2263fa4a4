"""Views of a report's findings: the list to hand over, and the groups to read."""

from collections.abc import Sequence
from dataclasses import replace

from core.models.finding import OWN, SEVERITIES, Evidence, Finding, Severity, Status
from core.models.geometry import Box
from core.models.report import Report
from core.small import CONTEXT_SHARE
from pipeline.reporting.desk import ReportBuilder
from pipeline.reporting.mask import mask_number
from pipeline.reporting.names import cited
from pipeline.reporting.once import facts, parts_of, told_elsewhere
from pipeline.reporting.pictures import PageKey
from pipeline.reporting.views import (
    EvidenceView,
    FindingGroup,
    FindingView,
    Listed,
    SupplyGroup,
    Window,
)

SHARP = ("fail", "review")  # statuses whose evidence a person compares
MAX_CROPS = 8  # crops for each finding; further evidence is shown as windows on the page
ORDER: tuple[Status, ...] = ("fail", "review", "not_checked", "pass", "not_applicable")
FOLDED: tuple[Status, ...] = ("not_checked", "pass", "not_applicable")

Views = dict[int, FindingView]


def finding_views(desk: ReportBuilder) -> Views:
    """A view of each finding, by its position in the report."""
    found = desk.report.findings
    twice = frozenset[int]().union(*(told_elsewhere(found, one) for one in SEVERITIES))
    return {
        number: replace(_finding(desk, finding), echo=number in twice, facts=facts(finding))
        for number, finding in enumerate(found)
    }


def groups(desk: ReportBuilder, views: Views) -> list[FindingGroup]:
    """All findings, most severe first: failures by severity, the rest by status."""
    parts: dict[tuple[str, str], list[FindingView]] = {
        **{("fail", severity): [] for severity in SEVERITIES},
        **{(status, ""): [] for status in ORDER[1:]},
    }
    for view in sorted(views.values(), key=_weight):
        parts[view.status, view.severity if view.status == "fail" else ""].append(view)
    return [
        FindingGroup(
            id=desk.anchor("g"),
            title=_title(desk, status, severity),
            tone=severity or status,
            findings=tuple(members),
            facts=sum(view.facts for view in members if not view.echo),
            closed=status in FOLDED,
        )
        for (status, severity), members in parts.items()
        if members
    ]


def _title(desk: ReportBuilder, status: str, severity: str) -> str:
    parts = [f"status.{status}", *([f"severity.{severity}"] if severity else [])]
    return " · ".join(desk.words.say(part) for part in parts)


def _weight(view: FindingView) -> int:
    return SEVERITIES.index(view.severity)


def to_supply(report: Report, severity: Severity) -> list[tuple[str, list[int]]]:
    """Failed findings of a severity, grouped by document in packet order; each lack once.

    Documents are given by id; "" stands for findings without a document: missing papers first,
    points added by a person last. Findings are given by their position in the report.
    """
    heaps: dict[str, list[int]] = {"": [], **{document.id: [] for document in report.documents}}
    own: list[int] = []
    twice = told_elsewhere(report.findings, severity)
    for number, finding in enumerate(report.findings):
        if finding.status == "fail" and finding.severity == severity and number not in twice:
            first = next((d for d in finding.documents if d in heaps), "")
            (own if finding.rule == OWN else heaps[first]).append(number)
    return [(document, numbers) for document, numbers in (*heaps.items(), ("", own)) if numbers]


def supply_list(desk: ReportBuilder, views: Views, severity: Severity) -> list[SupplyGroup]:
    """The list to hand over (一次性告知), numbered throughout."""
    result, number = [], 0
    for document, members in to_supply(desk.report, severity):
        title = desk.titles[document] if document else desk.words.say("supply.missing")
        points = [
            replace(
                views[member],
                message=desk.words.both(part.message, part.message_en),
                section=cited(part.guide.section),
            )
            for member in members
            for part in parts_of(desk.report.findings[member])
        ]
        items = tuple(Listed(number + i, view) for i, view in enumerate(points, 1))
        number += len(items)
        result.append(SupplyGroup(title, items))
    return result


def to_review(views: Views) -> list[FindingView]:
    """What a person must look at, most severe first."""
    return sorted((v for v in views.values() if v.status == "review"), key=_weight)


def _finding(desk: ReportBuilder, finding: Finding) -> FindingView:
    sharp = MAX_CROPS if finding.status in SHARP else 0
    return FindingView(
        id=desk.anchor("r"),
        rule=finding.rule,
        status=finding.status,
        severity=finding.severity,
        message=desk.words.both(finding.message, finding.message_en),
        section=cited(finding.guide.section),
        quote=finding.guide.quote,
        documents=tuple(desk.titles.get(name, name) for name in finding.documents),
        evidence=tuple(
            _evidence(desk, evidence, number < sharp)
            for number, evidence in enumerate(_distinct(finding.evidence))
        ),
    )


def _distinct(evidence: Sequence[Evidence]) -> list[Evidence]:
    return list(dict.fromkeys(evidence))


def _evidence(desk: ReportBuilder, evidence: Evidence, sharp: bool) -> EvidenceView:
    key = (evidence.file, evidence.page)
    document = next((d for d in desk.report.documents if d.id == evidence.document), None)
    kind = document.type if document else ""
    title = desk.titles.get(evidence.document) or desk.words.say("findings.record")
    label = desk.words.field(kind, evidence.field) if evidence.field else ""
    field = document.fields.get(evidence.field or "") if document else None
    hide = field is not None and field.kind == "id_number"
    text = mask_number(evidence.text) if hide else evidence.text
    box, link, crop, window = evidence.box, "", None, None
    if box is not None:
        link = desk.mark(evidence.document, key, box, "evidence", f"{label or title}：{text}")
        crop = desk.album.context(key, box) if sharp else None
        window = None if crop else _window(desk, key, box)
    elif evidence.file:
        window = _whole(desk, key)
    return EvidenceView(
        title=f"{title} · {label}" if label else title,
        text=text,
        place=desk.words.say("documents.page", file=evidence.file, n=evidence.page)
        if evidence.file
        else "",
        link=link or desk.sheet_id(evidence.document, key),
        crop=crop,
        window=window,
    )


def _window(desk: ReportBuilder, key: PageKey, stored: Box) -> Window | None:
    page = desk.page(key)
    if page is None:
        return None
    box = desk.album.upright(key, stored)
    width, height = page.picture.width, page.picture.height
    wide = min(1.0, max(CONTEXT_SHARE[0], 1.1 * box.width))
    high = min(1.0, max(0.05, 1.6 * box.height))
    left = min(max(0.0, box.cx - wide / 2), 1 - wide)
    top = min(max(0.0, box.cy - high / 2), 1 - high)
    return Window(
        image=page.id,
        view=(_n(left * width), _n(top * height), _n(wide * width), _n(high * height)),
        mark=(
            _n(box.x0 * width),
            _n(box.y0 * height),
            _n(box.width * width),
            _n(box.height * height),
        ),
    )


def _whole(desk: ReportBuilder, key: PageKey) -> Window | None:
    """The whole page, for evidence that concerns all of it."""
    page = desk.page(key)
    return Window(page.id, (0, 0, page.picture.width, page.picture.height)) if page else None


def _n(number: float) -> float:
    return round(number, 1)
