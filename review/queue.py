"""The list of packets, from the rows alone: nothing is judged here.

However many packets there are, a page of it costs the same: each list is read along an index, and
numbers beyond MOST are not counted to their end.
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

REASONS = 3  # of a packet, shown in the queue
MOST = 10_000  # counted one by one where a page asks: more are "more than"
LOOKED = 200_000  # the latest packets, through which a search looks
FOUND = 1_000  # by a search
TOGETHER = 500  # rows asked for at once
STATES: tuple[State, ...] = ("open", "closed")
Order = Literal["worst", "oldest", "newest", "name"]


@dataclass(frozen=True)
class Filter:
    """Which packets; empty means all. Days are days of arrival."""

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
    """Whether `text` is looked for in the text of all papers, see review.texts."""
    text: str = ""
    """Words that all must stand in name, batch, employer, applicant or service. Looked for in
    the latest LOOKED packets that are as asked otherwise."""


class Counts(Model):
    """How many packets of a filter. One more than was to be counted stands for any number above."""

    total: int
    open: int
    outcomes: dict[str, int]
    """By outcome as it stands."""


class Said(NamedTuple):
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
    """The packets; open ones first, then as asked."""
    most = None if limit is None else offset + limit
    with store.reading() as session:
        keys = listed(session, wanted or Filter(), order, most)[offset:]
    return known(store, keys)


def known(store: Store, keys: Sequence[str]) -> list[QueueRow]:
    """The packets with these keys, as far as they are there."""
    found: dict[str, QueueRow] = {}
    with store.reading() as session:
        for first in range(0, len(keys), TOGETHER):
            some = PacketRow.key.in_(keys[first : first + TOGETHER])
            told = session.scalars(select(PacketRow).where(some))
            shown = with_rounds(session, [_shown(row) for row in told])
            found.update((row.key, row) for row in shown)
    return [found[key] for key in keys if key in found]


def counts(store: Store, wanted: Filter | None = None, *, most: int | None = None) -> Counts:
    """How many of each sort; with `most` counting stops behind so many of a sort."""
    asked = wanted or Filter()
    found: Counter[tuple[str, str]] = Counter()
    with store.reading() as session:
        if asked.text:
            found.update((one.state, one.outcome) for one in searched(session, asked))
        elif most is None:
            kinds = (PacketRow.state, PacketRow.outcome)
            query = select(*kinds, func.count()).where(*conditions(asked)).group_by(*kinds)
            found.update({(state, how): n for state, how, n in session.execute(query)})
        else:
            for part in parts_of(asked, by_outcome=True):
                some = select(PacketRow.key).where(*conditions(part)).limit(most + 1).subquery()
                number = session.scalar(select(func.count()).select_from(some)) or 0
                found[part.state or "", part.outcome or ""] = number
    outcomes: Counter[str] = Counter()
    still = 0
    for (state, outcome), number in found.items():
        outcomes[outcome] += number
        still += number if state == "open" else 0
    whole = {name: _up_to(number, most) for name, number in outcomes.items() if number}
    total = _up_to(outcomes.total(), most)
    return Counts(total=total, open=_up_to(still, most), outcomes=whole)


def choices(store: Store, most: int = 200) -> dict[str, list[str]]:
    """The services and batches there are, for a filter to offer; of many the last by name."""
    with store.reading() as session:
        return {name: _distinct(session, name, most) for name in ("service", "batch")}


def said(reasons: str, reasons_en: str | None) -> list[Said]:
    """What a row keeps; Chinese stands in for English that it has not."""
    told = json.loads(reasons)
    english = json.loads(reasons_en) if reasons_en is not None else [""] * len(told)
    return [Said(rule, zh, en or zh) for (rule, _, zh), en in zip(told, english, strict=True)]


def listed(session: Session, wanted: Filter, order: Order, most: int | None) -> list[str]:
    """The packets in their order, along one index after the other, no further than asked."""
    if wanted.text:
        found = sorted(searched(session, wanted), key=lambda one: one.place(order))
        return [one.key for one in found][:most]
    keys: list[str] = []
    for part in parts_of(wanted, by_outcome=order == "worst"):
        query = select(PacketRow.key).where(*conditions(part)).order_by(*along(order))
        left = None if most is None else most - len(keys)
        keys += session.scalars(query.limit(left))
        if most is not None and len(keys) >= most:
            break
    return keys


def parts_of(wanted: Filter, *, by_outcome: bool) -> Iterator[Filter]:
    """What is asked for as parts that each are in order along an index."""
    outcomes = OUTCOMES if by_outcome and wanted.outcome is None else (wanted.outcome,)
    for state in STATES if wanted.state is None else (wanted.state,):
        for outcome in outcomes:
            yield replace(wanted, state=state, outcome=outcome)


def along(order: Order) -> list[ColumnElement[Any]]:
    """Within one state, and for `worst` within one outcome."""
    if order == "newest":
        return [PacketRow.received.desc(), PacketRow.key.desc()]
    first = PacketRow.name if order == "name" else PacketRow.received
    return [first.asc(), PacketRow.key.asc()]


class Match(NamedTuple):
    """A packet that a search found."""

    key: str
    state: State
    outcome: Outcome
    received: datetime
    name: str

    def place(self, order: Order) -> tuple[Any, ...]:
        """In a list in that order."""
        by: dict[Order, tuple[Any, ...]] = {
            "worst": (OUTCOMES.index(self.outcome), self.received),
            "oldest": (self.received,),
            "newest": (-self.received.timestamp(),),
            "name": (self.name,),
        }
        return STATES.index(self.state), *by[order], self.key


def searched(session: Session, wanted: Filter) -> list[Match]:
    """Where all words stand: in the latest LOOKED of each state, at most FOUND."""
    shown = (PacketRow.state, PacketRow.outcome, PacketRow.received)
    matches: list[str] = []
    if wanted.papers:
        matches = _in_papers(session, wanted)
    for part in parts_of(wanted, by_outcome=False) if not wanted.papers else ():
        latest = select(PacketRow.key, PacketRow.search).where(*conditions(part))
        seen = latest.order_by(*along("newest")).limit(LOOKED).subquery()
        words = [seen.c.search.contains(word, autoescape=True) for word in _words(wanted)]
        left = FOUND - len(matches)
        matches += session.scalars(select(seen.c.key).where(*words).limit(left))
    found: list[Match] = []
    for first in range(0, len(matches), TOGETHER):
        some = PacketRow.key.in_(matches[first : first + TOGETHER])
        query = select(PacketRow.key, *shown, PacketRow.name).where(some)
        found += [Match(*row) for row in session.execute(query)]
    return found


def _in_papers(session: Session, wanted: Filter) -> list[str]:
    """The packets on whose papers all words stand; FOUND at most."""
    return texts.holding(session, wanted.text, conditions(wanted), FOUND)


def _words(wanted: Filter) -> list[str]:
    return wanted.text.casefold().split()


def conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    """The conditions, but for the words."""
    same = ("outcome", "state", "closed", "service", "employer", "batch", "assigned")
    given = [(name, getattr(wanted, name)) for name in same]
    found: list[ColumnElement[bool]] = [
        getattr(PacketRow, name) == value for name, value in given if value is not None
    ]
    found += within(PacketRow.received, wanted.since, wanted.until)
    return [*found, DOUBTFUL] if wanted.doubtful else found


def _distinct(session: Session, name: str, most: int) -> list[str]:
    """The values of a column, each by one look at its index instead of all rows."""
    found: set[str] = set()
    for state in STATES:
        query = text(
            f"WITH RECURSIVE known(value) AS (SELECT max({name}) FROM packet WHERE state = :state"
            f" UNION ALL SELECT (SELECT max({name}) FROM packet WHERE state = :state"
            f" AND {name} < known.value) FROM known WHERE known.value IS NOT NULL)"
            " SELECT value FROM known WHERE value IS NOT NULL LIMIT :most"
        )
        found.update(session.scalars(query, {"state": state, "most": most}))
    return sorted(one for one in found if one)[-most:]


def _up_to(number: int, most: int | None) -> int:
    return number if most is None else min(number, most + 1)


def _shown(row: PacketRow) -> QueueRow:
    names = QueueRow.model_fields.keys() - {"reasons", "reasons_en", "submissions", "asks"}
    told = said(row.reasons, row.reasons_en)[:REASONS]
    return QueueRow(
        **{name: getattr(row, name) for name in names},
        reasons=tuple(one.zh for one in told),
        reasons_en=tuple(one.en for one in told),
    )
