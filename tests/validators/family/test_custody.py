"""The child of a divorced applicant: to whom it was given, and by which of several papers."""

from typing import Any

import pytest

from core.models.document import Document
from tests.validators.kit import case, findings, paper, said
from tests.validators.kit import status as status_of

CUSTODY, COMPLETE = "CHILD-CUSTODY", "COMPLETE-NEW"
MAN, EX = "110101199003072578", "110101199003070046"
ONE, TWO = "110101201110160016", "11010120151016001X"
MATE = {"name": "赵妍", "id_number": "110101199003074470"}


def record(*kids: tuple[str, str], **more: Any) -> dict[str, Any]:
    told = [{"name": name, "id_number": number} for name, number in kids]
    return {"applicant": {"name": "张三", "id_number": MAN},
            "accompanying": {"children": told, **more}}  # fmt: skip


KID = record(("张小三", ONE))
KIDS = record(("张小三", ONE), ("张小四", TWO))
HOME = paper("residence_permit_card", name="张三")
"""So that no way to prove a home asks for the marriage certificate."""
CERTIFICATE = paper("divorce_certificate", party1_name="张三", party1_id=MAN, party2_name="李某",
                    party2_id=EX)  # fmt: skip


def judgment(text: str, **values: str) -> Document:
    usual = {"plaintiff": "李某", "defendant": "张三", "judgment_date": "2018-05-05"}
    return paper("court_judgment", custody_text=text, **{**usual, **values})


def agreement(party: str = "男方", **values: str) -> Document:
    usual = {"man_name": "张三", "woman_name": "李某", "child_name": "张小三",
             "sign_date": "2017-05-05"}  # fmt: skip
    return paper("divorce_agreement", custody_party=party, **{**usual, **values})


def marriage(mate: str = "赵妍") -> Document:
    return paper("marriage_certificate", party1_name="张三", party1_id=MAN, party2_name=mate)


def birth(mother: str, child: str = "张小三") -> Document:
    return paper("birth_medical_certificate", child_name=child, mother_name=mother,
                 father_name="张三", father_id=MAN)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("婚生子张小三由原告抚养，抚养费由被告每月支付", ("fail", "supplement")),
        ("婚生子张小三由被告抚养，抚养费由原告每月支付", ("pass", "supplement")),
        ("婚生子张小三随母亲生活，由被告按月给付抚养费", ("fail", "supplement")),
        ("婚生子张小三随父亲生活", ("pass", "supplement")),
        ("婚生子张小三由双方共同抚养", ("review", "supplement")),
        ("婚生子赵小五由被告抚养", ("review", "supplement")),
        ("抚养费由被告支付", ("review", "supplement")),
    ],
)
def test_a_judgment(text: str, answer: tuple[str, str]) -> None:
    assert said(case("new_permit", judgment(text), record=KID), CUSTODY) == answer


def test_a_child_given_to_another_is_a_rejection_where_nothing_else_is_asked() -> None:
    lost = judgment("婚生子张小三由原告抚养")
    assert said(case("dependents_change", lost, record=KID), CUSTODY) == ("fail", "reject")
    (found,) = findings(case("new_permit", lost, record=KID), CUSTODY)
    assert "不影响其他事项" in found.message and "张小三" in found.message


def test_two_children_may_be_given_to_two_people() -> None:
    told = judgment("长子张小三由被告抚养，次子张小四由原告抚养")
    answers = findings(case("new_permit", told, record=KIDS), CUSTODY)
    assert [(one.status, "张小四" in one.message) for one in answers if one.status != "pass"] == [
        ("fail", True)
    ]
    assert [one.status for one in answers].count("pass") == 1


