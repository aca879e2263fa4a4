"""A case as its pages show it: what came, what that settled, what does not count any more."""

from sqlalchemy import select

from core.models.base import Model
from core.reasons import english_or
from review.cases.joining import parts_of, words_of
from review.cases.merging import merge
from review.cases.models import Paper, Progress
from review.cases.progress import progress
from review.cases.proposals import Proposal, proposals
from review.models import Packet
from review.pictures import PageFolder
from review.store import Store
from review.store.tables import AuditRow
from validators.judging.edition import open_edition


class Brief(Model):
    """What stands on the packet's own page."""

    number: int
    """How many submissions there are."""
    progress: Progress | None
    asked: tuple[Proposal, ...]


class Lapsed(Model):
    """A person's word that does not count any more, and why."""

    target: str
    verdict: str | None
    why: str
    why_en: str


def brief(store: Store, packet: Packet) -> Brief:
    """Quick: nothing is judged or merged anew."""
    earlier = packet.earlier
    told = progress(earlier.report, packet.standing.report) if earlier is not None else None
    asked = tuple(proposals(store, packet.key)) if packet.state == "open" else ()
    return Brief(number=max(1, len(packet.submissions)), progress=told, asked=asked)


def papers(store: Store, pages: PageFolder, packet: Packet) -> tuple[Paper, ...]:
    """All documents of a case of several submissions, with what became of each."""
    if packet.material is None or len(packet.submissions) < 2:
        return ()
    with store.reading() as session:
        parts, words = parts_of(session, pages, packet), words_of(session, packet.key)
    return merge(parts, open_edition(packet.material.edition), words).papers


def lapsed(store: Store, packet: Packet) -> list[Lapsed]:
    """What people did and does not count now: the latest first."""
    there = {document.id for document in packet.standing.documents}
    gone = {one.key for one in packet.standing.lapsed}
    gone |= {f"{c.document}.{c.field}" for c in packet.corrections
             if c.document and c.document not in there}  # fmt: skip
    query = select(AuditRow).where(AuditRow.packet == packet.key, AuditRow.action == "lapse")
    found: dict[str, Lapsed] = {}
    with store.reading() as session:
        for row in session.scalars(query.order_by(AuditRow.id.desc())):
            if row.target in gone:
                why = {"why": row.why, "why_en": english_or(row.why)}
                told = Lapsed(target=row.target, verdict=row.before, **why)
                found.setdefault(row.target, told)
    return list(found.values())
