"""Conditions 3 to 8: awards, firms, rights, funding, shares, taxes and their evidence."""

import pytest

from core.models.document import Document
from core.numbers.dates import months
from tests.validators.kit import UNIT, case, paper, said, screenshot, seal
from tests.validators.kit import status as status_of

SCENE = "new_permit"
ALL = {
    3: ("APP-C3-AWARD", "EV-C3"),
    4: ("EV-C4", "INCOME-3Y-CURRENT"),
    5: ("APP-C5-ENTITY", "EV-C5"),
    6: ("APP-C6-COUNT", "APP-C6-CONVERSION", "EV-C6"),
    7: ("APP-C7-FUNDING", "APP-C7-SHAREHOLDER", "EV-C7-INVEST", "EV-C7-TAX"),
    8: ("APP-C8-TAX-200K", "EV-C8"),
}


@pytest.mark.parametrize("rule", [rule for rules in ALL.values() for rule in rules])
def test_a_condition_that_is_not_declared_binds_nothing(rule: str) -> None:
    assert status_of(case(SCENE, condition=1), rule) == "not_applicable"


@pytest.mark.parametrize(
    ("issuer", "winner", "evidence", "answer"),
    [
        ("北京市人民政府", "张三", None, ("pass", "reject")),
        ("中华人民共和国国务院", "李四、张三", None, ("pass", "reject")),
        ("中国科学技术协会", "张三", None, ("pass", "reject")),
        ("北京市东城区人民政府", "张三", None, ("fail", "reject")),
        ("北京市软件行业协会", "张三", None, ("fail", "reject")),
        ("上海市人民政府", "张三", None, ("fail", "reject")),
        # the city's own bodies that are called 协会 or 委员会, and those of a district
        ("北京市科学技术协会", "张三", None, ("pass", "reject")),
        ("北京市科学技术委员会、中关村科技园区管理委员会", "张三", None, ("pass", "reject")),
        ("中华人民共和国科学技术部", "张三", None, ("pass", "reject")),
        ("中共北京市委组织部", "张三", None, ("pass", "reject")),
        ("北京市东城区科学技术委员会", "张三", None, ("fail", "reject")),
        ("中国电子学会", "张三", None, ("fail", "reject")),
        # a firm is not a ministry for the name of its department
        ("北京甲科技有限公司科技部", "张三", None, ("fail", "reject")),
        ("北京市科学技术研究院有限公司", "张三", None, ("fail", "reject")),
        ("某某学院科技部", "张三", None, ("review", "reject")),
        ("教育部科技发展中心", "张三", None, ("review", "reject")),
        ("北京市人民政府", "某某项目组", None, ("fail", "supplement")),
        ("北京市人民政府", "某某项目组", "张三", ("pass", "reject")),
        ("?", "张三", None, ("review", "reject")),
        ("北京市人民政府", "?", None, ("review", "reject")),
    ],
)
def test_award(issuer: str, winner: str, evidence: str | None, answer: tuple[str, str]) -> None:
    papers = [paper("award_certificate", issuer=issuer, winner=winner)]
    if evidence:
        papers.append(paper("award_supporting_evidence", winner=evidence))
    assert said(case(SCENE, *papers, condition=3), "APP-C3-AWARD") == answer


def recorded(*years: int) -> Document:
    rows = [{"period": m, "tax_paid": "100.00"} for y in years for m in months(f"{y}-01", 12)]
    return paper("iit_tax_record", name="张三", rows=rows)


EVIDENCE: dict[str, tuple[int, tuple[Document, ...]]] = {
    "EV-C3": (3, (paper("award_certificate"), paper("award_supporting_evidence"))),
    "EV-C4": (4, (paper("high_tech_certificate", name=UNIT), recorded(2016, 2017, 2018))),
    "EV-C5": (5, (recorded(2016, 2017, 2018),)),
    "EV-C6": (
        6,
        (paper("patent_certificate"), paper("ip_conversion_report"), paper("conversion_evidence")),
    ),
    "EV-C8": (8, (recorded(2018), paper("outstanding_contribution_evidence"))),
}
GONE = [(rule, n) for rule, (_, papers) in EVIDENCE.items() for n in range(len(papers))]


@pytest.mark.parametrize("rule", EVIDENCE)
def test_evidence_is_whole(rule: str) -> None:
    number, papers = EVIDENCE[rule]
    assert status_of(case(SCENE, *papers, condition=number), rule) == "pass"


