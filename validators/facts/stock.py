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
from validators.facts import children, parties
from validators.facts.circumstances import FACTS
from validators.facts.households import COVER, shared
from validators.facts.kin import unknown_holder
from validators.facts.parties import CHILD_TYPES, ROLE_EN, ROLE_ZH, Party
from validators.ground.case import Case
from validators.ground.compare import folded
from validators.ground.hidden import hidden
from validators.policy import Policy, Requirement

State = Literal["have", "doubt", "lack", "idle"]
ORDER: dict[State, int] = {"have": 0, "doubt": 1, "lack": 2, "idle": -1}
SHOWN = 3


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
    return stock if holds else Stock("lack", (told,), stock.papers, 9)


def _fact(name: str, case: Case, policy: Policy) -> bool | None:
    if name not in FACTS:
        raise PolicyError(f"packets.toml：不认识的条件 {name}。")
    return FACTS[name](case, policy)


def _paper(need: Requirement, case: Case, policy: Policy) -> Stock:
    role = need.role or None
    found = case.of(need.type, role=role)
    if role == "handler" and not found and _handler_is_applicant(case, policy):
        found = case.of(need.type, role="applicant")
    title = Wording(
        zh=ROLE_ZH.get(role or "", "") + policy.title(need.type),
        en=policy.title_en(need.type) + (f" ({ROLE_EN[role]})" if role in ROLE_EN else ""),
    )
    if need.type in children.NAMED and (role == "child" or need.type in CHILD_TYPES):
        return _of_each(need, title, found, case, policy)
    if found:
        return Stock("have", papers=found)
    if need.type == COVER and role and (one := shared(role, case, policy))[0] is not False:
        told = Wording(zh=f"{title.zh}（未能确认是否同户）", en=f"{title.en} (one household?)")
        return Stock("have", papers=one[1]) if one[0] else Stock("doubt", (told,), one[1], 1)
    if role and any(unknown_holder(paper, policy) for paper in case.of(need.type, role="")):
        title = Wording(
            zh=f"{title.zh}（有一份未能辨认持有人）",
            en=f"{title.en} (whose one of them is was not read)",
        )
        return Stock("doubt", (title,), found, 1)
    return _absent(need, title, found, case, policy)


def _of_each(
    need: Requirement, title: Wording, found: tuple[Document, ...], case: Case, policy: Policy
) -> Stock:
    """A paper of each child who needs one, told apart by number and name; else counted."""
    kids = children.due(need.type, case, policy)
    gap = children.gap(need.type, case, policy)
    if gap is None:
        more = max(1, len(kids)) - len(found)
        if more <= 0:
            return Stock("have", papers=found)
        if len(kids) > 1:
            title = Wording(zh=f"{title.zh}（还缺 {more} 份）", en=f"{title.en} ({more} more)")
        return _absent(need, title, found, case, policy)
    if gap.gone:
        return _absent(need, _for(title, gap.gone, kids), found, case, policy)
    if gap.vague:
        told = _for(title, gap.vague, kids)
        told = Wording(
            zh=f"{told.zh}（有一份未能辨认持有人）",
            en=f"{told.en} (whose one of them is was not read)",
        )
        return Stock("doubt", (told,), found, 1, gone=(need.paper,))
    return Stock("have", papers=found)


def _for(title: Wording, bare: tuple[Party, ...], kids: tuple[Party, ...]) -> Wording:
    """A paper's title with the children who lack it, where not all of several do."""
    if len(kids) < 2:
        return title
    names = children.named(bare)
    return Wording(zh=f"{title.zh}（{names}）", en=f"{title.en} ({names})")


def _absent(
    need: Requirement, title: Wording, found: tuple[Document, ...], case: Case, policy: Policy
) -> Stock:
    """A paper that is not there, or may be one that was not understood."""
    if where := replace(hidden(case, need.type), unread=()):
        maybe = Wording(
            zh=f"{title.zh}（{where.zh(policy)}）", en=f"{title.en} ({where.en(policy)})"
        )
        return Stock("doubt", (maybe,), (*found, *where.papers), 1, gone=(need.paper,))
    return Stock("lack", (title,), found, 1, gone=(need.paper,))


def _filed(need: Requirement, case: Case) -> FiledBefore | None:
    """The latest filing, earlier in the year, of a paper that would do alone."""
    kinds = {part.type for part in need.any_of or need.all_of}
    if need.all_of and len(kinds) > 1:
        return None
    found = [paper for paper in case.filed if paper.type in kinds and paper.day <= case.day]
    found = [paper for paper in found if paper.day.year == case.day.year]
    return max(found, key=lambda paper: paper.day, default=None)


def _handler_is_applicant(case: Case, policy: Policy) -> bool:
    one, two = parties.applicant(case, policy), parties.handler(case, policy)
    if one.number and two.number:
        return one.number == two.number
    return bool(one.name) and folded(one.name) == folded(two.name)


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
    )


def _any(need: Requirement, parts: list[Stock], case: Case, policy: Policy) -> Stock:
    live = [(part, option) for part, option in zip(parts, need.any_of, strict=True)]
    live = [pair for pair in live if pair[0].state != "idle"]
    if not live:
        return Stock("idle")
    home = case.housing
    live.sort(key=lambda pair: (ORDER[pair[0].state], home not in pair[1].housing, pair[0].count))
    best = live[0][0]
    if best.state == "have":
        return best
    simple = all(option.paper for _, option in live)
    gone = _gone(part for part, _ in live)
    if simple and best.state == "doubt":
        vague = [lack for part, _ in live if part.state == "doubt" for lack in part.lacks]
        names = Wording(
            zh="；或".join(one.zh for one in vague), en="; or ".join(one.en for one in vague)
        )
        return Stock("doubt", (names,), best.papers, 1, gone=gone)
    if simple:
        names = Wording(
            zh="或".join(policy.title(option.type) for _, option in live),
            en=" or ".join(policy.title_en(option.type) for _, option in live),
        )
        return Stock(best.state, (names,), best.papers, 1, gone=gone)
    told = _ways(need, live[:SHOWN])
    return Stock(best.state, (told,), best.papers, best.count, gone=gone)


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
