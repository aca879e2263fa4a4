"""The list of packets and the day at a glance, from the rows alone: nothing is judged here."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, case, func, select

from core.models.base import Model
from core.models.finding import OUTCOMES, Outcome
from review.audit import within
from review.models import QueueRow, State
from review.store import Store
from review.store.tables import PacketRow

REASONS = 3  # of a packet, shown in the queue
Order = Literal["worst", "oldest", "newest", "name"]


@dataclass(frozen=True)
class Filter:
    """Which packets; empty means all. Days are days of arrival, local."""

    since: date | None = None
    until: date | None = None
    outcome: Outcome | None = None
    state: State | None = None
    closed: str | None = None
    service: str | None = None
    employer: str | None = None
    batch: str | None = None
    doubtful: bool = False
    text: str = ""
    """Words that all must stand in name, batch, employer, applicant or service."""


class Counts(Model):
    """How many packets of a filter."""

    total: int
    open: int
    outcomes: dict[str, int]
    """By outcome as it stands."""
    closings: dict[str, int]
    """Of those closed, by how."""


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
    """What is demanded most, most packets first."""
    arrived: tuple[int, ...]
    """Packets by the hour they came, 24 numbers."""
    settled: tuple[int, ...]
    """Packets closed that day by the hour, whenever they came."""


def rows(
    store: Store,
    wanted: Filter | None = None,
    *,
    order: Order = "oldest",
    limit: int | None = None,
    offset: int = 0,
) -> list[QueueRow]:
    """The packets; open ones first, then as asked."""
    query = _sorted(_where(select(PacketRow), wanted or Filter()), order)
    with store.reading() as session:
        found = session.scalars(query.limit(limit).offset(offset)).all()
    return [_shown(row) for row in found]


def counts(store: Store, wanted: Filter | None = None) -> Counts:
    """How many of each sort."""
    kinds = (PacketRow.outcome, PacketRow.closed, PacketRow.state)
    query = _where(select(*kinds, func.count()), wanted or Filter()).group_by(*kinds)
    outcomes: Counter[str] = Counter()
    closings: Counter[str] = Counter()
    still = 0
    with store.reading() as session:
        for outcome, closed, state, number in session.execute(query):
            outcomes[outcome] += number
            still += number if state == "open" else 0
            if closed:
                closings[closed] += number
    return Counts(
        total=outcomes.total(), open=still, outcomes=dict(outcomes), closings=dict(closings)
    )


def choices(store: Store) -> dict[str, list[str]]:
    """The services, employers and batches there are, for a filter to offer."""
    with store.reading() as session:
        return {
            name: sorted(value for value in session.scalars(select(column).distinct()) if value)
            for name, column in (
                ("service", PacketRow.service),
                ("employer", PacketRow.employer),
                ("batch", PacketRow.batch),
            )
        }


def day_picture(store: Store, day: date, most: int = 10) -> DayPicture:
    """The day at a glance; reasons are of packets that came that day, as they stand."""
    whole = Filter(since=day, until=day)
    closed = within(PacketRow.closed_at, day, day)
    with store.reading() as session:
        kept = (PacketRow.received, PacketRow.reasons, PacketRow.reasons_en)
        came = session.execute(_where(select(*kept), whole)).all()
        done = session.scalars(select(PacketRow.closed_at).where(*closed)).all()
    arrived, settled = [0] * 24, [0] * 24
    for received, _, _ in came:
        arrived[received.astimezone().hour] += 1
    for at in done:
        if at is not None:
            settled[at.astimezone().hour] += 1
    return DayPicture(
        day=day,
        counts=counts(store, whole),
        reasons=tuple(_reasons([_said(zh, en) for _, zh, en in came])[:most]),
        arrived=tuple(arrived),
        settled=tuple(settled),
    )


class _Said(NamedTuple):
    """A rule and its message in both languages."""

    rule: str
    zh: str
    en: str


def _said(reasons: str, reasons_en: str | None) -> list[_Said]:
    """What a row keeps; Chinese stands in for English that it has not."""
    told = json.loads(reasons)
    english = json.loads(reasons_en) if reasons_en is not None else [""] * len(told)
    return [_Said(rule, zh, en or zh) for (rule, _, zh), en in zip(told, english, strict=True)]


def _reasons(told: Sequence[Sequence[_Said]]) -> list[Reason]:
    number: Counter[str] = Counter()
    said: dict[str, _Said] = {}
    for failed in told:
        number.update({one.rule for one in failed})
        for one in failed:
            said.setdefault(one.rule, one)
    order = sorted(number.items(), key=lambda item: (-item[1], item[0]))
    return [
        Reason(rule=rule, packets=n, message=said[rule].zh, message_en=said[rule].en)
        for rule, n in order
    ]


def _where(query: Any, wanted: Filter) -> Any:
    same = ("outcome", "state", "closed", "service", "employer", "batch")
    for name in same:
        if (value := getattr(wanted, name)) is not None:
            query = query.where(getattr(PacketRow, name) == value)
    query = query.where(*within(PacketRow.received, wanted.since, wanted.until))
    if wanted.doubtful:
        query = query.where(PacketRow.doubts > 0)
    for word in wanted.text.casefold().split():
        query = query.where(PacketRow.search.contains(word, autoescape=True))
    return query


def _sorted(query: Any, order: Order) -> Any:
    open_first = case((PacketRow.state == "open", 0), else_=1)
    rank = {outcome: n for n, outcome in enumerate(OUTCOMES)}
    worst = case(rank, value=PacketRow.outcome, else_=len(rank))
    by: dict[Order, list[ColumnElement[Any]]] = {
        "worst": [worst, PacketRow.received.asc()],
        "oldest": [PacketRow.received.asc()],
        "newest": [PacketRow.received.desc()],
        "name": [PacketRow.name.asc()],
    }
    return query.order_by(open_first, *by[order], PacketRow.key)


def _shown(row: PacketRow) -> QueueRow:
    names = QueueRow.model_fields.keys() - {"reasons", "reasons_en"}
    said = _said(row.reasons, row.reasons_en)[:REASONS]
    return QueueRow(
        **{name: getattr(row, name) for name in names},
        reasons=tuple(one.zh for one in said),
        reasons_en=tuple(one.en for one in said),
    )
