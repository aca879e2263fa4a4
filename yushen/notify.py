"""yushen notify test FILE: send a test notice in every way that a file configures."""

from functools import partial
from pathlib import Path

import click

from yushen.options import language
from yushen.words import Words

LOOK = (
    "请到接收方确认收到：有的服务即使密钥有误也回答成功",
    "please check that it arrived: some services answer yes even to a wrong key",
)


def command(words: Words) -> click.Group:
    """Build the command with its subcommand."""
    test = click.Command(
        "test",
        params=[click.Argument(["file"], type=click.Path(path_type=Path)), language(words)],
        help=words(
            "按设置文件发送一次测试通知，不含任何材料信息",
            "Send a trial notice as the file says; nothing of any packet is in it",
        ),
        callback=partial(run, words),
    )
    return click.Group(
        "notify",
        commands={"test": test},
        params=[language(words)],
        help=words(
            "通知默认关闭；用 watch --notify FILE 打开。只含编号、结论和计数。"
            "设置文件可写 [webhook]、[mail]（邮件）和 [apprise]（企业微信、钉钉、飞书等）。",
            "Off by default; watch --notify FILE turns it on. An id, an outcome and counts are "
            "all that is told. The file may have [webhook], [mail] and [apprise] (WeCom, DingTalk, "
            "Feishu and others).",
        ),
    )


def run(words: Words, file: Path) -> int:
    """Try each way; 0 if all worked."""
    from core.errors import InputError
    from pipeline.unattended.notify import load_config, senders
    from pipeline.unattended.notify.notice import trial

    ways = senders(load_config(file))
    if not ways:
        text = words("没有 [webhook]、[mail] 或 [apprise]", "has no [webhook], [mail] or [apprise]")
        raise InputError("notify", f"{file} {text}")
    failed = 0
    for name, send in ways.items():
        try:
            send(trial())
        except Exception as error:  # a server may answer anything; still try the other ways
            failed += 1
            reason = str(error) or type(error).__name__  # a test notice contains nothing personal
            click.echo(f"✗ {name}: {reason}", err=True)
        else:
            click.echo(f"✓ {name}: " + words("已送出", "sent"))
            if name.startswith("apprise"):
                click.echo("  " + words(*LOOK))
    if failed:
        text = words("种方式未送达，请检查设置", "way(s) failed; see the file")
        raise InputError("notify", f"{failed} {text}")
    return 0
