"""Joining a submission to its case: the material is merged and people's edits are kept."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, undefer

from core.errors import Refused
from core.models.material import Material
from review import texts
from review.audit import now, record
from review.cases.carrying import LapsedAnswer, lapses, moved_corrections, moved_decisions
from review.cases.contents import contents_of
from review.cases.merging import PaperChoices, merge
from review.cases.models import Merged, SubmissionMaterial
from review.cases.naming import called
from review.cases.regrouping import keep_readings, regroup
from review.cases.rounds import KNOWN_BY, drop_case
from review.models import DeskPacket, DeskUser, Role
from review.packets import read, show
from review.pictures import PageFolder
from review.quality.drawing import forget_samples
from review.store import Store
from review.store.case_tables import CaseRow, PaperRow, SubmissionRow
from review.store.tables import CorrectionRow, DecisionRow, EditRow, PacketRow, UploadRow
from review.store.together import LookRow, NoteRow, OwnPointRow, PaperTextRow
from review.work import ReviewContext, packet_change, require_role
from validators.judging.edition import open_edition


class Joined(NamedTuple):
    """The case, and the number of the submission in it."""

    key: str
    number: int


def join(
    store: Store, pages: PageFolder, packet: str, case: str, by: DeskUser, seen: int | None = None
) -> Joined:
    """Make a packet on the desk the next submission of a case.

    A case that was sent back is reopened. Reopening an accepted or rejected one needs a supervisor.
    `seen` is the packet's version that the screen showed. Raises Refused or ConflictError.
    """
    require_role(by, Role.REVIEWER)
    with store.writing() as session:
        both = [session.get(PacketRow, key, with_for_update=True) for key in sorted((packet, case))]
        if None in both or packet == case:
            raise Refused("no_such_packet", "没有这份材料", "no such packet")
        new, before = read(session, packet, ahead=False), read(session, case, ahead=False)
        _allowed(new, before, by, seen)
        parts = [*parts_of(session, pages, before), _new_part(pages, new, before)]
        number = parts[-1].number
        merged = merge(parts, open_edition(parts[-1].material.edition), choices_of(session, case))
        _keep_pictures(pages, new, before, merged, number)
        _end_round(session, before, parts)
        _move(session, new, case, number, parts[-1])
        _marks(session, packet, case, number)
        row = _reopened(session, before, new, merged)
        keep_readings(pages, case, packet, number)
        session.execute(update(EditRow).where(EditRow.packet == packet).values(packet=case))
        lost = regroup(session, row, pages, before, [*before.edits, *new.edits])
        texts.fill(session, case, merged.material)
        session.flush()
        _carry(session, new, case, merged, number)
        drop_case(session, packet)
        forget_samples(session, packet)
        session.execute(delete(PacketRow).where(PacketRow.key == packet))
        session.flush()
        after = read(session, case, ahead=False)
        show(row, after.standing, after.material)
        lost += lapses(before, after, merged.papers)
        _record_joining(session, by, new, before, after, number, lost)
    pages.drop(packet)
    return Joined(case, number)


def parts_of(session: Session, pages: PageFolder, case: DeskPacket) -> list[SubmissionMaterial]:
    """The submissions of a case as they were read."""
    query = select(SubmissionRow).where(SubmissionRow.packet == case.key)
    big = (undefer(SubmissionRow.material), undefer(SubmissionRow.contents))
    found = []
    for row in session.scalars(query.order_by(SubmissionRow.number).options(*big)):
        material = Material.model_validate_json(row.material) if row.material else case.read
        assert material is not None
        known = json.loads(row.contents) if row.contents else None
        contents = tuple(known) if known else contents_of(pages, case.key, material)
        found.append(SubmissionMaterial(number=row.number, material=material, contents=contents))
    return found


def choices_of(session: Session, case: str) -> PaperChoices:
    """People's choices of which documents count."""
    query = select(PaperRow.document, PaperRow.counts).where(PaperRow.packet == case)
    return {document: counts for document, counts in session.execute(query)}


def set_choice(context: ReviewContext, pages: PageFolder, document: str, *, counts: bool) -> None:
    """Record a person's choice of whether a document counts; every rule runs again."""
    case, by = context.packet, context.by
    with packet_change(context) as (session, row, before):
        if before.state == "closed":
            raise Refused("closed", "这份材料已办结", "this packet is closed")
        parts = parts_of(session, pages, before)
        policy = open_edition(parts[-1].material.edition)
        known = {p.document: p for p in merge(parts, policy, choices_of(session, case)).papers}
        paper = known.get(document)
        if paper is None or paper.fate == "same" or len(parts) < 2:
            raise Refused("no_such_document", f"没有材料 {document}", f"no document {document}")
        same_paper = (PaperRow.packet == case, PaperRow.document == document)
        session.execute(delete(PaperRow).where(*same_paper))
        session.add(PaperRow(packet=case, document=document, counts=counts, by=by.name, at=now()))
        session.flush()
        merged = merge(parts, policy, choices_of(session, case))
        row.material = merged.material.model_dump_json()
        lost = regroup(session, row, pages, before, before.edits)
        texts.fill(session, case, merged.material)
        session.flush()
        after = read(session, case, ahead=False)
        show(row, after.standing, after.material)
        was, is_ = ("replaced", "counts") if counts else ("counts", "replaced")
        record(
            session, by.name, "paper", packet=case, version=context.seen + 1, target=document,
            before=was, after=is_,
        )  # fmt: skip
        lost += lapses(before, after, merged.papers)
        _tell_lapses(session, by, case, context.seen + 1, lost)


