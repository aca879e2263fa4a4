"""A payment is counted once, however often a packet shows it; what is doubtful is a question."""

from collections.abc import Sequence
from typing import Any

import pytest

from core.models.document import Document
from core.numbers.dates import months
from tests.validators.kit import NUMBER, UNIT, case, field, findings, note, paper, said, screenshot
from tests.validators.kit import status as status_of

LEVEL, AVERAGE, GAPS = "APP-C12-INCOME-ENTERPRISE", "INCOME-SYSTEM-AVG", "INCOME-CONTINUOUS"
SPAN = months("2019-04", 6)
BAR = "11782.25"
"""A month of one and a half times the wage of 2018."""
HALF, MORE = "6000.00", "12000.00"


def row(month: str, income: str, item: str = "正常工资薪金") -> dict[str, Any]:
    values = {"period": month, "income": income, "exempt_income": "0.00", "income_item": item}
    return {name: field(name, value) for name, value in values.items()}


def also(shown: Document, *rows: dict[str, Any]) -> Document:
    return shown.model_copy(update={"rows": (*shown.rows, *rows)})


def every(income: str, item: str = "正常工资薪金") -> list[dict[str, Any]]:
    return [row(month, income, item) for month in SPAN]


def record(span: Sequence[str] = SPAN, sure: float = 0.99, tax: str = "300.00") -> Document:
    rows = [{"period": month, "tax_paid": tax, "income_item": "工资、薪金所得"} for month in span]
    return paper("iit_tax_record", name="张三", id_number=NUMBER, rows=rows, sure=sure)


@pytest.mark.parametrize(
    ("papers", "level", "gaps"),
    [
        ((screenshot(SPAN, HALF), screenshot(SPAN, HALF)), "fail", "pass"),  # two prints
        ((screenshot(SPAN, MORE), screenshot(SPAN, MORE)), "pass", "pass"),
        ((screenshot(SPAN, MORE), screenshot(SPAN[3:], MORE)), "pass", "pass"),  # shots overlap
        ((screenshot(SPAN, MORE), screenshot(SPAN, HALF)), "review", "review"),  # contradict
        ((screenshot(SPAN, "3000.00"), screenshot(SPAN, "2000.00")), "fail", "review"),
        ((also(screenshot(SPAN, HALF), *every(HALF)),), "review", "pass"),  # two, or corrected
        ((also(screenshot(SPAN, "3000.00"), *every("3000.00")),), "fail", "pass"),
        ((also(screenshot(SPAN, MORE), *every(HALF)),), "review", "pass"),
        ((also(screenshot(SPAN, MORE), *every(HALF, "正常工资薪金（更正）")),), "fail", "pass"),
        ((also(screenshot(SPAN, MORE), *every("-12000.00"), *every(HALF)),), "fail", "pass"),
        ((also(screenshot(SPAN, MORE), row(SPAN[2], "-500.00")),), "pass", "pass"),
        ((screenshot(SPAN, MORE), screenshot(SPAN, HALF, employer="北京乙科技有限公司")), "pass",
         "pass"),  # two payers of different wages
        ((screenshot(SPAN, HALF), screenshot(SPAN, HALF, employer="北京乙科技有限公司")), "review",
         "pass"),  # or one told twice
        ((screenshot(SPAN, HALF), screenshot(SPAN, HALF, employer="?")), "review", "pass"),
        ((screenshot(SPAN, MORE), screenshot(SPAN, "?")), "review", "review"),  # a blurred copy
    ],
)  # fmt: skip
def test_the_same_month_and_amount_is_one(
    papers: tuple[Document, ...], level: str, gaps: str
) -> None:
    found = case("new_permit", *papers)
    assert status_of(found, LEVEL) == level
    assert status_of(found, GAPS) == gaps


def test_a_copy_does_not_change_the_average() -> None:
    told = {"applicant": {"name": "张三", "id_number": NUMBER, "monthly_income": MORE}}
    found = case("new_permit", screenshot(SPAN, MORE), screenshot(SPAN, MORE), record=told)
    assert status_of(found, AVERAGE) == "pass"
    told["applicant"]["monthly_income"] = "24000.00"
    found = case("new_permit", screenshot(SPAN, MORE), screenshot(SPAN, MORE), record=told)
    assert status_of(found, AVERAGE) == "fail"


@pytest.mark.parametrize("sure", [0.99, 0.3])
def test_a_tax_record_beside_a_whole_screenshot_changes_nothing(sure: float) -> None:
    """It shows no income, read or not."""
    found = case("new_permit", screenshot(SPAN, MORE), record(sure=sure))
    assert (status_of(found, LEVEL), status_of(found, GAPS)) == ("pass", "pass")


def test_a_month_that_a_record_alone_shows_has_income_of_no_known_amount() -> None:
    found = case("new_permit", screenshot(SPAN[:5], MORE), record(SPAN[5:]))
    assert status_of(found, GAPS) == "pass"
    assert status_of(found, LEVEL) == "review"
    none = case("new_permit", screenshot(SPAN[:5], MORE), record(SPAN[5:], tax="0.00"))
    assert status_of(none, GAPS) == "review"


