"""More tables: people's additions to packets, and how they share the work."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from review.store.tables import DeskTable


class OwnPointRow(DeskTable):
    """A reviewer's own point for the notice."""

    __tablename__ = "own_point"

    id: Mapped[int] = mapped_column(primary_key=True)
    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"), index=True)
    text: Mapped[str]
    section: Mapped[str]
    by: Mapped[str] = mapped_column("by_whom")
    at: Mapped[datetime]


class PaperTextRow(DeskTable):
    """The text of a packet's papers, as words separated by spaces: see review.texts.

    It has a full-text index: `paper_words` (FTS5), on PostgreSQL `ix_paper_words`.
    """

    __tablename__ = "paper_text"

    id: Mapped[int] = mapped_column(primary_key=True)
    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"), index=True)
    text: Mapped[str]


class NoteRow(DeskTable):
    """An internal note about a packet; the applicant never sees it."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"), index=True)
    text: Mapped[str]
    by: Mapped[str] = mapped_column("by_whom")
    at: Mapped[datetime]


class LookRow(DeskTable):
    """Who has a packet open, until when; shown to others, without locking anything."""

    __tablename__ = "look"

    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.name"), primary_key=True)
    until: Mapped[datetime]


class ViewRow(DeskTable):
    """A saved view."""

    __tablename__ = "saved_view"

    person: Mapped[str] = mapped_column(ForeignKey("person.name"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    query: Mapped[str]
    """The query part of the list's URL."""
