"""The tables as SQLAlchemy maps them; the steps in `migrations` create them."""

from datetime import date

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

LATEST = text("day DESC")


class MemoryTable(DeclarativeBase):
    """The common base."""


class MemoryPacketRow(MemoryTable):
    """A checked packet, identified by the hash of its files' contents."""

    __tablename__ = "packet"

    key: Mapped[str] = mapped_column(primary_key=True)
    packet: Mapped[str]
    service: Mapped[str]
    day: Mapped[date] = mapped_column(index=True)
    day_given: Mapped[bool]
    unit_code: Mapped[str]
    unit_name: Mapped[str]
    legal_rep: Mapped[str]
    address: Mapped[str]
    agent: Mapped[str]
    agent_mark: Mapped[str]
    outcome: Mapped[str]
    decision: Mapped[str | None]
    """A person's decision: it overrides `outcome` and is kept when the packet is checked again."""
    papers: Mapped[list["MemoryPaperRow"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="MemoryPaperRow.number"
    )
    rings: Mapped[list["RingRow"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="RingRow.number"
    )

    __table_args__ = (
        Index("ix_packet_of_code", "unit_code", LATEST, "packet", "key"),
        Index("ix_packet_of_name", "unit_name", LATEST, "packet", "key"),
        Index("ix_packet_of_name_alone", "unit_name", "unit_code", LATEST, "packet", "key"),
    )


class MemoryPaperRow(MemoryTable):
    """A paper that may be used once a year, found in a packet."""

    __tablename__ = "paper"

    number: Mapped[int] = mapped_column(primary_key=True)
    packet_key: Mapped[str] = mapped_column(ForeignKey("packet.key"), index=True)
    type: Mapped[str]
    period: Mapped[str]
    grey: Mapped[bool]


class RingRow(MemoryTable):
    """The ring text of a seal of the unit, found in a packet."""

    __tablename__ = "ring"

    number: Mapped[int] = mapped_column(primary_key=True)
    packet_key: Mapped[str] = mapped_column(ForeignKey("packet.key"), index=True)
    kind: Mapped[str]
    text: Mapped[str]
