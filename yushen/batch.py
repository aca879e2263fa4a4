"""yushen batch INBOX: check every packet of a folder and summarise."""

import os
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.folders import cache_folder
from yushen.options import FAR_READERS, READERS, CheckSettings, checking, place
from yushen.words import Words

if TYPE_CHECKING:
    from core.models.material import ReadPacket
    from core.places import Place
    from pipeline.run import Checked, Kit, Options, Progress
    from pipeline.unattended.batch import BatchJob, Done, Each
    from pipeline.unattended.pace import Pace
    from pipeline.unattended.stages import Staged
    from pipeline.unattended.supply import Supply
    from pipeline.unattended.working import BatchSteps, Read
    from yushen.handing import DeskHandover


PRIORITIES = {"counter": 10, "normal": 0, "night": -10}


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command(
        "batch",
        params=[
            click.Argument(["inbox"], type=place),
            click.Option(
                ["--out"],
                type=place,
                metavar="DIR",
                required=True,
                help=words("报告和汇总写入 DIR", "reports and the summary go to DIR"),
            ),
            *checking(words, far=True),
            click.Option(
                ["--plain"],
                is_flag=True,
                help=words("不用 Prefect，直接运行", "run without Prefect"),
            ),
            click.Option(
                ["--readers"],
                type=click.IntRange(1, 64),
                metavar="N",
                help=words(
                    f"同时处理的材料份数，默认 {READERS}，多机时 {FAR_READERS}",
                    f"packets under way at once; {READERS}, on many machines {FAR_READERS}",
                ),
            ),
            click.Option(
                ["--runner"],
                type=click.Choice(["local", "dask"]),
                default="local",
                show_default=True,
                help=words(
                    "在本机识读，或由 yushen worker 各机识读",
                    "read on this machine, or on those where yushen worker runs",
                ),
            ),
            click.Option(
                ["--by-unit"],
                is_flag=True,
                help=words(
                    "INBOX 中每个文件夹是一个单位，其中的才是材料；各单位轮流处理",
                    "each folder of INBOX is a unit's, and packets lie in those; units take turns",
                ),
            ),
            click.Option(
                ["--priority"],
                type=click.Choice(list(PRIORITIES)),
                default="normal",
                show_default=True,
                help=words(
                    "先后：柜台先于平常，平常先于夜间批检",
                    "what goes first: the counter, then all else, then the night's batch",
                ),
            ),
            click.Option(
                ["--address"],
                metavar="tcp://HOST:PORT",
                help=words(
                    "Dask 调度器的地址；没有则自行启动一个，只用本机",
                    "where the Dask scheduler is; without it one is started for this machine",
                ),
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
            "未变且已有报告的材料不再检查，已识读的不会重读。可同时运行几个，各检查一部分。"
            "INBOX、DIR 和 --cache 也可以是对象存储，如 s3://存储桶/目录。",
            "Each folder, zip, PDF, OFD or image in INBOX is a packet. After an interruption run "
            "it again: what is unchanged and has its report is not checked again, and nothing is "
            "read twice. Several runs at once share the work. INBOX, DIR and --cache may lie in an "
            "object store: s3://bucket/folder.",
        ),
        callback=partial(run, words),
    )


def run(
    words: Words,
    inbox: "Place",
    out: "Place",
    plain: bool,
    readers: int | None,
    runner: str,
    by_unit: bool,
    priority: str,
    address: str | None,
    again: bool,
    **given: Any,
) -> int:
    """Check all; 0 if every packet was checked, otherwise the most severe error's exit code."""
    settings = CheckSettings.of(given)
    far = _far(words, runner, address)
    from pipeline.reading.budget import batch_budget
    from pipeline.unattended.batch import worst_exit_code
    from pipeline.unattended.deciding import mark_of
    from pipeline.unattended.pace import Pace
    from pipeline.unattended.sharing import SharedBatch
    from pipeline.unattended.working import PacketReader
    from yushen.handing import handing
    from yushen.outcomes import exit_code
    from yushen.places import open_places
    from yushen.policy import edition_of
    from yushen.progress import batch_bar
    from yushen.summing import sum_up
    from yushen.work import open_for, options_for

    pace = Pace()
    policy = edition_of(settings.policy, words, settings.figures)
    options = options_for(settings, policy, words)
    with (
        open_places(inbox, out, words, by_unit=by_unit) as places,
        handing(settings, words, batch=places.name) as desk,
        open_for(settings, policy) as kit,
        batch_bar(words, pace),
        ExitStack() as stack,
    ):
        found, supply = places.found, places.supply
        kit.budget = batch_budget()
        if far:
            rank = PRIORITIES[priority]
            far_kit = (kit, options, supply)
            read = _far_reader(stack, *far_kit, address, rank, given, words, anew=again)
        else:
            if sys.platform != "win32":
                os.nice(max(0, -PRIORITIES[priority]))  # and its reading workers
            read = PacketReader(kit, options, partial(_ticks, pace), again, supply.bring)
        work = _work(read, kit, desk, pace, words)
        pace.begin(len(found.jobs))
        mark = mark_of(kit, options, words.lang, desk.address)
        titles = {rule.id: rule.title_zh for rule in policy.rules}
        most = readers or (FAR_READERS if far else READERS)
        each, staged = _scheduled(settings, titles, most, pace, plain=plain)
        with SharedBatch(
            places.rooms, kit, work, mark, supply=supply, again=again, staged=staged
        ) as shared:
            results = shared.all(each, found.jobs)
            for done in results:
                desk.broken(done)
            sum_up(results, shared, places.rooms.out, words)
    return (
        worst_exit_code(results)
        or desk.exit_code
        or exit_code([done.outcome for done in results], settings.fail_on)
    )


def _far(words: Words, runner: str, address: str | None) -> bool:
    """Whether other machines read. Raises ToolMissing if they cannot be reached from here."""
    if runner != "dask":
        if address is not None:
            raise click.UsageError(
                words("--address 须与 --runner dask 同用", "--address must go with --runner dask")
            )
        return False
    from yushen.worker import need_cluster

    need_cluster(words)
    return True


def _far_reader(
    stack: ExitStack,
    kit: "Kit",
    options: "Options",
    supply: "Supply",
    address: str | None,
    priority: int,
    given: dict[str, Any],
    words: Words,
    *,
    anew: bool,
) -> "Read":
    """How a scheduler's workers read packets; without an address, a local scheduler is started."""
    from flows.cluster.own import own_scheduler
    from flows.cluster.reader import Cluster, RemoteReader
    from pipeline.unattended.deciding import version_of
    from yushen.worker import options_of

    def say(zh: str, en: str) -> None:
        click.echo(words(zh, en), err=True)

    if address is None:
        address = stack.enter_context(own_scheduler(options_of(given, kit.store.shelf.where)))
        say(f"调度器：{address}", f"scheduler: {address}")
    cluster = stack.enter_context(Cluster(address, version_of(kit), say))
    return RemoteReader(kit, options, cluster, priority, anew, supply)


def _ticks(pace: "Pace", job: "BatchJob") -> "Progress":
    """A callback for the pages of a packet as they are read."""
    return lambda _stage, done, _total: pace.pages(job.id, done)


def _work(
    read: "Read", kit: "Kit", desk: "DeskHandover", pace: "Pace", words: Words
) -> "BatchSteps":
    """The work on a packet, and its messages."""
    from pipeline.reporting import write_failed
    from pipeline.unattended.working import BatchSteps, judge_of, writer
    from yushen.summing import tell
    from yushen.work import keep

    def kept(job: "BatchJob", checked: "Checked") -> bool:
        remembered = keep(checked, kit, words)
        return desk.checked(checked, job.name) and remembered

    def fail(done: "Done", folder: Path) -> None:
        write_failed(done.report, done.broke, folder, words.lang)

    def reads(job: "BatchJob", key: str) -> "ReadPacket":
        found = read(job, key)
        pace.pages(job.id, len(found.material.sheets))
        return found

    def ended(done: "Done") -> None:
        pace.ended(done.job.id)
        tell(done, words)

    return BatchSteps(
        reads,
        judge_of(kit),
        writer(kit, words.lang),
        kept,
        fail,
        ended,
        desk.has,
    )


def _scheduled(
    settings: CheckSettings, titles: dict[str, str], readers: int, pace: "Pace", *, plain: bool
) -> tuple["Each", "Staged"]:
    """How packets and their stages are run."""
    if plain:
        from pipeline.unattended.flight import several
        from pipeline.unattended.stages import plainly

        return several(readers), plainly
    from flows.quiet import configure_prefect

    configure_prefect((settings.cache_here or cache_folder()) / "prefect")
    from flows.early import EarlyBatch

    early = EarlyBatch(titles, readers, pace)
    return early.each, early.staged
