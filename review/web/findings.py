"""View models of a packet's findings: the most serious first, each with its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.models.finding import SEVERITIES, Evidence, Finding, Severity, Status
from core.models.geometry import Box
from pipeline.reporting.once import facts, told_elsewhere
from review.models import Decision, DeskFinding, Role
from review.places import names_of, places, stored
from review.web.references import references
from review.web.values import EvidenceValues, PacketView, PageSpot, ValueView

GROUPS: tuple[tuple[Status, Severity | None], ...] = (
    ("fail", "reject"),
    ("fail", "supplement"),
    ("review", None),
    ("fail", "advisory"),
    ("not_checked", None),
    ("pass", None),
    ("not_applicable", None),
)
FOLDED = frozenset({"not_checked", "pass", "not_applicable"})
COMPARING = ("-EQUAL", "-PARTIES")
MAX_PLACES = 12  # places shown per finding


@dataclass(frozen=True)
class FindingItem:
    """A finding."""

    key: str
    rule: str
    status: Status
    """A person's answer, if any."""
    own: Status
    """The program's own answer."""
    severity: Severity
    message: str
    section: str
    quote: str
    documents: tuple[str, ...]
    shots: tuple[EvidenceValues, ...]
    more: int
    decision: Decision | None
    may_pass: bool
    """Whether the user may let it pass."""
    facts: int = 1
    """The number of facts in it."""
    echo: bool = False
    """Whether the notice reports the same fact by another finding."""

    @property
    def spot(self) -> PageSpot | None:
        """The place to check first."""
        return next((shot.spot for shot in self.shots if shot.spot), None)


@dataclass(frozen=True)
class HeadedFindings:
    """Findings under one heading."""

    status: Status
    severity: Severity | None
    items: tuple[FindingItem, ...]

    @property
    def folded(self) -> bool:
        return self.status in FOLDED

    @property
    def told(self) -> tuple[FindingItem, ...]:
        """Counts each fact once."""
        return tuple(item for item in self.items if not item.echo)

    @property
    def facts(self) -> int:
        """The number of distinct facts."""
        return sum(item.facts for item in self.told)

    @property
    def echoes(self) -> tuple[FindingItem, ...]:
        """Findings of other rules about the same facts."""
        return tuple(item for item in self.items if item.echo)


def groups(shown: PacketView, role: Role) -> list[HeadedFindings]:
    """All findings in groups, those that need action first."""
    index = _Index(shown)
    views = shown.packet.standing.findings
    echoes = _echoes(views)
    items = [
        replace(_item(shown, index, view, role), echo=number in echoes)
        for number, view in enumerate(views)
    ]
    items.sort(key=lambda item: SEVERITIES.index(item.severity))
    made = []
    for status, severity in GROUPS:
        members = tuple(i for i in items if i.status == status and severity in (None, i.severity))
        if members:
            made.append(HeadedFindings(status, severity, members))
    return made


def _echoes(views: Sequence[DeskFinding]) -> frozenset[int]:
    """Indexes of failures (after decisions) that repeat facts of other findings."""
    stand = [view.finding.model_copy(update={"status": view.status}) for view in views]
    return frozenset().union(*(told_elsewhere(stand, severity) for severity in SEVERITIES))


def _item(shown: PacketView, index: "_Index", view: DeskFinding, role: Role) -> FindingItem:
    finding, words = view.finding, shown.words
    evidence = list(dict.fromkeys(finding.evidence))
    return FindingItem(
        key=view.key,
        rule=finding.rule,
        status=view.status,
        own=finding.status,
        severity=finding.severity,
        message=words.both(finding.message, finding.message_en),
        section=finding.guide.section,
        quote=finding.guide.quote,
        documents=tuple(shown.titles.get(name, name) for name in finding.documents),
        shots=_facing(shown, index, finding, evidence),
        more=max(0, len(evidence) - MAX_PLACES),
        decision=view.decision,
        facts=facts(finding) if view.status == "fail" else 1,
        may_pass=finding.status != "fail" or role.may(Role.SUPERVISOR),
    )


def _facing(
    shown: PacketView, index: "_Index", finding: Finding, evidence: Sequence[Evidence]
) -> tuple[EvidenceValues, ...]:
    """The evidence; a single place of a comparison also gets the value it is compared with."""
    shots = tuple(_shot(shown, index, one) for one in evidence[:MAX_PLACES])
    compared = finding.rule.endswith(COMPARING) and finding.status in ("fail", "review")
    if not compared or len(shots) != 1 or not shots[0].values:
        return shots
    return (*shots, *references(shown, shots[0].values[0]))


def _shot(shown: PacketView, index: "_Index", evidence: Evidence) -> EvidenceValues:
    words, kind = shown.words, index.kinds.get(evidence.document, "")
    title = shown.titles.get(evidence.document) or words.say("findings.record")
    values = index.at(evidence)
    label = words.field(kind, evidence.field) if evidence.field and kind else ""
    if values:
        label = values[0].label
    text = evidence.text
    if any(value.kind == "id_number" for value in values):
        text = shown.hidden("id_number", text)
    spot = shown.spot(evidence.file, evidence.page, evidence.box) if evidence.file else None
    return EvidenceValues(f"{title} · {label}" if label else title, text, spot, values)


class _Index:
    """Index of the values at a place; as review.places.of_evidence, for all values at once."""

    def __init__(self, shown: PacketView) -> None:
        self.kinds = {d.id: d.type for d in shown.packet.standing.documents}
        self._found: dict[tuple[str, str | None, Box | None], list[ValueView]] = {}
        for document in shown.packet.standing.documents:
            for one in places(document):
                value = shown.values[f"{document.id}.{one.address}"]
                for name in names_of(one.address) if one.page is not None else ():
                    key = (document.id, name, stored(one))
                    self._found.setdefault(key, []).append(value)

    def at(self, evidence: Evidence) -> tuple[ValueView, ...]:
        return tuple(self._found.get((evidence.document, evidence.field, evidence.box), ()))
