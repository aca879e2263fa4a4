"""Content of summary.json: the packets of a batch, each with its outcome and problems."""

from collections import Counter
from datetime import date

from core.models.filing import UnitDifference
from core.models.finding import OUTCOMES, Outcome, Severity, Status
from core.models.report import Readers, ReportPart, Wording
from pipeline.reporting.count import shown


class Problem(ReportPart):
    """A finding that failed or is in review."""

    rule: str
    status: Status
    severity: Severity
    message: str
    message_en: str
    section: str
    """Section of the guide."""
    quote: str
    """The guide's wording."""
    documents: tuple[str, ...] = ()
    """Types of the documents concerned."""
    document_names: tuple[Wording | None, ...] = ()
    """Their names in the guide, in the same order."""
    place: str = ""
    """File and page of its first evidence."""


class PacketSummary(ReportPart):
    """One packet of the batch. Identity numbers are masked."""

    packet: str
    """Name of its folder in OUT."""
    outcome: Outcome | None
    """null if the packet could not be checked; see error."""
    service: str | None = None
    service_name: Wording | None = None
    submission_date: date | None = None
    applicant: str = ""
    employer: str = ""
    fail_reject: int = 0
    """Failed rules of severity reject."""
    fail_supplement: int = 0
    fail_advisory: int = 0
    review: int = 0
    passed: int = 0
    not_checked: int = 0
    problems: tuple[Problem, ...] = ()
    """Failures, then points for a person to check, most severe first."""
    readers: Readers | None = None
    """What read its pages; null if it could not be checked."""
    report: str = ""
    """Path of its report.html relative to the summary."""
    error: str | None = None
    """Why it could not be checked; safe to show."""
    seconds: float | None = None

    @property
    def shown(self) -> Outcome | None:
        """The outcome as people see it."""
        return shown(self.outcome, self.review) if self.outcome is not None else None


class BatchSummary(ReportPart):
    """summary.json."""

    schema_version: int = 1
    outcomes: dict[str, int]
    """Number of packets for each outcome; `failed` for those without one."""
    packets: tuple[PacketSummary, ...]
    differences: tuple[UnitDifference, ...] = ()
    """Differences between packets of one unit, not always errors; named as in `packets`."""

    @property
    def shown(self) -> dict[str, int]:
        """Number of packets for each outcome as people see it."""
        counts = Counter[str](packet.shown or "failed" for packet in self.packets)
        return {name: counts[name] for name in (*OUTCOMES, "failed")}
