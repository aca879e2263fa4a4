"""Proposals to join a submission to a case: found by matching keys, decided by a person."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from core.errors import Refused
from core.models.base import Model
from review.audit import now, record
from review.cases.models import CaseGuess, CaseKeys, KnownCase, Reason
from review.models import Closing, DeskUser, Role, State
from review.store import Store
from review.store.case_tables import NUMBERED, CaseRow, ProposalRow
from review.store.tables import PacketRow
from review.work import require_role

MAX_CASES = 50  # the latest cases that share one key


class Proposal(Model):
    """A case that a packet may belong to, as it is shown to a person."""

    key: str
    reason: Reason
    name: str
    applicant: str
    employer: str
    state: State
    closed: Closing | None
    submissions: int


def known_cases(session: Session, marks: CaseKeys, but: str) -> list[KnownCase]:
    """The cases that share a key, the latest first."""
    people = sorted({marks.person, *marks.people} - {""})
    asked: list[ColumnElement[bool]] = [CaseRow.person == person for person in people]
    if marks.number:
        asked.insert(0, and_(CaseRow.number == marks.number, NUMBERED))
    if marks.name:
        asked.append(CaseRow.name == marks.name)
    found: dict[str, KnownCase] = {}
    for mark in asked:  # each query uses its own index
        query = _cases().where(mark, CaseRow.packet != but).order_by(CaseRow.began.desc())
        for case, packet in session.execute(query.limit(MAX_CASES)):
            found[packet.key] = _known(case, packet)
    return list(found.values())


def _cases() -> Select[tuple[CaseRow, PacketRow]]:
    return select(CaseRow, PacketRow).join(PacketRow, PacketRow.key == CaseRow.packet)


def _known(case: CaseRow, packet: PacketRow) -> KnownCase:
    same = ("number", "person", "name", "unit", "unit_name")
    marks = CaseKeys(**{n: getattr(case, n) for n in same}, service=packet.service or "")
    return KnownCase.model_validate(
        {"key": packet.key, "marks": marks, "state": packet.state, "closed": packet.closed}
    )


def propose(session: Session, packet: str, guesses: Sequence[CaseGuess]) -> None:
    """Store proposals for a person to decide; answers given earlier are kept."""
    for guess in guesses:
        if session.get(ProposalRow, (packet, guess.key)) is None:
            session.add(
                ProposalRow(
                    packet=packet, candidate=guess.key, reason=guess.reason, answer=None,
                    by=None, at=None,
                )
            )  # fmt: skip


def proposals(store: Store, packet: str) -> list[Proposal]:
    """The open proposals of a packet."""
    query = (
        select(ProposalRow.reason, CaseRow.submissions, PacketRow)
        .join(PacketRow, PacketRow.key == ProposalRow.candidate)
        .join(CaseRow, CaseRow.packet == ProposalRow.candidate)
        .where(ProposalRow.packet == packet, ProposalRow.answer.is_(None))
        .order_by(PacketRow.received.desc())
    )
    same = ("key", "name", "applicant", "employer", "state", "closed")
    with store.reading() as session:
        return [
            Proposal.model_validate(
                {**{n: getattr(row, n) for n in same}, "reason": reason, "submissions": number}
            )
            for reason, number, row in session.execute(query)
        ]


def open_case(store: Store, case: str) -> str:
    """The name of a case that accepts more papers. Raises Refused if it does not."""
    with store.reading() as session:
        row = session.get(PacketRow, case)
        if row is None or session.get(CaseRow, case) is None:
            raise Refused("no_such_packet", "没有这份材料", "no such packet")
        if row.closed in ("accept", "reject"):
            raise Refused(
                "closed", "此案已办结，不能补充材料；请作为新的材料提交",
                "this case is closed; please bring it as a new packet",
            )  # fmt: skip
        return row.name


def decline(store: Store, by: DeskUser, packet: str, case: str) -> None:
    """Record that the packet does not belong to that case; the question is not asked again."""
    require_role(by, Role.REVIEWER)
    with store.writing() as session:
        row = session.get(ProposalRow, (packet, case), with_for_update=True)
        if row is None:
            raise Refused("no_such_proposal", "没有这项归属建议", "no such proposal")
        row.answer, row.by, row.at = "no", by.name, now()
        record(session, by.name, "join-no", packet=packet, target=case)
