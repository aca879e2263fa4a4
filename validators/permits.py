"""The permit itself: change within 60 days, validity, renewal window (guide 六（三）（四））."""

from datetime import date, timedelta

from pipeline.numbers.dates import add_years, parse_date
from validators.case import Case
from validators.look import Value, look
from validators.policy import Policy
from validators.verdict import (
    Rule,
    Verdict,
    Witness,
    failed,
    passed,
    rule,
    unbound,
    unchecked,
    unclear,
)

SECOND_READING = 60
"""AMB-11: the 180 days counted from the 60th day; a day in between is left to the counter."""


def fact(case: Case, name: str) -> str | None:
    """A field of the system record, as text."""
    value = case.application.extra.get(name)
    return None if value in (None, "") else str(value)


def expiry(case: Case, policy: Policy) -> tuple[date | None, tuple[Witness, ...]]:
    """The permit's last valid day, by its confirmation or form, else by the record."""
    for paper in case.of("permit_confirmation", "application_form_renewal"):
        value = look(paper, "valid_to", policy)
        if value.sure and value.day:
            return value.day, (value,)
    return parse_date(fact(case, "permit_valid_to")), ()


@rule("CHANGE-60D")
def change_is_filed_within_60_days(case: Case, policy: Policy) -> list[Verdict]:
    """D is at most 60 days after leaving, unless a deferral is on record."""
    days = policy.whole("change_days", case.day)
    papers = case.of("resignation_certificate")
    if not papers:
        return [unbound("没有离职证明，见材料齐全一项。", "No resignation certificate.")]
    return [_in_time(look(p, "leave_date", policy), case, days) for p in papers]


def _in_time(left: Value, case: Case, days: int) -> Verdict:
    if not left.sure or left.day is None:
        return unclear("离职日期未能辨认。", "Leaving date not read.", left)
    last = left.day + timedelta(days=days)
    if case.day <= last:
        return passed(f"离职日期 {left.day}，{days} 日内至 {last}。", f"Within {days} days.", left)
    until = fact(case, "deferral_end")
    if until:
        return passed(f"离职超过 {days} 日，系统有延期注销记录（{until}）。", "Deferred.", left)
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


@rule("CHANGE-SEQUENCE")
def leaving_precedes_the_new_contract(case: Case, policy: Policy) -> Verdict:
    """The former employment ended before the new contract began; the same day is well."""
    paper = case.first("resignation_certificate")
    contract = case.first("labor_contract", role="applicant")
    if paper is None or contract is None:
        return unbound("没有离职证明或劳动合同。", "Nothing to compare.")
    left, start = look(paper, "leave_date", policy), look(contract, "start_date", policy)
    if not (left.sure and start.sure and left.day and start.day):
        return unclear("离职日期或合同起始日未能辨认。", "Dates not read.", left, start)
    if left.day <= start.day:
        return passed("离职日期不晚于新合同起始日。", "In order.", left, start)
    return failed(
        f"离职日期 {left.day} 晚于新合同起始日 {start.day}，请说明。",
        "Left after the new contract began.",
        left,
        start,
    )


@rule("CHANGE-IN-VALIDITY")
def permit_is_in_force(case: Case, policy: Policy) -> Verdict:
    """Changes need D, a change of employer the leaving day, within the permit's validity."""
    end, shown = expiry(case, policy)
    if end is None:
        return unchecked("材料未载证件有效期，请在系统核对。", "Expiry not given.")
    day, what = case.day, "申报日"
    paper = case.first("resignation_certificate")
    if case.service == "employer_change" and paper is not None:
        left = look(paper, "leave_date", policy)
        if not left.sure or left.day is None:
            return unclear("离职日期未能辨认。", "Leaving date not read.", left)
        day, what = left.day, "离职日"
    if day <= end:
        return passed(f"{what} {day} 在证件有效期内（至 {end}）。", "In force.", *shown)
    return failed(f"证件有效期至 {end}，{what} {day} 已过期。", f"Expired on {end}.", *shown)


@rule("RENEW-WINDOW")
def renewal_is_filed_in_its_window(case: Case, policy: Policy) -> Verdict:
    """Within 30 days before expiry; earlier or up to 30 days later is pointed out."""
    end, shown = expiry(case, policy)
    if end is None:
        return unchecked("材料未载证件有效期，请在系统核对。", "Expiry not given.")
    first = end - timedelta(days=policy.whole("renewal_early_days", case.day))
    if first <= case.day <= end:
        return passed(f"在期满前 30 日内（{first} 至 {end}）。", "In the window.", *shown)
    when = "过早" if case.day < first else "已过有效期"
    return failed(
        f"证件有效期至 {end}，办理期为 {first} 至 {end}，申报日 {case.day} {when}。",
        f"The window is {first}..{end}.",
        *shown,
    )


@rule("RENEW-LAPSE")
def permit_has_not_lapsed(case: Case, policy: Policy) -> Verdict:
    """More than 30 days past expiry the permit has lapsed."""
    end, shown = expiry(case, policy)
    if end is None:
        return unchecked("材料未载证件有效期，请在系统核对。", "Expiry not given.")
    last = end + timedelta(days=policy.whole("lapse_days", case.day))
    if case.day <= last:
        return passed(f"证件有效期至 {end}，未自动失效。", "Not lapsed.", *shown)
    return failed(
        f"证件有效期至 {end}，至 {last} 未续签已自动失效，须重新申请。",
        f"Lapsed after {last}.",
        *shown,
    )


@rule("RENEW-AUTO-201905")
def late_first_issues_need_no_renewal(case: Case, policy: Policy) -> Verdict:
    """First issued since 2019-05: the permit is extended without a renewal."""
    first = parse_date(fact(case, "first_issue_date"))
    shown: tuple[Witness, ...] = ()
    for paper in case.of("permit_confirmation"):
        value = look(paper, "first_issue_date", policy)
        if value.sure and value.day:
            first, shown = value.day, (value,)
    if first is None:
        return unchecked("未给出首次办理日期，请核对是否自动延续。", "First issue not given.")
    since = policy.date_of("automatic_extension_first_issue_from", case.day)
    if first >= since:
        return failed(
            f"首次办理于 {first}，期满自动延续，无须续签。", "No renewal is needed.", *shown
        )
    return passed(f"首次办理于 {first}，须续签。", "A renewal is needed.", *shown)


@rule("PERMIT-VALID-3Y")
def permit_runs_three_years(case: Case, policy: Policy) -> Verdict:
    """valid_to is three years from valid_from, in print often a day less."""
    for paper in case.of("permit_confirmation", "application_form_renewal"):
        start, end = look(paper, "valid_from", policy), look(paper, "valid_to", policy)
        if not (start.sure and end.sure and start.day and end.day):
            continue
        due = add_years(start.day, policy.whole("permit_term_years", case.day))
        if due - timedelta(days=1) <= end.day <= due:
            return passed("证件有效期为3年。", "Three years.", start, end)
        return failed(
            f"证件自 {start.day} 至 {end.day}，不是3年，请核对。", "Not three years.", start, end
        )
    return unchecked("材料未载证件起止日期。", "No dates of the permit.")


RULES: tuple[Rule, ...] = (
    change_is_filed_within_60_days,
    deferral_is_at_most_180_days,
    leaving_precedes_the_new_contract,
    permit_is_in_force,
    renewal_is_filed_in_its_window,
    permit_has_not_lapsed,
    late_first_issues_need_no_renewal,
    permit_runs_three_years,
)
