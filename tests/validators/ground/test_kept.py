"""Answers that are kept: with their own case and edition, and not where a case is watched."""

from dataclasses import replace
from datetime import date

from tests.validators.kit import case
from validators.ground.case import Case
from validators.ground.kept import kept, of_edition
from validators.ground.trial import watched
from validators.policy import Policy, load_policy

POLICY = load_policy()


def test_a_case_is_asked_once() -> None:
    asked = []

    @kept
    def day(case: Case, policy: Policy) -> date:
        asked.append(case)
        return case.day

    one = case("new")
    other = replace(one, day=date(2020, 1, 31))
    assert day(one, POLICY) == day(one, POLICY) == one.day
    assert day(other, POLICY) == other.day
    assert len(asked) == 2


def test_another_edition_is_another_question() -> None:
    @kept
    def version(case: Case, policy: Policy) -> str:
        return policy.version

    one, other = case("new"), POLICY.model_copy(update={"version": "other"})
    assert [version(one, p) for p in (POLICY, other, POLICY)] == [POLICY.version, "other",
                                                                  POLICY.version]  # fmt: skip


def test_a_watched_case_is_looked_at_each_time() -> None:
    """Else only the first of several rules would be seen to look at the day."""

    @kept
    def day(case: Case, policy: Policy) -> date:
        return case.day

    probe, seen = watched(case("new"), "day")
    for _ in range(2):
        seen.clear()
        assert day(probe, POLICY) and seen == ["day"]


def test_an_edition_is_asked_once() -> None:
    asked = []

    @of_edition
    def version(policy: Policy) -> str:
        asked.append(policy)
        return policy.version

    other = POLICY.model_copy(update={"version": "other"})
    assert [version(p) for p in (POLICY, POLICY, other, POLICY)] == [
        POLICY.version, POLICY.version, "other", POLICY.version,
    ]  # fmt: skip
    assert len(asked) == 3
