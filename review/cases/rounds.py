"""The submissions of a case in the database."""

from typing import TypedDict

from pydantic import ValidationError
from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from review.cases.models import CaseKeys
from review.listed import QueueRow
from review.models import PacketState, Submission
from review.store.case_tables import CaseRow, PaperRow, ProposalRow, SubmissionRow
from review.store.tables import PacketRow
from review.values import storable

KNOWN_BY = ("number", "person", "name", "unit", "unit_name")


class Rounds(TypedDict):
    """The fields that a packet gets from its submissions."""

    submissions: tuple[Submission, ...]
    earlier: PacketState | None


def rounds(session: Session, packet: str) -> Rounds:
    """The submissions, and the standing when the case was last sent back."""
    query = select(SubmissionRow).where(SubmissionRow.packet == packet)
    found = list(session.scalars(query.order_by(SubmissionRow.number)))
    came = tuple(submission(row) for row in found)
    before = came[:-1]
    back = [one for one in before if one.closed == "supplement"] or list(before)
    final = None
    if back:
        query_final = select(SubmissionRow.final).where(SubmissionRow.key == back[-1].key)
        final = _standing(session.scalar(query_final))
    return Rounds(submissions=came, earlier=final)


def begin_case(session: Session, packet: PacketRow, marks: CaseKeys, by: str) -> None:
    """Make the packet a case of one submission with these matching keys."""
    for table in (SubmissionRow, CaseRow):
        session.execute(delete(table).where(table.packet == packet.key))
    session.add(
        SubmissionRow(
            key=packet.key, packet=packet.key, number=1, received=packet.received, by=storable(by),
            name=packet.name, batch=packet.batch, closed_why="", content="",
        )
    )  # fmt: skip
    stored = {name: storable(getattr(marks, name)) for name in KNOWN_BY}
    session.add(CaseRow(packet=packet.key, began=packet.received, submissions=1, **stored))


def submission(row: SubmissionRow) -> Submission:
    """The row as a model."""
    return Submission.model_validate({n: getattr(row, n) for n in Submission.model_fields})


def case_of_submission(session: Session, key: str) -> str | None:
    """The case that a submission was joined to; None if the submission is unknown."""
    return session.scalar(select(SubmissionRow.packet).where(SubmissionRow.key == key))


def with_rounds(session: Session, shown: list[QueueRow]) -> list[QueueRow]:
    """The rows of the queue, completed with the data of their cases."""
    keys = [row.key for row in shown]
    several = select(CaseRow.packet, CaseRow.submissions).where(CaseRow.packet.in_(keys))
    numbers = {key: number for key, number in session.execute(several)}
    asked = select(ProposalRow.packet).where(
        ProposalRow.packet.in_(keys), ProposalRow.answer.is_(None)
    )
    asks = set(session.scalars(asked))
    return [
        row.model_copy(update={"submissions": numbers.get(row.key, 1), "asks": row.key in asks})
        if numbers.get(row.key, 1) > 1 or row.key in asks
        else row
        for row in shown
    ]


def drop_case(session: Session, packet: str) -> None:
    """Delete the case data of a packet."""
    either = or_(ProposalRow.packet == packet, ProposalRow.candidate == packet)
    session.execute(delete(ProposalRow).where(either))
    for table in (PaperRow, SubmissionRow, CaseRow):
        session.execute(delete(table).where(table.packet == packet))


def _standing(final: str | None) -> PacketState | None:
    """None if another version stored it in an unreadable form: a notice can do without it."""
    try:
        return PacketState.model_validate_json(final) if final else None
    except ValidationError:
        return None
