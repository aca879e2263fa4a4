"""Case data of a packet: submissions, proposals, choices about papers."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from review.store.tables import DeskTable

NUMBERED: ColumnElement[bool] = literal_column("number") != literal_column("''")
"""Without a parameter, or the index of the cases that have a number would not be used."""


class CaseRow(DeskTable):
    """The matching keys of a case, and the number of its submissions."""

    __tablename__ = "case_file"
    __table_args__ = (
        Index(
            "ix_case_number", "number", "began",
            sqlite_where=NUMBERED, postgresql_where=NUMBERED,
        ),
        Index("ix_case_name", "name", "began"),
        Index("ix_case_person", "person", "began"),
        Index("ix_case_unit", "unit", "began"),
    )  # fmt: skip

    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"), primary_key=True)
    number: Mapped[str]
    """The record's number of the application; empty where it has none."""
    person: Mapped[str]
    """A hash of the applicant's identity number."""
    name: Mapped[str]
    unit: Mapped[str]
    """The employer's credit code."""
    unit_name: Mapped[str]
    began: Mapped[datetime]
    """When the first submission came."""
    submissions: Mapped[int]


class SubmissionRow(DeskTable):
    """One submission of a case. With a single submission all data is in the packet's row."""

    __tablename__ = "submission"
    __table_args__ = (Index("ix_submission_packet", "packet", "number"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    """Of the contents of its files."""
    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"))
    number: Mapped[int]
    received: Mapped[datetime]
    by: Mapped[str] = mapped_column("by_whom")
    name: Mapped[str]
    batch: Mapped[str]
    closed: Mapped[str | None]
    """How the case stood closed when the next submission came."""
    closed_by: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    closed_why: Mapped[str]
    final: Mapped[str | None] = mapped_column(deferred=True)
    """JSON of how the case stood when the next submission came."""
    content: Mapped[str]
    """The whole hash, as the memory of units knows it; empty as long as the packet has it."""
    material: Mapped[str | None] = mapped_column(deferred=True)
    """JSON of what was read of it; None where it is the packet's own."""
    contents: Mapped[str | None] = mapped_column(deferred=True)
    """JSON: a hash of each page; None where it is not known yet."""


class ProposalRow(DeskTable):
    """A case that a packet may belong to: a person decides."""

    __tablename__ = "proposal"

    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"), primary_key=True)
    candidate: Mapped[str] = mapped_column(ForeignKey("packet.key"), primary_key=True, index=True)
    reason: Mapped[str]
    answer: Mapped[str | None]
    """no, once a person said so; with yes the row is gone."""
    by: Mapped[str | None] = mapped_column("by_whom")
    at: Mapped[datetime | None]


class PaperRow(DeskTable):
    """A person's choice of whether a document counts despite later ones."""

    __tablename__ = "paper"

    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"), primary_key=True)
    document: Mapped[str] = mapped_column(primary_key=True)
    counts: Mapped[bool]
    by: Mapped[str] = mapped_column("by_whom")
    at: Mapped[datetime]
