"""What people do to a packet. Each change names the version it was made on.

A change on an older version raises ConflictError and does nothing; one that the desk does
not allow raises Refused. Each is written into the audit in the same transaction, and gives
the packet as it stands then with what the rules answer otherwise.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from core.errors import ConflictError, Refused, Said
from core.models.material import Material
from review.audit import now, record, since_version
from review.judging import RECORD, changes
from review.models import Changed, Correction, Packet, Person, Role, Verdict
from review.packets import read, show
from review.places import place
from review.store import Store
from review.store.tables import CorrectionRow, DecisionRow, PacketRow
from review.targets import check_address, secret, target, weighed
from review.values import storable

SAY_WHY = Said("请写明理由", "please say why")


@dataclass(frozen=True)
class Hand:
    """Somebody at a packet as of the version that the screen showed."""

    store: Store
    by: Person
    packet: str
    seen: int
    ahead: bool = True
    """Whether the answer's report tells of other days and deadlines; quicker without."""


@dataclass
class Act:
    """A change under way: the packet before, and what to write into the audit."""

    session: Session
    row: PacketRow
    packet: Packet

    @property
    def material(self) -> Material:
        if self.packet.material is None:
            raise Refused("failed", "这份材料未能检查", "this packet could not be checked")
        return self.packet.material

    def correction_of(self, document: str, field: str) -> Correction | None:
        """What a person gave there before."""
        place = (document, field)
        return next((c for c in self.packet.corrections if (c.document, c.field) == place), None)


def correct(hand: Hand, document: str, field: str, value: str | None, why: str = "") -> Changed:
    """A person's value for a field (see review.places; `document` "" for the packet itself).

    None: nothing stands there. Every rule runs again.
    """
    return act_on(hand, lambda act: _correct(act, hand, document, field, value, why))


def confirm(hand: Hand, document: str, field: str, why: str = "") -> Changed:
    """The value is what the paper says: it counts as surely read."""

    def act(act: Act) -> None:
        read_value = place(check_address(act.material, document), field).value
        if read_value is None:
            raise Refused("nothing_read", "此处没有识读结果可确认", "nothing was read there")
        _correct(act, hand, document, field, read_value, why, confirms=True)

    return act_on(hand, act)


def withdraw(hand: Hand, document: str, field: str, why: str = "") -> Changed:
    """Take a correction back, a lapsed one too: what was read counts again."""

    def act(act: Act) -> None:
        old = act.correction_of(document, field)
        if old is None:
            raise Refused("no_correction", "此处没有更正", "nothing was corrected there")
        _drop(act, document, field)
        record(
            act.session, hand.by.name, "withdraw", packet=hand.packet, version=hand.seen + 1,
            target=target(document, field), before=old.value, after=old.before, why=why,
            secret=secret(act.material, document, field, gone=True),
        )  # fmt: skip

    return act_on(hand, act)


def decide(hand: Hand, finding: str, verdict: Verdict, why: str) -> Changed:
    """A person's answer to a finding (or to the doubt `packet:record`), with the reason.

    A reviewer may answer what is in review or left to the counter, and may find fault where
    the rules found none; to let pass what the rules surely failed needs a supervisor.
    """

    def act(act: Act) -> None:
        view = next((v for v in act.packet.standing.findings if v.key == finding), None)
        broken = finding == RECORD and act.material.record_broken
        if view is None and not broken:
            raise Refused(
                "no_such_finding",
                "这项问题已不存在，请刷新",
                "no such finding any more; please load it again",
            )
        if not why.strip():
            raise Refused("why", *SAY_WHY)
        own = view.finding.status if view is not None else "review"
        if own == "fail" and verdict == "pass":
            need(hand.by, Role.SUPERVISOR)
        before = view.status if view is not None else "review"
        rule = view.finding.rule if view is not None else ""
        _drop_decision(act, finding)
        act.session.add(
            DecisionRow(
                packet=hand.packet, finding=finding, rule=rule, verdict=verdict,
                why=storable(why.strip()), by=hand.by.name, at=now(),
            )
        )  # fmt: skip
        record(
            act.session, hand.by.name, "decide", packet=hand.packet, version=hand.seen + 1,
            target=finding, before=before, after=verdict, why=why.strip(),
        )  # fmt: skip

    return act_on(hand, act)


