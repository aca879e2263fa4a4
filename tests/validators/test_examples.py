"""Worked examples of the handbook that no other file shows, each with its other side."""

import pytest

from core.models.document import Document
from tests.validators.kit import NUMBER, UNIT, case, note, paper, seal
from tests.validators.kit import status as status_of

OTHER = "110101198505050024"


@pytest.mark.parametrize(
    ("filed", "status"),
    [
        ("2018-11-20", "pass"),  # the plan of 2019
        ("2018-10-01", "pass"),
        ("2018-12-31", "pass"),
        ("2018-09-30", "fail"),
        ("2019-01-01", "fail"),
        ("无", "fail"),  # never filed
        (False, "fail"),
        (None, "not_checked"),
    ],
)
def test_plan(filed: object, status: str) -> None:
    found = case("new_permit", record={"extra": {"plan_filed_date": filed}})
    assert status_of(found, "UNIT-PLAN-FILED") == status


def tax_list(text: str | None) -> Document:
    notes = [note(text)] if text else []
    blank = {} if text else {"annotation": None}
    return paper("iit_tax_list", name="张三", notes=notes, **blank)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"张三工资由{UNIT}发放", "pass"),
        (f"张三应税收入由{UNIT}代扣代缴", "pass"),  # annex 9's wording
        ("张三工资由北京乙有限公司发放", "fail"),
        (None, "fail"),
    ],
)
def test_note_on_the_old_list(text: str | None, status: str) -> None:
    found = case("renewal", tax_list(text))
    assert status_of(found, "MAT-TAXLIST-ANNOTATION") == status


FORM = {
    "unit_name": UNIT, "tax_place": "东城", "legal_rep_signature": "王五", "unit_opinion": "同意",
    "paid_in_capital": "1000000", "legal_rep_date": "2019-10-10", "unit_opinion_date": "2019-10-10",
}  # fmt: skip


@pytest.mark.parametrize("blank", FORM)
def test_form_6_is_whole(blank: str) -> None:
    """The handbook's: 纳税地 blank is to be put right; so is anything else of it."""
    whole = paper("unit_change_form", seals=[seal()], **FORM)
    assert status_of(case("unit_info_change", whole), "FORM-UCHANGE") == "pass"
    gap = paper("unit_change_form", seals=[seal()], **{**FORM, blank: None})
    assert status_of(case("unit_info_change", gap), "FORM-UCHANGE") == "fail"
    bare = paper("unit_change_form", **FORM)
    assert status_of(case("unit_info_change", bare), "FORM-UCHANGE") == "fail"


def test_power_of_attorney_for_every_service() -> None:
    for service in ("renewal", "account_recovery", "annual_check_person"):
        with_one = case(service, paper("power_of_attorney"))
        assert status_of(with_one, "PROC-POA") == "pass"
        assert status_of(case(service), "PROC-POA") == "fail"
        assert status_of(case(service, unread=("照片.jpg",)), "PROC-POA") == "review"


SPOUSE = {"accompanying": {"spouse": {"name": "王五", "id_number": OTHER}}}
WIFE = {
    "id_card": {"name": "王五", "id_number": OTHER},
    "household_register_member": {"name": "王五", "id_number": OTHER},
}  # fmt: skip


def family(*without: str) -> tuple[Document, ...]:
    """What a change that adds a spouse holds, but for some of it."""
    plain = ("power_of_attorney", "personal_change_form", "business_license",
             "marriage_certificate")  # fmt: skip
    papers = [paper(kind) for kind in plain]
    papers += [paper(kind, **values) for kind, values in WIFE.items()]
    papers.append(paper("household_register_cover", household_number="001234"))
    papers.append(paper("labor_contract", employee="王五", employee_id=OTHER))
    return tuple(one for one in papers if one.type not in without)


def test_a_spouse_with_all_papers() -> None:
    found = case("dependents_change", *family(), record=SPOUSE)
    assert status_of(found, "COMPLETE-DEPENDENTS") == "pass"
    assert status_of(found, "SPOUSE-ID-HUKOU") == "pass"
    short = case("dependents_change", *family("household_register_cover"), record=SPOUSE)
    assert status_of(short, "COMPLETE-DEPENDENTS") == "fail"
    assert status_of(short, "SPOUSE-ID-HUKOU") == "fail"  # the handbook's: the cover is missing


@pytest.mark.parametrize(
    ("stamp", "status"),
    [
        (seal(), "pass"),
        (seal(f"{UNIT}合同专用章", "contract"), "fail"),  # the handbook's
        (seal(kind="finance"), "fail"),
        (seal("北京甲", confidence=0.4), "review"),
    ],
)
def test_class_of_a_seal(stamp: object, status: str) -> None:
    form = paper("application_form_new", more={"seals": (stamp,)})
    assert status_of(case("new_permit", form), "GEN-SEAL-TYPE") == status


@pytest.mark.parametrize(
    ("name", "number", "status"),
    [
        ("张三", NUMBER, "pass"),
        ("陈七", "110101198001010010", "fail"),  # a colleague's
        ("赵六", "110101198001010010", "pass"),  # the legal representative's
        ("?", "?", "review"),
    ],
)
def test_whose_card_it_is(name: str, number: str, status: str) -> None:
    licence = paper("business_license", name=UNIT, legal_rep="赵六")
    card = paper("id_card", name=name, id_number=number)
    assert status_of(case("new_permit", licence, card), "GEN-WRONG-PERSON") == status


def test_what_cannot_be_read_is_a_review_and_never_more() -> None:
    clear, dim = paper("id_card"), paper("id_card", more={"troubles": ("反光",)})
    assert status_of(case("renewal", clear), "GEN-LEGIBLE") == "pass"
    assert status_of(case("renewal", dim), "GEN-LEGIBLE") == "review"
    assert status_of(case("renewal", clear, unread=("照片.jpg",)), "GEN-LEGIBLE") == "review"
