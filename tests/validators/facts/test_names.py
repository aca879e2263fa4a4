"""A unit by its names, and another that pays: one fact, and nothing untrue is asked."""

from typing import Any

import pytest

from core.models.document import Document
from core.models.finding import Finding
from core.numbers.dates import months
from tests.validators.kit import (
    AGENT_NUMBER,
    CODE,
    NUMBER,
    UNIT,
    case,
    note,
    paper,
    screenshot,
    seal,
)
from validators.ground.case import Case
from validators.judging.rules import judge
from validators.policy import load_policy

FORMER, OTHER, THIRD = "北京甲软件有限公司", "北京乙数据服务有限公司", "北京丙人力资源有限公司"
OTHER_CODE = "91110105MA0009009"
SPAN = months("2019-04", 6)
SPEAK = (
    "INCOME-PAYER", "MAT-FIN-SEAL", "MAT-INCOME-ANNOTATION", "MAT-TAXLIST-ANNOTATION",
    "GEN-EMPLOYER-EQUAL", "GEN-SEAL-RING", "CONTRACT-PARTIES", "UINFO-NAME-NOTICE",
    "FORM-POA-FIELDS", "FORM-UCHANGE", "FORM-APP-OPINION",
)  # fmt: skip
UNTRUE = (f"须加盖 {UNIT}", f"应为“张三工资由{UNIT}", f"须写明“张三工资由{UNIT}", "请重新盖章")


def paid_by(unit: str, **more: Any) -> Document:
    """A screenshot on which all says that a unit paid."""
    values = {"employer": unit, "seals": [seal(unit, kind="finance")],
              "notes": [note(f"张三工资由{unit}发放")], **more}  # fmt: skip
    return screenshot(SPAN, **values)


def contract(unit: str, code: str | None = CODE) -> Document:
    more = {} if code is None else {"employer_credit_code": code}
    return paper("labor_contract", employer=unit, employee="张三", employee_id=NUMBER,
                 employee_signature="张三", seals=[seal(unit)], **more)  # fmt: skip


def notice(old: str = FORMER, new: str = UNIT, code: str = CODE, **more: Any) -> Document:
    return paper("name_change_notice", old_name=old, new_name=new, credit_code=code, **more)


def bad(found: Case) -> list[Finding]:
    return [
        one for one in judge(found, load_policy())
        if one.rule in SPEAK and one.status in ("fail", "review")
    ]  # fmt: skip


def causes(found: Case) -> set[str]:
    assert all(one.status == "fail" for one in bad(found)), bad(found)
    return {one.cause for one in bad(found)}


def told(found: Case) -> str:
    return "".join(one.message for one in bad(found))


def test_another_payer_is_one_fact_and_nobody_is_asked_to_certify_it() -> None:
    found = case("new_permit", paid_by(OTHER))
    assert causes(found) == {"payer"}
    assert len(bad(found)) == 5
    assert not any(words in told(found) for words in UNTRUE)


def test_two_screenshots_of_one_other_payer_are_one_fact_two_payers_two() -> None:
    assert causes(case("new_permit", paid_by(OTHER), paid_by(OTHER))) == {"payer"}
    two = case("new_permit", paid_by(OTHER), paid_by(THIRD))
    assert causes(two) == {"payer:D1", "payer:D2"}


def test_the_units_own_months_beside_are_no_fault() -> None:
    found = case("new_permit", paid_by(OTHER), paid_by(UNIT))
    assert {one.documents for one in bad(found)} == {("D1",)}


def test_a_dispatched_employee_lacks_two_things() -> None:
    found = case("new_permit", paid_by(OTHER), contract(OTHER, OTHER_CODE))
    assert causes(found) == {"payer", "unit:D2"}


