"""Loading a packet from the store in its current state, and updating its row in the queue."""

import json
from collections.abc import Iterator, Sequence

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from core.errors import Refused
from core.models.application import Application
from core.models.finding import SEVERITIES, Finding
from core.models.material import Material
from core.models.report import Report
from pipeline.edits.result import Edited, unedited
from pipeline.judging import named
from pipeline.reporting.count import counted
from pipeline.reporting.mask import Masker, mask_number
from pipeline.reporting.once import told_elsewhere
from pipeline.reporting.people import people
from review.cases.rounds import rounds
from review.judging import standing_of, standing_of_failed
from review.models import Correction, Decision, DeskPacket, MadeEdit, OwnPoint, PacketState
from review.store import Store
from review.store.tables import MAX_SEARCH, CorrectionRow, DecisionRow, EditRow, PacketRow
from review.store.together import OwnPointRow
from review.values import storable
from validators.judging.edition import open_edition

OTHER_VERSION = "other_version"


def load(store: Store, key: str, *, ahead: bool = True) -> DeskPacket:
    """The packet, judged with its corrections and decisions; a closed one as it was closed.

    Raises Refused if it does not exist, or if another version stored it in an unreadable form.

    Without `ahead` the report has no outlook and no deadlines; that is faster.
    """
    with store.reading() as session:
        return read(session, key, ahead=ahead)


def version_of(store: Store, key: str) -> int:
    """The current version of the packet. Raises Refused if it does not exist."""
    with store.reading() as session:
        found = session.scalar(select(PacketRow.version).where(PacketRow.key == key))
    if found is None:
        raise _none_such()
    return found


def read(session: Session, key: str, *, ahead: bool = True) -> DeskPacket:
    """As `load`, within a transaction."""
    big = (PacketRow.material, PacketRow.edited, PacketRow.report, PacketRow.final)
    whole = select(PacketRow).where(PacketRow.key == key)
    row = session.scalars(whole.options(*(undefer(column) for column in big))).one_or_none()
    if row is None:
        raise _none_such()
    try:
        as_read = Material.model_validate_json(row.material) if row.material else None
        now = Edited.model_validate_json(row.edited) if row.edited else None
        first = Report.model_validate_json(row.report)
        final = PacketState.model_validate_json(row.final) if row.final else None
    except ValidationError:
        raise Refused(
            OTHER_VERSION,
            "由其他版本检查，请重新检查",
            "checked by another version; please check again",
        ) from None
    corrections, decisions = _corrections(session, key), _decisions(session, key)
    if now is None and as_read is not None:
        now = unedited(as_read)
    material = now.material if now is not None else None
    if final is not None and final.report.service_name is None and material is not None:
        kept = named(final.report, open_edition(material.edition))  # of an earlier version
        final = final.model_copy(update={"report": kept})
    own = _own(session, key)
    standing = final or _standing(material, first, corrections, decisions, own, ahead=ahead)
    same = ("key", "version", "name", "batch", "received", "state")
    closing = ("closed", "closed_by", "closed_at", "closed_why")
    return DeskPacket(
        **{name: getattr(row, name) for name in (*same, *closing)},
        material=material,
        read=as_read,
        edits=_edits(session, key),
        papers=now.papers if now is not None else {},
        aside=now.aside if now is not None else (),
        first=first,
        corrections=corrections,
        decisions=decisions,
        own=own,
        standing=standing,
        **rounds(session, key),
    )


def _none_such() -> Refused:
    return Refused("no_such_packet", "没有这份材料", "no such packet")


def _standing(
    material: Material | None,
    first: Report,
    corrections: tuple[Correction, ...],
    decisions: tuple[Decision, ...],
    own: tuple[OwnPoint, ...],
    *,
    ahead: bool,
) -> PacketState:
    if material is None:
        return standing_of_failed(first)
    policy = open_edition(material.edition)
    return standing_of(material, corrections, decisions, policy, own=own, ahead=ahead)


def _corrections(session: Session, key: str) -> tuple[Correction, ...]:
    query = select(CorrectionRow).where(CorrectionRow.packet == key).order_by(CorrectionRow.id)
    names = Correction.model_fields
    return tuple(
        Correction(**{name: getattr(row, name) for name in names}) for row in session.scalars(query)
    )


def _edits(session: Session, key: str) -> tuple[MadeEdit, ...]:
    query = select(EditRow).where(EditRow.packet == key).order_by(EditRow.id)
    return tuple(
        MadeEdit.model_validate(
            {
                "edit": json.loads(row.body),
                **{name: getattr(row, name) for name in ("id", "why", "by", "at")},
            }
        )
        for row in session.scalars(query)
    )


def _decisions(session: Session, key: str) -> tuple[Decision, ...]:
    query = select(DecisionRow).where(DecisionRow.packet == key).order_by(DecisionRow.id)
    return tuple(
        Decision.model_validate(
            {
                "key": row.finding,
                **{name: getattr(row, name) for name in ("rule", "verdict", "why", "by", "at")},
            }
        )
        for row in session.scalars(query)
    )


def _own(session: Session, key: str) -> tuple[OwnPoint, ...]:
    query = select(OwnPointRow).where(OwnPointRow.packet == key).order_by(OwnPointRow.id)
    names = OwnPoint.model_fields
    return tuple(
        OwnPoint(**{name: getattr(row, name) for name in names}) for row in session.scalars(query)
    )


def show(row: PacketRow, standing: PacketState, material: Material | None) -> None:
    """Update the row that the queue shows; it contains no identity number.

    Applicant and employer come from the system's record, or else from the papers.
    """
    report = standing.report
    who, masker = people(report), Masker.of(report)
    record = material.application if material is not None else Application()
    applicant, number = who.applicant, who.number
    if record.applicant.name:
        applicant, number = record.applicant.name, mask_number(record.applicant.id_number or "")
    failed = list(_listed_failures(report.findings))
    reasons = [(one.rule, one.severity, masker.text(one.message)) for one in failed]
    row.outcome = standing.outcome
    row.service, row.day = report.service, report.submission_date
    row.employer = storable(masker.text(record.employer.name or who.employer))
    row.applicant = storable(masker.text(f"{applicant} {number}".strip()))
    row.fails, row.doubts = counted(report).fails, counted(report).doubts
    row.reasons = json.dumps(reasons, ensure_ascii=False)
    row.reasons_en = json.dumps([masker.text(one.message_en) for one in failed], ensure_ascii=False)
    number = record.application_number or ""
    parts = (row.name, row.batch, row.employer, row.applicant, row.service or "", number)
    row.search = masker.text(" ".join(parts)).casefold()[:MAX_SEARCH]


def _listed_failures(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The failures that a notice lists: reasons to reject first, each fact once."""
    for severity in SEVERITIES[:2]:
        twice = told_elsewhere(findings, severity)
        for number, finding in enumerate(findings):
            failed = finding.status == "fail" and finding.severity == severity
            if failed and number not in twice:
                yield finding
