"""Spouse, children, education, conditions and the permit's days."""

import pytest

from core.models.document import Document
from tests.validators.kit import CODE, NUMBER, UNIT, case, findings, paper, said
from tests.validators.kit import status as status_of
from validators.ground.look import look
from validators.policy import load_policy

MATE_NUMBER, KID_NUMBER = "110101199003074470", "110101200110160016"
MATE = {"accompanying": {"spouse": {"name": "赵妍", "id_number": MATE_NUMBER}}}
BEIJING = "91110101MAJ36GWD0T"


def kid(number: str = KID_NUMBER) -> dict[str, object]:
    return {"accompanying": {"children": [{"name": "张小三", "id_number": number}]}}


def marriage(**values: str | None) -> Document:
    usual: dict[str, str | None] = {
        "party1_name": "张三", "party1_id": NUMBER, "party2_name": "赵妍", "party2_id": MATE_NUMBER,
    }  # fmt: skip
    return paper("marriage_certificate", **{**usual, **values})


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, "pass"),
        ({"party1_name": "赵妍", "party1_id": MATE_NUMBER, "party2_name": "张三",
          "party2_id": NUMBER}, "pass"),
        ({"party2_name": "李某", "party2_id": "110101199003072578"}, "fail"),
        ({"party2_id": "110101199003072578"}, "fail"),
        ({"party2_name": "?"}, "review"),
    ],
)  # fmt: skip
def test_marriage(values: dict[str, str | None], status: str) -> None:
    found = case("new_permit", marriage(**values), record=MATE)
    assert status_of(found, "SPOUSE-MARRIAGE") == status


@pytest.mark.parametrize(
    ("married", "divorced", "answer"),
    [
        ("2015-05-20", "2018-01-05", ("fail", "supplement")),  # no spouse any more
        ("2018-05-20", "2018-01-05", ("pass", "supplement")),  # married again
        ("2015-05-20", "?", ("review", "supplement")),
        ("?", "2018-01-05", ("review", "supplement")),
    ],
)
def test_a_divorce_from_the_very_spouse(
    married: str, divorced: str, answer: tuple[str, str]
) -> None:
    parties = {name: marriage().fields[name].value for name in marriage().fields}
    parted = paper("divorce_certificate", register_date=divorced, **parties)
    found = case("new_permit", marriage(register_date=married), parted, record=MATE)
    assert said(found, "SPOUSE-MARRIAGE") == answer


def test_no_marriage_certificate() -> None:
    assert status_of(case("new_permit", record=MATE), "SPOUSE-MARRIAGE") == "fail"
    unread = case("new_permit", record=MATE, unread=("照片.jpg",))
    assert status_of(unread, "SPOUSE-MARRIAGE") == "review"
    assert status_of(case("new_permit"), "SPOUSE-MARRIAGE") == "not_applicable"


def test_spouses_register_cover_is_missing() -> None:
    papers = [
        paper(kind, name="赵妍", id_number=MATE_NUMBER)
        for kind in ("id_card", "household_register_member")
    ]
    found = case("new_permit", *papers, record=MATE)
    (finding,) = findings(found, "SPOUSE-ID-HUKOU")
    assert finding.status == "fail" and "户口簿首页" in finding.message


def job(**values: str | None) -> Document:
    usual: dict[str, str | None] = {"employer": "乙贸易有限公司", "employee": "赵妍"}
    return paper("labor_contract", **{**usual, **values})


@pytest.mark.parametrize(
    ("end", "answer"),
    [("2020-04-15", ("pass", "supplement")), ("2020-04-10", ("fail", "supplement"))],
)
def test_spouses_contract(end: str, answer: tuple[str, str]) -> None:
    found = case("new_permit", job(end_date=end), record=MATE)
    assert said(found, "SPOUSE-CONTRACT-6M") == answer


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"employer": "北京乙贸易有限公司"}, "pass"),
        ({"employer_credit_code": BEIJING}, "pass"),
        ({"employer_credit_code": CODE}, "fail"),  # region 350100
        ({"employer": "廊坊乙贸易有限公司"}, "fail"),
        ({"work_place": "北京市东城区"}, "pass"),
        # the unit must be in Beijing, wherever it sends its people
        ({"employer": "廊坊乙贸易有限公司", "work_place": "北京市"}, "fail"),
        ({}, "review"),
    ],
)
def test_spouses_job(values: dict[str, str], status: str) -> None:
    """A spouse without work in Beijing falls, not the applicant's own application."""
    found = case("new_permit", job(**values), record=MATE)
    fails = status == "fail"
    assert said(found, "SPOUSE-BEIJING-JOB") == (status, "supplement" if fails else "reject")
    change = case("dependents_change", job(**values), record=MATE)
    assert said(change, "SPOUSE-BEIJING-JOB") == (status, "reject")  # nothing else is asked


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2019-10-15", ("pass", "reject")),
        ("2019-10-16", ("fail", "advisory")),  # the 18th birthday, AMB-12
        ("2019-10-17", ("fail", "supplement")),  # the child falls, not the case
    ],
)
def test_under_18(day: str, answer: tuple[str, str]) -> None:
    assert said(case("new_permit", day=day, record=kid()), "CHILD-UNDER-18") == answer


