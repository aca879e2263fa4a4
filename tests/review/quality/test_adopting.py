"""Thresholds of the office's own: taken, found by whoever judges, taken back, all in the audit."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import PolicyError, Refused
from core.models.material import Material
from core.models.report import Readers
from pipeline.judging import judge_material
from review.audit import now, trail
from review.quality.adopting import adopt, revert
from review.quality.counting import counted
from review.quality.looked import checked_values
from review.store import Store
from review.store.sampled import SampleRow
from review.work import confirm, correct
from tests.review.conftest import Put
from tests.review.good import passing
from tests.validators.kit import UNIT
from validators.judging.edition import open_edition, open_folder
from validators.policy import Policy, load_policy
from validators.policy.load import HERE
from validators.thresholds.adopted import NAME

WHY = "抽检结果"
Sampled = Callable[..., None]


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A state folder for one test."""
    folder = tmp_path / "own-state"
    monkeypatch.setenv("YUSHEN_STATE", str(folder))
    yield folder


@pytest.fixture
def sampled(store: Store) -> Sampled:
    """Puts answers into the store, one a packet."""
    started = now() - timedelta(days=100)

    def put(kind: str, confidence: float, number: int, verdict: str = "right", **more: str) -> None:
        with store.writing() as session:
            for n in range(number):
                at: datetime = started + timedelta(minutes=n)
                session.add(
                    SampleRow(
                        packet=None, document=None, place=None, type="id_card", field="name",
                        kind=kind, readers=more.get("readers", "甲"), page=0, box="",
                        confidence=confidence, value=None, drawn=at, typed=None, verdict=verdict,
                        by="赵敏", settled_by=None, at=at,
                    )
                )  # fmt: skip

    return put


def open_rules(made: Material, policy: Policy) -> set[str]:
    """The rules that leave something to a person."""
    found = judge_material(made, policy).findings
    return {one.rule for one in found if one.status == "review"}


def test_a_higher_threshold_is_taken_and_judges_from_then_on(store: Store, state: Path) -> None:
    before = open_edition()
    made = adopt(store, "date", Decimal("0.995"), by="测试", why=WHY)
    assert (made.instead_of, made.threshold, made.most) == (Decimal("0.97"), Decimal("0.995"), 1.0)
    policy = open_edition()
    assert (policy.threshold("date"), policy.threshold("month")) == (0.995, 0.97)
    assert open_folder(HERE / "dc_2019_09").threshold("date") == 0.995
    assert load_policy().threshold("date") == 0.97
    assert open_edition() is policy and before is not policy
    assert policy.model_dump_json() != before.model_dump_json()  # the journal's key
    made_of = passing()  # its days are read with 0.99
    assert open_rules(made_of, before) == set()
    assert "EDU-VALID-3M" in open_rules(made_of, policy)
    assert (state / NAME).stat().st_mode & 0o077 == 0
    assert revert(store, "date", by="测试", why="试行结束") == Decimal("0.97")
    assert open_edition() is not policy and open_edition().threshold("date") == 0.97
    told = [(one.action, one.target, one.before, one.after, one.why) for one in trail(store)]
    assert told == [
        ("threshold-adopt", "date", "0.97", "0.995", WHY),
        ("threshold-revert", "date", "0.995", "0.97", "试行结束"),
    ]


def test_the_report_names_what_was_adopted(store: Store, state: Path) -> None:
    made = passing().model_copy(update={"readers": Readers(engine="甲")})
    plain = judge_material(made, open_edition()).readers
    adopt(store, "date", Decimal("0.98"), by="测试", why=WHY)
    told = judge_material(made, open_edition()).readers
    assert plain is not None and told is not None
    assert (plain.thresholds, told.thresholds) == ({}, {"date": 0.98})


@pytest.mark.parametrize(
    ("kind", "threshold", "more", "code"),
    [
        ("date", "0.95", {}, "less_careful"),
        ("date", "0.95", {"less_careful": True}, "not_shown"),
        ("date", "1.2", {}, "value"),
        ("weather", "0.99", {}, "value"),
        ("date", None, {}, "not_enough"),
        ("date", "0.99", {"why": " "}, "why"),
    ],
)
def test_what_is_refused(
    kind: str, threshold: str | None, more: dict[str, object], code: str, store: Store, state: Path
) -> None:
    told = {"by": "测试", "why": WHY, **more}
    with pytest.raises(Refused) as refused:
        adopt(store, kind, Decimal(threshold) if threshold else None, **told)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert not (state / NAME).exists() and list(trail(store)) == []