@pytest.mark.parametrize(
    ("more", "cause"),
    [
        ({"notes": [note(f"张三工资由{UNIT}发放")]}, "payer"),  # not to be certified
        ({"seals": [seal(kind="finance")]}, "payer"),
    ],
)
def test_what_the_unit_put_on_anothers_paper(more: dict[str, Any], cause: str) -> None:
    found = case("new_permit", paid_by(OTHER, **more))
    assert causes(found) == {cause}
    assert not any(words in told(found) for words in UNTRUE)


@pytest.mark.parametrize("more", [{"seals": []}, {"notes": [], "annotation": None}])
def test_no_seal_or_note_on_anothers_paper_is_its_own_lack(more: dict[str, Any]) -> None:
    found = case("new_permit", paid_by(OTHER, **more))
    assert causes(found) == {"payer", ""}
    assert not any(words in told(found) for words in UNTRUE)


def test_an_unsigned_note_on_anothers_paper_stays_a_lack() -> None:
    found = case("new_permit", paid_by(OTHER, notes=[note(f"张三工资由{OTHER}发放", None)]))
    assert "没有经办人签字" in told(found)


def test_a_list_that_names_no_payer_tells_him_by_note_and_seal() -> None:
    rows = [{"period": month, "income": "12000.00"} for month in months("2016-09", 28)]

    def listed(unit: str, ring: str) -> Case:
        job = paper("labor_contract", employer=UNIT, employee="张三", start_date="2015-01-01",
                    employee_signature="张三", seals=[seal()])  # fmt: skip
        return case("renewal", job, paper("iit_tax_list", name="张三", id_number=NUMBER, rows=rows,
                                     seals=[seal(ring, kind="finance")],
                                     notes=[note(f"张三应税收入由{unit}代扣代缴")]))  # fmt: skip

    assert causes(listed(OTHER, OTHER)) == {"payer"}
    assert bad(listed(UNIT, UNIT)) == []
    assert "payer" not in causes(listed(UNIT, OTHER))  # a wrong seal, not another payer


def test_a_payer_in_doubt_is_a_question_whatever_seal_and_note_say() -> None:
    shown = paid_by(OTHER)
    name = shown.fields["employer"].model_copy(update={"confidence": 0.5})
    found = case(
        "new_permit", shown.model_copy(update={"fields": {**shown.fields, "employer": name}})
    )
    assert {one.status for one in bad(found)} == {"review"}


@pytest.mark.parametrize(
    "shown",
    [
        paid_by(FORMER),
        paid_by(FORMER, seals=[seal(kind="finance")]),  # sealed under today's name
        paid_by(FORMER, notes=[note(f"张三工资由{UNIT}发放")]),
        contract(FORMER),
        contract(FORMER, None),
        paper("tax_info_notice", taxpayer_name=FORMER, taxpayer_id=CODE,
              seals=[seal(FORMER, kind="finance")]),
    ],
)  # fmt: skip
def test_a_renamed_unit_is_one_unit(shown: Document) -> None:
    """With the registrar's notice; without it one lack, or another unit's paper."""
    assert bad(case("new_permit", shown, notice())) == []
    assert bad(case("new_permit", shown)) != []
    assert bad(case("new_permit", shown, notice(code=OTHER_CODE.ljust(18, "0")))) != []


def test_a_chain_of_notices() -> None:
    between = "北京甲网络有限公司"
    found = case("new_permit", paid_by(FORMER), notice(FORMER, between), notice(between, UNIT))
    assert bad(found) == []
    broken = case("new_permit", paid_by(FORMER), notice(FORMER, between))
    assert causes(broken) == {"payer"}


@pytest.mark.parametrize(
    "given",
    [notice(sure=0.5), notice(new="?"), notice(old="?"), notice(old="?", new="?")],
)
def test_a_notice_that_was_not_read_leaves_it_open(given: Document) -> None:
    for shown in (paid_by(FORMER), contract(FORMER, None)):
        found = bad(case("new_permit", shown, given))
        assert found and {one.status for one in found} == {"review"}


