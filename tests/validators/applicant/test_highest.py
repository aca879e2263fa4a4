"""The highest diploma and degree, and the whole number of a foreign one."""

import pytest

from core.models.document import Document
from tests.validators.kit import NUMBER, case, paper, said
from tests.validators.kit import status as status_of

HIGHEST, NUMBERED = "EDU-HIGHEST", "EDU-OVERSEAS-NUMBER"
WHOLE = "教留服认英[2016]01234号"


def form(level: str | None = "硕士研究生", degree: str | None = "工学硕士") -> Document:
    return paper("application_form_new", name="张三", id_number=NUMBER, education_level=level,
                 degree=degree)  # fmt: skip


def diploma(level: str | None = "研究生") -> Document:
    return paper("graduation_certificate", name="张三", level=level)


def degree(name: str = "工学硕士") -> Document:
    return paper("degree_certificate", name="张三", degree=name)


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        ((form(), diploma(), degree()), "pass"),
        ((form(), diploma("本科"), diploma(), degree("理学学士"), degree()), "pass"),
        ((form(), diploma(), degree("理学学士")), "fail"),  # the handbook's
        ((form(), diploma("本科"), degree()), "fail"),
        ((form("本科", "理学学士"), diploma("本科"), degree()), "review"),  # more than stated
        ((form(), diploma(), degree("?")), "review"),
        ((form(), diploma(None), degree()), "review"),
        ((form("?", "?"), diploma(), degree()), "review"),
        ((form("大专", None), diploma("专科")), "pass"),  # no degree, no degree asked
        ((form(), paper("overseas_degree_certification", degree="理学硕士")), "pass"),
        ((form(),), "not_applicable"),  # COMPLETE-NEW tells
        ((diploma(), degree()), "not_applicable"),
    ],
)
def test_highest(papers: tuple[Document, ...], status: str) -> None:
    assert said(case("new_permit", *papers), HIGHEST) == (status, "supplement")


def test_the_register_tells_the_level_that_a_diploma_leaves_out() -> None:
    register = paper("chsi_registration_form", name="张三", level="硕士研究生")
    bare = paper("graduation_certificate", name="张三")
    assert status_of(case("new_permit", form(), bare, register, degree()), HIGHEST) == "pass"
    assert status_of(case("new_permit", form(), bare, degree()), HIGHEST) == "review"


@pytest.mark.parametrize(
    ("number", "status"), [("101151200602547452", "pass"), ("100171201505442293", "fail")]
)
def test_a_diplomas_number_tells_its_level(number: str, status: str) -> None:
    bare = paper("graduation_certificate", name="张三", certificate_number=number)
    assert status_of(case("new_permit", form(), bare, degree()), HIGHEST) == status


def test_a_degrees_number_tells_its_level() -> None:
    bare = paper("degree_certificate", name="张三", degree="?",
                 certificate_number="1011532006547452")  # fmt: skip
    assert status_of(case("new_permit", form(), diploma(), bare), HIGHEST) == "pass"


@pytest.mark.parametrize(
    ("diploma_number", "degree_number", "printed", "status"),
    [
        (WHOLE, WHOLE, WHOLE, "pass"),
        ("教留服认英〔2016〕01234号", WHOLE, WHOLE, "pass"),
        ("01234", WHOLE, WHOLE, "fail"),  # the handbook's
        (WHOLE, "教留服认英[2016]01235号", WHOLE, "fail"),
        ("120190000001", "120190000001", "120190000001", "pass"),
        (WHOLE, WHOLE, "?", "review"),
        ("01234", "01234", "?", "review"),
        (None, None, WHOLE, "not_checked"),
    ],
)
def test_whole_numbers(
    diploma_number: str | None, degree_number: str | None, printed: str, status: str
) -> None:
    record = {
        "applicant": {
            "name": "张三",
            "id_number": NUMBER,
            "education_certificate_no": diploma_number,
            "degree_certificate_no": degree_number,
        }
    }
    abroad = paper("overseas_degree_certification", certificate_number=printed)
    found = case("new_permit", abroad, record=record)
    assert said(found, NUMBERED) == (status, "supplement")


def test_numbers_of_home_degrees_are_not_meant() -> None:
    assert status_of(case("new_permit", degree()), NUMBERED) == "not_applicable"


def test_a_doubtful_degree_is_confirmed_by_the_forms_own_words() -> None:
    told = form(degree="工学硕士")
    for said_there, status in (("工学硕士", "pass"), ("理学学士", "review")):
        doubt = paper("degree_certificate", name="张三", degree=said_there, sure=0.9)
        assert status_of(case("new_permit", told, diploma(), doubt), HIGHEST) == status
