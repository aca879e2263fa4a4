"""People's changes of a packet. Each change names the version that it is based on.

A change based on an old version raises ConflictError and does nothing; one that is not allowed
raises Refused. Each change is written to the audit in the same transaction, and returns the packet
with the findings that changed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from core.errors import BilingualText, ConflictError, Refused
from core.models.material import Material
from review.audit import now, record, since_version
from review.judging import RECORD, changes
from review.models import Changed, Correction, DeskPacket, DeskUser, Role, Verdict
from review.packets import read, show
from review.places import place
from review.store import Store
from review.store.tables import CorrectionRow, DecisionRow, PacketRow
from review.targets import check_address, secret, target, weighed
from review.values import storable

SAY_WHY = BilingualText("请写明理由", "please say why")


@dataclass(frozen=True)
class ReviewContext:
    """Who edits which packet, and the version that the screen showed."""

    store: Store
    by: DeskUser
    packet: str
    seen: int
    ahead: bool = True
    """Whether the report of the result has outlook and deadlines; faster without."""


@dataclass
class PacketChange:
    """A change in progress: its transaction, and the packet before it."""

    session: Session
    row: PacketRow
    packet: DeskPacket

    @property
    def material(self) -> Material:
        if self.packet.material is None:
            raise Refused("failed", "这份材料未能检查", "this packet could not be checked")
        return self.packet.material

    def correction_of(self, document: str, field: str) -> Correction | None:
        """The earlier correction there, if any."""
        place = (document, field)
        return next((c for c in self.packet.corrections if (c.document, c.field) == place), None)


def correct(
    context: ReviewContext, document: str, field: str, value: str | None, why: str = ""
) -> Changed:
    """Store a person's value for a field (see review.places; `document` "" for the packet itself).

    None means that the place is empty. Every rule runs again.
    """
    return change_packet(context, lambda act: _correct(act, context, document, field, value, why))


def confirm(context: ReviewContext, document: str, field: str, why: str = "") -> Changed:
    """Confirm a value: from now on it counts as certain."""

    def act(act: PacketChange) -> None:
        read_value = place(check_address(act.material, document), field).value
        if read_value is None:
            raise Refused("nothing_read", "此处没有识读结果可确认", "nothing was read there")
        _correct(act, context, document, field, read_value, why, confirms=True)

    return change_packet(context, act)


def withdraw(context: ReviewContext, document: str, field: str, why: str = "") -> Changed:
    """Remove a correction, also a lapsed one: the reading counts again."""

    def act(act: PacketChange) -> None:
        old = act.correction_of(document, field)
        if old is None:
            raise Refused("no_correction", "此处没有更正", "nothing was corrected there")
        _drop(act, document, field)
        record(
            act.session, context.by.name, "withdraw",
            packet=context.packet, version=context.seen + 1,
            target=target(document, field), before=old.value, after=old.before, why=why,
            secret=secret(act.material, document, field, gone=True),
        )  # fmt: skip

    return change_packet(context, act)


def decide(context: ReviewContext, finding: str, verdict: Verdict, why: str) -> Changed:
    """Store a person's verdict on a finding (or on the doubt `packet:record`), with the reason.

    A reviewer may decide findings that are in review or left to the counter, and may fail a passed
    one; passing a failed finding needs a supervisor.
    """

    def act(act: PacketChange) -> None:
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
            require_role(context.by, Role.SUPERVISOR)
        before = view.status if view is not None else "review"
        rule = view.finding.rule if view is not None else ""
        _drop_decision(act, finding)
        act.session.add(
            DecisionRow(
                packet=context.packet, finding=finding, rule=rule, verdict=verdict,
                why=storable(why.strip()), by=context.by.name, at=now(),
            )
        )  # fmt: skip
        record(
            act.session, context.by.name, "decide", packet=context.packet, version=context.seen + 1,
            target=finding, before=before, after=verdict, why=why.strip(),
        )  # fmt: skip

    return change_packet(context, act)


def undecide(context: ReviewContext, finding: str, why: str = "") -> Changed:
    """Remove a decision."""

    def act(act: PacketChange) -> None:
        old = next((one for one in act.packet.decisions if one.key == finding), None)
        if old is None:
            raise Refused("no_decision", "此项没有人工结论", "nothing was decided there")
        _drop_decision(act, finding)
        record(
            act.session, context.by.name, "undecide",
            packet=context.packet, version=context.seen + 1,
            target=finding, before=old.verdict, why=why,
        )  # fmt: skip

    return change_packet(context, act)


def require_role(by: DeskUser, role: Role) -> None:
    """Raise Refused if the person's role is not sufficient."""
    if by.disabled or not by.role.may(role):
        raise Refused("role", f"需要 {role.value} 权限", f"this needs the role {role.value}")


def claim_version(session: Session, context: ReviewContext) -> PacketRow:
    """Claim the packet's next version; raises ConflictError if somebody else changed it first."""
    same_version = (PacketRow.key == context.packet, PacketRow.version == context.seen)
    taken = session.execute(update(PacketRow).where(*same_version).values(version=context.seen + 1))
    row = session.get(PacketRow, context.packet, populate_existing=True)
    if row is None:
        raise Refused("no_such_packet", "没有这份材料", "no such packet")
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        found = since_version(session, context.packet, context.seen)
        made = [(one.who, one.action, one.target) for one in found]
        raise ConflictError(context.seen, row.version, made)
    return row


@contextmanager
def packet_change(context: ReviewContext) -> Iterator[tuple[Session, PacketRow, DeskPacket]]:
    """A transaction that has claimed the packet's next version."""
    require_role(context.by, Role.REVIEWER)
    with context.store.writing() as session:
        row = claim_version(session, context)
        yield session, row, read(session, context.packet, ahead=False)


def change_packet(context: ReviewContext, act: Callable[[PacketChange], None]) -> Changed:
    """Apply one change to an open packet, and judge it again."""
    with packet_change(context) as (session, row, before):
        if before.state == "closed":
            raise Refused("closed", "这份材料已办结", "this packet is closed")
        act(PacketChange(session, row, before))
        session.flush()
        after = read(session, context.packet, ahead=context.ahead)
        show(row, after.standing, after.material)
    findings = [[view.finding for view in one.standing.findings] for one in (before, after)]
    return Changed(packet=after, changes=changes(*findings))


def _correct(
    act: PacketChange,
    context: ReviewContext,
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
            packet=context.packet, document=document, field=field, value=value, before=before,
            confidence=sure, why=storable(why), by=context.by.name, at=now(),
        )
    )  # fmt: skip
    record(
        act.session, context.by.name, "confirm" if value == before else "correct",
        packet=context.packet, version=context.seen + 1, target=target(document, field),
        before=earlier.value if earlier else before, after=value, why=why,
        secret=secret(act.material, document, field),
    )  # fmt: skip


def _drop(act: PacketChange, document: str, field: str) -> None:
    same_place = (
        CorrectionRow.packet == act.row.key,
        CorrectionRow.document == document,
        CorrectionRow.field == field,
    )
    act.session.execute(delete(CorrectionRow).where(*same_place))


def _drop_decision(act: PacketChange, finding: str) -> None:
    same_finding = (DecisionRow.packet == act.row.key, DecisionRow.finding == finding)
    act.session.execute(delete(DecisionRow).where(*same_finding))
