"""Case data of a packet: submissions, proposals, choices about papers."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from review.store.tables import DeskTable

NUMBERED: ColumnElement[bool] = literal_column("number") != literal_column("''")
"""Without a bound parameter; otherwise the partial index on the number would not be used."""


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
    """The application's number in the record; empty if it has none."""
    person: Mapped[str]
    """A hash of the applicant's identity number."""
    name: Mapped[str]
    unit: Mapped[str]
    """The employer's credit code."""
    unit_name: Mapped[str]
    began: Mapped[datetime]
    """Time of the first submission."""
    submissions: Mapped[int]


class SubmissionRow(DeskTable):
    """One submission of a case. With a single submission all data is in the packet's row."""

    __tablename__ = "submission"
    __table_args__ = (Index("ix_submission_packet", "packet", "number"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    """Hash of the contents of its files."""
    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"))
    number: Mapped[int]
    received: Mapped[datetime]
    by: Mapped[str] = mapped_column("by_whom")
    name: Mapped[str]
    batch: Mapped[str]
    closed: Mapped[str | None]
    """How the case was closed when the next submission arrived."""
    closed_by: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    closed_why: Mapped[str]
    final: Mapped[str | None] = mapped_column(deferred=True)
    """JSON of the case's standing when the next submission arrived."""
    content: Mapped[str]
    """The full hash, used as key in the memory of units; empty while the packet's row has it."""
    material: Mapped[str | None] = mapped_column(deferred=True)
    """JSON of its readings; None if they are in the packet's row."""
    contents: Mapped[str | None] = mapped_column(deferred=True)
    """JSON: a hash of each page; None if not known yet."""


class ProposalRow(DeskTable):
    """A case that a packet may belong to: a person decides."""

    __tablename__ = "proposal"

    packet: Mapped[str] = mapped_column(ForeignKey("packet.key"), primary_key=True)
    candidate: Mapped[str] = mapped_column(ForeignKey("packet.key"), primary_key=True, index=True)
    reason: Mapped[str]
    answer: Mapped[str | None]
    """`no` after a person said so; after a yes the row is deleted."""
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
