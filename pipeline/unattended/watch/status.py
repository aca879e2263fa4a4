"""The file that tells a result's state by its name alone: 状态-需补正.txt."""

from datetime import datetime
from pathlib import Path

from core.files import write_result
from core.models.report import Report
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import Language, Words

STATES: dict[str, tuple[str, str]] = {
    "accept": ("受理", "accept"),
    "supplement": ("需补正", "supplement"),
    "reject": ("不予受理", "reject"),
    "review": ("人工复核", "review"),
    "failed": ("未能检查", "not-checked"),
}


def state_of(report: Report, lang: Language, *, failed: bool = False) -> str:
    """The state in a word or two."""
    return Words(lang).both(*STATES["failed" if failed else report.outcome])


def write_status(report: Report, state: str, key: str, folder: Path, lang: Language) -> Path:
    """Write it into a result that has none. Raises InputError where it cannot be written."""
    words = Words(lang)
    counted = [finding.status for finding in report.findings]
    wrong, unsure = counted.count("fail"), counted.count("review")
    reason = words.both(report.outcome_reason.zh, report.outcome_reason.en)
    lines = [
        state,
        report.packet,
        f"{datetime.now():%Y-%m-%d %H:%M}  {key}",
        words.both(f"不符合 {wrong} 项，待核对 {unsure} 项", f"{wrong} failed, {unsure} to review"),
        reason,
    ]
    path = folder / f"{words.both('状态', 'status')}-{state}.txt"
    text = Masker.of(report).text("\n".join(line for line in lines if line)) + "\n"
    write_result(path, text.encode("utf-8", "replace"))
    return path
