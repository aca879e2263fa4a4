"""yushen quality: the office's measured error rates, and the resulting thresholds."""

from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import Any

import click

from yushen import quality_cases as cases
from yushen.access import opened, somebody
from yushen.options import database_option, language, reading
from yushen.subcommands import Row, subcommands
from yushen.words import Words

PERCENT = "2%"


def command(words: Words) -> click.Group:
    """Build the command with its subcommands."""
    why = click.Option(["--why"], required=True, metavar="WORDS", help=words("理由", "the reason"))
    kind = click.Argument(["kind"])
    packets = click.Argument(["packets"], nargs=-1, required=True, metavar="PACKET...")
    rows: tuple[Row, ...] = (
        ("sample", [click.Argument(["share"], type=_share), why], sample,
         f"设定抽检比例，如 {PERCENT}；0 为不抽检",
         f"Set the share of quality samples, such as {PERCENT}; 0 for none"),
        ("adopt", [kind, click.Argument(["threshold"], type=_decimal, required=False), why,
                   _most(words), _less(words)], adopt,
         "采用本单位的阈值；不写数值时取样本能够证明的最低者",
         "Take a threshold into use; without a figure the lowest that the samples bear"),
        ("revert", [kind, why], revert,
         "撤回本单位的阈值，恢复程序自带的", "Take it back: the program's own holds again"),
        ("freeze", [packets, _folder(words)], cases.freeze,
         "把审核台上的材料保存为本单位的回归用例（含个人信息）",
         "Keep packets of the desk as the office's own cases (personal data)"),
        ("export", [packets, _file(words)], cases.export,
         "导出材料的位置、字段、种类和置信度，不含任何内容",
         "Write places, fields, kinds and confidences of packets, and nothing that stands there"),
    )  # fmt: skip
    commands = subcommands(words, rows, database_option(words), language(words))
    commands["replay"] = _replay(words)
    return click.Group(
        "quality",
        commands=commands,
        params=[*_forms(words), _most(words), database_option(words), language(words)],
        invoke_without_command=True,
        callback=click.pass_context(partial(_show, words)),
    )


def _replay(words: Words) -> click.Command:
    return click.Command(
        "replay",
        params=[
            click.Argument(["folder"], type=click.Path(exists=True, file_okay=False,
                                                       path_type=Path)),
            click.Option(["--read", "again"], is_flag=True,
                         help=words("连同页面重新识读", "read the pages anew, too")),
            *reading(words),
            language(words),
        ],
        callback=partial(cases.replay, words),
        help=words("重新判断保存的回归用例，列出不同之处；有不同时退出码 12",
                   "Judge the cases again and say what differs; exit 12 where something does"),
    )  # fmt: skip


def _folder(words: Words) -> click.Option:
    return click.Option(
        ["--out"], type=click.Path(file_okay=False, path_type=Path), required=True,
        metavar="FOLDER", help=words("保存到的文件夹", "the folder to keep them in"),
    )  # fmt: skip


def _file(words: Words) -> click.Option:
    return click.Option(
        ["--out"], type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE",
        help=words("写入的文件", "the file to write"),
    )  # fmt: skip


def _forms(words: Words) -> list[click.Parameter]:
    return [
        click.Option(["--json", "as_json"], is_flag=True,
                     help=words("以 JSON 打印", "print it as JSON")),
        click.Option(["--html"], type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
                     help=words("写成网页，附图", "write it as a page with its charts")),
    ]  # fmt: skip


def _most(words: Words) -> click.Option:
    return click.Option(
        ["--at-most"], type=_share, default="1%", show_default=True, metavar="SHARE",
        help=words("阈值以上允许的错误比例", "the share wrong that a threshold must keep"),
    )  # fmt: skip


def _less(words: Words) -> click.Option:
    return click.Option(
        ["--less-careful"], is_flag=True,
        help=words("允许低于程序自带的阈值（须样本足以证明）",
                   "let it be lower than the program's own, if the samples bear it, as they must"),
    )  # fmt: skip


def _share(given: str) -> float:
    """A share in a usual notation. Raises click's error."""
    text = given.strip().removesuffix("%").removesuffix("％")
    try:
        found = float(text) / (100 if text != given.strip() else 1)
    except ValueError:
        found = -1.0
    if not 0.0 <= found <= 1.0:
        raise click.BadParameter(f"{given}：应如 {PERCENT} / should be such as {PERCENT}")
    return found


def _decimal(given: str) -> Decimal:
    try:
        return Decimal(given)
    except InvalidOperation:
        raise click.BadParameter(f"{given}：应如 0.98 / should be such as 0.98") from None


def _show(
    words: Words, ctx: click.Context, as_json: bool, html: Path | None, at_most: float,
    database: str | None,
) -> int:  # fmt: skip
    if ctx.invoked_subcommand is not None:
        return 0
    from core.files import write_result
    from pipeline.reporting.names import ReportWords as Names
    from review.quality.figures import quality
    from review.quality.telling import lines

    with opened(database) as store:
        found = quality(store, at_most)
    if html is not None:
        from review.web.quality_page import whole_page

        write_result(html, whole_page(found, words.lang).encode())
        click.echo(str(html))
    elif as_json:
        click.echo(found.model_dump_json(indent=2))
    else:
        for line in lines(found, Names(words.lang)):
            click.echo(line)
    return 0


def sample(words: Words, database: str | None, share: float, why: str) -> int:
    """Applies from the desk's next packet on."""
    from review.quality.drawing import set_share

    with opened(database) as store:
        set_share(store, share, somebody(), why)
    click.echo(words(
        f"无需人工即通过的材料，今后随机抽取 {share:.2%}。",
        f"Of what passes without a person {share:.2%} is drawn from now on.",
    ))  # fmt: skip
    return 0


def adopt(
    words: Words, database: str | None, kind: str, threshold: Decimal | None, **how: Any
) -> int:
    """Applies to everything judged from now on."""
    from review.quality import adopting

    with opened(database) as store:
        made = adopting.adopt(
            store, kind, threshold, by=somebody(), why=how["why"], max_wrong=how["at_most"],
            less_careful=how["less_careful"],
        )  # fmt: skip
    rests = words("未经样本证明", "not shown by samples")
    if made.most < 1:
        rests = words(
            f"{made.number} 个样本，错 {made.wrong}，错误不超过 {made.most:.2%}",
            f"{made.number} samples, {made.wrong} wrong: at most {made.most:.2%} are",
        )
    click.echo(words(
        f"{kind}：{made.instead_of} → {made.threshold}（{rests}）。"
        "监看、定时批检和已打开的审核台上传，重新启动后采用。",
        f"{kind}: {made.instead_of} → {made.threshold} ({rests}). A watch, a deployment and the "
        "uploads of a desk that run take it at their next start.",
    ))  # fmt: skip
    return 0


def revert(words: Words, database: str | None, kind: str, why: str) -> int:
    """Restores the program's own threshold."""
    from review.quality import adopting

    with opened(database) as store:
        own = adopting.revert(store, kind, by=somebody(), why=why)
    click.echo(words(f"{kind}：恢复为 {own}。", f"{kind}: {own} again."))
    return 0
