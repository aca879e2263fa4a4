"""A report and a summary on a terminal: the outcome first, then only the problems."""

from collections.abc import Callable

from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from core.models.report import Report
from pipeline.reporting import readers
from pipeline.reporting.ahead import sentences
from pipeline.reporting.count import counted, shown_outcome
from pipeline.reporting.desk import titles
from pipeline.reporting.mask import Masker
from pipeline.reporting.names import Language, ReportWords, names_in
from pipeline.reporting.people import people
from pipeline.reporting.summary import problems
from pipeline.reporting.tally import BatchSummary

SHORT = 60  # characters of a reason in a table
TONES = {"accept": "green", "supplement": "yellow", "reject": "red", "review": "magenta"}


def print_report(report: Report, console: Console, lang: Language = "zh") -> None:
    """Outcome, reason and problems; identity numbers masked, because terminals may be logged."""
    words, mask = ReportWords(lang), Masker.of(report).text
    colon = words.both("：", ": ")
    found = shown_outcome(report)
    outcome = Text(words.say(f"outcome.{found}"), f"bold {TONES[found]}")
    reason = words.both(report.outcome_reason.zh, report.outcome_reason.en)
    console.print(Text.assemble(outcome, "  ", mask(reason)))
    console.print(Text(words.say("count.line", **counted(report)._asdict())))
    who = people(report)
    day = report.submission_date.isoformat() if report.submission_date else ""
    facts = [words.service(report), day, who.applicant, who.number, who.employer]
    console.print(Text(mask(" · ".join(fact for fact in facts if fact)), "dim"))
    names = names_in(report)
    for note in report.assumptions:
        text = mask(words.told(note, names))
        console.print(Text(f"{words.say('facts.assumed')}{colon}{text}", "dim"))
    for sentence in (*readers.sentences([report.readers], words), *sentences(report, words)):
        console.print(Text(mask(sentence), "dim"))
    _print_problems(report, console, words, mask)
    for file in report.files:
        if file.status == "failed":
            status, why = words.say("file.failed"), words.told(file.error or "")
            text = mask(f"\n{file.name}{colon}{status}{words.both(' ', ': ')}{why}")
            console.print(Text(text, "red"))


def print_summary(summary: BatchSummary, console: Console, lang: Language = "zh") -> None:
    """A table of the packets, then the count of each outcome."""
    words = ReportWords(lang)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("packet", "outcome", "fail", "review"):
        right = name in ("fail", "review")
        justify: JustifyMethod = "right" if right else "left"
        table.add_column(words.say(f"summary.{name}"), justify=justify, no_wrap=True)
    table.add_column(words.say("summary.reasons"))
    for packet in summary.packets:
        if packet.outcome is None:
            failed = Text(words.say("summary.failed"), "bold red")
            table.add_row(Text(packet.packet), failed, "", "", Text(words.told(packet.error or "")))
            continue
        first = packet.problems[0] if packet.problems else None
        table.add_row(
            Text(packet.packet),
            Text(words.say(f"outcome.{packet.shown}"), TONES[packet.shown or packet.outcome]),
            str(packet.fail_reject + packet.fail_supplement),
            str(packet.review),
            Text(_short(words.both(first.message, first.message_en)) if first else ""),
        )
    console.print(table)
    _print_differences(summary, console, words)
    for sentence in readers.sentences([packet.readers for packet in summary.packets], words):
        console.print(Text(f"\n{sentence}", "dim"))
    counts = [
        f"{words.say(f'outcome.{name}' if name in TONES else 'summary.failed')} {number}"
        for name, number in summary.shown.items()
        if number
    ]
    total = words.say("summary.packets", n=len(summary.packets))
    console.print(
        Text(f"\n{total}{words.both('：', ': ')}{words.both('，', ', ').join(counts)}", "bold")
    )


def _print_differences(summary: BatchSummary, console: Console, words: ReportWords) -> None:
    if summary.differences:
        console.print(Text(f"\n{words.say('summary.differences')}", "bold"))
    for one in summary.differences:
        values = [
            f"{words.both('“', chr(39))}{value.text}{words.both('”', chr(39))} "
            f"({words.both('、', ', ').join(value.packets)})"
            for value in one.said
        ]
        what = f"  {one.unit} · {words.both(one.what, one.what_en)}{words.both('：', ': ')}"
        console.print(Text(what + words.both("；", "; ").join(values)))


def _short(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def _print_problems(
    report: Report, console: Console, words: ReportWords, mask: Callable[[str], str]
) -> None:
    named = titles(report.documents, words)
    heading = ""
    for number, finding in enumerate(problems(report), 1):
        tone = TONES["review" if finding.status == "review" else "supplement"]
        if finding.severity == "reject" and finding.status == "fail":
            tone = TONES["reject"]
        kind = words.say(f"status.{finding.status}")
        title = f"{kind} · {words.say(f'severity.{finding.severity}')}"
        if title != heading:
            heading = title
            console.print(Text(f"\n{title}", f"bold {tone}"))
        papers = words.both("、", ", ").join(named.get(d, d) for d in finding.documents)
        message = mask(words.both(finding.message, finding.message_en))
        line = Text.assemble(f"{number:>3}. ", message)
        line.append(f"  [{finding.rule}]" + (f" {papers}" if papers else ""), "dim")
        console.print(line)
