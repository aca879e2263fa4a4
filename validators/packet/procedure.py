"""Appointments, opening hours and waiting times of the system, guide 三 and 五.

No paper has them: they come from the record (application_count, booking_date, account_approved_at,
person_created_at, entry_at) and on the filing day.
"""

from datetime import datetime, timedelta

from core.numbers.dates import parse_date
from validators.ground.case import Case, fact
from validators.ground.gather import Words
from validators.ground.phrases import counted
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

WEEK = "一二三四五六日"
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _count(case: Case) -> int | None:
    """The number of applications the unit submits at once."""
    text = fact(case, "application_count")
    return int(text) if text is not None and text.isdecimal() and int(text) > 0 else None


UNCOUNTED = not_checked(
    "未给出本次申请份数，请按小于五份（周一、二）或五份及以上（周三至五并预约）核对。",
    "The number of applications is not given; fewer than five come on Monday or Tuesday, five and "
    "more from Wednesday to Friday, booked: please check.",
)


@rule("PROC-APPOINT-SMALL")
def few_applications_come_on_monday_or_tuesday(case: Case, policy: Policy) -> Verdict:
    """Fewer than five applications: filed on a Monday or Tuesday."""
    count = _count(case)
    if count is None:
        return UNCOUNTED
    if count >= policy.whole("many_applications", case.day):
        return not_applicable(
            f"本次 {count} 份，适用五份及以上的安排。",
            f"{counted(count, 'application')}: the rule for five or more binds.",
        )
    return _weekday(case, policy, policy.office_on(case.day).few_weekdays, count)


@rule("PROC-APPOINT-LARGE")
def many_applications_are_booked_three_days_ahead(case: Case, policy: Policy) -> Verdict:
    """Five or more: Wednesday to Friday, booked three working days ahead."""
    count = _count(case)
    if count is None:
        return UNCOUNTED
    if count < policy.whole("many_applications", case.day):
        return not_applicable(
            f"本次 {count} 份，无须预约。",
            f"{counted(count, 'application')}: no booking is needed.",
        )
    right = _weekday(case, policy, policy.office_on(case.day).many_weekdays, count)
    booked = parse_date(fact(case, "booking_date"))
    if right.status != "pass":
        return right
    if booked is None:
        return not_checked(
            "未给出预约日期，请核对是否提前三个工作日预约。",
            "The day of booking is not given; please check that it was three working days ahead.",
        )
    need = policy.whole("booking_workdays", case.day)
    ahead = policy.workdays_between(booked, case.day)
    if ahead >= need:
        return passed(
            f"于 {booked} 预约，提前 {ahead} 个工作日。",
            f"Booked on {booked}, {counted(ahead, 'working day')} ahead.",
        )
    return failed(
        f"于 {booked} 预约，距申报日 {case.day} 只有 {ahead} 个工作日，应提前 {need} 个工作日。",
        f"Booked on {booked}, only {counted(ahead, 'working day')} before the filing day "
        f"{case.day}; please book {counted(need, 'working day')} ahead.",
    )


def _weekday(case: Case, policy: Policy, days: tuple[int, ...], count: int) -> Verdict:
    if not case.day_given:
        return not_checked(
            "未给出提交日期，请核对办理的星期。",
            "The filing day was not given; please check the day of the week.",
        )
    today = WEEK[case.day.weekday()]
    asked = "、".join(f"周{WEEK[day - 1]}" for day in days)
    asked_en = " or ".join(NAMES[day - 1] for day in days)
    if case.day.isoweekday() in days:
        return passed(
            f"{count} 份申请于周{today}办理。",
            f"{counted(count, 'application')} on a {NAMES[case.day.weekday()]}, as asked.",
        )
    if case.day.isoweekday() > max(5, *days) and policy.is_workday(case.day):
        return to_review(
            f"{case.day} 为调休上班的周{today}，{count} 份申请通常为{asked}，请向窗口确认。",
            f"{case.day} is a {NAMES[case.day.weekday()]} on which the office works; "
            f"{counted(count, 'application')} would usually come on {asked_en}; please ask the "
            "counter.",
        )
    return failed(
        f"本次 {count} 份申请应于{asked}办理，申报日 {case.day} 为周{today}，请改期。",
        f"{counted(count, 'application')} must be filed on {asked_en}; the filing day {case.day} "
        f"is a {NAMES[case.day.weekday()]}; please choose another day.",
    )