def test_pay_outside_employment_is_pointed_out() -> None:
    extra = every("9000.00", "劳务报酬所得")
    assert said(case("new_permit", also(screenshot(SPAN, HALF), *extra)), LEVEL) == (
        "review", "reject",
    )  # fmt: skip
    assert status_of(case("new_permit", also(screenshot(SPAN, MORE), *extra)), LEVEL) == "pass"


@pytest.mark.parametrize(
    ("usual", "top", "answer"),
    [
        ("8000.00", "40000.00", ("review", "advisory")),  # five times the others, and needed
        ("8000.00", "39999.99", ("pass", "reject")),
        ("12000.00", "60000.00", ("pass", "reject")),  # the others do by themselves
        ("5000.00", "25000.00", ("fail", "reject")),
    ],
)
def test_one_month_far_above_the_others(usual: str, top: str, answer: tuple[str, str]) -> None:
    shown = screenshot(SPAN, usual)
    rows = (*shown.rows[:5], row(SPAN[5], top))
    found = case("new_permit", shown.model_copy(update={"rows": rows}))
    assert said(found, LEVEL) == answer


@pytest.mark.parametrize(
    ("before", "since", "answer"),
    [
        ("3000.00", "13000.00", ("review", "advisory")),  # AMB-07: the year says otherwise
        ("12000.00", "13000.00", ("pass", "reject")),
        ("13000.00", "11000.00", ("review", "reject")),  # the year does, six months do not
        ("11000.00", "11000.00", ("fail", "reject")),
    ],
)
def test_twelve_months_that_say_otherwise(before: str, since: str, answer: tuple[str, str]) -> None:
    year = months("2018-10", 12)
    shown = screenshot(year, before)
    rows = (*shown.rows[:6], *(row(month, since) for month in year[6:]))
    found = case("new_permit", shown.model_copy(update={"rows": rows}))
    assert said(found, LEVEL) == answer


def _years(rows: Sequence[dict[str, str]], **more: Any) -> Document:
    values = {"period_start": "2016-01-01", "period_end": "2018-12-31", **more}
    return paper("iit_tax_record", name="张三", id_number=NUMBER, rows=rows, **values)


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (["20000.00"], "pass"),
        (["10000.00"], "fail"),
        (["10000.00", "10000.00"], "fail"),  # a copy
        (["20000.00", "10000.00"], "review"),  # which of the two?
    ],
)
def test_tax_of_a_month_told_twice_is_one(told: list[str], status: str) -> None:
    papers = [
        _years([{"period": month, "tax_paid": tax} for month in months("2016-01", 36)])
        for tax in told
    ]
    assert status_of(case("new_permit", *papers, condition=8), "APP-C8-TAX-200K") == status


@pytest.mark.parametrize("condition", [4, 5])
@pytest.mark.parametrize("beside", [True, False])
def test_since_2022_screenshots_prove_the_three_years(condition: int, beside: bool) -> None:
    """A tax record is not asked, and changes nothing."""
    span = months("2023-01", 38)
    papers = [screenshot(span, "120000.00"), *([record(span)] if beside else [])]
    found = case("new_permit", *papers, day="2026-03-10", condition=condition)
    rule = {4: "APP-C4-INCOME-4X", 5: "APP-C5-INCOME-8X"}[condition]
    for name in (rule, "INCOME-3Y-RECORD", "INCOME-3Y-CURRENT", GAPS):
        assert status_of(found, name) == "pass", name
    (lack,) = findings(found, "COMPLETE-NEW")
    assert "纳税记录" not in lack.message
    alone = case("new_permit", record(span), day="2026-03-10", condition=condition)
    assert status_of(alone, "INCOME-3Y-CURRENT") == "fail"
    assert status_of(alone, rule) == "review"


def test_before_2022_the_years_before_the_client_need_their_own_paper() -> None:
    found = case("new_permit", screenshot(months("2019-01", 30), "60000.00"), day="2021-09-10",
                 condition=4)  # fmt: skip
    (lack,) = findings(found, "COMPLETE-NEW")
    assert "纳税记录" in lack.message
    assert status_of(found, "INCOME-3Y-RECORD") == "fail"


def test_a_freelancers_average_cannot_be_held_against_tax() -> None:
    told = {"applicant": {"name": "张三", "id_number": NUMBER, "monthly_income": "80000.00"}}
    found = case("new_permit", record(), condition=8, record=told)
    assert status_of(found, AVERAGE) == "not_checked"


def test_a_correction_on_another_print_takes_the_rows_place() -> None:
    later = screenshot(SPAN, HALF)
    rows = tuple(every(HALF, "正常工资薪金(更正申报)"))
    found = case("new_permit", screenshot(SPAN, MORE), later.model_copy(update={"rows": rows}))
    assert status_of(found, LEVEL) == "fail"


def test_a_list_and_a_screenshot_of_one_month_tell_of_one_payment() -> None:
    rows = [{"period": m, "income": MORE, "income_item": "工资、薪金所得"} for m in SPAN]
    listed = paper("iit_tax_list", name="张三", id_number=NUMBER, rows=rows,
                   notes=[note(f"张三工资由{UNIT}发放")])  # fmt: skip
    assert status_of(case("new_permit", screenshot(SPAN, HALF), listed), LEVEL) == "review"
    assert status_of(case("new_permit", screenshot(SPAN, MORE), listed), LEVEL) == "pass"
