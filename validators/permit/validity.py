"""How long the permit is in force, guide 六（三）（四）: its last day and its extension."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.numbers.dates import add_years
from validators.facts.contracts import OPEN_ENDED
from validators.facts.expiry import expiry, first_issue, needs_renewal, no_expiry
from validators.facts.leaving import certificate
from validators.ground.blanks import unread
from validators.ground.case import Case
from validators.ground.look import look
from validators.ground.verdict import (
    Rule,
    Verdict,
    Witness,
    because,
    failed,
    not_applicable,
    not_checked,
    passed,
    rule,
    to_review,
)
from validators.policy import Policy

DAY_EN = {"申报日": "the filing day", "离职日": "the leaving date"}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Extension:
    """The day until which a permit is extended without a renewal; None if not known."""

    until: date | None
    shown: tuple[Witness, ...] = ()


def extension(end: date, case: Case, policy: Policy) -> Extension | None:
    """Until the contract's end, at most a number of years; None if there is no contract."""
    longest = add_years(end, policy.whole("extension_longest_years", case.day))
    papers = case.of("labor_contract", "labor_contract_renewal", role="applicant")
    if not papers:
        return None
    terms = [look(paper, "term_type", policy) for paper in papers]
    if any(term.sure and OPEN_ENDED in term.text for term in terms):
        return Extension(longest, tuple(terms))
    ends = [look(paper, "end_date", policy) for paper in papers]
    days = [value.day for value in ends if value.sure and value.day]
    if len(days) < len(ends) and not any(day >= longest for day in days):
        return Extension(None, tuple(ends))
    return Extension(min(max(days), longest), tuple(ends))


@rule("RENEW-AUTO-TERM")
def automatic_extension_ends_with_the_contract(case: Case, policy: Policy) -> Verdict:
    """First issued since 2019-05: extended to the contract's end, at most three years."""
    first = needs_renewal(case, policy)
    if first.status == "pass":
        return not_applicable(
            "2019年5月以前首次办理，不自动延续。",
            "First issued before May 2019: not extended by itself.",
        )
    if first.status == "review":
        return first
    if first.status != "fail":
        return not_checked(
            "未给出首次办理日期，不能推算延续时间。",
            "The day of the first issue is not given, so how long it is extended cannot be told.",
        )
    end, shown = expiry(case, policy)
    if end is None:
        return no_expiry(shown)
    found = extension(end, case, policy)
    if found is None:
        return not_applicable("没有劳动合同，见材料齐全一项。", "No contract.")
    if found.until is None:
        zh = "劳动合同终止日期未能辨认，不能推算延续时间，请核对。"
        en = (
            "The labour contract's last day was not read, so how far the permit is extended is "
            "open; please check."
        )
        return to_review(zh, en, *found.shown)
    until, shown = found.until, (*shown, *found.shown)
    if until <= end:
        return failed(
            f"劳动合同至 {until}，不晚于证件有效期 {end}，没有可延续的时间，请续订合同。",
            f"The labour contract ends on {until}, not after the permit's last day {end}: nothing "
            "to extend to; please renew the contract.",
            *shown,
        )
    return passed(f"证件自动延续至 {until}。", f"Extended to {until}.", *shown)


@rule("CHANGE-IN-VALIDITY")
def permit_is_in_force(case: Case, policy: Policy) -> Verdict:
    """D must be within the permit's validity for a change; the leaving day for a change of
    employer.
    """
    end, shown = expiry(case, policy)
    if end is None:
        return no_expiry(shown)
    day, what = case.day, "申报日"
    paper = certificate(case, policy)
    if case.service == "employer_change" and paper is not None:
        left = look(paper, "leave_date", policy)
        if not left.sure or left.day is None:
            return unread(
                left, "离职证明的离职日期", "The leaving date on the resignation certificate"
            )
        day, what, shown = left.day, "离职日", (*shown, left)
    if day <= end:
        return passed(
            f"{what} {day} 在证件有效期内（至 {end}）。",
            f"{DAY_EN[what].capitalize()} {day} is within the permit's validity (until {end}).",
            *shown,
        )
    over = failed(
        f"证件有效期至 {end}，{what} {day} 已过期，须先续签或重新申请。",
        f"The permit was valid until {end}, and {DAY_EN[what]} {day} is after that; please "
        "renew it "
        "first, or apply anew.",
        *shown,
    )
    return because(_extended(day, what, end, over, case, policy), "lapsed")


