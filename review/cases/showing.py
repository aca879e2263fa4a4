"""A case as its page shows it: submissions, progress, and edits that no longer apply."""

from sqlalchemy import select

from core.models.base import Model
from core.reasons import english_or
from review.cases.joining import choices_of, parts_of
from review.cases.merging import merge
from review.cases.models import CasePaper, Progress
from review.cases.progress import progress
from review.cases.proposals import Proposal, proposals
from review.models import DeskPacket
from review.pictures import PageFolder
from review.store import Store
from review.store.tables import AuditRow
from validators.judging.edition import open_edition


class CaseSummary(Model):
    """The summary on the packet's page."""

    number: int
    """How many submissions there are."""
    progress: Progress | None
    asked: tuple[Proposal, ...]


class LapsedEntry(Model):
    """A person's correction or decision that no longer applies, and why."""

    target: str
    verdict: str | None
    why: str
    why_en: str


def case_summary(store: Store, packet: DeskPacket) -> CaseSummary:
    """Fast: nothing is judged or merged again."""
    earlier = packet.earlier
    state = progress(earlier.report, packet.standing.report) if earlier is not None else None
    asked = tuple(proposals(store, packet.key)) if packet.state == "open" else ()
    return CaseSummary(number=max(1, len(packet.submissions)), progress=state, asked=asked)


def case_papers(store: Store, pages: PageFolder, packet: DeskPacket) -> tuple[CasePaper, ...]:
    """All documents of a case of several submissions, and whether each counts."""
    if packet.material is None or len(packet.submissions) < 2:
        return ()
    with store.reading() as session:
        parts, choices = parts_of(session, pages, packet), choices_of(session, packet.key)
    return merge(parts, open_edition(packet.material.edition), choices).papers


def lapsed_entries(store: Store, packet: DeskPacket) -> list[LapsedEntry]:
    """People's edits that no longer apply, the latest first."""
    there = {document.id for document in packet.standing.documents}
    gone = {one.key for one in packet.standing.lapsed}
    gone |= {f"{c.document}.{c.field}" for c in packet.corrections
             if c.document and c.document not in there}  # fmt: skip
    query = select(AuditRow).where(AuditRow.packet == packet.key, AuditRow.action == "lapse")
    found: dict[str, LapsedEntry] = {}
    with store.reading() as session:
        for row in session.scalars(query.order_by(AuditRow.id.desc())):
            if row.target in gone:
                why = {"why": row.why, "why_en": english_or(row.why)}
                entry = LapsedEntry(target=row.target, verdict=row.before, **why)
                found.setdefault(row.target, entry)
    return list(found.values())
