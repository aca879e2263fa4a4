"""Answers that are kept: with their own case, and where a case is watched, with what was read."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.validators.kit import case
from validators.ground.case import Case
from validators.ground.kept import kept
from validators.ground.trial import watched
from validators.policy import Policy, load_policy

POLICY = load_policy()
ASKED: list[str] = []


@kept
def day(case: Case, policy: Policy) -> date:
    ASKED.append("day")
    return case.day


@kept
def service(case: Case) -> str:
    ASKED.append("service")
    return case.service


@kept
def both(case: Case, policy: Policy) -> str:
    ASKED.append("both")
    return f"{service(case)} {day(case, policy)}"


def test_a_case_is_asked_once() -> None:
    one = case("new")
    other = replace(one, day=date(2020, 1, 31))
    ASKED.clear()
    assert day(one, POLICY) == day(one, POLICY) == one.day
    assert day(other, POLICY) == other.day
    assert ASKED == ["day", "day"]


def test_another_argument_is_another_question() -> None:
    @kept
    def version(case: Case, policy: Policy, more: str = "") -> str:
        return policy.version + more

    one, other = case("new"), POLICY.model_copy(update={"version": "other"})
    assert [version(one, p) for p in (POLICY, other, POLICY)] == [
        POLICY.version, "other", POLICY.version,
    ]  # fmt: skip
    assert version(one, other, more="!") == version(one, other, "!") == "other!"


def test_what_was_read_counts_as_read_each_time() -> None:
    """Else only the first of several rules would be seen to look at the day."""
    probe, seen = watched(case("new"))
    for _ in range(2):
        seen.clear()
        assert both(probe, POLICY) and seen
        seen.clear()
        assert service(probe) and not seen


def test_cases_of_other_days_share_what_holds_on_all() -> None:
    store: dict[Any, Any] = {}
    first = case("new")
    second = replace(first, day=first.day + timedelta(days=1))
    ASKED.clear()
    for one in (first, second, first):
        probe, _ = watched(one, store)
        assert both(probe, POLICY) == f"{one.service} {one.day}"
    assert sorted(ASKED) == ["both", "both", "day", "day", "service"]


def test_a_failure_is_not_kept() -> None:
    tries = []

    @kept
    def fails(case: Case) -> str:
        tries.append(case)
        if len(tries) == 1:
            raise ValueError
        return "fine"

    one = case("new")
    try:
        fails(one)
    except ValueError:
        assert fails(one) == "fine"
    assert len(tries) == 2


@kept
def condition(case: Case) -> int | None:
    ASKED.append("condition")
    return case.condition


def test_a_case_that_is_tried_shares_what_does_not_hang_on_what_is_other() -> None:
    store: dict[Any, Any] = {}
    probe, seen = watched(case("new", condition=1), store)
    ASKED.clear()
    assert both(probe, POLICY) and condition(probe) == 1
    assert [condition(probe.tried(condition=n)) for n in (2, 1, 2)] == [2, 1, 2]
    assert both(probe.tried(condition=2), POLICY) == both(probe, POLICY)
    assert ASKED == ["both", "service", "day", "condition", "condition"]
    seen.clear()
    assert condition(probe.tried(condition=2)) == 2
    assert seen == ["condition"]  # what is read of it is read of the case


def test_what_was_read_once_and_then_more_is_kept_by_what_was_read() -> None:
    @kept
    def either(case: Case) -> str:
        ASKED.append("either")
        return "one" if case.condition == 1 else str(case.day)

    store: dict[Any, Any] = {}
    one, two = case("new", condition=1), case("new", condition=2)
    later = [replace(found, day=found.day + timedelta(days=1)) for found in (one, two)]
    ASKED.clear()
    told = [either(watched(found, store)[0]) for found in (one, two, *later, two)]
    assert told == ["one", str(two.day), "one", str(later[1].day), str(two.day)]
    assert ASKED == ["either"] * 3
