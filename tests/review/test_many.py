"""Thousands of packets on the desk: its lists look at what they show, not at all there are."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bench import desk_rows
from bench.desk_rows import acts, fill, watched
from core.clock import here
from core.errors import Refused
from core.models.finding import OUTCOMES
from review import papers, queue
from review.following import following
from review.packets import version_of
from review.purging import PurgeTargets, purge
from review.queue import STATES, Filter, Order, choices, counts, rows
from review.store import Store
from review.store.tables import PacketRow
from review.web.queue import many as said
from tests.review.conftest import Put

PACKETS = 1200
OF_PART = ("today", "a day", "day", "doubtful, name", "batch, name", "whose")
"""What is asked of some days, a batch, a person or of what is in doubt may sort or group them."""


@pytest.fixture
def many(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Small bounds stand for the large ones that so few packets would not reach."""
    monkeypatch.setattr(desk_rows, "PACKETS_PER_DAY", 150)
    fill(store, PACKETS, length=1000)
    monkeypatch.setattr(queue, "MAX_SEARCHED", 200)
    monkeypatch.setattr(queue, "MAX_FOUND", 60)
    return store


def test_no_list_looks_at_all_packets_or_sorts_them(many: Store) -> None:
    for name, act in acts(many).items():
        with watched(many, few=True) as asked:
            act()
        assert asked.plans, name
        of_part = any(one in name for one in OF_PART)
        scans = [one for one in asked.scans if not of_part or "packet" in one]
        assert scans == [], name


def test_a_list_is_the_same_by_pages_and_in_one(many: Store) -> None:
    orders: tuple[Order, ...] = ("worst", "oldest", "newest", "name")
    for order in orders:
        whole = rows(many, order=order)
        assert len(whole) == PACKETS and [one.state for one in whole] == sorted(
            (one.state for one in whole), key=STATES.index
        )
        some = rows(many, order=order, limit=50, offset=140)
        assert some == whole[140:190]
    by_outcome = [
        OUTCOMES.index(one.outcome) for one in rows(many, Filter(state="open"), order="worst")
    ]
    assert by_outcome == sorted(by_outcome)


def test_numbers_are_counted_so_far_and_no_further(many: Store) -> None:
    exact, bounded = counts(many), counts(many, limit=100)
    assert exact.total == sum(exact.outcomes.values()) == PACKETS
    assert bounded.total == bounded.outcomes["supplement"] == 101
    assert bounded.open == exact.open < 101
    assert counts(many, limit=PACKETS) == exact
    assert (said(10_000), said(10_001)) == ("10000", "10000+")


def test_a_search_looks_through_the_latest(many: Store) -> None:
    new, old = (rows(many, Filter(state="closed"), order=order, limit=1)[0]
                for order in ("newest", "oldest"))  # fmt: skip
    assert [one.key for one in rows(many, Filter(text=new.name))] == [new.key]
    assert rows(many, Filter(text=old.name)) == []
    day = here(old.received).date()  # of fewer days they are all among the latest
    assert [one.key for one in rows(many, Filter(text=old.name, until=day))] == [old.key]
    assert len(rows(many, Filter(text="公司"))) == 60 == counts(many, Filter(text="公司")).total


def test_the_next_packet_is_the_one_that_came_next(many: Store) -> None:
    in_turn = [one.key for one in rows(many, Filter(state="open"))]
    assert [following(many, key) for key in in_turn] == [*in_turn[1:], in_turn[0]]
    closed = rows(many, Filter(state="closed"), limit=1)[0].key
    assert following(many, closed) == in_turn[0]
    with many.writing() as session:
        session.execute(update(PacketRow).where(PacketRow.key != closed).values(state="closed"))
    assert following(many, closed) is None


def test_the_batches_of_a_choice_are_the_last(many: Store) -> None:
    found = choices(many, limit=1)
    assert len(found["batch"]) == 1 and found["batch"][0] == choices(many)["batch"][-1]
    assert len(choices(many)["service"]) == 5


def test_a_ledger_is_not_made_of_everything(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "MAX_LEDGER_PACKETS", 100)
    with pytest.raises(Refused) as refused:
        papers.ledger(many)
    assert refused.value.code == "ledger_too_long"


def test_retention_looks_at_what_is_old(many: Store, url: str, tmp_path: Path) -> None:
    places = PurgeTargets(state=tmp_path, cache=tmp_path, database=url)
    first = rows(many, Filter(state="closed"), limit=1)[0].received
    assert purge(places, {"desk": datetime(2019, 1, 1, tzinfo=UTC)}, by="test")["desk"].number == 0
    old = purge(places, {"desk": first + timedelta(days=2)}, by="test")["desk"]
    assert 0 < old.number < PACKETS and counts(many).total == PACKETS - old.number


def test_whether_somebody_was_faster_is_asked_without_judging(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = put()
    monkeypatch.setattr("review.packets.standing_of", None)
    assert version_of(context.store, context.packet) == 1
    with pytest.raises(Refused):
        version_of(context.store, "0" * 32)


def test_texts_too_long_for_an_index_are_cut(put: Put) -> None:
    context = put(packet="包" * 3000)
    (row,) = rows(context.store, Filter(text="包包"))
    assert len(row.name) == 200
