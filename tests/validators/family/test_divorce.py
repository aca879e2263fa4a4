"""A spouse taken off, a child brought along after divorce, a spouse who may not apply alone."""

from typing import Any

import pytest

from core.models.document import Document
from tests.validators.kit import NUMBER, case, paper, said
from tests.validators.kit import status as status_of

OFF, CUSTODY, ALONE = "SPOUSE-REMOVE", "CHILD-CUSTODY", "SPOUSE-EXCLUSIVE"
EX = "11010119900307257X"
KID: dict[str, Any] = {
    "accompanying": {"children": [{"name": "张小三", "id_number": "110101201110160016"}]}
}
CHANGE = paper("personal_change_form", name="张三", id_number=NUMBER, other_item="减少随往配偶")


def certificate(one: str = "张三", number: str = NUMBER) -> Document:
    return paper("divorce_certificate", party1_name=one, party1_id=number,
                 party2_name="李某", party2_id=EX)  # fmt: skip


def agreement(custody: str = "女方", woman: str = "张三") -> Document:
    return paper("divorce_agreement", man_name="李某", woman_name=woman, custody_party=custody)


def judgment(text: str = "婚生子张小三由原告抚养", plaintiff: str = "张三") -> Document:
    return paper("court_judgment", plaintiff=plaintiff, defendant="李某", custody_text=text)


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        ((CHANGE, certificate()), "pass"),
        ((CHANGE, judgment()), "pass"),
        ((CHANGE, agreement()), "fail"),  # the handbook's: an agreement only
        ((CHANGE,), "fail"),
        ((CHANGE, certificate("王某", EX)), "fail"),
        ((CHANGE, certificate("?", "?")), "review"),
        ((certificate(),), "pass"),
        ((), "not_applicable"),
    ],
)
def test_spouse_taken_off(papers: tuple[Document, ...], status: str) -> None:
    assert said(case("dependents_change", *papers), OFF) == (status, "supplement")


def test_an_unread_file_may_be_the_certificate() -> None:
    assert status_of(case("dependents_change", CHANGE, unread=("照片.jpg",)), OFF) == "review"


def test_a_divorced_applicant_may_add_a_child_without_taking_off_a_spouse() -> None:
    found = case("dependents_change", certificate(), agreement(), record=KID)
    assert status_of(found, OFF) == "not_applicable"


@pytest.mark.parametrize(
    ("papers", "answer"),
    [
        ((certificate(), agreement()), ("pass", "supplement")),
        ((certificate(), agreement("男方")), ("fail", "supplement")),  # not the applicant's child
        ((certificate(), agreement("?")), ("review", "supplement")),
        ((certificate(),), ("fail", "supplement")),
        ((agreement(),), ("fail", "supplement")),
        ((judgment(),), ("pass", "supplement")),
        ((judgment("婚生子张小三由被告李某抚养"),), ("fail", "supplement")),
        ((judgment("婚生子张小三随张三共同生活并由张三抚养"),), ("pass", "supplement")),
        ((judgment("?"),), ("review", "supplement")),
        ((judgment(plaintiff="王某"),), ("fail", "supplement")),
        ((paper("marriage_certificate"),), ("not_applicable", "supplement")),
    ],
)
def test_custody(papers: tuple[Document, ...], answer: tuple[str, str]) -> None:
    assert said(case("new_permit", *papers, record=KID), CUSTODY) == answer


@pytest.mark.parametrize(("status", "answer"), [("离异", "fail"), ("已婚", "not_applicable")])
def test_marital_status_of_the_form(status: str, answer: str) -> None:
    form = paper("application_form_new", name="张三", id_number=NUMBER, marital_status=status)
    assert status_of(case("new_permit", form, record=KID), CUSTODY) == answer


def test_unread_parties_are_left_to_a_person() -> None:
    told = paper("divorce_agreement", man_name="李某", woman_name="?", custody_party="女方")
    found = case("new_permit", certificate(), told, record=KID)
    assert status_of(found, CUSTODY) == "review"


def test_the_spouses_earlier_divorce_is_left_to_a_person() -> None:
    mate = {"name": "赵妍", "id_number": "110101199003074470"}
    record = {"accompanying": {**KID["accompanying"], "spouse": mate}}
    papers = (certificate("赵妍", mate["id_number"]), agreement(woman="赵妍"))
    assert status_of(case("new_permit", *papers, record=record), CUSTODY) == "review"


def test_no_child_no_custody() -> None:
    assert status_of(case("new_permit", certificate()), CUSTODY) == "not_applicable"


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({}, "not_checked"),
        ({"accompanies_permit": "无"}, "pass"),
        ({"accompanies_permit": False}, "pass"),
        ({"accompanies_permit": "201701010001"}, "fail"),  # the handbook's
        ({"dependents": f"配偶 张三 {NUMBER}"}, "fail"),
        ({"dependents": "配偶 赵妍"}, "not_checked"),
    ],
)
def test_accompanying_spouse(facts: dict[str, object], status: str) -> None:
    found = case("new_permit", record={"extra": facts})
    assert said(found, ALONE) == (status, "reject")


def permit(**values: str | None) -> Document:
    usual: dict[str, str | None] = {
        "name": "李某", "id_number": EX, "dependents": "配偶 张三", "valid_to": "2020-01-01",
    }  # fmt: skip
    return paper("permit_confirmation", **{**usual, **values})


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, "fail"),
        ({"valid_to": "2019-10-15"}, "fail"),  # its last day
        ({"valid_to": "2019-10-14"}, "not_checked"),  # no longer in force
        ({"valid_to": "?"}, "review"),
        ({"name": "张三", "id_number": NUMBER}, "not_checked"),  # the applicant's own
        ({"dependents": "子女 张小三"}, "not_checked"),
    ],
)
def test_anothers_permit(values: dict[str, str | None], status: str) -> None:
    assert status_of(case("new_permit", permit(**values)), ALONE) == status
