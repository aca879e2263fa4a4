"""A reviewer's own points, which the notice lists besides the rules' findings (自拟事项)."""

from core.errors import Refused
from review.audit import now, record
from review.models import Changed
from review.store.together import OwnPointRow
from review.values import storable
from review.work import PacketChange, ReviewContext, change_packet

MAX_POINTS = 50  # per packet
MAX_TEXT = 1000  # characters of a point
MAX_SECTION = 40


def add_point(context: ReviewContext, text: str, section: str = "") -> Changed:
    """Add a point; `section` names the guide's clause, if there is one."""

    def act(act: PacketChange) -> None:
        stored, clause = storable(text.strip()), storable(section.strip())
        if act.packet.material is None:
            raise Refused("failed", "这份材料未能检查", "this packet could not be checked")
        if not stored:
            raise Refused("why", "请写明事项", "please say what is asked for")
        if len(stored) > MAX_TEXT or len(clause) > MAX_SECTION:
            raise Refused("value", "内容过长", "too long")
        if len(act.packet.own) >= MAX_POINTS:
            raise Refused("too_many", f"最多 {MAX_POINTS} 项", f"{MAX_POINTS} at most")
        act.session.add(
            OwnPointRow(
                packet=context.packet, text=stored, section=clause, by=context.by.name, at=now()
            )
        )
        record(
            act.session, context.by.name, "own-add",
            packet=context.packet, version=context.seen + 1,
            target=clause, after=stored,
        )  # fmt: skip

    return change_packet(context, act)


def drop_point(context: ReviewContext, number: int) -> Changed:
    """Remove a point."""

    def act(act: PacketChange) -> None:
        row = act.session.get(OwnPointRow, number)
        if row is None or row.packet != context.packet:
            raise Refused("no_such_point", "没有这项自拟事项", "no such point")
        act.session.delete(row)
        record(
            act.session, context.by.name, "own-drop",
            packet=context.packet, version=context.seen + 1,
            target=row.section, before=row.text,
        )  # fmt: skip

    return change_packet(context, act)
