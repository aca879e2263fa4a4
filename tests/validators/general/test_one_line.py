"""One wrong number, one paper of another's: one fact, whichever rules meet it."""

import pytest

from core.models.document import Document
from pipeline.reporting.once import told_elsewhere
from tests.validators.kit import AGENT_NUMBER, CODE, NUMBER, UNIT, case, findings, paper, said
from tests.validators.kit import status as status_of
from validators.judging.families import rules_of
from validators.judging.rules import judge
from validators.policy import load_policy

OTHER, OTHERS = "何某某", "110101199003074477"
WRONG = NUMBER[:13] + "9" + NUMBER[14:]
ELSEWHERE = "91110105MA0007008A"
ANOTHER = "上海丁贸易有限公司"
LICENCE = paper("business_license", name=UNIT, credit_code=CODE)
NAMED = (
    "GEN-NAME-EQUAL", "GEN-IDNO-EQUAL", "GEN-ID-CHECKSUM", "GEN-ID-BIRTH-SEX", "GEN-HUKOU-RELATION",
    "GEN-HANDLER-EQUAL", "GEN-EMPLOYER-EQUAL", "GEN-SYSTEM-EQUAL", "GEN-USCC-CHECKSUM",
    "CONTRACT-PARTIES", "EDU-REPORT-MATCH", "RES-PUBLIC-UNIT", "EV-C2-CERT", "FORM-PCHANGE",
)  # fmt: skip


def lines(*papers: Document, service: str = "new_permit", condition: int = 1) -> list[str]:
    """The rules that tell of these papers in the notice, each fact once."""
    found = case(service, *papers, condition=condition)
    rules = tuple(one for one in rules_of(load_policy()) if one.id in NAMED)
    answers = judge(found, load_policy(), rules)
    twice = told_elsewhere(answers, "supplement")
    return [
        answer.rule
        for n, answer in enumerate(answers)
        if answer.status == "fail" and answer.severity == "supplement" and n not in twice
    ]


def contract(**values: str) -> Document:
    usual = {"employer": UNIT, "employee": "张三", "employee_id": NUMBER}
    return paper("labor_contract", **{**usual, **values})


def power(**values: str) -> Document:
    usual = {"agent_name": "李四", "agent_id": AGENT_NUMBER}
    return paper("power_of_attorney", **{**usual, **values})


PERMIT = paper("residence_permit_card", name=OTHER, id_number=OTHERS, sex="女")
REGISTER = paper("household_register_cover", head_name="张三")
MEMBER = {"name": "张三", "id_number": NUMBER, "relation": "户主"}
PAGE = paper("household_register_member", **{**MEMBER, "name": OTHER})
REPORT = paper("chsi_registration_form", name=OTHER, certificate_number="7")
DIPLOMA = paper("graduation_certificate", name="张三", certificate_number="7")


@pytest.mark.parametrize(
    ("papers", "told"),
    [
        ((contract(employee_id=WRONG),), "CONTRACT-PARTIES"),
        ((contract(employee=OTHER, employee_id=OTHERS),), "CONTRACT-PARTIES"),
        ((contract(employer=ANOTHER, employer_credit_code=ELSEWHERE),), "CONTRACT-PARTIES"),
        ((PERMIT,), "GEN-NAME-EQUAL"),
        ((REGISTER, PAGE), "GEN-NAME-EQUAL"),
        ((DIPLOMA, REPORT), "EDU-REPORT-MATCH"),
        ((paper("application_form_new", name=OTHER, id_number=OTHERS),), "GEN-NAME-EQUAL"),
        ((paper("application_form_new", unit_name=ANOTHER),), "GEN-EMPLOYER-EQUAL"),
        ((power(agent_id=AGENT_NUMBER[:-1] + "0"),), "GEN-ID-CHECKSUM"),
        ((power(agent_name=OTHER, agent_id=OTHERS),), "GEN-HANDLER-EQUAL"),
    ],
)  # fmt: skip
def test_one_fact_is_one_line(papers: tuple[Document, ...], told: str) -> None:
    assert set(lines(LICENCE, *papers)) == {told}
    assert len(lines(LICENCE, *papers)) == 1


