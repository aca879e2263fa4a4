"""The tables as SQLAlchemy maps them; `migrations/` creates and migrates them.

A test compares the two. Times are stored in UTC and returned with their time zone.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Text,
    TypeDecorator,
    UniqueConstraint,
    literal_column,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

MAX_SEARCH, MAX_NAME = 400, 200
"""Maximum characters of an indexed text: indexes limit the length of their keys."""
DOUBTFUL: ColumnElement[bool] = literal_column("doubts") > literal_column("0")
"""Without a bound parameter; otherwise the partial index would not be used."""


class Time(TypeDecorator[datetime]):
    """A point in time; SQLite has no time zones, so it is stored as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        found: datetime = value
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


class DeskTable(DeclarativeBase):
    """The common base."""

    type_annotation_map = {datetime: Time, str: Text}  # noqa: RUF012


class PacketRow(DeskTable):
    """A packet on the desk: the data of the queue, and what is needed to judge it again.

    The figures show the current standing; each change of a packet updates them.
    """

    __tablename__ = "packet"
    __table_args__ = (  # lists, counts and searches each use one of these indexes
        Index("ix_packet_queue", "state", "received", "key", "outcome", "search"),
        Index("ix_packet_outcome", "state", "outcome", "received", "key"),
        Index("ix_packet_service", "state", "service", "received", "key", "outcome"),
        Index("ix_packet_batch", "state", "batch", "received", "key", "outcome"),
        Index("ix_packet_name", "state", "name", "key"),
        Index(
            "ix_packet_doubtful", "state", "received", "key", "outcome",
            sqlite_where=DOUBTFUL, postgresql_where=DOUBTFUL,
        ),
        Index("ix_packet_received", "received", "state", "outcome"),
    )  # fmt: skip

    key: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    name: Mapped[str]
    batch: Mapped[str]
    received: Mapped[datetime]
    day: Mapped[date | None]
    service: Mapped[str | None]
    employer: Mapped[str]
    applicant: Mapped[str]
    outcome: Mapped[str]
    first_outcome: Mapped[str]
    fails: Mapped[int]
    doubts: Mapped[int]
    assigned: Mapped[str | None] = mapped_column(index=True)
    """The assigned person; None if nobody is assigned."""
    reasons: Mapped[str]
    """JSON: rule, severity and message of each failure that requires action."""
    reasons_en: Mapped[str | None]
    """JSON: these messages in English; None in rows last written by older versions."""
    search: Mapped[str]
    """The folded text that is searched."""
    state: Mapped[str]
    closed: Mapped[str | None]
    closed_by: Mapped[str | None]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    closed_why: Mapped[str]
    material: Mapped[str | None] = mapped_column(deferred=True)
    """JSON of core.models.material.Material."""
    report: Mapped[str] = mapped_column(deferred=True)
    """JSON of the program's own report."""
    edited: Mapped[str | None] = mapped_column(deferred=True)
    """JSON of pipeline.edits.material.Edited: the material after people's edits, if any."""
    final: Mapped[str | None] = mapped_column(deferred=True)
    """JSON of review.models.PacketState as the packet was closed: later rules change it no more."""


class CorrectionRow(DeskTable):
    """The current correction of a field; earlier ones are in the audit."""

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


class EditRow(DeskTable):
    """A person's edit of a packet's pages; edits are applied in the order of ids."""

    __tablename__ = "edit"

    id: Mapped[int] = mapped_column(primary_key=True)
    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"), index=True)
    body: Mapped[str]
    """JSON of core.models.edit.Edit."""
    why: Mapped[str]
    by: Mapped[str] = mapped_column("by_whom")
    at: Mapped[datetime]


class DecisionRow(DeskTable):
    """The current decision on a finding; earlier ones are in the audit."""

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


class AuditRow(DeskTable):
    """One action of a person. Triggers prevent changing or deleting a row."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_who", "who", "id"),)

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
    """`before` and `after` are identity numbers, possibly misread: exports mask them."""


class UserRow(DeskTable):
    """A user."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str]
    password: Mapped[str]
    """argon2id, with its salt and parameters."""
    disabled: Mapped[bool]
    created: Mapped[datetime]


class SessionRow(DeskTable):
    """A session. Only the browser has the token itself."""

    __tablename__ = "session"

    token: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of it."""
    person: Mapped[str] = mapped_column(ForeignKey("person.name"), index=True)
    csrf: Mapped[str]
    created: Mapped[datetime]
    seen: Mapped[datetime]
    expires: Mapped[datetime]


class HoldRow(DeskTable):
    """Failed sign-ins by subject, and until when the next attempt must wait."""

    __tablename__ = "hold"

    subject: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256, because the typed name may be a password."""
    failures: Mapped[int]
    last: Mapped[datetime] = mapped_column(index=True)
    until: Mapped[datetime]


class DeviceRow(DeskTable):
    """A browser in which a user has signed in before: other people's failures do not block it."""

    __tablename__ = "device"

    token: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of it."""
    person: Mapped[str] = mapped_column(ForeignKey("person.name"), index=True)
    seen: Mapped[datetime]


class HalfwayRow(DeskTable):
    """A sign-in with a correct password that still needs a code."""

    __tablename__ = "halfway"

    token: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of it."""
    person: Mapped[str] = mapped_column(ForeignKey("person.name"), index=True)
    expires: Mapped[datetime]


class SecondRow(DeskTable):
    """Somebody's second factor."""

    __tablename__ = "second_factor"

    person: Mapped[str] = mapped_column(ForeignKey("person.name"), primary_key=True)
    secret: Mapped[str]
    """Encrypted if there is a key, see review.seal."""
    step: Mapped[int]
    """The time step of the last used code: no code is accepted twice."""


class RecoveryRow(DeskTable):
    """A code that signs in once if the second factor is lost."""

    __tablename__ = "recovery"

    code: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of the person and the code, which is random."""
    person: Mapped[str] = mapped_column(ForeignKey("person.name"), index=True)


class UploadRow(DeskTable):
    """An upload, its progress, and why it waits. Its files are in a folder."""

    __tablename__ = "upload"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    by: Mapped[str] = mapped_column("by_whom")
    received: Mapped[datetime] = mapped_column(index=True)
    place: Mapped[str]
    """The folder of uploads with its files: several desks may share the database."""
    state: Mapped[str] = mapped_column(index=True)
    """received, checking, checked or failed."""
    tries: Mapped[int]
    """The number of attempts that were started and not finished."""
    why: Mapped[str]
    why_en: Mapped[str]
    due: Mapped[datetime | None]
    """Time of the next attempt."""
    kept: Mapped[bool]
    """Its files still exist."""
    packet: Mapped[str | None]
    outcome: Mapped[str | None]
