"""How far a case's papers meet the requirements of packets.toml, for any service.

Only the presence of papers counts here, not their content: an expired lease is present. The missing
papers of each alternative are listed, the nearest first.
"""

from dataclasses import replace

from core.errors import PolicyError
from core.models.base import Wording
from core.models.document import Document
from core.models.filing import FiledBefore
from validators.facts import children, parties
from validators.facts.circumstances import FACTS
from validators.facts.households import COVER, shared
from validators.facts.kin import unknown_holder
from validators.facts.licences import firm_licences
from validators.facts.oneof import FAR, ORDER, RequirementState, listed, one_of
from validators.facts.parties import CHILD_TYPES, ROLE_EN, ROLE_ZH, Party
from validators.facts.unclear_roles import by_another_role
from validators.ground.case import Case
from validators.ground.compare import folded
from validators.ground.hidden import hidden
from validators.ground.kept import kept
from validators.policy import Policy, Requirement

__all__ = ["RequirementState", "listed", "take"]

ANYHOW = ("marriage_certificate", "id_card:spouse")
"""Papers that an accompanying family brings anyway: they show nothing about the home."""


def take(need: Requirement, case: Case, policy: Policy) -> RequirementState:
    """How far a requirement is met; computed once, for many rules and days of the outlook."""
    return _taken(case, need, policy)


@kept
def _taken(case: Case, need: Requirement, policy: Policy) -> RequirementState:
    if need.when and _fact(need.when, case, policy) is not True:
        return RequirementState("idle")
    if need.paper:
        found = _paper(need, case, policy)
        there = int(found.state == "have" and _telling(need, case))
        return found if found.there == there else replace(found, there=there)
    parts = [take(part, case, policy) for part in need.any_of or need.all_of]
    stock = one_of(need, parts, case, policy) if need.any_of else _all(parts)
    if need.once_a_year and stock.state == "lack" and (before := _filed(need, case)) is not None:
        return (
            _beside(stock, before) if before.beside else RequirementState("have", filed=(before,))
        )
    if not need.holds or stock.state != "have":
        return stock  # a condition that fails for the found papers may hold for a doubtful one
    holds = _fact(need.holds, case, policy)
    if holds is None:
        lack = Wording(zh=f"{need.name}未能确认", en=f"{need.name_en}: not sure")
        return RequirementState("doubt", (lack,), stock.papers, 1)
    lack = Wording(
        zh=f"能证明该项的材料（所附材料不能证明“{need.name}”）",
        en=f"papers that show it ('{need.name_en}' is not shown)",
    )
    return (
        stock if holds else RequirementState("lack", (lack,), stock.papers, FAR, there=stock.there)
    )


def _fact(name: str, case: Case, policy: Policy) -> bool | None:
    if name not in FACTS:
        raise PolicyError(f"packets.toml：不认识的条件 {name}。")
    return case.keep((name, policy), lambda: FACTS[name](case, policy))


def _paper(need: Requirement, case: Case, policy: Policy) -> RequirementState:
    role = need.role or None
    found = case.of(need.type, role=role)
    if role == "handler" and not found and _handler_is_applicant(case, policy):
        found = case.of(need.type, role="applicant")
    found = found or by_another_role(need, case, policy)
    each = need.type in children.NAMED and (role == "child" or need.type in CHILD_TYPES)
    if found and not each:
        return RequirementState("have", papers=found)
    title = Wording(
        zh=ROLE_ZH.get(role or "", "") + policy.title(need.type),
        en=policy.title_en(need.type) + (f" ({ROLE_EN[role]})" if role in ROLE_EN else ""),
    )
    if each:
        return _of_each(need, title, found, case, policy)
    if need.type == COVER and role and (one := shared(role, case, policy))[0] is not False:
        lack = Wording(zh=f"{title.zh}（未能确认是否同户）", en=f"{title.en} (one household?)")
        return (
            RequirementState("have", papers=one[1])
            if one[0]
            else RequirementState("doubt", (lack,), one[1], 1)
        )
    if role and any(unknown_holder(paper, policy) for paper in case.of(need.type, role="")):
        title = Wording(
            zh=f"{title.zh}（有一份未能辨认持有人）",
            en=f"{title.en} (the holder of one was not read)",
        )
        return RequirementState("doubt", (title,), found, 1)
    return _absent(need, title, found, case, policy)


