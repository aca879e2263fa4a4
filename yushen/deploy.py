"""yushen deploy: runs the watch and the daily batch through a Prefect server."""

import os
from functools import partial
from pathlib import Path
from typing import Any

import click

from core.folders import cache_folder
from yushen.options import CheckSettings, checking
from yushen.watch import waiting
from yushen.words import Words

SERVER = "PREFECT_API_URL"
LEFT_OUT = ("fail_on", "submission_date", "no_cache")  # no limit for a service that keeps running


def command(words: Words) -> click.Command:
    """Build the command."""
    folder = click.Path(file_okay=False, path_type=Path)
    return click.Command(
        "deploy",
        params=[
            click.Option(
                ["--watch", "drop"],
                type=folder,
                metavar="DROP",
                help=words("常驻监看的放件文件夹", "the drop folder to watch"),
            ),
            click.Option(
                ["--batch", "inbox"],
                type=folder,
                metavar="INBOX",
                help=words("定时批检的文件夹", "the inbox of the daily batch"),
            ),
            click.Option(
                ["--out"],
                type=folder,
                metavar="DIR",
                required=True,
                help=words("结果写入 DIR/watch 和 DIR/batch", "to DIR/watch and DIR/batch"),
            ),
            click.Option(
                ["--cron"],
                default="0 18 * * *",
                show_default=True,
                metavar="CRON",
                help=words("批检时间（北京时间）", "when the batch runs, in Beijing's time"),
            ),
            *waiting(words),
            *(option for option in checking(words) if option.name not in LEFT_OUT),
        ],
        help=words(
            f"需要一个 Prefect 服务器（prefect server start）及 {SERVER}。"
            "常驻运行；每份材料的结论和原因可在 Prefect 页面查看。",
            f"Needs a Prefect server (prefect server start) and {SERVER}. Stays; each packet's "
            "outcome and reasons are shown in Prefect's pages.",
        ),
        callback=partial(run, words),
    )


def run(
    words: Words, drop: Path | None, inbox: Path | None, out: Path, cron: str, **given: Any
) -> int:
    """Serve until interrupted."""
    from core.errors import InputError
    from yushen.handing import known_to_desk
    from yushen.policy import edition_of
    from yushen.work import make_folder, options_for

    if drop is None and inbox is None:
        text = words(
            "请用 --watch 或 --batch 指定文件夹", "please name the folder with --watch or --batch"
        )
        raise InputError("nothing_to_deploy", text)
    if not os.environ.get(SERVER):
        text = words(
            f"请先运行 prefect server start，并设置 {SERVER}=http://127.0.0.1:4200/api",
            f"please first run prefect server start and set {SERVER}=http://127.0.0.1:4200/api",
        )
        raise InputError("no_server", text)
    settings = CheckSettings.of(
        {**given, "fail_on": "never", "submission_date": None, "no_cache": False}
    )
    service = options_for(
        settings, edition_of(settings.policy, words, settings.figures), words
    ).service
    known_to_desk(settings, words)
    make_folder(out)
    _serve(
        words, _deployed_values(words, drop, inbox, out.resolve(), cron, settings, service, given)
    )
    return 0


def _deployed_values(
    words: Words,
    drop: Path | None,
    inbox: Path | None,
    out: Path,
    cron: str,
    settings: CheckSettings,
    service: str | None,
    given: dict[str, Any],
) -> dict[str, Any]:
    """Values for flows.deploy.Deployed; absolute folders, because runs start elsewhere."""
    from yushen.policy import folder_of

    common = {"service": service, "lang": words.lang}
    times = {name: given[name] for name in ("settle", "settle_folder", "rescan")}
    paths = {name: given[name] and given[name].resolve() for name in ("done", "notify")}
    watch = (
        {"drop": drop.resolve(), "out": out / "watch", **common, **times, **paths} if drop else None
    )
    batch = {"inbox": inbox.resolve(), "out": out / "batch", **common} if inbox else None
    cache = (settings.cache_here or cache_folder()).resolve()
    memory = settings.memory.resolve() if settings.memory is not None else None
    policy = folder_of(settings.policy, words).resolve() if settings.policy else None
    return {
        "watch": watch,
        "batch": batch,
        "cron": cron,
        "engine": settings.engine,
        "workers": settings.workers,
        "require_sandbox": settings.require_sandbox,
        "cache": cache,
        "memory": memory,
        "policy": policy,
        "figures": settings.figures and settings.figures.resolve(),
        "trust": settings.trust and settings.trust.resolve(),
        "desk": settings.desk,
        "database": settings.database,
    }


def _serve(words: Words, settings: dict[str, Any]) -> None:
    from core.errors import InputError
    from core.work import keep_temporary
    from flows.quiet import configure_prefect

    keep_temporary()

    configure_prefect(settings["cache"] / "prefect")
    from flows.deploy import Deployed, serve_all

    click.echo(words("已部署，Ctrl-C 结束。", "Deployed; Ctrl-C ends it."), err=True)
    try:
        serve_all(Deployed.model_validate(settings))
    except Exception as error:
        text = words(
            f"Prefect 未能部署（{type(error).__name__}），请检查 {SERVER} 和 --cron",
            f"Prefect could not deploy ({type(error).__name__}); see {SERVER} and --cron",
        )
        raise InputError("prefect", text) from error
