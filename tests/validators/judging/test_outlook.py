"""Other days of filing: the first and last good day, no later day, missing figures."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from core.models.document import Document
from core.models.finding import Finding, Outcome
from core.models.outlook import Outlook, OutlookChoice
from core.numbers.dates import months
from tests.validators.kit import CODE, case, paper, screenshot
from tests.validators.packets.services import VARIANTS, Variant, good
from validators.ground.case import Case
from validators.ground.moving_day import DayRange
from validators.ground.trial import answer as answer_of
from validators.ground.trial import touching, watched
from validators.ground.verdict import Rule, Verdict, failed, passed, to_review
from validators.judging.choices import choices
from validators.judging.families import rules_of
from validators.judging.outlook import HORIZON, look_ahead
from validators.judging.outlook import _course as course_of
from validators.judging.rules import judge, outcome
from validators.policy import Policy, load_policy

DATED = ("RES-LEASE-6M", "CONTRACT-6M", "INCOME-WINDOW-6M", "UNIT-AGE-1Y", "RENEW-LAPSE")


@cache
def policy_of(*names: str) -> Policy:
    """The policy with these rules alone, so that a small packet can be accepted."""
    data = load_policy().model_dump(by_alias=True)
    asked = {packet["rule"] for packet in data["packets"]}
    for text in data["rules"]:
        text["checked"] = text["id"] in asked.union(names)
    for packet in data["packets"]:
        packet["needs"] = packet["needs"] if packet["rule"] in names else {}
    return Policy.model_validate(data)


def ahead(found: Case, *names: str, **more: Any) -> Outlook:
    policy = policy_of(*names)
    return look_ahead(found, policy, judge(found, policy), **more)


def lease(end: str, start: str = "2019-01-01") -> Any:
    return paper("lease_contract", lease_start=start, lease_end=end)


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("2020-04-14", "2019-10-15"),  # a day short of six months is only pointed out
        ("2020-05-31", "2019-12-01"),
        ("2020-08-29", "2020-02-29"),  # the leap day is the last
    ],
)
def test_the_last_day_is_the_last_on_which_the_packet_is_accepted(end: str, last: str) -> None:
    found = case("new_permit", lease(end))
    policy = policy_of("RES-LEASE-6M")
    said = look_ahead(found, policy, judge(found, policy))
    day = date.fromisoformat(last)
    assert said.valid_until == day
    (limit,) = said.limits
    assert (limit.rule, limit.documents, limit.becomes) == ("RES-LEASE-6M", ("D1",), "fail")
    assert outcome(judge(replace(found, day=day), policy)) == "accept"
    assert outcome(judge(replace(found, day=day + timedelta(days=1)), policy)) == "supplement"


def test_every_day_is_as_the_outlook_says() -> None:
    """The search by halves agrees with judging day after day."""
    found = case(
        "new_permit",
        lease("2020-07-20"),
        paper("labor_contract", start_date="2019-01-01", end_date="2020-08-31"),
        paper("business_license", establishment_date="2019-01-20"),
        screenshot(months("2019-03", 14)),
    )
    policy = policy_of(*DATED)
    said = look_ahead(found, policy, judge(found, policy))
    days = [found.day + timedelta(days=n) for n in range(1, HORIZON + 1)]
    good = [d for d in days if outcome(judge(replace(found, day=d), policy)) != "reject"]
    assert [cure.day for cure in said.cures] == [good[0]] == [date(2020, 1, 20)]
    clear = [d for d in days if outcome(judge(replace(found, day=d), policy)) == "accept"]
    assert said.later is not None
    assert (said.later.day, said.later.until) == (clear[0], date(2020, 1, 21))
    assert said.later.outcome == "accept" and said.later.until == clear[-1]


def test_no_day_is_promised_where_another_paper_runs_out_first() -> None:
    found = case(
        "new_permit",
        lease("2020-07-01"),
        paper("business_license", establishment_date="2019-03-01"),
    )
    said = ahead(found, "RES-LEASE-6M", "UNIT-AGE-1Y")
    assert [cure.day for cure in said.cures] == [date(2020, 3, 1)]
    assert said.later is None and said.valid_until is None


def test_papers_grown_too_old_to_be_asked_heal_nothing() -> None:
    """The income of months that no longer count is not enough on any later day."""
    poor = screenshot(months("2019-03", 6), income="1000.00")
    found = case("new_permit", paper("business_license", credit_code=CODE), poor)
    now = judge(found, policy_of("APP-C12-INCOME-ENTERPRISE"))
    assert [f.status for f in now if f.rule == "APP-C12-INCOME-ENTERPRISE"] == ["fail"]
    assert ahead(found, "APP-C12-INCOME-ENTERPRISE").cures == ()


def test_what_fails_for_other_reasons_still_fails_then() -> None:
    found = case("new_permit", paper("business_license", establishment_date="2018-11-01"))
    said = ahead(found, "UNIT-AGE-1Y", "PROC-POA")
    assert said.later is not None and said.later.day == date(2019, 11, 1)
    assert said.later.outcome == "supplement"


def test_what_is_in_review_stays_unknown() -> None:
    found = case("new_permit", paper("lease_contract", sure=0.5, lease_end="2020-12-01"))
    said = ahead(found, "RES-LEASE-6M")
    assert (said.valid_until, said.limits, said.later, said.open) == (None, (), None, 1)


def test_a_broken_record_is_never_accepted_on_any_day() -> None:
    found = case("new_permit", paper("business_license", establishment_date="2018-11-01"))
    said = ahead(found, "UNIT-AGE-1Y", certain=False)
    assert said.later is not None and said.later.outcome == "review"
    assert ahead(case("new_permit", lease("2020-06-01")), "RES-LEASE-6M", certain=False
                 ).valid_until is None  # fmt: skip


def test_nothing_that_ends_gives_nothing() -> None:
    said = ahead(case("account_recovery"), *DATED)
    assert (said.limits, said.cures, said.later, said.gap) == ((), (), None, None)


def _by_day(answers: Sequence[tuple[date, Verdict]]) -> Rule:
    def check(found: Case, _: Policy) -> Verdict:
        return [verdict for day, verdict in answers if day <= found.day][-1]

    return Rule("RES-LEASE-6M", check)


def test_a_day_without_figures_is_said_and_nothing_after_it_is_claimed() -> None:
    """While the next wage is awaited no later day is found, nor an end."""
    last = min(wage.awaited[0] for wage in load_policy().wages if wage.awaited) - timedelta(days=1)

    def check(found: Case, policy: Policy) -> Verdict:
        policy.wage_on(found.day)
        return passed("好。", "Well.")

    found = case("new_permit", day=last - timedelta(days=5))
    policy = policy_of("RES-LEASE-6M")
    findings = judge(found, policy, (Rule("RES-LEASE-6M", check),))
    said = look_ahead(found, policy, findings, rules=(Rule("RES-LEASE-6M", check),))
    assert said.gap is not None and said.gap.day == last + timedelta(days=1)
    assert (said.limits, said.valid_until) == ((), None)


def test_a_blip_in_the_middle_of_a_month_is_found() -> None:
    start = date(2019, 10, 15)
    rule = _by_day([
        (start, failed("未开始。", "Not begun.")),
        (date(2019, 11, 7), passed("好。", "Well.")),
        (date(2019, 11, 9), failed("太短。", "Too short.")),
    ])  # fmt: skip
    found, policy = case("new_permit", day=start), policy_of("RES-LEASE-6M")
    said = look_ahead(found, policy, judge(found, policy, (rule,)), rules=(rule,))
    assert [cure.day for cure in said.cures] == [date(2019, 11, 7)]


def test_review_ends_a_limit_as_review() -> None:
    start = date(2019, 10, 15)
    rule = _by_day([
        (start, passed("好。", "Well.")),
        (start + timedelta(days=1), to_review("不明。", "Unclear.")),
    ])  # fmt: skip
    found, policy = case("new_permit", day=start), policy_of("RES-LEASE-6M")
    said = look_ahead(found, policy, judge(found, policy, (rule,)), rules=(rule,))
    assert [(limit.day, limit.becomes) for limit in said.limits] == [(start, "review")]


def test_only_rules_that_look_at_the_day_are_tried_again() -> None:
    found = case("new_permit", lease("2020-06-01"))
    names = {rule.id for rule in touching("day", found, load_policy(), rules_of(load_policy()))}
    assert "RES-LEASE-6M" in names and "PROC-POA" not in names


def choice(said: Outlook, kind: str) -> OutlookChoice:
    return next(one for one in said.choices if one.kind == kind)


def test_the_nearer_income_window_comes_first_with_what_it_lacks() -> None:
    found = case("new_permit", screenshot(months("2019-04", 5)))
    first, second = choice(ahead(found, *_texts()), "window").options
    assert (first.name.zh, first.lacks) == ("2019-03 至 2019-08", ("2019-03",))
    assert (second.state, second.lacks) == ("lacking", ("2019-09",))


def test_unread_rows_leave_a_window_open() -> None:
    found = case("new_permit", screenshot(months("2019-04", 5)), unread=("甲.pdf",))
    states = {o.state for o in choice(ahead(found, *_texts()), "window").options}
    assert states == {"open"}


def test_branches_say_what_they_lack_and_the_nearest_comes_first() -> None:
    found = case("new_permit", lease("2020-06-01"), paper("rent_invoice"))
    options = choice(ahead(found, *_texts()), "branch").options
    assert options[0].state == "met" and "租赁发票" in options[0].name.zh
    assert any("不动产权证书" in lack for option in options[1:] for lack in option.lacks)


def test_a_branch_with_papers_found_is_nearer_than_one_with_none() -> None:
    options = choice(ahead(case("new_permit", lease("2020-06-01")), *_texts()), "branch").options
    assert options[0].name.zh.startswith("（3）") and options[0].state == "lacking"


CHINESE = re.compile(r"[\u3400-\u9fff\uff08\uff09]")


@pytest.mark.parametrize("service", [service.id for service in load_policy().services])
@pytest.mark.parametrize("papers", [(), (screenshot(months("2019-04", 5)), lease("2020-06-01"))])
def test_every_way_and_what_it_lacks_is_said_in_english(
    service: str, papers: tuple[Document, ...]
) -> None:
    family = {"accompanying": {"spouse": {"name": "王五"}, "children": [{"name": "张小"}]}}
    found = case(service, *papers, condition=7, record=family)
    for one in choices(found, load_policy()):
        assert one.name.en and not CHINESE.search(one.name.en)
        for option in one.options:
            assert option.name.en and len(option.lacks) == len(option.lacks_en)
            assert not CHINESE.search(" ".join((option.name.en, *option.lacks_en)))
    for answer in judge(found, load_policy()):
        if answer.rule.startswith(("COMPLETE-", "RES-ONE-OF")):
            assert answer.message_en and not CHINESE.search(answer.message_en)


def test_conditions_are_met_only_by_what_was_checked() -> None:
    found = case("new_permit", condition=1)
    options = {o.name.zh: o for o in choice(ahead(found, *_texts()), "condition").options}
    assert options["条件3"].state == "lacking" and options["条件3"].lacks
    assert all(option.state != "met" for option in options.values())


def _texts() -> tuple[str, ...]:
    return tuple(text.id for text in load_policy().rules)


def test_outcomes_are_those_of_the_report() -> None:
    found: tuple[Finding, ...] = judge(case("new_permit"), load_policy())
    wanted: Outcome = outcome(found)
    assert wanted != "accept"
    assert look_ahead(case("new_permit"), load_policy(), found).valid_until is None


def test_few_days_are_judged() -> None:
    """The price of the outlook: a rule that never changes runs some forty times, not 400."""
    runs: list[date] = []

    def check(found: Case, _: Policy) -> Verdict:
        runs.append(found.day)
        return passed("好。", "Well.")

    found, policy = case("new_permit"), policy_of("RES-LEASE-6M")
    look_ahead(found, policy, (), rules=(Rule("RES-LEASE-6M", check),))
    assert len(runs) < 60


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_a_rule_that_is_not_judged_again_would_have_answered_the_same(variant: Variant) -> None:
    """What each rule says of which days is the same, with and without judging it on that day."""
    found, policy = good(variant).case(), load_policy()
    rules = rules_of(policy)
    asked, store = list(touching("day", found, policy, rules)), dict[Any, Any]()

    @cache
    def at(day: date) -> tuple[Case, list[str | DayRange]]:
        return watched(replace(found, day=day), store, moving=True)

    grid = [found.day + timedelta(days=n) for n in range(0, HORIZON, 23)]
    for rule in asked:
        course = course_of(rule, at, policy, grid)
        for day, said in zip(course.days, course.answers, strict=True):
            assert said == answer_of(rule, replace(found, day=day), policy), (rule.id, day)
        for day in grid:
            plain = answer_of(rule, replace(found, day=day), policy)
            assert course.on(day).state == plain.state, (rule.id, day)
            assert len(course.on(day).verdicts) == len(plain.verdicts)
