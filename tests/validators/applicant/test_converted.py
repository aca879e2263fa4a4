"""Condition 6: whose report on conversion, whose evidence, and a patent that is yet to come."""

import pytest

from tests.validators.kit import UNIT, case, paper, said

OTHER = "北京乙商贸有限公司"
DAY = "2026-03-10"


@pytest.mark.parametrize(
    ("report", "evidence", "status"),
    [
        ({"unit_name": UNIT, "applicant": "张三"}, UNIT, "pass"),
        ({}, UNIT, "pass"),  # it names nobody
        ({"unit_name": OTHER, "applicant": "张三"}, UNIT, "fail"),
        ({"unit_name": UNIT, "applicant": "李四"}, UNIT, "fail"),
        ({"unit_name": UNIT}, OTHER, "review"),  # a buyer perhaps: a person looks
        ({"unit_name": "?"}, UNIT, "review"),
    ],
)
def test_whose_the_conversion_is(report: dict[str, str], evidence: str, status: str) -> None:
    papers = [
        paper("patent_certificate", inventors="张三", patent_number="ZL2017101234567"),
        paper("ip_conversion_report", **report),
        paper("conversion_evidence", unit_name=evidence),
    ]
    found = case("new_permit", *papers, day=DAY, condition=6)
    assert said(found, "EV-C6") == (status, "supplement")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("patent_certificate", "grant_date"),
        ("professional_title_certificate", "obtained_date"),
        ("bank_receipt", "transaction_date"),
    ],
)
def test_what_is_yet_to_come_is_no_evidence(kind: str, name: str) -> None:
    for day, status in ((DAY, "pass"), ("2026-03-11", "fail")):
        found = case("new_permit", paper(kind, **{name: day}), day=DAY)
        assert said(found, "GEN-DATE-FUTURE") == (status, "supplement")
