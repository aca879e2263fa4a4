"""Judging a packet with people's edits: corrections change the documents and every rule runs
again; decisions are added to findings and do not change a rule's result. Pure functions.

Outcome: that of the rules (contract: reject, supplement, review, accept, in that order), a finding
decided by a person counts by the person's answer, and with an open doubt there is no acceptance. A
doubt is any finding still in review, advice included, or a reason that prevents acceptance of the
packet as a whole.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence

from core.models.document import Document
from core.models.finding import OWN, SEVERITIES, Clause, Finding
from core.models.material import Material
from core.models.report import Report
from pipeline.judging import (
    RECORD,
    SERVICE,
    case_of,
    held,
    judge_material,
    open_points,
)
from pipeline.reporting.reason import outcome_reason
from review.canned import english
from review.correcting import corrected
from review.lapsing import lapsed
from review.models import (
    Correction,
    Decision,
    DeskFinding,
    Doubt,
    FindingChange,
    OwnPoint,
    PacketState,
)
from review.places import of_evidence, places
from validators.ground.look import weigh
from validators.judging.rules import judge, outcome
from validators.policy import Policy

__all__ = ["FAILED", "RECORD", "SERVICE", "changes", "standing_of", "standing_of_failed"]
FAILED = "packet:failed"
OF_FILES = frozenset({"GEN-TAMPER"})
"""Rules about files themselves: a person's correction of a value does not change their result."""


def standing_of(
    material: Material,
    corrections: Sequence[Correction],
    decisions: Sequence[Decision],
    policy: Policy,
    *,
    own: Sequence[OwnPoint] = (),
    ahead: bool = True,
) -> PacketState:
    """The current standing; without `ahead` the report has no outlook for other days.

    A reviewer's own points count like failures that rules find.
    """
    looked = any(one.key == RECORD and one.verdict == "pass" for one in decisions)
    judged = corrected(material, corrections, policy)
    if looked:
        judged = judged.model_copy(update={"record_broken": False})
    report = judge_material(judged, policy, ahead=ahead)
    found = report.findings
    if corrections:
        found = _with_files_doubts(found, material, policy)
    views = finding_views(found, decisions)
    shown = (*(_answered(view) for view in views), *map(_added, own))
    doubts = (*_of_packet(judged), *_open(views))
    result = held(outcome(shown)) if doubts else outcome(shown)
    report = report.model_copy(
        update={
            "findings": shown,
            "outcome": result,
            "outcome_reason": outcome_reason(result, shown),
        }
    )
    keys = {view.key for view in views} | {RECORD}
    return PacketState(
        outcome=result,
        findings=views,
        doubts=doubts,
        report=report,
        documents=judged.documents,
        doubtful=doubtful(judged.documents, shown, policy),
        lapsed=tuple(one for one in decisions if one.key not in keys),
        lapsed_corrections=lapsed(material, corrections),
    )


def standing_of_failed(report: Report) -> PacketState:
    """The standing of a packet that could not be checked: it can only be sent back."""
    reason = report.outcome_reason
    doubt = Doubt(key=FAILED, message=reason.zh, message_en=reason.en)
    shown_report = report.model_copy(update={"held": report.held or (reason,)})
    return PacketState(outcome="review", findings=(), doubts=(doubt,), report=shown_report)


def _with_files_doubts(
    found: Sequence[Finding], material: Material, policy: Policy
) -> tuple[Finding, ...]:
    """The findings; those about files stay as they were before any correction."""
    asked = judge(case_of(material, policy), policy)
    kept = [finding for finding in asked if finding.rule in OF_FILES]
    first = next((n for n, finding in enumerate(found) if finding.rule in OF_FILES), len(found))
    others = [finding for finding in found if finding.rule not in OF_FILES]
    return (*others[:first], *kept, *others[first:])


def finding_views(
    findings: Sequence[Finding], decisions: Sequence[Decision]
) -> tuple[DeskFinding, ...]:
    """The findings with their keys and decisions."""
    by_key = {one.key: one for one in decisions}
    seen: Counter[str] = Counter()
    views = []
    for finding in findings:
        key = _key(finding)
        seen[key] += 1
        key = key if seen[key] == 1 else f"{key}.{seen[key]}"
        views.append(DeskFinding(key=key, finding=finding, decision=by_key.get(key)))
    return tuple(views)


def _key(finding: Finding) -> str:
    """The rule, and a hash of the finding's content and evidence."""
    places = [(e.document, e.field, e.file, e.page, e.text) for e in finding.evidence]
    content = (finding.status, finding.severity, finding.message, finding.documents, places)
    return f"{finding.rule}:{hashlib.sha256(repr(content).encode()).hexdigest()[:12]}"


def _answered(view: DeskFinding) -> Finding:
    """The finding as letters print it: with the person's verdict and reason."""
    if view.decision is None:
        return view.finding
    why = view.decision.why
    return view.finding.model_copy(
        update={
            "status": view.decision.verdict,
            "message": why or view.finding.message,
            "parts": () if why else view.finding.parts,
            "message_en": english(why) or view.finding.message_en,
        }
    )


def _added(point: OwnPoint) -> Finding:
    """A reviewer's own point as letters print it."""
    return Finding(
        rule=OWN,
        status="fail",
        severity="supplement",
        message=point.text,
        message_en=english(point.text),
        guide=Clause(section=point.section, quote=""),
    )


def _of_packet(material: Material) -> list[Doubt]:
    return [
        Doubt(key=key, message=text.zh, message_en=text.en)
        for key, text in open_points(material).items()
    ]


def _open(views: Sequence[DeskFinding]) -> list[Doubt]:
    left = sorted((v for v in views if v.open), key=lambda view: SEVERITIES.index(view.severity))
    return [
        Doubt(
            key=view.key,
            message=view.finding.message,
            message_en=view.finding.message_en,
            severity=view.severity,
            rule=view.finding.rule,
        )
        for view in left
    ]


def doubtful(
    documents: Sequence[Document], findings: Sequence[Finding], policy: Policy
) -> tuple[str, ...]:
    """The doubtful values, those that open findings depend on first."""
    by_id = {document.id: document for document in documents}
    doubts = {
        f"{document.id}.{one.address}": None
        for document in documents
        for one in places(document)
        if one.field is not None
        and weigh(document, one.address, one.field, policy).state == "doubt"
    }
    first = [
        f"{evidence.document}.{address}"
        for finding in findings
        if finding.status == "review"
        for evidence in finding.evidence
        if (document := by_id.get(evidence.document)) is not None
        for address in of_evidence(document, evidence)
    ]
    return tuple(dict.fromkeys([one for one in first if one in doubts] + list(doubts)))


def changes(before: Sequence[Finding], after: Sequence[Finding]) -> tuple[FindingChange, ...]:
    """The findings that changed, before and after, in the order of the rules."""
    changed = []
    for rule in dict.fromkeys(finding.rule for finding in (*after, *before)):
        old = [_plain(finding) for finding in before if finding.rule == rule]
        new = [_plain(finding) for finding in after if finding.rule == rule]
        for finding in list(old):
            if finding in new:
                old.remove(finding)
                new.remove(finding)
        for n in range(max(len(old), len(new))):
            changed.append(
                FindingChange(
                    rule=rule,
                    before=old[n] if n < len(old) else None,
                    after=new[n] if n < len(new) else None,
                )
            )
    return tuple(changed)


def _plain(finding: Finding) -> Finding:
    """The finding without evidence: new positions or document numbers are no change."""
    return finding.model_copy(update={"evidence": (), "documents": ()})
