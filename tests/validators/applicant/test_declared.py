"""The declared condition: is it met, is another, and the two years' work of condition 1."""

import pytest

from core.models.document import Document
from core.numbers.dates import months
from tests.validators.kit import case, findings, paper, said, screenshot
from tests.validators.kit import status as status_of

SCENE = "new_permit"
DEGREE = paper("degree_certificate", name="张三", degree="工学学士", issue_date="2016-07-01")
DIPLOMA = paper("graduation_certificate", name="张三", level="专科")
TITLE = paper("professional_title_certificate", name="张三", title="工程师", level="中级")
SURE, ELSE = "social_insurance_record", "external_social_insurance_proof"


def insured(first: str, count: int, **values: str) -> Document:
    """A Beijing record of months paid in a row for one employer."""
    span = months(first, count)
    row = {"segments.start": span[0], "segments.end": span[-1], "segments.months": str(count),
           "segments.employer": "北京甲科技有限公司"}  # fmt: skip
    return paper(SURE, name="张三", rows=[row], **values)


def elsewhere(first: str, count: int) -> Document:
    return paper(ELSE, name="张三", rows=[{"period": month} for month in months(first, count)])


def declared(*papers: Document, number: int | None = 1, **more: object) -> list[tuple[str, str]]:
    found = case(SCENE, *papers, condition=number, record={"extra": more})
    return [(one.status, one.severity) for one in findings(found, "APP-C1-DEGREE-2Y")]


def test_the_handbooks_two_years() -> None:
    """Degree 2016-07, insurance 2017-11..2019-09 are 23 months: a rejection; 24 pass."""
    assert declared(DEGREE, insured("2017-11", 23)) == [("pass", "reject"), ("fail", "reject")]
    assert declared(DEGREE, insured("2017-10", 24)) == [("pass", "reject"), ("pass", "reject")]


@pytest.mark.parametrize(
    ("papers", "years"),
    [
        ((), ("not_checked", "reject")),  # the system compares: a record is never asked
        ((insured("2018-10", 12), elsewhere("2017-01", 12)), ("pass", "reject")),
        ((insured("2018-10", 12), elsewhere("2017-01", 11)), ("fail", "reject")),
        # a month paid in both cities counts once
        ((insured("2018-10", 12), elsewhere("2017-11", 12)), ("fail", "reject")),
        # months before the degree count and are shown
        ((insured("2014-01", 24),), ("pass", "advisory")),
        ((insured("2016-06", 24),), ("pass", "advisory")),
        ((insured("2016-07", 24),), ("pass", "reject")),
        ((paper(SURE, name="张三", total_months="24"),), ("pass", "reject")),
        ((paper(SURE, name="张三", total_months="23"),), ("review", "reject")),  # rows unread
        ((paper(SURE, name="张三", total_months="?"),), ("review", "reject")),
        # payments alone may be those of one year
        (
            (paper(SURE, name="张三", rows=[{"period": m} for m in months("2018-10", 12)]),),
            ("review", "reject"),
        ),
        ((elsewhere("2017-11", 23),), ("fail", "reject")),
        ((elsewhere("2017-11", 24),), ("pass", "reject")),
    ],
)
def test_two_years_of_work(papers: tuple[Document, ...], years: tuple[str, str]) -> None:
    assert declared(DEGREE, *papers)[1] == years


def test_months_that_only_the_history_tells_of_may_still_be_proved() -> None:
    short = insured("2018-04", 18)
    known = "南京乙有限公司 2015-01..2017-06"
    assert declared(DEGREE, short, work_history=known)[1] == ("review", "reject")
    assert declared(DEGREE, short, work_history="南京乙有限公司 2017-01..2017-05")[1][0] == "fail"