def _allowed(new: DeskPacket, case: DeskPacket, by: DeskUser, seen: int | None) -> None:
    if seen is not None and new.version != seen:
        raise Refused(
            "changed", "这份材料已有变化，请刷新后再定", "it has changed; please load it again"
        )
    if new.material is None or case.material is None:
        raise Refused("failed", "未能检查的材料不能并入", "what could not be checked joins nothing")
    if new.state == "closed":
        raise Refused("closed", "这份材料已办结，不能并入", "this packet is closed")
    if len(new.submissions) > 1:
        raise Refused("several", "它自己已有几次提交，不能并入", "it has submissions of its own")
    if case.closed in ("accept", "reject"):
        require_role(by, Role.SUPERVISOR)


def _new_part(pages: PageFolder, new: DeskPacket, case: DeskPacket) -> SubmissionMaterial:
    assert new.read is not None
    contents = contents_of(pages, new.key, new.read)
    number = max([one.number for one in case.submissions], default=1) + 1
    return SubmissionMaterial(number=number, material=new.read, contents=contents)


def _keep_pictures(
    pages: PageFolder, new: DeskPacket, case: DeskPacket, merged: Merged, number: int
) -> None:
    """Add pictures of pages that are new to the case; if joining fails they do no harm."""
    assert new.read is not None and case.read is not None
    first = len(case.read.sheets)
    own = {(called(number, s.file), s.page): n for n, s in enumerate(new.read.sheets)}
    more = [own[sheet.file, sheet.page] for sheet in merged.material.sheets[first:]]
    pages.add(case.key, first, [pages.page(new.key, n) for n in more])


def _end_round(session: Session, case: DeskPacket, parts: Sequence[SubmissionMaterial]) -> None:
    """Store the result of the last submission with it."""
    last = case.submissions[-1]
    values: dict[str, object] = {
        "closed": case.closed, "closed_by": case.closed_by, "closed_at": case.closed_at,
        "closed_why": case.closed_why, "final": case.standing.model_dump_json(),
    }  # fmt: skip
    part = parts[-2]
    values |= _own(part)
    session.execute(update(SubmissionRow).where(SubmissionRow.key == last.key).values(**values))


def _own(part: SubmissionMaterial) -> dict[str, object]:
    """The values that a submission keeps for itself."""
    material = part.material
    return {
        "content": material.key, "material": material.model_dump_json(),
        "contents": json.dumps(part.contents),
    }  # fmt: skip


def _move(
    session: Session, new: DeskPacket, case: str, number: int, part: SubmissionMaterial
) -> None:
    """Turn the new packet's row into a submission of the case."""
    values = {"packet": case, "number": number, **_own(part)}
    session.execute(update(SubmissionRow).where(SubmissionRow.packet == new.key).values(**values))
    session.execute(update(UploadRow).where(UploadRow.packet == new.key).values(packet=case))


def _marks(session: Session, packet: str, case: str, number: int) -> None:
    """Add the matching keys that the new submission has and the case did not."""
    own, other = session.get_one(CaseRow, case), session.get_one(CaseRow, packet)
    for name in KNOWN_BY:
        setattr(own, name, getattr(own, name) or getattr(other, name))
    own.submissions = number


def _reopened(session: Session, case: DeskPacket, new: DeskPacket, merged: Merged) -> PacketRow:
    row = session.get_one(PacketRow, case.key)
    row.version, row.received = case.version + 1, new.received
    row.state, row.closed, row.closed_why, row.final = "open", None, "", None
    row.closed_by = row.closed_at = None
    row.material = merged.material.model_dump_json()
    session.flush()
    return row


def _carry(session: Session, new: DeskPacket, case: str, merged: Merged, number: int) -> None:
    """Copy the edits that were made to the new submission before it was joined."""
    ids, names = merged.ids[number], ("field", "value", "before", "confidence", "why", "by", "at")
    for one in moved_corrections(new.corrections, ids, number):
        values = {name: getattr(one, name) for name in names}
        session.add(CorrectionRow(packet=case, document=one.document, **values))
    session.flush()
    now_ = read(session, case, ahead=False).standing
    had = {view.key for view in now_.findings if view.decision is not None}
    for own in moved_decisions(new.standing, ids, number, now_):
        if own.key not in had:
            session.add(
                DecisionRow(
                    packet=case, finding=own.key, rule=own.rule, verdict=own.verdict,
                    why=own.why, by=own.by, at=own.at,
                )
            )  # fmt: skip
    for table in (CorrectionRow, DecisionRow, LookRow, PaperTextRow):
        session.execute(delete(table).where(table.packet == new.key))
    for row in (OwnPointRow, NoteRow):
        session.execute(update(row).where(row.packet == new.key).values(packet=case))


def _record_joining(
    session: Session,
    by: DeskUser,
    new: DeskPacket,
    before: DeskPacket,
    after: DeskPacket,
    number: int,
    lost: Sequence[LapsedAnswer],
) -> None:
    record(
        session, by.name, "join", packet=after.key, version=after.version, target=new.key,
        before=before.closed or before.standing.outcome, after=after.standing.outcome,
        why=f"第{number}次提交",
    )  # fmt: skip
    record(session, by.name, "joined", packet=new.key, target=after.key)
    _tell_lapses(session, by, after.key, after.version, lost)


def _tell_lapses(
    session: Session, by: DeskUser, case: str, version: int, lost: Sequence[LapsedAnswer]
) -> None:
    for one in lost:
        record(
            session, by.name, "lapse", packet=case, version=version, target=one.target,
            before=one.was, why=one.why,
        )  # fmt: skip
