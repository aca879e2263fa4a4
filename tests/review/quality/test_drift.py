"""What becomes frequent is told, and what only comes by chance is not."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from scipy import stats
from sqlalchemy import select

from pipeline.judging import judge_material
from review.arrivals import Arrivals
from review.quality.drift import DOUBT, Alarm, OccurrenceCounts, alarms, chance
from review.quality.traits import drifting, monday
from review.store import Store
from review.store.sampled import TraitRow
from tests.review.conftest import lacking, material
from validators.policy import load_policy

TODAY = date(2026, 11, 30)
LAST = date(2026, 11, 23)


@pytest.mark.parametrize("one", [(3, 4, 1, 4), (7, 50, 9, 600), (12, 12, 0, 3), (1, 9, 40, 400)])
def test_fisher_s_exact_test(one: tuple[int, int, int, int]) -> None:
    now, now_of, before, before_of = one
    table = [[now, now_of - now], [before, before_of - before]]
    known = stats.fisher_exact(table, alternative="greater").pvalue
    assert chance(OccurrenceCounts(*one)) == pytest.approx(known, rel=1e-9)


def test_where_nothing_changed_alarms_are_rare() -> None:
    random = np.random.default_rng(11)
    shares, weeks = random.uniform(0.005, 0.3, 30), 300
    false = sum(
        bool(
            alarms(
                {
                    str(n): OccurrenceCounts(now, 60, before, 700)
                    for n, (now, before) in enumerate(
                        zip(random.binomial(60, shares), random.binomial(700, shares), strict=True)
                    )
                }
            )
        )
        for _ in range(weeks)
    )
    assert false <= DOUBT * weeks


def test_what_grew_is_told_among_what_did_not() -> None:
    things = {"甲": OccurrenceCounts(25, 60, 70, 700), "乙": OccurrenceCounts(6, 60, 70, 700)}
    assert [one.name for one in alarms(things)] == ["甲"]
    assert alarms({"丙": OccurrenceCounts(4, 4, 0, 700)}) == []  # too few to be worth a word
    assert alarms({"丁": OccurrenceCounts(5, 5, 0, 0)}) == []  # nothing to compare with


def weeks(store: Store, told: Callable[[int], dict[str, int]]) -> None:
    """Ten packets in each of the weeks up to the last whole one, which is 0."""
    with store.writing() as session:
        for n in range(13):
            week = (LAST - n * timedelta(days=7)).isoformat()
            session.add_all(TraitRow(week=week, told=json.dumps(told(n))) for _ in range(10))


def test_a_field_that_is_no_longer_found_on_a_paper_is_told(store: Store) -> None:
    lack, kind = "lack:lease_contract.lessor", "type:lease_contract"
    weeks(store, lambda n: {"packet": 1, kind: 1, **({lack: 1} if n == 0 else {})})
    (found,) = _drifting(store)
    assert (found.name, found.counted) == (lack, OccurrenceCounts(10, 10, 0, 120))


def test_a_week_like_the_others_says_nothing(store: Store) -> None:
    weeks(store, lambda n: {"packet": 1, "paper": 9, "rule:PKG-COMPLETE": 1, "type:unknown": 2})
    assert _drifting(store) == []


def test_a_packet_is_counted_once_and_not_named(store: Store, tmp_path: Path) -> None:
    made = material(*lacking())
    arrivals = Arrivals.of(store, tmp_path / "pages")
    for _ in range(2):
        key = arrivals.add(judge_material(made, load_policy()), made, by="批量").key
    with store.reading() as session:
        (row,) = session.scalars(select(TraitRow))
    told = json.loads(row.told)
    assert told["packet"] == 1 and told["paper"] == 3 and told["type:business_license"] == 1
    assert told["rule:GEN-EMPLOYER-EQUAL"] == 1 and told["lack:business_license.address"] == 1
    assert key not in row.told and "北京" not in row.told
    assert row.week == monday(date.fromisoformat(row.week)).isoformat()


def _drifting(store: Store) -> list[Alarm]:
    with store.reading() as session:
        return drifting(session, TODAY)