def test_two_children_given_away_by_one_text_are_one_line() -> None:
    told = judgment("张小三、张小四均由原告抚养")
    (found,) = findings(case("new_permit", told, record=KIDS), CUSTODY)
    assert found.status == "fail" and "张小三、张小四" in found.message


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        ((agreement(),), "pass"),
        ((agreement("女方"),), "fail"),
        ((agreement(child_name="赵小五"),), "fail"),  # an agreement about another child
        ((agreement(child_name="张小王"),), "fail"),
        ((agreement(child_name="?"),), "review"),  # perhaps another child's
        # the later paper decides
        ((agreement("女方"), judgment("婚生子张小三由被告抚养")), "pass"),
        ((agreement(), judgment("婚生子张小三由原告抚养")), "fail"),
        ((agreement(), judgment("婚生子张小三由原告抚养", judgment_date="?")), "review"),
    ],
)
def test_an_agreement(papers: tuple[Document, ...], status: str) -> None:
    assert status_of(case("new_permit", CERTIFICATE, *papers, record=KID), CUSTODY) == status


def test_an_agreement_that_names_the_first_child_alone_is_a_question_for_the_second() -> None:
    found = case("new_permit", CERTIFICATE, agreement(), record=KIDS)
    assert sorted(one.status for one in findings(found, CUSTODY)) == ["pass", "review"]
    both = case("new_permit", CERTIFICATE, agreement(child_name="张小三、张小四"), record=KIDS)
    assert status_of(both, CUSTODY) == "pass"


def test_a_child_of_the_present_marriage_needs_no_proof_of_custody() -> None:
    again = (CERTIFICATE, HOME, marriage(), birth("赵妍"))
    assert status_of(case("new_permit", *again, record=KID), CUSTODY) == "not_applicable"
    lacks = {lack for one in findings(case("new_permit", *again, record=KID), COMPLETE)
             for lack in one.lacks}  # fmt: skip
    assert not lacks & {"divorce_agreement", "court_judgment", "marriage_certificate"}
    earlier = (CERTIFICATE, marriage(), birth("李某"))
    assert status_of(case("new_permit", *earlier, record=KID), CUSTODY) == "fail"


def test_a_child_of_another_mother_than_the_wife_asks_a_question() -> None:
    found = case("new_permit", marriage(), birth("李某"), record=KID)
    assert status_of(found, CUSTODY) == "review"
    found = case("new_permit", marriage(), birth("赵妍"), record=KID)
    assert status_of(found, CUSTODY) == "not_applicable"


def test_a_lack_of_proof_is_one_lack() -> None:
    """The list of papers asks a divorced applicant for no marriage certificate."""
    found = case("new_permit", CERTIFICATE, HOME, record=KID)
    (own,) = findings(found, CUSTODY)
    (whole,) = findings(found, COMPLETE)
    assert own.status == "fail"
    assert set(own.lacks) == {"divorce_agreement", "court_judgment"} <= set(whole.lacks)
    assert "marriage_certificate" not in whole.lacks
    assert status_of(found, "CHILD-MARRIAGE") == "not_applicable"


@pytest.mark.parametrize(
    ("form", "register", "papers", "status"),
    [
        ("离异", "离婚", (), "fail"),
        ("已婚", "已婚", (), "not_applicable"),
        ("已婚", "离婚", (), "fail"),
        ("再婚", "离婚", (marriage(),), "review"),  # married again, the register not yet
        ("再婚", "离婚", (marriage(), birth("赵妍")), "not_applicable"),
    ],
)
def test_form_and_register(
    form: str, register: str, papers: tuple[Document, ...], status: str
) -> None:
    told = (
        paper("application_form_new", name="张三", id_number=MAN, marital_status=form),
        paper("household_register_member", name="张三", id_number=MAN, marital_status=register),
    )
    assert status_of(case("new_permit", *told, *papers, record=KID), CUSTODY) == status


def test_an_unmarried_parent_is_asked_for_no_marriage_certificate() -> None:
    form = paper("application_form_new", name="张三", id_number=MAN, marital_status="未婚")
    found = case("new_permit", form, HOME, record=KID)
    assert said(found, "CHILD-MARRIAGE") == ("fail", "advisory")
    (whole,) = findings(found, COMPLETE)
    assert "marriage_certificate" not in whole.lacks


def test_an_agreement_with_somebody_elses_certificate() -> None:
    other = paper("divorce_certificate", party1_name="王五", party2_name="赵六")
    assert status_of(case("new_permit", other, agreement(), record=KID), CUSTODY) == "fail"
    both = case("new_permit", other, CERTIFICATE, agreement(), record=KID)
    assert status_of(both, CUSTODY) == "pass"
