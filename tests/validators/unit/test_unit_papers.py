"""The unit: capital and its proof, credit, plan, what is handed in once, moves, registration."""

from typing import Any

import pytest

from core.models.document import Document
from tests.validators.kit import AGENT_NUMBER, UNIT, case, findings, paper, said, seal
from tests.validators.kit import status as status_of

REG = "unit_registration"
OLD = "北京旧科技有限公司"


def told(**extra: Any) -> dict[str, Any]:
    return {"extra": extra}


def printout(**values: str | None) -> Document:
    return paper("credit_publicity_printout", company=UNIT, **values)


@pytest.mark.parametrize(
    ("papers", "extra", "status"),
    [
        ([printout(paid_in_capital="1000000")], {}, "pass"),
        ([printout(paid_in_capital="?")], {}, "review"),
        ([printout()], {}, "fail"),
        ([], {}, "not_checked"),
        ([], {"paid_in_public": "无"}, "fail"),
        ([], {"paid_in_public": "有"}, "pass"),
        ([paper("capital_verification_report")], {"paid_in_public": "无"}, "pass"),
        ([paper("business_license", company_type="合伙企业")], {}, "not_applicable"),
        ([paper("institution_certificate")], {"paid_in_public": "无"}, "not_applicable"),
    ],
)
def test_paid_in_evidence(papers: list[Document], extra: dict[str, str], status: str) -> None:
    found = case(REG, *papers, record=told(**extra))
    assert status_of(found, "UNIT-PAIDIN-EVIDENCE") == status


def test_a_report_may_be_among_what_was_not_read() -> None:
    found = case(REG, record=told(paid_in_public="无"), unread=("照片.jpg",))
    assert status_of(found, "UNIT-PAIDIN-EVIDENCE") == "review"


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2018-10-15", "pass"),
        ("2018-10-14", "fail"),
        ("2019-10-15", "pass"),
        ("2019-10-16", "fail"),
        ("?", "review"),
    ],
)
def test_age_of_the_report(day: str, status: str) -> None:
    report = paper("capital_verification_report", report_date=day)
    assert status_of(case(REG, report), "UNIT-CAPVER-1Y") == status


def test_of_several_reports_one_suffices_and_none_is_asked_where_capital_is_public() -> None:
    old = paper("capital_verification_report", report_date="2012-01-01")
    new = paper("capital_verification_report", report_date="2019-01-01")
    assert status_of(case(REG, old, new), "UNIT-CAPVER-1Y") == "pass"
    public = printout(paid_in_capital="1000000")
    assert said(case(REG, old, public), "UNIT-CAPVER-1Y") == ("fail", "advisory")
    assert status_of(case(REG), "UNIT-CAPVER-1Y") == "not_applicable"


HEADS = (
    "列入经营异常名录信息序号列入原因列入日期作出决定机关移出经营异常名录原因移出日期移出决定机关"
)


@pytest.mark.parametrize(
    ("listed", "penalties", "answer"),
    [
        ("无", "无", ("pass", "advisory")),
        ("列入经营异常名录 2018年7月5日 未按规定公示年度报告", "无", ("fail", "reject")),
        ("列入经营异常名录 2018年7月5日 移出日期 2018年9月1日", "无", ("review", "reject")),
        ("列入经营异常名录 2018年7月5日，2018年9月1日已移出", "无", ("review", "reject")),
        # the heading of the column speaks of 移出 though nothing was moved out
        (f"{HEADS}1未公示年度报告2018-07-05东城分局", "无", ("fail", "reject")),
        (
            f"{HEADS}1未公示年度报告2018-07-05东城分局已补报2018-09-01东城分局",
            "无",
            ("review", "reject"),
        ),
        ("无", "行政处罚信息 2018年3月2日 罚款", ("review", "reject")),
        ("列入经营异常名录信息", "无", ("review", "advisory")),
        ("?", "无", ("review", "reject")),
    ],
)
def test_credit(listed: str, penalties: str, answer: tuple[str, str]) -> None:
    found = case(REG, printout(abnormal_list=listed, penalties=penalties))
    assert said(found, "UNIT-CREDIT") == answer


@pytest.mark.parametrize(
    ("serious", "answer"),
    [
        ("无", ("pass", "advisory")),
        ("列入严重违法失信企业名单 2018年7月5日 未履行义务", ("fail", "reject")),
        ("列入严重违法失信企业名单 2018年7月5日 移出日期 2019年7月5日", ("review", "reject")),
        ("?", ("review", "reject")),
    ],
)
def test_serious_violations(serious: str, answer: tuple[str, str]) -> None:
    found = case(REG, printout(abnormal_list="无", penalties="无", dishonest_list=serious))
    assert said(found, "UNIT-CREDIT") == answer


def test_a_list_that_was_not_looked_for_is_left_to_the_counter() -> None:
    told = findings(case(REG, printout(abnormal_list="无", penalties="无")), "UNIT-CREDIT")
    assert [answer.status for answer in told] == ["pass", "not_checked", "pass"]