@pytest.mark.parametrize(("rule", "gone"), GONE)
def test_evidence_that_is_taken_out_is_missed(rule: str, gone: int) -> None:
    number, papers = EVIDENCE[rule]
    rest = papers[:gone] + papers[gone + 1 :]
    assert status_of(case(SCENE, *rest, condition=number), rule) == "fail"
    dim = case(SCENE, *rest, condition=number, unread=("照片.jpg",))
    assert status_of(dim, rule) == "review"


@pytest.mark.parametrize("number", [4, 5])
def test_a_year_without_records(number: int) -> None:
    papers = (paper("high_tech_certificate", name=UNIT), recorded(2016, 2018))
    assert status_of(case(SCENE, *papers, condition=number), f"EV-C{number}") == "fail"


@pytest.mark.parametrize(
    ("name", "code", "licence", "status"),
    [
        ("北京甲律师事务所", "", None, "pass"),
        ("北京甲", "31110000M000100Y4X", None, "pass"),
        ("北京甲咨询有限公司", "", None, "fail"),
        ("北京甲咨询有限公司", "", "北京甲咨询有限公司", "pass"),
        ("北京甲咨询有限公司", "", "北京乙人才有限公司", "fail"),
        ("北京甲咨询有限公司", "", "?", "review"),
        ("北京甲人力资源有限公司", "", None, "review"),
    ],
)
def test_service_entity(name: str, code: str, licence: str | None, status: str) -> None:
    papers = [paper("industry_license", name=licence)] if licence else []
    record = {"employer": {"name": name, "credit_code": code}}
    found = case(SCENE, *papers, condition=5, record=record)
    assert status_of(found, "APP-C5-ENTITY") == status


def test_a_licence_that_has_run_out() -> None:
    for end, status in (("2019-10-15", "pass"), ("2019-10-14", "fail")):
        licence = paper("industry_license", name=UNIT, valid_to=end)
        assert status_of(case(SCENE, licence, condition=5), "APP-C5-ENTITY") == status


def patent(n: int, kind: str = "实用新型专利证书", people: str = "张三") -> Document:
    digit = {"发明专利证书": 1, "实用新型专利证书": 2}[kind]
    number = f"ZL2017{digit}012345{n}.7"
    return paper("patent_certificate", patent_type=kind, inventors=people, patent_number=number)


def software(n: int, owner: str = "张三") -> Document:
    return paper("software_copyright_certificate", copyright_owner=owner,
                 registration_number=f"2018SR12345{n}")  # fmt: skip


@pytest.mark.parametrize(
    ("papers", "answer"),
    [
        ([patent(1, "发明专利证书", "李四;张三")], ("pass", "reject")),
        ([patent(1, "发明专利证书", "李四;王五;张三")], ("fail", "reject")),
        ([patent(1), patent(2), patent(3)], ("pass", "reject")),
        ([patent(1), patent(2), patent(2)], ("fail", "reject")),  # one of them twice
        ([patent(1), patent(2), software(1), software(2)], ("fail", "reject")),
        ([software(n) for n in range(3)], ("pass", "reject")),
        ([software(n, UNIT) for n in range(3)], ("review", "advisory")),
        ([software(n, UNIT) for n in range(2)], ("fail", "reject")),
        ([patent(1, "发明专利证书", "?")], ("review", "reject")),
    ],
)
def test_count_of_rights(papers: list[Document], answer: tuple[str, str]) -> None:
    assert said(case(SCENE, *papers, condition=6), "APP-C6-COUNT") == answer


@pytest.mark.parametrize(
    ("numbers", "sealed", "status"),
    [
        ("ZL201710123451.7", True, "pass"),
        ("ZL201710123451.7、ZL201790999999.9", True, "fail"),
        ("ZL201710123451.7", False, "fail"),
        ("?", True, "review"),
    ],
)
def test_conversion(numbers: str, sealed: bool, status: str) -> None:
    report = paper("ip_conversion_report", ip_numbers=numbers, seals=[seal()] if sealed else [])
    found = case(SCENE, patent(1, "发明专利证书"), report, condition=6)
    assert status_of(found, "APP-C6-CONVERSION") == status


