"""How far the requirements of packets.toml are met by a case's papers, for any service.

Only the papers count here, not what they say: a lease that has run out is there. What
each alternative still lacks is told, the nearest first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from core.errors import PolicyError
from core.models.base import Wording
from core.models.document import Document
from core.models.filing import FiledBefore
from validators.facts import parties
from validators.facts.circumstances import FACTS
from validators.facts.parties import ROLE_EN, ROLE_ZH
from validators.facts.standins import by_another_role, unknown_holder
from validators.ground.case import Case
from validators.ground.hidden import hidden
from validators.policy import Policy, Requirement

State = Literal["have", "doubt", "lack", "idle"]
ORDER: dict[State, int] = {"have": 0, "doubt": 1, "lack": 2, "idle": -1}
SHOWN = 3
FAR = 9
"""What counts as lacking where papers are there and do not say what they should."""
ANYHOW = ("marriage_certificate", "id_card:spouse")
"""What a family that comes along brings anyhow: it says nothing of how the applicant lives."""


@dataclass(frozen=True)
class Stock:
    """What a requirement finds: its state, what is lacking and the papers that were found.

    `idle` is a requirement that this case does not have.
    """

    state: State
    lacks: tuple[Wording, ...] = ()
    papers: tuple[Document, ...] = ()
    count: int = 0
    filed: tuple[FiledBefore, ...] = ()
    """What stands in for papers that are not in the packet."""
    gone: tuple[str, ...] = ()
    """The papers behind `lacks`, as packets.toml writes them; of ways, of all of them."""
    vague: "Stock | None" = None
    """The part of `lacks` that is in doubt, where others are sure."""
    there: int = 0
    """How many of the papers that it asks are there, without those that are asked anyhow."""


def take(need: Requirement, case: Case, policy: Policy) -> Stock:
    """How far a requirement is met."""
    if need.when and _fact(need.when, case, policy) is not True:
        return Stock("idle")
    if need.paper:
        return _paper(need, case, policy)
    parts = [take(part, case, policy) for part in need.any_of or need.all_of]
    stock = _any(need, parts, case, policy) if need.any_of else _all(parts)
    if need.once_a_year and stock.state == "lack" and (before := _filed(need, case)) is not None:
        return Stock("have", filed=(before,))
    if not need.holds or stock.state != "have":
        return stock  # what does not hold of the papers found may hold of one that is in doubt
    holds = _fact(need.holds, case, policy)
    if holds is None:
        told = Wording(zh=f"{need.name}未能确认", en=f"{need.name_en}: not sure")
        return Stock("doubt", (told,), stock.papers, 1)
    told = Wording(zh=f"{need.name}不成立", en=f"{need.name_en}: not so")
    return stock if holds else Stock("lack", (told,), stock.papers, FAR)


def _fact(name: str, case: Case, policy: Policy) -> bool | None:
    if name not in FACTS:
        raise PolicyError(f"packets.toml：不认识的条件 {name}。")
    return FACTS[name](case, policy)


def _paper(need: Requirement, case: Case, policy: Policy) -> Stock:
    role = need.role or None
    found = case.of(need.type, role=role) or by_another_role(need, case, policy)
    wanted = 1
    if role == "child" or need.type == "birth_medical_certificate":
        wanted = max(1, len(parties.children(case, policy)))
    if need.type == "household_register_cover":
        wanted = 1
    title = Wording(
        zh=ROLE_ZH.get(role or "", "") + policy.title(need.type),
        en=policy.title_en(need.type) + (f" ({ROLE_EN[role]})" if role in ROLE_EN else ""),
    )
    if len(found) >= wanted:
        return Stock("have", papers=found, there=int(_telling(need, case)))
    if role and any(unknown_holder(paper, policy) for paper in case.of(need.type, role="")):
        title = Wording(
            zh=f"{title.zh}（有一份未能辨认持有人）",
            en=f"{title.en} (whose one of them is was not read)",
        )
        return Stock("doubt", (title,), found, 1)
    if wanted > 1:
        more = wanted - len(found)
        title = Wording(zh=f"{title.zh}（还缺 {more} 份）", en=f"{title.en} ({more} more)")
    if where := replace(hidden(case, need.type), unread=()):
        maybe = Wording(
            zh=f"{title.zh}（{where.zh(policy)}）", en=f"{title.en} ({where.en(policy)})"
        )
        return Stock("doubt", (maybe,), (*found, *where.papers), 1, gone=(need.paper,))
    return Stock("lack", (title,), found, 1, gone=(need.paper,))


def _telling(need: Requirement, case: Case) -> bool:
    """Whether a paper tells which of several ways somebody means to go."""
    family = case.application.accompanying
    return need.paper not in ANYHOW or not (family.spouse or family.children)


def _filed(need: Requirement, case: Case) -> FiledBefore | None:
    """The latest filing, earlier in the year, of a paper that would do alone."""
    kinds = {part.type for part in need.any_of or need.all_of}
    if need.all_of and len(kinds) > 1:
        return None
    found = [paper for paper in case.filed if paper.type in kinds and paper.day <= case.day]
    found = [paper for paper in found if paper.day.year == case.day.year]
    return max(found, key=lambda paper: paper.day, default=None)


def _all(parts: list[Stock]) -> Stock:
    parts = [part for part in parts if part.state != "idle"]
    if not parts:
        return Stock("idle")
    whole = _joined(parts)
    if whole.state != "lack":
        return whole
    doubts = [part if part.state == "doubt" else part.vague for part in parts]
    vague = [part for part in doubts if part is not None]
    return replace(whole, vague=_joined(vague)) if vague else whole


def _joined(parts: list[Stock]) -> Stock:
    return Stock(
        max((part.state for part in parts), key=lambda state: ORDER[state]),
        tuple(lack for part in parts if part.state != "have" for lack in part.lacks),
        tuple(paper for part in parts for paper in part.papers),
        sum(part.count for part in parts),
        tuple(paper for part in parts for paper in part.filed),
        tuple(dict.fromkeys(paper for part in parts for paper in part.gone)),
        there=sum(part.there for part in parts),
    )


def nearest(
    need: Requirement, parts: Iterable[Stock], home: str
) -> list[tuple[Stock, Requirement]]:
    """The ways that are open, the nearest first: of which most is there, then the declared one."""
    live = [pair for pair in zip(parts, need.any_of, strict=True) if pair[0].state != "idle"]
    return sorted(
        live,
        key=lambda pair: (
            ORDER[pair[0].state], -pair[0].there, home not in pair[1].housing, pair[0].count
        ),
    )  # fmt: skip


def _any(need: Requirement, parts: list[Stock], case: Case, policy: Policy) -> Stock:
    live = nearest(need, parts, case.housing or "")
    if not live:
        return Stock("idle")
    best = live[0][0]
    if best.state == "have":
        return best
    gone = _gone(part for part, _ in live)
    if all(option.paper for _, option in live):
        return _one_paper_of(live, gone, policy)
    begun = [pair for pair in live if pair[0].there or pair[0].state == "doubt"]
    told = _ways(need, (begun or live)[:SHOWN])
    return Stock(best.state, (told,), best.papers, best.count, gone=gone, there=best.there)


def _one_paper_of(
    live: list[tuple[Stock, Requirement]], gone: tuple[str, ...], policy: Policy
) -> Stock:
    """What is lacking where one single paper of several would do."""
    best = live[0][0]
    if best.state == "doubt":
        vague = [lack for part, _ in live if part.state == "doubt" for lack in part.lacks]
        names = Wording(
            zh="；或".join(one.zh for one in vague), en="; or ".join(one.en for one in vague)
        )
        return Stock("doubt", (names,), best.papers, 1, gone=gone)
    names = Wording(
        zh="或".join(policy.title(option.type) for _, option in live),
        en=" or ".join(policy.title_en(option.type) for _, option in live),
    )
    return Stock(best.state, (names,), best.papers, 1, gone=gone)


def _gone(parts: Iterable[Stock]) -> tuple[str, ...]:
    """The papers that the ways lack, without those that may be there where each lacks others."""
    told = list(parts)
    sure = [part for part in told if part.state == "lack"]
    vague = {paper for part in sure if part.vague is not None for paper in part.vague.gone}
    every = (paper for part in told for paper in part.gone)
    return tuple(p for p in dict.fromkeys(every) if len(sure) < len(told) or p not in vague)


def _ways(need: Requirement, live: list[tuple[Stock, Requirement]]) -> Wording:
    """What each of several ways still lacks."""
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
    """What is lacking, in Chinese and in English."""
    return tuple(lack.zh for lack in lacks), tuple(lack.en for lack in lacks)
