"""Summary of a day, computed from the database rows: nothing is judged here.

The cost depends on the packets of the day only, not on the size of the database.
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
from review.queue import Counts, Filter, ReasonText, counts, reason_texts
from review.store import Store
from review.store.tables import PacketRow

MAX_PACKETS = 2000  # the latest packets of the day, whose reasons are counted


class FailedRule(Model):
    """A failed rule, the number of packets, and an example of its message."""

    rule: str
    packets: int
    message: str
    message_en: str
    """Chinese if there is no English text."""


class DaySummary(Model):
    """Summary of a day's packets."""

    day: date
    counts: Counts
    reasons: tuple[FailedRule, ...]
    """The most frequent failed rules of the latest MAX_PACKETS packets, most packets first."""
    arrived: tuple[int, ...]
    """Packets by the hour of arrival, 24 numbers."""
    settled: tuple[int, ...]
    """Packets closed that day by the hour, whenever they arrived."""


def day_summary(store: Store, day: date, limit: int = 10) -> DaySummary:
    """Summary of the day; reasons are the current ones of the packets that arrived that day."""
    kept = select(PacketRow.reasons, PacketRow.reasons_en)
    latest = kept.where(*within(PacketRow.received, day, day)).order_by(PacketRow.received.desc())
    with store.reading() as session:
        arrived = tuple(session.execute(_by_hour(PacketRow.received, day)).one())
        settled = tuple(session.execute(_by_hour(PacketRow.closed_at, day)).one())
        reasons = [reason_texts(zh, en) for zh, en in session.execute(latest.limit(MAX_PACKETS))]
    return DaySummary(
        day=day,
        counts=counts(store, Filter(since=day, until=day)),
        reasons=tuple(_reasons(reasons)[:limit]),
        arrived=arrived,
        settled=settled,
    )


def _by_hour(column: InstrumentedAttribute[Any], day: date) -> Select[Any]:
    """The number in each hour of the day, counted with the column's index."""
    begins = [midnight(day, hour) for hour in range(24)]
    last = within(column, None, day)  # the end of the day may be the start of the next one
    hours = [
        (column >= begin, *([column < begins[hour + 1]] if hour < 23 else last))
        for hour, begin in enumerate(begins)
    ]
    return select(*(select(func.count(column)).where(*hour).scalar_subquery() for hour in hours))


def _reasons(reasons: Sequence[Sequence[ReasonText]]) -> list[FailedRule]:
    number: Counter[str] = Counter()
    examples: dict[str, ReasonText] = {}
    for failed in reasons:
        number.update({one.rule for one in failed})
        for one in failed:
            examples.setdefault(one.rule, one)
    order = sorted(number.items(), key=lambda item: (-item[1], item[0]))
    return [
        FailedRule(rule=rule, packets=n, message=examples[rule].zh, message_en=examples[rule].en)
        for rule, n in order
    ]
