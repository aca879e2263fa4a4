"""A renewal after a change of employer: whose wages were whose."""

import pytest

from core.models.document import Document
from tests.validators.kit import UNIT, case, note, paper, said, screenshot, seal

DAY, OLD = "2026-03-10", "北京乙商贸有限公司"
RULES = ("GEN-EMPLOYER-EQUAL", "GEN-SEAL-RING", "INCOME-PAYER", "MAT-FIN-SEAL")
BEFORE = [f"2024-{month:02d}" for month in range(1, 9)]


def former(months: list[str] = BEFORE) -> Document:
    return screenshot(
        months, employer=OLD, seals=[seal(OLD, "finance")], notes=[note(f"张三工资由{OLD}发放")]
    )


def contract(start: str = "2024-09-01") -> Document:
    return paper("labor_contract", employer=UNIT, employee="张三", start_date=start,
                 end_date="2027-08-31")  # fmt: skip


def answers(*papers: Document, service: str = "renewal", **extra: object) -> set[str]:
    found = case(service, *papers, day=DAY, record={"extra": extra} if extra else None)
    return {said(found, rule)[0] for rule in RULES}


LEFT = paper("resignation_certificate", name="张三", company=OLD, leave_date="2024-08-31")
HISTORY = [
    {"employer": OLD, "start": "2020-01", "end": "2024-08"},
    {"employer": UNIT, "start": "2024-09", "end": ""},
]


def test_a_paper_or_the_record_tells_of_the_change() -> None:
    assert answers(former(), contract(), LEFT) == {"pass"}
    assert answers(former(), contract(), work_history=HISTORY) == {"pass"}


def test_without_them_a_person_looks_the_change_up() -> None:
    assert answers(former(), contract()) == {"review"}


@pytest.mark.parametrize(
    "papers",
    [
        [former(), contract("2020-01-01")],  # paid by another after the contract began
        [former([*BEFORE, "2024-10"]), contract(), LEFT],
        [former()],
    ],
)
def test_else_another_payer_is_a_fault(papers: list[Document]) -> None:
    assert "fail" in answers(*papers)


def test_a_contract_whose_start_was_not_read_may_have_begun_later() -> None:
    assert answers(former(), contract("?"), LEFT) == {"review"}


def test_a_new_permit_asks_for_wages_of_the_unit() -> None:
    assert "fail" in answers(former(), contract(), LEFT, service="new_permit")
