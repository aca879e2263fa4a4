"""What is filed once a year: remembered, it is not missing; what differs is told."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.models.document import Document
from core.models.filing import FiledBefore, PacketFacts, Remembered, RingText
from tests.validators.kit import (
    AGENT_NUMBER,
    CODE,
    DAY,
    UNIT,
    case,
    findings,
    paper,
    seal,
)
from tests.validators.packet.test_completeness import AGENT, LICENCE, POA, TAX, UNIT_CHANGE, WHOLE
from validators.ground.case import Case
from validators.judging.apart import between
from validators.judging.filing import (
    SEAL_KINDS,
    WHAT,
    content_key,
    differences,
    facts_of,
    filed_before,
    order_of,
)
from validators.policy import load_policy

NOTHING: dict[str, Any] = {"employer": {}, "applicant": {}, "agent": {}}


def with_filed(service: str, *papers: Document, **more: Any) -> Case:
    told = {"type": "tax_info_notice", "day": date(2019, 3, 5), "packet": "张三", **more}
    found = case(service, *papers)
    return replace(found, filed=(FiledBefore.model_validate(told),))


def answer(found: Case, rule: str) -> tuple[str, str]:
    (finding,) = findings(found, rule)
    return finding.status, finding.message


@pytest.mark.parametrize("service", ["unit_registration", "new_permit", "employer_change"])
def test_a_notice_filed_this_year_is_not_missing(service: str) -> None:
    rule, papers = WHOLE[service]
    without = [document for document in papers if document is not TAX]
    assert answer(case(service, *without), rule)[0] == "fail"
    found = with_filed(service, *without, period="2018-01-01/2018-12-31")
    status, message = answer(found, rule)
    assert status == "pass"
    for word in ("2019-03-05", "张三", "2018-01-01 至 2018-12-31", "预审"):
        assert word in message
    (finding,) = findings(found, rule)
    assert TAX.id not in finding.documents


def test_who_accepted_it_is_told() -> None:
    rule, papers = WHOLE["employer_change"]
    found = with_filed("employer_change", *papers[:-1], by_person=True)
    assert "人工" in answer(found, rule)[1]


@pytest.mark.parametrize("day", ["2018-12-31", "2019-10-16", "2020-01-01"])
def test_a_filing_of_another_year_or_a_later_day_does_not_count(day: str) -> None:
    rule, papers = WHOLE["employer_change"]
    assert answer(with_filed("employer_change", *papers[:-1], day=day), rule)[0] == "fail"


def test_another_paper_does_not_stand_in() -> None:
    rule, papers = WHOLE["employer_change"]
    found = with_filed("employer_change", *papers[:-1], type="business_license")
    assert answer(found, rule)[0] == "fail"


def test_other_missing_papers_stay_missing() -> None:
    rule, papers = WHOLE["employer_change"]
    status, message = answer(with_filed("employer_change", *papers[1:-1]), rule)
    assert status == "fail" and "委托书" in message and "涉税" not in message


def test_moving_in_has_no_such_exemption() -> None:
    """Guide 六（十）asks for the notice without the words on the calendar year."""
    found = with_filed("unit_transfer_in", POA, UNIT_CHANGE, LICENCE, AGENT)
    assert answer(found, "COMPLETE-TRANSFER")[0] == "fail"


def test_what_is_in_the_packet_needs_no_memory() -> None:
    rule, papers = WHOLE["employer_change"]
    assert "2019-03-05" not in answer(with_filed("employer_change", *papers), rule)[1]


def facts(*papers: Document, record: dict[str, Any] | None = None) -> PacketFacts:
    found = case("new_permit", *papers, record=record)
    return facts_of(found, load_policy(), key="k", day_given=True)


def licence(sure: float = 0.99, **more: str) -> Document:
    told = {"name": UNIT, "credit_code": CODE, "legal_rep": "赵六", "address": "东城区甲街1号"}
    return paper("business_license", sure=sure, **{**told, **more})


def test_facts_of_papers_alone() -> None:
    found = facts(licence(), POA, record=NOTHING)
    assert (found.unit_code, found.unit_name, found.legal_rep) == (CODE, UNIT, "赵六")
    assert found.agent == "李四" and AGENT_NUMBER not in found.model_dump_json()
    assert found.agent_mark.startswith("110") and found.agent_mark.endswith("2578")


def test_what_is_doubtful_is_no_fact() -> None:
    found = facts(licence(sure=0.6), record=NOTHING)
    assert not found.known and (found.legal_rep, found.address) == ("", "")


def test_a_code_that_does_not_check_is_no_key() -> None:
    wrong = CODE[:-1] + ("1" if CODE[-1] != "1" else "2")
    assert facts(licence(credit_code=wrong), record=NOTHING).unit_code == ""
    assert facts(record={"employer": {"name": UNIT, "credit_code": wrong}}).unit_code == ""


def test_another_units_licence_tells_nothing_of_this_one() -> None:
    found = facts(licence(name="上海丙酒店管理有限公司", legal_rep="钱七"))
    assert (found.unit_name, found.legal_rep) == (UNIT, "")


def test_what_is_filed_once_a_year_is_kept_with_its_period() -> None:
    notice = paper("tax_info_notice", period_start="2018-01-01", period_end="2018-12-31")
    half = paper("tax_info_notice", period_start="2018-01-01", period_end="?")
    kept = facts(notice, half, licence(), POA).papers
    assert [(p.type, p.period) for p in kept] == [
        ("tax_info_notice", "2018-01-01/2018-12-31"), ("tax_info_notice", ""),
        ("business_license", ""),
    ]  # fmt: skip


def test_rings_of_the_unit_read_to_the_letter() -> None:
    others = [seal("北京市东城区税务局", "agency"), seal("上海丙酒店管理有限公司")]
    faint = seal("北京田科技有限公司", confidence=0.9)
    seals = [seal(), seal("北京申科技有限公司"), *others, faint]
    rings = [ring.text for ring in facts(paper("power_of_attorney", seals=seals)).rings]
    assert rings == sorted([UNIT, "北京申科技有限公司"])


def remembered(found: PacketFacts, accepted: bool = True, **more: Any) -> Remembered:
    told = {"packet": "张三", "day": date(2019, 3, 5), **more}
    return Remembered(facts=found.model_copy(update=told), accepted=accepted)


@pytest.mark.parametrize(
    ("accepted", "more", "count"),
    [
        (True, {}, 1),
        (False, {}, 0),
        (True, {"day_given": False}, 0),
        (True, {"day": date(2018, 12, 31)}, 0),
    ],
)
def test_only_what_was_accepted_on_a_known_day_of_the_year_was_filed(
    accepted: bool, more: dict[str, Any], count: int
) -> None:
    earlier = remembered(facts(TAX), accepted, **more)
    assert len(filed_before(facts(), [earlier])) == count


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"day": date(2019, 10, 14), "packet": "b"}, {"packet": "a"}),
        ({"packet": "b", "papers": facts(TAX).papers}, {"packet": "a"}),  # who brings papers
        ({"packet": "a", "key": "2"}, {"packet": "b", "key": "1"}),
        ({"key": "1"}, {"key": "2"}),
    ],
)
def test_packets_of_a_unit_stand_in_one_order_however_they_come(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    one, two = (
        facts().model_copy(update={"day": date(2019, 10, 15), "packet": "a", **told})
        for told in (first, second)
    )
    assert order_of(one) < order_of(two)


def test_of_two_packets_of_a_day_only_the_second_rests_on_the_other() -> None:
    one, two = (facts(TAX).model_copy(update={"packet": name}) for name in "ab")
    (before,) = filed_before(two, [Remembered(facts=one, accepted=True)])
    (behind,) = filed_before(one, [Remembered(facts=two, accepted=True)])
    assert (before.beside, behind.beside) == (False, True)


def test_what_a_packet_of_the_same_day_behind_it_held_is_in_doubt() -> None:
    rule, papers = WHOLE["new_permit"]
    without = [document for document in papers if document is not TAX]
    status, message = answer(with_filed("new_permit", *without, beside=True), rule)
    assert status == "review" and "张三" in message and "同日" in message
    both = with_filed("new_permit", *without, beside=True)
    before = FiledBefore(type="tax_info_notice", day=date(2019, 3, 5), packet="李四")
    assert answer(replace(both, filed=(*both.filed, before)), rule)[0] == "pass"


def test_what_changed_since_goes_with_the_filing() -> None:
    earlier = remembered(facts(licence(legal_rep="钱七"), TAX))
    assert {paper.changed for paper in filed_before(facts(licence()), [earlier])} == {
        ("法定代表人",)
    }


def test_differences_are_named_once_each() -> None:
    now = facts(licence(), paper("power_of_attorney", seals=[seal()]))
    other = {"agent": {"name": "周八", "id_number": "110101199003070011"}}
    then = facts(
        licence(legal_rep="钱七", address="东城区乙路9号"),
        paper("power_of_attorney", seals=[seal("北京甲商贸有限公司")]),
        record=other,
    )
    told = differences(now, [remembered(then), remembered(then, packet="王五")])
    assert [text.split("不同")[0].split("之间")[1] for text in told] == [
        "法定代表人", "住所", "经办人", "公章印文",
    ]  # fmt: skip
    assert all("张三" in text and "2019-03-05" in text for text in told)
    assert "钱七" in told[0] and not any(AGENT_NUMBER in text for text in told)


def test_a_batch_names_both_sides_of_a_difference() -> None:
    other = {"agent": {"name": "周八", "id_number": "110101199003070011"}}
    one, odd = facts(licence()), facts(licence(legal_rep="钱七"), record=other)
    elsewhere = one.model_copy(update={"unit_code": "", "unit_name": "别家", "legal_rep": "孙九"})
    batch = {"甲": one, "乙": odd, "丙": one, "丁": elsewhere}
    person, agent = between(batch)
    assert (person.unit, person.what, person.what_en) == (
        UNIT,
        "法定代表人",
        "Legal representative",
    )
    assert [(said.text, said.packets) for said in person.said] == [
        (one.legal_rep, ("甲", "丙")), ("钱七", ("乙",)),
    ]  # fmt: skip
    assert agent.what == "经办人" and AGENT_NUMBER not in agent.model_dump_json()
    assert between({"甲": one, "丙": one}) == ()
    last_year = odd.model_copy(update={"day": one.day.replace(year=one.day.year - 1)})
    assert between({"甲": one, "乙": last_year}) == ()


def test_every_difference_has_a_name_in_english() -> None:
    one = facts(licence(), paper("power_of_attorney", seals=[seal()]))
    rings = tuple(RingText(kind=kind, text="北京甲科技有限公司") for kind in SEAL_KINDS)
    full = one.model_copy(update={"rings": rings})
    odd = full.model_copy(update={
        "unit_name": "天津乙", "legal_rep": "钱七", "address": "别处", "agent_mark": "x",
        "rings": tuple(ring.model_copy(update={"text": "天津乙"}) for ring in rings),
    })  # fmt: skip
    told = between({"甲": full, "乙": odd})
    assert {one.what for one in told} == {what.zh for what in WHAT.values()}


def test_no_difference_where_it_is_the_same_or_unread() -> None:
    full = facts(licence(), paper("power_of_attorney", seals=[seal()]))
    assert differences(full, [remembered(full)]) == []
    assert differences(full, [remembered(facts(record={"agent": {}}))]) == []
    near = full.model_copy(update={"legal_rep": "末名"})
    assert differences(near, [remembered(full, legal_rep="未名")]) == []  # a scan confuses them


def test_one_seal_in_common_is_the_same_seal() -> None:
    both = facts(paper("power_of_attorney", seals=[seal(), seal("北京甲商贸有限公司")]))
    one = facts(paper("power_of_attorney", seals=[seal()]))
    assert differences(both, [remembered(one)]) == []


def test_a_packet_is_known_by_what_its_files_hold() -> None:
    assert content_key(["a", "b"]) == content_key(["b", "a", "", "a"]) != content_key(["a"])
    assert content_key(["", ""]) == ""


def test_facts_of_an_empty_packet() -> None:
    found = facts(record=NOTHING)
    assert not found.known and found.day == DAY
