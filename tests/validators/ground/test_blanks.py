"""What is surely blank is told as a lack, at once; what was not read is a question."""

import pytest

from core.models.document import Document
from tests.validators.kit import NUMBER, UNIT, as_read, case, findings, paper

DAY = "2026-03-10"
TERM = {"term_type": "固定期限", "start_date": "2024-01-01", "end_date": "2028-01-01"}


@pytest.mark.parametrize(
    ("service", "rule", "kind", "name", "more"),
    [
        ("new_permit", "RES-PERMIT-3M", "residence_permit_card", "valid_to", {}),
        ("new_permit", "UNIT-AGE-1Y", "business_license", "establishment_date", {"name": UNIT}),
        ("new_permit", "UNIT-TAXNOTICE-YEAR", "tax_info_notice", "period_end",
         {"period_start": "2025-01-01"}),
        ("unit_registration", "UNIT-CAPVER-1Y", "capital_verification_report", "report_date", {}),
        ("unit_registration", "UNIT-PAIDIN-1M", "capital_verification_report", "paid_in_total", {}),
        ("new_permit", "GEN-ID-EXPIRY", "id_card", "valid_to", {"name": "张三"}),
        ("new_permit", "CONTRACT-PARTIES", "labor_contract", "employee",
         {"employer": UNIT, **TERM}),
        ("new_permit", "CONTRACT-PARTIES", "labor_contract", "employee_id",
         {"employer": UNIT, "employee": "张三", **TERM}),
        ("new_permit", "GEN-EMPLOYER-EQUAL", "tax_info_notice", "taxpayer_name", {}),
        ("renewal", "GEN-SYSTEM-EQUAL", "application_form_renewal", "permit_number",
         {"name": "张三", "id_number": NUMBER}),
    ],
)  # fmt: skip
def test_a_blank_is_a_lack(
    service: str, rule: str, kind: str, name: str, more: dict[str, str]
) -> None:
    def told(value: str | None) -> list[tuple[str, str, str]]:
        shown: Document = as_read(paper(kind, **{**more, name: value}))
        found = case(service, shown, day=DAY, record={"permit_no": "202301010001"})
        return [(one.status, one.severity, one.cause) for one in findings(found, rule)]

    assert ("fail", "supplement", f"D1.{name}") in told(None)
    assert {status for status, _, _ in told("?")} & {"review"}
    assert "fail" not in {status for status, _, _ in told("?")}


@pytest.mark.parametrize(
    ("rule", "condition", "kind", "names", "more"),
    [
        ("APP-C2-TITLE", 2, "professional_title_certificate", ("level", "title"), {"name": "张三"}),
        ("APP-C3-AWARD", 3, "award_certificate", ("issuer",), {"winner": "张三"}),
    ],
)
def test_a_blank_of_a_condition_refuses_nobody(
    rule: str, condition: int, kind: str, names: tuple[str, ...], more: dict[str, str]
) -> None:
    shown = paper(kind, **more, **dict.fromkeys(names))
    (found,) = findings(case("new_permit", shown, day=DAY, condition=condition), rule)
    assert (found.status, found.severity) == ("fail", "supplement")
    assert "为空白" in found.message and found.cause == f"D1.{names[0]}"