def undecide(hand: Hand, finding: str, why: str = "") -> Changed:
    """Take a decision back."""

    def act(act: Act) -> None:
        old = next((one for one in act.packet.decisions if one.key == finding), None)
        if old is None:
            raise Refused("no_decision", "此项没有人工结论", "nothing was decided there")
        _drop_decision(act, finding)
        record(
            act.session, hand.by.name, "undecide", packet=hand.packet, version=hand.seen + 1,
            target=finding, before=old.verdict, why=why,
        )  # fmt: skip

    return act_on(hand, act)


def need(by: Person, role: Role) -> None:
    """Raise Refused where the person's role does not suffice."""
    if by.disabled or not by.role.may(role):
        raise Refused("role", f"需要 {role.value} 权限", f"this needs the role {role.value}")


def claim(session: Session, hand: Hand) -> PacketRow:
    """Take the packet's next version; raises ConflictError where somebody was faster."""
    mine = (PacketRow.key == hand.packet, PacketRow.version == hand.seen)
    taken = session.execute(update(PacketRow).where(*mine).values(version=hand.seen + 1))
    row = session.get(PacketRow, hand.packet, populate_existing=True)
    if row is None:
        raise Refused("no_such_packet", "没有这份材料", "no such packet")
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        found = since_version(session, hand.packet, hand.seen)
        told = [(one.who, one.action, one.target) for one in found]
        raise ConflictError(hand.seen, row.version, told)
    return row


@contextmanager
def changing(hand: Hand) -> Iterator[tuple[Session, PacketRow, Packet]]:
    """A transaction in which the packet's next version is this hand's."""
    need(hand.by, Role.REVIEWER)
    with hand.store.writing() as session:
        row = claim(session, hand)
        yield session, row, read(session, hand.packet, ahead=False)


def act_on(hand: Hand, act: Callable[[Act], None]) -> Changed:
    """One change to an open packet, judged anew."""
    with changing(hand) as (session, row, before):
        if before.state == "closed":
            raise Refused("closed", "这份材料已办结", "this packet is closed")
        act(Act(session, row, before))
        session.flush()
        after = read(session, hand.packet, ahead=hand.ahead)
        show(row, after.standing, after.material)
    told = [[view.finding for view in one.standing.findings] for one in (before, after)]
    return Changed(packet=after, changes=changes(*told))


def _correct(
    act: Act,
    hand: Hand,
    document: str,
    field: str,
    typed: str | None,
    why: str,
    *,
    confirms: bool = False,
) -> None:
    before, sure, value = weighed(act.material, document, field, typed, confirms)
    earlier = act.correction_of(document, field)
    _drop(act, document, field)
    act.session.add(
        CorrectionRow(
            packet=hand.packet, document=document, field=field, value=value, before=before,
            confidence=sure, why=storable(why), by=hand.by.name, at=now(),
        )
    )  # fmt: skip
    record(
        act.session, hand.by.name, "confirm" if value == before else "correct",
        packet=hand.packet, version=hand.seen + 1, target=target(document, field),
        before=earlier.value if earlier else before, after=value, why=why,
        secret=secret(act.material, document, field),
    )  # fmt: skip


def _drop(act: Act, document: str, field: str) -> None:
    mine = (
        CorrectionRow.packet == act.row.key,
        CorrectionRow.document == document,
        CorrectionRow.field == field,
    )
    act.session.execute(delete(CorrectionRow).where(*mine))


def _drop_decision(act: Act, finding: str) -> None:
    mine = (DecisionRow.packet == act.row.key, DecisionRow.finding == finding)
    act.session.execute(delete(DecisionRow).where(*mine))
