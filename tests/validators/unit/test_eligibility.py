"""The unit's age, capital and taxes; the labour contract."""

import pytest

from core.models.document import Document, PlacedSeal
from tests.validators.kit import UNIT, case, field, paper, said, seal
from tests.validators.kit import status as status_of

BUREAU = "国家税务总局北京市东城区税务局"
OTHER = "国家税务总局北京市朝阳区税务局"
CITY = "国家税务总局北京市税务局第三分局"


@pytest.mark.parametrize(
    ("start", "day", "status"),
    [
        ("2018-10-16", "2019-10-15", "fail"),  # a day short
        ("2018-10-16", "2019-10-16", "pass"),
        ("2016-02-29", "2017-02-28", "pass"),
        ("?", "2019-10-15", "review"),
    ],
)
def test_age(start: str, day: str, status: str) -> None:
    licence = paper("business_license", establishment_date=start, name=UNIT)
    assert status_of(case("new_permit", licence, day=day), "UNIT-AGE-1Y") == status


@pytest.mark.parametrize(
    ("start", "issued", "status"),
    [
        ("?", "2024-11-01", "pass"),  # the unit is no younger than its licence
        ("?", "2025-06-01", "review"),
        ("?", "?", "review"),
        (None, "2024-11-01", "fail"),  # blank
        ("2025-12-01", "2024-11-01", "review"),  # what was read of its founding says otherwise
    ],
)
def test_age_by_the_day_of_issue(start: str | None, issued: str, status: str) -> None:
    read = {"establishment_date": start, "issue_date": issued, "name": UNIT}
    licence = paper("business_license", **read)
    doubted = {**licence.fields, "establishment_date": field("establishment_date", start, 0.4)}
    if start not in ("?", None):
        licence = licence.model_copy(update={"fields": doubted})
    assert status_of(case("new_permit", licence, day="2026-03-10"), "UNIT-AGE-1Y") == status


@pytest.mark.parametrize(
    ("amount", "status"),
    [("1000000", "pass"), ("999999.99", "fail"), ("?", "review"), ("800000", "fail")],
)
def test_paid_in(amount: str, status: str) -> None:
    printed = paper("credit_publicity_printout", company=UNIT, paid_in_capital=amount)
    assert status_of(case("new_permit", printed), "UNIT-PAIDIN-1M") == status


def test_subscribed_capital_is_no_evidence() -> None:
    licence = paper("business_license", name=UNIT, registered_capital="50000000")
    assert status_of(case("new_permit", licence), "UNIT-PAIDIN-1M") == "not_checked"


def test_papers_that_differ_on_the_capital_are_for_a_person() -> None:
    printed = paper("credit_publicity_printout", paid_in_capital="2000000")
    form = paper("unit_change_form", paid_in_capital="800000")
    rule = "UNIT-PAIDIN-1M"
    assert status_of(case("unit_transfer_in", printed, form), rule) == "review"
    assert status_of(case("unit_transfer_in", form), rule) == "fail"


def test_less_subscribed_than_must_be_paid_in_fails() -> None:
    licence = paper("business_license", name=UNIT, registered_capital="500000")
    assert status_of(case("new_permit", licence), "UNIT-PAIDIN-1M") == "fail"


def test_capital_does_not_bind_partnerships() -> None:
    firm = paper("business_license", name=UNIT, company_type="特殊普通合伙企业")
    assert status_of(case("new_permit", firm), "UNIT-PAIDIN-1M") == "not_applicable"


@pytest.mark.parametrize(
    ("start", "end", "status"),
    [
        ("2018-01-01", "2018-12-31", "pass"),
        ("2017-01-01", "2019-06-30", "pass"),
        ("2018-01-02", "2018-12-31", "fail"),
        ("2018-01-01", "2018-12-30", "fail"),
        ("2018-03-01", "2019-02-28", "fail"),
        ("?", "2018-12-31", "review"),
        ("?", "2017-12-31", "fail"),  # whenever it begins, it ends too early
        ("2018-02-01", "?", "fail"),
    ],
)
def test_tax_year(start: str, end: str, status: str) -> None:
    notice = paper("tax_info_notice", period_start=start, period_end=end)
    assert status_of(case("new_permit", notice), "UNIT-TAXNOTICE-YEAR") == status


@pytest.mark.parametrize(
    ("start", "sure", "status"),
    [
        ("2018-01-01", 0.7, "pass"),  # doubtful, and just what was expected
        ("2017-01-01", 0.7, "review"),
        ("2018-03-01", 0.7, "review"),
        ("2018-01-01", 0.4, "review"),
    ],
)
def test_a_tax_year_read_in_doubt(start: str, sure: float, status: str) -> None:
    doubtful = paper("tax_info_notice", period_start=start, sure=sure).fields
    notice = paper("tax_info_notice", period_end="2018-12-31")
    notice = notice.model_copy(update={"fields": {**notice.fields, **doubtful}})
    assert status_of(case("new_permit", notice), "UNIT-TAXNOTICE-YEAR") == status


