"""Appointments, hours, lead times, lapse and extension: days on both sides of each border."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import PolicyError
from tests.validators.kit import case, findings, paper, said
from tests.validators.kit import status as status_of
from validators.ground.case import Case
from validators.policy import load_policy

SMALL, LARGE = "PROC-APPOINT-SMALL", "PROC-APPOINT-LARGE"


def told(**facts: object) -> dict[str, object]:
    return {"extra": facts}


@pytest.mark.parametrize(
    ("count", "day", "small", "large"),
    [
        ("4", "2019-10-14", "pass", "not_applicable"),  # Monday
        ("4", "2019-10-15", "pass", "not_applicable"),
        ("3", "2019-10-17", "fail", "not_applicable"),  # the handbook's Thursday
        ("5", "2019-10-15", "not_applicable", "fail"),  # Tuesday
        ("5", "2019-10-16", "not_applicable", "pass"),
        ("5", "2019-10-18", "not_applicable", "pass"),
        ("3", "2019-10-12", "review", "not_applicable"),  # a Saturday that is worked
        ("3", "2019-10-19", "fail", "not_applicable"),
        (None, "2019-10-15", "not_checked", "not_checked"),
        ("许多", "2019-10-15", "not_checked", "not_checked"),
        ("0", "2019-10-15", "not_checked", "not_checked"),
    ],
)
def test_day_of_the_week(count: str | None, day: str, small: str, large: str) -> None:
    record = told(application_count=count, booking_date="2019-10-08")
    found = case("renewal", day=day, record=record)
    assert status_of(found, SMALL) == small
    assert status_of(found, LARGE) == large


@pytest.mark.parametrize(
    ("booked", "status"),
    [
        ("2019-10-12", "pass"),  # the make-up Saturday
        ("2019-10-13", "pass"),  # a Sunday's booking counts from the day after it
        ("2019-10-14", "fail"),
        ("2019-10-17", "fail"),
        (None, "not_checked"),
    ],
)
def test_booking(booked: str | None, status: str) -> None:
    record = told(application_count=5, booking_date=booked)
    assert status_of(case("renewal", day="2019-10-16", record=record), LARGE) == status


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2019-09-30", "pass"),
        ("2019-10-01", "fail"),
        ("2019-10-07", "fail"),
        ("2019-10-08", "pass"),
        ("2019-09-29", "pass"),  # a Sunday that is worked
        ("2019-10-13", "fail"),
        ("2027-03-02", "review"),  # not announced: no guess
    ],
)
def test_hours(day: str, status: str) -> None:
    assert said(case("renewal", day=day), "PROC-HOURS") == (status, "advisory")


@pytest.mark.parametrize("day", ["2019-10-13", "2019-10-14"])
def test_the_day_of_a_check_ahead_of_filing_is_nobodys_filing_day(day: str) -> None:
    """Without a day of filing the check's own stands in: a Sunday of it fails nobody."""
    found = replace(case("renewal", day=day, record=told(application_count=3)), day_given=False)
    assert status_of(found, "PROC-HOURS") == "not_checked"
    assert status_of(found, SMALL) == "not_checked"


def test_calendar_tells_of_gaps() -> None:
    policy = load_policy()
    assert policy.rolled(date(2019, 10, 5)) == date(2019, 10, 8)
    assert policy.is_workday(date(2020, 2, 1)) is False  # the holiday as prolonged
    with pytest.raises(PolicyError, match="2027"):
        policy.workdays_after(date(2026, 12, 31), 1)


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({}, "not_checked"),
        ({"account_approved_at": "2019-10-14T10:00", "entry_at": "2019-10-15T10:00"}, "pass"),
        ({"account_approved_at": "2019-10-14T10:00", "entry_at": "2019-10-15T09:59"}, "fail"),
        ({"account_approved_at": "2019-10-14 10:00"}, "pass"),
        ({"account_approved_at": "2019-10-15 10:00"}, "fail"),
        ({"person_created_at": "2019-10-15T08:00", "entry_at": "2019-10-15T13:59"}, "fail"),
        ({"person_created_at": "2019-10-15T08:00", "entry_at": "2019-10-15T14:00"}, "pass"),
        ({"account_approved_at": "昨天"}, "not_checked"),
    ],
)
def test_account_lag(facts: dict[str, object], status: str) -> None:
    assert status_of(case("new_permit", record=told(**facts)), "PROC-ACCOUNT-LAG") == status
    assert status_of(case("renewal"), "PROC-ACCOUNT-LAG") == "not_applicable"


