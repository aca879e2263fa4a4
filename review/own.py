"""A reviewer's own points: what the notice asks for beside what the rules found (自拟事项)."""

from core.errors import Refused
from review.audit import now, record
from review.models import Changed
from review.store.together import OwnPointRow
from review.values import storable
from review.work import Act, Hand, act_on

MOST = 50  # of one packet
LONGEST = 1000  # characters of one
LONGEST_SECTION = 40


def add_point(hand: Hand, text: str, section: str = "") -> Changed:
    """One more point; `section` names the guide's clause where there is one."""

    def act(act: Act) -> None:
        said, clause = storable(text.strip()), storable(section.strip())
        if act.packet.material is None:
            raise Refused("failed", "这份材料未能检查", "this packet could not be checked")
        if not said:
            raise Refused("why", "请写明事项", "please say what is asked for")
        if len(said) > LONGEST or len(clause) > LONGEST_SECTION:
            raise Refused("value", "内容过长", "too long")
        if len(act.packet.own) >= MOST:
            raise Refused("too_many", f"最多 {MOST} 项", f"{MOST} at most")
        act.session.add(
            OwnPointRow(packet=hand.packet, text=said, section=clause, by=hand.by.name, at=now())
        )
        record(
            act.session, hand.by.name, "own-add", packet=hand.packet, version=hand.seen + 1,
            target=clause, after=said,
        )  # fmt: skip

    return act_on(hand, act)


def drop_point(hand: Hand, number: int) -> Changed:
    """Take a point back."""

    def act(act: Act) -> None:
        row = act.session.get(OwnPointRow, number)
        if row is None or row.packet != hand.packet:
            raise Refused("no_such_point", "没有这项自拟事项", "no such point")
        act.session.delete(row)
        record(
            act.session, hand.by.name, "own-drop", packet=hand.packet, version=hand.seen + 1,
            target=row.section, before=row.text,
        )  # fmt: skip

    return act_on(hand, act)
