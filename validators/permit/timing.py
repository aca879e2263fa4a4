"""The permit itself: change within 60 days, validity, renewal window (guide 六（三）（四））."""

from datetime import date, timedelta

from core.numbers.dates import add_years
from validators.facts.expiry import PERMIT, expiry, needs_renewal, no_expiry
from validators.facts.leaving import Deferral, certificate, deferral
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.look import Value, look
from validators.ground.verdict import (
    Rule,
    Verdict,
    because,
    failed,
    not_applicable,
    not_checked,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

LEAVING = ("离职证明的离职日期", "The leaving date on the resignation certificate")
SECOND_READING = 60
"""AMB-11: the 180 days counted from the 60th day; the counter decides on a day in between."""


@rule("CHANGE-60D")
def change_is_filed_within_60_days(case: Case, policy: Policy) -> Verdict:
    """D is at most 60 days after leaving, unless a deferral is on record."""
    days = policy.whole("change_days", case.day)
    paper = certificate(case, policy)
    if paper is None:
        return not_applicable("没有离职证明，见材料齐全一项。", "No resignation certificate.")
    return _in_time(look(paper, "leave_date", policy), case, days, policy)


def _in_time(left: Value, case: Case, days: int, policy: Policy) -> Verdict:
    if not left.sure or left.day is None:
        return unread(left, *LEAVING)
    if left.day > case.day:
        yet = failed(
            f"离职日期 {left.day} 晚于申报日 {case.day}，尚未离职，请更正或在离职后提出变更。",
            f"The leaving date {left.day} is after the filing day {case.day}; please correct it, "
            "or file once the employment is over.",
            left,
            severity="supplement",
        )
        return because(yet, left)
    last = left.day + timedelta(days=days)
    if case.day <= last:
        return passed(
            f"离职日期 {left.day}，{days} 日内至 {last}。",
            f"Left on {left.day}; {days} days last until {last}.",
            left,
        )
    known = deferral(case)
    if known.there:
        zh = f"离职超过 {days} 日，系统有延期注销记录（{known.text}）。"
        return passed(
            zh, f"Left more than {days} days ago; a deferral is on record ({known.text}).", left
        )
    if case.day <= policy.rolled(last):
        zh = f"离职日期 {left.day}，第 {days} 日（{last}）为休息日，顺延至 {policy.rolled(last)}。"
        en = (
            f"Left on {left.day}; day {days} ({last}) is a day off and rolls on to "
            f"{policy.rolled(last)}."
        )
        return passed(zh, en, left, severity="advisory")
    late = failed(
        f"离职日期 {left.day}，应于 {last} 前提出变更，申报日 {case.day} 已超过 {days} 日，"
        f"{'且无' if known.told else '未见'}延期注销记录，证件已自动失效的须重新申请。",
        f"Left on {left.day}; the change was due by {last}, within {days} days, and was filed on "
        f"{case.day}; no deferral {'is on record' if known.told else 'was seen'}: where the permit "
        "has lapsed, please apply anew.",
        left,
    )
    return because(late, "left")


@rule("CHANGE-DEFER-180D")
def deferral_is_at_most_180_days(case: Case, policy: Policy) -> Verdict:
    """With a deferral: D within 180 days of leaving; 60 more days by the other reading (AMB-11)."""
    paper = certificate(case, policy)
    if paper is None:
        return not_applicable("没有离职证明。", "No resignation certificate.")
    left = look(paper, "leave_date", policy)
    if not left.sure or left.day is None:
        return unread(left, *LEAVING)
    days = policy.whole("deferral_days", case.day)
    if case.day <= left.day + timedelta(days=policy.whole("change_days", case.day)):
        return not_applicable(
            "未超过60日，无须延期。", "Not more than 60 days; no deferral is needed."
        )
    known = deferral(case)
    if not known.told:
        return not_checked("系统未给出延期注销记录。", "No deferral was given.", left)
    if not known.there:
        return not_applicable(
            "系统无延期注销记录，见 60 日一项。",
            "No deferral is on record; see the rule of 60 days.",
        )
    last = left.day + timedelta(days=days)
    if (over := _ended(known, last, case, policy)) is not None:
        return because(failed(*over, left), "left")
    if case.day <= last:
        return passed(
            f"在延期 {days} 日内（至 {last}）。",
            f"Within the {days} days of the deferral (until {last}).",
            left,
        )
    border = case.day <= last + timedelta(days=SECOND_READING)
    late = failed(
        f"自离职日 {left.day} 起延期最长至 {last}（{days} 日），申报日 {case.day} 已超过"
        + ("；如自第 60 日起算则尚未超过，请窗口裁量。" if border else "，须重新申请。"),
        f"Left on {left.day}: deferred until {last} ({days} days) at the most, filed on "
        f"{case.day}; "
        + (
            "counted from the 60th day it would be in time: the counter must decide."
            if border
            else "please apply anew."
        ),
        left,
        severity="advisory" if border else None,
    )
    return because(late, "left")


def _ended(known: Deferral, last: date, case: Case, policy: Policy) -> tuple[str, str] | None:
    """The verdict if the deferral itself is over; one of full length has a border case."""
    until = known.until
    if until is None or case.day <= until or until >= last or case.day <= policy.rolled(until):
        return None
    zh = f"延期注销至 {until} 已届满，申报日 {case.day} 未在期内提出变更，证件已失效，须重新申请。"
    en = (
        f"The deferral ended on {until} and no change was filed by then, only on {case.day}; the "
        "permit has lapsed: please apply anew."
    )
    return zh, en


@rule("RENEW-WINDOW")
def renewal_is_filed_in_its_window(case: Case, policy: Policy) -> Verdict:
    """Within 30 days before expiry; earlier or up to 30 days later is pointed out."""
    end, shown = expiry(case, policy)
    if end is None:
        return no_expiry(shown)
    first = end - timedelta(days=policy.whole("renewal_early_days", case.day))
    if first <= case.day <= end:
        return passed(
            f"在期满前 30 日内（{first} 至 {end}）。",
            f"Within the 30 days before expiry ({first} to {end}).",
            *shown,
        )
    early = case.day < first
    when, when_en = ("过早", "too early") if early else ("已过有效期", "past its last day")
    return failed(
        f"证件有效期至 {end}，办理期为 {first} 至 {end}，申报日 {case.day} {when}，请按期办理。",
        f"The permit is valid until {end} and renewed from {first} to {end}; the filing day "
        f"{case.day} is {when_en}; please file in time.",
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
            f"证件自 {start.day} 至 {end.day}，不是3年，请核对。",
            f"The permit runs from {start.day} to {end.day}, not three years; please check.",
            start,
            end,
        )
    if vague:
        en = "The permit's first and last day were not read; please check."
        return to_review("证件起止日期未能辨认，请核对。", en, *vague)
    return not_checked("材料未载证件起止日期。", "No dates of the permit.")


RULES: tuple[Rule, ...] = (
    change_is_filed_within_60_days,
    deferral_is_at_most_180_days,
    renewal_is_filed_in_its_window,
    late_first_issues_need_no_renewal,
    permit_runs_three_years,
)
