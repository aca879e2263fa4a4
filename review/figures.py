"""Days and weeks at a glance: what came and was settled, how fast, how often at the first try, why
not; by service and employer. From the rows alone: nothing is judged here.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import Literal, NamedTuple

from sqlalchemy import and_, or_, select

from core.clock import here
from core.models.base import Model
from review.audit import within
from review.queue import said
from review.store import Store
from review.store.tables import PacketRow

Span = Literal["day", "week"]
TOLD_OF = 20_000  # packets, the latest: more are told as such
REASONS_OF = 2_000  # packets, the latest, whose reasons are counted
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
    """A packet, its days as the office counts them."""

    came: date
    settled: date | None
    accepted: bool
    hours: float
    service: str
    employer: str
    reasons: str
    reasons_en: str | None


Key = Callable[[_Fact], str]


def figures(store: Store, since: date, until: date, span: Span = "week") -> Figures:
    """What happened on these days, both whole; at most LONGEST spans, the latest."""
    since = max(since, until - timedelta(days=LONGEST[span] * (7 if span == "week" else 1) - 1))
    found = _facts(store, since, until)
    told = found[:TOLD_OF]
    came = [one for one in told if since <= one.came <= until]
    settled = [one for one in told if one.settled is not None and since <= one.settled <= until]
    firsts = _firsts(since, until, span)
    return Figures(
        since=since,
        until=until,
        span=span,
        spans=_by(came, settled, [str(first) for first in firsts],
                  lambda one: str(_span_of(one.came, firsts)),
                  lambda one: str(_span_of(one.settled or until, firsts))),
        whole=_stretch("", came, settled),
        services=_most(came, settled, lambda one: one.service),
        employers=_most(came, settled, lambda one: one.employer),
        reasons=_reasons(came[:REASONS_OF]),
        more=len(found) > TOLD_OF,
    )  # fmt: skip


def _facts(store: Store, since: date, until: date) -> list[_Fact]:
    columns = ("received", "closed_at", "closed", "service", "employer", "reasons", "reasons_en")
    either = [within(column, since, until) for column in (PacketRow.received, PacketRow.closed_at)]
    query = select(*(getattr(PacketRow, name) for name in columns))
    query = query.where(or_(*(and_(*one) for one in either))).order_by(PacketRow.received.desc())
    with store.reading() as session:
        return [_fact(*row) for row in session.execute(query.limit(TOLD_OF + 1))]


def _fact(
    received: datetime, closed_at: datetime | None, closed: str | None, service: str | None,
    employer: str, reasons: str, reasons_en: str | None,
) -> _Fact:  # fmt: skip
    hours = (closed_at - received).total_seconds() / 3600 if closed_at else 0.0
    day = here(closed_at).date() if closed_at else None
    told = (service or "", employer, reasons, reasons_en)
    return _Fact(here(received).date(), day, closed == "accept", hours, *told)


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
    came: Iterable[_Fact], settled: Iterable[_Fact], names: Iterable[str], of_came: Key,
    of_settled: Key,
) -> tuple[Stretch, ...]:  # fmt: skip
    arrived, closed = defaultdict[str, list[_Fact]](list), defaultdict[str, list[_Fact]](list)
    for one in came:
        arrived[of_came(one)].append(one)
    for one in settled:
        closed[of_settled(one)].append(one)
    return tuple(_stretch(name, arrived[name], closed[name]) for name in names)


def _most(came: Sequence[_Fact], settled: Sequence[_Fact], key: Key) -> tuple[Stretch, ...]:
    """Those of which most came or was closed."""
    number = Counter(key(one) for one in (*came, *settled))
    number.pop("", None)
    order = sorted(number.items(), key=lambda item: (-item[1], item[0]))
    return _by(came, settled, [name for name, _ in order[:MOST]], key, key)


def _reasons(rows: Sequence[_Fact]) -> tuple[Why, ...]:
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