@rule("PROC-HOURS")
def filing_day_is_a_working_day(case: Case, policy: Policy) -> Verdict:
    """The counter is open on working days, except public holidays.

    The day of an advance check is not a filing day: it may be a Sunday.
    """
    spans = [f"{a:%H:%M}-{b:%H:%M}" for a, b in policy.office_on(case.day).hours]
    hours, hours_en = "，".join(spans), ", ".join(spans)
    if not case.day_given:
        zh = f"未给出提交日期，请在工作日提交，办理时间 {hours}。"
        en = f"The filing day was not given; please file on a working day, {hours_en}."
        return not_checked(zh, en)
    if policy.is_workday(case.day):
        return passed(
            f"{case.day} 为工作日，办理时间 {hours}。",
            f"{case.day} is a working day; the counter is open {hours_en}.",
        )
    return failed(
        f"{case.day} 为周末或法定节假日，请改在工作日（如 {policy.rolled(case.day)}）办理。",
        f"{case.day} is a weekend or public holiday; please come on a working day, such as "
        f"{policy.rolled(case.day)}.",
    )


@rule("PROC-ACCOUNT-LAG")
def accounts_are_used_after_their_lead_time(case: Case, policy: Policy) -> list[Verdict]:
    """A unit's account works 24 hours after approval, a person's 6 hours after creation."""
    times = (
        ("account_approved_at", "unit_account_hours", ("单位账号审核通过", "approved")),
        ("person_created_at", "person_account_hours", ("个人用户创建", "created")),
    )
    verdicts = []
    for name, figure, what in times:
        start = _moment(fact(case, name))
        if start is not None:
            hours = policy.whole(figure, case.day)
            verdicts.append(_lag(case, start, start + timedelta(hours=hours), what))
    return verdicts or [
        not_checked(
            "未给出账号审核通过（24 小时后可填报）或个人用户创建（6 小时后可填写）的时间。",
            "The times of the unit account's approval (entries from 24 hours after) or the "
            "personal account's opening (from 6 hours after) were not given.",
        )
    ]


def _lag(case: Case, start: datetime, ready: datetime, what: Words) -> Verdict:
    entry = _moment(fact(case, "entry_at"))
    late = entry < ready if entry is not None else case.day < ready.date()
    text = f"{what[0]}于 {start}，自 {ready} 起可填报"
    if late:
        when = entry if entry is not None else case.day
        en = (
            f"The account was {what[1]} at {start} and takes entries from {ready} on, not yet at "
            f"{when}; please wait until then."
        )
        return failed(f"{text}，{when} 尚不能填报，请届时再填。", en)
    return passed(f"{text}。", f"Entries are possible from {ready}.")


def _moment(text: str | None) -> datetime | None:
    """A day with its time; without an offset, as all times are Beijing time."""
    try:
        return datetime.fromisoformat(text or "").replace(tzinfo=None)
    except ValueError:
        return None


@rule("PROC-APPROVAL-20WD")
def approval_is_expected_within_20_working_days(case: Case, policy: Policy) -> Verdict:
    """The last day of the office's own limit, counted from the filing day."""
    last = policy.workdays_after(case.day, policy.whole("approval_workdays", case.day))
    return passed(
        f"如于申报日 {case.day} 受理，最迟 {last} 完成核准。",
        f"If accepted on the filing day {case.day}, approval is due by {last}.",
    )


@rule("PROC-ONE-TIME-NOTICE")
def all_defects_stand_in_one_report(case: Case, policy: Policy) -> Verdict:
    """All rules run on every packet, and the report lists all findings."""
    return passed(
        "本报告一次列出全部需补正的意见，按材料归类。",
        "This report lists all that needs to be put right, by papers.",
    )


RULES: tuple[Rule, ...] = (
    few_applications_come_on_monday_or_tuesday,
    many_applications_are_booked_three_days_ahead,
    filing_day_is_a_working_day,
    accounts_are_used_after_their_lead_time,
    approval_is_expected_within_20_working_days,
    all_defects_stand_in_one_report,
)
