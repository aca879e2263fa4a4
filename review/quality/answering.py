"""What reviewers say of samples: they see the page and what is asked, never what was read.

An answer that is not what was read is looked at once more, by somebody else and with both before
them: a person's slip of the hand is as frequent as the machine's. Until then it counts as wrong.
"""

from typing import Literal, NamedTuple, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import Refused
from core.models.document import Kind
from review.audit import now, record
from review.models import Person, Role
from review.quality.alike import same_value
from review.store import Store
from review.store.sampled import SampleRow
from review.values import normalised, storable
from review.work import need

Said = Literal["value", "unclear", "nothing"]
Verdict = Literal["right", "wrong", "unclear", "differs"]


class Question(NamedTuple):
    """A sample as a reviewer sees it: nothing of what was read."""

    id: int
    type: str
    field: str
    kind: Kind
    box: str
    left: int
    """How many wait, this one among them."""


class Differing(NamedTuple):
    """An answer that is not what was read."""

    id: int
    type: str
    field: str
    kind: Kind
    box: str
    value: str
    typed: str
    """Empty: nothing stands there."""
    by: str
    left: int


def question(store: Store, after: int = 0) -> Question | None:
    """The next that nobody has answered, behind that one; None where none waits."""
    with store.reading() as session:
        waiting = select(SampleRow).where(SampleRow.verdict.is_(None))
        row = session.scalars(waiting.where(SampleRow.id > after).order_by(SampleRow.id)).first()
        row = row or session.scalars(waiting.order_by(SampleRow.id)).first()
        if row is None:
            return None
        return Question(row.id, row.type, row.field, _kind(row), row.box, _left(session, None))


def answer(store: Store, by: Person, sample: int, said: Said, typed: str = "") -> Verdict:
    """A reviewer's answer. Raises Refused where there is one already, or it can be no value."""
    need(by, Role.REVIEWER)
    with store.writing() as session:
        row = _waiting(session, sample, None)
        value = normalised(_kind(row), typed) if said == "value" else ""
        row.verdict = _verdict(row, said, value)
        row.typed = storable(value) if said == "value" else None
        row.by, row.at = by.name, now()
        _note(session, row, by, "sample-answer")
        return row.verdict


def differing(store: Store, by: Person) -> Differing | None:
    """The next answer that is not what was read and that somebody else gave."""
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


def settle(store: Store, by: Person, sample: int, verdict: Literal["right", "wrong"]) -> None:
    """Who was right, the machine or the reviewer; a supervisor's word, not the reviewer's own."""
    need(by, Role.SUPERVISOR)
    with store.writing() as session:
        row = _waiting(session, sample, "differs")
        if row.by == by.name:
            raise Refused("own", "不能复核自己的答案", "not one's own answer")
        row.verdict, row.settled_by = verdict, by.name
        _note(session, row, by, "sample-settle")


def page_of(store: Store, sample: int) -> tuple[str, int]:
    """Packet and page on which a sample stands that is still to be looked at. Raises Refused."""
    with store.reading() as session:
        row = session.get(SampleRow, sample)
        if row is None or row.packet is None or row.verdict not in (None, "differs"):
            raise _none_such()
        return row.packet, row.page


def _verdict(row: SampleRow, said: Said, value: str) -> Verdict:
    if said == "unclear":
        return "unclear"
    same = said == "value" and same_value(_kind(row), row.value or "", value)
    return "right" if same else "differs"


def _waiting(session: Session, sample: int, verdict: str | None) -> SampleRow:
    row = session.get(SampleRow, sample, with_for_update=True)
    if row is None or row.packet is None:
        raise _none_such()
    if row.verdict != verdict:
        raise Refused("answered", "已有人回答", "somebody has answered it already")
    return row


def _note(session: Session, row: SampleRow, by: Person, action: str) -> None:
    """Into the audit, without what was read or typed."""
    target = f"{row.document}.{row.place}"
    record(session, by.name, action, packet=row.packet, target=target, after=row.verdict)


def _left(session: Session, verdict: str | None) -> int:
    of_it = SampleRow.verdict.is_(None) if verdict is None else SampleRow.verdict == verdict
    return session.scalar(select(func.count()).select_from(SampleRow).where(of_it)) or 0


def _kind(row: SampleRow) -> Kind:
    return cast(Kind, row.kind)


def _none_such() -> Refused:
    return Refused("no_such_sample", "没有这个样本", "no such sample")
