"""Keeping people's edits when more papers are submitted. Pure functions.

A case's existing documents keep their ids and places, so edits of them stay valid as long as the
documents count. Edits of the new submission's documents are moved to the ids that these get in the
case. Edits of pages (turn, split, merge) follow the pages' content: `regrouping`.
"""

import re
from collections.abc import Mapping, Sequence

from core.models.base import Model
from core.models.finding import Finding
from review.cases.models import CasePaper
from review.cases.naming import called
from review.judging import finding_views
from review.lapsing import UNREAD
from review.models import Correction, Decision, Packet, Standing


class Lapse(Model):
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
            told = {"field": f"{UNREAD}{name}", "before": name}
            found.append(one.model_copy(update=told))
    return found


def moved_decisions(
    of: Standing, ids: Mapping[str, str], number: int, now: Standing
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


def lapses(before: Packet, after: Packet, papers: Sequence[CasePaper]) -> list[Lapse]:
    """What applied before and no longer does."""
    gone = {paper.document: paper for paper in papers if paper.fate != "counts"}
    numbers = {paper.document: paper.number for paper in papers}
    there = {d.id for d in before.material.documents} if before.material else set()
    found = [
        Lapse(
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
            mine = [gone[name] for name in view.finding.documents if name in gone]
            why = _replaced(numbers.get(mine[0].by, 0)) if mine else _otherwise(lost, after)
            found.append(Lapse(target=lost.key, was=lost.verdict, why=why))
    return found


IN_ENGLISH: tuple[tuple[str, str], ...] = (
    (r"所依据的材料不再计入", "its paper does not count any more"),
    (r"所依据的材料已由第(\d+)次提交的替换", r"its paper was replaced by one of submission \1"),
    (r"该项的结论已变化：.*", "the finding says something else now"),
    (r"该项已不再出现", "the finding is not there any more"),
)
"""The reasons as the audit keeps them, and in English."""


def in_english(why: str) -> str:
    """The English text of a lapse reason; unknown reasons are returned unchanged.

    >>> in_english("所依据的材料已由第3次提交的替换")
    'its paper was replaced by one of submission 3'
    """
    for zh, en in IN_ENGLISH:
        if found := re.fullmatch(zh, why, re.DOTALL):
            return found.expand(en)
    return why


def _replaced(number: int) -> str:
    if not number:
        return "所依据的材料不再计入"
    return f"所依据的材料已由第{number}次提交的替换"


def _otherwise(decision: Decision, after: Packet) -> str:
    now = [view for view in after.standing.findings if view.finding.rule == decision.rule]
    return f"该项的结论已变化：{now[0].finding.message}" if now else "该项已不再出现"
