"""A day at a glance, from the rows alone: nothing is judged here.

It costs what the day's packets cost, however many others there are.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from core.clock import midnight
from core.models.base import Model
from review.audit import within
from review.queue import Counts, Filter, Said, counts, said
from review.store import Store
from review.store.tables import PacketRow

TOLD_OF = 2000  # packets of the day, the latest, whose reasons are counted


class Reason(Model):
    """A rule that failed, in how many packets, and what it said in one of them."""

    rule: str
    packets: int
    message: str
    message_en: str
    """In Chinese where no English was kept."""


class DayPicture(Model):
    """A day's packets at a glance."""

    day: date
    counts: Counts
    reasons: tuple[Reason, ...]
    """What is demanded most of the latest TOLD_OF packets, most packets first."""
    arrived: tuple[int, ...]
    """Packets by the hour they came, 24 numbers."""
    settled: tuple[int, ...]
    """Packets closed that day by the hour, whenever they came."""


def day_picture(store: Store, day: date, most: int = 10) -> DayPicture:
    """The day at a glance; reasons are of packets that came that day, as they stand."""
    kept = select(PacketRow.reasons, PacketRow.reasons_en)
    latest = kept.where(*within(PacketRow.received, day, day)).order_by(PacketRow.received.desc())
    with store.reading() as session:
        arrived = tuple(session.execute(_by_hour(PacketRow.received, day)).one())
        settled = tuple(session.execute(_by_hour(PacketRow.closed_at, day)).one())
        told = [said(zh, en) for zh, en in session.execute(latest.limit(TOLD_OF))]
    return DayPicture(
        day=day,
        counts=counts(store, Filter(since=day, until=day)),
        reasons=tuple(_reasons(told)[:most]),
        arrived=arrived,
        settled=settled,
    )


def _by_hour(column: InstrumentedAttribute[Any], day: date) -> Select[Any]:
    """How many lie in each hour of the day by the column's index alone."""
    begins = [midnight(day, hour) for hour in range(24)]
    last = within(column, None, day)  # the day's end, which may be the next day's beginning
    hours = [
        (column >= begin, *([column < begins[hour + 1]] if hour < 23 else last))
        for hour, begin in enumerate(begins)
    ]
    return select(*(select(func.count(column)).where(*hour).scalar_subquery() for hour in hours))


def _reasons(told: Sequence[Sequence[Said]]) -> list[Reason]:
    number: Counter[str] = Counter()
    said: dict[str, Said] = {}
    for failed in told:
        number.update({one.rule for one in failed})
        for one in failed:
            said.setdefault(one.rule, one)
    order = sorted(number.items(), key=lambda item: (-item[1], item[0]))
    return [
        Reason(rule=rule, packets=n, message=said[rule].zh, message_en=said[rule].en)
        for rule, n in order
    ]
