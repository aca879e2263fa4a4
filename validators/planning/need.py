"""All that a planned application will need, by the lists and rules of an edition."""

from collections.abc import Iterator

from core.models.base import Wording
from core.models.need import Condition, Need, NeedGroup, Wanted
from validators.facts.homes import PROOF
from validators.facts.stock import take
from validators.ground.case import CONDITIONS
from validators.judging.deadlines import deadlines
from validators.planning.against import against
from validators.planning.listing import Listing, either, listing_of, walked
from validators.planning.plan import Plan, facts_of
from validators.planning.reach import reaches
from validators.planning.spans import months_of
from validators.policy import Policy, Requirement

DECLARED = "APP-C"
"""Prefix of the ids of rules on single conditions, followed by the number."""
ONE_OF = "APP-COND-ONE-OF"


def need_of(plan: Plan, policy: Policy) -> Need:
    """What is needed. Raises PolicyError for a service that the edition does not know."""
    made = listing_of(plan, policy)
    service = next(one for one in policy.services if one.id == plan.service)
    groups = _once(tuple(_dated(group, plan, policy) for group in made.groups))
    return Need(
        policy=policy.version,
        district=policy.district.full,
        district_en=policy.district.name_en,
        office=policy.district.office,
        service=service.id,
        service_name=Wording(zh=service.name_zh, en=service.name_en),
        section=service.section,
        day=plan.day,
        assumed=tuple(_assumed(plan, made)),
        against=against(made.told, policy),
        groups=tuple(group for group in groups if group.wanted),
        perhaps=tuple(_reaching(one, plan, policy) for one in made.perhaps),
        choices=tuple(made.choices),
        conditions=_conditions(made),
        months=months_of(made.told, policy),
        dates=deadlines(made.told, policy),
    )


def _once(groups: tuple[NeedGroup, ...]) -> tuple[NeedGroup, ...]:
    """A paper required by two groups is in the first one, with what it includes anyway."""
    every = [one for group in groups for one in group.wanted]
    seen: set[tuple[str, ...]] = set()
    entries = []
    for group in groups:
        wanted = []
        for one in group.wanted:
            if one.papers in seen or any(_brings(other, one) for other in every):
                continue
            seen.add(one.papers)
            wanted.append(_with(one, [other for other in every if _brings(one, other)]))
        entries.append(group.model_copy(update={"wanted": tuple(wanted)}))
    return tuple(entries)


def _brings(one: Wanted, other: Wanted) -> bool:
    """Whether bringing the one paper includes bringing the other."""
    return set(one.papers) < set(other.papers)


def _with(one: Wanted, others: list[Wanted]) -> Wanted:
    """An entry with the guide's words of the entries it includes."""
    entries = [one, *others]
    return one.model_copy(
        update={
            "section": " / ".join(dict.fromkeys(each.section for each in entries if each.section)),
            "quote": "；".join(dict.fromkeys(each.quote for each in entries if each.quote)),
        }
    )


def _dated(group: NeedGroup, plan: Plan, policy: Policy) -> NeedGroup:
    wanted = tuple(_reaching(one, plan, policy) for one in group.wanted)
    return group.model_copy(update={"wanted": wanted})


def _reaching(one: Wanted, plan: Plan, policy: Policy) -> Wanted:
    """The entry with the days that its papers must reach."""
    found = tuple(reach for paper in one.papers for reach in reaches(paper, plan, policy))
    return one.model_copy(update={"reach": found})


def _conditions(made: Listing) -> tuple[Condition, ...]:
    """The conditions: the declared one first, then those with the least missing."""
    policy = made.policy
    if not policy.rule(ONE_OF).binds(made.plan.service):
        return ()
    ranked = []
    for number in CONDITIONS:
        part = made.packet.need(f"condition_{number}")
        lacks, short = _lacking(part, made) if part is not None else ((), 0)
        texts = [one for one in policy.rules if one.id.startswith(f"{DECLARED}{number}-")]
        chosen = number == made.plan.condition
        condition = Condition(
            number=number,
            chosen=chosen,
            section=texts[0].section if texts else policy.rule(ONE_OF).section,
            texts=tuple(dict.fromkeys(one.quote for one in texts)),
            lacks=lacks,
        )
        ranked.append(((not chosen, short), condition))
    return tuple(condition for _, condition in sorted(ranked, key=lambda one: one[0]))


def _lacking(part: Requirement, made: Listing) -> tuple[tuple[Wording, ...], int]:
    """What a condition requires that is not at hand: named as in the list, and how many papers."""
    bare = part.model_copy(update={"when": ""})
    stock = take(bare, made.have, made.policy)
    names = tuple(either(one.names) for one in walked(bare, made) if not one.there)
    return names, stock.count if stock.state == "lack" else 0


def _assumed(plan: Plan, made: Listing) -> Iterator[Wording]:
    """Facts not given and the values assumed for them, if the service needs them."""
    facts = facts_of(made.packet)
    if any(name.startswith("condition_") for name in facts) and plan.condition is None:
        yield Wording(
            zh="未选申请条件：条件2至8另需的材料没有列入，见“申请条件”。",
            en=(
                "No condition was chosen: what conditions 2 to 8 ask beside is not on the list; "
                "see “Condition”."
            ),
        )
    if made.packet.need(PROOF) is not None and plan.home is None and not plan.ways:
        yield Wording(
            zh="未说明住所：按所需材料最少的一种列出，其余见“可以选择的方式”。",
            en=(
                "The home was not told: the way with the fewest papers is listed; see the other "
                "ways below."
            ),
        )
    if "spouse_accompanies" in facts and plan.spouse is None and not plan.children:
        yield Wording(zh="未说明随往人员：按没有列出。", en="Nobody is taken to come along.")
    if "domestic_diploma" in facts and plan.education is None and _asks_education(plan):
        yield Wording(
            zh="未说明学历：按国内学历并有学位列出。",
            en="Taken for a Chinese diploma with a degree.",
        )
    if "child_accompanies" in facts and plan.children and plan.marital is None:
        yield Wording(zh="未说明婚姻状况：按已婚列出。", en="Taken for married.")
    if "first_case_of_year" in facts and plan.filed_this_year is None:
        yield Wording(
            zh="按本单位本年度第一次办理列出。", en="Taken for the unit's first case of the year."
        )
    if "education_changed" in facts and not plan.changes:
        yield Wording(
            zh="未说明变更事项：佐证材料没有列入。",
            en="What is to be changed was not told: its evidence is not on the list.",
        )


def _asks_education(plan: Plan) -> bool:
    return plan.service != "general_change" or not {"diploma", "degree"}.isdisjoint(plan.changes)
