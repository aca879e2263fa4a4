"""What a batch says while it runs and at its end."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from pipeline.batch import Done, where_it_broke
from pipeline.cli import outcomes
from pipeline.cli.words import Words
from pipeline.cli.work import write
from pipeline.errors import InputError, YushenError
from pipeline.run import Checked

ERROR_FILE = "error.txt"


@dataclass(frozen=True)
class NoPictures:
    """For the report of a packet that could not be opened."""

    def page(self, file: str, page: int) -> bytes | None:
        return None


def tell(done: Done, out: Path, words: Words) -> None:
    """One line to stderr, and for a packet that failed the report that says so.

    It takes the place of an earlier run's, which would be mistaken for this one's. A bug
    also leaves a file for its maintainers.
    """
    folder = out / done.job.name
    click.echo(f"{done.job.name}  {says(done, words)}", err=True)
    with suppress(OSError, InputError):  # nowhere to write: the other packets go on
        (folder / ERROR_FILE).unlink(missing_ok=True)
        if done.error is not None:
            (folder / "supplement.docx").unlink(missing_ok=True)
            write(Checked(done.report, NoPictures()), folder, words)
        if done.error is not None and not isinstance(done.error, YushenError):
            (folder / ERROR_FILE).write_text(where_it_broke(done.error), "utf-8")


def says(done: Done, words: Words) -> str:
    """The outcome, or why there is none."""
    if done.error is None:
        return outcomes.name(done.outcome, words)
    reason = done.report.outcome_reason
    return words(reason.zh, reason.en)


def table(results: Sequence[Done], words: Words) -> Table:
    """One row a packet, then the totals in the caption."""
    heads = (("材料", "packet"), ("结论", "outcome"), ("不符合", "fail"), ("待复核", "review"))
    shown = Table(caption=_totals(results, words), caption_justify="left")
    for number, head in enumerate((*heads, ("符合", "pass"), ("秒", "seconds"))):
        shown.add_column(words(*head), justify="right" if number > 1 else "left")
    for done in results:
        numbers = [str(done.counts[status]) for status in ("fail", "review", "pass")]
        cells = numbers if done.error is None else ["", "", ""]
        shown.add_row(done.job.name, says(done, words), *cells, f"{done.seconds:.0f}")
    return shown


def sum_up(results: Sequence[Done], out: Path, words: Words) -> None:
    """The table to stdout, the summary files to `out`, and where they are."""
    Console().print(table(results, words))


def _totals(results: Sequence[Done], words: Words) -> str:
    parts = []
    for outcome, names in outcomes.NAMES.items():
        if number := sum(done.outcome == outcome and not done.error for done in results):
            parts.append(f"{words(*names)} {number}")
    if broken := sum(done.error is not None for done in results):
        parts.append(words(f"未能检查 {broken}", f"not checked {broken}"))
    head = words(f"共 {len(results)} 份：", f"{len(results)} packets: ")
    return head + words("，", ", ").join(parts)
