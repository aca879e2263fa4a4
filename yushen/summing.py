"""What a batch says while it runs and at its end."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import click
from rich.console import Console

from core.errors import InputError
from core.models.filing import PacketFacts
from pipeline.reporting import ERROR_FILE, write_failed
from pipeline.reporting.summary import batch_summary, failed_packet, summarise, write_summary
from pipeline.reporting.tally import PacketSummary
from pipeline.reporting.terminal import print_summary
from pipeline.unattended.batch import Done
from validators.judging.filing import between
from yushen import outcomes
from yushen.discreet import discreet, without
from yushen.words import Words


def tell(done: Done, out: Path, words: Words) -> None:
    """One line to stderr, and for a packet that failed the report that says so.

    It takes the place of an earlier run's, which would be mistaken for this one's. A bug
    also leaves a file for its maintainers.
    """
    folder = out / done.job.name
    said = without(done.job.source.name, says(done, words))
    click.echo(f"{discreet(done.job.name)}  {said}", err=True)
    with suppress(OSError, InputError):  # nowhere to write: the other packets go on
        (folder / ERROR_FILE).unlink(missing_ok=True)
        if done.error is not None:
            write_failed(done.report, done.broke, folder, words.lang)


def says(done: Done, words: Words) -> str:
    """The outcome, or why there is none."""
    if done.error is None:
        return outcomes.name(done.outcome, words)
    reason = done.report.outcome_reason
    return words(reason.zh, reason.en)


def sum_up(
    results: Sequence[Done], out: Path, words: Words, facts: Mapping[str, PacketFacts]
) -> None:
    """The summary files to `out`; the table and where they are to stdout.

    `facts` are of the packets that were checked, by the names of their folders.
    """
    summary = batch_summary([_summary(done, words) for done in results], between(facts))
    written = write_summary(summary, out, words.lang)
    print_summary(summary, Console(), words.lang)
    for path in sorted(written, key=lambda path: path.suffix == ".html"):  # the page last
        click.echo(str(path))


def _summary(done: Done, words: Words) -> PacketSummary:
    seconds = round(done.seconds, 1)
    if done.error is not None:
        return failed_packet(done.job.name, says(done, words), seconds)
    return summarise(done.report, done.job.name, seconds)
