"""Edits of pages by people: each edit is stored, judged at once, and can be undone.

The material to judge is computed from the readings and all edits in order; so any edit can be
undone as long as the later ones still apply.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete

from core.errors import BilingualText, InputError, PolicyError, Refused, ToolMissing
from core.models.document import Kind
from core.models.edit import Edit, Fill, Merge, Move, Pages, Retype, Split, Turn
from core.models.material import Material
from pipeline.edits.names import PageNames, names_of
from pipeline.edits.result import Edited
from pipeline.edits.wording import described, place, what
from review.arrivals import Arrivals
from review.audit import now, record
from review.correcting import same_unit
from review.models import Changed, DeskPacket, Role
from review.packets import load
from review.store.tables import EditRow
from review.values import normalised, storable
from review.work import PacketChange, ReviewContext, change_packet, require_role
from validators.judging.edition import open_edition

if TYPE_CHECKING:
    from pipeline.run import Kit
    from pipeline.settling.trust import Trust

LATER = BilingualText(
    "后面的改动以它为前提，请先撤销后面的改动", "later edits rest on it: please undo them first"
)


@dataclass(frozen=True)
class EditTools:
    """What is needed to apply edits. `kit` opens the reading kit, or raises if it cannot."""

    arrivals: Arrivals
    kit: "Callable[[], Kit]"

    def opened(self) -> "Kit | None":
        """The reading kit, if this desk has one."""
        try:
            return self.kit()
        except (ToolMissing, InputError, PolicyError):
            return None

    def trust(self, material: Material) -> "Trust | None":
        """The calibration of the kit's readers, if they read the packet."""
        kit = self.opened()
        known = kit is not None and kit.trust.setup.name == material.engine
        return kit.trust if kit is not None and known else None


def edit(context: ReviewContext, desk: EditTools, new: Edit, why: str = "") -> Changed:
    """Apply a new edit. Raises Refused if it does not apply to the packet's current state."""
    packet = packet_as_shown(context)
    made = apply_edits(desk, packet, [*(one.edit for one in packet.edits), new])
    names = _names(packet)

    def put(act: PacketChange) -> None:
        _keep(act, made)
        body = storable(new.model_dump_json())
        row = EditRow(
            packet=context.packet, body=body, why=storable(why), by=context.by.name, at=now()
        )
        act.session.add(row)
        target, after, secret = _words(new, names, made)
        record(
            act.session, context.by.name, new.kind, packet=context.packet, version=context.seen + 1,
            target=target, before=_before(new, packet, names), after=after, why=why, secret=secret,
        )  # fmt: skip

    return change_packet(context, put)


def undo(context: ReviewContext, desk: EditTools, id_: int, why: str = "") -> Changed:
    """Undo any of the edits. Raises Refused if later ones depend on it."""
    packet = packet_as_shown(context)
    old = next((one for one in packet.edits if one.id == id_), None)
    if old is None:
        raise Refused(
            "no_such_edit", "没有这项改动，请刷新", "no such edit any more; please load it again"
        )
    left = [one.edit for one in packet.edits if one.id != id_]
    try:
        made = apply_edits(desk, packet, left)
    except Refused as error:
        raise Refused("later", *LATER) from error
    names = _names(packet)
    assert packet.material is not None
    before_it = Edited(material=packet.material, papers=packet.papers)

    def take(act: PacketChange) -> None:
        _keep(act, made if left else None)
        act.session.execute(delete(EditRow).where(EditRow.id == id_))
        target, before, secret = _words(old.edit, names, before_it)
        record(
            act.session, context.by.name, "undo", packet=context.packet, version=context.seen + 1,
            target=target, before=before, why=why, secret=secret,
        )  # fmt: skip

    return change_packet(context, take)


def apply_edits(desk: EditTools, packet: DeskPacket, edits: Sequence[Edit]) -> Edited:
    """The material after these edits. Raises Refused if one of them does not apply."""
    from pipeline.edits.applied import RebuildTools
    from pipeline.edits.grouping import Lapsed
    from pipeline.edits.material import edited

    assert packet.read is not None
    policy = open_edition(packet.read.edition)
    kept = desk.arrivals.readings.load(packet.key)
    trust = desk.trust(packet.read) if kept is not None else None
    try:
        made = edited(packet.read, edits, RebuildTools(kept, trust, policy.threshold), policy)
    except Lapsed as error:
        raise Refused("edit", *error.text) from error
    return made.model_copy(update={"material": same_unit(made.material, policy)})


def normalised_fill(packet: DeskPacket, fill: Fill) -> Fill:
    """The edit with its value in the normal form of its kind. Raises Refused."""
    from pipeline.edits.applied import kind_of

    document = next((id_ for id_, pages in packet.papers.items() if pages == fill.pages), "")
    found = next((one for one in packet.standing.documents if one.id == document), None)
    kind = kind_of(found.type, fill.field) if found is not None else None
    if kind is None:
        raise Refused("no_such_field", "这类材料没有这一项", "no such field")
    return fill.model_copy(update={"value": normalised(kind, fill.value)})


def packet_as_shown(context: ReviewContext) -> DeskPacket:
    """The packet as the screen showed it. Raises ConflictError if it has changed since."""
    require_role(context.by, Role.REVIEWER)
    packet = load(context.store, context.packet, ahead=False)
    if packet.version != context.seen or packet.state == "closed":
        change_packet(context, lambda act: None)
    if packet.read is None:
        raise Refused("failed", "这份材料未能检查", "this packet could not be checked")
    return packet


def _names(packet: DeskPacket) -> PageNames:
    assert packet.read is not None
    return names_of(packet.read)


def _keep(act: PacketChange, made: Edited | None) -> None:
    act.row.edited = made.model_dump_json() if made is not None else None


def _words(edit: Edit, names: PageNames, made: Edited) -> tuple[str, str, bool]:
    """The audit entry of an edit: target, new value, and whether that is a secret number."""
    of, now_, value = described(edit, names, open_edition(made.material.edition))
    if not isinstance(edit, Fill):
        return of.zh, now_.zh, False
    kinds = _kinds(made, edit.pages)
    return f"{of.zh} · {now_.zh}", value, kinds.get(edit.field) in (None, "id_number")


def _kinds(made: Edited, pages: Pages) -> dict[str, Kind]:
    """The kinds of the values of the document of these pages."""
    ids = {id_ for id_, own in made.papers.items() if own == pages}
    found = (one for one in made.material.documents if one.id in ids)
    return {name: field.kind for one in found for name, field in one.fields.items()}


def _before(edit: Edit, packet: DeskPacket, names: PageNames) -> str | None:
    """The value before the edit, if the new value does not make it obvious."""
    if isinstance(edit, Retype):
        ids = {id_ for id_, own in packet.papers.items() if own == edit.pages}
        found = (one for one in packet.standing.documents if one.id in ids)
        policy = open_edition(packet.read.edition) if packet.read else open_edition()
        return next((what(one, policy).zh for one in found), None)
    if isinstance(edit, Turn):
        return f"{_rotation(edit, packet, names)}°"
    if isinstance(edit, Move):
        whole = next((own for own in packet.papers.values() if edit.page in own), ())
        return place(whole, names).zh if whole else None
    return place(edit.pages, names).zh if isinstance(edit, (Split, Merge)) else None


def _rotation(edit: Turn, packet: DeskPacket, names: PageNames) -> int:
    """The page's rotation before the edit."""
    assert packet.material is not None
    page = names.page(edit.page)
    sheets = packet.material.sheets
    return next((one.rotation for one in sheets if (one.file, one.page) == page), 0)
