"""The list of packets, from the database rows: nothing is judged here.

The cost of a page does not depend on the number of packets: each list is read along an index, and
counting stops after MAX_COUNTED.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import Session

from core.models.base import Model
from core.models.finding import OUTCOMES, Outcome
from review import texts
from review.audit import within
from review.cases.rounds import with_rounds
from review.listed import QueueRow
from review.models import State
from review.store import Store
from review.store.tables import DOUBTFUL, PacketRow

MAX_REASONS = 3  # per packet, shown in the queue
MAX_COUNTED = 10_000  # counted exactly for a page; above it the page shows "more than"
MAX_SEARCHED = 200_000  # a search examines that many of the latest packets
MAX_FOUND = 1_000  # results of one search
ROWS_PER_QUERY = 500  # rows
STATES: tuple[State, ...] = ("open", "closed")
Order = Literal["worst", "oldest", "newest", "name"]


@dataclass(frozen=True)
class Filter:
    """Conditions of a list; empty means all. Days are days of arrival."""

    since: date | None = None
    until: date | None = None
    outcome: Outcome | None = None
    state: State | None = None
    closed: str | None = None
    service: str | None = None
    employer: str | None = None
    batch: str | None = None
    doubtful: bool = False
    assigned: str | None = None
    papers: bool = False
    """Whether to search for `text` in all papers, see review.texts."""
    text: str = ""
    """Words that must all occur in name, batch, employer, applicant or service. Searched in
    the latest MAX_SEARCHED packets that meet the other conditions."""


class Counts(Model):
    """Packet counts of a filter. A count of limit + 1 means more than the limit."""

    total: int
    open: int
    outcomes: dict[str, int]
    """By current outcome."""


class ReasonText(NamedTuple):
    """A rule and its message in both languages."""

    rule: str
    zh: str
    en: str


def rows(
    store: Store,
    wanted: Filter | None = None,
    *,
    order: Order = "oldest",
    limit: int | None = None,
    offset: int = 0,
) -> list[QueueRow]:
    """The packets; open ones first, then in the given order."""
    last = None if limit is None else offset + limit
    with store.reading() as session:
        keys = listed(session, wanted or Filter(), order, last)[offset:]
    return rows_of(store, keys)


def rows_of(store: Store, keys: Sequence[str]) -> list[QueueRow]:
    """The rows of the packets with these keys, as far as they exist."""
    found: dict[str, QueueRow] = {}
    with store.reading() as session:
        for first in range(0, len(keys), ROWS_PER_QUERY):
            some = PacketRow.key.in_(keys[first : first + ROWS_PER_QUERY])
            packets = session.scalars(select(PacketRow).where(some))
            shown = with_rounds(session, [_shown(row) for row in packets])
            found.update((row.key, row) for row in shown)
    return [found[key] for key in keys if key in found]


def counts(store: Store, wanted: Filter | None = None, *, limit: int | None = None) -> Counts:
    """Counts by state and outcome; with `limit` counting stops at that number of each."""
    asked = wanted or Filter()
    found: Counter[tuple[str, str]] = Counter()
    with store.reading() as session:
        if asked.text:
            found.update((one.state, one.outcome) for one in search_matches(session, asked))
        elif limit is None:
            kinds = (PacketRow.state, PacketRow.outcome)
            query = select(*kinds, func.count()).where(*conditions(asked)).group_by(*kinds)
            found.update({(state, how): n for state, how, n in session.execute(query)})
        else:
            for part in parts_of(asked, by_outcome=True):
                some = select(PacketRow.key).where(*conditions(part)).limit(limit + 1).subquery()
                number = session.scalar(select(func.count()).select_from(some)) or 0
                found[part.state or "", part.outcome or ""] = number
    outcomes: Counter[str] = Counter()
    still = 0
    for (state, outcome), number in found.items():
        outcomes[outcome] += number
        still += number if state == "open" else 0
    whole = {name: _up_to(number, limit) for name, number in outcomes.items() if number}
    total = _up_to(outcomes.total(), limit)
    return Counts(total=total, open=_up_to(still, limit), outcomes=whole)


def choices(store: Store, limit: int = 200) -> dict[str, list[str]]:
    """The existing services and batches for the filter; at most `limit`, the last ones in order of
    name.
    """
    with store.reading() as session:
        return {name: _distinct(session, name, limit) for name in ("service", "batch")}


def reason_texts(reasons: str, reasons_en: str | None) -> list[ReasonText]:
    """The reasons stored in a row; Chinese text is used if there is no English."""
    kept = json.loads(reasons)
    english = json.loads(reasons_en) if reasons_en is not None else [""] * len(kept)
    return [ReasonText(rule, zh, en or zh) for (rule, _, zh), en in zip(kept, english, strict=True)]


def listed(session: Session, wanted: Filter, order: Order, limit: int | None) -> list[str]:
    """The keys in order, read along one index after the other, up to `limit`."""
    if wanted.text:
        found = sorted(search_matches(session, wanted), key=lambda one: one.place(order))
        return [one.key for one in found][:limit]
    keys: list[str] = []
    for part in parts_of(wanted, by_outcome=order == "worst"):
        query = select(PacketRow.key).where(*conditions(part)).order_by(*order_columns(order))
        left = None if limit is None else limit - len(keys)
        keys += session.scalars(query.limit(left))
        if limit is not None and len(keys) >= limit:
            break
    return keys


def parts_of(wanted: Filter, *, by_outcome: bool) -> Iterator[Filter]:
    """The filter split into parts, each of which is sorted along an index."""
    outcomes = OUTCOMES if by_outcome and wanted.outcome is None else (wanted.outcome,)
    for state in STATES if wanted.state is None else (wanted.state,):
        for outcome in outcomes:
            yield replace(wanted, state=state, outcome=outcome)


def order_columns(order: Order) -> list[ColumnElement[Any]]:
    """The sort columns within one state, and for `worst` within one outcome."""
    if order == "newest":
        return [PacketRow.received.desc(), PacketRow.key.desc()]
    first = PacketRow.name if order == "name" else PacketRow.received
    return [first.asc(), PacketRow.key.asc()]


class SearchMatch(NamedTuple):
    """A search result."""

    key: str
    state: State
    outcome: Outcome
    received: datetime
    name: str

    def place(self, order: Order) -> tuple[Any, ...]:
        """The sort key in a list in that order."""
        by: dict[Order, tuple[Any, ...]] = {
            "worst": (OUTCOMES.index(self.outcome), self.received),
            "oldest": (self.received,),
            "newest": (-self.received.timestamp(),),
            "name": (self.name,),
        }
        return STATES.index(self.state), *by[order], self.key


def search_matches(session: Session, wanted: Filter) -> list[SearchMatch]:
    """Packets with all words, among the latest MAX_SEARCHED of each state; at most MAX_FOUND."""
    shown = (PacketRow.state, PacketRow.outcome, PacketRow.received)
    matches: list[str] = []
    if wanted.papers:
        matches = _in_papers(session, wanted)
    for part in parts_of(wanted, by_outcome=False) if not wanted.papers else ():
        latest = select(PacketRow.key, PacketRow.search).where(*conditions(part))
        seen = latest.order_by(*order_columns("newest")).limit(MAX_SEARCHED).subquery()
        words = [seen.c.search.contains(word, autoescape=True) for word in _words(wanted)]
        left = MAX_FOUND - len(matches)
        matches += session.scalars(select(seen.c.key).where(*words).limit(left))
    found: list[SearchMatch] = []
    for first in range(0, len(matches), ROWS_PER_QUERY):
        some = PacketRow.key.in_(matches[first : first + ROWS_PER_QUERY])
        query = select(PacketRow.key, *shown, PacketRow.name).where(some)
        found += [SearchMatch(*row) for row in session.execute(query)]
    return found


def _in_papers(session: Session, wanted: Filter) -> list[str]:
    """The packets whose papers contain all words; at most MAX_FOUND."""
    return texts.holding(session, wanted.text, conditions(wanted), MAX_FOUND)


def _words(wanted: Filter) -> list[str]:
    return wanted.text.casefold().split()


def conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    """The SQL conditions without the search words."""
    same = ("outcome", "state", "closed", "service", "employer", "batch", "assigned")
    given = [(name, getattr(wanted, name)) for name in same]
    found: list[ColumnElement[bool]] = [
        getattr(PacketRow, name) == value for name, value in given if value is not None
    ]
    found += within(PacketRow.received, wanted.since, wanted.until)
    return [*found, DOUBTFUL] if wanted.doubtful else found


def _distinct(session: Session, name: str, limit: int) -> list[str]:
    """The distinct values of a column, each with one index lookup instead of a scan."""
    found: set[str] = set()
    for state in STATES:
        query = text(
            f"WITH RECURSIVE known(value) AS (SELECT max({name}) FROM packet WHERE state = :state"
            f" UNION ALL SELECT (SELECT max({name}) FROM packet WHERE state = :state"
            f" AND {name} < known.value) FROM known WHERE known.value IS NOT NULL)"
            " SELECT value FROM known WHERE value IS NOT NULL LIMIT :limit"
        )
        found.update(session.scalars(query, {"state": state, "limit": limit}))
    return sorted(one for one in found if one)[-limit:]


def _up_to(number: int, limit: int | None) -> int:
    return number if limit is None else min(number, limit + 1)


def _shown(row: PacketRow) -> QueueRow:
    names = QueueRow.model_fields.keys() - {"reasons", "reasons_en", "submissions", "asks"}
    failures = reason_texts(row.reasons, row.reasons_en)[:MAX_REASONS]
    return QueueRow(
        **{name: getattr(row, name) for name in names},
        reasons=tuple(one.zh for one in failures),
        reasons_en=tuple(one.en for one in failures),
    )
