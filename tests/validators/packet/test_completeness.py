"""Completeness of each service's packet, and the forms."""

from collections.abc import Iterator

import pytest

from core.models.document import Document
from tests.validators.kit import (
    AGENT_NUMBER,
    NUMBER,
    UNIT,
    case,
    field,
    findings,
    paper,
    screenshot,
    seal,
)
from tests.validators.kit import status as status_of
from validators.judging.rules import judge, outcome
from validators.policy import Requirement, load_policy

OWN = {"name": "张三", "id_number": NUMBER}
POA = paper("power_of_attorney", agent_name="李四", agent_id=AGENT_NUMBER)
LICENCE = paper("business_license", name=UNIT)
CARD = paper("id_card", **OWN)
AGENT = paper("id_card", name="李四", id_number=AGENT_NUMBER)
CHANGE, UNIT_CHANGE = paper("personal_change_form", **OWN), paper("unit_change_form")
TAX = paper("tax_info_notice", taxpayer_name=UNIT)
CONTRACT = paper("labor_contract", employer=UNIT, employee="张三")
INTEGRITY = paper("integrity_statement", applicant_name_in_text="张三")
COVER = paper("household_register_cover", head_name="张三")
MEMBER = paper("household_register_member", **OWN)
PERMIT = paper("residence_permit_card", **OWN)
EDUCATION = tuple(
    paper(kind, name="张三")
    for kind in (
        "graduation_certificate", "chsi_registration_form",
        "degree_certificate", "degree_verification_report",
    )
)  # fmt: skip

WHOLE: dict[str, tuple[str, tuple[Document, ...]]] = {
    "unit_registration": (
        "COMPLETE-REG", (POA, paper("unit_registration_application"), LICENCE, AGENT, TAX),
    ),
    "new_permit": (
        "COMPLETE-NEW",
        (POA, LICENCE, AGENT, TAX, paper("application_form_new", **OWN), INTEGRITY, CARD, COVER,
         MEMBER, PERMIT, CONTRACT, screenshot(("2019-08",)), *EDUCATION),
    ),
    "renewal": (
        "COMPLETE-RENEW",
        (POA, paper("application_form_renewal", **OWN), LICENCE, INTEGRITY, CONTRACT,
         screenshot(("2019-08",))),
    ),
    "employer_change": (
        "COMPLETE-EMPLOYER",
        (POA, CHANGE, paper("resignation_certificate", **OWN), CONTRACT, LICENCE, TAX),
    ),
    "address_change": ("COMPLETE-ADDRESS", (POA, CHANGE, LICENCE, PERMIT)),
    "general_change": ("COMPLETE-GENERAL", (POA, CHANGE, LICENCE)),
    "account_recovery": ("COMPLETE-ACCOUNT", (POA, UNIT_CHANGE, LICENCE)),
    "unit_info_change": ("COMPLETE-UNITINFO", (POA, UNIT_CHANGE, LICENCE)),
    "unit_transfer_in": ("COMPLETE-TRANSFER", (POA, UNIT_CHANGE, LICENCE, AGENT, TAX)),
    "annual_check_unit": ("COMPLETE-ANNUAL-UNIT", (POA, UNIT_CHANGE, LICENCE)),
    "annual_check_person": (
        "COMPLETE-ANNUAL-PERSON",
        (POA, CHANGE, LICENCE, CARD, paper("social_insurance_record", **OWN)),
    ),
}  # fmt: skip
GONE = [(service, n) for service, (_, papers) in WHOLE.items() for n in range(len(papers))]


@pytest.mark.parametrize("service", WHOLE)
def test_a_whole_packet_is_complete(service: str) -> None:
    rule, papers = WHOLE[service]
    assert status_of(case(service, *papers), rule) == "pass"


@pytest.mark.parametrize(("service", "gone"), GONE)
def test_each_paper_that_is_taken_out_is_missed(service: str, gone: int) -> None:
    """An incomplete packet never comes out as accept, and the paper is named.

    What else may be missing is a question of its own (issue 11): a cover whose page is gone.
    """
    rule, papers = WHOLE[service]
    found = case(service, *papers[:gone], *papers[gone + 1 :])
    finding, *questions = findings(found, rule)
    assert all(question.status == "review" for question in questions)
    assert finding.status == "fail"
    assert load_policy().title(papers[gone].type) in finding.message
    assert outcome(judge(found, load_policy())) in ("supplement", "reject")


@pytest.mark.parametrize("service", WHOLE)
def test_with_an_unread_file_a_missing_paper_is_review(service: str) -> None:
    rule, papers = WHOLE[service]
    assert status_of(case(service, *papers[1:], unread=("照片.jpg",)), rule) == "review"