def notice(year: int, total: str) -> Document:
    return paper("tax_info_notice", period_start=f"{year}-01-01", period_end=f"{year}-12-31",
                 total=total)  # fmt: skip


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        ([paper("capital_increase_agreement", investment_amount="10000000")], "fail"),
        ([paper("capital_increase_agreement", investment_amount="10000000.01")], "pass"),
        ([paper("capital_increase_agreement", investment_amount="?")], "review"),
        ([notice(y, "5000000") for y in (2016, 2017, 2018)], "pass"),
        ([notice(2016, "4999999.97"), notice(2017, "5000000"), notice(2018, "5000000")], "fail"),
        ([notice(2016, "9000000"), notice(2017, "9000000")], "review"),
        ([notice(2018, "90000000")], "not_applicable"),
    ],
)
def test_funding(papers: list[Document], status: str) -> None:
    assert status_of(case(SCENE, *papers, condition=7), "APP-C7-FUNDING") == status


@pytest.mark.parametrize(("paid", "status"), [("5000000", "fail"), ("5000000.01", "pass")])
def test_own_investment_is_what_persons_paid(paid: str, status: str) -> None:
    rows = [{"shareholder": "张三", "paid": paid}, {"shareholder": UNIT, "paid": "99000000"}]
    report = paper("capital_verification_report", paid_in_total="104000000", rows=rows)
    assert status_of(case(SCENE, report, condition=7), "APP-C7-FUNDING") == status


@pytest.mark.parametrize(
    ("mine", "others", "status"),
    [
        ("5%", [("王五", "40%"), (UNIT, "30%"), ("赵六", "25%")], "pass"),
        ("4.99%", [("王五", "95.01%")], "fail"),
        ("10%", [(f"{c}先生", "18%") for c in "甲乙丙丁"], "pass"),  # the fifth
        ("5%", [(f"{c}先生", "19%") for c in "甲乙丙丁戊"], "fail"),  # the sixth
        ("10%", [(f"{c}先生", "10%") for c in "甲乙丙丁戊己"], "pass"),  # a tie shares its rank
        ("?", [("王五", "40%")], "review"),
        ("5%", [(f"{c}先生", "?") for c in "甲乙丙丁戊"], "review"),
    ],
)
def test_shareholder(mine: str, others: list[tuple[str, str]], status: str) -> None:
    rows = [{"shareholder": name, "share": share} for name, share in [("张三", mine), *others]]
    articles = paper("articles_of_association", rows=rows)
    assert status_of(case(SCENE, articles, condition=7), "APP-C7-SHAREHOLDER") == status


def test_one_who_holds_through_a_company_is_no_shareholder() -> None:
    rows = [{"shareholder": "张三投资有限公司", "share": "100%"}]
    found = case(SCENE, paper("articles_of_association", rows=rows), condition=7)
    assert status_of(found, "APP-C7-SHAREHOLDER") == "fail"


def report(day: str, paid: str) -> Document:
    rows = [{"shareholder": "张三", "paid": paid}]
    return paper("capital_verification_report", report_date=day, rows=rows)


@pytest.mark.parametrize(
    ("papers", "status"),
    [
        # three years, counted most generously: from the first day of the third year back
        ((report("2016-01-01", "6000000"),), "pass"),
        ((report("2015-12-31", "6000000"),), "fail"),
        # of several reports the best counts, whatever their order
        ((report("2018-01-01", "4000000"), report("2019-01-01", "6000000")), "pass"),
        ((report("2019-01-01", "6000000"), report("2018-01-01", "4000000")), "pass"),
        ((report("2018-01-01", "?"), report("2019-01-01", "4000000")), "review"),
        # whether sums below the line are one and the same money is not known
        ((report("2018-01-01", "5000000"), report("2019-01-01", "5000000")), "review"),
        ((report("2018-01-01", "2000000"), report("2019-01-01", "3000000")), "fail"),
        ((report("2015-01-01", "5000000"), report("2019-01-01", "5000000")), "fail"),
        ((paper("capital_increase_agreement", investment_amount="12000000",
                sign_date="2016-01-01"),), "pass"),
        ((paper("capital_increase_agreement", investment_amount="12000000",
                sign_date="2015-12-31"),), "review"),
        ((paper("capital_increase_agreement", investment_amount="9000000",
                sign_date="2015-12-31"),), "fail"),
    ],
)  # fmt: skip
def test_funding_is_of_the_last_three_years(papers: tuple[Document, ...], status: str) -> None:
    assert status_of(case(SCENE, *papers, condition=7), "APP-C7-FUNDING") == status


SHARES = [{"shareholder": "张三", "share": "10%"}]


