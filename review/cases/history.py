"""All earlier cases of an applicant or an employer that the user's role may see."""

from collections import Counter
from datetime import datetime

from sqlalchemy import select

from core.clock import today
from core.models.base import Model
from core.models.filing import PacketFacts, Remembered
from core.models.finding import Outcome
from pipeline.memory import Memory
from review.listed import QueueRow
from review.models import Closing, DeskUser, Role, State
from review.queue import reason_texts
from review.store import Store
from review.store.case_tables import CaseRow, SubmissionRow
from review.store.tables import PacketRow
from review.work import require_role

MAX_CASES = 100  # the latest cases


class PastCase(Model):
    """One case of the list."""

    key: str
    name: str
    applicant: str
    employer: str
    service: str | None
    began: datetime
    submissions: int
    outcome: Outcome
    state: State
    closed: Closing | None
    closed_at: datetime | None
    returned: tuple[datetime, ...]
    """When it was sent back."""
    reasons: tuple[str, ...]
    reasons_en: tuple[str, ...]


class History(Model):
    """All cases of one applicant or employer, and the most frequent reasons for sending back."""

    cases: tuple[PastCase, ...]
    reasons: tuple[tuple[str, str, int], ...]
    """An example of the rule's message in both languages, and the number of cases."""


def of_applicant(store: Store, by: DeskUser, case: str) -> History:
    """All cases of a case's applicant; only this case if the identity number is unknown."""
    return _history(store, by, case, "person")


def of_employer(store: Store, by: DeskUser, case: str) -> History:
    """All cases of a case's employer, identified by its credit code."""
    return _history(store, by, case, "unit")


def remembered(memory: Memory | None, store: Store, case: str) -> list[Remembered]:
    """What is remembered of the employer's accepted packets: their once-a-year papers."""
    with store.reading() as session:
        own = session.get(CaseRow, case)
        unit, name = (own.unit, own.unit_name) if own is not None else ("", "")
    if memory is None or not (unit or name):
        return []
    asked = PacketFacts(key="", packet="", day=today(), unit_code=unit, unit_name=name)
    return [one for one in memory.others(asked) if one.accepted and one.facts.papers]


def _history(store: Store, by: DeskUser, case: str, mark: str) -> History:
    require_role(by, Role.REVIEWER)
    with store.reading() as session:
        own = session.get(CaseRow, case)
        value = getattr(own, mark) if own is not None else ""
        which = getattr(CaseRow, mark) == value if value else CaseRow.packet == case
        query = (
            select(CaseRow, PacketRow)
            .join(PacketRow, PacketRow.key == CaseRow.packet)
            .where(which)
            .order_by(CaseRow.began.desc())
            .limit(MAX_CASES)
        )
        rows = [(case_row, packet) for case_row, packet in session.execute(query)]
        keys = [packet.key for _, packet in rows]
        back: dict[str, list[datetime]] = {}
        rounds = select(SubmissionRow.packet, SubmissionRow.closed_at).where(
            SubmissionRow.packet.in_(keys), SubmissionRow.closed == "supplement"
        )
        for key, at in session.execute(rounds):
            back.setdefault(key, []).append(at)
        cases = tuple(_past(one, packet, back.get(packet.key, [])) for one, packet in rows)
        return History(cases=cases, reasons=_reasons([packet for _, packet in rows]))


def _past(case: CaseRow, packet: PacketRow, back: list[datetime]) -> PastCase:
    texts = reason_texts(packet.reasons, packet.reasons_en)
    same = QueueRow.model_fields.keys() & PastCase.model_fields.keys()
    same -= {"submissions", "reasons", "reasons_en"}
    if packet.closed == "supplement" and packet.closed_at is not None:
        back = [*back, packet.closed_at]
    return PastCase(
        **{name: getattr(packet, name) for name in same},
        began=case.began,
        submissions=case.submissions,
        returned=tuple(sorted(back)),
        reasons=tuple(one.zh for one in texts),
        reasons_en=tuple(one.en for one in texts),
    )


def _reasons(packets: list[PacketRow]) -> tuple[tuple[str, str, int], ...]:
    """The most frequent reasons, with the number of cases."""
    number: Counter[str] = Counter()
    words: dict[str, tuple[str, str]] = {}
    for packet in packets:
        texts = reason_texts(packet.reasons, packet.reasons_en)
        number.update({one.rule for one in texts})
        for one in texts:
            words.setdefault(one.rule, (one.zh, one.en))
    return tuple((*words[rule], count) for rule, count in number.most_common(10))
