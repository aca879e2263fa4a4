"""Messages of a batch during its run and at its end."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

from pipeline.reporting.mask import Masker
from pipeline.reporting.tally import PacketSummary
from pipeline.reporting.terminal import print_summary
from pipeline.unattended.batch import Done, Whose
from pipeline.unattended.duty import written_summary
from pipeline.unattended.sharing import SharedBatch
from yushen import outcomes
from yushen.discreet import discreet, without
from yushen.words import Words

BY_OTHERS: dict[Whose, tuple[str, str]] = {
    "before": ("（未变，沿用此前的报告）", " (unchanged: its report of before stands)"),
    "other": ("（由同时运行的另一批检查）", " (checked by another run at the same time)"),
    "ours": ("", ""),
}


def tell(done: Done, words: Words) -> None:
    """One line to stderr: the packet, its outcome, and which run checked it."""
    by = words(*BY_OTHERS[done.whose])
    line = without(done.job.source.name, says(done, words))
    click.echo(f"{discreet(done.job.name)}  {line}{by}", err=True)


def says(done: Done, words: Words) -> str:
    """The outcome, or why there is none."""
    if done.error is None:
        return outcomes.name(done.outcome, words)
    reason = done.report.outcome_reason
    return words(reason.zh, reason.en)


def sum_up(results: Sequence[Done], shared: SharedBatch, out: Path, words: Words) -> None:
    """Writes summary files to `out`; prints the table and their paths to stdout."""
    summaries = [_summary(done, words) for done in results]
    summary, written = written_summary(results, summaries, shared, out, words.lang)
    print_summary(summary, Console(), words.lang)
    whose = Counter(done.whose for done in results)
    if whose["before"] or whose["other"]:
        ours, before, other = whose["ours"], whose["before"], whose["other"]
        zh = f"本次检查 {ours} 份，未变而沿用 {before} 份，另一批检查 {other} 份"
        en = f"{ours} checked now, {before} unchanged, {other} checked by another run"
        click.echo(words(zh, en))
    for path in sorted(written, key=lambda path: path.suffix == ".html"):  # the page last
        click.echo(shared.shown(path))


def _summary(done: Done, words: Words) -> PacketSummary:
    if done.error is None:
        return done.summary
    return done.summary.model_copy(update={"error": Masker().text(says(done, words))})
