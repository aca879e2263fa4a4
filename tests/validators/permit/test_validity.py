"""The permit's term, its extension by itself, and changes within it; the order of leaving."""

import pytest

from core.models.document import Document
from tests.validators.kit import case, paper, said
from tests.validators.kit import status as status_of

IN_FORCE, AUTO = "CHANGE-IN-VALIDITY", "RENEW-AUTO-201905"


def permit(**values: str) -> Document:
    return paper("permit_confirmation", name="张三", **values)


@pytest.mark.parametrize(
    ("start", "end", "status"),
    [
        ("2017-01-01", "2020-01-01", "pass"),  # the handbook's, as the system prints it
        ("2017-01-01", "2019-12-31", "pass"),  # a day less
        ("2017-01-01", "2019-12-30", "fail"),
        ("2017-01-01", "2020-01-02", "fail"),
        ("2016-02-29", "2019-02-28", "pass"),
        ("2017-01-01", "?", "review"),
        ("?", "2020-01-01", "review"),
    ],
)
def test_term(start: str, end: str, status: str) -> None:
    found = case("renewal", permit(valid_from=start, valid_to=end))
    assert said(found, "PERMIT-VALID-3Y") == (status, "advisory")


def test_term_without_a_paper() -> None:
    assert status_of(case("renewal"), "PERMIT-VALID-3Y") == "not_checked"


@pytest.mark.parametrize(
    ("first", "status"),
    [
        ("2019-04-30", "pass"),
        ("2019-05-01", "fail"),
        ("2019-06-10", "fail"),  # the handbook's
        (None, "not_checked"),
    ],
)
def test_late_first_issues(first: str | None, status: str) -> None:
    found = case("renewal", day="2022-05-20", record={"extra": {"first_issue_date": first}})
    assert said(found, AUTO) == (status, "advisory")


def test_first_issue_by_the_paper() -> None:
    day = "2022-05-20"
    record = {"extra": {"first_issue_date": "2016-06-10"}}
    late = permit(first_issue_date="2019-06-10")
    assert status_of(case("renewal", late, day=day, record=record), AUTO) == "fail"
    dim = permit(first_issue_date="?")
    assert status_of(case("renewal", dim, day=day), AUTO) == "review"
    assert status_of(case("renewal", dim, day=day), "RENEW-AUTO-TERM") == "review"
    assert status_of(case("renewal", dim, day=day, record=record), AUTO) == "pass"


@pytest.mark.parametrize(
    ("service", "end", "day", "status"),
    [
        ("address_change", "2019-10-15", "2019-10-15", "pass"),
        ("address_change", "2019-10-14", "2019-10-15", "fail"),
        ("address_change", "2019-09-30", "2019-10-15", "fail"),  # the handbook's: renew first
        ("dependents_change", "2019-09-30", "2019-10-15", "fail"),
        ("general_change", None, "2019-10-15", "not_checked"),
        # the last permits that were first issued before May 2019 end on 29 April 2022
        ("address_change", "2022-04-29", "2022-06-01", "fail"),
        ("address_change", "2022-04-30", "2022-06-01", "review"),
        # an extension is of three years at the most
        ("address_change", "2022-06-30", "2025-06-30", "review"),
        ("address_change", "2022-06-30", "2025-07-01", "fail"),
    ],
)
def test_changes_are_filed_in_force(service: str, end: str | None, day: str, status: str) -> None:
    found = case(service, day=day, record={"extra": {"permit_valid_to": end}})
    assert said(found, IN_FORCE) == (status, "reject")


