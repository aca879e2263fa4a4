"""What a paper always prints and was not read is a question, never skipped (issue 11)."""

import pytest

from core.models.document import Document
from tests.validators.kit import CODE, NUMBER, UNIT, as_read, case, findings, paper, seal
from tests.validators.kit import status as status_of
from validators.policy import load_policy
from validators.thresholds import ours

RECORD = {
    "employer": {"name": UNIT, "credit_code": CODE},
    "applicant": {"name": "张三", "id_number": NUMBER},
    "permit_no": "1234567",
}


def test_a_licence_without_its_code_line_does_not_pass() -> None:
    """It passed, though the record's code was another company's."""
    bare = as_read(paper("business_license", name=UNIT, legal_rep="赵六"))
    assert status_of(case("renewal", bare, record=RECORD), "GEN-SYSTEM-EQUAL") == "review"
    assert status_of(case("renewal", bare, record=RECORD), "GEN-USCC-CHECKSUM") == "review"
    whole = paper("business_license", name=UNIT, legal_rep="赵六", credit_code=CODE)
    assert status_of(case("renewal", whole, record=RECORD), "GEN-SYSTEM-EQUAL") == "pass"


@pytest.mark.parametrize(
    ("service", "rule", "found"),
    [
        ("new_permit", "GEN-NAME-EQUAL", paper("degree_certificate")),
        ("new_permit", "GEN-IDNO-EQUAL", paper("iit_tax_record", name="张三")),
        ("new_permit", "GEN-EMPLOYER-EQUAL", paper("tax_info_notice")),
        ("new_permit", "GEN-HANDLER-EQUAL", paper("power_of_attorney", agent_name="李四")),
        ("new_permit", "GEN-ID-BIRTH-SEX", paper("id_card", id_number=NUMBER, sex="女")),
        ("new_permit", "GEN-CHSI-CODE", paper("chsi_registration_form")),
        ("new_permit", "GEN-PHONE", paper("power_of_attorney")),
        ("new_permit", "GEN-AMOUNT-CAPS", paper("lease_contract", rent="5000", rent_caps="?")),
        ("unit_info_change", "FORM-UCHANGE-TAXPLACE", paper("unit_change_form")),
        ("new_permit", "CONTRACT-PARTIES",
         paper("labor_contract", employer=UNIT, employee="张三", seals=[seal()])),
    ],
)  # fmt: skip
def test_what_is_due_and_was_not_read_is_review(service: str, rule: str, found: Document) -> None:
    licence = paper("business_license", name=UNIT, credit_code=CODE, legal_rep="赵六",
                    address="北京市东城区甲街1号")  # fmt: skip
    told = findings(case(service, licence, as_read(found), record=RECORD), rule)
    assert "review" in {finding.status for finding in told}
    assert not {"pass", "fail"} & {f.status for f in told if "D2" in f.documents}


def test_the_licences_head_that_was_not_read() -> None:
    bare = as_read(paper("business_license", name=UNIT, credit_code=CODE))
    power = paper("power_of_attorney", legal_rep="赵六")
    assert status_of(case("renewal", bare, power), "GEN-LEGALREP-EQUAL") == "review"


def test_what_a_paper_need_not_print_is_not_missed() -> None:
    plain = paper("resignation_certificate", name="张三")  # many bear no number
    assert status_of(case("renewal", plain), "GEN-IDNO-EQUAL") == "not_applicable"


def test_the_back_of_a_card_bears_no_name() -> None:
    back = paper("id_card", more={"sides": ("back",), "role": "applicant"})
    assert "review" not in {f.status for f in findings(case("renewal", back), "GEN-NAME-EQUAL")}


def test_a_seal_read_in_part_may_be_the_one_that_is_asked_for() -> None:
    notice = paper("tax_info_notice", taxpayer_name=UNIT)
    for placed, status in (
        (seal("国家税务总局北京市东城区税务局", "agency", 0.3), "fail"),  # surely the bureau's
        (seal("甲科技有限", "bank", 0.3), "review"),
        (seal("", "agency", 0.0), "review"),
    ):
        shown = notice.model_copy(update={"seals": (placed,)})
        assert status_of(case("new_permit", shown), "UNIT-TAXNOTICE-FINSEAL") == status


def test_a_certificate_of_leaving_bears_its_issuers_seal() -> None:
    left = paper("resignation_certificate", name="张三", company="北京乙商贸有限公司")
    sealed = left.model_copy(update={"seals": (seal("北京乙商贸有限公司"),)})
    grey = left.model_copy(update={"grey": True})
    for found, status in ((left, "fail"), (sealed, "pass"), (grey, "review")):
        assert status_of(case("employer_change", found), "GEN-SEAL-TYPE") == status


def test_what_is_always_printed_is_of_papers_that_exist() -> None:
    assert set(ours().printed) <= {kind.id for kind in load_policy().documents}


def test_a_field_that_nobody_looked_for_is_not_missed() -> None:
    """Of a paper that was typed in and not read only what was given counts."""
    typed = paper("business_license", name=UNIT, credit_code=CODE)
    assert status_of(case("renewal", typed, record=RECORD), "GEN-SYSTEM-EQUAL") == "pass"
    form = paper("application_form_renewal", name="张三", id_number=NUMBER)
    assert status_of(case("renewal", form, record=RECORD), "GEN-SYSTEM-EQUAL") == "pass"
    assert status_of(case("renewal", as_read(form), record=RECORD), "GEN-SYSTEM-EQUAL") == "review"
