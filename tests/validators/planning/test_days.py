"""Days and months of a plan are where the rules themselves turn."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from core.models.need import Need, Reach
from tests.validators.kit import case, screenshot, status
from validators.judging.edition import open_edition
from validators.planning.need import need_of
from validators.planning.plan import Plan
from validators.planning.questions import terms
from validators.planning.reach import TERMS, reaches
from validators.policy import Policy

POLICY = open_edition()
DAY, ONE = date(2025, 10, 15), timedelta(days=1)
CHILDREN = {"children": (date(2009, 3, 1),), "spouse": True}
INCOME = {"new_permit": "INCOME-WINDOW-6M", "renewal": "RENEW-INCOME-36M"}


def reach(paper: str, service: str, day: date, policy: Policy = POLICY, **more: Any) -> Reach:
    (found,) = reaches(paper, Plan(service=service, day=day, **more), policy)
    return found


@pytest.mark.parametrize(
    ("paper", "service", "day", "due"),
    [
        ("lease_contract", "new_permit", DAY, date(2026, 4, 15)),
        ("lease_contract", "address_change", date(2025, 8, 31), date(2026, 2, 28)),
        ("labor_contract:applicant", "renewal", DAY, date(2026, 4, 15)),
        ("labor_contract:spouse", "new_permit", DAY, date(2026, 4, 15)),
        ("residence_permit_card", "address_change", DAY, date(2026, 1, 15)),
        ("id_card:handler", "unit_registration", DAY, DAY),
        ("chsi_registration_form", "new_permit", DAY, date(2026, 1, 15)),
        ("tax_info_notice", "unit_transfer_in", DAY, date(2024, 12, 31)),
        ("capital_verification_report", "annual_check_unit", DAY, date(2024, 10, 15)),
        ("school_enrollment_certificate", "new_permit", DAY, date(2025, 4, 15)),
        ("high_tech_certificate", "unit_registration", DAY, date(2022, 10, 16)),
        ("social_insurance_record", "annual_check_person", DAY, date(2025, 9, 15)),
    ],
)
def test_how_far_a_paper_must_reach(paper: str, service: str, day: date, due: date) -> None:
    assert reach(paper, service, day, **CHILDREN).day == due


def test_every_term_is_asked_by_some_service() -> None:
    asked = {
        (term.paper, term.rule)
        for service in POLICY.services
        for term in TERMS
        for one in reaches(
            term.paper, Plan(service=service.id, day=DAY, condition=4, **CHILDREN), POLICY
        )
        if one.rule == term.rule
    }
    assert {(term.paper, term.rule) for term in TERMS} - asked == set()


def test_the_figures_are_those_of_the_edition() -> None:
    longer = tuple(
        one.model_copy(update={"value": Decimal(9)}) if one.id == "lease_rest_months" else one
        for one in POLICY.parameters
    )
    other = POLICY.model_copy(update={"parameters": longer})
    assert reach("lease_contract", "new_permit", DAY, other).day == date(2026, 7, 15)


def test_a_rule_that_the_edition_does_not_have_asks_nothing() -> None:
    rules = tuple(
        one.model_copy(update={"services": ("new_permit",)}) if one.id == "RES-LEASE-6M" else one
        for one in POLICY.rules
    )
    other = POLICY.model_copy(update={"rules": rules})
    assert reaches("lease_contract", Plan(service="address_change", day=DAY), other) == ()


@pytest.mark.parametrize(
    ("given", "holds", "last"),
    [
        (date(2026, 5, 1), True, date(2025, 11, 1)),
        (date(2026, 4, 15), True, DAY),
        (date(2026, 4, 14), False, DAY - ONE),
        (date(2030, 1, 1), True, None),
    ],
)
def test_the_paper_at_hand_is_held_against_the_day(
    given: date, holds: bool, last: date | None
) -> None:
    found = reach("lease_contract", "new_permit", DAY, until={"lease_contract": given})
    assert (found.given, found.holds, found.last) == (given, holds, last)


@pytest.mark.parametrize("service", INCOME)
@pytest.mark.parametrize("day", [DAY, date(2025, 1, 31), date(2024, 3, 1), date(2025, 12, 31)])
def test_the_months_are_those_that_the_rule_on_income_takes(service: str, day: date) -> None:
    rule = INCOME[service]
    (months,) = (one for one in need(service, day).months if one.what == "income")
    assert len(months.spans) == 2
    for span in months.spans:
        assert span.last is not None
        whole = [screenshot(span.months)]
        assert status(case(service, *whole, day=day), rule) == "pass"
        assert status(case(service, *whole, day=span.last), rule) == "pass"
        assert status(case(service, *whole, day=span.last + ONE), rule) != "pass"
        for gone in (span.months[0], span.months[-1]):
            rest = screenshot([month for month in span.months if month != gone])
            assert status(case(service, rest, day=day), rule) == "fail"


def test_conditions_of_three_years_ask_for_them_too() -> None:
    found = need("new_permit", DAY, condition=5).months
    assert [(one.what, one.spans[0].months[0], one.spans[0].months[-1]) for one in found] == [
        ("income", "2025-04", "2025-09"), ("years", "2022-01", "2024-12"),
    ]  # fmt: skip
    assert need("account_recovery", DAY).months == ()


def test_insurance_of_the_annual_check() -> None:
    (found,) = need("annual_check_person", DAY).months
    spans = [(span.months[0], span.months[-1]) for span in found.spans]
    assert (found.what, spans) == (
        "insurance", [("2024-10", "2025-09"), ("2024-09", "2025-08")]
    )  # fmt: skip


def test_the_dated_steps_follow_from_what_was_told() -> None:
    steps = {one.id: one.day for one in need("employer_change", DAY, left=date(2025, 9, 20)).dates}
    assert steps["change"] == date(2025, 11, 19)
    steps = {one.id: one.day for one in need("renewal", DAY, permit_until=date(2025, 11, 1)).dates}
    assert (steps["renew_from"], steps["expiry"]) == (date(2025, 10, 2), date(2025, 11, 1))
    reviewed = need("new_permit", DAY, reviewed=date(2025, 10, 1)).dates
    assert {one.id for one in reviewed} >= {"submit", "approval"}


@pytest.mark.parametrize(
    ("service", "told", "rules"),
    [
        ("renewal", {"permit_until": date(2025, 12, 31)}, {"RENEW-WINDOW"}),
        ("renewal", {"permit_until": date(2025, 11, 1)}, set()),
        ("employer_change", {"left": date(2025, 7, 1)}, {"CHANGE-60D"}),
        ("new_permit", {"children": (date(2007, 10, 14),)}, {"CHILD-UNDER-18"}),
        ("new_permit", {"children": (date(2007, 10, 16),)}, set()),
    ],
)
def test_what_speaks_against_the_day(service: str, told: dict[str, Any], rules: set[str]) -> None:
    assert {one.rule for one in need(service, DAY, **told).against} == rules


def test_every_term_of_a_service_is_one_of_its_papers() -> None:
    names = [paper for paper, _, _ in terms(POLICY.packet("address_change"), POLICY)]
    assert names == ["lease_contract", "residence_permit_card", "id_card:spouse", "id_card:owner"]


def need(service: str, day: date, **told: Any) -> Need:
    return need_of(Plan(service=service, day=day, **told), POLICY)
