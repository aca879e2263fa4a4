"""Who did what, when, from what to what, and why. Rows are only ever added.

Exports mask identity numbers; the store itself has them in full, because corrections of
identity numbers must be kept.
"""

import csv
import io
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.clock import midnight
from pipeline.reporting.mask import Masker
from review.models import Change
from review.store import Store
from review.store.tables import AuditRow
from review.values import storable

FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)
"""No entry is outside these years; time zones cannot be calculated at the ends of the calendar."""
COLUMNS = ("id", "at", "who", "action", "packet", "version", "target", "before", "after", "why")


def now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


def record(
    session: Session,
    who: str,
    action: str,
    *,
    packet: str | None = None,
    version: int | None = None,
    target: str = "",
    before: str | None = None,
    after: str | None = None,
    why: str = "",
    secret: bool = False,
) -> None:
    """Add a row in the same transaction as the change that it describes."""
    values = {"who": who, "target": target, "before": before, "after": after, "why": why}
    texts = {name: text and storable(text) for name, text in values.items()}
    session.add(
        AuditRow(at=now(), action=action, packet=packet, version=version, secret=secret, **texts)
    )


def note(store: Store, who: str, action: str, **what: str | None) -> None:
    """Add a row about something that changes nothing else: unmask, export."""
    with store.writing() as session:
        record(session, who, action, **what)  # type: ignore[arg-type]


def unmask(store: Store, who: str, packet: str, target: str) -> None:
    """Record that somebody viewed full identity numbers; `target` is the field, or "" for all."""
    note(store, who, "unmask", packet=packet, target=target)


def trail(
    store: Store,
    *,
    packet: str | None = None,
    who: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int | None = None,
) -> Sequence[Change]:
    """Rows in order; with `limit` only the latest rows. Days are in the office's time zone."""
    query = select(AuditRow).order_by(AuditRow.id.desc())
    if packet is not None:
        query = query.where(AuditRow.packet == packet)
    if who is not None:
        query = query.where(AuditRow.who == who)
    query = query.where(*within(AuditRow.at, since, until))
    with store.reading() as session:
        rows = session.scalars(query.limit(limit) if limit else query).all()
    return [change(row) for row in reversed(rows)]


def since_version(session: Session, packet: str, version: int) -> list[Change]:
    """The actions on a packet after that version."""
    query = select(AuditRow).where(AuditRow.packet == packet, AuditRow.version > version)
    return [change(row) for row in session.scalars(query.order_by(AuditRow.id))]


def change(row: AuditRow) -> Change:
    """The row as a model."""
    return Change(**{name: getattr(row, name) for name in (*COLUMNS, "secret")})


def within(
    column: InstrumentedAttribute[Any], since: date | None, until: date | None
) -> list[ColumnElement[bool]]:
    """Conditions for a moment between these days (inclusive, office time)."""
    found: list[ColumnElement[bool]] = []
    if since is not None and since > FIRST:
        found.append(column >= midnight(min(since, LAST)))
    if until is not None and until < LAST:
        found.append(column < midnight(max(until, FIRST) + timedelta(days=1)))
    return found


def export_csv(changes: Sequence[Change], *, masked: bool = True) -> bytes:
    """For a spreadsheet: UTF-8 with a byte order mark; an apostrophe disables formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in changes:
        values = _plain(one, masked)
        writer.writerow([_harmless(values[name]) for name in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def export_jsonl(changes: Sequence[Change], *, masked: bool = True) -> bytes:
    """One JSON object per line."""
    lines = [json.dumps(_plain(one, masked), ensure_ascii=False) for one in changes]
    return "".join(f"{line}\n" for line in lines).encode()


def _plain(one: Change, masked: bool) -> dict[str, object]:
    values: dict[str, object] = one.model_dump(mode="json", exclude={"secret"})
    if masked:
        masker = Masker(hidden=[text for text in (one.before, one.after) if one.secret and text])
        values = {k: masker.text(v) if isinstance(v, str) else v for k, v in values.items()}
    return values


def _harmless(value: object) -> object:
    risky = isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{value}" if risky else value
