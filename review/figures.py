"""Statistics by day or week: packets received and closed, duration, first-pass rate, reasons for
sending back; by service and employer. Computed from the rows: nothing is judged here.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from heapq import nsmallest
from statistics import median
from typing import Any, Literal, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Float, Select, cast, extract, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.clock import midnight
from core.models.base import Model
from review.audit import within
from review.queue import reason_texts
from review.store import Store
from review.store.case_tables import CaseRow
from review.store.tables import PacketRow

Span = Literal["day", "week"]
MAX_PACKETS = 20_000  # the latest packets; if there are more, this is shown
MAX_REASON_PACKETS = 2_000  # packets, the latest, whose reasons are counted
MAX_SPANS = {"day": 62, "week": 60}  # maximum number of spans
MAX_GROUPS = 10  # services, employers, reasons
_Row = TypeVar("_Row", bound=tuple[Any, ...])
Moment = InstrumentedAttribute[Any]


class PeriodFigures(Model):
    """Statistics of a day or week, or of a service or employer."""

    name: str
    """Its first day, or the name of the service or employer."""
    came: int
    closed: int
    accepted: int
    """With their first submission."""
    hours: float | None
    """Median time from arrival to closing; None if none was closed."""

    @property
    def first_pass(self) -> float | None:
        """Share of closed packets accepted with the first submission; None if none was closed."""
        return self.accepted / self.closed if self.closed else None


class FailureReason(Model):
    """A failed rule, and in how many of the latest MAX_REASON_PACKETS packets received."""

    rule: str
    packets: int
    message: str
    message_en: str


class Figures(Model):
    """All statistics for the requested days."""

    since: date
    until: date
    span: Span
    spans: tuple[PeriodFigures, ...]
    whole: PeriodFigures
    services: tuple[PeriodFigures, ...]
    employers: tuple[PeriodFigures, ...]
    reasons: tuple[FailureReason, ...]
    more: bool
    """There were more than MAX_PACKETS packets; the statistics are of the latest."""


class _PacketEvent(NamedTuple):
    """A packet that was received or closed."""

    at: float
    """Seconds since 1970."""
    service: str
    employer: str
    accepted: bool = False
    hours: float = 0.0


Key = Callable[[_PacketEvent], str]


def figures(store: Store, since: date, until: date, span: Span = "week") -> Figures:
    """The statistics of these days, first and last included; at most the latest MAX_SPANS spans."""
    since = max(since, until - timedelta(days=MAX_SPANS[span] * (7 if span == "week" else 1) - 1))
    with store.reading() as session:
        came, settled = _came(session, since, until), _settled(session, since, until)
        reasons = _reasons(session, since, until)
    more = max(len(came), len(settled)) > MAX_PACKETS
    came, settled = came[:MAX_PACKETS], settled[:MAX_PACKETS]
    firsts = _firsts(since, until, span)
    names = [str(first) for first in firsts]
    starts = [midnight(first).timestamp() for first in firsts]
    return Figures(
        since=since,
        until=until,
        span=span,
        spans=_by(came, settled, names, lambda one: names[_span_of(one.at, starts)]),
        whole=_stretch("", came, settled),
        services=_largest_groups(came, settled, lambda one: one.service),
        employers=_largest_groups(came, settled, lambda one: one.employer),
        reasons=reasons,
        more=more,
    )


def _came(session: Session, since: date, until: date) -> list[_PacketEvent]:
    """Packets received, the latest first; one more than MAX_PACKETS if there are too many."""
    query = select(_seconds(PacketRow.received), PacketRow.service, PacketRow.employer)
    found = session.execute(_latest(query, PacketRow.received, since, until).limit(MAX_PACKETS + 1))
    return [_PacketEvent(at, service or "", employer) for at, service, employer in found]


def _settled(session: Session, since: date, until: date) -> list[_PacketEvent]:
    """Packets closed, as `_came`."""
    query = select(
        _seconds(PacketRow.closed_at), _seconds(PacketRow.received), PacketRow.closed,
        CaseRow.submissions, PacketRow.service, PacketRow.employer,
    ).outerjoin(CaseRow, CaseRow.packet == PacketRow.key)  # fmt: skip
    found = session.execute(
        _latest(query, PacketRow.closed_at, since, until).limit(MAX_PACKETS + 1)
    )
    return [
        _PacketEvent(
            at, service or "", employer, closed == "accept" and (times or 1) == 1,
            (at - received) / 3600,
        )
        for at, received, closed, times, service, employer in found
    ]  # fmt: skip


def _seconds(at: Moment) -> ColumnElement[float]:
    """Seconds since 1970: PostgreSQL's driver takes four times as long to read a timestamp."""
    return cast(extract("epoch", at), Float)


def _latest(query: Select[_Row], at: Moment, since: date, until: date) -> Select[_Row]:
    """The rows of these days, read along the index of the timestamp."""
    return query.where(*within(at, since, until)).order_by(at.desc())


def _firsts(since: date, until: date, span: Span) -> list[date]:
    """The first day of each span; weeks begin on Monday, the first and last may be shorter."""
    days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
    return [day for day in days if span == "day" or day == since or day.weekday() == 0]


def _span_of(at: float, starts: Sequence[float]) -> int:
    """The index of the span that contains this moment."""
    return max(0, bisect_right(starts, at) - 1)


def _stretch(
    name: str, came: Sequence[_PacketEvent], settled: Sequence[_PacketEvent]
) -> PeriodFigures:
    return PeriodFigures(
        name=name,
        came=len(came),
        closed=len(settled),
        accepted=sum(one.accepted for one in settled),
        hours=round(median(one.hours for one in settled), 1) if settled else None,
    )


def _by(
    came: Iterable[_PacketEvent], settled: Iterable[_PacketEvent], names: Sequence[str], key: Key
) -> tuple[PeriodFigures, ...]:
    """The statistics of each name, in the given order."""
    arrived: dict[str, list[_PacketEvent]] = {name: [] for name in names}
    closed: dict[str, list[_PacketEvent]] = {name: [] for name in names}
    for facts, into in ((came, arrived), (settled, closed)):
        for one in facts:
            if (name := key(one)) in into:
                into[name].append(one)
    return tuple(_stretch(name, arrived[name], closed[name]) for name in names)


def _largest_groups(
    came: Sequence[_PacketEvent], settled: Sequence[_PacketEvent], key: Key
) -> tuple[PeriodFigures, ...]:
    """The groups with the most packets received or closed."""
    number = Counter(key(one) for one in (*came, *settled))
    number.pop("", None)
    order = nsmallest(MAX_GROUPS, number.items(), key=lambda item: (-item[1], item[0]))
    return _by(came, settled, [name for name, _ in order], key)


def _reasons(session: Session, since: date, until: date) -> tuple[FailureReason, ...]:
    """The failed rules of the latest MAX_REASON_PACKETS packets received."""
    query = select(PacketRow.reasons, PacketRow.reasons_en)
    rows = session.execute(
        _latest(query, PacketRow.received, since, until).limit(MAX_REASON_PACKETS)
    )
    number: Counter[str] = Counter()
    first: dict[str, tuple[str, str]] = {}
    for reasons, reasons_en in rows:
        if reasons == "[]":
            continue
        texts = reason_texts(reasons, reasons_en)
        number.update({one.rule for one in texts})
        for one in texts:
            first.setdefault(one.rule, (one.zh, one.en))
    return tuple(
        FailureReason(rule=rule, packets=n, message=first[rule][0], message_en=first[rule][1])
        for rule, n in sorted(number.items(), key=lambda item: (-item[1], item[0]))[:MAX_GROUPS]
    )