def test_less_care_needs_the_word_and_the_bound(
    store: Store, state: Path, sampled: Sampled
) -> None:
    sampled("person", 0.955, 800)
    with pytest.raises(Refused) as refused:
        adopt(store, "person", None, by="测试", why=WHY)
    assert refused.value.code == "less_careful"
    made = adopt(store, "person", Decimal("0.95"), by="测试", why=WHY, less_careful=True)
    assert (made.number, made.wrong) == (800, 0) and made.most < 0.01
    assert open_edition().threshold("person") == 0.95
    with pytest.raises(Refused):
        adopt(store, "person", Decimal("0.94"), by="测试", why=WHY, less_careful=True)


def test_a_lower_one_in_the_file_that_nobody_meant_does_not_hold(
    store: Store, state: Path, sampled: Sampled
) -> None:
    sampled("person", 0.955, 800)
    adopt(store, "person", Decimal("0.95"), by="测试", why=WHY, less_careful=True)
    text = (
        (state / NAME).read_text("utf-8").replace('"less_careful": true', '"less_careful": false')
    )
    (state / NAME).write_text(text, "utf-8")
    assert open_edition().threshold("person") == 0.97


def test_a_file_that_does_not_fit_is_no_reason_to_be_less_careful(state: Path) -> None:
    state.mkdir()
    (state / NAME).write_text('{"adopted": [{"kind": "date"}]}', "utf-8")
    with pytest.raises(PolicyError) as refused:
        open_edition()
    assert NAME in str(refused.value)


def test_the_lowest_that_bears_it_is_taken(store: Store, state: Path, sampled: Sampled) -> None:
    sampled("date", 0.975, 500, "wrong")
    sampled("date", 0.985, 900)
    assert adopt(store, "date", None, by="测试", why=WHY).threshold == Decimal("0.98")
    again = adopt(store, "date", Decimal("0.99"), by="测试", why="再高些")
    assert again.instead_of == Decimal("0.98") and open_edition().threshold("date") == 0.99
    revert(store, "date", by="测试", why=WHY)
    with pytest.raises(Refused):
        revert(store, "date", by="测试", why=WHY)


def test_answers_about_other_readers_bear_nothing(
    store: Store, state: Path, sampled: Sampled
) -> None:
    sampled("date", 0.99, 900)
    sampled("date", 0.99, 1, readers="乙")
    with pytest.raises(Refused) as refused:
        adopt(store, "date", Decimal("0.95"), by="测试", why=WHY, less_careful=True)
    assert refused.value.code == "not_shown"


def test_what_the_samples_came_to(store: Store, sampled: Sampled) -> None:
    sampled("date", 0.99, 90)
    sampled("date", 0.99, 6, "wrong")
    sampled("date", 0.99, 3, "differs")
    sampled("date", 0.99, 2, "unclear")
    sampled("date", 0.6, 50, "wrong")
    sampled("person", 0.98, 10)
    with store.reading() as session:
        found = counted(session, load_policy().threshold)
    assert (found.answered, found.differing, found.waiting) == (161, 3, 0)
    assert (found.total.number, found.total.wrong, found.total.unclear) == (109, 9, 2)
    days, people = found.kinds
    assert (days.name, days.number, days.wrong) == ("date", 99, 9)
    assert days.low < days.share < days.high and (people.wrong, people.low) == (0, 0.0)
    assert [one.number for one in found.bins] == [50, 10, 99]
    assert found.bins[0].right == 0.0 and found.bins[-1].said == pytest.approx(0.99)
    (at,) = (one for one in found.kept if one.threshold == 0.97)
    assert at.kept == pytest.approx(111 / 161) and at.wrong.number == 109
    known = {one.kind: one for one in found.known}
    assert known["date"].lowest is None and known["date"].needed == 800
    assert next(one for one in known["date"].steps if one.threshold == 0.97).wrong == 11
    assert sum(one.number for one in found.months) == 109


def test_what_people_looked_at_is_counted_apart(store: Store, put: Put, sampled: Sampled) -> None:
    context = put()
    changed = correct(context, "D3", "name", UNIT)
    again = type(context)(store, context.by, context.packet, changed.packet.version)
    confirm(again, "D3", "credit_code")
    with store.reading() as session:
        found, none = checked_values(session), counted(session, load_policy().threshold)
    assert (found.packets, found.total.number, found.total.wrong) == (1, 2, 1)
    assert {one.name: (one.number, one.wrong) for one in found.kinds} == {
        "text": (1, 1), "credit_code": (1, 0),
    }  # fmt: skip
    assert none.answered == 0 and none.total.number == 0