def test_another_name_under_the_units_code_lacks_the_notice_once() -> None:
    own = paid_by(FORMER, employer_credit_code=CODE)
    assert causes(case("new_permit", own)) == {"renamed"}
    assert causes(case("new_permit", own, contract(FORMER))) == {"renamed"}
    assert causes(case("new_permit", paid_by(FORMER), contract(FORMER))) == {"renamed"}
    assert "名称变更通知书" in told(case("new_permit", own))


def _papers(name: str) -> tuple[Document, ...]:
    power = paper("power_of_attorney", company=name, legal_rep="赵六", agent_name="李四",
                  agent_id=AGENT_NUMBER, agent_phone="13900000000", legal_rep_signature="赵六",
                  agent_signature="李四", seals=[seal(name)])  # fmt: skip
    form = paper("unit_change_form", unit_name=name, tax_place="东城区", unit_opinion="同意",
                 legal_rep_signature="赵六", seals=[seal(name)])  # fmt: skip
    return power, form, paper("business_license", name=name, credit_code=CODE)


def test_a_new_name_on_every_paper_of_a_change_is_one_lack() -> None:
    record = {"employer": {"name": FORMER, "credit_code": CODE, "type": "enterprise"}}
    found = case("unit_info_change", *_papers(UNIT), record=record)
    assert causes(found) == {"renamed"}
    whole = case("unit_info_change", *_papers(UNIT), notice(), record=record)
    assert bad(whole) == []
    record = {"employer": {"name": FORMER, "type": "enterprise"}}
    assert causes(case("unit_info_change", *_papers(UNIT), record=record)) == {"renamed"}
    wrong = case("unit_info_change", *_papers(UNIT), notice(THIRD), record=record)
    assert causes(wrong) == {"renamed"}


def test_a_form_made_today_under_the_former_name_is_a_question() -> None:
    power, *_ = _papers(FORMER)
    (found,) = bad(case("new_permit", power, notice()))
    assert (found.rule, found.status) == ("GEN-EMPLOYER-EQUAL", "review")


def test_insurance_under_the_former_name_counts_with_the_notice() -> None:
    rows = [{"segments.employer": FORMER, "segments.start": "2018-01", "segments.end": "2019-09",
             "segments.months": "21"}]  # fmt: skip
    book = paper("social_insurance_record", name="张三", id_number=NUMBER, rows=rows)

    def employed(*papers: Document) -> str:
        found = judge(case("new_permit", book, *papers), load_policy())
        return next(one.status for one in found if one.rule == "APP-EMPLOYED-6M")

    assert (employed(notice()), employed()) == ("pass", "fail")


@pytest.mark.parametrize(
    ("start", "holder", "status"),
    [
        ("2018-03-05", UNIT, None),
        ("2018-02-27", UNIT, None),  # the month of the change is paid by both
        ("2018-01-31", UNIT, "fail"),
        ("2018-03-05", OTHER, "review"),  # the permit is not this unit's
        ("2018-03-05", None, "review"),
        ("?", UNIT, "review"),
    ],
)
def test_wages_before_a_lawful_change_of_the_employer(
    start: str, holder: str | None, status: str | None
) -> None:
    """A renewal proves 36 months, some of which the employer before may have paid."""
    before, after = months("2016-09", 18), months("2018-03", 18)
    papers = [
        screenshot(before, employer=OTHER, seals=[seal(OTHER, kind="finance")],
                   notes=[note(f"张三工资由{OTHER}发放")]),
        screenshot(after),
        paper("labor_contract", employer=UNIT, employee="张三", employee_id=NUMBER,
              employee_signature="张三", start_date=start, seals=[seal()]),
    ]  # fmt: skip
    if holder:
        papers.append(paper("permit_confirmation", name="张三", unit_name=holder))
    found = bad(case("renewal", *papers))
    assert {one.status for one in found} == ({status} if status else set())
    assert {one.cause for one in found} <= {"payer", ""}
    assert bad(case("new_permit", *papers)) != []
