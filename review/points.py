"""The points that still prevent closing a packet, the most decisive ones first.

Pure: computed from the packet's standing.
"""

from collections.abc import Iterable

from core.models.base import Model
from core.models.document import Document
from core.models.finding import SEVERITIES
from review.models import DeskFinding, Doubt, PacketState
from review.places import of_evidence


class OpenPoint(Model):
    """A doubt that a person must resolve, and where to look first."""

    key: str
    """The key of the doubt, see Doubt."""
    rule: str = ""
    value: str = ""
    """The doubtful value it depends on, as `D1.name`; empty if there is none."""
    settles: int = 1
    """How many points that value resolves."""


def points(standing: PacketState) -> tuple[OpenPoint, ...]:
    """All doubts: those of the whole packet first, then by severity, then by how many points a
    value resolves.

    Points about the same value are adjacent, because one look resolves them.
    """
    views = {view.key: view for view in standing.findings}
    whole = [OpenPoint(key=one.key) for one in standing.doubts if one.key not in views]
    found: dict[str, list[Doubt]] = {}
    values: dict[str, str] = {}
    for doubt in standing.doubts:
        if doubt.key in views:
            value = _value(views[doubt.key], standing.documents, standing.doubtful)
            values[doubt.key] = value
            found.setdefault(value or doubt.key, []).append(doubt)
    heaps = sorted(found.values(), key=lambda heap: (_weight(heap[0]), -len(heap)))
    single = [
        OpenPoint(key=doubt.key, rule=doubt.rule, value=values[doubt.key], settles=len(heap))
        for heap in heaps
        for doubt in heap
    ]
    return (*whole, *single)


def _weight(doubt: Doubt) -> int:
    return SEVERITIES.index(doubt.severity)


def _value(view: DeskFinding, documents: Iterable[Document], doubtful: tuple[str, ...]) -> str:
    """The first doubtful value that a finding depends on."""
    by_id = {document.id: document for document in documents}
    rests = (
        f"{evidence.document}.{address}"
        for evidence in view.finding.evidence
        if (document := by_id.get(evidence.document)) is not None
        for address in of_evidence(document, evidence)
    )
    known = set(doubtful)
    return next((one for one in rests if one in known), "")
