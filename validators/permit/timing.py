"""The permit itself: change within 60 days, validity, renewal window (guide 六（三）（四））."""

from datetime import timedelta

from core.numbers.dates import add_years
from validators.facts.expiry import PERMIT, expiry, needs_renewal, no_expiry
from validators.ground.case import NONE, Case, fact
from validators.ground.look import Value, look
from validators.ground.verdict import (
    Rule,
    Verdict,
    failed,
    passed,
    rule,
    unbound,
    unchecked,
    unclear,
)
from validators.policy import Policy

SECOND_READING = 60
"""AMB-11: the 180 days counted from the 60th day; a day in between is left to the counter."""


@rule("CHANGE-60D")
def change_is_filed_within_60_days(case: Case, policy: Policy) -> list[Verdict]:
    """D is at most 60 days after leaving, unless a deferral is on record."""
    days = policy.whole("change_days", case.day)
    papers = case.of("resignation_certificate")
    if not papers:
        return [unbound("没有离职证明，见材料齐全一项。", "No resignation certificate.")]
    return [_in_time(look(p, "leave_date", policy), case, days, policy) for p in papers]


def _in_time(left: Value, case: Case, days: int, policy: Policy) -> Verdict:
    if not left.sure or left.day is None:
        return unclear("离职日期未能辨认。", "Leaving date not read.", left)
    last = left.day + timedelta(days=days)
    if case.day <= last:
        return passed(f"离职日期 {left.day}，{days} 日内至 {last}。", f"Within {days} days.", left)
    until = fact(case, "deferral_end")
    if until is not None and until not in NONE:
        return passed(f"离职超过 {days} 日，系统有延期注销记录（{until}）。", "Deferred.", left)
    if case.day <= policy.rolled(last):
        zh = f"离职日期 {left.day}，第 {days} 日（{last}）为休息日，顺延至 {policy.rolled(last)}。"
        return passed(zh, "The last day off rolls on (AMB-09).", left, severity="advisory")
    return failed(
        f"离职日期 {left.day}，应于 {last} 前提出变更，申报日 {case.day} 已超过 {days} 日，"
        "且无延期注销记录。",
        f"Left on {left.day}; the last day was {last}.",
        left,
    )


@rule("CHANGE-DEFER-180D")
def deferral_is_at_most_180_days(case: Case, policy: Policy) -> Verdict:
    """With a deferral: D within 180 days of leaving; 60 more by the other reading (AMB-11)."""
    paper = case.first("resignation_certificate")
    if paper is None:
        return unbound("没有离职证明。", "No resignation certificate.")
    left = look(paper, "leave_date", policy)
    if not left.sure or left.day is None:
        return unclear("离职日期未能辨认。", "Leaving date not read.", left)
    days = policy.whole("deferral_days", case.day)
    if case.day <= left.day + timedelta(days=policy.whole("change_days", case.day)):
        return unbound("未超过60日，无须延期。", "Within 60 days.")
    if fact(case, "deferral_end") is None:
        return unchecked("系统未给出延期注销记录。", "No deferral was given.", left)
    last = left.day + timedelta(days=days)
    if case.day <= last:
        return passed(f"在延期 {days} 日内（至 {last}）。", "Within the deferral.", left)
    border = case.day <= last + timedelta(days=SECOND_READING)
    return failed(
        f"延期注销至 {last}，申报日 {case.day} 已超过。", f"After {last}.", left,
        severity="advisory" if border else None,
    )  # fmt: skip


@rule("RENEW-WINDOW")
def renewal_is_filed_in_its_window(case: Case, policy: Policy) -> Verdict:
    """Within 30 days before expiry; earlier or up to 30 days later is pointed out."""
    end, shown = expiry(case, policy)
    if end is None:
        return no_expiry(shown)
    first = end - timedelta(days=policy.whole("renewal_early_days", case.day))
    if first <= case.day <= end:
        return passed(f"在期满前 30 日内（{first} 至 {end}）。", "In the window.", *shown)
    when = "过早" if case.day < first else "已过有效期"
    return failed(
        f"证件有效期至 {end}，办理期为 {first} 至 {end}，申报日 {case.day} {when}。",
        f"The window is {first}..{end}.",
        *shown,
    )


@rule("RENEW-AUTO-201905")
def late_first_issues_need_no_renewal(case: Case, policy: Policy) -> Verdict:
    """First issued since 2019-05: the permit is extended without a renewal."""
    return needs_renewal(case, policy)


@rule("PERMIT-VALID-3Y")
def permit_runs_three_years(case: Case, policy: Policy) -> Verdict:
    """valid_to is three years from valid_from, in print often a day less."""
    vague: list[Value] = []
    for paper in case.of(*PERMIT):
        start, end = look(paper, "valid_from", policy), look(paper, "valid_to", policy)
        if not (start.sure and end.sure and start.day and end.day):
            vague += [value for value in (start, end) if value.state == "doubt"]
            continue
        due = add_years(start.day, policy.whole("permit_term_years", case.day))
        if due - timedelta(days=1) <= end.day <= due:
            return passed("证件有效期为3年。", "Three years.", start, end)
        return failed(
            f"证件自 {start.day} 至 {end.day}，不是3年，请核对。", "Not three years.", start, end
        )
    if vague:
        return unclear("证件起止日期未能辨认。", "The permit's dates were not read.", *vague)
    return unchecked("材料未载证件起止日期。", "No dates of the permit.")


RULES: tuple[Rule, ...] = (
    change_is_filed_within_60_days,
    deferral_is_at_most_180_days,
    renewal_is_filed_in_its_window,
    late_first_issues_need_no_renewal,
    permit_runs_three_years,
)