@pytest.mark.parametrize(
    ("office", "ring", "sure", "answer"),
    [
        (BUREAU, BUREAU, 0.95, ("pass", "reject")),
        (OTHER, OTHER, 0.95, ("fail", "reject")),
        (CITY, CITY, 0.95, ("review", "advisory")),
        ("?", "", 0.1, ("review", "reject")),
    ],
)  # fmt: skip
def test_district(office: str, ring: str, sure: float, answer: tuple[str, str]) -> None:
    notice = paper("tax_info_notice", tax_authority=office, seals=[seal(ring, "agency", sure)])
    assert said(case("new_permit", notice), "UNIT-TAX-DISTRICT") == answer


def test_notice_without_the_bureaus_seal() -> None:
    notice = paper("tax_info_notice", tax_authority=BUREAU, seals=[seal(kind="finance")])
    assert status_of(case("new_permit", notice), "UNIT-TAX-DISTRICT") == "fail"


@pytest.mark.parametrize(("overlooked", "status"), [(True, "review"), (False, "fail")])
def test_a_grey_notice_lacks_the_bureaus_seal_only_where_none_was_overlooked(
    overlooked: bool, status: str
) -> None:
    grey = {"grey": True, "no_more_seals": not overlooked}
    notice = paper("tax_info_notice", tax_authority=BUREAU, seals=[seal(kind="finance")], more=grey)
    assert status_of(case("new_permit", notice), "UNIT-TAX-DISTRICT") == status


def test_a_copy_on_which_no_seal_has_a_colour_may_hide_the_bureaus() -> None:
    """On a copy in black and white a seal over print is found by chance."""
    pressed = seal(kind="finance")
    grey = pressed.model_copy(update={"seal": pressed.seal.model_copy(update={"colour": "grey"})})
    more = {"grey": True, "no_more_seals": True}
    notice = paper("tax_info_notice", tax_authority=BUREAU, seals=[grey], more=more)
    assert status_of(case("new_permit", notice), "UNIT-TAX-DISTRICT") == "review"


def test_a_unit_that_moves_in_may_bring_the_old_districts_notice() -> None:
    old = "国家税务总局北京市海淀区税务局"
    notice = paper("tax_info_notice", tax_authority=old, seals=[seal(old, "agency")])
    form = paper("unit_change_form", tax_place="东城区")
    found = case("unit_transfer_in", notice, form)
    assert said(found, "UNIT-TAX-DISTRICT") == ("review", "advisory")


@pytest.mark.parametrize(
    ("seals", "status"),
    [
        ([seal(BUREAU, "agency"), seal(kind="finance")], "pass"),
        ([seal(BUREAU, "agency"), seal()], "fail"),
        ([seal(BUREAU, "agency")], "fail"),
    ],
)
def test_tax_notice_finance_seal(seals: list[PlacedSeal], status: str) -> None:
    notice = paper("tax_info_notice", seals=seals)
    assert status_of(case("employer_change", notice), "UNIT-TAXNOTICE-FINSEAL") == status


def contract(**values: str | None) -> Document:
    usual: dict[str, str | None] = {
        "employer": UNIT,
        "employee": "张三",
        "end_date": "2022-10-14",
        "employee_signature": "张三",
    }
    return paper("labor_contract", seals=[seal()], **{**usual, **values})


@pytest.mark.parametrize(
    ("end", "day", "answer"),
    [
        ("2020-02-29", "2019-08-31", ("pass", "supplement")),
        ("2020-04-15", "2019-10-15", ("pass", "supplement")),
        ("2020-04-14", "2019-10-15", ("fail", "advisory")),  # the border, AMB-08
        ("2020-04-13", "2019-10-15", ("fail", "supplement")),
        ("?", "2019-10-15", ("review", "supplement")),
    ],
)
def test_contract_rest(end: str, day: str, answer: tuple[str, str]) -> None:
    found = case("renewal", contract(end_date=end), day=day)
    assert said(found, "CONTRACT-6M") == answer


def test_a_signed_renewal_counts() -> None:
    renewed = paper("labor_contract_renewal", employee="张三", end_date="2023-03-31")
    found = case("renewal", contract(end_date="2020-03-31"), renewed)
    assert status_of(found, "CONTRACT-6M") == "pass"


@pytest.mark.parametrize(
    ("term", "answer"),
    [("无固定期限", ("pass", "supplement")), ("以完成一定工作任务为期限", ("review", "advisory"))],
)
def test_contracts_without_an_end(term: str, answer: tuple[str, str]) -> None:
    found = case("renewal", contract(term_type=term, end_date=None))
    assert said(found, "CONTRACT-6M") == answer


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, "pass"),
        ({"employer": "北京某某劳务派遣有限公司"}, "fail"),
        ({"employee": "赵六"}, "fail"),
        ({"employee_id": "110101199003074470"}, "fail"),
        ({"employee_signature": None}, "fail"),
        ({"employer": "?"}, "review"),
    ],
)
def test_parties(values: dict[str, str | None], status: str) -> None:
    found = case("renewal", contract(**values))
    assert status_of(found, "CONTRACT-PARTIES") == status
