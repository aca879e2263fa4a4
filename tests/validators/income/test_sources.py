"""Which paper proves which month, and the system's monthly average."""

from decimal import Decimal
from typing import Any

import pytest

from core.models.document import Document
from core.numbers.dates import months
from tests.validators.kit import NUMBER, UNIT, case, paper, said, screenshot
from tests.validators.kit import status as status_of

ERA, AVERAGE = "INCOME-SOURCE-ERA", "INCOME-SYSTEM-AVG"
WINDOW = months("2019-03", 6)


def listed(span: tuple[str, ...], kind: str = "iit_tax_list", income: str = "12000.00") -> Document:
    rows = [{"period": month, "income": income, "exempt_income": "0.00"} for month in span]
    return paper(kind, name="张三", id_number=NUMBER, employer=UNIT, rows=rows)


@pytest.mark.parametrize(
    ("papers", "answer"),
    [
        ((screenshot(WINDOW),), ("pass", "supplement")),
        ((listed(WINDOW),), ("fail", "supplement")),
        ((listed(WINDOW), screenshot(WINDOW)), ("pass", "supplement")),
        ((listed(WINDOW, "iit_tax_record"),), ("fail", "advisory")),  # shows tax, not income
        ((screenshot(WINDOW[:5]), listed(WINDOW[5:])), ("fail", "supplement")),
        ((screenshot(WINDOW[:5]),), ("not_applicable", "supplement")),  # INCOME-WINDOW-6M
        ((screenshot((*WINDOW[:5], "?")),), ("review", "supplement")),
        ((), ("not_applicable", "supplement")),
    ],
)
def test_six_months(papers: tuple[Document, ...], answer: tuple[str, str]) -> None:
    assert said(case("new_permit", *papers), ERA) == answer


@pytest.mark.parametrize(
    ("split", "answer"),
    [
        ("2019-01", ("pass", "supplement")),  # the guide's own example
        ("2019-02", ("fail", "supplement")),  # the list a month too far
        ("2018-12", ("fail", "advisory")),  # the client a month before its time
    ],
)
def test_renewal_spans_both_eras(split: str, answer: tuple[str, str]) -> None:
    span = months("2016-09", 36)
    before = tuple(month for month in span if month < split)
    after = tuple(month for month in span if month >= split)
    found = case("renewal", listed(before), screenshot(after))
    assert said(found, ERA) == answer


def test_freelancers_have_records() -> None:
    found = case("new_permit", listed(WINDOW, "iit_tax_record"), condition=8)
    assert status_of(found, ERA) == "not_applicable"


def recorded(average: Any) -> dict[str, Any]:
    return {"applicant": {"name": "张三", "id_number": NUMBER, "monthly_income": average}}


@pytest.mark.parametrize(
    ("average", "status"),
    [
        ("12000.00", "pass"),
        ("12060.00", "pass"),  # half a percent
        ("12060.01", "fail"),
        ("11940.00", "pass"),
        ("11939.99", "fail"),
        (None, "not_checked"),
    ],
)
def test_average(average: str | None, status: str) -> None:
    found = case("new_permit", screenshot(WINDOW), record=recorded(average))
    assert said(found, AVERAGE) == (status, "supplement")


@pytest.mark.parametrize(("average", "status"), [("101.00", "pass"), ("101.01", "fail")])
def test_a_yuan_is_always_tolerated(average: str, status: str) -> None:
    found = case("new_permit", screenshot(WINDOW, "100.00"), record=recorded(average))
    assert status_of(found, AVERAGE) == status


def test_an_unread_row_leaves_the_average_open() -> None:
    rows = [{"period": month, "income": "12000.00", "exempt_income": "0"} for month in WINDOW[:5]]
    blurred = screenshot(WINDOW, rows=[*rows, {"period": WINDOW[5], "income": "?"}])
    assert status_of(case("new_permit", blurred, record=recorded("9000")), AVERAGE) == "review"
    assert status_of(case("new_permit", record=recorded("9000")), AVERAGE) == "not_applicable"


def test_a_bonus_month_may_be_left_out() -> None:
    rows = [{"period": m, "income": "12000.00", "exempt_income": "0"} for m in WINDOW]
    bonus = {"period": WINDOW[0], "income": "60000.00", "exempt_income": "0",
             "income_item": "全年一次性奖金收入"}  # fmt: skip
    shot = screenshot(WINDOW, rows=[*rows, bonus])
    for average in ("12000.00", "22000.00"):
        assert status_of(case("new_permit", shot, record=recorded(average)), AVERAGE) == "pass"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"2018": "40000.00"}, "pass"),
        ({"2018": "38000"}, "fail"),  # the handbook's
        ([{"year": 2018, "amount": Decimal("40000")}], "pass"),
        ([{"year": 2018, "monthly_income": "38000"}], "fail"),
        ({"2017": "40000"}, "review"),  # of a year that the papers do not show
    ],
)
def test_averages_by_year(told: Any, status: str) -> None:
    papers = listed(months("2018-01", 12), income="40000.00")
    record = {"extra": {"monthly_income": told}}
    found = case("new_permit", papers, condition=4, record=record)
    assert status_of(found, AVERAGE) == status


@pytest.mark.parametrize(
    ("stated", "sure", "status"),
    [
        ("12000.00", 0.99, "pass"),
        ("45000.00", 0.99, "fail"),
        ("45000.00", 0.6, "review"),
        (None, 0.99, "fail"),
    ],
)
def test_where_the_record_has_no_average_the_forms_is_held_against_the_papers(
    stated: str | None, sure: float, status: str
) -> None:
    form = paper("application_form_new", sure=sure, monthly_income=stated)
    shown = screenshot([f"2019-{month:02}" for month in range(4, 10)])
    assert status_of(case("new_permit", form, shown), "INCOME-SYSTEM-AVG") == status
