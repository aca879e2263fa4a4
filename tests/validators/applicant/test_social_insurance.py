"""Social insurance: months by this unit, proofs from elsewhere, bases, the annual check."""

from typing import Any

import pytest

from core.models.document import Document
from core.numbers.dates import months
from tests.validators.kit import UNIT, case, note, paper, said, screenshot, seal
from tests.validators.kit import status as status_of

SCENE = "new_permit"


def record(*rows: dict[str, str], **more: Any) -> Document:
    return paper("social_insurance_record", name="张三", rows=rows, **more)


def segment(first: str, last: str, employer: str = UNIT) -> dict[str, str]:
    return {"segments.start": first, "segments.end": last, "segments.employer": employer}


def payments(first: str, count: int, **more: str) -> list[dict[str, str]]:
    return [{"period": m, "pension_months": "1", **more} for m in months(first, count)]


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        ([segment("2019-04", "2019-09")], ("pass", "reject")),
        ([segment("2019-05", "2019-09")], ("fail", "reject")),
        ([segment("2019-05", "2019-10")], ("fail", "reject")),  # the month of filing is not over
        ([segment("2016-01", "2019-09", "北京乙公司")], ("fail", "reject")),
        ([segment("2019-04", "2019-09", "?")], ("review", "reject")),
        ([segment("?", "2019-09")], ("review", "reject")),
        ([segment("2019-04", "2019-09"), *payments("2019-04", 6)], ("pass", "reject")),
        ([segment("2019-04", "2019-09"), *payments("2019-05", 5)], ("fail", "reject")),
        (
            [segment("2019-04", "2019-09"), *payments("2019-04", 1, back_payment="*"),
             *payments("2019-05", 5)],
            ("fail", "advisory"),
        ),
    ],
)  # fmt: skip
def test_employed(rows: list[dict[str, str]], answer: tuple[str, str]) -> None:
    assert said(case(SCENE, record(*rows)), "APP-EMPLOYED-6M") == answer


def years(*counts: str) -> list[dict[str, str]]:
    """A line for each year up to 2019, with the months paid in it."""
    first = 2020 - len(counts)
    return [{"period": str(first + n), "pension_months": count} for n, count in enumerate(counts)]


@pytest.mark.parametrize(
    ("counts", "answer"),
    [
        (("9",), ("pass", "reject")),
        (("12", "9"), ("pass", "reject")),
        (("8",), ("review", "reject")),  # one month of nine was not paid, nobody knows which
        (("?",), ("review", "reject")),
        (("1046",), ("review", "reject")),  # two cells read as one
    ],
)
def test_payments_by_the_year(counts: tuple[str, ...], answer: tuple[str, str]) -> None:
    """The changes of employer tell which months of a year they were for."""
    found = record(segment(f"{2020 - len(counts)}-01", "2019-09"), *years(*counts))
    assert said(case(SCENE, found), "APP-EMPLOYED-6M") == answer


@pytest.mark.parametrize(
    ("start", "answer"),
    [
        ("2019-04-15", ("pass", "advisory")),
        ("2019-04-16", ("fail", "advisory")),
        ("?", ("review", "advisory")),
    ],
)
def test_employed_by_the_contract(start: str, answer: tuple[str, str]) -> None:
    contract = paper("labor_contract", employee="张三", employer=UNIT, start_date=start)
    assert said(case(SCENE, contract), "APP-EMPLOYED-6M") == answer


def test_a_late_contract_may_be_a_renewed_one() -> None:
    contract = paper("labor_contract", employee="张三", employer=UNIT, start_date="2019-09-01")
    found = case(SCENE, contract, screenshot(months("2019-03", 6)))
    assert said(found, "APP-EMPLOYED-6M") == ("review", "advisory")


def test_without_record_and_contract_nothing_is_checked() -> None:
    assert status_of(case(SCENE), "APP-EMPLOYED-6M") == "not_checked"
    assert status_of(case(SCENE, condition=8), "APP-EMPLOYED-6M") == "not_applicable"


def test_months_under_the_former_name_count() -> None:
    changed = paper("name_change_notice", old_name="北京旧科技有限公司", new_name=UNIT)
    paid = record(segment("2019-01", "2019-09", "北京旧科技有限公司"))
    assert status_of(case(SCENE, paid, changed), "APP-EMPLOYED-6M") == "pass"


@pytest.mark.parametrize(
    ("first", "count", "status"),
    [
        ("2018-10", 12, "pass"),
        ("2018-09", 12, "pass"),
        ("2018-11", 11, "fail"),
        ("2018-09", 11, "fail"),
    ],
)
def test_annual_check(first: str, count: int, status: str) -> None:
    found = case("annual_check_person", record(*payments(first, count)))
    assert status_of(found, "ANNUAL-SI-12M") == status


