"""The hands that documents.toml says a paper needs: blank, somebody else's, nearly the name's."""

import pytest

from core.models.document import Document
from tests.validators.kit import AGENT_NUMBER, NUMBER, UNIT, case, findings, paper, said, seal
from tests.validators.kit import status as status_of
from validators.facts.signed import HEAD
from validators.policy import HandNeed, load_policy

POLICY = load_policy()
HANDS = [
    pytest.param(kind.id, need, id=f"{kind.id}-{need.field}")
    for kind in POLICY.documents
    for need in kind.hands
    if need.field.endswith("signature")
]
OTHERS = [one for one in HANDS if one.values[1].owner != HEAD]  # type: ignore[union-attr]
CHANGES = {"unit_change_form": "unit_info_change", "personal_change_form": "address_change"}
SERVICES = {**CHANGES, "application_form_renewal": "renewal"}
SERVICES |= {"unit_registration_application": "unit_registration"}
NAMES = {"applicant": "张三", "handler": "李四", "legal_rep": "王大芳"}
FILLED = {
    "legal_rep": "王大芳", "company": UNIT, "agent_name": "李四", "agent_id": AGENT_NUMBER,
    "agent_phone": "13700020452", "unit_opinion": "同意", "applicant_name_in_text": "张三",
    "name": "张三", "permit_number": "2022971154", "id_number": NUMBER, "unit_name": UNIT,
    "tax_place": "东城区", "lodger_name": "张三", "lodger_id": NUMBER, "start_date": "2019-01-01",
    "address": "北京市东城区样例胡同12号院3号楼2单元601室", "owner_name": "秦怡",
    "owner_id": "110101199003074470", "relation": "姑侄", "sign_date": "2019-10-01",
    "employer": UNIT, "employee": "张三", "employee_id": NUMBER,
}  # fmt: skip


def name_of(need: HandNeed) -> str:
    return FILLED[need.holder] if need.owner == "named" else NAMES[need.owner]


def form(kind: str, **signed: str | None) -> Document:
    """The form as it should be, but for these hands."""
    known = POLICY.document(kind)
    assert known is not None
    hands: dict[str, str | None] = {need.field: name_of(need) for need in known.hands}
    values = {key: value for key, value in FILLED.items() if key not in hands}
    return paper(kind, seals=[seal()], **{**values, **hands, **signed})


def told(kind: str, need: HandNeed, hand: str | None) -> tuple[str, str]:
    service = SERVICES.get(kind, "new_permit")
    return said(case(service, form(kind, **{need.field: hand})), need.rule)


@pytest.mark.parametrize(("kind", "need"), HANDS)
def test_a_hand_that_a_paper_needs(kind: str, need: HandNeed) -> None:
    assert told(kind, need, name_of(need))[0] == "pass"
    assert told(kind, need, None) == ("fail", "supplement")


@pytest.mark.parametrize(("kind", "need"), OTHERS)
def test_somebody_else_signed(kind: str, need: HandNeed) -> None:
    assert told(kind, need, "钱小五") == ("fail", "supplement")
    assert told(kind, need, "?")[0] == "review"


@pytest.mark.parametrize(("kind", "need"), OTHERS)
def test_a_name_within_another_is_looked_at(kind: str, need: HandNeed) -> None:
    assert told(kind, need, f"{name_of(need)}丰") == ("review", "supplement")


def test_a_blank_hand_and_its_other_finding_are_one_fact() -> None:
    for kind in ("power_of_attorney", "integrity_statement", "unit_change_form"):
        found = case(SERVICES.get(kind, "new_permit"), form(kind, legal_rep_signature=None))
        (need,) = [one for one in POLICY.document(kind).hands if one.owner == HEAD]  # type: ignore[union-attr]
        told = [*findings(found, need.rule), *findings(found, "MAT-LEGALREP-SIGN")]
        failed = [finding.cause for finding in told if finding.status == "fail"]
        assert failed == ["D1.legal_rep_signature"] * 2


