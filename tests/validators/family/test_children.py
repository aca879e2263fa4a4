"""Papers of several children: each child's own, by name and number, never counted."""

from typing import Any

import pytest

from core.models.document import Document
from tests.validators.kit import case, findings, paper, said, seal
from tests.validators.kit import status as status_of

ONE, TWO = "110101201110160016", "11010120151016001X"
BIRTH, REGISTER, COMPLETE = "CHILD-BIRTH", "CHILD-ID-HUKOU", "COMPLETE-NEW"
SCHOOL, AGE = "CHILD-16-SCHOOL", "CHILD-UNDER-18"


def kids(*told: tuple[str, str | None]) -> dict[str, Any]:
    children = [{"name": name, "id_number": number} for name, number in told]
    return {"accompanying": {"children": children}}


BOTH = kids(("张小三", ONE), ("张小四", TWO))
COVER = paper("household_register_cover", head_name="张三")


def birth(child: str, day: str = "2011-10-16", father: str = "张三") -> Document:
    return paper("birth_medical_certificate", child_name=child, birth_time=f"{day} 08:00",
                 father_name=father, mother_name="赵妍")  # fmt: skip


def page(child: str, number: str, **values: str) -> Document:
    usual = {"relation": "子"}
    return paper("household_register_member", name=child, id_number=number, **{**usual, **values})


def school(child: str, day: str = "2019-09-20") -> Document:
    return paper("school_enrollment_certificate", student_name=child, issue_date=day)


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        ((page("张小三", ONE), page("张小四", TWO)), "pass"),
        ((page("张小三", ONE), page("张小三", ONE)), "fail"),  # one page, copied twice
        ((page("张小三", ONE),), "fail"),
        ((page("张小三", ONE), page("?", "?")), "review"),
        ((page("张小三", ONE), page("?", TWO)), "pass"),
        ((page("张小三", ONE), page("张小四", "?")), "pass"),
    ],
)
def test_each_child_has_its_page(papers: tuple[Document, ...], status: str) -> None:
    found = case("new_permit", COVER, *papers, record=BOTH)
    answers = [one for one in findings(found, REGISTER) if one.severity != "advisory"]
    assert [one.status for one in answers] == [status]
    lacking = {lack for one in findings(found, COMPLETE) if one.status == "fail"
               for lack in one.lacks}  # fmt: skip
    assert ("household_register_member:child" in lacking) is (status == "fail")
    if status == "fail":
        assert "张小四" in answers[0].message and "张小三" not in answers[0].message


@pytest.mark.parametrize(
    ("papers", "status", "told"),
    [
        ((birth("张小三"), birth("张小四", "2015-10-16")), "pass", ""),
        ((birth("张小三"), birth("张小三")), "fail", "张小四"),
        ((birth("张小三"), birth("王小五", "2015-10-16")), "fail", "王小五"),
        ((birth("张小三"), birth("?", "2015-10-16")), "review", ""),
        ((birth("张小三"), birth("张小四", "2015-10-17")), "fail", "2015-10-17"),
        # a certificate too many is shown elsewhere and does no harm
        ((birth("张小三"), birth("张小四", "2015-10-16"), birth("张大", "2000-01-01")), "pass", ""),
    ],
)
def test_each_child_has_its_birth_certificate(
    papers: tuple[Document, ...], status: str, told: str
) -> None:
    answers = findings(case("new_permit", *papers, record=BOTH), BIRTH)
    assert [one.status for one in answers] == [status]
    assert told in answers[0].message


def test_another_childs_certificate_is_one_lack() -> None:
    """The list, the rule on the paper and the comparison of names do not tell it three times."""
    found = case("new_permit", birth("王小五"), record=kids(("张小三", ONE)))
    (own,) = findings(found, BIRTH)
    assert own.status == "fail" and own.lacks == ("birth_medical_certificate",)
    assert status_of(found, "GEN-NAME-EQUAL") == "not_applicable"


@pytest.mark.parametrize(
    ("second", "sure", "answer"),
    [
        ("2015-10-16", 0.99, ("pass", "reject")),
        ("2000-10-14", 0.99, ("fail", "supplement")),
        ("2000-10-14", 0.6, ("review", "reject")),  # one paper alone tells it
    ],
)
def test_the_age_of_each_is_its_own(second: str, sure: float, answer: tuple[str, str]) -> None:
    """Neither has a number on record: the first certificate is not every child's."""
    dim = paper("household_register_member", sure=sure, name="张小四", birth_date=second)
    papers = (birth("张小三"), birth("张小四", second), dim)
    found = case("new_permit", *papers, record=kids(("张小三", None), ("张小四", None)))
    assert said(found, AGE) == answer