@pytest.mark.parametrize(
    ("papers", "number", "status"),
    [
        ((DEGREE,), None, "pass"),
        ((paper("degree_online_report", degree="工学硕士"),), None, "pass"),
        ((paper("overseas_degree_certification", degree="Master of Arts"),), None, "pass"),
        ((paper("degree_certificate", degree="?"),), None, "review"),
        ((paper("degree_certificate", degree="工学学士", sure=0.4),), None, "review"),
        ((paper("graduation_certificate", level="本科"),), None, "fail"),  # a diploma is none
        ((), None, "review"),  # no paper on education: COMPLETE-NEW tells
        ((), "1039442016003115", "review"),  # stated: the paper may have been forgotten
    ],
)
def test_degree(papers: tuple[Document, ...], number: str | None, status: str) -> None:
    record = {"applicant": {"name": "张三", "degree_certificate_no": number}}
    found = case(SCENE, *papers, record=record)
    assert findings(found, "APP-C1-DEGREE-2Y")[0].status == status
    dim = case(SCENE, record=record, unread=("照片.jpg",))
    assert findings(dim, "APP-C1-DEGREE-2Y")[0].status == "review"


def one_of(*papers: Document, number: int | None) -> tuple[str, str]:
    return said(case(SCENE, *papers, condition=number), "APP-COND-ONE-OF")


def test_the_handbooks_alternative() -> None:
    """Declared 1 without a degree, a middle title present: rejected, condition 2 suggested."""
    (found,) = findings(case(SCENE, DIPLOMA, TITLE, condition=1), "APP-COND-ONE-OF")
    assert (found.status, found.severity) == ("fail", "reject")
    assert "可改按该条件申报" in found.message and "条件2" in found.message
    assert "Condition 2 seems to be met" in found.message_en
    (alone,) = findings(case(SCENE, DIPLOMA, condition=1), "APP-COND-ONE-OF")
    assert alone.status == "fail" and "可改按" not in alone.message
    # where nothing of the education is there, papers are lacking and nothing is refused
    assert one_of(TITLE, number=1) == ("review", "advisory")


@pytest.mark.parametrize(
    ("papers", "number", "answer"),
    [
        ((DEGREE,), 1, ("pass", "reject")),
        ((DEGREE, insured("2017-11", 23)), 1, ("fail", "reject")),
        ((TITLE, paper("title_review_form", name="张三")), 2, ("pass", "reject")),
        ((TITLE,), 2, ("review", "advisory")),  # its own rule asks for the form
        ((paper("professional_title_certificate", name="张三", level="初级"),), 2,
         ("fail", "reject")),
        ((), None, ("review", "reject")),
        ((DEGREE,), 9, ("review", "reject")),
    ],
)  # fmt: skip
def test_declared(
    papers: tuple[Document, ...], number: int | None, answer: tuple[str, str]
) -> None:
    assert one_of(*papers, number=number) == answer


SOFT = paper("vocational_qualification_certificate", name="张三", qualification="软件设计师",
             level="中级")  # fmt: skip
JURY = paper("professional_title_certificate", name="张三", issuer="北京市工程技术系列评审委员会",
             title="工程师", level="中级")  # fmt: skip
EXAM, REVIEW = paper("exam_passer_registration_form"), paper("title_review_form")


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        ((SOFT, REVIEW), "fail"),  # the handbook's: an exam, and the review form only
        ((SOFT, EXAM), "pass"),
        ((SOFT, EXAM, REVIEW), "pass"),
        ((JURY, REVIEW), "pass"),
        ((JURY, EXAM), "fail"),
        ((TITLE, EXAM), "pass"),  # the way is not told: either
        ((TITLE, REVIEW), "pass"),
        ((SOFT, JURY, REVIEW), "pass"),  # one of two certificates suffices
        ((SOFT,), "fail"),
        ((TITLE,), "fail"),
        ((EXAM,), "pass"),
    ],
)
def test_form_of_condition_2(papers: tuple[Document, ...], status: str) -> None:
    assert status_of(case(SCENE, *papers, condition=2), "EV-C2-FORM") == status
    dim = case(SCENE, *papers, condition=2, unread=("照片.jpg",))
    assert status_of(dim, "EV-C2-FORM") == ("pass" if status == "pass" else "review")
    assert status_of(case(SCENE, *papers, condition=1), "EV-C2-FORM") == "not_applicable"


@pytest.mark.parametrize(
    ("approval", "sure", "status"),
    [
        ("合格，同意发证", 0.8, "pass"),  # words that can only be meant so
        ("同意", 0.6, "pass"),
        ("经评审，合格", 0.99, "pass"),
        ("合格，同意发证", 0.3, "review"),
        ("同意上报", 0.8, "review"),
        ("不同意", 0.8, "review"),
        ("未通过", 0.8, "review"),
        ("不同意", 0.99, "fail"),
    ],
)
def test_an_approval_in_doubt_that_can_only_be_one(approval: str, sure: float, status: str) -> None:
    form = paper("title_review_form", sure=sure, approval=approval)
    assert status_of(case(SCENE, TITLE, form, condition=2), "EV-C2-FORM") == status


