"""The flow of a decision beneath the pages: points in order, the list's next, own points, undo."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import ConflictError, Refused
from core.models.finding import SEVERITIES
from review import audit, own
from review.canned import english, reasons, reasons_of
from review.closing import ON_THE_WAY, UNDO, close, reopen, undo
from review.following import following
from review.models import DeskUser, Role
from review.packets import load
from review.points import points
from review.queue import Filter, rows
from review.work import ReviewContext, decide
from tests.review.conftest import REVIEWER, SUPERVISOR, Put
from tests.review.test_work import later, settle
from validators.policy import load_policy

VIEWER = DeskUser(name="李看", role=Role.VIEWER)


def test_what_decides_most_stands_first(put: Put) -> None:
    context = put(record_broken=True)
    standing = load(context.store, context.packet).standing
    found = points(standing)
    assert sorted(one.key for one in found) == sorted(doubt.key for doubt in standing.doubts)
    assert found[0].key == "packet:record"
    severity = {doubt.key: SEVERITIES.index(doubt.severity) for doubt in standing.doubts}
    name = [one for one in found if one.value == "D3.name"]
    assert len(name) > 1 and {one.settles for one in name} == {len(name)}
    places = [found.index(one) for one in name]
    assert places == list(range(places[0], places[0] + len(name)))  # together
    alone = [one for one in found[1:] if one.settles == 1]
    assert [severity[one.key] for one in alone] == sorted(severity[one.key] for one in alone)
    graver = [one for one in found[1 : places[0]] if severity[one.key] > severity[name[0].key]]
    assert graver == []


def test_the_next_is_the_list_s_next(put: Put) -> None:
    made = {n: put(key=n * 64, packet=f"{n}号").packet for n in "abcd"}
    context = ReviewContext(put(key="a" * 64).store, REVIEWER, made["c"], 1)
    closed = close(settle(context), "accept").packet.key
    store = context.store
    for order in ("oldest", "newest", "name", "worst"):
        listed = [row.key for row in rows(store, Filter(state="open"), order=order)]  # type: ignore[arg-type]
        turn = [following(store, key, order=order) for key in listed]  # type: ignore[arg-type]
        assert turn == [*listed[1:], listed[0]], order
        assert following(store, closed, order=order) in listed  # type: ignore[arg-type]
    text = Filter(text="b号")
    assert following(store, made["a"], text) == made["b"]
    assert following(store, made["b"], text) is None
    assert following(store, closed) == made["d"]  # behind where it stood
    assert following(store, made["a"], Filter(state="closed")) == closed


def test_own_points_stand_in_the_notice_and_keep_it_from_acceptance(put: Put) -> None:
    context = settle(put())
    changed = own.add_point(replace(context, by=REVIEWER), " 请补充照片 ", "六（二）6")
    standing = changed.packet.standing
    assert standing.outcome == "supplement"
    assert standing.report.findings[-1].message == "请补充照片"
    context = later(context, changed)
    with pytest.raises(Refused, match="不能受理"):
        close(context, "accept")
    (row,) = rows(context.store)
    assert row.fails == 1 and row.reasons == ("请补充照片",)
    (point,) = changed.packet.own
    context = later(context, own.drop_point(context, point.id))
    assert load(context.store, context.packet).standing.outcome == "accept"
    with pytest.raises(Refused, match="没有须补正的项目"):
        close(context, "supplement")
    told = [(one.action, one.before, one.after) for one in audit.trail(context.store)][-2:]
    assert told == [("own-add", None, "请补充照片"), ("own-drop", "请补充照片", None)]


@pytest.mark.parametrize("text", ["", "  ", "长" * 1001])
def test_an_own_point_says_something(put: Put, text: str) -> None:
    with pytest.raises(Refused):
        own.add_point(put(), text)


def test_a_viewer_adds_nothing_and_a_slower_hand_is_told(put: Put) -> None:
    context = put()
    with pytest.raises(Refused, match="reviewer"):
        own.add_point(replace(context, by=VIEWER), "请补充照片")
    own.add_point(context, "请补充照片")
    with pytest.raises(ConflictError):
        own.add_point(context, "请补充照片")


def test_a_fresh_closing_can_be_taken_back_by_whoever_made_it(put: Put) -> None:
    context = settle(put())
    context = later(replace(context, by=REVIEWER), close(replace(context, by=REVIEWER), "accept"))
    with pytest.raises(Refused, match="本人"):
        undo(replace(context, by=SUPERVISOR))
    late = audit.now() + UNDO + ON_THE_WAY + timedelta(seconds=1)
    with pytest.raises(Refused, match="时限"):
        undo(context, at=late)
    packet = undo(context).packet
    assert (packet.state, packet.closed, packet.standing.outcome) == ("open", None, "accept")
    assert [one.action for one in audit.trail(context.store)][-2:] == ["close", "close-undo"]
    with pytest.raises(Refused, match="尚未办结"):
        undo(later(context, undo_of(packet)))


def undo_of(packet: object) -> object:
    from review.models import Changed

    return Changed(packet=packet)  # type: ignore[arg-type]


def test_reopening_is_a_supervisor_s_still(put: Put) -> None:
    context = settle(put())
    context = later(context, close(context, "accept"))
    with pytest.raises(Refused, match="supervisor"):
        reopen(replace(context, by=REVIEWER), "看错了")


def test_canned_reasons_are_of_rules_that_are_there() -> None:
    known = {rule.id for rule in load_policy().rules}
    for one in reasons():
        for rule in one.rules:
            heads = rule == "*" or any(name.startswith(rule) for name in known)
            assert rule in known or (heads and rule[-1:] in "*-"), rule
    for rule in known:
        for told in reasons_of(rule).values():
            assert 1 <= len(told) <= 9 and len({one.zh for one in told}) == len(told)
    assert reasons_of("FORM-PCHANGE-BOX")["fail"][0].zh == "勾选事项不清，请重新填写。"


def test_a_canned_reason_is_in_english_what_it_is_in_chinese(put: Put) -> None:
    context = put()
    view = next(v for v in load(context.store, context.packet).standing.findings if v.open)
    why = reasons_of(view.finding.rule)["fail"][0]
    standing = decide(context, view.key, "fail", why.zh).packet.standing
    found = [one for one in standing.report.findings if one.message == why.zh]
    assert [one.message_en for one in found] == [why.en]
    assert english("另有说明") == "另有说明"
