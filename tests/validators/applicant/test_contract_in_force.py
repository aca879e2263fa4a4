"""A contract is in force on the filing day, and lasts from one to the next without a gap."""

import pytest

from core.models.document import Document
from tests.validators.kit import UNIT, case, findings, paper, said

DAY = "2026-03-10"
RULE = "CONTRACT-6M"


def contract(start: str | None, end: str | None, kind: str = "固定期限", **more: str) -> Document:
    return paper(
        "labor_contract", employer=UNIT, employee="张三", start_date=start, end_date=end,
        term_type=kind, **more,
    )  # fmt: skip


def sheet(start: str, end: str) -> Document:
    return paper("labor_contract_renewal", employer=UNIT, employee="张三", start_date=start,
                 end_date=end)  # fmt: skip


@pytest.mark.parametrize(
    ("papers", "answer"),
    [
        ([contract("2024-01-01", "2027-12-31")], "pass"),
        ([contract(DAY, "2027-12-31")], "pass"),
        ([contract("2026-03-11", "2029-12-31")], "fail"),
        ([contract("2026-05-01", None, "无固定期限")], "fail"),
        ([contract("2024-01-01", None, "无固定期限")], "pass"),
        # the old one has ended, the new one has not begun
        ([contract("2023-03-01", "2026-02-28"), contract("2026-05-01", "2029-04-30")], "fail"),
        ([contract("2023-03-01", "2026-02-28"), sheet("2026-05-01", "2029-04-30")], "fail"),
        # a sheet's last renewal: the one between may stand above it
        ([contract("2018-05-01", "2021-04-30"), sheet("2026-05-01", "2029-04-30")], "review"),
        ([contract("2018-05-01", "2021-04-30"), contract("2026-05-01", "2029-04-30")], "fail"),
        # the new one follows on the old one, or after a gap
        ([contract("2023-03-01", "2026-04-30"), contract("2026-05-01", "2029-04-30")], "pass"),
        ([contract("2023-03-01", "2026-03-31"), sheet("2026-04-01", "2029-03-31")], "pass"),
        ([contract("2023-03-01", "2026-04-15"), contract("2026-06-01", "2029-04-30")], "review"),
        ([contract("2023-03-01", "2026-04-15")], "fail"),
        # an open contract that follows
        (
            [contract("2023-03-01", "2026-04-30"), contract("2026-05-01", None, "无固定期限")],
            "pass",
        ),
        # what was not read
        ([contract("?", "2029-12-31")], "review"),
        ([contract("2024-01-01", "?")], "review"),
        ([contract("2026-05-01", "?")], "fail"),
        # what is blank
        ([contract(None, "2029-12-31")], "fail"),
        ([contract("2024-01-01", None)], "fail"),
        ([contract("2024-01-01", None, "?")], "review"),  # it may be an open one
        ([contract("2024-01-01", None), sheet("2026-01-01", "2029-03-31")], "pass"),
    ],
)
def test_in_force(papers: list[Document], answer: str) -> None:
    for service in ("new_permit", "renewal"):
        assert said(case(service, *papers, day=DAY), RULE) == (answer, "supplement")


def test_a_new_employers_contract_may_begin_after_the_change_is_filed() -> None:
    found = case("employer_change", contract("2026-03-20", "2029-12-31"), day=DAY)
    assert said(found, RULE) == ("review", "supplement")


def test_the_lack_names_its_field() -> None:
    (blank,) = findings(case("renewal", contract("2024-01-01", None), day=DAY), RULE)
    assert blank.cause == "D1.end_date" and "终止日期为空白" in blank.message
    (later,) = findings(case("renewal", contract("2026-05-01", "2029-12-31"), day=DAY), RULE)
    assert later.cause == "D1.start_date" and "尚未生效" in later.message


def test_the_spouses_contract_too() -> None:
    mate = {"name": "李四", "id_number": "110101199003072578"}
    record = {"accompanying": {"spouse": mate}, "agent": {}}
    yet = paper("labor_contract", employer="北京乙商贸有限公司", employee="李四",
                employee_id=mate["id_number"], start_date="2026-05-01", end_date="2029-04-30",
                term_type="固定期限")  # fmt: skip
    found = case("dependents_change", yet, day=DAY, record=record)
    assert said(found, "SPOUSE-CONTRACT-6M") == ("fail", "supplement")
