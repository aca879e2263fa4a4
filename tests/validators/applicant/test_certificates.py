"""Each certificate with its own report, and a report on the highest that holds."""

from typing import Any

import pytest

from core.models.document import Document
from tests.validators.kit import NUMBER, case, field, findings, paper, printed, said
from tests.validators.kit import status as status_of

MATCH, DIPLOMA, DEGREE = "EDU-REPORT-MATCH", "EDU-DIPLOMA-VERIFY", "EDU-DEGREE-VERIFY"
FIRST, HIGHER = "100011201305000123", "100021201902000456"
FIRST_DEGREE, HIGHER_DEGREE = "1000142013000123", "1000232019000456"
DAY = "2026-03-10"
GENERAL = "general_change"


def record(diploma: str | None = HIGHER, degree: str | None = HIGHER_DEGREE) -> dict[str, Any]:
    return {"applicant": {"name": "张三", "id_number": NUMBER,
                          "education_certificate_no": diploma,
                          "degree_certificate_no": degree}}  # fmt: skip


def form(degree: str | None = "硕士", number: str | None = HIGHER_DEGREE) -> Document:
    return paper("application_form_new", name="张三", id_number=NUMBER, education_level="研究生",
                 degree=degree, degree_number=number, diploma_number=HIGHER)  # fmt: skip


def diploma(number: str = HIGHER, level: str = "硕士研究生", **values: str) -> Document:
    usual = {"name": "张三", "level": level, "certificate_number": number, "school": "甲大学"}
    return paper("graduation_certificate", **{**usual, **values})


def register(number: str = HIGHER, level: str = "硕士研究生", **values: str) -> Document:
    usual = {"name": "张三", "level": level, "certificate_number": number, "school": "甲大学",
             "completion": "毕业", "valid_until": "2026-08-01"}  # fmt: skip
    return paper("chsi_registration_form", **{**usual, **values})


def degree(number: str = HIGHER_DEGREE, name: str = "工学硕士") -> Document:
    return paper("degree_certificate", name="张三", degree=name, certificate_number=number)


def report(number: str = HIGHER_DEGREE, name: str = "工学硕士", **values: str) -> Document:
    return paper("degree_online_report", name="张三", degree=name, certificate_number=number,
                 **{"valid_until": "2026-08-01", **values})  # fmt: skip


OLD = diploma(FIRST, "本科", school="乙学院")
OLD_REGISTER = register(FIRST, "本科", school="乙学院")
OLD_DEGREE, OLD_REPORT = degree(FIRST_DEGREE, "工学学士"), report(FIRST_DEGREE, "工学学士")
HIGH = (diploma(), register(), degree(), report())


@pytest.mark.parametrize(
    ("papers", "match", "verified"),
    [
        ((OLD, OLD_REGISTER, OLD_DEGREE, OLD_REPORT, *HIGH), ["pass"], ("pass", "pass")),
        ((OLD, OLD_DEGREE, *HIGH), ["pass"], ("pass", "pass")),  # lower ones need no report
        ((*HIGH, OLD_DEGREE), ["pass"], ("pass", "pass")),
        # the highest has none: what is there verifies another
        (
            (OLD, OLD_REGISTER, OLD_DEGREE, OLD_REPORT, diploma(), degree()),
            ["pass"],
            ("fail", "fail"),
        ),
        ((diploma(), OLD_REGISTER, degree(), report()), ["fail"], ("pass", "pass")),
        # by level where the number differs, and one line however much differs
        (
            (OLD, OLD_REGISTER, diploma(), register("100021201902000457", school="丙大学院"),
             degree(), report()),
            ["fail"], ("pass", "pass"),
        ),
    ],
)  # fmt: skip
def test_each_with_its_own(
    papers: tuple[Document, ...], match: list[str], verified: tuple[str, str]
) -> None:
    found = case("new_permit", *papers, day=DAY, record=record())
    answers = [one.status for one in findings(found, MATCH) if one.status != "review"]
    assert answers == match
    assert (status_of(found, DIPLOMA), status_of(found, DEGREE)) == verified


def test_a_certificate_that_was_not_read_may_be_the_reports() -> None:
    """The lower one surely is not: what is left over goes where least speaks against it."""
    dim = diploma("?", "?", school="?")
    found = case("new_permit", OLD, dim, register(), degree(), report(), day=DAY, record=record())
    assert {one.status for one in findings(found, MATCH)} <= {"pass", "review"}
    assert status_of(found, DIPLOMA) == "pass"


def test_a_report_that_was_not_read_is_the_highest_ones() -> None:
    dim = register("?", "?", school="?")
    found = case("new_permit", OLD, diploma(), dim, day=DAY, record=record())
    assert status_of(found, DIPLOMA) == "pass" and status_of(found, MATCH) == "review"


