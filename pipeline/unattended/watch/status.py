"""The file whose name shows a result's state: 状态-需补正.txt.

It lists the open points, and opens in Windows Notepad: UTF-8 with a byte order mark, Windows
line ends, identity numbers masked.
"""

from pathlib import Path

from core.clock import now_here
from core.files import write_result
from core.models.report import Report
from pipeline.reporting.count import counted, shown_outcome
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import Language, ReportWords
from pipeline.reporting.summary import problems

STATES: dict[str, tuple[str, str]] = {
    "accept": ("受理", "accept"),
    "supplement": ("需补正", "supplement"),
    "reject": ("不予受理", "reject"),
    "review": ("人工复核", "review"),
    "failed": ("未能检查", "not-checked"),
}


def state_of(report: Report, lang: Language, *, failed: bool = False) -> str:
    """The state in a word or two."""
    return ReportWords(lang).both(*STATES["failed" if failed else shown_outcome(report)])


def write_status(report: Report, state: str, key: str, folder: Path, lang: Language) -> Path:
    """Write it into a result that has none. Raises InputError if it cannot be written."""
    words = ReportWords(lang)
    lines = [
        state,
        report.packet,
        f"{now_here():%Y-%m-%d %H:%M}  {key}",
        words.say("count.line", **counted(report)._asdict()),
        words.both(report.outcome_reason.zh, report.outcome_reason.en),
        *_points(report, words),
    ]
    path = folder / f"{words.both('状态', 'status')}-{state}.txt"
    text = Masker.of(report).text("\r\n".join(line for line in lines if line)) + "\r\n"
    write_result(path, text.encode("utf-8-sig", "replace"))
    return path


def _points(report: Report, words: ReportWords) -> list[str]:
    """Failures and open points, most severe first, numbered throughout."""
    open_ = [f"{words.say('status.review')}  {words.both(one.zh, one.en)}" for one in report.held]
    points = [
        f"{words.say(f'status.{one.status}')} · {words.say(f'severity.{one.severity}')}  "
        + words.both(one.message, one.message_en)
        for one in problems(report)
    ]
    return [f"{number}. {line}" for number, line in enumerate((*points, *open_), 1)]
