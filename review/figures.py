"""Days and weeks at a glance: what came and was settled, how fast, how often at the first try, why
not; by service and employer. From the rows alone: nothing is judged here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import Literal, NamedTuple

from sqlalchemy import or_, select

from core.clock import here
from core.models.base import Model
from review.audit import within
from review.queue import said
from review.store import Store
from review.store.tables import PacketRow

Span = Literal["day", "week"]
TOLD_OF = 20_000  # packets, the latest: more are told as such
LONGEST = {"day": 62, "week": 60}  # spans shown
MOST = 10  # services, employers, reasons


class Stretch(Model):
    """A day or a week, or all packets of a service or employer."""

    name: str
    """Its first day, or what it is of."""
    came: int
    closed: int
    accepted: int
    hours: float | None
    """From arrival to closing, the middle one of those closed; None where none was."""

    @property
    def first_pass(self) -> float | None:
        """The share of what was closed that was accepted; None where nothing was closed."""
        return self.accepted / self.closed if self.closed else None


class Why(Model):
    """A rule that failed, in how many of the packets that came."""

    rule: str
    packets: int
    message: str
    message_en: str


class Figures(Model):
    """All of it, for the days asked for."""

    since: date
    until: date
    span: Span
    spans: tuple[Stretch, ...]
    whole: Stretch
    services: tuple[Stretch, ...]
    employers: tuple[Stretch, ...]
    reasons: tuple[Why, ...]
    more: bool
    """There were more than TOLD_OF; told is of the latest."""


class _Row(NamedTuple):
    received: datetime
    closed_at: datetime | None
    closed: str | None
    service: str | None
    employer: str
    reasons: str
    reasons_en: str | None

    def came_in(self, since: date, until: date) -> bool:
        return since <= here(self.received).date() <= until

    def closed_in(self, since: date, until: date) -> bool:
        return self.closed_at is not None and since <= here(self.closed_at).date() <= until

    @property
    def hours(self) -> float:
        end = self.closed_at or self.received
        return (end - self.received).total_seconds() / 3600


def figures(store: Store, since: date, until: date, span: Span = "week") -> Figures:
    """What happened on these days, both whole; at most LONGEST spans, the latest."""
    since = max(since, until - timedelta(days=LONGEST[span] * (7 if span == "week" else 1) - 1))
    found = _rows(store, since, until)
    told = found[:TOLD_OF]
    came = [row for row in told if row.came_in(since, until)]
    return Figures(
        since=since,
        until=until,
        span=span,
        spans=tuple(_stretch(str(first), told, first, last)
                    for first, last in _spans(since, until, span)),
        whole=_stretch("", told, since, until),
        services=_by(told, since, until, lambda row: row.service or ""),
        employers=_by(told, since, until, lambda row: row.employer),
        reasons=_reasons(came),
        more=len(found) > TOLD_OF,
    )  # fmt: skip


def _rows(store: Store, since: date, until: date) -> list[_Row]:
    columns = [getattr(PacketRow, name) for name in _Row._fields]
    either = [within(column, since, until) for column in (PacketRow.received, PacketRow.closed_at)]
    asked = or_(*(one[0] & one[1] for one in either))
    query = select(*columns).where(asked).order_by(PacketRow.received.desc())
    with store.reading() as session:
        return [_Row(*row) for row in session.execute(query.limit(TOLD_OF + 1))]


def _spans(since: date, until: date, span: Span) -> list[tuple[date, date]]:
    """First and last day of each; a week begins on Monday, the first and last may be shorter."""
    found, first = [], since
    while first <= until:
        last = first if span == "day" else first + timedelta(days=6 - first.weekday())
        found.append((first, min(last, until)))
        first = last + timedelta(days=1)
    return found


def _stretch(name: str, rows: Iterable[_Row], since: date, until: date) -> Stretch:
    came, closed = 0, []
    for row in rows:
        came += row.came_in(since, until)
        if row.closed_in(since, until):
            closed.append(row)
    return Stretch(
        name=name,
        came=came,
        closed=len(closed),
        accepted=sum(row.closed == "accept" for row in closed),
        hours=round(median(row.hours for row in closed), 1) if closed else None,
    )


def _by(rows: Sequence[_Row], since: date, until: date, key: object) -> tuple[Stretch, ...]:
    heaps: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        heaps[key(row)].append(row)  # type: ignore[operator]
    made = [_stretch(name, heap, since, until) for name, heap in heaps.items() if name]
    return tuple(sorted(made, key=lambda one: (-one.came - one.closed, one.name))[:MOST])


def _reasons(rows: Sequence[_Row]) -> tuple[Why, ...]:
    number: Counter[str] = Counter()
    first: dict[str, tuple[str, str]] = {}
    for row in rows:
        if row.reasons == "[]":
            continue
        told = said(row.reasons, row.reasons_en)
        number.update({one.rule for one in told})
        for one in told:
            first.setdefault(one.rule, (one.zh, one.en))
    return tuple(
        Why(rule=rule, packets=n, message=first[rule][0], message_en=first[rule][1])
        for rule, n in sorted(number.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    )
