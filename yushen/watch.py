"""yushen watch DROP: check whatever is dropped into a folder, once it has stopped changing."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.clock import now_here
from core.errors import InputError
from yushen.options import CheckSettings, checking
from yushen.words import Words

if TYPE_CHECKING:
    from pipeline.unattended.watch import Event


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command(
        "watch",
        params=[
            click.Argument(["drop"], type=click.Path(path_type=Path)),
            click.Option(
                ["--out"],
                type=click.Path(file_okay=False, path_type=Path),
                metavar="DIR",
                required=True,
                help=words("结果写入 DIR/材料名/", "results go to DIR/PACKET/"),
            ),
            *waiting(words),
            *(option for option in checking(words) if option.name != "fail_on"),
            click.Option(
                ["--once"],
                is_flag=True,
                help=words("现有材料全部检查完即退出", "end when all that is there is checked"),
            ),
        ],
        help=words(
            "放入 DROP 的每个文件夹、zip、PDF、OFD 或图片是一份材料，停止变化后检查一次。"
            "可随时停止；再次运行即从断处继续。",
            "Each folder, zip, PDF, OFD or image put into DROP is a packet, checked once it has "
            "stopped changing. Stop it at any time; run again it goes on where it was.",
        ),
        callback=partial(run, words),
    )


def waiting(words: Words) -> list[click.Parameter]:
    """The options of a watch, also used by `deploy`."""
    seconds = partial(_seconds, words)
    return [
        click.Option(
            ["--done"],
            type=click.Path(file_okay=False, path_type=Path),
            metavar="DIR",
            help=words("报告写好后，把原件移到 DIR", "move originals to DIR once reported"),
        ),
        seconds("--settle", 10.0, "文件多少秒不变才收取", "a file must stay unchanged so long"),
        seconds(
            "--settle-folder",
            60.0,
            "文件夹多少秒不变才收取",
            "a folder must stay unchanged so long",
        ),
        seconds("--rescan", 30.0, "至少每隔多少秒查看一次", "look at least so often"),
        click.Option(
            ["--notify"],
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help=words("通知设置文件，默认不通知", "whom to notify; nobody by default"),
        ),
    ]


def _seconds(words: Words, flag: str, default: float, zh: str, en: str) -> click.Option:
    return click.Option(
        [flag],
        type=click.FloatRange(0.05, 86400),
        default=default,
        show_default=True,
        metavar="SECONDS",
        help=words(zh, en),
    )


def run(words: Words, drop: Path, out: Path, once: bool, **given: Any) -> int:
    """Watch until interrupted; with `--once`, until all is checked."""
    if sys.platform == "win32":
        raise InputError(
            "no_watch",
            "Windows 上不能监看文件夹，请用 WSL 2，或定时运行 yushen batch，见 docs/windows.md",
            "no watch on Windows: please run it in WSL 2, or yushen batch on a schedule; "
            "docs/windows.md",
        )
    settings = CheckSettings.of({**given, "fail_on": "never"})
    from pipeline.unattended.duty import WatchDuty, watch
    from review.retention import day_by_day
    from yushen.handing import handing
    from yushen.policy import edition_of
    from yushen.purge import places_of
    from yushen.work import make_folder, open_for, options_for

    policy = edition_of(settings.policy, words, settings.figures)
    make_folder(out)
    options = options_for(settings, policy, words)
    own = ("done", "settle", "settle_folder", "rescan", "notify")
    duty = WatchDuty(
        drop=drop,
        out=out,
        service=options.service,
        submission_date=options.submission_date,
        lang=words.lang,
        **{name: given[name] for name in own},
    )
    with (
        handing(settings, words, batch=drop.resolve().name) as desk,
        open_for(settings, policy) as kit,
        day_by_day(places_of(settings.cache_here, settings.memory, settings.database)),
    ):
        callbacks = (partial(tell, words), partial(note, words))
        watch(duty, kit, *callbacks, hand=desk, once=once)
    return desk.exit_code


EVENT_TEXTS: dict[str, tuple[str, str]] = {
    "begins": ("开始监看 {name}", "watching {name}"),
    "taken": ("收取 {name}", "took {name}"),
    "changed": ("{name} 内容已变，重新检查", "{name} has changed, checking again"),
    "same": ("{name} 内容未变，结果在 {detail}", "{name} is the same, its result is in {detail}"),
    "renamed": (
        "{name} 只是改名，结果在 {detail}",
        "{name} was renamed, its result is in {detail}",
    ),
    "done": ("完成 {name}：{detail}", "done {name}: {detail}"),
    "moved": ("移走 {name}", "moved {name} away"),
    "ignored": ("不是材料，不检查：{name}", "no packet, left alone: {name}"),
    "waits": ("暂缓 {name}：{detail}，稍后再试", "{name} has to wait: {detail}"),
    "no_drop": ("放件文件夹暂时无法读取：{detail}", "the drop folder cannot be read: {detail}"),
}


def tell(words: Words, event: "Event", name: str, detail: str) -> None:
    """One line to stderr with the time; in a log without names of people."""
    from yushen.discreet import discreet, without

    place = event in ("begins", "no_drop")  # the drop folder, not a packet's name
    named = event in ("same", "renamed")
    text = discreet(detail) if named else without(name, detail)
    line = words(*EVENT_TEXTS[event]).format(
        name=without("", name) if place else discreet(name), detail=text
    )
    click.echo(f"{now_here():%m-%d %H:%M:%S}  {line}", err=True)


def note(words: Words, what: str, error: str) -> None:
    """A failure outside the check itself, which costs no result."""
    names = {
        "memory": ("单位备案记录", "the memory of units"),
        "desk": ("送审核台", "the desk"),
        "webhook": ("webhook 通知", "the webhook"),
        "mail": ("邮件通知", "the mail"),
    }
    zh, en = names.get(what, (f"{what} 通知", what))
    click.echo(words(f"{zh}未成功（{error}）", f"{en} failed ({error})"), err=True)
