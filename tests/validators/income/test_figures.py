"""Wages decide from their publication; the last known one holds on, and its age is told."""

from datetime import date
from decimal import Decimal

import pytest

from core.errors import PolicyError
from core.numbers.dates import month_of, months
from tests.validators.kit import NUMBER, case, findings, paper, said, screenshot
from validators.policy import load_policy

LEVEL = "APP-C12-INCOME-ENTERPRISE"


def earns(day: str, income: str) -> tuple[str, str, str]:
    when = date.fromisoformat(day)
    shown = screenshot(months(month_of(when, -6), 6), income)
    (found,) = findings(case("new_permit", shown, day=day), LEVEL)
    return found.status, found.severity, found.message


@pytest.mark.parametrize(
    ("day", "income", "status"),
    [
        ("2025-06-30", "17700.00", "pass"),  # by the figure of 2023
        ("2025-07-01", "17700.00", "review"),  # that of 2024 may be out: 214,866 a year
        ("2025-09-17", "17700.00", "review"),
        ("2025-09-18", "17700.00", "fail"),
        ("2025-08-01", "18000.00", "pass"),
        ("2025-08-01", "17000.00", "fail"),
        ("2026-06-30", "17905.50", "pass"),
        ("2026-07-01", "99999.00", "review"),  # the next one may be out, and is not known
        ("2026-07-31", "99999.00", "review"),
        ("2026-08-01", "25000.00", "pass"),
        ("2026-08-01", "17904.00", "fail"),
        ("2026-08-01", "20591.32", "review"),  # a rise of 15 % would turn it
        ("2026-08-01", "20591.33", "pass"),
    ],
)
def test_a_wage_decides_from_its_publication(day: str, income: str, status: str) -> None:
    assert earns(day, income)[0] == status


def test_the_age_of_the_last_figure_is_told() -> None:
    for income in ("25000.00", "18000.00", "12000.00"):
        told = earns("2026-10-15", income)[2]
        assert "2024 年数据为现有最近公布的" in told and "2025 年数据尚未列入" in told
    assert "最近公布" not in earns("2026-03-10", "25000.00")[2]


def test_a_day_between_names_both_figures() -> None:
    told = earns("2025-08-01", "17700.00")[2]
    assert "按 2023 年数据（211699.50 元/年）达到" in told
    assert "按 2024 年数据（214866.00 元/年）未达到" in told


def test_which_figures_may_decide() -> None:
    policy = load_policy()
    for day, years in (
        (date(2019, 4, 30), [2017]), (date(2019, 5, 1), [2018]), (date(2020, 7, 1), [2018, 2019]),
        (date(2020, 7, 17), [2019]), (date(2027, 1, 1), [2024]),
    ):  # fmt: skip
        assert [wage.year for wage in policy.wages_on(day)] == years
    with pytest.raises(PolicyError, match="2025 年的全市平均工资"):
        policy.wages_on(date(2026, 7, 15))
    assert policy.latest_wage(date(2026, 7, 15)).year == 2024


def insured(base: str, income: str, day: str = "2026-09-08") -> str:
    span = months(month_of(date.fromisoformat(day), -12), 12)
    rows = [{"period": month, "pension_months": "1", "pension_base": base} for month in span]
    book = paper("social_insurance_record", name="张三", id_number=NUMBER, rows=rows)
    shown = screenshot(span, income, notes=(), seals=())
    return said(case("new_permit", shown, book, day=day), "SI-BASE-MISMATCH")[0]


@pytest.mark.parametrize(
    ("base", "income", "status"),
    [
        ("25000.00", "25000.00", "not_applicable"),  # no limit matters
        ("35811.00", "80000.00", "not_applicable"),  # at the cap of 2025, 10 % below that of 2026
        ("20000.00", "80000.00", "review"),  # below the cap: the papers are not sealed
        ("7270.00", "3000.00", "not_applicable"),  # at the floor
        ("4000.00", "3000.00", "review"),
    ],
)
def test_the_limits_of_the_base_are_the_notices(base: str, income: str, status: str) -> None:
    """They do not hang on a wage that is not known."""
    assert insured(base, income) == status


def test_before_the_first_limits_it_is_a_question() -> None:
    assert insured("5000.00", "9000.00", "2016-06-20") == "review"
    assert insured("9000.00", "9000.00", "2016-06-20") == "not_applicable"


def test_the_next_limits_begin_in_july() -> None:
    policy = load_policy()
    for day, cap, floor in (
        (date(2026, 6, 1), 35811, 7162), (date(2026, 7, 1), 36348, 7270),
        (date(2028, 1, 1), 36348, 7270),
    ):  # fmt: skip
        assert policy.figure("insurance_base_cap", day) == Decimal(cap)
        assert policy.figure("insurance_base_floor", day) == Decimal(floor)
