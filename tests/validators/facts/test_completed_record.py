"""What the record lacks the application form tells; what both tell must be the same."""

from datetime import date
from typing import Any

import pytest

from core.models.application import Application
from core.models.document import Document
from core.models.material import Material
from pipeline.judging import case_of, judge_material
from tests.validators.kit import NUMBER, as_read, case, field, findings, paper
from tests.validators.kit import status as status_of
from validators.facts.completed_record import completed, condition_said
from validators.facts.dependants import NamedMember, dependants_in
from validators.facts.roles import assign_roles
from validators.judging.edition import open_edition

POLICY = open_edition()
DAY = date(2026, 3, 10)
MATE = "11010119900307447X"
EQUAL = "GEN-SYSTEM-EQUAL"


def form(sure: float = 0.99, **values: str) -> Document:
    return paper("application_form_new", sure=sure, **values)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("条件二", 2),
        ("二（二）3", 3),
        ("第（四）项", 4),
        ("取得学士及以上学位，并具有2年以上工作经历", 1),
        ("具有中级及以上专业技术职称或相当资格、资质", 2),
        ("科技创新主体工作，近三年每年应税收入超过上年度平均工资4倍", 4),
        ("律师事务所等科技创新服务主体工作，应税收入超过8倍", 5),
        ("自由职业者", 8),
        ("其他", None),
        ("学士学位，中级职称", None),  # two conditions' words
    ],
)
def test_a_condition_by_its_number_or_its_words(text: str, number: int | None) -> None:
    assert condition_said(text, DAY, POLICY) == number


def test_words_before_the_edition_name_no_condition() -> None:
    assert condition_said("学士学位", date(1999, 1, 1), POLICY) is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("无", ()),
        ("配偶 赵妍 北京乙公司", (NamedMember("spouse", "赵妍"),)),
        ("子女:张小三(无号)本人承诺真实有效。", (NamedMember("child", "张小三"),)),
        ("妻：阿依古丽·买买提", (NamedMember("spouse", "阿依古丽·买买提"),)),
        ("配偶 ××", (NamedMember("spouse"),)),
        ("关系 姓名 证件号码", ()),
    ],
)
def test_who_accompanies_by_a_form(text: str, named: tuple[NamedMember, ...]) -> None:
    assert dependants_in(text) == named


def test_the_form_completes_the_record_and_says_so() -> None:
    papers = (
        form(
            current_address="甲街1号", diploma_number="1", condition_no="2", dependents="子 张小三"
        ),
    )
    told = completed(Application(), papers, DAY, POLICY)
    assert told.application.condition == 2
    assert told.application.applicant.address == "甲街1号"
    assert [child.name for child in told.application.accompanying.children] == ["张小三"]
    assert len(told.notes) == 4 and all("申请表" in note for note in told.notes)


def test_the_record_comes_before_the_form() -> None:
    record = Application.model_validate(
        {
            "condition": 1,
            "accompanying": {"spouse": {"name": "赵妍"}},
            "applicant": {"address": "a"},
        }
    )
    papers = (form(current_address="b", condition_no="2", dependents="配偶 王五"),)
    assert completed(record, papers, DAY, POLICY).application == record


def test_what_the_form_says_in_doubt_completes_nothing() -> None:
    papers = (form(sure=0.6, condition_no="2", dependents="配偶 王五"),)
    assert completed(Application(), papers, DAY, POLICY).notes == ()


def material(*papers: Document, record: dict[str, Any] | None = None) -> Material:
    numbered = tuple(d.model_copy(update={"id": f"D{n}"}) for n, d in enumerate(papers, 1))
    application = Application.model_validate(record or {})
    return Material(
        packet="包", key="", service="new_permit", day=DAY, day_given=True, application=application,
        documents=assign_roles(numbered, application, POLICY), files=(), edition=POLICY.version,
    )  # fmt: skip


def test_a_spouse_whom_only_the_form_names_must_bring_the_papers() -> None:
    given = material(form(name="张三", dependents=f"配偶 赵妍 {MATE}"))
    report = judge_material(given, POLICY, ahead=False)
    lacks = [finding for finding in report.findings if finding.rule == "COMPLETE-NEW"]
    assert any("结婚证" in finding.message for finding in lacks)
    assert any("赵妍" in note for note in report.assumptions)


def test_the_card_of_a_spouse_whom_only_the_form_names_is_the_spouses() -> None:
    given = material(
        form(name="张三", dependents="配偶 赵妍"), paper("id_card", name="赵妍", id_number=MATE)
    )
    assert given.documents[1].role == "spouse"
    assert case_of(given, POLICY).application.accompanying.spouse is not None


@pytest.mark.parametrize(
    ("said", "sure", "status"),
    [("1", 0.99, "pass"), ("2", 0.99, "fail"), ("2", 0.6, "review"), ("其他", 0.99, "review")],
)
def test_the_forms_condition_is_the_records(said: str, sure: float, status: str) -> None:
    assert status_of(case("new_permit", form(sure, condition_no=said)), EQUAL) == status