def test_a_report_of_which_only_the_level_was_read_leaves_it_open() -> None:
    dim = register("?", "本科", school="?")
    found = case("new_permit", OLD, diploma(), dim, day=DAY, record=record())
    assert status_of(found, DIPLOMA) == "review"


def test_the_order_of_the_papers_is_of_no_account() -> None:
    papers = (OLD_REPORT, register(), degree(), OLD, report(), diploma(), OLD_REGISTER, OLD_DEGREE)
    assert status_of(case("new_permit", *papers, day=DAY, record=record()), MATCH) == "pass"


def test_the_record_names_the_highest() -> None:
    """The form says what the certificate says: the record is wrong, and it is one fact."""
    papers = (OLD, OLD_REGISTER, *HIGH, form())
    found = case("new_permit", *papers, day=DAY, record=record(FIRST))
    (own,) = findings(found, MATCH)
    assert own.status == "fail" and own.cause == "D7.diploma_number"


def test_a_number_that_is_neither_the_records_nor_the_reports_is_one_fact() -> None:
    wrong = diploma("100021201902000451")
    found = case("new_permit", wrong, *HIGH[1:], day=DAY, record=record())
    causes = {one.cause for one in findings(found, MATCH)}
    assert causes == {"D1.certificate_number"}


def test_somebody_elses_report_is_one_fact() -> None:
    """Nothing on it need agree: the name speaks for the number and the school."""
    strange = register("100021201902000777", name="王五", school="丙大学院")
    found = case("new_permit", diploma(), strange, day=DAY, record=record())
    assert {one.cause for one in findings(found, MATCH) if one.status == "fail"} == {"holder:D2"}


def test_two_certificates_of_one_level_and_school_that_differ_are_a_question() -> None:
    twice = case("new_permit", *HIGH, diploma("100021201902000999"), day=DAY, record=record())
    assert status_of(twice, MATCH) == "review"
    copied = case("new_permit", *HIGH, diploma(), day=DAY, record=record())
    assert status_of(copied, MATCH) == "pass"
    other = diploma("100021201902000999", school="丙科技学院")
    elsewhere = case("new_permit", *HIGH, other, day=DAY, record=record())
    assert "fail" not in {one.status for one in findings(elsewhere, MATCH)}


@pytest.mark.parametrize(
    ("ends", "told", "status"),
    [("2019-06", "2019-06-25", "pass"), ("2019-06", "2019-07-01", "fail"),
     ("?", "2019-07-01", "review")],
)  # fmt: skip
def test_the_month_of_graduation(ends: str, told: str, status: str) -> None:
    papers = (diploma(end_month=ends), register(graduation_date=told))
    assert status_of(case("new_permit", *papers, day=DAY, record=record()), MATCH) == status


def test_a_certificate_issued_in_the_month_told_agrees() -> None:
    mine = diploma(end_month="2019-06", issue_date="2019-07-01")
    papers = (mine, register(graduation_date="2019-07-01"))
    assert status_of(case("new_permit", *papers, day=DAY, record=record()), MATCH) == "pass"


@pytest.mark.parametrize(
    ("day", "placed", "lines", "status"),
    [
        ("2026-02-20", 0.9, ("更新时间2026年02月20日", "毕业日期2001年01月10日"), "pass"),
        ("2026-02-20", 0.4, ("更新时间2026年02月20日",), "review"),  # hardly at its place
        ("2025-02-20", 0.9, ("更新时间2025年02月20日",), "review"),  # it may have run out
        ("2026-02-20", 0.9, ("更新时间2026年03月02日", "2026年02月20日"), "review"),  # not its own
    ],
)
def test_a_day_of_updating_whose_place_is_in_doubt(
    day: str, placed: float, lines: tuple[str, ...], status: str
) -> None:
    shown = printed(register(valid_until="?"), *lines)
    update = field("update_date", day, placed).model_copy(update={"placed": placed})
    fields = {**shown.fields, "update_date": update}
    fields.pop("valid_until")
    shown = shown.model_copy(update={"fields": fields})
    found = case("new_permit", diploma(), shown, day=DAY, record=record())
    assert status_of(found, DIPLOMA) == status


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, "pass"),
        ({"completion": "结业"}, "fail"),
        ({"completion": "肄业"}, "fail"),
        ({"completion": "?"}, "review"),
        ({"valid_until": DAY}, "pass"),
        ({"valid_until": "2026-03-09"}, "fail"),
        ({"valid_until": "?", "update_date": "2025-09-09"}, "fail"),  # six months at most
        ({"valid_until": "?", "update_date": "2025-09-10"}, "review"),
        # before what the report tells of: another day was taken for its last
        ({"valid_until": "1997-08-01", "graduation_date": "2001-01-10"}, "review"),
        ({"valid_until": "2026-03-09", "update_date": "2026-03-20"}, "review"),
    ],
)
def test_a_register_that_verifies_nothing(values: dict[str, str], status: str) -> None:
    found = case("new_permit", diploma(), register(**values), day=DAY, record=record())
    assert said(found, DIPLOMA) == (status, "supplement")
    # one more that holds suffices; a lower one's is not asked
    both = case("new_permit", diploma(), register(**values), register(), day=DAY, record=record())
    assert status_of(both, DIPLOMA) == "pass"
    low = register(FIRST, "本科", **values)
    less = case("new_permit", OLD, low, diploma(), register(), day=DAY, record=record())
    assert status_of(less, DIPLOMA) == "pass"