def test_credit_and_function_are_left_to_the_counter() -> None:
    licence = paper("business_license", business_scope="软件开发")
    assert status_of(case(REG), "UNIT-CREDIT") == "not_checked"
    (answer,) = findings(case(REG, licence), "UNIT-FUNCTION")
    assert answer.status == "not_checked" and "软件开发" in answer.message and answer.evidence


@pytest.mark.parametrize(
    ("day", "filed", "status"),
    [
        ("2019-09-30", None, "not_applicable"),
        ("2019-10-01", None, "not_checked"),
        ("2019-12-31", "2019-10-01", "pass"),
        ("2019-10-15", "2019-09-30", "fail"),
        ("2019-10-15", "2018-11-01", "not_checked"),  # that is this year's plan
    ],
)
def test_next_years_plan(day: str, filed: str | None, status: str) -> None:
    found = case("new_permit", day=day, record=told(plan_filed_date=filed))
    assert status_of(found, "UNIT-PLAN-Q4") == status


STAMPED = paper("business_license", name=UNIT, seals=[seal()], more={"grey": True})
ORIGINAL = paper(
    "business_license", name=UNIT, seals=[seal("北京市东城区市场监督管理局", "agency")]
)
GREY = paper("business_license", name=UNIT, more={"grey": True})
POA = paper("power_of_attorney", agent_name="李四", agent_id=AGENT_NUMBER)


@pytest.mark.parametrize(
    ("licence", "earlier", "handler", "status"),
    [
        (STAMPED, None, None, "not_checked"),
        (STAMPED, [], None, "fail"),
        (STAMPED, "无", None, "fail"),
        (ORIGINAL, [], None, "pass"),
        (GREY, [], None, "review"),
        (STAMPED, ["2019-03-05 证件新办"], None, "pass"),
        (STAMPED, ["2018-03-05 证件新办"], None, "fail"),  # another year's
        (STAMPED, ["2019-03-05 证件新办 不予受理"], None, "fail"),
        (STAMPED, ["2019-03-05 证件新办"], "李四", "pass"),
        (STAMPED, ["2019-03-05 证件新办"], "王五", "fail"),  # the handler changed
        (ORIGINAL, ["2019-03-05 证件新办"], "王五", "pass"),
    ],
)
def test_original_once(licence: Document, earlier: Any, handler: str | None, status: str) -> None:
    facts = told(earlier_cases=earlier, unit_handler=handler)
    found = case("renewal", licence, POA, record=facts)
    assert status_of(found, "UNIT-LICENCE-ORIGINAL-ONCE") == status


@pytest.mark.parametrize(
    ("agent", "filed", "status"),
    [
        ("李四", "李四", "pass"),
        ("李四", "王某", "fail"),
        ("?", "王某", "review"),
        ("李四", None, "not_checked"),
    ],
)
def test_handler(agent: str, filed: str | None, status: str) -> None:
    shown = paper("power_of_attorney", agent_name=agent)
    found = case("renewal", shown, record=told(unit_handler=filed))
    assert said(found, "UINFO-HANDLER-REFILE") == (status, "advisory")


@pytest.mark.parametrize(
    ("earlier", "status"),
    [
        (None, "not_checked"),
        ([], "not_applicable"),
        ([{"date": "2019-03-05", "service": "new_permit"}], "pass"),
        (["2019-03-05 居住地址变更"], "not_applicable"),  # no notice was handed in then
        (["2018-03-05 证件新办"], "not_applicable"),
    ],
)
def test_tax_notice_once(earlier: Any, status: str) -> None:
    found = case("new_permit", record=told(earlier_cases=earlier))
    answers = findings(found, "UNIT-TAXNOTICE-ONCE")
    assert [answer.status for answer in answers] == [status]
    if status == "pass":
        assert "2019-03-05" in answers[0].message
    lacks = findings(found, "COMPLETE-NEW")[0].message
    assert ("涉税" in lacks) is (status != "pass")
    dim = case("new_permit", record=told(earlier_cases=earlier), unread=("照片.jpg",))
    assert status_of(dim, "UNIT-TAXNOTICE-ONCE") == "review"


@pytest.mark.parametrize(
    ("seat", "place", "office", "status"),
    [
        ("北京市东城区甲街1号", "东城区", "国家税务总局北京市海淀区税务局", "pass"),
        ("北京市东城区甲街1号", None, "国家税务总局北京市东城区税务局", "pass"),
        ("北京市海淀区甲街1号", "东城区", None, "fail"),
        ("北京市东城区甲街1号", "海淀区", None, "fail"),
        ("北京市东城区甲街1号", "?", "国家税务总局北京市海淀区税务局", "review"),
        ("?", "东城区", None, "review"),
    ],
)
def test_both_moved(seat: str, place: str | None, office: str | None, status: str) -> None:
    papers = [paper("business_license", address=seat)]
    papers += [paper("unit_change_form", tax_place=place)] if place else []
    papers += [paper("tax_info_notice", tax_authority=office)] if office else []
    assert status_of(case("unit_transfer_in", *papers), "TRANS-BOTH-MOVED") == status