def test_words_that_stand_elsewhere_on_the_form_are_no_entry() -> None:
    """A clause read where the condition may stand, with its place in doubt, asks nobody."""
    read = form(0.6, condition_no="具有中级及以上本人承诺", title_name="或相当资格")
    fields = {name: one.model_copy(update={"placed": 0.6}) for name, one in read.fields.items()}
    lost = read.model_copy(update={"fields": fields})
    assert status_of(case("new_permit", read), EQUAL) == "review"
    assert status_of(case("new_permit", lost), EQUAL) == "not_applicable"


COUPLE = {"accompanying": {"spouse": {"name": "赵妍"}}}


@pytest.mark.parametrize(
    ("record", "said", "sure", "status"),
    [
        (COUPLE, "配偶：赵妍", 0.99, "pass"),
        (COUPLE, "配偶：赵妍", 0.6, "pass"),  # a doubtful reading that says what is expected
        (COUPLE, "配偶：王五", 0.99, "fail"),
        (COUPLE, "配偶：王五", 0.6, "review"),
        (COUPLE, "配偶：赵妍；子 张小三", 0.99, "fail"),
        (COUPLE, "无", 0.99, "fail"),
        (COUPLE, "配偶：赵妍 子 ××", 0.99, "review"),
        ({}, "配偶 王五", 0.6, "review"),  # may be, and the record names nobody
        ({}, "配偶 ××", 0.99, "review"),
    ],
)
def test_the_forms_dependants_are_the_records(
    record: dict[str, Any], said: str, sure: float, status: str
) -> None:
    found = case("new_permit", form(sure, dependents=said), record=record)
    assert status_of(found, EQUAL) == status


SHOWN = {
    "graduation_certificate": {
        "certificate_number": "7", "school": "甲大学", "major": "软件工程", "end_month": "2013-07",
    },
    "degree_certificate": {
        "certificate_number": "8", "school": "乙大学", "major": "法学", "issue_date": "2016-06-30",
    },
    "labor_contract": {"employee": "张三", "start_date": "2024-01-01", "end_date": "2027-01-01"},
    "professional_title_certificate": {"title": "工程师", "certificate_number": "Z1"},
    "id_card": {"name": "张三", "id_number": NUMBER, "birth_date": "1949-12-31", "sex": "女"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "said", "status"),
    [
        ("school", "甲大学", "pass"),
        ("school", "丙师范学院", "fail"),
        ("school", "丙大学", "review"),  # one character is sooner a slip of the reading
        ("major", "软件工程专业", "pass"),
        ("major", "会计学", "fail"),
        ("graduation_date", "2013-07-01", "pass"),
        ("graduation_date", "2012-07-01", "fail"),
        ("contract_start", "2024-01-01", "pass"),
        ("contract_start", "2023-01-01", "fail"),
        ("contract_end", "2028-01-01", "fail"),
        ("title_name", "工程师", "pass"),
        ("title_name", "高级会计师", "fail"),
        ("title_number", "Z2", "fail"),
        ("birth_date", "1949-12-31", "pass"),
        ("birth_date", "1949-11-30", "fail"),
        ("sex", "男", "fail"),
    ],
)
def test_what_the_form_states_the_papers_show(name: str, said: str, status: str) -> None:
    papers = [paper(kind, **values) for kind, values in SHOWN.items()]
    found = case("new_permit", form(**{name: said}), *papers)
    told = [one for one in findings(found, EQUAL) if one.status != "not_applicable"]
    assert [one.status for one in told] == [status]
    if status == "fail":
        assert told[0].cause == f"D1.{name}"


def test_the_form_may_give_the_days_of_the_renewal() -> None:
    shown = [paper(kind, **values) for kind, values in SHOWN.items()]
    renewal = paper("labor_contract_renewal", start_date="2027-01-02", end_date="2030-01-01")
    told = case("new_permit", form(contract_start="2027-01-02"), *shown, renewal)
    assert status_of(told, EQUAL) == "pass"
    assert status_of(case("new_permit", form(contract_start="2027-01-02"), *shown), EQUAL) == "fail"


def test_the_school_is_that_of_the_certificate_whose_number_the_form_states() -> None:
    """A master's form must not say the school of the bachelor."""
    papers = [paper(kind, **values) for kind, values in SHOWN.items()]
    for school, status in (("乙大学", "pass"), ("甲大学", "review")):
        told = form(school=school, degree_number="8")
        assert status_of(case("new_permit", told, *papers), EQUAL) == status


def test_a_contract_without_an_end_is_not_held_against_a_day() -> None:
    papers = [paper(kind, **values) for kind, values in SHOWN.items()]
    found = case("new_permit", form(contract_end="长期"), *papers)
    assert status_of(found, EQUAL) == "not_applicable"


def test_an_entry_that_was_not_read_is_no_contradiction() -> None:
    blurred = as_read(paper("application_form_new"))
    school = {"school": field("school", "丙师范学院", 0.5)}
    blurred = blurred.model_copy(update={"fields": school})
    certificate = paper("graduation_certificate", school="甲大学")
    told = [one for one in findings(case("new_permit", blurred, certificate), EQUAL)]
    assert {one.status for one in told if "毕业院校" in one.message} == {"review"}