def test_approval_day_and_one_notice() -> None:
    (finding,) = findings(case("new_permit"), "PROC-APPROVAL-20WD")
    assert finding.status == "pass" and "2019-11-12" in finding.message
    assert status_of(case("new_permit", day="2026-12-20"), "PROC-APPROVAL-20WD") == "review"
    assert status_of(case("address_change"), "PROC-ONE-TIME-NOTICE") == "pass"


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2019-10-16", "pass"),
        ("2019-10-17", "fail"),
    ],
)
def test_thirty_days_after_the_review(day: str, status: str) -> None:
    found = case("renewal", day=day, record=told(unit_review_date="2019-09-16"))
    assert status_of(found, "PROC-SUBMIT-30D") == status


@pytest.mark.parametrize(("day", "status"), [("2019-10-08", "pass"), ("2019-10-09", "fail")])
def test_a_last_day_in_a_holiday_rolls_on(day: str, status: str) -> None:
    found = case("renewal", day=day, record=told(unit_review_date="2019-09-01"))
    assert status_of(found, "PROC-SUBMIT-30D") == status


@pytest.mark.parametrize(
    ("left", "day", "deferral", "answer"),
    [
        ("2019-07-01", "2019-08-30", None, ("pass", "reject")),
        ("2019-07-01", "2019-09-02", "无", ("fail", "reject")),
        ("2019-07-01", "2019-09-02", None, ("not_checked", "reject")),
        ("2019-07-01", "2019-09-02", "2019-12-28", ("pass", "reject")),
        ("2019-07-02", "2019-09-02", False, ("fail", "advisory")),  # the 60th is a Saturday
        ("?", "2019-09-02", "无", ("review", "reject")),
    ],
)
def test_lapse(left: str, day: str, deferral: object, answer: tuple[str, str]) -> None:
    certificate = paper("resignation_certificate", name="张三", leave_date=left)
    found = case("employer_change", certificate, day=day, record=told(deferral_end=deferral))
    assert said(found, "CHANGE-LAPSE") == answer


def test_lapse_binds_only_where_somebody_left() -> None:
    assert status_of(case("employer_change"), "CHANGE-LAPSE") == "not_applicable"
    assert status_of(case("employer_change"), "CHANGE-OLD-5WD") == "not_applicable"


@pytest.mark.parametrize(
    ("left", "done", "status"),
    [
        ("2019-10-08", "2019-10-14", "pass"),  # 09, 10, 11, the make-up 12, 14
        ("2019-10-08", "2019-10-15", "fail"),
        ("2019-10-08", None, "not_checked"),
        ("?", "2019-10-14", "review"),
    ],
)
def test_former_employer(left: str, done: str | None, status: str) -> None:
    certificate = paper("resignation_certificate", name="张三", leave_date=left)
    found = case("employer_change", certificate, record=told(cancel_date=done))
    assert status_of(found, "CHANGE-OLD-5WD") == status


def term(
    first: str | None, end: str, *, kind: str = "固定期限", expiry: str | None = "2022-06-30"
) -> Case:
    contract = paper("labor_contract", employee="张三", end_date=end, term_type=kind)
    record = told(first_issue_date=first, permit_valid_to=expiry)
    return case("renewal", contract, day="2022-06-15", record=record)


@pytest.mark.parametrize(
    ("end", "kind", "status", "until"),
    [
        ("2024-03-31", "固定期限", "pass", "2024-03-31"),
        ("2025-06-30", "固定期限", "pass", "2025-06-30"),
        ("2025-07-01", "固定期限", "pass", "2025-06-30"),  # three years at the most
        ("2022-07-01", "固定期限", "pass", "2022-07-01"),
        ("2022-06-30", "固定期限", "fail", "2022-06-30"),  # nothing to extend to
        ("?", "固定期限", "review", ""),
        ("?", "无固定期限", "pass", "2025-06-30"),
    ],
)
def test_automatic_extension(end: str, kind: str, status: str, until: str) -> None:
    (finding,) = findings(term("2019-06-10", end, kind=kind), "RENEW-AUTO-TERM")
    assert (finding.status, finding.severity) == (status, "advisory")
    assert until in finding.message


def test_automatic_extension_binds_late_first_issues() -> None:
    rule = "RENEW-AUTO-TERM"
    assert status_of(term("2019-04-30", "2024-03-31"), rule) == "not_applicable"
    assert status_of(term("2019-05-01", "2024-03-31"), rule) == "pass"
    assert status_of(term(None, "2024-03-31"), rule) == "not_checked"
    assert status_of(term("2019-06-10", "2024-03-31", expiry=None), rule) == "not_checked"
