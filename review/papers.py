"""Documents that the desk produces: letters as .docx or for printing, and the ledger as .xlsx.

They show the current standing: the program's findings with people's decisions and corrections.
Identity numbers are masked. A slip or a rejection exists only for a packet that a person closed
with that outcome; a notice of an open packet is marked as a draft.
"""

from collections.abc import Sequence
from typing import Literal

from core.clock import here, today
from core.errors import Refused
from pipeline.reporting.again import since_last
from pipeline.reporting.count import shown_outcome
from pipeline.reporting.ledger import LedgerEntry, Spell, render_ledger
from pipeline.reporting.letter_docx import render_docx
from pipeline.reporting.letter_html import render_letter_html
from pipeline.reporting.letters import (
    Letter,
    LetterSigner,
    notice_letter,
    rejection_letter,
)
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import Language, ReportWords
from pipeline.reporting.slips import slip_letter, worklist_letter
from pipeline.reporting.summary import failed_packet, summarise
from review.cases.second import since_of
from review.figures import figures
from review.listed import QueueRow
from review.models import Closing, DeskPacket
from review.packets import OTHER_VERSION, load
from review.queue import Filter, rows, rows_of
from review.receipts import receipt
from review.store import Store
from validators.judging.edition import open_edition

MAX_LEDGER_PACKETS = 10_000  # packets of a ledger
Form = Literal["docx", "html"]
Kind = Closing | Literal["worklist"]
"""A letter to the applicant, named by the outcome of closing, or the officer's own list."""
FILES: dict[Kind, str] = {
    "worklist": "窗口核对单",
    "supplement": "补正告知书",
    "reject": "不予受理通知书",
    "accept": "受理回执",
}
"""The file name of each kind, without suffix."""


def letter(packet: DeskPacket, kind: Kind, lang: Language = "zh") -> Letter:
    """The letter of that kind. Raises Refused if the packet was not closed with that outcome."""
    if kind == "worklist":
        return worklist_letter(packet.standing.report, lang)
    signed = _signed(packet) if packet.closed == kind else None
    if signed is None and (kind != "supplement" or packet.state == "closed"):
        raise Refused("not_closed_so", "这份材料没有这样办结", "the packet was not closed so")
    return _made(packet, kind, lang, signed)


def _made(packet: DeskPacket, kind: Closing, lang: Language, signed: LetterSigner | None) -> Letter:
    report = packet.standing.report
    if kind == "accept":
        slip = receipt(packet, signed.day if signed is not None else today())
        return slip_letter(report, lang, signed, slip)
    if kind == "reject":
        return rejection_letter(report, lang, signed)
    made, since = notice_letter(report, lang, signed), since_of(packet, lang)
    return made if since is None else since_last(made, since)


def preview(packet: DeskPacket, kind: Closing, by: str, why: str, lang: Language = "zh") -> Letter:
    """The letter as it will be if the packet is closed with that outcome."""
    signed = LetterSigner(by, today(), why.strip())
    return _made(packet, kind, lang, signed)


def render(packet: DeskPacket, kind: Kind, form: Form, lang: Language = "zh") -> bytes:
    """The same as a file."""
    made, masker = letter(packet, kind, lang), Masker.of(packet.standing.report)
    if form == "docx":
        return render_docx(made, masker)
    return render_letter_html(made, masker).encode("utf-8", "replace")


def ledger(store: Store, wanted: Filter | None = None, lang: Language = "zh") -> bytes:
    """The workbook of the packets of a filter, in order of arrival.

    Raises Refused for more than MAX_LEDGER_PACKETS: each packet is judged again, and the sheet of
    all problems may have no more rows than a workbook allows.
    """
    found = rows(store, wanted, limit=MAX_LEDGER_PACKETS + 1)
    if len(found) > MAX_LEDGER_PACKETS:
        zh = f"超过 {MAX_LEDGER_PACKETS} 份，请按日期等条件缩小范围"
        raise Refused(
            "ledger_too_long", zh, f"more than {MAX_LEDGER_PACKETS} packets: ask for fewer days"
        )
    return _workbook(store, found, lang)


def ledger_of(store: Store, keys: Sequence[str], lang: Language = "zh") -> bytes:
    """The workbook of these packets."""
    return _workbook(store, rows_of(store, keys), lang)


def _workbook(store: Store, found: Sequence[QueueRow], lang: Language) -> bytes:
    in_turn = sorted(found, key=lambda row: row.received)
    entries = [_entry_of(store, row) for row in in_turn]
    return render_ledger(entries, lang, _spells(store, in_turn, lang))


def _spells(store: Store, found: Sequence[QueueRow], lang: Language) -> list[Spell]:
    """Weeks, services and employers of the days since the ledger's first packet arrived."""
    if not found:
        return []
    statistics = figures(store, here(found[0].received).date(), today())
    both = ReportWords(lang).both
    names = {one.id: both(one.name_zh, one.name_en) for one in open_edition().services}
    kinds = (
        (both("周", "Week"), statistics.spans), (both("办理事项", "Service"), statistics.services),
        (both("用人单位", "Employer"), statistics.employers),
    )  # fmt: skip
    return [
        Spell(kind, names.get(one.name, one.name), one.came, one.closed, one.hours,
              f"{100 * one.first_pass:.0f}%" if one.first_pass is not None else "")
        for kind, stretches in kinds
        for one in stretches
    ]  # fmt: skip


def _entry_of(store: Store, row: QueueRow) -> LedgerEntry:
    """The packet's ledger entry; from the queue's row if another version stored the packet."""
    try:
        return _entry(load(store, row.key, ahead=False))
    except Refused as error:
        if error.code != OTHER_VERSION:
            raise
        return LedgerEntry(
            summary=failed_packet(row.name, str(error)),
            batch=row.batch,
            received=row.received,
            first=row.first_outcome,
            closed=row.closed,
            closed_by=row.closed_by,
            closed_at=row.closed_at,
            doubts=row.doubts,
        )


def _entry(packet: DeskPacket) -> LedgerEntry:
    report, masker = packet.standing.report, Masker.of(packet.standing.report)
    if packet.material is None:
        summary = failed_packet(packet.name, report.outcome_reason.zh)
    else:
        summary = summarise(report, packet.name)
    return LedgerEntry(
        summary=summary,
        batch=masker.text(packet.batch),
        received=packet.received,
        first=shown_outcome(packet.first),
        closed=packet.closed,
        closed_by=packet.closed_by,
        closed_at=packet.closed_at,
        why=masker.text(packet.closed_why),
        doubts=len(packet.standing.doubts),
        corrections=len(packet.corrections),
        decisions=len(packet.decisions),
    )


def _signed(packet: DeskPacket) -> LetterSigner | None:
    if packet.closed_by is None or packet.closed_at is None:
        return None
    return LetterSigner(packet.closed_by, here(packet.closed_at).date(), packet.closed_why)
