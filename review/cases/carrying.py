"""Keeping people's edits when more papers are submitted. Pure functions.

A case's existing documents keep their ids and places, so edits of them stay valid as long as the
documents count. Edits of the new submission's documents are moved to the ids that these get in the
case. Edits of pages (turn, split, merge) follow the pages' content: `regrouping`.
"""

from collections.abc import Mapping, Sequence

from core.models.base import Model
from core.models.finding import Finding
from core.reasons import reason
from review.cases.models import CasePaper
from review.cases.naming import called
from review.judging import finding_views
from review.lapsing import UNREAD
from review.models import Correction, Decision, DeskPacket, PacketState


class LapsedAnswer(Model):
    """A correction or decision that no longer applies, and why."""

    target: str
    """A value, as D1.name, or a finding's key."""
    was: str | None
    """The verdict of a decision."""
    why: str


def moved_corrections(
    corrections: Sequence[Correction], ids: Mapping[str, str], number: int
) -> list[Correction]:
    """The new submission's corrections with the case's ids; service and day are the case's own."""
    found = []
    for one in corrections:
        if one.document in ids:
            found.append(one.model_copy(update={"document": ids[one.document]}))
        elif one.field.startswith(UNREAD):
            name = called(number, one.field.removeprefix(UNREAD))
            update = {"field": f"{UNREAD}{name}", "before": name}
            found.append(one.model_copy(update=update))
    return found


def moved_decisions(
    of: PacketState, ids: Mapping[str, str], number: int, now: PacketState
) -> list[Decision]:
    """The new submission's decisions on findings that the case has in the same words."""
    known = {view.key for view in now.findings}
    there = finding_views([_moved(view.finding, ids, number) for view in of.findings], ())
    return [
        view.decision.model_copy(update={"key": other.key})
        for view, other in zip(of.findings, there, strict=True)
        if view.decision is not None and other.key in known
    ]


def _moved(finding: Finding, ids: Mapping[str, str], number: int) -> Finding:
    evidence = [
        one.model_copy(
            update={
                "document": ids.get(one.document, one.document),
                "file": called(number, one.file) if one.file else one.file,
            }
        )
        for one in finding.evidence
    ]
    documents = tuple(ids.get(one, one) for one in finding.documents)
    return finding.model_copy(update={"evidence": tuple(evidence), "documents": documents})


def lapses(
    before: DeskPacket, after: DeskPacket, papers: Sequence[CasePaper]
) -> list[LapsedAnswer]:
    """What applied before and no longer does."""
    gone = {paper.document: paper for paper in papers if paper.fate != "counts"}
    numbers = {paper.document: paper.number for paper in papers}
    there = {d.id for d in before.material.documents} if before.material else set()
    found = [
        LapsedAnswer(
            target=f"{one.document}.{one.field}",
            was=None,
            why=_replaced(numbers.get(gone[one.document].by, 0)),
        )
        for one in before.corrections
        if one.document in gone and one.document in there
    ]
    old = {view.key: view for view in before.standing.findings if view.decision is not None}
    for lost in after.standing.lapsed:
        view = old.get(lost.key)
        if view is not None:
            lapsed = [gone[name] for name in view.finding.documents if name in gone]
            why = _replaced(numbers.get(lapsed[0].by, 0)) if lapsed else _otherwise(lost, after)
            found.append(LapsedAnswer(target=lost.key, was=lost.verdict, why=why))
    return found


def _replaced(number: int) -> str:
    if not number:
        return reason("lapsed.uncounted")
    return reason("lapsed.replaced", number=number)


def _otherwise(decision: Decision, after: DeskPacket) -> str:
    now = [view for view in after.standing.findings if view.finding.rule == decision.rule]
    if not now:
        return reason("lapsed.no_more")
    return reason("lapsed.otherwise", message=now[0].finding.message)