@pytest.mark.parametrize(
    ("slips", "rows", "answer"),
    [
        (["12000000"], SHARES, ("pass", "supplement")),
        (["6000000", "6000000"], SHARES, ("pass", "supplement")),
        (["10000000"], SHARES, ("fail", "supplement")),
        (["?"], SHARES, ("review", "supplement")),
        ([], SHARES, ("fail", "supplement")),
        (["12000000"], [], ("fail", "supplement")),  # the articles must tell the shares
    ],
)
def test_funding_papers(
    slips: list[str], rows: list[dict[str, str]], answer: tuple[str, str]
) -> None:
    papers = [
        paper("capital_increase_agreement", investment_amount="12000000", rows=rows),
        paper("capital_verification_report", paid_in_total="12000000"),
        *(paper("bank_receipt", amount=slip) for slip in slips),
    ]
    assert said(case(SCENE, *papers, condition=7), "EV-C7-INVEST") == answer


def test_nothing_for_condition_7_is_told_once() -> None:
    found = case(SCENE, condition=7)
    assert status_of(found, "EV-C7-INVEST") == "fail"
    assert status_of(found, "EV-C7-TAX") == "not_applicable"


@pytest.mark.parametrize(
    ("years", "status"), [((2016, 2017, 2018), "pass"), ((2017, 2018), "fail")]
)
def test_tax_papers(years: tuple[int, ...], status: str) -> None:
    papers = [paper("articles_of_association"), paper("tax_info_query_application")]
    papers += [notice(year, "5000000") for year in years]
    found = case(SCENE, *papers, condition=7)
    assert status_of(found, "EV-C7-TAX") == status
    assert status_of(found, "EV-C7-INVEST") == "not_applicable"


@pytest.mark.parametrize(
    ("sums", "status"),
    [
        (("210000", "200000", "200000.00"), "pass"),
        (("210000", "200000", "199999.99"), "fail"),
        (("210000", "?", "300000"), "review"),
    ],
)
def test_tax_of_three_years(sums: tuple[str, ...], status: str) -> None:
    rows = [{"period": f"{2016 + n}-12", "tax_paid": paid} for n, paid in enumerate(sums)]
    record = paper("iit_tax_record", name="张三", rows=rows)
    assert status_of(case(SCENE, record, condition=8), "APP-C8-TAX-200K") == status


def test_refunds_count_against_the_year_and_a_second_copy_does_not_count() -> None:
    rows = [{"period": f"{y}-12", "tax_paid": "200000"} for y in (2016, 2017, 2018)]
    back = [*rows, {"period": "2018-12", "tax_paid": "-0.01"}]
    low = [{**row, "tax_paid": "150000"} for row in rows]
    for papers, status in (([back], "fail"), ([low, low], "fail"), ([rows, rows], "pass")):
        shown = [paper("iit_tax_record", name="张三", rows=one) for one in papers]
        assert status_of(case(SCENE, *shown, condition=8), "APP-C8-TAX-200K") == status


def test_a_year_that_is_not_in_the_record_is_no_low_year() -> None:
    rows = [{"period": f"{y}-12", "tax_paid": "200000"} for y in (2017, 2018)]
    record = paper("iit_tax_record", name="张三", rows=rows)
    assert status_of(case(SCENE, record, condition=8), "APP-C8-TAX-200K") == "review"


@pytest.mark.parametrize(
    ("first", "count", "day", "status"),
    [
        ("2019-01", 8, "2019-10-15", "pass"),
        ("2019-03", 6, "2019-10-15", "fail"),
        ("2019-01", 7, "2019-10-15", "fail"),
        ("2022-01", 20, "2025-10-15", "fail"),
        ("2022-01", 44, "2025-10-15", "pass"),
        ("2018-06", 5, "2019-02-15", "not_applicable"),
    ],
)
def test_screenshots_since_2019(first: str, count: int, day: str, status: str) -> None:
    found = case(SCENE, screenshot(months(first, count)), condition=4, day=day)
    assert status_of(found, "INCOME-3Y-CURRENT") == status


def test_of_several_practice_licences_one_suffices() -> None:
    """An old one beside the new one does no harm; alone it is a lack."""
    old = paper("industry_license", name=UNIT, valid_to="2018-12-31")
    new = paper("industry_license", name=UNIT, valid_to="2022-12-31")
    dim = paper("industry_license", name="?")
    for papers, answer in (
        ((old, new), "pass"), ((dim, new), "pass"), ((old,), "fail"), ((dim,), "review"),
    ):  # fmt: skip
        assert status_of(case(SCENE, *papers, condition=5), "APP-C5-ENTITY") == answer
