"""The next packet in a list, wherever the list was opened from."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from core.models.finding import OUTCOMES, Outcome
from review.queue import (
    Filter,
    Order,
    SearchMatch,
    conditions,
    listed,
    order_columns,
    parts_of,
    search_matches,
)
from review.store import Store
from review.store.tables import PacketRow


def following(
    store: Store, key: str, wanted: Filter | None = None, order: Order = "oldest"
) -> str | None:
    """The packet after this one in a list; after the last one, the first. Only open
    packets, unless the list is of closed ones. None if there is no other.
    """
    asked = wanted or Filter()
    asked = asked if asked.state == "closed" else replace(asked, state="open")
    with store.reading() as session:
        here = session.get(PacketRow, key)
        if asked.text:
            return _behind(here, key, search_matches(session, asked), order)
        found = None
        if here is not None:
            found = next(_after(session, here, asked, order), None)
        if found is None:
            first = listed(session, asked, order, 2)
            found = next((one for one in first if one != key), None)
        return found


def _after(session: Session, here: PacketRow, wanted: Filter, order: Order) -> Iterator[str]:
    """The packets after a packet in index order; the packet need not be in the list."""
    parts = list(parts_of(wanted, by_outcome=order == "worst"))
    if order == "worst":
        reached = OUTCOMES.index(cast(Outcome, here.outcome))
        parts = [one for one in parts if OUTCOMES.index(one.outcome or "accept") >= reached]
    column = PacketRow.name if order == "name" else PacketRow.received
    value = here.name if order == "name" else here.received
    further: ColumnElement[bool] = column < value if order == "newest" else column > value
    beyond = PacketRow.key < here.key if order == "newest" else PacketRow.key > here.key
    for part in parts:
        query = select(PacketRow.key).where(*conditions(part), PacketRow.key != here.key)
        if order != "worst" or part.outcome == here.outcome:
            query = query.where(further | ((column == value) & beyond))
        yield from session.scalars(query.order_by(*order_columns(order)).limit(1))


def _behind(
    here: PacketRow | None, key: str, found: Sequence["SearchMatch"], order: Order
) -> str | None:
    """The same for the results of a search."""
    ranked = sorted((one.place(order)[1:], one.key) for one in found if one.key != key)
    if here is None or not ranked:
        return ranked[0][1] if ranked else None
    names = ("key", "state", "outcome", "received", "name")
    here_at = SearchMatch(*(getattr(here, name) for name in names)).place(order)[1:]
    return next((one for place, one in ranked if place > here_at), ranked[0][1])
