"""Samples in the store, SQLite and PostgreSQL alike: drawn, answered, settled, forgotten."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from core.errors import Refused
from core.models.material import Material
from pipeline.judging import judge_material
from review.arrivals import Arrivals
from review.audit import trail
from review.models import DeskUser, Role
from review.quality import answering
from review.quality.drawing import sampling, set_share
from review.store import Store
from review.store.sampled import SampleRow
from tests.review.conftest import REVIEWER, SUPERVISOR, lacking, material
from tests.review.good import passing
from validators.policy import load_policy

VIEWER = DeskUser(name="李看", role=Role.VIEWER)
Come = Callable[..., str]


@pytest.fixture
def come(store: Store, tmp_path: Path) -> Come:
    """A packet comes to the desk."""

    def bring(made: Material | None = None) -> str:
        made = made or passing()
        report = judge_material(made, load_policy())
        return Arrivals.of(store, tmp_path / "pages").add(report, made, by="批量").key

    return bring


def samples(store: Store) -> list[SampleRow]:
    with store.reading() as session:
        return list(session.scalars(select(SampleRow).order_by(SampleRow.id)))


def test_nothing_is_drawn_unless_somebody_says_so(store: Store, come: Come) -> None:
    come()
    assert samples(store) == [] and sampling(store).share == 0.0


def test_what_passed_is_drawn_one_value_of_a_kind(store: Store, come: Come) -> None:
    set_share(store, 1.0, "测试", "月度抽检")
    key = come()
    found = samples(store)
    assert len({one.kind for one in found}) == len(found) > 4
    assert {one.packet for one in found} == {key} and {one.verdict for one in found} == {None}
    assert all(one.value and one.box and one.page == 1 for one in found)


def test_what_a_person_must_decide_is_not_drawn(store: Store, come: Come) -> None:
    set_share(store, 1.0, "测试", "月度抽检")
    come(material(*lacking()))
    assert samples(store) == []


def test_the_share_needs_a_reason_and_is_in_the_audit(store: Store) -> None:
    with pytest.raises(Refused):
        set_share(store, 0.02, "测试", " ")
    with pytest.raises(Refused):
        set_share(store, 1.5, "测试", "月度抽检")
    set_share(store, 0.02, "测试", "月度抽检")
    (one,) = trail(store)
    assert (one.action, one.before, one.after, one.why) == (
        "sample-share", "0.00%", "2.00%", "月度抽检",
    )  # fmt: skip


def test_a_packet_that_comes_again_is_drawn_once(store: Store, come: Come) -> None:
    set_share(store, 1.0, "测试", "月度抽检")
    come()
    first = [(one.document, one.place) for one in samples(store)]
    answering.answer(store, REVIEWER, samples(store)[0].id, "unclear")
    come()
    assert sorted(map(str, first)) == sorted(
        str((one.document, one.place)) for one in samples(store)
    )


def test_answers_are_compared_as_the_rules_compare(store: Store, come: Come) -> None:
    set_share(store, 1.0, "测试", "月度抽检")
    come()
    for row in samples(store):
        verdict = answering.answer(store, REVIEWER, row.id, "value", f" {row.value} ")
        assert verdict == "right", row.kind
    assert answering.question(store) is None


def test_an_answer_that_differs_is_settled_by_somebody_else(store: Store, come: Come) -> None:
    set_share(store, 1.0, "测试", "月度抽检")
    come()
    one, two, three = [row for row in samples(store) if row.kind != "date"][:3]
    assert answering.answer(store, REVIEWER, one.id, "nothing") == "differs"
    own = DeskUser(name=REVIEWER.name, role=Role.SUPERVISOR)
    assert answering.differing(store, own) is None
    with pytest.raises(Refused):
        answering.settle(store, own, one.id, "right")
    found = answering.differing(store, SUPERVISOR)
    assert found is not None and (found.id, found.value, found.typed) == (one.id, one.value, "")
    answering.settle(store, SUPERVISOR, one.id, "wrong")
    assert answering.differing(store, SUPERVISOR) is None
    with pytest.raises(Refused):
        answering.settle(store, SUPERVISOR, two.id, "right")
    assert answering.answer(store, REVIEWER, two.id, "unclear") == "unclear"
    with pytest.raises(Refused):
        answering.answer(store, REVIEWER, two.id, "nothing")
    with pytest.raises(Refused):
        answering.answer(store, VIEWER, three.id, "nothing")
    told = [(row.action, row.after, row.before) for row in trail(store) if row.packet][1:]
    assert told == [
        ("sample-answer", "differs", None),
        ("sample-settle", "wrong", None),
        ("sample-answer", "unclear", None),
    ]


def test_what_can_be_no_value_is_asked_again(store: Store, come: Come) -> None:
    set_share(store, 1.0, "测试", "月度抽检")
    come()
    (day,) = (row for row in samples(store) if row.kind == "date")
    with pytest.raises(Refused) as refused:
        answering.answer(store, REVIEWER, day.id, "value", "某日")
    assert refused.value.code == "value"
    assert samples(store)[0].verdict is None


def test_one_is_left_for_now_and_comes_again(store: Store, come: Come) -> None:
    set_share(store, 1.0, "测试", "月度抽检")
    come()
    ids = [row.id for row in samples(store)]
    asked = [answering.question(store, after) for after in (0, ids[0], ids[-1])]
    assert [one and one.id for one in asked] == [ids[0], ids[1], ids[0]]
    assert asked[0] is not None and asked[0].left == len(ids)
    assert "value" not in asked[0]._fields and "confidence" not in asked[0]._fields


def test_of_a_packet_that_is_deleted_only_the_answer_stays(
    store: Store, come: Come, tmp_path: Path
) -> None:
    set_share(store, 1.0, "测试", "月度抽检")
    key = come()
    row = samples(store)[0]
    answering.answer(store, REVIEWER, row.id, "value", row.value or "")
    assert answering.page_of(store, samples(store)[1].id) == (key, 1)
    Arrivals.of(store, tmp_path / "pages").forget(key, "测试", "期满")
    (left,) = samples(store)
    assert (left.packet, left.document, left.value, left.typed, left.box) == (
        None, None, None, None, "",
    )  # fmt: skip
    assert (left.verdict, left.kind) == ("right", row.kind)
    with pytest.raises(Refused):
        answering.page_of(store, left.id)