def test_annual_check_gap_and_unread_row() -> None:
    rows = payments("2018-09", 13)
    gap = [row for row in rows if row["period"] != "2019-02"]
    assert status_of(case("annual_check_person", record(*gap)), "ANNUAL-SI-12M") == "fail"
    dim = [{**row, "period": "?"} if row["period"] == "2019-02" else row for row in rows]
    assert status_of(case("annual_check_person", record(*dim)), "ANNUAL-SI-12M") == "review"
    assert status_of(case("annual_check_person"), "ANNUAL-SI-12M") == "not_applicable"


@pytest.mark.parametrize(
    ("day", "answer"),
    [("2019-09-15", ("pass", "supplement")), ("2019-09-14", ("fail", "advisory"))],
)
def test_annual_check_query_date(day: str, answer: tuple[str, str]) -> None:
    shown = record(*payments("2018-10", 12), query_date=day)
    assert said(case("annual_check_person", shown), "ANNUAL-SI-12M") == answer


def test_a_beijing_record_is_never_demanded() -> None:
    assert status_of(case(SCENE), "SI-AUTO") == "pass"
    assert status_of(case(SCENE, day="2017-12-31"), "SI-AUTO") == "not_applicable"


@pytest.mark.parametrize(
    ("total", "status"), [("24", "not_applicable"), ("23", "fail"), ("?", "review")]
)
def test_months_in_beijing(total: str, status: str) -> None:
    first = {"24": "2017-10", "23": "2017-11", "?": "?"}[total]
    shown = record(segment(first, "2019-09"), total_months=total)
    assert status_of(case(SCENE, shown), "SI-EXTERNAL") == status


@pytest.mark.parametrize(
    ("history", "status"),
    [
        ("南京某某科技有限公司 2015-07..2018-06；北京丙公司 2018-07..2019-01", "fail"),
        ("北京丙有限公司 2015-07..2018-06", "not_checked"),
        ("上海丁有限公司北京分公司 2015-07..2018-06", "not_checked"),
    ],
)
def test_a_former_employer_elsewhere(history: str, status: str) -> None:
    found = case(SCENE, record={"extra": {"work_history": history}})
    assert status_of(found, "SI-EXTERNAL") == status


def test_the_proof_bears_a_seal_or_a_code() -> None:
    kind = "external_social_insurance_proof"
    stamp = seal("南京市社会保险管理中心", "agency")
    for shown, status in (
        (paper(kind, verification_code="AB12"), "pass"),
        (paper(kind, seals=[stamp]), "pass"),
        (paper(kind), "fail"),
        (paper(kind, verification_code="?"), "review"),
    ):
        assert status_of(case(SCENE, shown), "SI-EXTERNAL") == status


@pytest.mark.parametrize(
    ("payer", "status"),
    [("甲有限公司", "pass"), ("乙人力有限公司", "fail"), ("?", "review")],
)
def test_history_follows_the_insurance(payer: str, status: str) -> None:
    found = case(
        SCENE,
        record(segment("2016-07", "2018-06", payer)),
        record={"extra": {"work_history": "甲有限公司 2016-07..2018-06"}},
    )
    assert status_of(found, "APP-SI-BASIS") == status


def test_history_without_record_is_left_to_the_system() -> None:
    told = {"extra": {"work_history": "甲有限公司 2016-07..2018-06"}}
    assert status_of(case(SCENE, record=told), "APP-SI-BASIS") == "not_checked"
    assert status_of(case(SCENE, record(segment("2016-07", "2018-06"))), "APP-SI-BASIS") == (
        "not_checked"
    )


def test_a_post_before_the_record_is_pointed_out_only() -> None:
    told = {"extra": {"work_history": [
        {"employer": "甲有限公司", "start": "2010-01", "end": "2012-06"}]}}  # fmt: skip
    found = case(SCENE, record(segment("2016-07", "2018-06")), record=told)
    assert said(found, "APP-SI-BASIS") == ("review", "advisory")


def based(base: str) -> Document:
    return record(*payments("2019-03", 7, pension_base=base))


@pytest.mark.parametrize(
    ("base", "income", "status"),
    [
        ("15000", "25000", "fail"),
        ("15000", "16500", "not_applicable"),  # ten per cent
        ("15000", "16500.01", "fail"),
        ("23565", "50000", "not_applicable"),  # at the cap of three wages
        ("?", "25000", "review"),
    ],
)
def test_base_without_income_papers(base: str, income: str, status: str) -> None:
    told = {"applicant": {"name": "张三", "monthly_income": income}}
    assert status_of(case(SCENE, based(base), record=told), "SI-BASE-MISMATCH") == status


def test_base_with_sealed_and_noted_papers() -> None:
    shown = screenshot(months("2019-03", 7), "25000.00")
    assert status_of(case(SCENE, based("15000"), shown), "SI-BASE-MISMATCH") == "pass"
    bare = screenshot(months("2019-03", 7), "25000.00", seals=[seal()], notes=[note("备注")])
    assert said(case(SCENE, based("15000"), bare), "SI-BASE-MISMATCH") == ("review", "advisory")


def test_no_record_no_bases() -> None:
    assert status_of(case(SCENE), "SI-BASE-MISMATCH") == "not_checked"