def test_two_lacks_stay_two_lines() -> None:
    """A contract of another's number and with another unit."""
    found = (
        contract(employee_id=WRONG),
        paper("tax_info_notice", taxpayer_name=ANOTHER),
    )
    assert len(lines(LICENCE, *found)) == 2


def test_a_wrong_permit_number_on_the_change_form_is_one_line() -> None:
    form = paper("personal_change_form", name="张三", permit_number="202301010009")
    found = case("address_change", form, record={"permit_no": "202301010001"})
    for rule in ("FORM-PCHANGE", "GEN-SYSTEM-EQUAL"):
        assert "D1.permit_number" in [told.cause for told in findings(found, rule)]


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("tax_info_notice", "taxpayer_id"),
        ("its_withholding_screenshot", "employer_credit_code"),
        ("labor_contract", "employer_credit_code"),
        ("credit_publicity_printout", "credit_code"),
        ("tax_info_query_application", "taxpayer_id"),
        ("name_change_notice", "credit_code"),
    ],
)
def test_a_papers_code_is_the_units(kind: str, field: str) -> None:
    for code, status in ((CODE, "pass"), (ELSEWHERE, "fail")):
        found = case("unit_registration", LICENCE, paper(kind, **{field: code}))
        assert status_of(found, "GEN-EMPLOYER-EQUAL") == status
    doubtful = paper(kind, sure=0.6, **{field: ELSEWHERE})
    assert status_of(case("unit_registration", LICENCE, doubtful), "GEN-EMPLOYER-EQUAL") == "review"


def test_a_wrong_code_on_record_is_not_held_against_every_paper() -> None:
    """The licence differs from the record: told once; what agrees with the licence is right."""
    record = {"employer": {"name": UNIT, "credit_code": ELSEWHERE}}
    papers = LICENCE, contract(employer_credit_code=CODE)
    found = case("renewal", *papers, record=record)
    (told,) = [one for one in findings(found, "GEN-SYSTEM-EQUAL") if one.status == "fail"]
    assert told.documents == ("D1",)
    assert status_of(found, "GEN-EMPLOYER-EQUAL") == "pass"


def test_a_spouses_employer_has_a_code_of_its_own() -> None:
    mate = {"accompanying": {"spouse": {"name": OTHER, "id_number": OTHERS}}}
    theirs = contract(employee=OTHER, employee_id=OTHERS, employer_credit_code=ELSEWHERE)
    found = case("renewal", LICENCE, theirs, record=mate)
    assert status_of(found, "GEN-EMPLOYER-EQUAL") == "pass"


STRAY = paper(
    "id_card", name=OTHER, id_number=OTHERS, sex="女", birth_date="1980-01-01",
    valid_to="2001-01-01", issuer="某地公安局",
)  # fmt: skip


def test_a_card_of_nobody_here_is_pointed_out_and_no_more() -> None:
    found = case("renewal", STRAY)
    for rule in ("GEN-ID-BIRTH-SEX", "GEN-ID-EXPIRY", "GEN-HANDLER-EQUAL"):
        assert status_of(found, rule) != "fail"
    assert said(found, "GEN-WRONG-PERSON") == ("fail", "advisory")


def test_a_stray_card_where_the_handlers_is_asked_is_that_ones_lack() -> None:
    (told,) = findings(case("new_permit", STRAY), "GEN-HANDLER-EQUAL")
    assert told.status == "fail" and told.lacks == ("id_card:handler",)


@pytest.mark.parametrize(
    ("owner", "status"),
    [
        ("张三", "pass"),
        ("张三、李四", "pass"),
        ("李四 张三共有", "pass"),
        ("张三丰", "fail"),
        ("李四张三", "review"),
    ],
)
def test_an_owner_is_named_whole(owner: str, status: str) -> None:
    title = paper("real_estate_certificate", owner=owner)
    found = case("new_permit", title, housing="owned")
    assert status_of(found, "RES-OWN-TITLE") == status
    mortgaged = paper("mortgage_contract", mortgagor=owner, address="甲街1号")
    assert status_of(case("new_permit", mortgaged, housing="owned"), "RES-OWN-MORTGAGE") == status
