"""yushen worker: read packets on this machine for batches run elsewhere."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.errors import ToolMissing
from core.folders import cache_folder
from yushen.options import READERS, figures_option, language, reading, trust_option
from yushen.words import Words

if TYPE_CHECKING:
    from core.places import Place


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command(
        "worker",
        params=[
            click.Option(
                ["--address"],
                metavar="tcp://HOST:PORT",
                required=True,
                help=words("Dask 调度器的地址", "where the Dask scheduler is"),
            ),
            click.Option(
                ["--readers"],
                type=click.IntRange(1, 64),
                default=READERS,
                show_default=True,
                metavar="N",
                help=words("同时处理的材料份数", "packets under way at once"),
            ),
            *reading(words, far=True),
            click.Option(
                ["--policy"],
                metavar="DIR",
                help=words("另一政策版本的文件夹", "the folder of another edition"),
            ),
            figures_option(words),
            trust_option(words),
            language(words),
        ],
        help=words(
            "材料和缓存须放在各机共用的文件夹（路径相同）或对象存储；程序、引擎、政策与批次不同的不被"
            "采用。用 batch --runner dask --address 分派。",
            "Packets and cache must lie in a folder that all machines share, at the same path, or "
            "in an object store; a machine whose program, engine or policy is another than the "
            "batch's is not used. `batch --runner dask --address` gives the work.",
        ),
        callback=partial(run, words),
    )


def run(
    words: Words,
    address: str,
    readers: int,
    engine: str,
    workers: int,
    cache: "Place | None",
    require_sandbox: bool,
    policy: str | None,
    figures: Path | None,
    trust: Path | None,
) -> int:
    """Read until the program is stopped."""
    need_cluster(words)
    from flows.cluster.station import serve
    from pipeline.run import open_kit
    from yushen.policy import edition_of

    def say(zh: str, en: str) -> None:
        click.echo(words(zh, en), err=True)

    with open_kit(
        engine=engine,
        workers=workers,
        cache=cache or cache_folder(),
        policy=edition_of(policy, words, figures),
        roots=trust,
        require_sandbox=require_sandbox,
    ) as kit:
        serve(address, kit, readers, say)
    return 0


def need_cluster(words: Words) -> None:
    """Raises ToolMissing if the packages for reading on many machines are not installed."""
    from importlib.util import find_spec

    if find_spec("distributed") is None:
        raise ToolMissing(
            words(
                "未安装多机组件，请安装 yushen[cluster]：pip install 'yushen[cluster]'，或用 "
                "requirements-cluster.txt",
                "many machines: not installed; please pip install 'yushen[cluster]', or from "
                "requirements-cluster.txt",
            )
        )


def options_of(given: dict[str, Any], cache: str) -> list[str]:
    """The options of a worker that reads in the same way as this command."""
    named = {"--engine": given["engine"], "--workers": given["workers"], "--cache": cache,
             "--policy": given["policy"], "--figures": given["figures"],
             "--trust": given["trust"], "--readers": READERS}  # fmt: skip
    options = [
        part for name, value in named.items() if value is not None for part in (name, str(value))
    ]
    return [*options, *(["--require-sandbox"] if given["require_sandbox"] else [])]
