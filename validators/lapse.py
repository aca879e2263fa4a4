"""What becomes of the permit after leaving and at its end, guide 六（三）（四）."""

from datetime import date, timedelta

from pipeline.numbers.dates import add_years, parse_date
from validators.case import Case
from validators.contract import OPEN_ENDED
from validators.look import Value, look
from validators.permits import expiry, fact, late_first_issues_need_no_renewal
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

NONE = frozenset(("无", "否", "没有", "False", "false", "none"))
"""How a record says that there is no deferral; an absent key says nothing."""
NO_CERTIFICATE = unbound("没有离职证明，见材料齐全一项。", "No resignation certificate.")


def _left(case: Case, policy: Policy) -> Value | None:
    paper = case.first("resignation_certificate")
    return None if paper is None else look(paper, "leave_date", policy)


@rule("CHANGE-LAPSE")
def permit_has_not_lapsed_for_want_of_a_deferral(case: Case, policy: Policy) -> Verdict:
    """Past L+60 the permit lives on only by a deferral on record."""
    left = _left(case, policy)
    if left is None:
        return NO_CERTIFICATE
    if not left.sure or left.day is None:
        return unclear("离职日期未能辨认。", "Leaving date not read.", left)
    days = policy.whole("change_days", case.day)
    last = left.day + timedelta(days=days)
    if case.day <= last:
        return passed(f"离职日期 {left.day}，未超过 {days} 日（至 {last}）。", "In time.", left)
    deferral = fact(case, "deferral_end")
    if deferral is None:
        return unchecked(
            f"离职已超过 {days} 日（至 {last}），系统未给出延期注销记录，请核对是否已失效。",
            "Whether a deferral was registered was not given.",
            left,
        )
    if deferral not in NONE:
        return passed(f"已办理个人延期注销（至 {deferral}）。", "A deferral is on record.", left)
    border = case.day <= policy.rolled(last)
    return failed(
        f"离职日期 {left.day}，至 {last} 未办理个人延期注销，证件已自动失效，须重新申请"
        + ("（期限末日为休息日，请窗口裁量）。" if border else "。"),
        f"Lapsed after {last}: no deferral.",
        left,
        severity="advisory" if border else None,
    )


@rule("CHANGE-OLD-5WD")
def former_employer_cancels_within_five_working_days(case: Case, policy: Policy) -> Verdict:
    """cancel_date is at most five working days after leaving, the day itself not counted."""
    left = _left(case, policy)
    if left is None:
        return NO_CERTIFICATE
    if not left.sure or left.day is None:
        return unclear("离职日期未能辨认。", "Leaving date not read.", left)
    last = policy.workdays_after(left.day, policy.whole("former_employer_workdays", case.day))
    done = parse_date(fact(case, "cancel_date"))
    if done is None:
        return unchecked(
            f"未给出原单位办理注销手续的日期，应不晚于 {last}。", f"Due by {last}; not given.", left
        )
    if done <= last:
        return passed(f"原单位于 {done} 办理注销手续，未超过 {last}。", "In time.", left)
    return failed(
        f"原单位于 {done} 办理注销手续，应不晚于 {last}（离职后 5 个工作日内）。",
        f"Cancelled on {done}, due by {last}.",
        left,
    )


@rule("RENEW-AUTO-TERM")
def automatic_extension_ends_with_the_contract(case: Case, policy: Policy) -> Verdict:
    """First issued since 2019-05: extended to the contract's end, three years at the most."""
    first = late_first_issues_need_no_renewal(case, policy)[0]
    if first.status != "fail":
        if first.status == "pass":
            return unbound("2019年5月以前首次办理，不自动延续。", "No automatic extension.")
        return unchecked("未给出首次办理日期，不能推算延续时间。", "First issue not given.")
    end, shown = expiry(case, policy)
    if end is None:
        return unchecked("材料未载证件有效期，不能推算延续时间。", "Expiry not given.")
    longest = add_years(end, policy.whole("extension_longest_years", case.day))
    papers = case.of("labor_contract", "labor_contract_renewal", role="applicant")
    if not papers:
        return unbound("没有劳动合同，见材料齐全一项。", "No contract.")
    terms = [look(paper, "term_type", policy) for paper in papers]
    if any(term.sure and OPEN_ENDED in term.text for term in terms):
        return passed(f"无固定期限合同，自动延续至 {longest}。", f"To {longest}.", *shown, *terms)
    ends = [look(paper, "end_date", policy) for paper in papers]
    days = [value.day for value in ends if value.sure and value.day]
    if len(days) < len(ends) and not any(day >= longest for day in days):
        return unclear("劳动合同终止日期未能辨认，不能推算延续时间。", "End not read.", *ends)
    return _extended(end, min(max(days), longest), *shown, *ends)


def _extended(end: date, until: date, *shown: Witness) -> Verdict:
    if until <= end:
        return failed(
            f"劳动合同至 {until}，不晚于证件有效期 {end}，没有可延续的时间，请续订合同。",
            f"The contract ends on {until}, the permit on {end}.",
            *shown,
        )
    return passed(f"证件自动延续至 {until}。", f"Extended to {until}.", *shown)


RULES: tuple[Rule, ...] = (
    permit_has_not_lapsed_for_want_of_a_deferral,
    former_employer_cancels_within_five_working_days,
    automatic_extension_ends_with_the_contract,
)
