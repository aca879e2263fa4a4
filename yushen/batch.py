"""yushen batch INBOX: check every packet of a folder and sum up."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.folders import cache_folder
from yushen.options import Settings, checking
from yushen.words import Words

if TYPE_CHECKING:
    from pipeline.run import Checked, Kit, Options
    from pipeline.unattended.batch import Done, Each, Job
    from pipeline.unattended.sharing import Step, Work
    from yushen.handing import Handing
    from yushen.progress import TickFor


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
            click.Option(
                ["--again"],
                is_flag=True,
                help=words(
                    "全部重新检查，包括未变且已有报告的材料",
                    "check all anew, those too that are unchanged and have their report",
                ),
            ),
        ],
        help=words(
            "INBOX 中每个文件夹、zip、PDF、OFD 或图片是一份材料。中断后重新运行即可："
            "未变且已有报告的材料不再检查，已识读的不会重读。可同时运行几个，各检查一部分。",
            "Each folder, zip, PDF, OFD or image in INBOX is a packet. After an interruption run "
            "it again: what is unchanged and has its report is not checked again, and nothing is "
            "read twice. Several runs at once share the work.",
        ),
        callback=partial(run, words),
    )


def run(words: Words, inbox: Path, out: Path, plain: bool, again: bool, **given: Any) -> int:
    """Check all; 0 where every packet was checked, else the gravest error's exit code."""
    settings = Settings.of(given)
    from pipeline.reading.budget import batch_budget
    from pipeline.unattended.batch import worst_exit_code
    from pipeline.unattended.deciding import mark_of
    from pipeline.unattended.inbox import list_packets
    from pipeline.unattended.sharing import SharedBatch
    from yushen.discreet import discreet
    from yushen.handing import handing
    from yushen.outcomes import exit_code
    from yushen.policy import edition_of
    from yushen.progress import bar
    from yushen.summing import sum_up
    from yushen.work import make_folder, open_for, options_for

    make_folder(out)
    found = list_packets(inbox, out)
    if found.ignored:
        names = "、".join(map(discreet, found.ignored))
        click.echo(words(f"不是材料，未检查：{names}", f"Not packets, left out: {names}"), err=True)
    each = _each(settings, plain=plain)
    policy = edition_of(settings.policy, words, settings.figures)
    options = options_for(settings, policy, words)
    with (
        handing(settings, words, batch=inbox.resolve().name) as desk,
        open_for(settings, policy) as kit,
        bar(words) as tick_for,
    ):
        kit.budget = batch_budget()
        work = _work(kit, options, desk, tick_for, words)
        mark = mark_of(kit, options, words.lang, desk.address)
        with SharedBatch(out, kit, work, mark, again=again) as shared:
            results = shared.all(each, found.jobs)
            for done in results:
                desk.broken(done)
            sum_up(results, shared, out, words)
    return (
        worst_exit_code(results)
        or desk.exit_code
        or exit_code([done.outcome for done in results], settings.fail_on)
    )


def _work(
    kit: "Kit", options: "Options", desk: "Handing", tick_for: "TickFor", words: Words
) -> "Work":
    """What is done with a packet, and what is said of it."""
    from pipeline.reporting import write_failed
    from pipeline.unattended.duty import written
    from pipeline.unattended.sharing import Work
    from yushen.summing import tell
    from yushen.work import keep

    def check(job: "Job", folder: Path, step: "Step") -> "Checked":
        return written(kit, options, words.lang, tick_for(job.name), job, folder, step)

    def kept(job: "Job", checked: "Checked") -> bool:
        remembered = keep(checked, kit, words)
        return desk.checked(checked, job.name) and remembered

    def fail(done: "Done", folder: Path) -> None:
        write_failed(done.report, done.broke, folder, words.lang)

    return Work(check, kept, fail, lambda done: tell(done, words), desk.has)


def _each(settings: Settings, *, plain: bool) -> "Each":
    if plain:
        from pipeline.unattended.batch import in_turn

        return in_turn
    from flows.quiet import hush

    hush((settings.cache or cache_folder()) / "prefect")
    from flows.batch import as_tasks

    return as_tasks
