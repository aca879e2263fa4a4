"""The tables as SQLAlchemy maps them; `migrations/` makes them and brings old ones forward.

A test compares the two. Times are kept in UTC and given with their zone.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Double, ForeignKey, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Time(TypeDecorator[datetime]):
    """A point in time; SQLite has no zones, so it goes in and comes out as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        found: datetime = value
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


class Table(DeclarativeBase):
    """The common base."""

    type_annotation_map = {datetime: Time, str: Text}  # noqa: RUF012


class PacketRow(Table):
    """A packet on the desk: what the queue shows, and what is needed to judge it again.

    The figures are of what stands now; whoever changes a packet writes them anew.
    """

    __tablename__ = "packet"

    key: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    name: Mapped[str]
    batch: Mapped[str]
    received: Mapped[datetime] = mapped_column(index=True)
    day: Mapped[date | None]
    service: Mapped[str | None]
    employer: Mapped[str]
    applicant: Mapped[str]
    outcome: Mapped[str] = mapped_column(index=True)
    first_outcome: Mapped[str]
    fails: Mapped[int]
    doubts: Mapped[int]
    reasons: Mapped[str]
    """JSON: rule, severity and message of each failure that demands something."""
    reasons_en: Mapped[str | None]
    """JSON: these messages in English; None in rows last written before it was kept."""
    search: Mapped[str]
    """What a search looks in, folded."""
    state: Mapped[str] = mapped_column(index=True)
    closed: Mapped[str | None]
    closed_by: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    closed_why: Mapped[str]
    material: Mapped[str | None] = mapped_column(deferred=True)
    """JSON of core.models.material.Material."""
    report: Mapped[str] = mapped_column(deferred=True)
    """JSON of the program's own report."""
    final: Mapped[str | None] = mapped_column(deferred=True)
    """JSON of review.models.Standing as the packet was closed: later rules change it no more."""


class CorrectionRow(Table):
    """The value that holds for a field; what it was before stands in the audit."""

    __tablename__ = "correction"
    __table_args__ = (UniqueConstraint("packet", "document", "field", name="uq_correction"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"), index=True)
    document: Mapped[str]
    field: Mapped[str]
    value: Mapped[str | None]
    before: Mapped[str | None]
    confidence: Mapped[float] = mapped_column(Double)
    why: Mapped[str]
    by: Mapped[str] = mapped_column("by_whom")
    at: Mapped[datetime]


class DecisionRow(Table):
    """The answer that holds for a finding; earlier ones stand in the audit."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("packet", "finding", name="uq_decision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"), index=True)
    finding: Mapped[str]
    rule: Mapped[str]
    verdict: Mapped[str]
    why: Mapped[str]
    by: Mapped[str] = mapped_column("by_whom")
    at: Mapped[datetime]


class AuditRow(Table):
    """One thing that somebody did. Triggers refuse to change or delete a row."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    who: Mapped[str]
    action: Mapped[str]
    packet: Mapped[str | None] = mapped_column(index=True)
    version: Mapped[int | None]
    target: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
    why: Mapped[str]
    secret: Mapped[bool]
    """Before and after are identity numbers, however they were read: exports mask them."""


class UserRow(Table):
    """Somebody who may sign in."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str]
    password: Mapped[str]
    """argon2id, with its salt and parameters."""
    disabled: Mapped[bool]
    created: Mapped[datetime]


class SessionRow(Table):
    """Somebody signed in. The token itself is with the browser alone."""

    __tablename__ = "session"

    token: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of it."""
    person: Mapped[str] = mapped_column(ForeignKey("person.name"), index=True)
    csrf: Mapped[str]
    created: Mapped[datetime]
    seen: Mapped[datetime]
    expires: Mapped[datetime]


class AttemptRow(Table):
    """A sign-in that failed, by what it was tried with; old ones are deleted."""

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(index=True)
    """name:... or address:..."""
    at: Mapped[datetime]
