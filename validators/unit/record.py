"""Facts that are only on the system's record: plan, quota, review day, account (guide 二、三)."""

import re
from datetime import timedelta

from core.numbers.dates import parse_date
from validators.facts.averages import averages
from validators.facts.units import plan_window
from validators.ground.case import NONE, Case, fact
from validators.ground.verdict import (
    Rule,
    Verdict,
    failed,
    not_applicable,
    not_checked,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

THAWED = re.compile(r"(?:解除?|未被?|非|无|没有)冻结")
"""Words for an account that is not frozen; 未年检冻结 is frozen."""
USABLE = re.compile(r"(?<![不未非])(?:正常|有效|启用|可用|激活|已年检|解冻)")
BY_YEAR = (4, 5, 8)
"""Conditions whose income is filled in year by year."""


def _number(case: Case, name: str) -> int | None:
    text = fact(case, name)
    return int(text) if text is not None and text.isdigit() else None


@rule("UNIT-PLAN-FILED")
def demand_plan_was_filed(case: Case, policy: Policy) -> Verdict:
    """The year's plan is filed in the fourth quarter of the year before.

    A day in this year's quarter is for next year's plan and proves nothing for this year's.
    """
    recorded = fact(case, "plan_filed_date")
    filed = parse_date(recorded)
    if filed is None and recorded in NONE:
        return failed(
            f"未填报 {case.day.year} 年度需求计划，原则上不受理，须在规定期间填报。",
            f"The demand plan of {case.day.year} was not filed; in principle nothing is accepted "
            "without it: it must be filed in its quarter.",
        )
    if filed is None:
        return not_checked(
            "未给出年度需求计划填报日期，请在系统核对。",
            "The day of filing the yearly plan is not given; please check the system.",
        )
    first, last = plan_window(case.day.year - 1, case, policy)
    if first <= filed <= last:
        return passed(
            f"{case.day.year} 年度计划于 {filed} 填报。",
            f"The plan of {case.day.year} was filed on {filed}.",
        )
    begun, over = plan_window(case.day.year, case, policy)
    if begun <= filed <= over:
        zh = f"系统所给 {filed} 为次年计划的填报日期，请核对 {case.day.year} 年度计划。"
        return not_checked(
            zh,
            f"The day given, {filed}, is of next year's plan; please check that of "
            f"{case.day.year}.",
        )
    return failed(
        f"需求计划于 {filed} 填报，{case.day.year} 年度计划应于 {first} 至 {last} 填报。",
        f"The demand plan was filed on {filed}; that of {case.day.year} must be filed "
        f"from {first} to {last}.",
    )


@rule("UNIT-QUOTA")
def quota_is_left(case: Case, policy: Policy) -> Verdict:
    """At least one of the year's quota is left."""
    total, used = _number(case, "quota_total"), _number(case, "quota_used")
    if total is None or used is None:
        return not_checked(
            "未给出办理指标，请在系统核对。", "The quota is not given; please check the system."
        )
    if total - used >= 1:
        return passed(
            f"指标 {total}，已用 {used}。", f"A quota of {total}, of which {used} are used."
        )
    en = f"Of a quota of {total}, {used} are used and none is left; please get a quota, then apply."
    return failed(f"指标 {total}，已用 {used}，已用完，须取得办理指标后申请。", en)


@rule("PROC-SUBMIT-30D")
def papers_follow_the_review_in_30_days(case: Case, policy: Policy) -> Verdict:
    """The filing day is at most 30 days after the unit's own review."""
    reviewed = parse_date(fact(case, "unit_review_date"))
    if reviewed is None:
        return not_checked(
            "未给出单位初审日期，请在系统核对。",
            "The day of the unit's review is not given; please check the system.",
        )
    if reviewed > case.day and case.day_given:
        return failed(
            f"单位初审日期 {reviewed} 晚于申报日 {case.day}，纸质材料须在单位初审通过后提交，"
            "请更正系统日期或在初审后提交。",
            f"The unit's review of {reviewed} is after the filing day {case.day}; papers follow "
            "the review: please correct the record's day, or file after the review.",
            severity="supplement",
        )
    last = reviewed + timedelta(days=policy.whole("submit_days", case.day))
    if case.day > last:
        last = policy.rolled(last)
    if case.day <= last:
        return passed(
            f"单位初审 {reviewed}，提交期限 {last}。",
            f"Reviewed by the unit on {reviewed}; papers are due by {last}.",
        )
    return failed(
        f"单位初审 {reviewed}，应于 {last} 前提交，系统信息已退回，请重新填报。",
        f"The unit's review was on {reviewed}; papers were due by {last} and the entry has been "
        "sent back; please enter it anew.",
    )


@rule("PROC-UNIT-TAXINFO")
def the_unit_filled_in_the_tax_block(case: Case, policy: Policy) -> Verdict:
    """应税收入月平均数 is filled in; for conditions 4, 5 and 8 one entry a year."""
    person = case.application.applicant
    if "monthly_income" in case.application.extra:
        recorded: object = case.application.extra["monthly_income"]
    elif "monthly_income" in person.model_fields_set:
        recorded = person.monthly_income
    else:
        return not_checked(
            "未给出系统“个税缴纳”信息，请在系统核对。",
            "The record's tax block is not given; please check the system.",
        )
    if recorded in (None, "", 0, "0", [], {}):
        return failed(
            "系统“个税缴纳”信息未填写，请单位补充。",
            "The record's tax block is empty; the unit must fill it in.",
        )
    if case.condition not in BY_YEAR:
        return passed("系统“个税缴纳”信息已填写。", "The tax block is filled in.")
    span = range(case.day.year - policy.whole("recent_years", case.day), case.day.year)
    if not isinstance(recorded, list | dict):
        return not_checked(
            "系统只给出一个月平均数，须按年度分条填写，请核对。",
            "The system gives one monthly average; enter it year by year, please check.",
        )
    yearly, _ = averages(case)
    gone = [str(year) for year in span if not yearly.get(year)]
    if gone:
        zh = f"系统“个税缴纳”须按年度分条填写，缺 {'、'.join(gone)} 年，请单位补充。"
        en = (
            "The record's tax block needs an entry for each year and has none for "
            f"{', '.join(gone)}; the unit must add it."
        )
        return failed(zh, en)
    return passed("系统“个税缴纳”信息已按年度填写。", "An entry for each year.")


@rule("ANNUAL-UNFREEZE")
def account_is_not_frozen(case: Case, policy: Policy) -> Verdict:
    """A frozen account goes through the annual check first."""
    return _account(case, frozen_is_bad=True)


@rule("ANNUAL-ABOLISHED")
def annual_check_is_needed_only_when_frozen(case: Case, policy: Policy) -> Verdict:
    """Since 2018-04 the annual check is only for unfreezing an account."""
    if case.day < policy.date_of("annual_check_abolished_from", case.day):
        return not_applicable("该日年检尚未取消。", "The annual check was still held.")
    return _account(case, frozen_is_bad=False)


def _account(case: Case, *, frozen_is_bad: bool) -> Verdict:
    state = fact(case, "account_state")
    if state is None:
        return not_checked(
            "未给出账号状态，请在系统核对。",
            "The state of the account is not given; please check the system.",
        )
    rest = THAWED.sub("", state)
    frozen = "冻结" in rest
    if not frozen and rest == state and not USABLE.search(state):
        zh = f"账号状态为“{state}”，无法确认是否已冻结，请在系统核对。"
        en = f"The account is “{state}”; please check in the system whether it is frozen."
        return to_review(zh, en)
    if frozen is frozen_is_bad:
        text = "须先办理年检解冻" if frozen_is_bad else "年检已取消，无须办理"
        en = "it must be unfrozen first" if frozen_is_bad else "no annual check is needed"
        return failed(f"账号状态为“{state}”，{text}。", f"The account is “{state}”: {en}.")
    return passed(f"账号状态为“{state}”。", f"The account is {state}.")


RULES: tuple[Rule, ...] = (
    demand_plan_was_filed,
    quota_is_left,
    papers_follow_the_review_in_30_days,
    the_unit_filled_in_the_tax_block,
    account_is_not_frozen,
    annual_check_is_needed_only_when_frozen,
)
