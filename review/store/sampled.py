"""The tables of quality samples; `migrations/` creates them, a test compares the two."""

from datetime import datetime

from sqlalchemy import Double, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from review.store.tables import DeskTable


class SamplingRow(DeskTable):
    """The sampling settings: a single row, or none if sampling was never on."""

    __tablename__ = "sampling"

    id: Mapped[int] = mapped_column(primary_key=True)
    share: Mapped[float] = mapped_column(Double)
    secret: Mapped[str]
    """With it the draws are reproducible; without it they cannot be predicted."""


class SampleRow(DeskTable):
    """A value of a passed packet, for a reviewer who does not see the reading.

    If the packet is deleted, the answer is kept without packet, position and texts.
    """

    __tablename__ = "sample"
    __table_args__ = (
        UniqueConstraint("packet", "kind", name="uq_sample"),
        Index("ix_sample_verdict", "verdict", "id"),
        Index("ix_sample_at", "at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    packet: Mapped[str | None] = mapped_column(index=True)
    document: Mapped[str | None]
    place: Mapped[str | None]
    """The value's address in the document, see review.places."""
    type: Mapped[str]
    field: Mapped[str]
    """The field's name; for a cell the name of its column."""
    kind: Mapped[str]
    readers: Mapped[str]
    page: Mapped[int]
    """In the order of the material's sheets."""
    box: Mapped[str]
    confidence: Mapped[float] = mapped_column(Double)
    value: Mapped[str | None]
    drawn: Mapped[datetime]
    typed: Mapped[str | None]
    verdict: Mapped[str | None]
    """right, wrong, unclear, or differs (until a second person has compared)."""
    by: Mapped[str | None] = mapped_column("by_whom")
    settled_by: Mapped[str | None]
    at: Mapped[datetime | None]


class TraitRow(DeskTable):
    """Counts for one anonymous packet of a week (review.quality.traits)."""

    __tablename__ = "trait"

    id: Mapped[int] = mapped_column(primary_key=True)
    week: Mapped[str] = mapped_column(index=True)
    """The Monday of that week."""
    told: Mapped[str]
    """JSON: the count of each thing."""