@pytest.mark.parametrize(
    ("name", "notice", "status"),
    [
        (UNIT, None, "not_applicable"),
        ("北京新科技有限公司", None, "fail"),
        ("?", None, "review"),
        ("北京新科技有限公司", (UNIT, "北京新科技有限公司"), "pass"),
        ("北京新科技有限公司", (UNIT, "北京别的有限公司"), "fail"),
        ("北京新科技有限公司", (OLD, "北京新科技有限公司"), "fail"),
        (UNIT, (OLD, UNIT), "pass"),  # the record holds the new name already
        ("北京新科技有限公司", (UNIT, "?"), "review"),
    ],
)
def test_name_notice(name: str, notice: tuple[str, str] | None, status: str) -> None:
    papers = [paper("business_license", name=name)]
    if notice:
        papers.append(paper("name_change_notice", old_name=notice[0], new_name=notice[1]))
    assert status_of(case("unit_info_change", *papers), "UINFO-NAME-NOTICE") == status


@pytest.mark.parametrize(
    ("extra", "status"),
    [
        ({}, "not_checked"),
        ({"legal_rep": "王五"}, "pass"),
        (
            {"legal_rep": "李四", "registered_capital": "1000000", "unit_address": "甲街1号"},
            "fail",
        ),
        (
            {"legal_rep": "李四", "registered_capital": "1000001", "unit_address": "甲街1号"},
            "pass",
        ),
    ],
)
def test_changed_data(extra: dict[str, str], status: str) -> None:
    licence = paper("business_license", name=UNIT, legal_rep="李四", address="甲街1号",
                    registered_capital="1000000")  # fmt: skip
    found = case("unit_info_change", licence, record=told(**extra))
    assert said(found, "UINFO-CHANGED-DATA") == (status, "advisory")


BASIC = (
    "本公司为有限责任公司，主营业务为软件开发，上一年度纳税100万元；现有员工50人，"
    "本科以上占八成，非京籍占三成，申请需求2人。"
)
FILLED: dict[str, str | None] = {
    "addressee": "东城区人力资源和社会保障局", "section_basic": BASIC,
    "section_application": "拟申报人员张三，工程师。", "section_opinion": "经研究，申请开通。",
    "applicant_name": "张三", "agent_name": "李四", "agent_id": AGENT_NUMBER,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, "pass"),
        ({"section_opinion": "为XXXXX办理"}, "fail"),
        ({"section_basic": BASIC.replace("非京籍占三成，", "")}, "fail"),
        ({"agent_id": None}, "fail"),
        ({"addressee": "海淀区人力资源和社会保障局"}, "fail"),
        ({"section_application": "?"}, "review"),
    ],
)
def test_registration_sections(changed: dict[str, str | None], status: str) -> None:
    shown = paper("unit_registration_application", **{**FILLED, **changed})
    assert status_of(case(REG, shown), "UNIT-REGAPP-SECTIONS") == status


def test_a_word_missing_from_a_section_that_was_badly_read_is_no_failure() -> None:
    values = {**FILLED, "section_basic": BASIC.replace("纳税", "")}
    shown = paper("unit_registration_application", sure=0.8, **values)
    assert status_of(case(REG, shown), "UNIT-REGAPP-SECTIONS") == "review"


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, "pass"),
        ({"applicant_signature": None}, "fail"),
        ({"sign_date": None}, "fail"),
    ],
)
def test_registration_signatures(changed: dict[str, str | None], status: str) -> None:
    values: dict[str, str | None] = {
        "legal_rep_signature": "王五", "agent_signature": "李四", "applicant_signature": "张三",
        "company": UNIT, "sign_date": "2019-10-01",
    }  # fmt: skip
    shown = paper("unit_registration_application", **{**values, **changed})
    assert status_of(case(REG, shown), "UNIT-REGAPP-SIGN") == status
    values.pop("agent_signature")  # its place was not found
    dim = paper("unit_registration_application", **values)
    assert status_of(case(REG, dim), "UNIT-REGAPP-SIGN") == "review"


@pytest.mark.parametrize("rule", ["UNIT-REGAPP-SECTIONS", "UNIT-REGAPP-SIGN"])
def test_no_application_is_a_matter_of_completeness(rule: str) -> None:
    assert status_of(case(REG), rule) == "not_applicable"


@pytest.mark.parametrize(
    ("record", "condition", "status"),
    [
        ({}, 1, "not_checked"),
        ({"applicant": {"monthly_income": "15000"}}, 1, "pass"),
        ({"applicant": {"monthly_income": None}}, 1, "fail"),
        ({"extra": {"monthly_income": ""}}, 1, "fail"),
        ({"applicant": {"monthly_income": "15000"}}, 4, "not_checked"),
        ({"extra": {"monthly_income": {"2016": 1, "2017": 2, "2018": 3}}}, 4, "pass"),
        ({"extra": {"monthly_income": {"2017": 2, "2018": 3}}}, 4, "fail"),
    ],
)
def test_tax_block(record: dict[str, Any], condition: int, status: str) -> None:
    found = case("new_permit", record=record, condition=condition)
    assert status_of(found, "PROC-UNIT-TAXINFO") == status
