"""Days and times are Beijing's, whatever zone the machine stands in."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.clock import here, midnight, today
from pipeline.reporting.ledger import _moment
from review.audit import within
from review.store.tables import PacketRow
from review.web.pages import environment

ZONES = ("UTC", "America/Los_Angeles", "Pacific/Auckland", "Asia/Shanghai")
MOMENT = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)
Set = Callable[[str], None]

ROOT = Path(__file__).parents[2]


@pytest.fixture
def zone() -> Iterator[Set]:
    """Sets the machine's zone for one test."""
    before = os.environ.get("TZ")

    def to(name: str) -> None:
        os.environ["TZ"] = name
        time.tzset()

    yield to
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.parametrize("name", ZONES)
def test_a_moment_is_shown_as_in_beijing(zone: Set, name: str) -> None:
    zone(name)
    show = environment().filters
    assert show["local"](MOMENT) == "2026-03-02 01:30"
    assert show["clock"](MOMENT) == "03-02 01:30"
    assert _moment(MOMENT) == "2026-03-02 01:30"


@pytest.mark.parametrize("name", ZONES)
def test_a_day_of_the_queue_begins_at_beijing_s_midnight(zone: Set, name: str) -> None:
    zone(name)
    begins = datetime(2026, 3, 1, 16, tzinfo=UTC)
    assert midnight(date(2026, 3, 2)) == begins
    since, until = within(PacketRow.received, date(2026, 3, 2), date(2026, 3, 2))
    assert since.right.value == begins  # type: ignore[attr-defined]
    assert until.right.value == datetime(2026, 3, 2, 16, tzinfo=UTC)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ZONES)
def test_today_is_the_office_s_day(zone: Set, name: str) -> None:
    zone(name)
    before = here(datetime.now(UTC)).date()
    assert before <= today() <= here(datetime.now(UTC)).date()


def test_no_day_is_that_of_the_servers_zone() -> None:
    """A moment put into no zone is put into the server's; ruff sees `date.today()` (DTZ)."""
    rooms = ("core", "extractors", "validators", "pipeline", "review", "yushen", "flows", "bench")
    files = [file for room in (*rooms, "tests") for file in (ROOT / room).rglob("*.py")]
    servers = ".astimezone" + "()"
    assert [str(file) for file in files if servers in file.read_text("utf-8")] == []