def test_condition_8_asks_no_contract() -> None:
    assert status_of(case(SCENE, condition=8), "CONTRACT-EXEMPT") == "pass"
    assert status_of(case(SCENE, condition=1), "CONTRACT-EXEMPT") == "not_applicable"
    lacks = findings(case(SCENE, condition=8), "COMPLETE-NEW")[0].message
    assert "劳动" not in lacks
    assert "劳动" in findings(case(SCENE, condition=1), "COMPLETE-NEW")[0].message


DISTRICT = paper("award_certificate", winner="张三", issuer="北京市东城区人民政府")
SPAN = months("2019-03", 6)


@pytest.mark.parametrize(
    ("income", "advice"),
    [
        ("12000.00", True),
        ("9000.00", False),  # below 1.5 times the wage: condition 1 is no way out
        ("?", False),
    ],
)
def test_advice_checks_all_that_it_advises(income: str, advice: bool) -> None:
    papers = (DISTRICT, DEGREE, screenshot(SPAN, income))
    (found,) = findings(case(SCENE, *papers, condition=3), "APP-COND-ONE-OF")
    assert found.status == "fail"
    assert ("条件1" in found.message) is advice is ("可改按该条件申报" in found.message)


def test_advice_says_what_is_still_to_be_checked() -> None:
    (found,) = findings(case(SCENE, DISTRICT, TITLE, condition=3), "APP-COND-ONE-OF")
    assert "条件2（年应税收入标准须另行核对）" in found.message
    assert "to be checked: the bar on the year's income" in found.message_en


def test_nobody_with_an_employer_is_sent_to_the_freelancers_condition() -> None:
    years = [f"{year}-{month:02d}" for year in (2016, 2017, 2018) for month in range(1, 13)]
    taxes = paper("iit_tax_record", name="张三", period_start="2016-01-01",
                  period_end="2018-12-31",
                  rows=[{"period": m, "tax_paid": "20000.00"} for m in years])  # fmt: skip
    employed = paper("labor_contract", employer="北京甲科技有限公司", employee="张三")
    (free,) = findings(case(SCENE, DISTRICT, taxes, condition=3), "APP-COND-ONE-OF")
    (bound,) = findings(case(SCENE, DISTRICT, taxes, employed, condition=3), "APP-COND-ONE-OF")
    assert "条件8" in free.message and "条件8" not in bound.message


@pytest.mark.parametrize(
    ("papers", "number", "rule"),
    [
        ((DISTRICT,), 3, "APP-C3-AWARD"),
        ((paper("professional_title_certificate", name="张三", level="初级"),), 2, "APP-C2-TITLE"),
        ((paper("patent_certificate", patent_type="发明专利", inventors="李四；王五；张三",
                patent_number="ZL2017101234567"),), 6, "APP-C6-COUNT"),
        ((DEGREE, insured("2017-11", 23)), 1, "APP-C1-DEGREE-2Y"),
    ],
)  # fmt: skip
def test_the_condition_and_its_own_rule_tell_one_fact(
    papers: tuple[Document, ...], number: int, rule: str
) -> None:
    found = case(SCENE, *papers, condition=number)
    (summed,) = findings(found, "APP-COND-ONE-OF")
    own = {one.cause for one in findings(found, rule) if one.status == "fail"}
    assert own == {summed.cause} and summed.cause


def test_two_lacks_of_one_condition_stay_two() -> None:
    few = [{"shareholder": "张三", "share": "4"}, {"shareholder": "李四", "share": "96"}]
    small = paper("capital_increase_agreement", investment_amount="9000000", rows=few)
    found = case(SCENE, small, condition=7)
    causes = [
        {one.cause for one in findings(found, rule) if one.status == "fail"}
        for rule in ("APP-C7-FUNDING", "APP-C7-SHAREHOLDER")
    ]
    assert causes[0] and causes[1] and not causes[0] & causes[1]