@pytest.mark.parametrize(
    ("end", "first", "day", "status"),
    [
        ("2019-10-31", None, "2019-11-30", "pass"),  # the handbook's last day, a Saturday
        ("2019-10-31", None, "2019-12-02", "pass"),  # so it is the Monday after
        ("2019-10-31", None, "2019-12-03", "fail"),
        ("2022-06-29", "2019-04-30", "2022-07-29", "pass"),  # a Friday
        ("2022-06-29", "2019-04-30", "2022-08-01", "fail"),
        ("2022-06-30", "2019-04-30", "2022-08-02", "fail"),
        ("2022-06-30", "2019-05-01", "2022-08-02", "review"),  # may have been extended by itself
        ("2022-06-30", None, "2022-08-02", "review"),
        ("2022-06-30", "2019-05-01", "2025-07-01", "fail"),  # but not beyond three years
    ],
)
def test_lapse(end: str, first: str | None, day: str, status: str) -> None:
    record = {"extra": {"permit_valid_to": end, "first_issue_date": first}}
    for service in ("renewal", "address_change"):
        assert said(case(service, day=day, record=record), "RENEW-LAPSE") == (status, "reject")


@pytest.mark.parametrize(
    ("first", "contract_end", "status"),
    [
        ("2019-05-01", "2023-01-31", "pass"),
        ("2019-05-01", "2023-01-30", "fail"),
        ("2019-04-30", "2025-01-01", "fail"),  # never extended by itself
        ("2019-05-01", "?", "review"),
        ("2019-05-01", None, "review"),
        (None, "2025-01-01", "review"),
    ],
)
def test_extension_by_the_contract(
    first: str | None, contract_end: str | None, status: str
) -> None:
    papers = [permit(valid_to="2022-06-30")]
    if contract_end:
        papers.append(paper("labor_contract", employee="张三", end_date=contract_end))
    record = {"extra": {"first_issue_date": first}}
    found = case("address_change", *papers, day="2023-01-31", record=record)
    assert status_of(found, IN_FORCE) == status


@pytest.mark.parametrize(
    ("left", "status"),
    [("2019-09-30", "pass"), ("2019-10-01", "fail"), ("?", "review")],
)
def test_a_change_of_employer_asks_for_the_day_of_leaving(left: str, status: str) -> None:
    gone = paper("resignation_certificate", name="张三", leave_date=left)
    found = case("employer_change", gone, permit(valid_to="2019-09-30"))
    assert status_of(found, IN_FORCE) == status


def test_an_unread_permit_is_no_absent_one() -> None:
    dim = permit(valid_to="?")
    assert status_of(case("address_change", dim), IN_FORCE) == "review"
    assert status_of(case("renewal", dim), "RENEW-WINDOW") == "review"
    assert status_of(case("renewal", dim), "RENEW-LAPSE") == "review"


@pytest.mark.parametrize(
    ("left", "start", "status"),
    [
        ("2019-09-30", "2019-10-01", "pass"),  # the handbook's
        ("2019-09-30", "2019-09-30", "pass"),
        ("2019-09-30", "2019-09-29", "fail"),
        ("2019-09-30", "2019-09-01", "fail"),  # the handbook's
        ("2019-08-01", "2019-09-30", "pass"),  # sixty days between
        ("2019-08-01", "2019-10-01", "fail"),
        ("?", "2019-10-01", "review"),
        ("2019-09-30", "?", "review"),
        (None, "2019-10-01", "not_applicable"),
        ("2019-09-30", None, "not_applicable"),
    ],
)
def test_sequence(left: str | None, start: str | None, status: str) -> None:
    papers = []
    if left:
        papers.append(paper("resignation_certificate", name="张三", leave_date=left))
    if start:
        papers.append(paper("labor_contract", employee="张三", start_date=start))
    assert said(case("employer_change", *papers), "CHANGE-SEQUENCE") == (status, "advisory")


@pytest.mark.parametrize(
    ("held", "status"),
    [("北京旧科技有限公司", "pass"), ("北京另一家有限公司", "fail"), ("?", "review")],
)
def test_who_was_left_is_who_the_permit_names(held: str, status: str) -> None:
    papers = (
        paper("resignation_certificate", name="张三", leave_date="2019-09-30",
              company="北京旧科技有限公司"),
        paper("labor_contract", employee="张三", start_date="2019-10-01"),
        permit(unit_name=held),
    )  # fmt: skip
    assert status_of(case("employer_change", *papers), "CHANGE-SEQUENCE") == status
