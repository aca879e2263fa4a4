"""Corrections, decisions, closing: what stands afterwards, who did it, and who was too late."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.errors import ConflictError, Refused
from core.models.document import PageRef, Reading
from core.models.filing import FiledBefore
from core.models.geometry import Box
from core.models.material import Assumption
from pipeline.judging import case_of
from pipeline.memory import Memory
from review import audit
from review.closing import close, reopen
from review.judging import OF_FILES, RECORD
from review.models import Changed, DeskFinding, DeskPacket
from review.packets import load
from review.places import of_evidence
from review.store import Store
from review.work import ReviewContext, confirm, correct, decide, undecide, withdraw
from tests.review.conftest import REVIEWER, SUPERVISOR, Put, lacking, material
from tests.validators.kit import UNIT, note, paper, screenshot, seal
from tests.validators.packet.test_completeness import CHANGE, LICENCE, POA
from validators.ground.look import cell
from validators.ground.verdict import evidence_of, seal_evidence
from validators.judging.filing import facts_of
from validators.policy import load_policy

NAME = ("D3", "name")


def packet(context: ReviewContext) -> DeskPacket:
    return load(context.store, context.packet)


def of(found: DeskPacket, rule: str) -> list[DeskFinding]:
    return [view for view in found.standing.findings if view.finding.rule == rule]


def later(context: ReviewContext, changed: Changed) -> ReviewContext:
    return replace(context, seen=changed.packet.version)


def settle(context: ReviewContext) -> ReviewContext:
    """Answer all that is open or failed with pass."""
    found, ahead = packet(context), context.ahead
    context = replace(context, by=SUPERVISOR, ahead=False)  # nobody looks at it in between
    while views := [v for v in found.standing.findings if v.status in ("review", "fail")]:
        changed = decide(context, views[0].key, "pass", "已核对原件")
        context, found = later(context, changed), changed.packet
    return replace(context, ahead=ahead)


def test_a_packet_comes_to_the_desk_as_it_was_checked(put: Put) -> None:
    found = packet(put())
    assert (found.version, found.state, found.name) == (1, "open", "一号")
    assert found.standing.report == found.first
    assert [view.finding for view in found.standing.findings] == list(found.first.findings)
    assert found.standing.outcome == "supplement"


def test_a_corrected_value_is_judged_at_once_and_what_changed_is_told(put: Put) -> None:
    context = put()
    changed = correct(context, *NAME, UNIT, why="放大后可辨")
    (told,) = [one for one in changed.changes if one.rule == "GEN-EMPLOYER-EQUAL"]
    assert told.before is not None and told.before.status == "review"
    assert told.after is None or told.after.status == "pass"
    assert all(view.status == "pass" for view in of(changed.packet, "GEN-EMPLOYER-EQUAL"))
    field = changed.packet.standing.report.documents[2].fields["name"]
    assert (field.value, field.confidence, field.readings[0].source) == (UNIT, 1.0, "person")
    was = changed.packet.first.documents[2].fields["name"]
    assert (field.file, field.page, field.box) == (was.file, was.page, was.box)
    assert "FORM-PCHANGE" not in {one.rule for one in changed.changes}


def test_a_wrong_value_that_a_person_confirms_is_a_sure_fault(put: Put) -> None:
    changed = confirm(put(), *NAME)
    assert "fail" in {view.status for view in of(changed.packet, "GEN-EMPLOYER-EQUAL")}
    (kept,) = changed.packet.corrections
    assert kept.confirms and kept.by == "赵敏"


def test_what_is_withdrawn_counts_no_more(put: Put) -> None:
    context = put()
    before = packet(context).standing
    context = later(context, correct(context, *NAME, UNIT))
    changed = withdraw(context, *NAME, why="看错")
    assert changed.packet.standing == before
    assert changed.packet.corrections == ()


def test_a_change_is_kept_with_who_when_before_after_and_why(put: Put) -> None:
    context = put()
    context = later(context, correct(context, *NAME, "北京乙公司", why="第一次"))
    context = later(context, correct(replace(context, by=SUPERVISOR), *NAME, UNIT, why="第二次"))
    doubt = packet(context).standing.doubts[0]
    decide(context, doubt.key, "pass", "签字可辨")
    told = [(c.who, c.action, c.target, c.before, c.after, c.why, c.version)
            for c in audit.trail(context.store, packet=context.packet)]  # fmt: skip
    assert told == [
        ("批量", "arrive", "", None, "supplement", "", 1),
        ("赵敏", "correct", "D3.name", "北京甲科支有限公司", "北京乙公司", "第一次", 2),
        ("钱组长", "correct", "D3.name", "北京乙公司", UNIT, "第二次", 3),
        ("赵敏", "decide", doubt.key, "review", "pass", "签字可辨", 4),
    ]


def test_two_at_one_packet_cannot_overwrite_each_other(put: Put) -> None:
    first = put()
    second = replace(first, by=SUPERVISOR)
    correct(first, *NAME, UNIT)
    with pytest.raises(ConflictError) as late:
        correct(second, *NAME, "北京乙公司")
    assert late.value.changes == (("赵敏", "correct", "D3.name"),)
    assert "赵敏" in str(late.value)
    assert (late.value.seen, late.value.version) == (1, 2)
    assert packet(first).corrections[0].value == UNIT


def test_of_many_at_once_one_is_first(put: Put) -> None:
    context = put()

    def act(n: int) -> bool:
        try:
            correct(context, *NAME, f"北京{n}号公司")
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(act, range(4))) == [False, False, False, True]
    assert packet(context).version == 2
    assert len(audit.trail(context.store, packet=context.packet)) == 2


@pytest.mark.parametrize(
    ("document", "field", "value", "code"),
    [
        ("D9", "name", "x", "no_such_document"),
        ("D3", "colour", "x", "no_such_field"),
        ("D3", "name", "  ", "value"),
        ("", "service", "new-permit", "value"),
        ("", "submission_date", "2019-13-01", "value"),
        ("", "submission_date", "长期", "value"),
        ("", "outcome", "accept", "no_such_field"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    document: str, field: str, value: str, code: str, put: Put
) -> None:
    context = put()
    with pytest.raises(Refused) as refused:
        correct(context, document, field, value)
    assert refused.value.code == code
    assert packet(context).version == 1


def test_the_service_and_the_day_can_be_told(put: Put) -> None:
    notes = (
        Assumption(text="甲", about="service"),
        Assumption(text="乙", about="day"),
        Assumption(text="丙"),
    )
    context = put(service=None, assumed=notes)
    assert packet(context).standing.doubts[0].key == "packet:service"
    changed = correct(context, "", "service", "general_change")
    report = changed.packet.standing.report
    assert report.service == "general_change"
    assert report.assumptions[:2] == ("乙", "丙") and len(report.assumptions) == 3
    changed = correct(later(context, changed), "", "submission_date", "2019年10月16日")
    report = changed.packet.standing.report
    assert report.submission_date == date(2019, 10, 16)
    assert report.assumptions[0] == "丙" and len(report.assumptions) == 3
    again = correct(later(context, changed), "", "submission_date", "2019年10月17日")
    assert len(again.packet.standing.report.assumptions) == 3
    assert "packet:service" not in {doubt.key for doubt in changed.packet.standing.doubts}


def test_a_page_that_nobody_could_read_is_looked_at(put: Put) -> None:
    """Until then a paper that is not there may be on it; then it is missing."""
    context = put(POA, CHANGE, unread=("2.jpg 第 1 页",))
    assert {view.status for view in of(packet(context), "COMPLETE-GENERAL")} == {"review"}
    with pytest.raises(Refused) as refused:
        correct(context, "", "unread:1.jpg", None)
    assert refused.value.code == "no_such_field"
    changed = correct(context, "", "unread:2.jpg 第 1 页", None, why="空白页")
    assert {view.status for view in of(changed.packet, "COMPLETE-GENERAL")} == {"fail"}
    assert any("2.jpg" in note for note in changed.packet.standing.report.assumptions)
    back = withdraw(later(context, changed), "", "unread:2.jpg 第 1 页")
    assert {view.status for view in of(back.packet, "COMPLETE-GENERAL")} == {"review"}


def test_what_is_doubtful_is_named_until_a_person_says(put: Put) -> None:
    context = put()
    assert packet(context).standing.doubtful == ("D3.name",)
    changed = confirm(context, *NAME)
    assert changed.packet.standing.doubtful == ()


def test_evidence_leads_to_the_value_it_shows() -> None:
    turned = PageRef(file="a.jpg", page=1, rotation=90)
    rows = [{"income": "1.00"}, {"income": "2.00"}]
    shot = paper("its_withholding_screenshot", rows=rows, seals=[seal(), seal("甲")])
    boxes = [Box(0.1, 0.1 * n, 0.2, 0.1 * n + 0.05) for n in (1, 2)]
    cells = [row["income"].model_copy(update={"page": turned, "box": box})
             for row, box in zip(shot.rows, boxes, strict=True)]  # fmt: skip
    seals = [placed.model_copy(update={"seal": placed.seal.model_copy(update={"box": box})})
             for placed, box in zip(shot.seals, boxes, strict=True)]  # fmt: skip
    shot = shot.model_copy(
        update={"rows": tuple({"income": c} for c in cells), "seals": tuple(seals)}
    )
    second = cell(shot, shot.rows[1], "income", load_policy())
    shown = evidence_of(second)
    assert shown is not None and shown.field == "rows.income"
    assert of_evidence(shot, shown) == ["rows.1.income"]
    assert of_evidence(shot, seal_evidence(shot, shot.seals[1])) == ["seals.1.ring"]
    whole = evidence_of(shot)
    assert whole is not None and of_evidence(shot, whole) == []


def test_the_rules_about_files_are_the_policy_s() -> None:
    assert {rule.id for rule in load_policy().rules} >= OF_FILES


def test_a_record_that_could_not_be_used_must_be_looked_at(put: Put) -> None:
    context = settle(put(record_broken=True))
    assert [doubt.key for doubt in packet(context).standing.doubts] == [RECORD]
    assert packet(context).standing.outcome == "review"
    changed = decide(context, RECORD, "pass", "已对照系统")
    assert (changed.packet.standing.doubts, changed.packet.standing.outcome) == ((), "accept")


def test_a_decision_changes_no_rule_s_answer_and_counts_in_the_outcome(put: Put) -> None:
    context = put()
    view = of(packet(context), "MAT-LEGALREP-SIGN")[0]
    changed = decide(context, view.key, "fail", "授权委托书没有法定代表人签字，请补签")
    (now, _) = of(changed.packet, "MAT-LEGALREP-SIGN")
    assert (now.finding, now.status) == (view.finding, "fail")
    shown = [f for f in changed.packet.standing.report.findings if f.rule == view.finding.rule]
    assert shown[0].message == "授权委托书没有法定代表人签字，请补签"
    back = undecide(later(context, changed), view.key)
    assert of(back.packet, "MAT-LEGALREP-SIGN")[0] == view


def test_a_decision_lapses_when_the_finding_says_something_else(put: Put) -> None:
    context = put()
    view = of(packet(context), "GEN-EMPLOYER-EQUAL")[0]
    context = later(context, decide(context, view.key, "pass", "同一单位"))
    changed = correct(context, *NAME, "北京乙公司")
    now = of(changed.packet, "GEN-EMPLOYER-EQUAL")
    assert all(view.decision is None for view in now)
    assert [one.key for one in changed.packet.standing.lapsed] == [view.key]


def test_who_may_overrule_what(put: Put) -> None:
    context = put()
    failed = next(v for v in of(packet(context), "FORM-PCHANGE") if v.finding.status == "fail")
    with pytest.raises(Refused) as refused:
        decide(context, failed.key, "pass", "有章")
    assert refused.value.code == "role"
    changed = decide(replace(context, by=SUPERVISOR), failed.key, "pass", "背面有章")
    (now,) = [v for v in of(changed.packet, "FORM-PCHANGE") if v.key == failed.key]
    assert now.status == "pass"
    context = later(context, changed)
    fine = next(v for v in packet(context).standing.findings if v.finding.status == "pass")
    assert decide(context, fine.key, "fail", "系涂改").packet.version == 3


def test_a_decision_needs_its_reason_and_its_finding(put: Put) -> None:
    context = put()
    doubt = packet(context).standing.doubts[0]
    for key, why, code in ((doubt.key, " ", "why"), ("X:0", "对", "no_such_finding")):
        with pytest.raises(Refused) as refused:
            decide(context, key, "pass", why)
        assert refused.value.code == code


def test_with_a_doubt_left_nothing_is_accepted(put: Put) -> None:
    context = put()
    with pytest.raises(Refused) as refused:
        close(context, "accept")
    assert refused.value.code == "doubts_open"
    assert packet(context).state == "open"
    context = settle(context)
    closed = close(replace(context, by=REVIEWER), "accept").packet
    assert (closed.state, closed.closed, closed.closed_by) == ("closed", "accept", "赵敏")


def test_what_failed_is_not_accepted_and_what_did_not_is_not_sent_back(put: Put) -> None:
    context = put()
    for doubt in packet(context).standing.doubts:
        context = later(context, decide(context, doubt.key, "pass", "已核对"))
    for outcome, code in (("accept", "not_met"), ("reject", "nothing_failed")):
        with pytest.raises(Refused) as refused:
            close(context, outcome, "理由")  # type: ignore[arg-type]
        assert refused.value.code == code
    assert close(context, "supplement").packet.closed == "supplement"


def test_a_closed_packet_is_left_alone_until_a_supervisor_opens_it(put: Put) -> None:
    context = put()
    context = later(context, close(context, "supplement"))
    with pytest.raises(Refused) as refused:
        correct(context, *NAME, UNIT)
    assert refused.value.code == "closed"
    with pytest.raises(Refused) as refused:
        reopen(context, "补交")
    assert refused.value.code == "role"
    chief = replace(context, by=SUPERVISOR)
    with pytest.raises(Refused) as refused:
        reopen(chief, "")
    assert refused.value.code == "why"
    opened = reopen(chief, "退件有误").packet
    assert (opened.state, opened.closed, opened.closed_by) == ("open", None, None)
    assert [c.action for c in audit.trail(context.store)][-2:] == ["close", "reopen"]


def test_the_memory_of_units_is_told_what_a_person_accepted(put: Put, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.sqlite")
    context = settle(put())
    context = later(context, close(context, "accept", memory=memory))
    assert [(one.accepted, one.by_person) for one in memory.all()] == [(True, True)]
    reopen(context, "复查", memory)
    assert [one.accepted for one in memory.all()] == [False]


def test_a_memory_that_fails_costs_the_closing_nothing(put: Put, tmp_path: Path) -> None:
    (tmp_path / "broken").write_bytes(b"no database " * 100)
    changed = close(settle(put()), "accept", memory=Memory(tmp_path / "broken"))
    assert changed.packet.state == "closed" and "DatabaseError" in changed.note


def test_what_a_unit_filed_before_does_not_count_for_another(put: Put) -> None:
    bare = material(*lacking())
    bare = bare.model_copy(update={"application": bare.application.model_copy(
        update={"employer": type(bare.application.employer)()})})  # fmt: skip
    facts = facts_of(case_of(bare, load_policy()), load_policy(), key=bare.key, day_given=True)
    filed = (FiledBefore(type="tax_info_notice", day=date(2019, 3, 5), packet="李四"),)
    context = put(application=bare.application, facts=facts, filed=filed)
    changed = correct(context, *NAME, "北京乙科技有限公司")
    assert any("备案记录" in note for note in changed.packet.standing.report.assumptions)


def test_a_value_does_not_answer_what_a_file_says_of_itself(put: Put) -> None:
    layered = paper("business_license", name=UNIT)
    apart = (Reading(source="page", value="甲", confidence=0.99),
             Reading(source="layer", value="乙", confidence=1.0))  # fmt: skip
    name = layered.fields["name"].model_copy(update={"readings": apart})
    layered = layered.model_copy(update={"fields": {"name": name}})
    context = put(POA, CHANGE, layered)
    before = of(packet(context), "GEN-TAMPER")
    assert [view.status for view in before] == ["review"]
    changed = correct(context, *NAME, "北京乙公司")
    assert of(changed.packet, "GEN-TAMPER") == before


def test_cells_seals_and_notes_can_be_corrected(put: Put) -> None:
    shot = screenshot(("2019-08",), notes=[note("张三工资由某某发放", signature="")])
    licence = paper("business_license", name=UNIT, seals=[seal("北京甲科", confidence=0.2)])
    context = put(POA, CHANGE, licence, shot)
    for document, field, value in (
        ("D4", "rows.0.income", "13000.00"),
        ("D3", "seals.0.ring", UNIT),
        ("D4", "annotations.0.signature", "李四"),
        ("D4", "annotations.0.text", f"张三工资由{UNIT}发放"),
    ):
        context = later(context, correct(context, document, field, value))
    report = packet(context).standing.report
    assert report.documents[3].rows[0]["income"].value == "13000.00"
    assert report.documents[2].seals[0].text == UNIT
    assert report.documents[3].annotations[0].signature == "李四"
    assert UNIT in report.documents[3].annotations[0].text


def test_an_identity_number_is_kept_whole_and_exported_masked(put: Put) -> None:
    context = put(POA, paper("personal_change_form", name="张三", id_number="11010519491231O02"),
               LICENCE)  # fmt: skip
    correct(context, "D2", "id_number", "11010519491231002x")
    changes = audit.trail(context.store, packet=context.packet)
    assert changes[-1].after == "11010519491231002X" and changes[-1].secret
    for export in (audit.export_csv, audit.export_jsonl):
        told = export(changes).decode("utf-8-sig")
        assert "19491231" not in told and "赵敏" in told and "002X" in told
        assert "11010519491231O02" in export(changes, masked=False).decode("utf-8-sig")


def test_a_cell_of_the_export_is_no_formula(store: Store) -> None:
    audit.note(store, "=cmd()", "export", why="-1+1")
    assert "'=cmd()" in audit.export_csv(audit.trail(store)).decode("utf-8-sig")
