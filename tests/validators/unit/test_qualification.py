"""A status that the unit claims has its certificate; what the record calls the unit."""

import pytest

from core.models.document import Document
from tests.validators.kit import CODE, UNIT, case, findings, paper, said, screenshot

RULE = "UNIT-QUALCERT-VALID"
DAY = "2026-03-10"
HIGH, SOFT = "high_tech_certificate", "software_enterprise_certificate"


def certificate(kind: str = HIGH, **values: str | None) -> Document:
    usual = {"name": UNIT, "issue_date": "2025-01-10", "valid_to": "2026-12-31"}
    return paper(kind, **{**usual, **values})


def unit(kind: str) -> dict[str, object]:
    return {"employer": {"name": UNIT, "credit_code": CODE, "type": kind}}


def application(basic: str) -> Document:
    return paper("unit_registration_application", company=UNIT, section_basic=basic)


@pytest.mark.parametrize(
    ("kind", "papers", "answer"),
    [
        ("高新技术企业", [], ("fail", "supplement")),
        ("high_tech", [], ("fail", "supplement")),
        ("高新技术企业", [certificate()], ("pass", "supplement")),
        ("高新技术企业", [certificate(SOFT)], ("fail", "supplement")),
        ("软件企业", [certificate(SOFT)], ("pass", "supplement")),
        ("环保企业", [certificate()], ("fail", "supplement")),
        ("环保企业", [certificate("other_qualification_certificate")], ("pass", "supplement")),
        ("企业", [], ("not_applicable", "supplement")),
        ("enterprise", [], ("not_applicable", "supplement")),
        ("非高新技术企业", [], ("not_applicable", "supplement")),
        # in force, the unit's own
        ("高新技术企业", [certificate(issue_date="2023-03-10")], ("fail", "supplement")),
        ("高新技术企业", [certificate(issue_date="2023-03-11")], ("pass", "supplement")),
        ("高新技术企业", [certificate(issue_date=None)], ("fail", "supplement")),
        ("高新技术企业", [certificate(issue_date="?")], ("review", "supplement")),
        ("高新技术企业", [certificate(name="北京乙商贸有限公司")], ("fail", "supplement")),
        ("高新技术企业", [certificate(name=None)], ("fail", "supplement")),
        ("高新技术企业", [certificate(name="?")], ("review", "supplement")),
        # an old one beside the new
        (
            "高新技术企业",
            [certificate(issue_date="2021-01-01"), certificate()],
            ("fail", "advisory"),
        ),
    ],
)
def test_a_status_is_proved(kind: str, papers: list[Document], answer: tuple[str, str]) -> None:
    for service in ("unit_registration", "unit_transfer_in"):
        assert said(case(service, *papers, day=DAY, record=unit(kind)), RULE) == answer


@pytest.mark.parametrize(
    ("basic", "status"),
    [
        ("我公司为国家高新技术企业，主营软件开发。", "fail"),
        ("我公司为双软企业。", "fail"),
        ("我公司非高新技术企业。", "not_applicable"),
        ("正在申请认定高新技术企业。", "not_applicable"),
        ("主营业务为软件开发。", "not_applicable"),
    ],
)
def test_the_application_may_claim_it(basic: str, status: str) -> None:
    found = case("unit_registration", application(basic), day=DAY, record=unit("enterprise"))
    assert said(found, RULE) == (status, "supplement")


def test_a_claim_read_in_doubt_is_a_question() -> None:
    dim = paper("unit_registration_application", company=UNIT, sure=0.7,
                section_basic="我公司为高新技术企业。")  # fmt: skip
    found = case("unit_registration", dim, day=DAY, record=unit("enterprise"))
    assert said(found, RULE) == ("review", "supplement")


def test_nobody_asks_for_it_elsewhere() -> None:
    found = case("new_permit", day=DAY, record=unit("高新技术企业"))
    assert said(found, RULE)[0] == "not_applicable"
    gone = case("new_permit", certificate(issue_date="2020-01-01"), day=DAY)
    assert said(gone, RULE) == ("fail", "advisory")
    asked = case("new_permit", certificate(issue_date="2020-01-01"), day=DAY, condition=4)
    assert said(asked, RULE) == ("fail", "supplement")


def test_the_list_asks_for_it_too() -> None:
    found = case("unit_registration", day=DAY, record=unit("高新技术企业"))
    (lack,) = findings(found, RULE)
    assert set(lack.lacks) < set(findings(found, "COMPLETE-REG")[0].lacks)


@pytest.mark.parametrize(
    ("kind", "enough", "evidence"),
    [
        ("企业", "fail", "fail"),
        ("有限责任公司", "fail", "fail"),
        ("enterprise", "fail", "fail"),
        ("高新技术企业", "fail", "fail"),
        ("律师事务所", "fail", "not_applicable"),
        ("law_firm", "fail", "not_applicable"),
        ("事业单位", "pass", "not_applicable"),
        ("public_institution", "pass", "not_applicable"),
        ("民办非企业单位", "pass", "not_applicable"),
        ("社会团体", "pass", "not_applicable"),
    ],
)
def test_kinds_in_the_records_own_words(kind: str, enough: str, evidence: str) -> None:
    """1.2 times or 1.5 times the wage; legal-person enterprises alone prove paid-in capital."""
    record = {**unit(kind), "extra": {"paid_in_public": "无"}}
    months = [f"2019-{month:02d}" for month in range(3, 9)]
    income = case("new_permit", screenshot(months, "10000.00"), record=record)
    level = [said(income, f"APP-C12-INCOME-{name}")[0] for name in ("ENTERPRISE", "INSTITUTION")]
    assert [one for one in level if one != "not_applicable"] == [enough]
    capital = case("unit_registration", day=DAY, record=record)
    assert said(capital, "UNIT-PAIDIN-EVIDENCE")[0] == evidence
