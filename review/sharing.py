"""Sharing the work: assignment of packets, notes to colleagues, who has a packet open.

None of this changes the packet, so its version stays the same; assignments and notes are written to
the audit, viewing is not.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from core.errors import Refused
from core.models.base import Model
from review.audit import now, record
from review.models import DeskUser, Role
from review.store import Store
from review.store.tables import PacketRow, UserRow
from review.store.together import LookRow, NoteRow, ViewRow
from review.values import storable
from review.work import require_role

LOOKING = timedelta(seconds=50)
"""How long a page counts as open after its last heartbeat; it sends one every 20 s."""
MAX_NOTE = 1000  # characters of a note
MAX_PACKETS = 500  # packets at once
MAX_VIEWS = 30
MAX_NAME = 40


class PacketNote(Model):
    """A note about a packet for colleagues."""

    text: str
    by: str
    at: datetime


def assign(store: Store, by: DeskUser, keys: Sequence[str], person: str | None) -> int:
    """Assign packets to a person, or to nobody; returns how many assignments changed.

    Raises Refused for a person who may not decide on packets, or for too many packets.
    """
    require_role(by, Role.REVIEWER)
    if len(keys) > MAX_PACKETS:
        raise Refused("too_many", f"一次最多 {MAX_PACKETS} 份", f"{MAX_PACKETS} packets at once")
    changed = 0
    with store.writing() as session:
        if person is not None:
            user = session.get(UserRow, person)
            if user is None or user.disabled or not Role(user.role).may(Role.REVIEWER):
                raise Refused("no_such_user", "此人不能办理材料", "this person settles no packets")
        for row in session.scalars(select(PacketRow).where(PacketRow.key.in_(keys))):
            if row.assigned != person and row.state == "open":
                before, row.assigned = row.assigned, person
                record(session, by.name, "assign", packet=row.key, before=before, after=person)
                changed += 1
    return changed


def assigned_to(store: Store, key: str) -> str | None:
    """The person the packet is assigned to."""
    with store.reading() as session:
        return session.scalar(select(PacketRow.assigned).where(PacketRow.key == key))


def add_note(store: Store, by: DeskUser, key: str, text: str) -> None:
    """Add a note about a packet."""
    require_role(by, Role.REVIEWER)
    stored = storable(text.strip())
    if not stored or len(stored) > MAX_NOTE:
        raise Refused(
            "value", "请填写备注，不超过 1000 字", "please write a note, of 1000 characters at most"
        )
    with store.writing() as session:
        if session.get(PacketRow, key) is None:
            raise Refused("no_such_packet", "没有这份材料", "no such packet")
        session.add(NoteRow(packet=key, text=stored, by=by.name, at=now()))
        record(session, by.name, "note", packet=key, after=stored)


def notes(store: Store, key: str) -> list[PacketNote]:
    """The notes, the oldest first."""
    query = select(NoteRow).where(NoteRow.packet == key).order_by(NoteRow.id)
    with store.reading() as session:
        return [PacketNote(text=row.text, by=row.by, at=row.at) for row in session.scalars(query)]


def mark_open(store: Store, by: DeskUser, key: str, moment: datetime | None = None) -> list[str]:
    """Record that this person has the packet open; returns who else has it open."""
    at = moment or now()
    with store.writing(briefly=True) as session:
        if session.get(PacketRow, key) is None:
            raise Refused("no_such_packet", "没有这份材料", "no such packet")
        session.execute(delete(LookRow).where(LookRow.packet == key, LookRow.until < at))
        session.merge(LookRow(packet=key, person=by.name, until=at + LOOKING))
        others = select(LookRow.person).where(LookRow.packet == key, LookRow.person != by.name)
        return list(session.scalars(others.order_by(LookRow.person)))


def save_view(store: Store, by: DeskUser, name: str, query: str) -> None:
    """Save a list under a name, replacing a view of the same name."""
    called = storable(name.strip())
    if not called or len(called) > MAX_NAME:
        raise Refused("name", "名称须为 1 至 40 个字符", "a name must have 1 to 40 characters")
    with store.writing() as session:
        known = set(session.scalars(select(ViewRow.name).where(ViewRow.person == by.name)))
        if called not in known and len(known) >= MAX_VIEWS:
            raise Refused("too_many", f"最多保存 {MAX_VIEWS} 个", f"{MAX_VIEWS} at most")
        session.merge(ViewRow(person=by.name, name=called, query=storable(query)))


def drop_view(store: Store, by: DeskUser, name: str) -> None:
    """Delete a saved view."""
    with store.writing() as session:
        own = (ViewRow.person == by.name, ViewRow.name == name)
        session.execute(delete(ViewRow).where(*own))


def views(store: Store, by: DeskUser) -> dict[str, str]:
    """The person's saved views by name, each as a URL query."""
    query = select(ViewRow.name, ViewRow.query).where(ViewRow.person == by.name)
    with store.reading() as session:
        return {name: saved for name, saved in session.execute(query.order_by(ViewRow.name))}