def test_different_lacks_of_one_form_stay_apart() -> None:
    bare = form("power_of_attorney", legal_rep_signature=None, agent_signature=None)
    bare = bare.model_copy(update={"seals": ()})
    told = findings(case("new_permit", bare), "FORM-POA-FIELDS")
    causes = {finding.cause for finding in told if finding.status == "fail"}
    assert causes == {"D1.legal_rep_signature", "D1.agent_signature", "seal:D1"}


def test_a_name_stamp_in_place_of_the_hand_is_advice() -> None:
    stamped = form("integrity_statement", legal_rep_signature=None)
    stamped = stamped.model_copy(update={"seals": (seal(), seal("王大芳", "name"))})
    found = case("new_permit", stamped)
    assert status_of(found, "FORM-INTEGRITY") == "pass"
    assert said(found, "MAT-LEGALREP-SIGN") == ("fail", "advisory")


def test_anothers_name_stamp_is_nobodys_hand() -> None:
    stamped = form("integrity_statement", legal_rep_signature=None)
    stamped = stamped.model_copy(update={"seals": (seal(), seal("张三", "name"))})
    found = case("new_permit", paper("business_license", name=UNIT, legal_rep="王大芳"), stamped)
    assert said(found, "FORM-INTEGRITY") == ("fail", "supplement")
    assert said(found, "MAT-LEGALREP-SIGN") == ("fail", "supplement")


def test_the_applicants_name_stamp_is_advice() -> None:
    stamped = form("integrity_statement", applicant_signature=None)
    stamped = stamped.model_copy(update={"seals": (seal(), seal("张三", "name"))})
    assert said(case("new_permit", stamped), "FORM-INTEGRITY") == ("fail", "advisory")


def test_hands_that_were_read_in_each_others_place_are_a_question() -> None:
    swapped = form("lodging_declaration", owner_signature="张三", lodger_signature="秦怡")
    assert said(case("new_permit", swapped), "RES-LODGING-FIELDS") == ("review", "advisory")
    one_for_both = form("lodging_declaration", owner_signature="张三")
    assert said(case("new_permit", one_for_both), "RES-LODGING-FIELDS") == ("fail", "supplement")


def test_a_form_without_a_place_for_the_applicants_hand_lacks_none() -> None:
    plain = form("application_form_new")
    fields = {name: f for name, f in plain.fields.items() if name != "applicant_signature"}
    found = case("new_permit", plain.model_copy(update={"fields": fields}))
    assert status_of(found, "FORM-APP-OPINION") == "pass"


# renewals of a contract, and a spouse's ----------------------------------------------------

CONTRACT = paper(
    "labor_contract", employer=UNIT, employee="张三", start_date="2017-01-01",
    end_date="2019-12-31", term_type="固定期限", seals=[seal()],
)  # fmt: skip


@pytest.mark.parametrize(("employee", "status"), [("张三", "pass"), (None, "fail")])
def test_a_renewal_is_signed(employee: str | None, status: str) -> None:
    sheet = paper(
        "labor_contract_renewal", employer=UNIT, employee=employee, start_date="2020-01-01",
        end_date="2023-12-31", sign_date="2019-10-01", seals=[seal()],
    )  # fmt: skip
    found = case("new_permit", CONTRACT, sheet)
    assert found.documents[1].role == "applicant"
    assert status_of(found, "CONTRACT-6M") == status


MATE = {"accompanying": {"spouse": {"name": "叶例青", "id_number": "110101199003072578"}}}


@pytest.mark.parametrize(
    ("hand", "status"),
    [("叶例青", "pass"), (None, "fail"), ("钱小五", "fail"), ("叶例清", "review")],
)
def test_the_spouse_signed_the_contract(hand: str | None, status: str) -> None:
    shown = paper(
        "labor_contract", employer="北京旧东家贸易有限公司", employee="叶例青",
        employee_id="110101199003072578", term_type="无固定期限", employee_signature=hand,
    )  # fmt: skip
    found = case("dependents_change", shown, record=MATE)
    assert status_of(found, "SPOUSE-CONTRACT-6M") == status
