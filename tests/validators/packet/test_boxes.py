"""Boxes and signatures of the change and renewal forms, the account's state, the marriage."""

import pytest

from core.models.document import Document
from tests.validators.kit import case, paper, said
from tests.validators.kit import status as status_of

ACCOUNT, WITHIN, ACROSS = "查询用户名重置密码", "基础变更（区县内）", "跨区县变更（转移）"


@pytest.mark.parametrize(
    ("service", "ticked", "other", "status"),
    [
        ("account_recovery", ACCOUNT, None, "pass"),
        ("unit_info_change", WITHIN, None, "pass"),
        ("unit_transfer_in", ACROSS, None, "pass"),
        ("unit_transfer_in", WITHIN, None, "fail"),  # the handbook's, moving in from 海淀
        ("account_recovery", WITHIN, None, "fail"),
        ("annual_check_unit", "其他", "年检", "pass"),
        ("annual_check_unit", "其他", "用人单位年检解冻", "pass"),
        ("annual_check_unit", "其他", "名称变更", "fail"),
        ("annual_check_unit", "其他", None, "fail"),
        ("annual_check_unit", "其他", "?", "review"),
        ("annual_check_unit", WITHIN, "年检", "fail"),
        ("unit_info_change", None, None, "fail"),
        ("unit_info_change", "?", None, "review"),
        ("unit_info_change", f"{WITHIN}、{ACROSS}", None, "review"),
    ],
)
def test_form_6(service: str, ticked: str | None, other: str | None, status: str) -> None:
    form = paper("unit_change_form", change_items=ticked, other_item=other)
    assert said(case(service, form), "FORM-UCHANGE-BOX") == (status, "supplement")


def test_a_tick_that_was_not_surely_read_counts_against_nobody() -> None:
    form = paper("unit_change_form", sure=0.94, change_items=WITHIN)
    assert status_of(case("unit_transfer_in", form), "FORM-UCHANGE-BOX") == "review"
    assert status_of(case("unit_transfer_in"), "FORM-UCHANGE-BOX") == "not_applicable"


@pytest.mark.parametrize(
    ("other", "status"), [("学历变更", "pass"), (None, "fail"), ("?", "review")]
)
def test_form_5_says_what_else(other: str | None, status: str) -> None:
    form = paper("personal_change_form", change_items="其他", other_item=other)
    assert status_of(case("general_change", form), "FORM-PCHANGE-BOX") == status


@pytest.mark.parametrize(
    ("hand", "answer"),
    [
        ("张三", ("pass", "supplement")),
        (None, ("fail", "supplement")),
        ("王小五", ("fail", "supplement")),  # somebody else's
        ("张二", ("review", "supplement")),  # read to the letter, and yet not the name
    ],
)
def test_the_applicant_signs_the_renewal(hand: str | None, answer: tuple[str, str]) -> None:
    form = paper("application_form_renewal", name="张三", applicant_signature=hand)
    assert said(case("renewal", form), "FORM-RENEW-APPLICANT-SIGN") == answer


def test_one_character_off_is_a_slip_of_the_reader_where_the_hand_was_not_read_to_the_letter() -> (
    None
):
    form = paper("application_form_renewal", sure=0.98, applicant_signature="张二")
    answer = said(case("renewal", form), "FORM-RENEW-APPLICANT-SIGN")
    assert answer == ("review", "advisory")


def test_a_signature_whose_place_was_not_found() -> None:
    form = paper("application_form_renewal", name="张三")
    assert status_of(case("renewal", form), "FORM-RENEW-APPLICANT-SIGN") == "review"
    assert status_of(case("renewal"), "FORM-RENEW-APPLICANT-SIGN") == "not_applicable"


@pytest.mark.parametrize("service", ["annual_check_unit", "annual_check_person"])
@pytest.mark.parametrize(
    ("state", "day", "status"),
    [
        ("正常", "2019-10-15", "fail"),  # the handbook's
        ("未年检冻结", "2019-10-15", "pass"),
        (None, "2019-10-15", "not_checked"),
        ("正常", "2018-04-01", "fail"),
        ("正常", "2018-03-31", "not_applicable"),
    ],
)
def test_annual_check(service: str, state: str | None, day: str, status: str) -> None:
    found = case(service, day=day, record={"extra": {"account_state": state}})
    assert said(found, "ANNUAL-ABOLISHED") == (status, "advisory")


CHILD = {"accompanying": {"children": [{"name": "张小"}]}}
SINGLE = paper("application_form_new", name="张三", marital_status="未婚")


@pytest.mark.parametrize(
    ("papers", "answer"),
    [
        ((), ("fail", "supplement")),  # the handbook's: married, no certificate
        ((paper("marriage_certificate"),), ("pass", "supplement")),
        ((paper("divorce_certificate"),), ("not_applicable", "supplement")),
        ((paper("court_judgment"),), ("not_applicable", "supplement")),
        ((SINGLE,), ("fail", "advisory")),
        ((paper("application_form_new", marital_status="已婚"),), ("fail", "supplement")),
        ((paper("application_form_new", marital_status="?"),), ("fail", "supplement")),
    ],
)
def test_parents_marriage(papers: tuple[Document, ...], answer: tuple[str, str]) -> None:
    assert said(case("new_permit", *papers, record=CHILD), "CHILD-MARRIAGE") == answer


def test_parents_marriage_binds_where_a_child_accompanies() -> None:
    assert status_of(case("new_permit"), "CHILD-MARRIAGE") == "not_applicable"
    dim = case("new_permit", record=CHILD, unread=("照片.jpg",))
    assert status_of(dim, "CHILD-MARRIAGE") == "review"
