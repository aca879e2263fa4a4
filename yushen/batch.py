"""yushen batch INBOX: check every packet of a folder and sum up."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.folders import cache_folder
from yushen.options import Settings, checking
from yushen.words import Words

if TYPE_CHECKING:
    from core.models.filing import PacketFacts
    from core.models.report import Report
    from pipeline.unattended.batch import Each, Job


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command(
        "batch",
        params=[
            click.Argument(["inbox"], type=click.Path(path_type=Path)),
            click.Option(
                ["--out"],
                type=click.Path(file_okay=False, path_type=Path),
                metavar="DIR",
                required=True,
                help=words("报告和汇总写入 DIR", "reports and the summary go to DIR"),
            ),
            *checking(words),
            click.Option(
                ["--plain"],
                is_flag=True,
                help=words("不用 Prefect，直接运行", "run without Prefect"),
            ),
        ],
        help=words(
            "INBOX 中每个文件夹、zip、PDF、OFD 或图片是一份材料。"
            "中断后重新运行即可，已识读的不会重读。",
            "Each folder, zip, PDF, OFD or image in INBOX is a packet. After an interruption run "
            "it again: nothing is read twice.",
        ),
        callback=partial(run, words),
    )


def run(words: Words, inbox: Path, out: Path, plain: bool, **given: Any) -> int:
    """Check all; 0 where every packet was checked, else the gravest error's exit code."""
    settings = Settings.of(given)
    from pipeline.reading.budget import batch_budget
    from pipeline.reporting import write_report
    from pipeline.run import check_packet
    from pipeline.unattended.batch import list_packets, runner, worst_exit_code
    from yushen.handing import handing
    from yushen.outcomes import exit_code
    from yushen.policy import edition_of
    from yushen.progress import bar
    from yushen.summing import sum_up, tell
    from yushen.work import keep, make_folder, open_for, options_for

    make_folder(out)
    found = list_packets(inbox, out)
    if found.ignored:
        names = "、".join(found.ignored)
        click.echo(words(f"不是材料，未检查：{names}", f"Not packets, left out: {names}"), err=True)
    each = _each(settings, plain=plain)
    facts: dict[str, PacketFacts] = {}
    policy = edition_of(settings.policy, words, settings.figures)
    options = options_for(settings, policy, words)
    with (
        handing(settings, words, batch=inbox.resolve().name) as desk,
        open_for(settings, policy) as kit,
        bar(words) as tick_for,
    ):
        kit.budget = batch_budget()

        def check(job: "Job") -> "Report":
            checked = check_packet(job.source, kit, options, tick_for(job.name))
            write_report(checked.report, checked.pictures, out / job.name, words.lang)
            keep(checked, kit, words)
            if checked.facts is not None:
                facts[job.name] = checked.facts
            desk.checked(checked, job.name)
            return checked.report

        results = each(runner(check, lambda done: tell(done, out, words)), found.jobs)
        for done in results:
            desk.broken(done)
    sum_up(results, out, words, facts)
    return (
        worst_exit_code(results)
        or desk.exit_code
        or exit_code([done.outcome for done in results], settings.fail_on)
    )


def _each(settings: Settings, *, plain: bool) -> "Each":
    if plain:
        from pipeline.unattended.batch import in_turn

        return in_turn
    from flows.quiet import hush

    hush((settings.cache or cache_folder()) / "prefect")
    from flows.batch import as_tasks

    return as_tasks