def test_a_conclusion_read_in_doubt_is_a_question() -> None:
    vague = paper("chsi_registration_form", certificate_number=HIGHER, completion="结业", sure=0.6)
    found = case("new_permit", diploma(), vague, day=DAY, record=record())
    assert status_of(found, DIPLOMA) == "review"


def test_a_degree_report_whose_code_ran_out() -> None:
    found = case("new_permit", degree(), report(valid_until="2026-03-09"), day=DAY, record=record())
    assert said(found, DEGREE) == ("fail", "supplement")


ABROAD = paper("overseas_degree_certification", name="张三", degree="文学学士",
               certificate_number="120190000001")  # fmt: skip


def test_a_foreign_degree_below_a_chinese_one() -> None:
    """The Chinese one is verified, and its numbers are those on record."""
    found = case("new_permit", *HIGH, ABROAD, form(), day=DAY, record=record())
    for rule in (MATCH, DIPLOMA, DEGREE, "EDU-HIGHEST"):
        assert status_of(found, rule) == "pass"
    assert status_of(found, "EDU-OVERSEAS-NUMBER") == "not_applicable"
    bare = case("new_permit", diploma(), degree(), ABROAD, form(), day=DAY, record=record())
    assert (status_of(bare, DIPLOMA), status_of(bare, DEGREE)) == ("fail", "fail")


def test_a_foreign_degree_above_a_chinese_one() -> None:
    higher = paper("overseas_degree_certification", name="张三", degree="理学硕士",
                   certificate_number="120190000001")  # fmt: skip
    told = record("120190000001", "120190000001")
    found = case("new_permit", OLD, OLD_DEGREE, higher, day=DAY, record=told)
    assert status_of(found, DIPLOMA) == status_of(found, DEGREE) == "not_applicable"
    assert status_of(found, "EDU-OVERSEAS-NUMBER") == "pass"


def test_the_number_of_a_foreign_degree_asks_for_its_certification() -> None:
    told = record("120190000001", "120190000001")
    assert status_of(case("new_permit", day=DAY, record=told), "EDU-OVERSEAS") == "fail"


@pytest.mark.parametrize(
    ("stated", "degree_asked", "condition"),
    [
        (form(None, None), False, "fail"),
        (form("无", None), False, "fail"),
        (form("硕士", None), True, "review"),
        (form("?", None), True, "review"),
        (form(), True, "review"),
    ],
)
def test_no_degree_at_all(stated: Document, degree_asked: bool, condition: str) -> None:
    """A degree that nobody states is no paper that lacks: condition 1 falls, told once."""
    told = record(degree=None)
    found = case("new_permit", stated, diploma(), register(), day=DAY, record=told)
    lacks = {lack for one in findings(found, "COMPLETE-NEW") for lack in one.lacks}
    assert ("degree_certificate" in lacks) is degree_asked
    (first, *_) = findings(found, "APP-C1-DEGREE-2Y")
    (whole,) = findings(found, "APP-COND-ONE-OF")
    assert first.status == condition
    if condition == "fail":
        assert first.cause == whole.cause == "degree"


def change(item: str) -> Document:
    return paper("personal_change_form", name="张三", id_number=NUMBER, other_item=item)


@pytest.mark.parametrize(
    ("item", "papers", "diploma_asked", "degree_asked"),
    [
        ("学历学位", (), "fail", "fail"),
        ("学历", (), "fail", "not_applicable"),
        ("学位", (), "not_applicable", "fail"),
        ("学历学位", HIGH, "pass", "pass"),
        ("职称", (), "not_applicable", "not_applicable"),
        ("学历学位", (ABROAD,), "not_applicable", "not_applicable"),
    ],
)
def test_a_change_is_shown_by_what_it_names(
    item: str, papers: tuple[Document, ...], diploma_asked: str, degree_asked: str
) -> None:
    found = case(GENERAL, change(item), *papers, day=DAY, record=record(None, None))
    assert status_of(found, DIPLOMA) == diploma_asked
    assert status_of(found, DEGREE) == degree_asked
    lacks = {lack for one in findings(found, "COMPLETE-GENERAL") for lack in one.lacks}
    assert ("graduation_certificate" in lacks) is (diploma_asked == "fail")
    assert ("degree_certificate" in lacks) is (degree_asked == "fail")
