"""yushen check PATH: check one packet, print the findings, write the reports."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from yushen.options import CheckSettings, checking
from yushen.words import Words

OUT = Path("yushen-out")


def command(words: Words) -> click.Command:
    """Build the command."""
    return click.Command(
        "check",
        params=[
            click.Argument(["path"], type=click.Path(path_type=Path)),
            click.Option(
                ["--out"],
                type=click.Path(file_okay=False, path_type=Path),
                metavar="DIR",
                default=OUT,
                show_default=True,
                help=words("报告写入 DIR/材料名/", "reports go to DIR/PACKET/"),
            ),
            *checking(words),
            click.Option(
                ["--case"],
                metavar="KEY",
                help=words(
                    "并入审核台上的这一案（补交的材料）",
                    "papers for this case on the desk",
                ),
            ),
            click.Option(
                ["--open", "show"],
                is_flag=True,
                help=words("完成后用浏览器打开报告", "open the report in a browser"),
            ),
        ],
        help=words(
            "PATH 可以是文件夹、zip、PDF、OFD 或图片。",
            "PATH is a folder, a zip, a PDF, an OFD or an image.",
        ),
        callback=partial(run, words),
    )


def run(
    words: Words, path: Path, out: Path, show: bool, case: str | None = None, **given: Any
) -> int:
    """Check and report; the exit code is that of `--fail-on`."""
    settings = CheckSettings.of(given)
    if case and not settings.desk:
        raise click.UsageError(words("--case 须与 --desk 同用", "--case must go with --desk"))
    from rich.console import Console

    from pipeline.reporting import write_report
    from pipeline.reporting.terminal import print_report
    from pipeline.run import check_packet
    from yushen.handing import handing
    from yushen.outcomes import exit_code
    from yushen.policy import edition_of
    from yushen.progress import bar
    from yushen.work import keep, make_folder, open_for, options_for

    policy = edition_of(settings.policy, words, settings.figures)
    options = options_for(settings, policy, words)
    make_folder(out)
    with (
        handing(settings, words, case=case) as desk,
        open_for(settings, policy) as kit,
        bar(words) as tick_for,
    ):
        tick = tick_for(path.name)
        checked = check_packet(path, kit, options, tick)
        tick("report", 0, 0)
        folder = out / checked.report.packet
        written = write_report(checked.report, checked.pictures, folder, words.lang)
        keep(checked, kit, words)
        desk.checked(checked, checked.report.packet)
    print_report(checked.report, Console(), words.lang)
    for file in written:
        click.echo(str(file))
    if show:
        page = next((file for file in written if file.suffix == ".html"), None)
        if page is not None:
            click.launch(str(page))
    return desk.exit_code or exit_code([checked.report.outcome], settings.fail_on)
