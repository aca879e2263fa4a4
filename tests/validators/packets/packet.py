"""A packet as long as it may still be changed, and what the rules say of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.models.application import Application
from core.models.document import PageRef
from core.models.filing import FiledBefore
from core.models.finding import SEVERITIES, Finding, Outcome
from pipeline.reporting.once import told_elsewhere
from tests.validators.packets.paper import Paper
from tests.validators.packets.story import Story
from validators.facts.roles import assign_roles
from validators.ground.case import Case
from validators.judging.rules import judge, outcome
from validators.policy import load_policy


@dataclass(frozen=True, repr=False)
class Judged:
    """The answers on a packet; shown by what speaks against it."""

    findings: tuple[Finding, ...]

    @property
    def outcome(self) -> Outcome:
        return outcome(self.findings)

    def of(self, rule: str) -> tuple[Finding, ...]:
        """All answers of a rule."""
        return tuple(finding for finding in self.findings if finding.rule == rule)

    @property
    def lines(self) -> list[Finding]:
        """What a notice would list: lacks and reasons to refuse, each fact once."""
        return [
            finding
            for severity in SEVERITIES[:2]
            for number, finding in enumerate(self.findings)
            if finding.status == "fail" and finding.severity == severity
            and number not in told_elsewhere(self.findings, severity)
        ]  # fmt: skip

    @property
    def against(self) -> list[Finding]:
        """What keeps the packet from being accepted."""
        return [
            finding
            for finding in self.findings
            if finding.status in ("fail", "review") and finding.severity != "advisory"
        ]

    def __repr__(self) -> str:
        told = [f"  {f.status} {f.severity} {f.rule}: {f.message}" for f in self.against]
        return "\n".join([self.outcome, *told])


@dataclass
class Packet:
    """Papers by name in the order of the pile, and the system's record."""

    service: str
    story: Story
    record: dict[str, Any]
    papers: dict[str, Paper] = field(default_factory=dict)
    condition: int | None = None
    housing: str | None = None
    unread: tuple[str, ...] = ()
    filed: tuple[FiledBefore, ...] = ()
    day: date = date.min
    """The day of filing: the story's, unless another is set."""

    def __post_init__(self) -> None:
        self.day = self.story.day if self.day == date.min else self.day

    def __getitem__(self, name: str) -> Paper:
        return self.papers[name]

    def add(self, **papers: Paper) -> None:
        """More papers, at the end of the pile; one of a name that is there takes its place."""
        self.papers.update(papers)

    def drop(self, *names: str) -> None:
        for name in names:
            self.papers.pop(name)

    def case(self) -> Case:
        """What the rules see."""
        application = Application.model_validate(self.record)
        documents = tuple(
            one.build(f"D{n}", page)
            for n, (one, page) in enumerate(
                zip(self.papers.values(), self._pages(), strict=True), 1
            )
        )
        found = assign_roles(documents, application)
        return Case("包", self.service, self.day, self.condition, self.housing, found, application,
                    self.unread, filed=self.filed)  # fmt: skip

    def _pages(self) -> Iterator[PageRef]:
        page = PageRef(file="扫描件000.pdf", page=1)
        for number, one in enumerate(self.papers.values(), 1):
            if one.with_cover:
                page = PageRef(file=page.file, page=page.page + 1)
            else:
                page = PageRef(file=f"扫描件{number:03d}.pdf", page=1)
            yield page

    def judged(self) -> Judged:
        """All rules' answers."""
        return Judged(judge(self.case(), load_policy()))