def test_an_unread_card_may_be_the_missing_one() -> None:
    rule, papers = WHOLE["annual_check_person"]
    blurred = paper("id_card", name="?", id_number="?")
    swapped = tuple(blurred if document is CARD else document for document in papers)
    assert status_of(case("annual_check_person", *swapped), rule) == "review"


def test_nothing_is_asked_of_a_renewal_that_is_not_on_its_list() -> None:
    """Handler's and applicant's cards and the tax notice are not on it (AMB-16)."""
    rule, papers = WHOLE["renewal"]
    assert {"id_card", "tax_info_notice"}.isdisjoint(document.type for document in papers)
    assert status_of(case("renewal", *papers), rule) == "pass"


def test_the_tax_notice_is_asked_once_a_year() -> None:
    rule, papers = WHOLE["employer_change"]
    record = {"extra": {"earlier_cases": ["2019-03-05"]}}
    found = case("employer_change", *papers[:-1], record=record)
    assert status_of(found, rule) == "pass"
    last_year = {"extra": {"earlier_cases": ["2018-03-05"]}}
    assert status_of(case("employer_change", *papers[:-1], record=last_year), rule) == "fail"


def test_the_handler_may_be_the_applicant() -> None:
    rule, papers = WHOLE["new_permit"]
    rest = tuple(document for document in papers if document is not AGENT)
    record = {"agent": {"name": "张三", "id_number": NUMBER}}
    assert status_of(case("new_permit", *rest, record=record), rule) == "pass"


def test_the_declared_branch_of_the_home_is_told_first() -> None:
    found = case("address_change", POA, CHANGE, LICENCE, housing="rented")
    (finding,) = findings(found, "COMPLETE-ADDRESS")
    assert finding.message.index("（3）") < finding.message.index("；或")


def test_dependents_change_asks_for_whoever_is_added() -> None:
    record = {"accompanying": {"spouse": {"name": "赵妍", "id_number": "110101199003074470"}}}
    found = case("dependents_change", POA, CHANGE, LICENCE, record=record)
    (finding,) = findings(found, "COMPLETE-DEPENDENTS")
    assert finding.status == "fail"
    for name in ("结婚证", "配偶居民身份证", "配偶劳动"):
        assert name in finding.message
    nobody = case("dependents_change", POA, CHANGE, LICENCE)
    assert status_of(nobody, "COMPLETE-DEPENDENTS") == "review"


def power(**values: str | None) -> Document:
    usual: dict[str, str | None] = {
        "legal_rep": "王芳", "company": UNIT, "agent_name": "李四", "agent_id": AGENT_NUMBER,
        "agent_phone": "13800000000", "legal_rep_signature": "?", "agent_signature": "李四",
        "sign_date": "2019-10-01",
    }  # fmt: skip
    return paper("power_of_attorney", seals=[seal()], **{**usual, **values})


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, "pass"),
        ({"agent_phone": None}, "fail"),
        ({"legal_rep_signature": None}, "fail"),
        ({"sign_date": None}, "fail"),
    ],
)
def test_power_of_attorney(values: dict[str, str | None], status: str) -> None:
    assert status_of(case("renewal", power(**values)), "FORM-POA-FIELDS") == status


def test_a_signature_whose_place_was_not_found_is_review() -> None:
    form = power()
    fields = {name: value for name, value in form.fields.items() if name != "agent_signature"}
    form = form.model_copy(update={"fields": fields})
    assert status_of(case("renewal", form), "FORM-POA-FIELDS") == "review"


@pytest.mark.parametrize(
    ("seals", "status"),
    [((), "fail"), ((seal(kind="contract"),), "fail"), ((seal("", confidence=0.1),), "review")],
)
def test_form_seal(seals: tuple[object, ...], status: str) -> None:
    form = power().model_copy(update={"seals": seals})
    assert status_of(case("renewal", form), "FORM-POA-FIELDS") == status


def test_no_power_of_attorney() -> None:
    assert status_of(case("renewal"), "PROC-POA") == "fail"
    assert status_of(case("renewal", unread=("照片.jpg",)), "PROC-POA") == "review"


def test_integrity_statement_names_the_applicant() -> None:
    values: dict[str, str | None] = {
        "applicant_signature": "张三", "applicant_date": "2019-10-01", "legal_rep_signature": "?",
        "unit_date": "2019-10-01", "applicant_name_in_text": "张三",
    }  # fmt: skip
    whole = paper("integrity_statement", seals=[seal()], **values)
    assert status_of(case("renewal", whole), "FORM-INTEGRITY") == "pass"
    blank = paper(
        "integrity_statement", seals=[seal()], **{**values, "applicant_name_in_text": None}
    )
    assert status_of(case("renewal", blank), "FORM-INTEGRITY") == "fail"


