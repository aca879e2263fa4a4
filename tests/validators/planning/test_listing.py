"""The list of a plan is what the rule on missing papers demands: nothing less, nothing more."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from core.models.need import Need
from validators.ground.case import CONDITIONS
from validators.ground.verdict import Verdict
from validators.judging.edition import open_edition
from validators.judging.families import rules_of
from validators.planning.listing import at_hand
from validators.planning.need import need_of
from validators.planning.plan import Plan, case_of
from validators.planning.questions import questions

POLICY = open_edition()
DAY = date(2025, 10, 15)
LITTLE, BIG = date(2018, 5, 1), date(2009, 3, 1)
HOMES = [
    way for way, _ in next(q for q in questions("new_permit", POLICY) if q.name == "home").options
]
KINDS = ("residence_permit", "owned", "rented", "work_unit", "public", "relatives", "lodging")
FAMILIES: tuple[dict[str, Any], ...] = (
    {},
    {"spouse": True},
    {"children": (LITTLE,)},
    {"children": (BIG, LITTLE), "spouse": True, "marital": "married"},
    {"children": (BIG,), "marital": "divorced"},
    {"children": (LITTLE, LITTLE), "marital": "single"},
)
TELLING = ("social_insurance_record",)
"""By it a packet tells how long somebody is insured; the guide asks no such paper."""
EDUCATIONS = ("degree", "diploma", "overseas")
OTHERS: dict[str, tuple[dict[str, Any], ...]] = {
    "general_change": tuple(
        {"changes": changes, "education": education}
        for changes in (
            ("diploma",), ("degree",), ("diploma", "degree"), ("title",), ("identity",), ("name",),
        )
        for education in EDUCATIONS
    ),
    "unit_info_change": ({}, {"changes": ("name",)}),
    "unit_registration": ({}, {"status": True}),
    "unit_transfer_in": ({}, {"status": True}),
    "dependents_change": (
        *FAMILIES[1:], {"changes": ("spouse_removed",)},
    ),
}  # fmt: skip


def plans() -> Iterator[Plan]:
    """Services, conditions, ways to prove a home and families, each with each where they meet."""
    for service in POLICY.services:
        for more in OTHERS.get(service.id, ({},)):
            yield Plan(service=service.id, day=DAY, **more)
    for home in KINDS:
        yield Plan(service="address_change", day=DAY, home=home)
    for way in HOMES:
        yield at_home("address_change", way)
    for n, condition in enumerate(CONDITIONS):
        for m, way in enumerate(HOMES):
            family = FAMILIES[(n + m) % len(FAMILIES)]
            education = EDUCATIONS[(n + 2 * m) % len(EDUCATIONS)]
            yield at_home("new_permit", way, condition=condition, education=education, **family)
    for family in FAMILIES:
        for short in (True, False, None):
            yield at_home("new_permit", HOMES[0], condition=7, ways=("taxes",),
                          insurance_short=short, filed_this_year=short, **family)  # fmt: skip


def at_home(service: str, way: str, **more: Any) -> Plan:
    """A plan with a way to prove the home, of the kind of home that it is for."""
    need = POLICY.packet(service).need("residence")
    assert need is not None
    kind = next(one for one in need.any_of if one.id == way).housing[0]
    ways = (way, *more.pop("ways", ()))
    return Plan(service=service, day=DAY, home=kind, ways=ways, **more)


def named(plan: Plan) -> str:
    told = plan.model_dump(exclude_defaults=True, exclude={"day"})
    return "-".join(str(value) for value in told.values())


PLANS = list(plans())


def listed(need: Need) -> tuple[str, ...]:
    """Of every entry the first paper that suffices."""
    return tuple(one.papers[0] for one in need.wanted)


def told(plan: Plan, papers: tuple[str, ...]) -> tuple[Verdict, ...]:
    """What the rule on missing papers says of a packet that holds these."""
    name = POLICY.packet(plan.service).rule
    rule = next(rule for rule in rules_of(POLICY) if rule.id == name)
    return rule(case_of(plan, POLICY, at_hand(plan, papers)), POLICY)


@pytest.mark.parametrize("plan", PLANS, ids=named)
def test_a_packet_of_exactly_these_papers_lacks_none_and_each_is_missed(plan: Plan) -> None:
    papers = listed(need_of(plan, POLICY))
    beside = TELLING if plan.insurance_short is not None else ()
    whole = "review" if "identity" in plan.changes else "pass"  # is the change noted there?
    assert [one.status for one in told(plan, (*papers, *beside))] == [whole]
    for left_out in papers:
        rest = tuple(one for one in (*papers, *beside) if one != left_out)
        missed = " ".join(one.message for one in told(plan, rest) if one.status != "pass")
        assert POLICY.title(left_out.partition(":")[0]) in missed, left_out


def test_any_paper_of_an_entry_suffices() -> None:
    plan = at_home("new_permit", "rented_resident", condition=2, education="degree", spouse=True)
    need = need_of(plan, POLICY)
    for entry in need.wanted:
        for paper in entry.papers[1:]:
            papers = tuple(paper if one == entry.papers[0] else one for one in listed(need))
            assert [one.status for one in told(plan, papers)] == ["pass"], paper
