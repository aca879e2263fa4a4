"""A first look at a packet's files: which papers they are, and what is missing.

For somebody waiting at the counter. The result is that of the full check, without second
readings of unsure values and without comparing names with their ink. The rules decide what is
missing; there is no separate list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from core.clock import today
from core.models.application import Application
from core.models.base import Wording
from core.models.document import Document
from core.models.finding import Finding
from core.models.page import FileReading
from pipeline import extracting
from pipeline.judging import case_of, compared
from pipeline.reading.intake.packet import Packet
from pipeline.run import Kit, Options, material_of, weighed
from validators.facts.missing import missing
from validators.facts.roles import assign_roles
from validators.ground.case import Case
from validators.judging.rules import judge
from validators.policy import Policy


class Lack(NamedTuple):
    """A missing paper; not `sure` if it may be among the unread pages."""

    text: Wording
    sure: bool


@dataclass(frozen=True)
class Glance:
    """The papers in some files, and what their service still lacks.

    `service` is None if neither the record nor a form states it; then nothing is required.
    """

    documents: tuple[Document, ...]
    service: str | None = None
    lacks: tuple[Lack, ...] = ()
    notes: tuple[Wording, ...] = ()
    """Reasons why the rule on missing papers gives no answer."""
    unread: tuple[str, ...] = ()
    """Files and pages that may be any paper."""


def papers_of(
    files: Sequence[FileReading], kit: Kit, application: Application | None = None
) -> tuple[Document, ...]:
    """The documents after one reading, with their owners."""
    pages = [page for file in files for page in file.pages]
    documents = weighed(extracting.papers_of(files, kit.store), pages, kit)
    placed = assign_roles(documents, application or Application(), kit.policy)
    return kit.trust.held(placed)


def glance(
    files: Sequence[FileReading], kit: Kit, application: Application, day: date | None = None
) -> Glance:
    """What the files are and what is missing, on a day (default today)."""
    documents = papers_of(files, kit, application)
    packet = Packet(name="", files=[], application=application)
    options = Options(submission_date=day or application.submission_date or today())
    read = material_of(packet, files, documents, kit, options)
    material, _ = compared(read, kit.policy, kit.memory)
    if not material.service:
        return Glance(documents, unread=material.unread)
    case = case_of(material, kit.policy)
    lacks, notes = _missing(case, judge(case, kit.policy), kit.policy)
    return Glance(documents, material.service, lacks, notes, material.unread)


def _missing(
    case: Case, findings: Sequence[Finding], policy: Policy
) -> tuple[tuple[Lack, ...], tuple[Wording, ...]]:
    """What the rule on all papers lists, and what rules on single papers add."""
    whole = missing(case, policy)
    named = {paper for gap in whole for paper in gap.gone}
    lacks = [Lack(text, gap.sure) for gap in whole for text in gap.lacks]
    notes = []
    for finding in findings:
        if finding.status not in ("fail", "review"):
            continue
        message = Wording(zh=finding.message, en=finding.message_en)
        if finding.lacks and not finding.whole and not named.issuperset(finding.lacks):
            lacks.append(Lack(message, finding.status == "fail"))
        elif finding.rule == policy.packet(case.service).rule and not finding.lacks:
            notes.append(message)
    return tuple(lacks), tuple(notes)
