"""A licence in force, of a unit that still stands; the unit's review before the filing."""

import pytest

from core.models.document import Document
from tests.validators.kit import UNIT, case, findings, paper, said

DAY = "2026-03-10"
RULE = "UNIT-LICENCE-ORIGINAL-ONCE"


def worst(*papers: Document, service: str = "renewal") -> tuple[str, str]:
    return said(case(service, *papers, day=DAY), RULE)


@pytest.mark.parametrize(
    ("term", "answer"),
    [
        ("2012-05-08至2026-03-09", ("fail", "supplement")),
        ("2012年05月08日至2026年03月10日", ("not_checked", "supplement")),
        ("2012-05-08至长期", ("not_checked", "supplement")),
        ("长期", ("not_checked", "supplement")),
        ("2012-05-08", ("not_checked", "supplement")),  # its beginning, the end unread
    ],
)
def test_the_term_of_a_licence(term: str, answer: tuple[str, str]) -> None:
    assert worst(paper("business_license", name=UNIT, term=term)) == answer


def test_other_licences() -> None:
    for kind in ("institution_certificate", "social_org_certificate"):
        assert worst(paper(kind, name=UNIT, valid_to="2026-03-09")) == ("fail", "supplement")
        assert worst(paper(kind, name=UNIT, valid_to=DAY)) == ("not_checked", "supplement")
        dim = paper(kind, name=UNIT, valid_to="2026-03-09", sure=0.6)
        assert worst(dim) == ("review", "supplement")
    old = paper("institution_certificate", name=UNIT, valid_to="2021-01-01")
    new = paper("institution_certificate", name=UNIT, valid_to="2027-01-01")
    assert worst(old, new) == ("not_checked", "supplement")


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        ("存续（在营、开业、在册）", ("not_checked", "supplement")),
        ("开业", ("not_checked", "supplement")),
        ("吊销，未注销", ("fail", "reject")),
        ("已注销", ("fail", "reject")),
        ("简易注销公告中", ("review", "reject")),
        ("迁出", ("review", "reject")),
        ("?", ("review", "reject")),
        (None, ("not_checked", "supplement")),
    ],
)
def test_the_state_of_registration(status: str | None, answer: tuple[str, str]) -> None:
    licence = paper("business_license", name=UNIT)
    public = paper("credit_publicity_printout", company=UNIT, status=status)
    assert worst(licence, public) == answer
    found = case("new_permit", licence, public, day=DAY)
    causes = [
        {one.cause for one in findings(found, rule) if one.status == "fail"}
        for rule in (RULE, "UNIT-CREDIT")
    ]
    assert causes == [{"D2.status"}, {"D2.status"}] if answer[0] == "fail" else [set(), set()]


@pytest.mark.parametrize(
    ("reviewed", "answer"),
    [
        ("2026-03-10", ("pass", "reject")),
        ("2026-03-11", ("fail", "supplement")),  # the papers cannot come before it
        ("2026-02-06", ("fail", "reject")),
    ],
)
def test_papers_follow_the_units_review(reviewed: str, answer: tuple[str, str]) -> None:
    record = {"extra": {"unit_review_date": reviewed}}
    for service in ("new_permit", "address_change"):
        assert said(case(service, day="2026-03-10", record=record), "PROC-SUBMIT-30D") == answer


def test_a_new_legal_representative_is_what_the_change_is_for() -> None:
    papers = [
        paper("business_license", legal_rep="王五"),
        paper("power_of_attorney", legal_rep="王五"),
    ]
    record = {"extra": {"legal_rep": "赵六"}}
    rule = "GEN-LEGALREP-EQUAL"
    assert said(case("unit_info_change", *papers, record=record), rule)[0] == "pass"
    assert said(case("account_recovery", *papers, record=record), rule)[0] == "fail"
    stale = [papers[0], paper("power_of_attorney", legal_rep="赵六")]
    assert said(case("unit_info_change", *stale, record=record), rule)[0] == "fail"


@pytest.mark.parametrize(
    ("days", "status"),
    [
        (("2013-01-01", "2026-01-10"), "pass"),
        (("2026-01-10", "2013-01-01"), "fail"),  # what was paid in was taken out again
        (("2026-01-10", "?"), "review"),
    ],
)
def test_the_latest_report_tells_of_the_capital(days: tuple[str, str], status: str) -> None:
    reports = [
        paper("capital_verification_report", company=UNIT, paid_in_total=total, report_date=day)
        for total, day in zip(("500000.00", "10000000.00"), days, strict=True)
    ]
    found = case("unit_registration", *reports, day=DAY)
    assert said(found, "UNIT-PAIDIN-1M") == (status, "reject")


def test_a_notice_of_a_new_name_that_leaves_one_blank() -> None:
    licence = paper("business_license", name=UNIT)
    record = {"employer": {"name": "北京甲软件有限公司"}}
    for name in ("old_name", "new_name"):
        told = {"old_name": "北京甲软件有限公司", "new_name": UNIT, name: None}
        found = case(
            "unit_info_change", licence, paper("name_change_notice", **told), record=record
        )
        assert said(found, "UINFO-NAME-NOTICE") == ("fail", "supplement")
