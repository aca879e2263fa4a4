"""Completeness of the packet, guide 六: one rule for each service of the edition.

`take` returns what was found and what is missing for each requirement.
"""

from collections.abc import Callable
from dataclasses import replace

from core.models.base import Wording
from core.models.filing import FiledBefore
from core.models.finding import Clause, FindingPart
from validators.facts.changes import GENERAL, unlisted
from validators.facts.circumstances import FACTS
from validators.facts.missing import MissingPapers, gaps
from validators.facts.stock import RequirementState, listed, take
from validators.ground.case import Case
from validators.ground.hidden import hidden, in_english
from validators.ground.verdict import (
    Answer,
    Rule,
    Verdict,
    failed,
    not_applicable,
    passed,
    to_review,
    without,
)
from validators.policy import Policy, ServicePapers


def _check_of(name: str) -> Callable[[Case, Policy], Answer]:
    def check(case: Case, policy: Policy) -> Answer:
        """Every paper that the service requires is in the packet."""
        packet = policy.packet(case.service)
        if packet.rule != name:
            return not_applicable("另有规则核对材料是否齐全。", "Another rule asks for the papers.")
        stock = take(packet.needs, case, policy)
        if case.service == "dependents_change" and not _says_who(case, policy):
            return to_review(
                "未填报增减的随往人员，无法确认所需材料，请填报。",
                "Whoever is to be added or taken out is not named, so what papers are needed is "
                "open; please name them on record.",
                *stock.papers,
            )
        asked = unlisted(case, policy) if case.service == GENERAL else None
        lack = _paper_answer(stock, case, policy)
        if asked is None or not stock.papers:
            return lack
        return [asked] if isinstance(lack, Verdict) else [*lack, asked]

    return check


def _says_who(case: Case, policy: Policy) -> bool:
    family = case.application.accompanying
    return (
        bool(family.spouse or family.children)
        or bool(case.of("divorce_certificate", "court_judgment"))
        or FACTS["spouse_removed"](case, policy) is True
    )


def _paper_answer(stock: RequirementState, case: Case, policy: Policy) -> Answer:
    if stock.state == "idle":
        return not_applicable("没有材料要求。", "Nothing is asked.")
    if stock.state == "have":
        zh, en = _instead(stock.filed, policy)
        return passed(f"材料齐全{zh}。", f"All papers are there{en}.", *stock.papers)
    packet = policy.packet(case.service)
    return [
        replace(verdict, whole=True, clause=packet.clause(verdict.lacks))
        for verdict in (
            replace(_surely(gap), parts=_parts(gap.within(stock), packet))
            if gap.sure
            else _maybe(gap, case)
            for gap in gaps(stock, case)
        )
    ]


def _parts(found: tuple[MissingPapers, ...], packet: ServicePapers) -> tuple[FindingPart, ...]:
    """What is missing item by item, each with its own clause; empty if it is one item."""
    if len(found) < 2:
        return ()
    return tuple(
        FindingPart(
            message=f"缺少{'、'.join(zh)}，请补充。",
            message_en=f"Missing: {', '.join(en)}. Please add it.",
            guide=packet.clause(gap.gone) or Clause(section="", quote=""),
        )
        for gap in found
        for zh, en in (listed(gap.lacks),)
    )


def _surely(gap: MissingPapers) -> Verdict:
    zh, en = _numbered(gap.lacks)
    return without(
        failed(f"缺少材料：{zh}。请补齐。", f"Missing: {en}. Please add what is missing."),
        *gap.gone,
    )


def _maybe(gap: MissingPapers, case: Case) -> Verdict:
    zh, en = _numbered(gap.lacks)
    why = f"（未能辨认的文件：{'、'.join(case.unread)}）" if case.unread else ""
    unread = ", ".join(map(in_english, case.unread))
    why_en = f" (could not be read: {unread})" if unread else ""
    zh = f"可能缺少：{zh}{why}。请核对后补齐。"
    en = f"Papers may be missing: {en}{why_en}. Please check and add what is missing."
    where = hidden(case, *gap.gone).papers
    return without(to_review(zh, en, *where), *gap.gone)


def _numbered(lacks: tuple[Wording, ...]) -> tuple[str, str]:
    """The missing papers in both languages, numbered."""
    zh, en = ([f"{n}. {lack}" for n, lack in enumerate(side, 1)] for side in listed(lacks))
    return "；".join(zh), "; ".join(en)


def _instead(filed: tuple[FiledBefore, ...], policy: Policy) -> tuple[str, str]:
    """Papers not in the packet and why they are not needed, in both languages; empty if none."""
    zh = [
        f"{policy.title(paper.type)}本份未附，同一单位已于 {paper.day} 随“{paper.packet}”提交"
        f"{f'（所属期 {span}）' if (span := paper.period.replace('/', ' 至 ')) else ''}，"
        f"{'经人工确认受理' if paper.by_person else '预审结论为符合'}，"
        "本年度信息未变化的无须重复提供"
        for paper in filed
    ]
    en = [
        f"{paper.type} was filed on {paper.day} with {paper.packet!r} and, if nothing has "
        "changed, is not asked again this year"
        for paper in filed
    ]
    return "".join(f"；{text}" for text in zh), "".join(f"; {text}" for text in en)


def rules(packets: tuple[ServicePapers, ...]) -> tuple[Rule, ...]:
    """The completeness rules of an edition: one for each service, or one for several."""
    names = dict.fromkeys(packet.rule for packet in packets)
    return tuple(Rule(name, _check_of(name)) for name in names)
