"""The desk's ledger as a workbook: packets, all problems, and counts of reasons."""

import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Font

from core.clock import here
from core.models.base import ReportPart
from core.models.finding import Outcome
from pipeline.reporting.names import Language, ReportWords
from pipeline.reporting.packed import without_moment
from pipeline.reporting.sheets import TONES, Value, head, problems_sheet, row, shape
from pipeline.reporting.tally import PacketSummary, Problem

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = (
    *("summary.packet", "ledger.batch", "ledger.received", "summary.day", "summary.service"),
    *("summary.applicant", "summary.employer", "ledger.first", "ledger.standing", "ledger.state"),
    *("ledger.closed_by", "ledger.closed_at", "ledger.why", "summary.reject"),
    *("summary.supplement", "summary.advisory", "ledger.doubts", "ledger.corrections"),
    *("ledger.decisions", "summary.reasons"),
)
REASONS = (
    *("summary.rule", "summary.status", "summary.severity", "ledger.packets", "ledger.times"),
    *("summary.section", "summary.quote", "summary.message"),
)


class LedgerEntry(ReportPart):
    """A packet of the ledger; `summary` is the state after people's answers."""

    summary: PacketSummary
    batch: str
    received: datetime
    first: Outcome
    closed: Outcome | None = None
    closed_by: str | None = None
    closed_at: datetime | None = None
    why: str = ""
    doubts: int = 0
    corrections: int = 0
    decisions: int = 0


class Spell(NamedTuple):
    """Figures of a week, or of all packets of a service or employer."""

    kind: str
    name: str
    came: int
    settled: int
    hours: float | None
    first_pass: str


def render_ledger(
    entries: Sequence[LedgerEntry], lang: Language = "zh", spans: Sequence[Spell] = ()
) -> bytes:
    """The workbook; text that looks like a formula stays text. Identity numbers are masked."""
    words, book = ReportWords(lang), Workbook()
    book.remove(book.worksheets[0])
    packets = [entry.summary for entry in entries]
    _packets(book.create_sheet(words.say("summary.sheet_packets")), entries, words)
    problems_sheet(book.create_sheet(words.say("summary.sheet_problems")), packets, words)
    _reasons(book.create_sheet(words.say("ledger.sheet_reasons")), packets, words)
    if spans:
        _spells(book.create_sheet(words.say("ledger.sheet_spans")), spans, words)
    buffer = io.BytesIO()
    book.save(buffer)
    return without_moment(buffer.getvalue())


def _spells(sheet: "Worksheet", spans: Sequence[Spell], words: ReportWords) -> None:
    head(sheet, [words.say(f"ledger.{name}") for name in Spell._fields])
    for one in spans:
        row(sheet, list(one))
    shape(sheet, [18, 30, 10, 10, 14, 14])


def _packets(sheet: "Worksheet", entries: Iterable[LedgerEntry], words: ReportWords) -> None:
    head(sheet, [words.say(name) for name in COLUMNS])
    for entry in entries:
        cells = row(sheet, _entry(entry, words))
        standing = entry.summary.shown or ""
        cells[8].font = Font(bold=True, color=TONES.get(standing, "A32020"))
        if entry.closed is not None:
            cells[9].font = Font(bold=True, color=TONES[entry.closed])
    shape(sheet, [22, 14, 17, 12, 16, 26, 30, 14, 14, 14, 12, 17, 30, 10, 9, 9, 11, 8, 10, 70])


def _entry(entry: LedgerEntry, words: ReportWords) -> list[Value]:
    found = entry.summary
    closed = words.say(f"outcome.{entry.closed}") if entry.closed else words.say("ledger.open")
    return [
        found.packet,
        entry.batch,
        _moment(entry.received),
        found.submission_date.isoformat() if found.submission_date else None,
        words.service(found),
        found.applicant,
        found.employer,
        words.say(f"outcome.{entry.first}"),
        words.say(f"outcome.{found.shown}") if found.shown else words.say("summary.failed"),
        closed,
        entry.closed_by,
        _moment(entry.closed_at),
        entry.why,
        found.fail_reject,
        found.fail_supplement,
        found.fail_advisory,
        entry.doubts,
        entry.corrections,
        entry.decisions,
        "\n".join(words.both(p.message, p.message_en) for p in found.problems[:3])
        or words.told(found.error or ""),
    ]


def _reasons(sheet: "Worksheet", packets: Iterable[PacketSummary], words: ReportWords) -> None:
    """The findings by number of packets, most first; failures before those in review."""
    of: dict[tuple[str, str, str], list[tuple[int, Problem]]] = defaultdict(list)
    for number, packet in enumerate(packets):
        for problem in packet.problems:
            of[problem.status, problem.rule, problem.severity].append((number, problem))
    rows = [
        (status, severity, len({number for number, _ in found}), len(found), found[0][1])
        for (status, _, severity), found in of.items()
    ]
    rows.sort(key=lambda one: (one[0] != "fail", -one[2], -one[3], one[4].rule))
    head(sheet, [words.say(name) for name in REASONS])
    for status, severity, number, times, first in rows:
        row(
            sheet,
            [
                first.rule,
                words.say(f"status.{status}"),
                words.say(f"severity.{severity}"),
                number,
                times,
                first.section,
                first.quote,
                words.both(first.message, first.message_en),
            ],
        )
    shape(sheet, [28, 13, 10, 10, 8, 22, 50, 70])


def _moment(at: datetime | None) -> str | None:
    return here(at).strftime("%Y-%m-%d %H:%M") if at is not None else None
