"""Condition 7: whose its papers are, which money counts, and that it counts once."""

from typing import Any

import pytest

from core.models.document import Document
from tests.validators.kit import UNIT, case, field, findings, paper, said

SCENE, DAY = "new_permit", "2026-03-10"
INVEST, FUNDING, TAX = "EV-C7-INVEST", "APP-C7-FUNDING", "EV-C7-TAX"
BACKER, OTHER = "北京丁投资中心（有限合伙）", "北京乙商贸有限公司"
SHARES = [{"shareholder": "张三", "share": "10"}, {"shareholder": BACKER, "share": "90"}]


def agreement(amount: str | None = "12000000", **more: Any) -> Document:
    usual = {"company": UNIT, "investor": BACKER, "sign_date": "2025-05-05", "rows": SHARES}
    return paper("capital_increase_agreement", investment_amount=amount, **{**usual, **more})


def receipt(amount: str | None = "12000000", **more: Any) -> Document:
    usual = {"payer": BACKER, "payee": UNIT, "transaction_date": "2025-06-01", "serial": "001"}
    return paper("bank_receipt", amount=amount, **{**usual, **more})


def report(**more: Any) -> Document:
    usual = {"company": UNIT, "report_date": "2025-06-10", "paid_in_total": "12000000"}
    return paper("capital_verification_report", **{**usual, **more})


def answer(rule: str, *papers: Document, **record: Any) -> tuple[str, str]:
    return said(case(SCENE, *papers, day=DAY, condition=7, record=record), rule)


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ([agreement(), receipt()], "pass"),
        ([agreement(), receipt(payee=OTHER)], "fail"),
        ([agreement(company=OTHER), receipt()], "fail"),
        ([agreement(), receipt(payee="?")], "review"),
        ([agreement(), receipt(payee=None)], "fail"),  # blank
        ([agreement(), receipt(payer="赵六")], "review"),  # neither investor nor shareholder
        ([agreement(), receipt(payer="张三")], "pass"),  # a shareholder
        ([agreement(), receipt(payer="?")], "review"),
        ([agreement(investor=f"{BACKER}、赵六"), receipt(payer="赵六")], "pass"),
        ([agreement(), receipt(payer=None)], "fail"),
        ([agreement(), receipt(transaction_date=None)], "fail"),
        ([agreement(None), receipt()], "fail"),
        ([agreement(), receipt(None)], "fail"),
        ([agreement("?"), receipt()], "review"),
    ],
)
def test_whose_the_papers_are(papers: list[Document], expected: str) -> None:
    assert answer(INVEST, *papers, report()) == (expected, "supplement")


def test_another_units_paper_has_one_cause() -> None:
    papers = (agreement(), receipt(payee=OTHER), report())
    found = findings(case(SCENE, *papers, day=DAY, condition=7), INVEST)
    assert [one.cause for one in found if one.status == "fail"] == ["unit:D2"]


def test_a_former_name_told_by_its_notice() -> None:
    old = "北京甲软件有限公司"
    notice = paper("name_change_notice", old_name=old, new_name=UNIT)
    papers = [agreement(company=old), receipt(payee=old), report()]
    assert answer(INVEST, *papers) == ("fail", "supplement")
    assert answer(INVEST, *papers, notice) == ("pass", "supplement")


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ([agreement(), receipt()], "pass"),
        ([agreement("10000000"), receipt("10000000")], "fail"),  # over, not at
        # money that came before the three years
        ([agreement(sign_date=None), receipt(transaction_date="2022-12-31")], "fail"),
        ([agreement(sign_date=None), receipt(transaction_date="2023-01-01")], "pass"),
        ([agreement(sign_date="2022-12-01"), receipt()], "review"),
        ([agreement(), receipt(transaction_date="?")], "review"),
        ([agreement(), receipt("11000000"),
          receipt("1000000", serial="002", transaction_date="2020-01-01")], "pass"),
        ([agreement(), receipt("2000000"),
          receipt("10000000", serial="002", transaction_date="2020-01-01")], "fail"),
        # one agreement, copied twice, or two that say the same
        ([agreement("6000000"), agreement("6000000"), receipt("6000000")], "review"),
        ([agreement("6000000"), agreement("6000000", sign_date="2025-09-09"),
          receipt("6000000"), receipt("6000000", serial="002")], "pass"),
    ],
)  # fmt: skip
def test_the_money_of_three_years(papers: list[Document], expected: str) -> None:
    assert answer(FUNDING, *papers) == (expected, "reject")


@pytest.mark.parametrize(
    ("slips", "expected"),
    [
        ([receipt("6000000"), receipt("6000000", serial="002")], "pass"),
        ([receipt(), receipt()], "pass"),  # a second print is no second payment
        ([receipt("6000000"), receipt("6000000")], "review"),  # that, or two of one day
        ([receipt("6000000")], "fail"),
    ],
)
def test_receipts_count_once(slips: list[Document], expected: str) -> None:
    assert answer(INVEST, agreement(), *slips, report()) == (expected, "supplement")


def test_what_is_blank_on_a_notice_of_three_years() -> None:
    notices = [
        paper("tax_info_notice", taxpayer_name=UNIT, total="5000000",
              period_start=f"{year}-01-01", period_end=f"{year}-12-31")
        for year in (2023, 2024)
    ]  # fmt: skip
    rest = [paper("articles_of_association", company=UNIT),
            paper("tax_info_query_application", taxpayer_name=UNIT)]  # fmt: skip
    last: dict[str, Any] = {"taxpayer_name": UNIT, "total": "5000000",
                            "period_start": "2025-01-01", "period_end": "2025-12-31"}  # fmt: skip
    whole = paper("tax_info_notice", **last)
    assert answer(TAX, *notices, whole, *rest) == ("pass", "supplement")
    for name in ("period_start", "period_end", "total"):
        blank = paper("tax_info_notice", **{**last, name: None})
        assert answer(TAX, *notices, blank, *rest) == ("fail", "supplement")
    others = paper("articles_of_association", company=OTHER)
    assert answer(TAX, *notices, whole, others, rest[1]) == ("fail", "supplement")


@pytest.mark.parametrize(
    ("share", "status", "severity"),
    [("10", "pass", "reject"), (None, "fail", "supplement"), ("?", "review", "reject")],
)
def test_a_share_that_nobody_filled_in(share: str | None, status: str, severity: str) -> None:
    row = {"shareholder": field("rows.shareholder", "张三"), "share": field("rows.share", share)}
    shown = agreement().model_copy(update={"rows": (row,)})
    assert answer("APP-C7-SHAREHOLDER", shown) == (status, severity)
