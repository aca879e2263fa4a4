"""Days and weeks at a glance: what came and was settled, how fast, how often at the first try, why
not; by service and employer. From the rows alone: nothing is judged here.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from heapq import nsmallest
from statistics import median
from typing import Any, Literal, NamedTuple, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.clock import here
from core.models.base import Model
from review.audit import within
from review.queue import said
from review.store import Store
from review.store.case_tables import CaseRow
from review.store.tables import PacketRow

Span = Literal["day", "week"]
TOLD_OF = 20_000  # packets, the latest: more are told as such
REASONS_OF = 2_000  # packets, the latest, whose reasons are counted
LONGEST = {"day": 62, "week": 60}  # spans shown
MOST = 10  # services, employers, reasons
_Row = TypeVar("_Row", bound=tuple[Any, ...])
Moment = InstrumentedAttribute[Any]


class Stretch(Model):
    """A day or a week, or all packets of a service or employer."""

    name: str
    """Its first day, or what it is of."""
    came: int
    closed: int
    accepted: int
    """As they first came, with nothing supplied."""
    hours: float | None
    """From arrival to closing, the middle one of those closed; None where none was."""

    @property
    def first_pass(self) -> float | None:
        """The share of what was closed that was accepted as it first came; None of nothing."""
        return self.accepted / self.closed if self.closed else None


class Why(Model):
    """A rule that failed, in how many of the latest REASONS_OF packets that came."""

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


class _Fact(NamedTuple):
    """That a packet came, or was closed, on a day as the office counts it."""

    day: date
    service: str
    employer: str
    accepted: bool = False
    hours: float = 0.0


Key = Callable[[_Fact], str]


def figures(store: Store, since: date, until: date, span: Span = "week") -> Figures:
    """What happened on these days, both whole; at most LONGEST spans, the latest."""
    since = max(since, until - timedelta(days=LONGEST[span] * (7 if span == "week" else 1) - 1))
    with store.reading() as session:
        came, settled = _came(session, since, until), _settled(session, since, until)
        reasons = _reasons(session, since, until)
    more = max(len(came), len(settled)) > TOLD_OF
    came, settled = came[:TOLD_OF], settled[:TOLD_OF]
    firsts = _firsts(since, until, span)
    names = {day: str(_span_of(day, firsts)) for day in {one.day for one in (*came, *settled)}}
    return Figures(
        since=since,
        until=until,
        span=span,
        spans=_by(came, settled, [str(first) for first in firsts], lambda one: names[one.day]),
        whole=_stretch("", came, settled),
        services=_most(came, settled, lambda one: one.service),
        employers=_most(came, settled, lambda one: one.employer),
        reasons=reasons,
        more=more,
    )


def _came(session: Session, since: date, until: date) -> list[_Fact]:
    """Those that came, the latest first, no more than tell that there are too many."""
    query = select(PacketRow.received, PacketRow.service, PacketRow.employer)
    found = session.execute(_latest(query, PacketRow.received, since, until).limit(TOLD_OF + 1))
    return [_Fact(here(at).date(), service or "", employer) for at, service, employer in found]


def _settled(session: Session, since: date, until: date) -> list[_Fact]:
    """Those that were closed, as `_came`."""
    query = select(
        PacketRow.closed_at, PacketRow.received, PacketRow.closed, CaseRow.submissions,
        PacketRow.service, PacketRow.employer,
    ).outerjoin(CaseRow, CaseRow.packet == PacketRow.key)  # fmt: skip
    found = session.execute(_latest(query, PacketRow.closed_at, since, until).limit(TOLD_OF + 1))
    return [
        _Fact(here(at).date(), service or "", employer, closed == "accept" and (times or 1) == 1,
              (at - received).total_seconds() / 3600)
        for at, received, closed, times, service, employer in found
    ]  # fmt: skip


def _latest(query: Select[_Row], at: Moment, since: date, until: date) -> Select[_Row]:
    """Of these days, along the moment's own index."""
    return query.where(*within(at, since, until)).order_by(at.desc())


def _firsts(since: date, until: date, span: Span) -> list[date]:
    """The first day of each; a week begins on Monday, the first and last may be shorter."""
    days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
    return [day for day in days if span == "day" or day == since or day.weekday() == 0]


def _span_of(day: date, firsts: Sequence[date]) -> date:
    return firsts[max(0, bisect_right(firsts, day) - 1)]


def _stretch(name: str, came: Sequence[_Fact], settled: Sequence[_Fact]) -> Stretch:
    return Stretch(
        name=name,
        came=len(came),
        closed=len(settled),
        accepted=sum(one.accepted for one in settled),
        hours=round(median(one.hours for one in settled), 1) if settled else None,
    )


def _by(
    came: Iterable[_Fact], settled: Iterable[_Fact], names: Sequence[str], key: Key
) -> tuple[Stretch, ...]:
    """Each of the names, in their order."""
    arrived: dict[str, list[_Fact]] = {name: [] for name in names}
    closed: dict[str, list[_Fact]] = {name: [] for name in names}
    for facts, into in ((came, arrived), (settled, closed)):
        for one in facts:
            if (name := key(one)) in into:
                into[name].append(one)
    return tuple(_stretch(name, arrived[name], closed[name]) for name in names)


def _most(came: Sequence[_Fact], settled: Sequence[_Fact], key: Key) -> tuple[Stretch, ...]:
    """Those of which most came or was closed."""
    number = Counter(key(one) for one in (*came, *settled))
    number.pop("", None)
    order = nsmallest(MOST, number.items(), key=lambda item: (-item[1], item[0]))
    return _by(came, settled, [name for name, _ in order], key)


def _reasons(session: Session, since: date, until: date) -> tuple[Why, ...]:
    """Why not, of the latest REASONS_OF that came."""
    query = select(PacketRow.reasons, PacketRow.reasons_en)
    rows = session.execute(_latest(query, PacketRow.received, since, until).limit(REASONS_OF))
    number: Counter[str] = Counter()
    first: dict[str, tuple[str, str]] = {}
    for reasons, reasons_en in rows:
        if reasons == "[]":
            continue
        told = said(reasons, reasons_en)
        number.update({one.rule for one in told})
        for one in told:
            first.setdefault(one.rule, (one.zh, one.en))
    return tuple(
        Why(rule=rule, packets=n, message=first[rule][0], message_en=first[rule][1])
        for rule, n in sorted(number.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    )
