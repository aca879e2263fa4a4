"""More tables: what people add to packets beside answers, and how they share the work."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from review.store.tables import Table


class OwnPointRow(Table):
    """What a person asks for beside what the rules found."""

    __tablename__ = "own_point"

    id: Mapped[int] = mapped_column(primary_key=True)
    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"), index=True)
    text: Mapped[str]
    section: Mapped[str]
    by: Mapped[str] = mapped_column("by_whom")
    at: Mapped[datetime]


class PaperTextRow(Table):
    """What stands on a packet's papers, as words parted by blanks: see review.texts.

    An index of words lies beside it: `paper_words` (FTS5), on PostgreSQL `ix_paper_words`.
    """

    __tablename__ = "paper_text"

    id: Mapped[int] = mapped_column(primary_key=True)
    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"), index=True)
    text: Mapped[str]


class NoteRow(Table):
    """What somebody says about a packet to those who work on it; the applicant never sees it."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"), index=True)
    text: Mapped[str]
    by: Mapped[str] = mapped_column("by_whom")
    at: Mapped[datetime]


class LookRow(Table):
    """Who has a packet open, until when: told to others, and nothing is locked by it."""

    __tablename__ = "look"

    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.name"), primary_key=True)
    until: Mapped[datetime]


class ViewRow(Table):
    """A list that somebody keeps under a name."""

    __tablename__ = "saved_view"

    person: Mapped[str] = mapped_column(ForeignKey("person.name"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    query: Mapped[str]
    """The address of the list behind its question mark."""