def _of_each(
    need: Requirement, title: Wording, found: tuple[Document, ...], case: Case, policy: Policy
) -> RequirementState:
    """A paper for each child who needs one, matched by number and name; else counted."""
    kids = children.due(need.type, case, policy)
    gap = children.gap(need.type, case, policy)
    if gap is None:
        more = max(1, len(kids)) - len(found)
        if more <= 0:
            return RequirementState("have", papers=found)
        if len(kids) > 1:
            title = Wording(zh=f"{title.zh}（还缺 {more} 份）", en=f"{title.en} ({more} more)")
        return _absent(need, title, found, case, policy)
    if gap.gone:
        return _absent(need, _for(title, gap.gone, kids), found, case, policy)
    if gap.vague:
        lack = _for(title, gap.vague, kids)
        lack = Wording(
            zh=f"{lack.zh}（有一份未能辨认持有人）",
            en=f"{lack.en} (the holder of one was not read)",
        )
        return RequirementState("doubt", (lack,), found, 1, gone=(need.paper,))
    return RequirementState("have", papers=found)


def _for(title: Wording, bare: tuple[Party, ...], kids: tuple[Party, ...]) -> Wording:
    """A paper's title with the children who lack it, if only some of them do."""
    if len(kids) < 2:
        return title
    return Wording(
        zh=f"{title.zh}（{children.named(bare)}）", en=f"{title.en} ({children.named(bare, ', ')})"
    )


def _absent(
    need: Requirement, title: Wording, found: tuple[Document, ...], case: Case, policy: Policy
) -> RequirementState:
    """A paper that is missing, or may be an unrecognised one."""
    if licences := firm_licences(need.type, case, policy):
        maybe = Wording(
            zh=f"{title.zh}（律师事务所以执业许可证登记，请核对可否作单位证照）",
            en=f"{title.en} (a law firm is registered by its practice licence: please check it)",
        )
        return RequirementState("doubt", (maybe,), (*found, *licences), 1, gone=(need.paper,))
    where = hidden(case, need.type)
    if where := replace(where, unread=()) if where.unread else where:
        maybe = Wording(
            zh=f"{title.zh}（{where.zh(policy)}）", en=f"{title.en} ({where.en(policy)})"
        )
        return RequirementState("doubt", (maybe,), (*found, *where.papers), 1, gone=(need.paper,))
    return RequirementState("lack", (title,), found, 1, gone=(need.paper,))


def _telling(need: Requirement, case: Case) -> bool:
    """Whether a paper shows which of several ways the applicant chose."""
    family = case.application.accompanying
    return need.paper not in ANYHOW or not (family.spouse or family.children)


def _filed(need: Requirement, case: Case) -> FiledBefore | None:
    """The year's latest filing of a paper that is enough alone, if possible before this packet."""
    kinds = {part.type for part in need.any_of or need.all_of}
    if need.all_of and len(kinds) > 1:
        return None
    found = [paper for paper in case.filed if paper.type in kinds and paper.day <= case.day]
    found = [paper for paper in found if paper.day.year == case.day.year]
    return max(found, key=lambda paper: (not paper.beside, paper.day), default=None)


def _beside(stock: RequirementState, filed: FiledBefore) -> RequirementState:
    """In doubt, not missing, if a packet of the same day held it."""
    zh, en = f"（同日的“{filed.packet}”已附）", f" (in {filed.packet!r} of the same day)"
    lacks = tuple(Wording(zh=lack.zh + zh, en=lack.en + en) for lack in stock.lacks)
    return replace(stock, state="doubt", lacks=lacks, vague=None)


def _handler_is_applicant(case: Case, policy: Policy) -> bool:
    one, two = parties.applicant(case, policy), parties.handler(case, policy)
    if one.number and two.number:
        return one.number == two.number
    return bool(one.name) and folded(one.name) == folded(two.name)


def _all(parts: list[RequirementState]) -> RequirementState:
    parts = [part for part in parts if part.state != "idle"]
    if not parts:
        return RequirementState("idle")
    whole = _joined(parts)
    if whole.state != "lack":
        return whole
    doubts = [part if part.state == "doubt" else part.vague for part in parts]
    vague = [part for part in doubts if part is not None]
    return replace(whole, vague=_joined(vague)) if vague else whole


def _joined(parts: list[RequirementState]) -> RequirementState:
    return RequirementState(
        max((part.state for part in parts), key=lambda state: ORDER[state]),
        tuple(lack for part in parts if part.state != "have" for lack in part.lacks),
        tuple(paper for part in parts for paper in part.papers),
        sum(part.count for part in parts),
        tuple(paper for part in parts for paper in part.filed),
        tuple(dict.fromkeys(paper for part in parts for paper in part.gone)),
        pieces=tuple(
            piece
            for part in parts
            if part.lacks and part.state != "have"
            for piece in part.pieces or ((part.lacks, part.gone),)
        ),
        there=sum(part.there for part in parts),
    )