@pytest.mark.parametrize(
    ("day", "papers", "status"),
    [
        ("2017-10-16", (), "not_applicable"),  # exactly 16
        ("2017-10-17", (), "fail"),
        ("2017-10-17", (paper("school_enrollment_certificate", student_name="张小三"),), "pass"),
        ("2017-10-17", (paper("school_enrollment_certificate", student_name="?"),), "review"),
    ],
)
def test_school(day: str, papers: tuple[Document, ...], status: str) -> None:
    found = case("new_permit", *papers, day=day, record=kid())
    assert status_of(found, "CHILD-16-SCHOOL") == status


@pytest.mark.parametrize(
    ("father", "status"), [("张三", "pass"), ("张山", "fail"), ("?", "review")]
)
def test_birth(father: str, status: str) -> None:
    shown = paper(
        "birth_medical_certificate", child_name="张小三", mother_name="赵妍", father_name=father
    )
    assert status_of(case("new_permit", shown, record=kid()), "CHILD-BIRTH") == status


def test_an_infant_needs_no_card() -> None:
    papers = [
        paper("household_register_cover", head_name="张三"),
        paper("household_register_member", name="张小三", id_number=KID_NUMBER),
    ]
    young = case("new_permit", *papers, day="2016-10-15", record=kid())
    assert said(young, "CHILD-ID-HUKOU") == ("fail", "advisory")
    old = case("new_permit", *papers, day="2018-10-15", record=kid())
    assert said(old, "CHILD-ID-HUKOU") == ("fail", "supplement")


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        ((paper("chsi_registration_form"),), "pass"),
        ((paper("education_verification_report"),), "pass"),
        ((paper("student_status_report"),), "fail"),  # not accepted
        ((), "fail"),
    ],
)
def test_diploma_report(papers: tuple[Document, ...], status: str) -> None:
    assert status_of(case("new_permit", *papers), "EDU-DIPLOMA-VERIFY") == status


@pytest.mark.parametrize(
    ("kind", "day", "answer"),
    [
        ("degree_verification_report", "2019-10-15", ("pass", "supplement")),
        ("degree_online_report", "2022-09-30", ("review", "advisory")),  # AMB-27
        ("degree_online_report", "2022-10-01", ("pass", "supplement")),
        ("chsi_registration_form", "2019-10-15", ("fail", "supplement")),
    ],
)
def test_degree_report(kind: str, day: str, answer: tuple[str, str]) -> None:
    assert said(case("new_permit", paper(kind), day=day), "EDU-DEGREE-VERIFY") == answer


def test_a_foreign_degree_replaces_both_reports() -> None:
    number = "教留服认英[2016]01234号"
    record = {"applicant": {"name": "张三", "education_certificate_no": number}}
    bare = case("new_permit", record=record)
    assert status_of(bare, "EDU-OVERSEAS") == "fail"
    assert status_of(bare, "EDU-DEGREE-VERIFY") == "not_applicable"
    shown = paper("overseas_degree_certification", certificate_number="教留服认英〔2016〕01234号")
    found = case("new_permit", shown, record=record)
    assert status_of(found, "EDU-OVERSEAS") == "pass"
    assert status_of(found, "EDU-REPORT-MATCH") == "pass"


@pytest.mark.parametrize(
    ("number", "sure", "status"),
    [
        ("101081200902195875", 0.99, "pass"),
        ("101081200902195876", 0.99, "fail"),
        ("101081200902195876", 0.80, "review"),
    ],
)
def test_report_match(number: str, sure: float, status: str) -> None:
    diploma = paper("graduation_certificate", certificate_number="101081200902195875")
    report = paper("chsi_registration_form", sure=sure, certificate_number=number)
    assert status_of(case("new_permit", diploma, report), "EDU-REPORT-MATCH") == status


