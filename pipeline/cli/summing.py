"""What a batch says while it runs and at its end."""

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from pipeline.batch import Done, where_it_broke
from pipeline.cli import outcomes
from pipeline.cli.words import Words
from pipeline.errors import YushenError

STALE = ("report.json", "report.html", "supplement.docx")
ERROR_FILE = "error.txt"


def tell(done: Done, out: Path, words: Words) -> None:
    """One line to stderr. A packet without a report leaves a file that says why, and loses
    the report of an earlier run, which would be mistaken for this one's.
    """
    folder = out / done.job.name
    if done.outcome is not None:
        (folder / ERROR_FILE).unlink(missing_ok=True)
        click.echo(f"{done.job.name}  {outcomes.name(done.outcome, words)}", err=True)
        return
    reason = why(done, words)
    click.echo(f"{done.job.name}  {reason}", err=True)
    for name in STALE:
        (folder / name).unlink(missing_ok=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ERROR_FILE).write_text(_details(done, reason), "utf-8")
    except OSError:  # the summary still tells; the other packets go on
        return


def why(done: Done, words: Words) -> str:
    """Why a packet has no report; an error of our own says it, a bug only names itself."""
    if isinstance(done.error, YushenError):
        return str(done.error)
    kind = type(done.error).__name__
    return words(
        f"程序内部错误（{kind}），详见其文件夹中的 {ERROR_FILE}",
        f"internal error ({kind}); see {ERROR_FILE} in its folder",
    )


def table(results: Sequence[Done], words: Words) -> Table:
    """One row a packet, then the totals in the caption."""
    heads = (("材料", "packet"), ("结论", "outcome"), ("不符合", "fail"), ("待复核", "review"))
    shown = Table(caption=_totals(results, words), caption_justify="left")
    for number, head in enumerate((*heads, ("符合", "pass"), ("秒", "seconds"))):
        shown.add_column(words(*head), justify="right" if number > 1 else "left")
    for done in results:
        outcome = outcomes.name(done.outcome, words) if done.outcome else why(done, words)
        numbers = [str(done.counts[s]) for s in ("fail", "review", "pass")]
        cells = numbers if done.report else ["", "", ""]
        shown.add_row(done.job.name, outcome, *cells, f"{done.seconds:.0f}")
    return shown


def sum_up(results: Sequence[Done], out: Path, words: Words) -> None:
    """The table to stdout, the summary files to `out`, and where they are."""
    Console().print(table(results, words))


def _totals(results: Sequence[Done], words: Words) -> str:
    parts = []
    for outcome, names in outcomes.NAMES.items():
        if number := sum(done.outcome == outcome for done in results):
            parts.append(f"{words(*names)} {number}")
    if broken := sum(done.error is not None for done in results):
        parts.append(words(f"未能检查 {broken}", f"not checked {broken}"))
    head = words(f"共 {len(results)} 份：", f"{len(results)} packets: ")
    return head + words("，", ", ").join(parts)


def _details(done: Done, reason: str) -> str:
    if done.error is None or isinstance(done.error, YushenError):
        return reason + "\n"
    return f"{reason}\n\n{where_it_broke(done.error)}"
