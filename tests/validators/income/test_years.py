"""Three years of income; certificates in force; dates after filing."""

import pytest

from core.models.document import Document, Reading
from core.numbers.dates import months
from tests.validators.kit import UNIT, case, field, paper, said, screenshot
from tests.validators.kit import status as status_of


def three_years(a: str, b: str, c: str) -> tuple[Document, ...]:
    """Screenshots of 2016, 2017 and 2018, each with that income a year."""
    shown = []
    for year, total in zip((2016, 2017, 2018), (a, b, c), strict=True):
        sheet = screenshot(months(f"{year}-01", 12), "0.00")
        rows = list(sheet.rows)
        rows[0] = {**rows[0], "income": field("income", total)}
        shown.append(sheet.model_copy(update={"rows": tuple(rows)}))
    return tuple(shown)


@pytest.mark.parametrize(
    ("totals", "answer"),
    [
        (("340152.01", "369908.01", "406396.01"), ("pass", "advisory")),
        # by both readings: each over four times the wage of 2018 as well
        (("377032.01", "377032.01", "406396.01"), ("pass", "reject")),
        (("340152.00", "400000.00", "500000.00"), ("fail", "reject")),  # at, not over
        (("380000.00", "380000.00", "406396.00"), ("review", "advisory")),  # AMB-04
        (("340153.00", "?", "500000.00"), ("review", "reject")),
    ],
)
def test_four_times(totals: tuple[str, str, str], answer: tuple[str, str]) -> None:
    found = case("new_permit", *three_years(*totals), condition=4)
    assert said(found, "APP-C4-INCOME-4X") == answer
    assert status_of(found, "APP-C5-INCOME-8X") == "not_applicable"


@pytest.mark.parametrize(
    ("last", "answer"),
    [
        ("812792.01", ("pass", "advisory")),  # not over eight times that of 2018 (AMB-04)
        ("812792.00", ("fail", "reject")),
        ("?", ("review", "reject")),
    ],
)
def test_eight_times(last: str, answer: tuple[str, str]) -> None:
    """The handbook's: the income of 2018 must exceed 812,792."""
    found = case("new_permit", *three_years("750000.00", "750000.00", last), condition=5)
    assert said(found, "APP-C5-INCOME-8X") == answer


def test_a_month_of_three_years_is_missing() -> None:
    whole = months("2016-01", 36)
    found = case("new_permit", screenshot(whole), condition=4)
    assert status_of(found, "INCOME-3Y-RECORD") == "pass"
    gap = case("new_permit", screenshot((*whole[:16], *whole[17:])), condition=4)
    assert status_of(gap, "INCOME-3Y-RECORD") == "fail"


@pytest.mark.parametrize(("name", "status"), [(UNIT, "pass"), ("北京甲控股集团有限公司", "fail")])
def test_entity(name: str, status: str) -> None:
    found = case(
        "new_permit",
        paper("high_tech_certificate", issue_date="2018-11-30", name=name),
        condition=4,
    )
    assert status_of(found, "APP-C4-ENTITY") == status


@pytest.mark.parametrize(("day", "status"), [("2019-12-21", "pass"), ("2019-12-22", "fail")])
def test_high_tech_certificate(day: str, status: str) -> None:
    shown = paper("high_tech_certificate", name=UNIT, issue_date="2016-12-22")
    assert status_of(case("new_permit", shown, day=day), "UNIT-QUALCERT-VALID") == status


@pytest.mark.parametrize(("signed", "status"), [("2019-10-15", "pass"), ("2019-11-01", "fail")])
def test_future(signed: str, status: str) -> None:
    shown = paper("power_of_attorney", sign_date=signed)
    assert status_of(case("renewal", shown), "GEN-DATE-FUTURE") == status


@pytest.mark.parametrize(("first", "status"), [(0.7, "review"), (0.98, "fail")])
def test_a_day_to_come_that_a_second_look_made_sure_is_a_question(
    first: float, status: str
) -> None:
    day = "2036-04-01"
    readings = (
        Reading(source="page", value=day, confidence=first),
        Reading(source="again", value=day, confidence=0.99),
    )
    dated = field("issue_date", day).model_copy(update={"readings": readings})
    licence = paper("business_license", more={"fields": {"issue_date": dated}})
    assert status_of(case("renewal", licence), "GEN-DATE-FUTURE") == status