def test_numbers_of_papers_are_told_whole() -> None:
    """18 digits alone make no identity number: a reviewer must see which digit differs."""
    one, other = "199001201702000456", "199001201702000457"
    diploma = paper("degree_certificate", certificate_number=one)
    report = paper("degree_online_report", certificate_number=other)
    (found,) = findings(case("new_permit", diploma, report), "EDU-REPORT-MATCH")
    assert one in found.message and other in found.message and one in found.message_en


@pytest.mark.parametrize("number", [NUMBER, NUMBER[:16] + "3X", NUMBER[:10] + "99" + NUMBER[12:]])
def test_numbers_of_people_are_not(number: str) -> None:
    """In a field for them whatever was read is hidden; a true one is hidden in any field."""
    policy = load_policy()
    card = paper("id_card", id_number=number)
    assert look(card, "id_number", policy).shown == f"110***********{number[14:]}"
    strayed = paper("degree_certificate", certificate_number=number)
    shown = look(strayed, "certificate_number", policy).shown
    assert ("*" in shown) == (number == NUMBER)


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"valid_until": "2020-01-15"}, "pass"),
        ({"valid_until": "2020-01-14"}, "fail"),
        ({"update_date": "2019-05-22"}, "fail"),
        ({"update_date": "2019-10-01"}, "review"),
    ],
)
def test_report_validity(values: dict[str, str], status: str) -> None:
    found = case("new_permit", paper("chsi_registration_form", **values))
    assert said(found, "EDU-VALID-3M") == (status, "advisory")


@pytest.mark.parametrize(
    ("level", "status"),
    [
        ("中级", "pass"),
        ("副高级", "pass"),
        ("高级", "pass"),
        ("助理工程师", "fail"),
        ("初级", "fail"),
        ("员级", "fail"),
        ("?", "review"),
        ("中级工", "review"),
        ("四级", "review"),
    ],
)
def test_title(level: str, status: str) -> None:
    shown = paper("professional_title_certificate", name="张三", level=level)
    assert status_of(case("new_permit", shown, condition=2), "APP-C2-TITLE") == status


@pytest.mark.parametrize(
    ("kind", "values", "status"),
    [
        ("professional_title_certificate", {"title": "电子信息工程师"}, "pass"),
        ("professional_title_certificate", {"title": "助理工程师"}, "fail"),
        ("professional_title_certificate", {"title": "助理研究员"}, "pass"),  # intermediate
        ("professional_title_certificate", {"title": "研究员"}, "pass"),
        ("professional_title_certificate", {"title": "馆员"}, "pass"),
        ("professional_title_certificate", {"title": "助理馆员"}, "fail"),
        ("professional_title_certificate", {"title": "主管护师"}, "pass"),
        ("professional_title_certificate", {"title": "护师"}, "review"),
        # what is not surely read decides nothing, and two that differ neither
        ("professional_title_certificate", {"level": "?", "title": "工程师"}, "pass"),
        ("professional_title_certificate", {"level": "中级", "title": "助理工程师"}, "review"),
        ("vocational_qualification_certificate", {"qualification": "软件设计师"}, "pass"),
        ("vocational_qualification_certificate",
         {"qualification": "软件设计师", "level": "中级"}, "pass"),
        ("vocational_qualification_certificate", {"qualification": "程序员"}, "fail"),
        ("vocational_qualification_certificate", {"qualification": "茶艺师"}, "review"),
    ],
)  # fmt: skip
def test_title_by_its_name(kind: str, values: dict[str, str], status: str) -> None:
    shown = paper(kind, name="张三", **values)
    assert status_of(case("new_permit", shown, condition=2), "APP-C2-TITLE") == status
    dim = paper(kind, name="张三", sure=0.5, **values)
    assert status_of(case("new_permit", dim, condition=2), "APP-C2-TITLE") == "review"


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        ((paper("professional_title_certificate", name="张三"),), "pass"),
        ((paper("professional_title_certificate", name="赵六"),), "fail"),
        ((), "fail"),
    ],
)
def test_title_certificate(papers: tuple[Document, ...], status: str) -> None:
    assert status_of(case("new_permit", *papers, condition=2), "EV-C2-CERT") == status
    assert status_of(case("new_permit", *papers), "EV-C2-CERT") == "not_applicable"


