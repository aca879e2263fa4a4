"""Guessing is slowed down, and nobody is locked out by what strangers try."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from math import ceil

import pytest
from sqlalchemy import func, select, text, update

from core.errors import Refused
from review import holds, people, signin
from review.audit import now
from review.models import Role
from review.store import Store
from review.store.tables import DeviceRow, HoldRow

GOOD, NEW = "一只很长的密码短语!", "another long phrase"
HERE, THERE = "10.0.0.1", "10.9.9.9"


@pytest.fixture
def zhao(store: Store) -> Iterator[Store]:
    people.add_user(store, "赵敏", Role.REVIEWER, GOOD, by="shell:root")
    yield store


def tried(store: Store, password: str, address: str, name: str = "赵敏", device: str = "") -> str:
    """What comes of an attempt: signed-in, or the code of the refusal."""
    try:
        signin.sign_in(store, name, password, address, device)
    except Refused as refused:
        return refused.code
    return "signed-in"


def fail(store: Store, times: int, address: str = THERE, **more: str) -> list[str]:
    return [tried(store, f"wrong {n}", address, **more) for n in range(times)]


def later(store: Store, seconds: float) -> None:
    """As if that time had gone by."""
    with store.writing() as session:
        for row in session.scalars(select(HoldRow)):
            row.until -= timedelta(seconds=seconds)
            row.last -= timedelta(seconds=seconds)


def until(store: Store) -> float:
    with store.reading() as session:
        return max((r.until - now()).total_seconds() for r in session.scalars(select(HoldRow)))


def test_a_stranger_waits_and_the_person_elsewhere_does_not(zhao: Store) -> None:
    codes = fail(zhao, holds.PAIR.free + 2)
    assert codes == ["sign_in"] * (holds.PAIR.free + 1) + ["throttled"]
    assert tried(zhao, GOOD, THERE) == "throttled"  # even with the right password
    assert tried(zhao, GOOD, HERE) == "signed-in"


def test_each_wait_is_twice_the_last_up_to_a_bound(zhao: Store) -> None:
    fail(zhao, holds.PAIR.free)
    waits = []
    for _ in range(12):
        assert fail(zhao, 1) == ["sign_in"]
        waits.append(ceil(until(zhao)))
        later(zhao, waits[-1] + 1)
    assert waits[:4] == [5, 10, 20, 40] and max(waits) == waits[-1] == holds.PAIR.max_seconds


def test_a_known_browser_is_not_held_by_strangers(zhao: Store) -> None:
    made = signin.sign_in(zhao, "赵敏", GOOD, HERE)
    assert isinstance(made, signin.SignedIn)
    fail(zhao, holds.PAIR.free + 3, HERE)  # somebody at the very same address
    assert tried(zhao, GOOD, HERE) == "throttled"
    assert tried(zhao, GOOD, HERE, device=made.device) == "signed-in"


def test_a_known_browser_is_slowed_down_by_its_own_failures(zhao: Store) -> None:
    made = signin.sign_in(zhao, "赵敏", GOOD, HERE)
    assert isinstance(made, signin.SignedIn)
    fail(zhao, holds.BROWSER.free + 1, HERE, device=made.device)
    assert tried(zhao, GOOD, HERE, device=made.device) == "throttled"
    assert tried(zhao, GOOD, THERE) == "signed-in"


def test_a_browser_is_known_for_its_person_alone(zhao: Store) -> None:
    people.add_user(zhao, "周宁", Role.REVIEWER, NEW, by="x")
    made = signin.sign_in(zhao, "赵敏", GOOD, HERE)
    assert isinstance(made, signin.SignedIn)
    fail(zhao, holds.PAIR.free + 1, HERE, name="周宁", device=made.device)
    assert tried(zhao, NEW, HERE, name="周宁", device=made.device) == "throttled"


def test_whoever_is_changed_is_known_by_no_browser(zhao: Store) -> None:
    made = signin.sign_in(zhao, "赵敏", GOOD, HERE)
    assert isinstance(made, signin.SignedIn)
    people.set_password(zhao, "赵敏", NEW, by="x")
    fail(zhao, holds.PAIR.free + 1, HERE, device=made.device)
    assert tried(zhao, NEW, HERE, device=made.device) == "throttled"


def test_browsers_that_are_known_are_bounded(zhao: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signin, "MAX_DEVICES", 3)
    first = signin.sign_in(zhao, "赵敏", GOOD, HERE)
    for _ in range(4):
        signin.sign_in(zhao, "赵敏", GOOD, HERE)
    with zhao.reading() as session:
        assert session.scalar(select(func.count()).select_from(DeviceRow)) == 3
    assert isinstance(first, signin.SignedIn)
    fail(zhao, holds.PAIR.free + 1, HERE)
    assert tried(zhao, GOOD, HERE, device=first.device) == "throttled"


def test_guessing_at_many_names_from_one_address_is_slowed_down(zhao: Store) -> None:
    codes = [tried(zhao, "x", THERE, name=f"name{n}") for n in range(holds.ADDRESS.free + 2)]
    assert codes[-2:] == ["sign_in", "throttled"]
    assert tried(zhao, GOOD, THERE) == "throttled"
    assert tried(zhao, GOOD, HERE) == "signed-in"


def test_one_subscriber_s_many_addresses_are_one(zhao: Store) -> None:
    for n in range(holds.PAIR.free + 1):
        fail(zhao, 1, f"2001:db8:0:7::{n + 1:x}")
    assert tried(zhao, GOOD, "2001:db8:0:7:ffff::1") == "throttled"
    assert tried(zhao, GOOD, "2001:db8:0:8::1") == "signed-in"


def test_guessing_at_one_name_from_everywhere_is_slowed_down(
    zhao: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holds, "NAME", holds.ThrottlePolicy(6, 5, 300))
    for n in range(7):
        assert fail(zhao, 1, f"10.0.1.{n}") == ["sign_in"]
    assert fail(zhao, 1, "10.0.2.1") == ["throttled"]
    later(zhao, 6)
    assert tried(zhao, GOOD, "10.0.2.1") == "signed-in"


def test_many_guesses_at_once_are_no_more_than_allowed(zhao: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda n: tried(zhao, f"wrong {n}", THERE), range(14)))
    assert codes.count("sign_in") == holds.PAIR.free + 1


def test_a_right_password_takes_the_failures_away(zhao: Store) -> None:
    for _ in range(3):
        fail(zhao, holds.PAIR.free - 1, HERE)
        assert tried(zhao, GOOD, HERE) == "signed-in"


def test_an_account_of_one_s_own_does_not_clear_an_address(zhao: Store) -> None:
    """Else a guesser signs in as somebody between the guesses."""
    for n in range(holds.ADDRESS.free + 1):
        if tried(zhao, "x", THERE, name=f"name{n}") == "throttled":
            break
        later(zhao, 0)
        if n < holds.ADDRESS.free:
            assert tried(zhao, GOOD, THERE) == "signed-in"
    assert tried(zhao, GOOD, THERE) == "throttled"


def test_counts_end_after_a_day_and_are_bounded(
    zhao: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(zhao, 3)
    with zhao.writing() as session:
        session.execute(update(HoldRow).values(last=now() - holds.LIFE * 2))
    fail(zhao, 1, HERE)
    with zhao.reading() as session:
        assert session.scalar(select(func.max(HoldRow.failures))) == 1
    monkeypatch.setattr(holds, "MAX_COUNTS", 10)
    for n in range(20):
        fail(zhao, 1, f"10.0.3.{n}")
    with zhao.reading() as session:
        assert session.scalar(select(func.count()).select_from(HoldRow)) == 10


def test_nothing_that_was_typed_is_kept(zhao: Store) -> None:
    tried(zhao, "赵敏", HERE, name=GOOD)
    with zhao.engine.connect() as connection:
        kept = str(connection.execute(text("SELECT * FROM hold")).all())
    assert GOOD not in kept and "10.0.0" not in kept