def test_one_who_is_too_old_falls_and_is_asked_for_no_papers() -> None:
    grown = kids(("张小三", "110101200001010018"))
    assert said(case("new_permit", record=grown), AGE) == ("fail", "supplement")
    assert said(case("dependents_change", record=grown), AGE) == ("fail", "reject")
    for rule in (BIRTH, REGISTER, SCHOOL, "CHILD-MARRIAGE"):
        assert status_of(case("new_permit", record=grown), rule) == "not_applicable"


def test_cards_and_school_are_asked_of_the_older_alone() -> None:
    told = kids(("张小三", "110101200301010010"), ("张小四", TWO))
    answers = findings(case("new_permit", COVER, record=told), REGISTER)
    cards = [one for one in answers if "身份证" in one.message]
    assert [(one.severity, "张小三" in one.message) for one in cards] == [
        ("supplement", True),
        ("advisory", False),
    ]
    assert [one.status for one in findings(case("new_permit", record=told), SCHOOL)] == [
        "fail",
        "not_applicable",
    ]


@pytest.mark.parametrize(
    ("papers", "answer"),
    [
        ((school("张小三"),), ("pass", "supplement")),
        ((school("王小五"),), ("fail", "supplement")),
        ((school("?"),), ("review", "supplement")),
        ((school("张小三", "2019-04-15"),), ("pass", "supplement")),  # six months to the day
        ((school("张小三", "2019-04-14"),), ("fail", "advisory")),
        ((school("张小三", "2019-04-14"), school("张小三")), ("pass", "supplement")),
    ],
)
def test_a_school_certificate(papers: tuple[Document, ...], answer: tuple[str, str]) -> None:
    told = kids(("张小三", "110101200301010010"))
    assert said(case("new_permit", *papers, record=told), SCHOOL) == answer


@pytest.mark.parametrize(
    ("ring", "sure", "status"),
    [
        ("甲中学教务处", 0.95, "pass"),
        ("甲中学", 0.95, "review"),  # the teaching office must issue it
        ("甲中学", 0.3, "pass"),  # not read: whether a seal is there is another rule's
        ("", 0.95, "pass"),
    ],
)
def test_who_issues_a_school_certificate(ring: str, sure: float, status: str) -> None:
    told = kids(("张小三", "110101200301010010"))
    shown = paper("school_enrollment_certificate", student_name="张小三",
                  seals=[seal(ring, "school", sure)])  # fmt: skip
    assert status_of(case("new_permit", shown, record=told), SCHOOL) == status


def test_a_childs_number_alone_tells_whose_a_paper_is() -> None:
    told = {"accompanying": {"children": [{"id_number": ONE}, {"id_number": TWO}]}}
    pages = (page("张小三", ONE), page("张小三", ONE))
    assert status_of(case("new_permit", COVER, *pages, record=told), REGISTER) == "fail"
    pages = (page("张小三", ONE), page("张小四", TWO))
    answers = findings(case("new_permit", COVER, *pages, record=told), REGISTER)
    assert {one.severity for one in answers if one.status == "fail"} == {"advisory"}


def test_a_page_tells_the_name_of_a_child_known_by_its_number() -> None:
    told = {"accompanying": {"children": [{"id_number": ONE}, {"id_number": TWO}]}}
    pages = (page("张小三", ONE), page("张小四", TWO))
    good = (birth("张小三"), birth("张小四", "2015-10-16"))
    for papers, lacking in ((good, False), ((good[0], good[0]), True)):
        found = case("new_permit", *pages, *papers, record=told)
        lacks = {lack for one in findings(found, COMPLETE) for lack in one.lacks}
        assert ("birth_medical_certificate" in lacks) is lacking


def test_children_without_name_and_number_are_counted() -> None:
    told = {"accompanying": {"children": [{}, {}]}}
    whole = case("new_permit", birth("张小三"), birth("张小四"), record=told)
    lacks = {lack for one in findings(whole, COMPLETE) for lack in one.lacks}
    assert "birth_medical_certificate" not in lacks
    half = case("new_permit", birth("张小三"), record=told)
    lacks = {lack for one in findings(half, COMPLETE) for lack in one.lacks}
    assert "birth_medical_certificate" in lacks
