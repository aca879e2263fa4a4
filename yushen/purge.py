"""yushen purge: delete data past its retention time, and report how much."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.clock import BEIJING
from core.errors import InputError
from core.folders import STATE_VARIABLE, cache_folder, state_folder
from yushen.days import DAY
from yushen.options import database_option, default_memory, language, memory_option
from yushen.words import Words

if TYPE_CHECKING:
    from review.purging import Deleted, Kind, PurgeTargets

NAMES = {
    "cache": ("识读结果", "readings"),
    "pictures": ("页面图像", "page pictures"),
    "uploads": ("上传的文件", "uploads"),
    "drops": ("未提交的照片", "pictures not submitted"),
    "desk": ("审核台的材料", "packets on the desk"),
    "memory": ("单位备案记录", "remembered packets"),
    "reports": ("报告", "reports"),
}  # same as review.purging.KINDS; a test compares them


def command(words: Words) -> click.Command:
    """Build the command."""
    folder = click.Path(file_okay=False, path_type=Path)
    return click.Command(
        "purge",
        params=[
            click.Option(["--before"], type=DAY, metavar="YYYY-MM-DD",
                         help=words("删除这一天以前的", "what is older than this day")),
            click.Option(["--only"], type=click.Choice(list(NAMES)), multiple=True,
                         help=words("只删除这一种，可重复", "this kind alone; may be repeated")),
            click.Option(["--out"], type=folder, multiple=True, metavar="DIR",
                         help=words("报告所在的文件夹，可重复", "where reports lie; repeatable")),
            click.Option(["--undecided"], is_flag=True,
                         help=words("未办结、未检查的也删除",
                                    "also what is not closed, and uploads never checked")),
            click.Option(["--dry-run"], is_flag=True,
                         help=words("只说明，不删除", "say it and delete nothing")),
            click.Option(["--cache"], type=folder, metavar="DIR",
                         help=words("识读结果的存放处", "where readings are kept")),
            memory_option(words),
            database_option(words),
            language(words),
        ],
        help=words(
            f"没有 --before 时按 ${STATE_VARIABLE}/retention.toml 的天数。操作记录始终保留。",
            f"Without --before by the days of ${STATE_VARIABLE}/retention.toml. The audit stays.",
        ),
        callback=partial(run, words),
    )  # fmt: skip


def run(
    words: Words,
    before: datetime | None,
    only: tuple[str, ...],
    out: tuple[Path, ...],
    undecided: bool,
    dry_run: bool,
    cache: Path | None,
    memory: Path | None,
    database: str | None,
) -> int:
    """Delete; one line for each kind."""
    from review.purging import purge
    from yushen.access import somebody

    befores, outs = _asked(words, before, only, out)
    places = places_of(cache, memory, database).model_copy(update={"out": outs})
    gone = purge(places, befores, by=somebody(), undecided=undecided, dry=dry_run)
    for kind, one in gone.items():
        click.echo(_line(kind, one, words))
    if dry_run:
        click.echo(words("以上未删除。", "Nothing was deleted."))
    return 0


def places_of(cache: Path | None, memory: Path | None, database: str | None) -> "PurgeTargets":
    """The locations given by the options; a missing desk database is not created."""
    from review.purging import PurgeTargets
    from review.store import default_url

    desk = state_folder() / "desk.sqlite"
    url = database or default_url()
    return PurgeTargets(
        state=state_folder(),
        cache=cache or cache_folder(),
        memory=memory or default_memory(),
        database=None if not database and str(desk) in url and not desk.exists() else url,
    )


def _asked(
    words: Words, before: datetime | None, only: tuple[str, ...], out: tuple[Path, ...]
) -> "tuple[dict[Kind, datetime], tuple[Path, ...]]":
    """The cutoff time of each kind, and the folders concerned. Raises InputError."""
    from review.audit import now
    from review.purging import KINDS
    from review.retention import retention

    wanted = [kind for kind in KINDS if not only or kind in only]
    if before is not None:
        limit = before.replace(tzinfo=BEIJING)
        if limit > now():
            raise InputError("future", words("日期在今天之后", "the day is to come"))
        return {kind: limit for kind in wanted if kind != "reports" or out}, out
    times = retention()
    if times is None:
        raise InputError("retention", words(
            f"请给出 --before，或在 {state_folder()}/retention.toml 中写明保存天数",
            f"please give --before, or the days to keep in {state_folder()}/retention.toml",
        ))  # fmt: skip
    return {k: at for k, at in times.befores(now()).items() if k in wanted}, (*times.out, *out)


def _line(kind: str, one: "Deleted", words: Words) -> str:
    size = f"{one.size / 1e6:.1f} MB"
    return f"{words(*NAMES[kind])}  {one.number}" + (f"  {size}" if one.size else "")
