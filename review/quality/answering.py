"""Reviewers' answers to samples: they see the page and the question, but not the reading.

If an answer differs from the reading, another person compares both, because people make mistakes
as often as the machine. Until then the reading counts as wrong.
"""

from typing import Literal, NamedTuple, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import Refused
from core.models.document import Kind
from review.audit import now, record
from review.models import DeskUser, Role
from review.quality.alike import same_value
from review.store import Store
from review.store.sampled import SampleRow
from review.values import normalised, storable
from review.work import require_role

AnswerKind = Literal["value", "unclear", "nothing"]
Verdict = Literal["right", "wrong", "unclear", "differs"]


class SampleQuestion(NamedTuple):
    """A sample as a reviewer sees it, without the reading."""

    id: int
    type: str
    field: str
    kind: Kind
    box: str
    left: int
    """The number of open samples, including this one."""


class Differing(NamedTuple):
    """An answer that differs from the reading."""

    id: int
    type: str
    field: str
    kind: Kind
    box: str
    value: str
    typed: str
    """Empty: there is nothing at that place."""
    by: str
    left: int


def question(store: Store, after: int = 0) -> SampleQuestion | None:
    """The next unanswered sample after that id; None if there is none."""
    with store.reading() as session:
        waiting = select(SampleRow).where(SampleRow.verdict.is_(None))
        row = session.scalars(waiting.where(SampleRow.id > after).order_by(SampleRow.id)).first()
        row = row or session.scalars(waiting.order_by(SampleRow.id)).first()
        if row is None:
            return None
        return SampleQuestion(
            row.id, row.type, row.field, _kind(row), row.box, _left(session, None)
        )


def answer(store: Store, by: DeskUser, sample: int, choice: AnswerKind, typed: str = "") -> Verdict:
    """Store a reviewer's answer. Raises Refused if there is one already, or it is invalid."""
    require_role(by, Role.REVIEWER)
    with store.writing() as session:
        row = _waiting(session, sample, None)
        value = normalised(_kind(row), typed) if choice == "value" else ""
        row.verdict = _verdict(row, choice, value)
        row.typed = storable(value) if choice == "value" else None
        row.by, row.at = by.name, now()
        _note(session, row, by, "sample-answer")
        return row.verdict


def differing(store: Store, by: DeskUser) -> Differing | None:
    """The next answer by somebody else that differs from the reading."""
    with store.reading() as session:
        others = (SampleRow.verdict == "differs", SampleRow.by != by.name)
        found = select(SampleRow).where(*others, SampleRow.packet.is_not(None))
        row = session.scalars(found.order_by(SampleRow.id)).first()
        if row is None:
            return None
        return Differing(
            row.id, row.type, row.field, _kind(row), row.box, row.value or "", row.typed or "",
            row.by or "", _left(session, "differs"),
        )  # fmt: skip


def settle(store: Store, by: DeskUser, sample: int, verdict: Literal["right", "wrong"]) -> None:
    """Store who was right, machine or reviewer; decided by a supervisor who did not answer it."""
    require_role(by, Role.SUPERVISOR)
    with store.writing() as session:
        row = _waiting(session, sample, "differs")
        if row.by == by.name:
            raise Refused("own", "不能复核自己的答案", "not one's own answer")
        row.verdict, row.settled_by = verdict, by.name
        _note(session, row, by, "sample-settle")


def page_of(store: Store, sample: int) -> tuple[str, int]:
    """The packet and page of a sample that is still open. Raises Refused."""
    with store.reading() as session:
        row = session.get(SampleRow, sample)
        if row is None or row.packet is None or row.verdict not in (None, "differs"):
            raise _none_such()
        return row.packet, row.page


def _verdict(row: SampleRow, choice: AnswerKind, value: str) -> Verdict:
    if choice == "unclear":
        return "unclear"
    same = choice == "value" and same_value(_kind(row), row.value or "", value)
    return "right" if same else "differs"


def _waiting(session: Session, sample: int, verdict: str | None) -> SampleRow:
    row = session.get(SampleRow, sample, with_for_update=True)
    if row is None or row.packet is None:
        raise _none_such()
    if row.verdict != verdict:
        raise Refused("answered", "已有人回答", "somebody has answered it already")
    return row


def _note(session: Session, row: SampleRow, by: DeskUser, action: str) -> None:
    """Add an audit entry without the reading or the typed value."""
    target = f"{row.document}.{row.place}"
    record(session, by.name, action, packet=row.packet, target=target, after=row.verdict)


def _left(session: Session, verdict: str | None) -> int:
    of_it = SampleRow.verdict.is_(None) if verdict is None else SampleRow.verdict == verdict
    return session.scalar(select(func.count()).select_from(SampleRow).where(of_it)) or 0


def _kind(row: SampleRow) -> Kind:
    return cast(Kind, row.kind)


def _none_such() -> Refused:
    return Refused("no_such_sample", "没有这个样本", "no such sample")
