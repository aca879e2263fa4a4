"""The list of papers: the requirements of packets.toml for this case.

The rules' facts decide whether something is required; `validators/facts/oneof.py` decides which of
several ways is nearest.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from core.models.base import Wording
from core.models.document import Document
from core.models.finding import Clause
from core.models.need import Choice, NeedGroup, Wanted, Way
from validators.facts.children import NAMED, due
from validators.facts.circumstances import FACTS
from validators.facts.oneof import nearest
from validators.facts.parties import CHILD_TYPES
from validators.facts.stock import take
from validators.ground.case import Case
from validators.planning.plan import Plan, case_of, paper, title, told_case
from validators.policy import Policy, Requirement, ServicePapers

CONDITION = "condition_"
OWN = {"capital_not_public": "capital_hidden", "unit_claims_status": "status"}
"""Facts that no rule can know without input, and the plan fields that answer them."""


@dataclass
class Listing:
    """The list under construction: what is or may be required, and where there is a choice."""

    plan: Plan
    policy: Policy
    packet: ServicePapers
    told: Case
    """The given facts: used for the facts of packets.toml."""
    have: Case
    """The papers at hand: used to find what is missing."""
    groups: list[NeedGroup] = field(default_factory=list)
    perhaps: list[Wanted] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)

    def fact(self, name: str) -> bool | None:
        """Whether a fact of packets.toml holds; None if not given."""
        answer = FACTS[name](self.told, self.policy)
        own: bool | None = getattr(self.plan, OWN[name]) if name in OWN else None
        return answer if own is None else own


def listing_of(plan: Plan, policy: Policy) -> Listing:
    """The list of a plan."""
    packet = policy.packet(plan.service)
    made = Listing(plan, policy, packet, told_case(plan, policy), have_case(plan, policy))
    first: list[Wanted] = []
    for need in packet.needs.all_of:
        if (answer := _asked(need, made)) is False:
            continue
        name = _named(need)
        found = list(_walk(need, made))
        if answer is None:
            made.perhaps += found
        elif name is None:
            first += found
        elif found:
            made.groups.append(NeedGroup(name=name, wanted=tuple(found)))
    made.groups.insert(0, NeedGroup(wanted=tuple(first)))
    return made


def have_case(plan: Plan, policy: Policy) -> Case:
    """The case with the papers at hand; given facts replace what papers would show."""
    case, given = case_of(plan, policy, at_hand(plan)), told_case(plan, policy)
    for name in FACTS:
        answer = True if name.startswith("title_names") else FACTS[name](given, policy)
        case.kept[name, policy] = answer
    return case


def at_hand(plan: Plan, wanted: tuple[str, ...] | None = None) -> tuple[Document, ...]:
    """Papers as they would be read: those at hand, or others; one for each child."""
    found = []
    for one in plan.have if wanted is None else wanted:
        kind, _, role = one.partition(":")
        child = role == "child" or kind in CHILD_TYPES
        numbers = range(1, max(1, len(plan.children)) + 1) if child else range(1)
        found += [paper(plan, one, number) for number in numbers]
    return tuple(found)


def _asked(need: Requirement, made: Listing) -> bool | None:
    """Whether a requirement applies; None if it depends on facts not given.

    The applicant declares the condition: nothing is required for the others.
    """
    if not need.when:
        return True
    answer = made.fact(need.when)
    if answer is None and need.when.startswith(CONDITION):
        return False
    if answer is False or answer is True:
        return answer
    return None if not _empty(need, made) else False


def _empty(need: Requirement, made: Listing) -> bool:
    """Whether nothing inside is required anyway."""
    parts = (*need.any_of, *need.all_of)
    return bool(parts) and all(_asked(part, made) is False for part in parts)


def _named(need: Requirement) -> Wording | None:
    """The name of a requirement, or of its only part."""
    if need.name:
        return Wording(zh=need.name, en=need.name_en)
    if len(need.all_of) == 1 and not need.paper:
        return _named(need.all_of[0])
    return None


def _walk(need: Requirement, made: Listing, *, yearly: bool = False) -> Iterator[Wanted]:
    """The entries of a requirement; for several ways, those of the nearest."""
    if need.when and _asked(need, made) is False:
        return
    yearly = yearly or need.once_a_year
    if need.paper:
        yield _wanted((need,), made, yearly)
    elif need.all_of:
        for part in need.all_of:
            yield from _walk(part, made, yearly=yearly)
    elif all(option.paper for option in need.any_of):
        yield _wanted(need.any_of, made, yearly)
    else:
        ways = ways_of(need, made)
        if len(ways) > 1:
            made.choices.append(_choice(need, ways, made))
        if ways:
            yield from _walk(ways[0], made, yearly=yearly)


def ways_of(need: Requirement, made: Listing) -> list[Requirement]:
    """The open ways, the chosen one first, then the nearest."""
    stocks = [take(part, made.have, made.policy) for part in need.any_of]
    ranked = [way for _, way in nearest(need, stocks, made.plan.home or "")]
    return sorted(ranked, key=lambda way: way.id not in made.plan.ways or not way.id)


def walked(need: Requirement, made: Listing) -> tuple[Wanted, ...]:
    """The entries of a single requirement, without adding them to the list."""
    return tuple(_walk(need, replace(made, groups=[], perhaps=[], choices=[])))


def _choice(need: Requirement, ways: list[Requirement], made: Listing) -> Choice:
    entries = []
    for n, way in enumerate(ways):
        papers = walked(way, made)
        lacks = tuple(either(one.names) for one in papers if not one.there)
        name = _named(way) or _all_of([either(one.names) for one in papers])
        entries.append(Way(id=way.id, name=name, chosen=n == 0, lacks=lacks))
    clause = made.packet.clause([_first(way) for way in ways[:1]])
    return Choice(
        id=need.id,
        name=_named(need) or Wording(zh="以下之一", en="One of these"),
        section=clause.section if clause else made.policy.rule(made.packet.rule).section,
        quote=clause.quote if clause else "",
        ways=tuple(entries),
    )


def _first(need: Requirement) -> str:
    return need.paper or _first((*need.any_of, *need.all_of)[0])


def _wanted(options: tuple[Requirement, ...], made: Listing, yearly: bool) -> Wanted:
    papers = tuple(option.paper for option in options)
    clause = made.packet.clause(papers) or Clause(section="", quote="")
    each = options[0].type in NAMED and (options[0].role == "child" or papers[0] in CHILD_TYPES)
    several = each and len(due(options[0].type, made.told, made.policy)) > 1
    return Wanted(
        papers=papers,
        names=tuple(title(option.paper, made.policy) for option in options),
        section=clause.section,
        quote=clause.quote,
        there=any(take(option, made.have, made.policy).state == "have" for option in options),
        yearly=yearly,
        each=several,
    )


def either(names: tuple[Wording, ...]) -> Wording:
    """One name for several papers of which one is enough."""
    zh = "或".join(one.zh for one in names)
    return Wording(zh=zh, en=" or ".join(one.en for one in names))


def _all_of(names: list[Wording]) -> Wording:
    zh = "、".join(one.zh for one in names)
    return Wording(zh=zh, en=", ".join(one.en for one in names))
