"""What people did to papers, carried over when more papers come. Pure.

A case's own documents keep their ids and places, so what was done to them stands as it is as long
as they count. What was done to the newcomer's documents is told of the ids they have in the case.
Whatever else a person does to pages (turn, cut, put together) is carried here too, by content.
"""

from collections.abc import Mapping, Sequence

from core.errors import Said
from core.models.base import Model
from core.models.finding import Finding
from review.cases.models import Paper
from review.cases.naming import called
from review.correcting import UNREAD
from review.judging import viewed
from review.models import Correction, Decision, Packet, Standing


class Lapse(Model):
    """A correction or decision that does not count any more, and why."""

    target: str
    """A value, as D1.name, or a finding's key."""
    was: str | None
    """The verdict of a decision."""
    zh: str
    en: str


def moved_corrections(
    corrections: Sequence[Correction], ids: Mapping[str, str], number: int
) -> list[Correction]:
    """Those of a newcomer as they are within the case; on service and day the case's own stand."""
    found = []
    for one in corrections:
        if one.document in ids:
            found.append(one.model_copy(update={"document": ids[one.document]}))
        elif one.field.startswith(UNREAD):
            name = called(number, one.field.removeprefix(UNREAD))
            told = {"field": f"{UNREAD}{name}", "before": name}
            found.append(one.model_copy(update=told))
    return found


def moved_decisions(
    of: Standing, ids: Mapping[str, str], number: int, now: Standing
) -> list[Decision]:
    """Those of a newcomer whose finding is told of the case too, in the same words."""
    known = {view.key for view in now.findings}
    there = viewed([_moved(view.finding, ids, number) for view in of.findings], ())
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


def lapses(before: Packet, after: Packet, papers: Sequence[Paper]) -> list[Lapse]:
    """What counted before and does not now."""
    gone = {paper.document: paper for paper in papers if paper.fate != "counts"}
    numbers = {paper.document: paper.number for paper in papers}
    there = {d.id for d in before.material.documents} if before.material else set()
    found = [
        Lapse(
            target=f"{one.document}.{one.field}",
            was=None,
            **_replaced(numbers.get(gone[one.document].by, 0))._asdict(),
        )
        for one in before.corrections
        if one.document in gone and one.document in there
    ]
    old = {view.key: view for view in before.standing.findings if view.decision is not None}
    for lost in after.standing.lapsed:
        view = old.get(lost.key)
        if view is not None:
            mine = [gone[name] for name in view.finding.documents if name in gone]
            said = _replaced(numbers.get(mine[0].by, 0)) if mine else _otherwise(lost, after)
            found.append(Lapse(target=lost.key, was=lost.verdict, zh=said.zh, en=said.en))
    return found


def _replaced(number: int) -> Said:
    if not number:
        return Said("所依据的材料不再计入", "the paper it is about does not count any more")
    return Said(
        f"所依据的材料已由第{number}次提交的替换",
        f"the paper it is about was replaced by submission {number}",
    )


def _otherwise(decision: Decision, after: Packet) -> Said:
    now = [view for view in after.standing.findings if view.finding.rule == decision.rule]
    if not now:
        return Said("该项已不再出现", "the finding is gone")
    one = now[0].finding
    return Said(f"该项的结论已变化：{one.message}", f"the finding says now: {one.message_en}")
