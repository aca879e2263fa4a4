"""Closing a packet: a person accepts it, sends it back, rejects it, or reopens it.

A packet can be accepted only if its outcome is accept and no doubt is left. Sending back or
rejecting needs a failed finding, or the person's own reason if nothing could be checked.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from core.errors import Refused
from pipeline.judging import case_of
from pipeline.memory import Memory
from review.audit import now, record
from review.correcting import corrected
from review.judging import FAILED
from review.models import Changed, Closing, DeskPacket, Role
from review.packets import read, show
from review.values import storable
from review.work import SAY_WHY, ReviewContext, packet_change, require_role
from validators.judging.edition import open_edition
from validators.judging.filing import facts_of

UNDO = timedelta(seconds=10)
"""How long a person may undo their own closing of a packet."""
ON_THE_WAY = timedelta(seconds=3)


def refusal(packet: DeskPacket, outcome: Closing, why: str) -> Refused | None:
    """Why the packet cannot be closed with this outcome; None if it can."""
    standing = packet.standing
    failed = any(doubt.key == FAILED for doubt in standing.doubts)
    if outcome == "accept":
        if standing.doubts:
            n = len(standing.doubts)
            return Refused(
                "doubts_open",
                f"还有 {n} 项存疑未处理，不能受理",
                f"{n} doubt(s) are undecided",
            )
        if standing.outcome != "accept":
            return Refused("not_met", "还有不符合的项目，不能受理", "something is not met")
        return None
    if not failed and not _fails(packet, outcome):
        if outcome == "supplement":
            zh = "没有须补正的项目；可先写自拟事项（o）"
            en = "nothing is to be supplied; please write a point of your own first (o)"
        else:
            zh, en = "没有不符合的项目", "nothing is not met"
        return Refused("nothing_failed", zh, en)
    if not why.strip() and (failed or outcome == "reject"):
        return Refused("why", *SAY_WHY)
    return None


def _fails(packet: DeskPacket, severity: Closing) -> bool:
    found = packet.standing.report.findings
    return any(one.status == "fail" and one.severity == severity for one in found)


def close(
    context: ReviewContext, outcome: Closing, why: str = "", memory: Memory | None = None
) -> Changed:
    """Close the packet. `memory` stores the result with the corrected facts."""
    with packet_change(context) as (session, row, before):
        if before.state == "closed":
            raise Refused("closed", "这份材料已办结", "this packet is closed")
        if (refused := refusal(before, outcome, why)) is not None:
            raise refused
        row.state, row.closed, row.closed_why = "closed", outcome, storable(why.strip())
        row.closed_by, row.closed_at = context.by.name, now()
        record(
            session, context.by.name, "close", packet=context.packet, version=context.seen + 1,
            before=before.standing.outcome, after=outcome, why=why.strip(),
            target=f"doubts={len(before.standing.doubts)}",
        )  # fmt: skip
        session.flush()
        after = read(session, context.packet)
        row.final = after.standing.model_dump_json()
        show(row, after.standing, after.material)
    return Changed(packet=after, note=_remember(after, memory, accepted=outcome == "accept"))


def reopen(context: ReviewContext, why: str, memory: Memory | None = None) -> Changed:
    """Reopen a closed packet; needs a supervisor."""
    require_role(context.by, Role.SUPERVISOR)
    if not why.strip():
        raise Refused("why", *SAY_WHY)
    return _opened(context, "reopen", why, memory)


def undo(
    context: ReviewContext, memory: Memory | None = None, at: datetime | None = None
) -> Changed:
    """Undo one's own closing shortly afterwards, before anything was handed over."""
    moment = at or now()

    def fresh(before: DeskPacket) -> None:
        if before.closed_by != context.by.name:
            raise Refused("role", "只能撤销本人的办结", "only one's own closing")
        if before.closed_at is None or moment - before.closed_at > UNDO + ON_THE_WAY:
            zh = "已超过撤销时限，请由组长重新打开"
            raise Refused("too_late", zh, "too late: a supervisor may reopen it")

    return _opened(context, "close-undo", "", memory, fresh)


def undo_left(packet: DeskPacket, by: str) -> int:
    """For how many more seconds the person may undo the closing."""
    if packet.closed_at is None or packet.closed_by != by:
        return 0
    return max(0, int((UNDO - (now() - packet.closed_at)).total_seconds()))


def _opened(
    context: ReviewContext,
    action: str,
    why: str,
    memory: Memory | None,
    check: Callable[[DeskPacket], None] = lambda _: None,
) -> Changed:
    with packet_change(context) as (session, row, before):
        if before.state == "open":
            raise Refused("open", "这份材料尚未办结", "this packet is not closed")
        check(before)
        row.state, row.closed, row.closed_why, row.final = "open", None, "", None
        row.closed_by = row.closed_at = None
        record(
            session, context.by.name, action, packet=context.packet, version=context.seen + 1,
            before=before.closed, after="open", why=why.strip(),
        )  # fmt: skip
        session.flush()
        after = read(session, context.packet)
        show(row, after.standing, after.material)
    return Changed(packet=after, note=_remember(after, memory, accepted=False))


def _remember(packet: DeskPacket, memory: Memory | None, *, accepted: bool) -> str:
    """Store the result in the memory of units; a failure there does not stop the closing."""
    material = packet.material
    if memory is None or material is None or not material.key:
        return ""
    policy = open_edition(material.edition)
    now_read = corrected(material, packet.corrections, policy)
    facts = facts_of(
        case_of(now_read, policy), policy, key=material.key, day_given=now_read.day_given
    ).model_copy(update={"outcome": packet.standing.outcome})
    try:
        memory.remember(facts)
        memory.decide(material.key, "accept" if accepted else "refuse")
        for one in packet.submissions:  # the case counts once
            if one.content:
                memory.decide(one.content, "refuse")
    except OSError as error:
        return f"未能记入单位备案记录（{error}）"
    return ""
