"""Leaving a unit: the days that follow, the deferral, the certificate that counts."""

from datetime import date, timedelta

import pytest

from core.models.document import Document
from core.models.finding import Finding
from tests.validators.kit import case, findings, paper, said

DAY = date(2026, 3, 10)
SCENE = "employer_change"
RULES = ("CHANGE-60D", "CHANGE-DEFER-180D", "CHANGE-LAPSE")
OLD = "北京乙商贸有限公司"


def left(days: int, company: str = OLD) -> Document:
    return paper(
        "resignation_certificate", company=company, leave_date=str(DAY - timedelta(days=days))
    )


def answers(*papers: Document, until: str | None = None) -> list[Finding]:
    record = {"extra": {"deferral_end": until}} if until else {}
    found = case(SCENE, *papers, day=DAY, record=record)
    return [one for rule in RULES for one in findings(found, rule)]


def failed(found: list[Finding]) -> list[str]:
    return [one.rule for one in found if one.status == "fail" and one.severity == "reject"]


@pytest.mark.parametrize(
    ("days", "until", "rejecting"),
    [
        (60, "无", []),
        (61, "无", ["CHANGE-60D", "CHANGE-LAPSE"]),
        (200, "无", ["CHANGE-60D", "CHANGE-LAPSE"]),  # and no word of a deferral that is none
        (61, None, ["CHANGE-60D"]),  # whether it was deferred is not known
        (100, "2026-05-01", []),
        (100, "2026-03-10", []),  # its last day
        (100, "2026-02-18", ["CHANGE-DEFER-180D"]),  # the deferral itself is over
        (180, "2026-03-10", []),
        (181, "2026-03-09", []),  # the other reading: advice
        (240, "2026-03-10", []),
        (241, "2026-03-10", ["CHANGE-DEFER-180D"]),
    ],
)
def test_the_days_after_leaving(days: int, until: str | None, rejecting: list[str]) -> None:
    assert failed(answers(left(days), until=until)) == rejecting


@pytest.mark.parametrize(("day", "status"), [("2026-03-09", "pass"), ("2026-03-10", "fail")])
def test_a_deferral_that_ends_on_a_sunday(day: str, status: str) -> None:
    found = case(SCENE, left(100), day=day, record={"extra": {"deferral_end": "2026-03-08"}})
    assert said(found, "CHANGE-DEFER-180D") == (status, "reject")


def test_one_fact_has_one_cause() -> None:
    found = answers(left(61), until="无")
    assert {one.cause for one in found if one.status == "fail"} == {"left"}


def test_a_blank_day_is_a_lack_that_is_told_once() -> None:
    found = answers(paper("resignation_certificate", company=OLD, leave_date=None))
    assert {(one.status, one.severity, one.cause) for one in found} == {
        ("fail", "supplement", "D1.leave_date")
    }
    assert all("离职日期为空白" in one.message for one in found)


def test_a_leaving_that_is_yet_to_come() -> None:
    (found,) = findings(case(SCENE, left(-1), day=DAY), "CHANGE-60D")
    assert (found.status, found.severity, found.cause) == ("fail", "supplement", "D1.leave_date")


def test_a_day_that_was_not_read_is_a_question() -> None:
    found = answers(paper("resignation_certificate", company=OLD, leave_date="?"))
    assert {one.status for one in found} == {"review"}


def test_the_latest_leaving_counts_and_one_not_read_may_be_it() -> None:
    early = left(2000, "北京丙贸易有限公司")
    assert failed(answers(early, left(30))) == failed(answers(left(30), early)) == []
    dim = paper("resignation_certificate", company=OLD, leave_date="?")
    assert {one.status for one in answers(left(30), dim)} == {"review"}


def test_the_leaving_of_the_permits_unit_counts() -> None:
    permit = paper("permit_confirmation", unit_name=OLD)
    later = left(10, "北京丙贸易有限公司")
    assert failed(answers(left(61), later, permit, until="无")) == ["CHANGE-60D", "CHANGE-LAPSE"]
    assert failed(answers(left(61), later, until="无")) == []


@pytest.mark.parametrize(
    ("end", "rules"),
    [
        ("2026-01-29", ("review", "pass")),  # left within the term: which limit binds, is open
        ("2026-01-18", ("fail", "fail")),  # the permit had ended before
    ],
)
def test_a_permit_that_ended_after_leaving(end: str, rules: tuple[str, str]) -> None:
    record = {"extra": {"permit_valid_to": end, "first_issue_date": "2017-01-05"}}
    found = case(SCENE, left(50), day=DAY, record=record)
    assert (said(found, "RENEW-LAPSE")[0], said(found, "CHANGE-IN-VALIDITY")[0]) == rules
    causes = {f.cause for r in ("RENEW-LAPSE", "CHANGE-IN-VALIDITY") for f in findings(found, r)}
    assert rules == ("review", "pass") or causes == {"lapsed"}
