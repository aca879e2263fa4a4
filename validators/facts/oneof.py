"""The papers found for a requirement, and which of several ways to meet it is nearest."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from core.models.base import Wording
from core.models.document import Document
from core.models.filing import FiledBefore
from validators.ground.case import Case
from validators.policy import Policy, Requirement

State = Literal["have", "doubt", "lack", "idle"]
ORDER: dict[State, int] = {"have": 0, "doubt": 1, "lack": 2, "idle": -1}
SHOWN = 3
FAR = 9
"""The number of missing papers counted if papers are present without the required content."""


@dataclass(frozen=True)
class RequirementState:
    """The state of a requirement: what is missing and which papers were found.

    `idle` is a requirement that this case does not have.
    """

    state: State
    lacks: tuple[Wording, ...] = ()
    papers: tuple[Document, ...] = ()
    count: int = 0
    filed: tuple[FiledBefore, ...] = ()
    """Earlier filings that replace papers missing from the packet."""
    gone: tuple[str, ...] = ()
    """The papers behind `lacks`, as in packets.toml; for several ways, those of all ways."""
    vague: "RequirementState | None" = None
    """The doubtful part of `lacks`, if other parts are sure."""
    pieces: tuple[tuple[tuple[Wording, ...], tuple[str, ...]], ...] = ()
    """`lacks` and `gone` item by item, if several items are required together."""
    there: int = 0
    """How many required papers are present, without those required anyway."""


def nearest(
    need: Requirement, parts: Iterable[RequirementState], home: str
) -> list[tuple[RequirementState, Requirement]]:
    """The open ways, the nearest first: the one with most papers, then the declared one."""
    live = [pair for pair in zip(parts, need.any_of, strict=True) if pair[0].state != "idle"]
    return sorted(
        live,
        key=lambda pair: (
            ORDER[pair[0].state], -pair[0].there, home not in pair[1].housing, pair[0].count
        ),
    )  # fmt: skip


def one_of(
    need: Requirement, parts: list[RequirementState], case: Case, policy: Policy
) -> RequirementState:
    live = nearest(need, parts, case.housing or "")
    if not live:
        return RequirementState("idle")
    best = live[0][0]
    if best.state == "have":
        return best
    gone = _missing_papers(part for part, _ in live)
    if all(option.paper for _, option in live):
        return _one_paper_of(live, gone, policy)
    begun = [pair for pair in live if pair[0].there or pair[0].state == "doubt"]
    lack = _ways(need, (begun or live)[:SHOWN])
    return RequirementState(
        best.state, (lack,), best.papers, best.count, gone=gone, there=best.there
    )


def _one_paper_of(
    live: list[tuple[RequirementState, Requirement]], gone: tuple[str, ...], policy: Policy
) -> RequirementState:
    """What is missing if any one of several papers would be enough."""
    best = live[0][0]
    if best.state == "doubt":
        vague = [lack for part, _ in live if part.state == "doubt" for lack in part.lacks]
        names = Wording(
            zh="；或".join(one.zh for one in vague), en="; or ".join(one.en for one in vague)
        )
        return RequirementState("doubt", (names,), best.papers, 1, gone=gone)
    names = Wording(
        zh="或".join(policy.title(option.type) for _, option in live),
        en=" or ".join(policy.title_en(option.type) for _, option in live),
    )
    return RequirementState(best.state, (names,), best.papers, 1, gone=gone)


def _missing_papers(parts: Iterable[RequirementState]) -> tuple[str, ...]:
    """The papers that the ways lack, without those that may be present if each way lacks others
    too.
    """
    papers = list(parts)
    sure = [part for part in papers if part.state == "lack"]
    vague = {paper for part in sure if part.vague is not None for paper in part.vague.gone}
    every = (paper for part in papers for paper in part.gone)
    return tuple(p for p in dict.fromkeys(every) if len(sure) < len(papers) or p not in vague)


def _ways(need: Requirement, live: list[tuple[RequirementState, Requirement]]) -> Wording:
    """What is still missing for each of several ways."""
    zh = "；或".join(
        (f"{option.name}：" if option.name else "") + "缺" + "、".join(listed(part.lacks)[0])
        for part, option in live
    )
    en = "; or ".join(
        (f"{option.name_en}: " if option.name_en else "") + ", ".join(listed(part.lacks)[1])
        for part, option in live
    )
    return Wording(
        zh=f"{need.name or '以下之一'}（{zh}）", en=f"{need.name_en or 'one of these'} [{en}]"
    )


def listed(lacks: tuple[Wording, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is missing, in Chinese and in English."""
    return tuple(lack.zh for lack in lacks), tuple(lack.en for lack in lacks)