def change(**values: str | None) -> Document:
    usual: dict[str, str | None] = {
        **OWN, "permit_number": "2022971154", "unit_opinion": "同意", "applicant_signature": "张三",
        "legal_rep_signature": "?", "change_items": "居住地址",
    }  # fmt: skip
    return paper("personal_change_form", seals=[seal()], **{**usual, **values})


@pytest.mark.parametrize(
    ("number", "status"), [("2022971154", "pass"), ("2022971155", "fail"), (None, "fail")]
)
def test_change_form(number: str | None, status: str) -> None:
    found = case("address_change", change(permit_number=number), record={"permit_no": "2022971154"})
    assert status_of(found, "FORM-PCHANGE") == status


@pytest.mark.parametrize(
    ("ticked", "status"),
    [
        ("居住地址", "pass"),
        ("聘用单位", "fail"),
        (None, "fail"),
        ("居住地址、聘用单位", "review"),
        ("?", "review"),
    ],
)
def test_box(ticked: str | None, status: str) -> None:
    found = case("address_change", change(change_items=ticked))
    assert status_of(found, "FORM-PCHANGE-BOX") == status


@pytest.mark.parametrize(("opinion", "status"), [("同意申报", "pass"), (None, "fail")])
def test_opinion(opinion: str | None, status: str) -> None:
    form = paper(
        "application_form_new", seals=[seal()], unit_opinion=opinion, legal_rep_signature="?"
    )
    assert status_of(case("new_permit", form), "FORM-APP-OPINION") == status


def test_troubles_of_a_form_keep_a_missing_seal_from_failing() -> None:
    form = power().model_copy(update={"seals": (), "troubles": ("页面下半部模糊",)})
    assert status_of(case("renewal", form), "FORM-POA-FIELDS") == "review"


def test_roles_are_given_by_number_before_name() -> None:
    shown = case("renewal", paper("id_card", name="张山", id_number=NUMBER)).documents[0]
    assert shown.role == "applicant"
    fields = {"name": field("name", "李四"), "id_number": field("id_number", "?")}
    named = case("renewal", paper("id_card", more={"fields": fields})).documents[0]
    assert named.role == "handler"


@pytest.mark.parametrize(
    ("gone", "section", "quote"),
    [
        ((CONTRACT,), "六（二）常规9", "劳动（或聘用）合同"),
        ((INTEGRITY, CONTRACT), "六（二）常规5 / 六（二）常规9",
         "《诚信声明》（见附件 4）；劳动（或聘用）合同"),
        ((PERMIT,), "六（二）常规8", "合法稳定住所证明。提供以下材料之一即可"),
    ],
)  # fmt: skip
def test_a_lack_is_told_by_the_items_own_sentence(
    gone: tuple[Document, ...], section: str, quote: str
) -> None:
    rule, papers = WHOLE["new_permit"]
    left = [one for one in papers if one not in gone]
    (lack,) = findings(case("new_permit", *left), rule)
    assert (lack.guide.section, lack.guide.quote) == (section, quote)
    (whole,) = findings(case("new_permit", *papers), rule)
    assert whole.guide == load_policy().rule(rule).clause


def test_every_paper_that_is_asked_has_its_sentence() -> None:
    """One that nobody has put words to would be told by its rule's."""
    policy = load_policy()
    for packet in policy.packets:
        asked = {need.paper for need in every(packet.needs) if need.paper}
        told = {paper for one in packet.cites for paper in one.papers}
        assert asked <= told, packet.service
        assert all(packet.clause([paper]) is not None for paper in told)
    assert policy.packet("renewal").clause(["patent_certificate"]) is None
    assert policy.packet("renewal").clause([]) is None


def every(need: Requirement) -> Iterator[Requirement]:
    yield need
    for part in (*need.all_of, *need.any_of):
        yield from every(part)


@pytest.mark.parametrize(
    ("unit", "extra", "status"),
    [
        ("北京衡砚律师事务所", (paper("industry_license"),), "review"),
        ("北京衡砚律师事务所", (), "fail"),
        ("北京衡砚会计师事务所", (paper("industry_license"),), "fail"),
    ],
)
def test_a_law_firm_may_have_no_business_licence(
    unit: str, extra: tuple[Document, ...], status: str
) -> None:
    """Its practice licence is its registration, though the guide's list does not name it."""
    rule, papers = WHOLE["renewal"]
    rest = tuple(one for one in papers if one is not LICENCE)
    found = case("renewal", *rest, *extra, record={"employer": {"name": unit}})
    assert status_of(found, rule) == status