@pytest.mark.parametrize(("day", "status"), [("2019-10-15", "pass"), ("2019-10-16", "fail")])
def test_change_within_60_days(day: str, status: str) -> None:
    shown = paper("resignation_certificate", name="张三", leave_date="2019-08-16")
    assert status_of(case("employer_change", shown, day=day), "CHANGE-60D") == status


@pytest.mark.parametrize(
    ("day", "deferral", "answer"),
    [
        # 60 days from 2019-07-02 end on Saturday 2019-08-31: the Monday after is in time
        ("2019-08-31", None, ("pass", "reject")),
        ("2019-09-02", None, ("pass", "advisory")),
        ("2019-09-03", None, ("fail", "reject")),
        ("2019-09-03", "无", ("fail", "reject")),
        ("2019-09-03", "2019-12-29", ("pass", "reject")),
    ],
)
def test_sixty_days_that_end_on_a_day_off(
    day: str, deferral: str | None, answer: tuple[str, str]
) -> None:
    shown = paper("resignation_certificate", name="张三", leave_date="2019-07-02")
    record = {"extra": {"deferral_end": deferral}}
    found = case("employer_change", shown, day=day, record=record)
    assert said(found, "CHANGE-60D") == answer


def test_an_unread_leaving_day_is_review() -> None:
    shown = paper("resignation_certificate", name="张三", leave_date="?")
    assert status_of(case("employer_change", shown), "CHANGE-60D") == "review"


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2019-10-15", ("pass", "reject")),  # L+180
        ("2019-10-16", ("fail", "advisory")),  # the other reading, AMB-11
        ("2019-12-15", ("fail", "reject")),  # L+241
    ],
)
def test_deferral(day: str, answer: tuple[str, str]) -> None:
    shown = paper("resignation_certificate", name="张三", leave_date="2019-04-18")
    record = {"extra": {"deferral_end": "2019-10-15"}}
    found = case("employer_change", shown, day=day, record=record)
    assert said(found, "CHANGE-DEFER-180D") == answer


@pytest.mark.parametrize(
    ("day", "window", "lapse"),
    [
        ("2019-09-30", "fail", "pass"),
        ("2019-10-01", "pass", "pass"),
        ("2019-10-31", "pass", "pass"),
        ("2019-11-30", "fail", "pass"),
        ("2019-12-02", "fail", "pass"),  # the last day was a Saturday
        ("2019-12-03", "fail", "fail"),
    ],
)
def test_renewal_window(day: str, window: str, lapse: str) -> None:
    form = paper("application_form_renewal", name="张三", unit_name=UNIT, valid_to="2019-10-31")
    found = case("renewal", form, day=day)
    assert said(found, "RENEW-WINDOW") == (window, "advisory")
    assert said(found, "RENEW-LAPSE") == (lapse, "reject")


@pytest.mark.parametrize(
    ("extra", "rule", "status"),
    [
        ({"quota_total": 3, "quota_used": 3}, "UNIT-QUOTA", "fail"),
        ({"quota_total": 3, "quota_used": 2}, "UNIT-QUOTA", "pass"),
        ({}, "UNIT-QUOTA", "not_checked"),
        ({"plan_filed_date": "2018-11-20"}, "UNIT-PLAN-FILED", "pass"),
        ({"unit_review_date": "2019-09-16"}, "PROC-SUBMIT-30D", "pass"),
        ({"unit_review_date": "2019-09-13"}, "PROC-SUBMIT-30D", "fail"),
        ({"account_state": "未年检冻结"}, "ANNUAL-UNFREEZE", "fail"),
        ({"account_state": "正常"}, "ANNUAL-UNFREEZE", "pass"),
    ],
)
def test_facts_of_the_record(extra: dict[str, object], rule: str, status: str) -> None:
    assert status_of(case("new_permit", record={"extra": extra}), rule) == status


@pytest.mark.parametrize(
    ("papers", "answer"),
    [
        ((paper("residence_registration_card", name="张三"),), ("fail", "supplement")),
        (
            (paper("residence_registration_card", name="张三"), paper("residence_permit_card")),
            ("fail", "advisory"),
        ),
        ((), ("pass", "supplement")),
    ],
)
def test_lookalike(papers: tuple[Document, ...], answer: tuple[str, str]) -> None:
    assert said(case("new_permit", *papers), "GEN-LOOKALIKE") == answer