@rule("RENEW-LAPSE")
def permit_has_not_lapsed(case: Case, policy: Policy) -> Verdict:
    """More than 30 days after its last day the permit has lapsed, unless extended automatically."""
    end, shown = expiry(case, policy)
    if end is None:
        return no_expiry(shown)
    last = end + timedelta(days=policy.whole("lapse_days", case.day))
    if case.day > last:
        last = policy.rolled(last)
    if case.day <= last:
        return passed(
            f"证件有效期至 {end}，未自动失效。",
            f"The permit was valid until {end} and has not lapsed.",
            *shown,
        )
    if (open_ := _leaving_in_time(end, case, policy)) is not None:
        return open_
    over = failed(
        f"证件有效期至 {end}，至 {last} 未续签已自动失效，须重新申请。",
        f"The permit was valid until {end}, was not renewed by {last} and has lapsed by itself; "
        "please apply anew.",
        *shown,
    )
    return because(_extended(case.day, "申报日", end, over, case, policy), "lapsed")


def _leaving_in_time(end: date, case: Case, policy: Policy) -> Verdict | None:
    """A person who left within the permit's term must change within a number of days from then, and
    there is no unit to renew it: the guide does not say which of the two limits applies.
    """
    paper = certificate(case, policy) if case.service == "employer_change" else None
    left = look(paper, "leave_date", policy) if paper is not None else None
    if left is None or left.day is None or not left.sure or left.day > end:
        return None
    return to_review(
        f"证件有效期至 {end}，已超过续签期限；但离职日 {left.day} 在有效期内，"
        "变更期限另自离职日起算，是否已自动失效请人工确认。",
        f"The permit was valid until {end} and the time to renew it is over; but the leaving date "
        f"{left.day} is within its term, from which the time of a change counts: please check by "
        "hand whether it has lapsed.",
        left,
    )


def _extended(
    day: date, what: str, end: date, over: Verdict, case: Case, policy: Policy
) -> Verdict:
    """The verdict after the permit's last day, as it may have been extended automatically."""
    shown = over.witnesses
    since = policy.date_of("automatic_extension_first_issue_from", case.day)
    first, seen = first_issue(case, policy)
    term = policy.whole("permit_term_years", case.day)
    late = first >= since if first else end >= add_years(since, term) - ONE_DAY
    longest = add_years(end, policy.whole("extension_longest_years", case.day))
    if not late or day > longest:
        return over
    found = None if case.service == "employer_change" else extension(end, case, policy)
    if first is None or found is None or found.until is None:
        return to_review(
            f"证件有效期至 {end}，{what} {day} 已过；{since} 起首次办理的证件按劳动合同自动延续"
            f"（最长至 {longest}），请在系统核对是否已延续。",
            f"The permit was valid until {end}, and {DAY_EN[what]} {day} is after that; one first "
            f"issued since {since} is extended with the labour contract (until {longest} at the "
            "most): please check in the system whether it was.",
            *shown,
            *seen,
        )
    if day <= found.until:
        zh = f"证件有效期至 {end}，按劳动合同自动延续至 {found.until}，{what} {day} 在有效期内。"
        return passed(zh, f"Extended to {found.until}.", *shown, *seen, *found.shown)
    return failed(
        f"证件有效期至 {end}，按劳动合同自动延续至 {found.until}，{what} {day} "
        "已过期，须重新申请。",
        f"The permit was valid until {end} and extended with the labour contract to {found.until}; "
        f"{DAY_EN[what]} {day} is after that: please apply anew.",
        *shown,
        *seen,
        *found.shown,
    )


RULES: tuple[Rule, ...] = (
    automatic_extension_ends_with_the_contract,
    permit_is_in_force,
    permit_has_not_lapsed,
)
